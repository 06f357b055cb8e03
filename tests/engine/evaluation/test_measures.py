"""Each measure, class by class and over all, is what an independent computation of it gives."""

import numpy as np
import pytest
from hypothesis import given

from engine.data.metrics import NOT_DEFINED, Measure, Measured
from engine.evaluation.measures import measure
from engine.evaluation.operating_point import best_operating_points
from engine.evaluation.settings import COCO, EvaluationSettings
from engine.evaluation.voc import voc_average_precision
from tests.engine.evaluation.reference import Case, annotation, case, cases, pycocotools


def measured(of: Case, which: Measure, settings: EvaluationSettings = COCO) -> Measured:
    evaluation = of.evaluated(settings)
    return measure(which, evaluation, of.images, of.categories, of.annotations, of.predictions)


def mean_where_defined(values: np.ndarray) -> float:
    return float(values[values > NOT_DEFINED].mean()) if (values > NOT_DEFINED).any() else NOT_DEFINED


@given(cases())
def test_ap_ap50_and_ar_are_pycocotools(generated: Case) -> None:
    run = pycocotools(generated)
    precision, recall = run.eval["precision"][:, :, :, 0, -1], run.eval["recall"][:, :, 0, -1]
    expected = {
        Measure.AP: (precision.mean(axis=(0, 1)), run.stats[0]),
        Measure.AP50: (precision[0].mean(axis=0), run.stats[1]),
        Measure.AR: (recall.mean(axis=0), run.stats[8]),
    }
    for which, (per_class, overall) in expected.items():
        found = measured(generated, which)
        assert (found.measure, found.points) == (which, None)
        np.testing.assert_allclose(found.values, [*per_class, overall], rtol=0, atol=1e-12)


@given(cases())
def test_the_best_f1_is_that_of_its_point(generated: Case) -> None:
    found = measured(generated, Measure.BEST_F1)
    evaluation = generated.evaluated()
    best = best_operating_points(evaluation)
    positives = [*evaluation.positives[:, 0].tolist(), int(evaluation.positives[:, 0].sum())]
    assert found.points is not None
    for value, row, point, to_find in zip(
        found.values.tolist(), found.points.tolist(), (*best.per_class, best.overall), positives, strict=True
    ):
        if point is None:
            assert value == (0.0 if to_find else NOT_DEFINED)
            assert np.isnan(row).all()
        else:
            assert (value, *row) == (point.f1, point.score, point.precision, point.recall)
            assert value == pytest.approx(2 * row[1] * row[2] / (row[1] + row[2]), abs=1e-12)


@given(cases())
def test_voc_s_ap_has_its_mean_over_the_classes(generated: Case) -> None:
    voc = voc_average_precision(
        generated.images, generated.categories, generated.annotations, generated.predictions
    )
    for which, own in (
        (Measure.VOC_11_POINT, voc.per_class_11_point),
        (Measure.VOC_ALL_POINT, voc.per_class_all_point),
    ):
        found = measured(generated, which)
        assert found.values[:-1].tolist() == own.tolist()
        assert found.values[-1] == pytest.approx(mean_where_defined(own), abs=1e-12)


@pytest.mark.parametrize("which", Measure)
def test_without_classes_only_the_whole_is_there_and_not_defined(which: Measure) -> None:
    assert measured(case(1, 0, [], []), which).values.tolist() == [NOT_DEFINED]


BOX = annotation(1, 0, 0, 10, 10, 50, 50)
NO_IOU = EvaluationSettings(np.array([0.75]), COCO.recall_thresholds, ("all",), COCO.area_ranges[:1], (100,))
NO_AREA = EvaluationSettings(
    COCO.iou_thresholds, COCO.recall_thresholds, ("small",), COCO.area_ranges[1:2], (100,)
)


@pytest.mark.parametrize(
    ("settings", "which"), [(NO_IOU, Measure.AP50), (NO_AREA, Measure.AP50), (NO_AREA, Measure.AR)]
)
def test_what_the_settings_leave_out_is_not_defined(settings: EvaluationSettings, which: Measure) -> None:
    found = measured(case(1, 1, [BOX], []), which, settings)
    assert found.values.tolist() == [NOT_DEFINED, NOT_DEFINED]


@pytest.mark.parametrize("settings", [NO_IOU, NO_AREA])
def test_a_best_f1_the_settings_leave_out_has_no_point(settings: EvaluationSettings) -> None:
    found = measured(case(1, 1, [BOX], []), Measure.BEST_F1, settings)
    assert found.values.tolist() == [NOT_DEFINED, NOT_DEFINED]
    assert found.points is not None
    assert np.isnan(found.points).all()
