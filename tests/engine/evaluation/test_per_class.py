import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.metrics import NOT_DEFINED
from engine.errors import EngineError
from engine.evaluation.per_class import average_recalls, precision_recall
from engine.evaluation.settings import COCO
from tests.engine.evaluation.reference import Case, annotation, case, cases, pycocotools

RIGHT = case(1, 2, [annotation(1, 0, 0, 10, 10, 50, 50)], [(0, 0, 10, 10, 50, 45, 0.75)])


@given(cases(), st.sampled_from(COCO.area_names))
def test_curves_and_average_recalls_are_pycocotools(generated: Case, area: str) -> None:
    evaluation, reference = generated.evaluated(), pycocotools(generated).eval
    index = COCO.area_names.index(area)
    np.testing.assert_allclose(
        average_recalls(evaluation, area=area), reference["recall"][:, :, index].mean(axis=0), atol=1e-12
    )
    for category in range(len(generated.categories)):
        curves = precision_recall(evaluation, category, area=area)
        np.testing.assert_array_equal(curves.precision, reference["precision"][:, :, category, index, -1])
        np.testing.assert_array_equal(curves.scores, reference["scores"][:, :, category, index, -1])


def test_a_curve_at_one_threshold() -> None:
    curves = precision_recall(RIGHT.evaluated(), 0)
    precision, scores = curves.at(0.5)
    assert curves.recall.tolist() == COCO.recall_thresholds.tolist()
    np.testing.assert_allclose(precision, 1.0)
    assert set(scores.tolist()) == {0.75}
    assert set(curves.at(0.95)[0].tolist()) == {0.0}


def test_a_class_without_ground_truth_has_no_curve_and_no_recall() -> None:
    evaluation = RIGHT.evaluated()
    assert set(precision_recall(evaluation, 1).precision.ravel().tolist()) == {NOT_DEFINED}
    np.testing.assert_allclose(average_recalls(evaluation), [[0.9] * 3, [NOT_DEFINED] * 3])


def test_what_was_not_measured_cannot_be_asked_for() -> None:
    with pytest.raises(EngineError, match="area range"):
        precision_recall(RIGHT.evaluated(), 0, area="huge")
    with pytest.raises(EngineError, match="IoU"):
        precision_recall(RIGHT.evaluated(), 0).at(0.42)
