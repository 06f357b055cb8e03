import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from engine.data.dataset import Annotation, Annotations, Categories, Images
from engine.errors import CancelledError
from engine.evaluation.incremental import Evaluation, evaluate, reevaluate
from engine.evaluation.settings import COCO, EvaluationSettings
from tests.engine.evaluation.reference import (
    Case,
    annotation,
    case,
    cases,
    edited,
    predictions,
    pycocotools,
)

FEW_DETECTIONS = EvaluationSettings(
    np.array([0.3, 0.5, 1.0]), np.array([0.0, 0.3, 1.0]), COCO.area_names, COCO.area_ranges, (1, 2, 3)
)
# The three properties below have 2,100 examples together.
THOROUGH = settings(max_examples=700, deadline=None, suppress_health_check=list(HealthCheck))


def assert_equals_pycocotools(of: Case, with_settings: EvaluationSettings = COCO) -> None:
    evaluation, reference = of.evaluated(with_settings), pycocotools(of, with_settings)
    arrays = evaluation.arrays()
    np.testing.assert_array_equal(arrays.precision, reference.eval["precision"])
    np.testing.assert_array_equal(arrays.recall, reference.eval["recall"])
    np.testing.assert_array_equal(arrays.scores, reference.eval["scores"])
    if with_settings is COCO:
        np.testing.assert_array_equal(evaluation.metrics.summary, reference.stats)


def assert_same(one: Evaluation, other: Evaluation) -> None:
    """All that an evaluation keeps of labels and matches; its arrays follow from that."""
    np.testing.assert_array_equal(one.metrics.summary, other.metrics.summary)
    np.testing.assert_array_equal(one.metrics.per_class_ap, other.metrics.per_class_ap)
    np.testing.assert_array_equal(one.positives, other.positives)
    for own, others in zip(one.events, other.events, strict=True):
        np.testing.assert_array_equal(own, others)
    for parts, names in (("curves", ("precision", "scores", "recall")), ("tables", ("precision", "recall"))):
        for own, others in zip(getattr(one, parts), getattr(other, parts), strict=True):
            for name in names:
                np.testing.assert_array_equal(getattr(own, name), getattr(others, name))


def assert_same_arrays(one: Evaluation, other: Evaluation) -> None:
    arrays, others = one.arrays(), other.arrays()
    for name in ("precision", "recall", "scores"):
        np.testing.assert_array_equal(getattr(arrays, name), getattr(others, name))


@given(cases())
@THOROUGH
def test_every_array_is_pycocotools_to_the_last_bit(generated: Case) -> None:
    assert_equals_pycocotools(generated)


@given(cases())
@THOROUGH
def test_other_thresholds_and_fewer_detections_are_pycocotools_to_the_last_bit(generated: Case) -> None:
    assert_equals_pycocotools(generated, FEW_DETECTIONS)


ONE_BOX = annotation(1, 0, 0, 10, 10, 50, 50)
SPECIAL_CASES = {
    "nothing at all": case(1, 1, [], []),
    "no images": case(0, 1, [], []),
    "boxes without predictions": case(2, 2, [ONE_BOX], []),
    "predictions without boxes": case(2, 2, [], [(0, 1, 0, 0, 5, 5, 0.5)]),
    "a class that only predictions have": case(1, 2, [ONE_BOX], [(0, 1, 10, 10, 50, 50, 0.5)]),
    "a class and an image without boxes": case(3, 3, [ONE_BOX], [(0, 0, 10, 10, 50, 45, 0.5)]),
    "a first prediction that is right": case(1, 1, [ONE_BOX], [(0, 0, 10, 10, 50, 50, 0.5)]),
    "equal scores": case(
        2,
        1,
        [ONE_BOX, annotation(2, 1, 0, 0, 0, 30, 30)],
        [(1, 0, 0, 0, 30, 20, 0.5), (0, 0, 0, 0, 9, 9, 0.5), (0, 0, 10, 10, 50, 50, 0.5)],
    ),
    "two equal boxes": case(
        1, 1, [ONE_BOX, annotation(2, 0, 0, 10, 10, 50, 50, ignore=True)], [(0, 0, 10, 10, 50, 50, 0.5)] * 3
    ),
    "a crowd that finds many": case(
        1, 1, [ONE_BOX, annotation(2, 0, 0, 0, 0, 200, 200, crowd=True)], [(0, 0, 10, 10, 50, 50, 0.5)] * 4
    ),
    "areas on the limits": case(
        1,
        1,
        [annotation(n, 0, 0, 200 * n, 0, side, side) for n, side in enumerate((32, 96, 31.999, 96.001), 1)],
        [(0, 0, 200 * n, 0, side, side, 0.5) for n, side in enumerate((32, 96, 32, 96), 1)],
    ),
    "a box of no size": case(1, 1, [annotation(1, 0, 0, 5, 5, 0, 10)], [(0, 0, 5, 5, 0, 10, 0.5)]),
    "an area that is not the box's": case(
        1, 1, [annotation(1, 0, 0, 0, 0, 50, 50, area=3.0)], [(0, 0, 0, 0, 50, 50, 0.5)]
    ),
    "more predictions than count": case(
        2,
        1,
        [ONE_BOX, annotation(2, 1, 0, 0, 0, 30, 30)],
        [(0, 0, n, n, 50, 50, 0.5 + n % 7) for n in range(130)] + [(1, 0, 0, 0, 30, 30, 0.4)],
    ),
}


