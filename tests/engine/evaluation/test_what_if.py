import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import Annotation, Annotations
from engine.data.metrics import NOT_DEFINED
from engine.evaluation.incremental import reevaluate
from engine.evaluation.settings import COCO, EvaluationSettings
from engine.evaluation.what_if import what_if_ap
from tests.engine.evaluation.reference import Case, annotation, case, edited

ALL_COMES_LAST = EvaluationSettings(
    np.array([0.3, 0.5]), COCO.recall_thresholds, ("small", "all"), COCO.area_ranges[[1, 0]], (1, 3)
)
NO_ALL = EvaluationSettings(
    COCO.iou_thresholds, COCO.recall_thresholds, ("small",), COCO.area_ranges[[1]], (100,)
)
BOX = annotation(1, 0, 0, 10, 10, 50, 50)
FOUND = case(1, 1, [BOX], [(0, 0, 10, 10, 50, 50, 0.5)])


@given(edited(), st.sampled_from([COCO, ALL_COMES_LAST, NO_ALL]))
def test_it_is_exactly_the_ap_of_evaluating_again(
    sequence: tuple[Case, list[list[Annotation]]], settings: EvaluationSettings
) -> None:
    start, states = sequence
    now = start.evaluated(settings)
    for rows in states:
        labels = Annotations.of_rows(rows)
        images = {image: labels.take(labels.images == image) for image in range(len(start.images))}
        after = reevaluate(now, images)
        assert what_if_ap(now, images) == after.metrics.ap
        now = after


@pytest.mark.parametrize(
    ("images", "ap"),
    [
        pytest.param({}, 1.0, id="no edit"),
        pytest.param({0: Annotations.of_rows([BOX])}, 1.0, id="an edit that changes nothing"),
        pytest.param({0: Annotations.empty()}, NOT_DEFINED, id="no ground truth is left"),
        pytest.param({0: Annotations.of_rows([BOX.moved((0.0, 0.0, 5.0, 5.0))])}, 0.0, id="nothing is found"),
    ],
)
def test_the_ap_an_edit_would_lead_to(images: dict[int, Annotations], ap: float) -> None:
    evaluation = FOUND.evaluated()
    assert what_if_ap(evaluation, images) == pytest.approx(ap)
    assert evaluation.metrics.ap == pytest.approx(1.0)


def test_settings_without_boxes_of_any_area_have_no_ap() -> None:
    assert what_if_ap(FOUND.evaluated(NO_ALL), {0: Annotations.empty()}) == NOT_DEFINED