@pytest.mark.parametrize("name", SPECIAL_CASES)
def test_a_special_case_is_pycocotools_to_the_last_bit(name: str) -> None:
    assert_equals_pycocotools(SPECIAL_CASES[name])


def test_an_annotation_of_id_0_can_be_found_which_pycocotools_denies() -> None:
    numbered_from_0 = case(1, 1, [annotation(0, 0, 0, 10, 10, 50, 50)], [(0, 0, 10, 10, 50, 50, 0.5)])
    assert numbered_from_0.evaluated().metrics.ap == pytest.approx(1.0)
    assert pycocotools(numbered_from_0).stats[0] == 0.0


def test_a_box_or_a_prediction_that_is_not_a_number_takes_no_part() -> None:
    nan = float("nan")
    broken = annotation(2, 0, 0, nan, 0, 1, 1)
    scored = [(0, 0, 10, 10, 50, 50, 0.5), (0, 0, nan, 0, 1, 1, 0.9), (0, -1, 10, 10, 50, 50, 0.9)]
    metrics = case(1, 1, [ONE_BOX, broken], scored).evaluated().metrics
    assert metrics.ap == case(1, 1, [ONE_BOX], scored[:1]).evaluated().metrics.ap > 0.99


@given(edited())
@THOROUGH
def test_after_any_edits_it_is_bit_for_bit_a_full_evaluation(
    sequence: tuple[Case, list[list[Annotation]]],
) -> None:
    start, states = sequence
    first = now = start.evaluated()
    for rows in states:
        labels = Annotations.of_rows(rows)
        images = range(len(start.images))
        now = reevaluate(now, {image: labels.take(labels.images == image) for image in images})
        whole = start.with_annotations(rows).evaluated()
        assert_same(now, whole)
    assert_same_arrays(now, whole)
    assert_same(first, start.evaluated())
    labels = start.annotations
    undone = reevaluate(now, {i: labels.take(labels.images == i) for i in range(len(start.images))})
    assert_same(undone, first)


def test_an_edit_leaves_the_evaluation_it_came_from_as_it_was() -> None:
    start = case(1, 1, [ONE_BOX], [(0, 0, 10, 10, 50, 50, 0.5)])
    before = start.evaluated()
    after = reevaluate(before, {0: Annotations.empty()})
    assert (before.metrics.ap > 0.99, after.metrics.ap) == (True, -1)


def test_an_edit_shares_the_curves_of_classes_it_does_not_touch() -> None:
    start = case(1, 2, [ONE_BOX, annotation(2, 0, 1, 0, 0, 9, 9)], [(0, 0, 10, 10, 50, 50, 0.5)])
    before = start.evaluated()
    after = reevaluate(before, {0: Annotations.of_rows([ONE_BOX])})
    assert after.curves[0] is before.curves[0]
    assert after.curves[1] is not before.curves[1]


def test_evaluating_can_be_stopped() -> None:
    def stop(done: int, total: int) -> None:
        raise CancelledError

    start = SPECIAL_CASES["two equal boxes"]
    with pytest.raises(CancelledError):
        evaluate(start.images, start.categories, start.annotations, start.predictions, progress=stop)


def test_matches_say_who_found_whom() -> None:
    boxes = [
        annotation(3, 0, 1, 0, 0, 10, 10),
        annotation(4, 0, 0, 100, 100, 40, 40, ignore=True),
        annotation(8, 0, 0, 10, 10, 50, 50),
        annotation(9, 1, 0, 10, 10, 50, 50),
    ]
    scored = [
        (0, 0, 10, 10, 50, 40, 0.4),
        (1, 0, 10, 10, 50, 50, 0.9),
        (0, 0, 10, 10, 50, 25, 0.9),
        (0, 0, 100, 100, 40, 40, 0.2),
        (0, 1, 300, 0, 10, 10, 0.2),
    ]
    matches = case(2, 2, boxes, scored).evaluated().matches(0)
    assert matches.annotation_ids.tolist() == [3, 4, 8]
    assert matches.annotation_prediction.tolist() == [-1, 3, 2]
    assert matches.annotation_iou.tolist() == [0, 1, 0.5]
    assert matches.prediction_rows.tolist() == [0, 2, 3, 4]
    assert matches.prediction_annotation.tolist() == [0, 8, 4, 0]
    assert matches.prediction_ignored.tolist() == [False, False, True, False]


def test_matches_of_an_image_without_anything_are_empty() -> None:
    matches = SPECIAL_CASES["nothing at all"].evaluated().matches(0)
    assert len(matches.annotation_ids) == len(matches.prediction_rows) == 0


def test_matches_follow_an_edit() -> None:
    start = case(1, 1, [ONE_BOX], [(0, 0, 10, 10, 50, 50, 0.5)]).evaluated()
    assert start.matches(0).prediction_annotation.tolist() == [1]
    assert reevaluate(start, {0: Annotations.empty()}).matches(0).prediction_annotation.tolist() == [0]


def test_without_categories_there_is_nothing_to_measure() -> None:
    metrics = evaluate(
        Images.empty(), Categories(np.zeros(0, np.int64), ()), Annotations.empty(), predictions([])
    )
    assert set(metrics.metrics.summary.tolist()) == {-1.0}
