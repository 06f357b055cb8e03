from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.dataset import Annotation, Annotations, Images
from engine.data.metrics import Metrics
from engine.evaluation.incremental import Evaluation, reevaluate
from engine.evaluation.resampling import Resampler
from engine.evaluation.settings import COCO, EvaluationSettings
from tests.engine.evaluation.reference import Case, annotation, case, cases, pycocotools

THOROUGH = settings(max_examples=150, deadline=None)
FEW_DETECTIONS = EvaluationSettings(
    np.array([0.3, 0.5, 1.0]), np.array([0.0, 0.3, 1.0]), COCO.area_names, COCO.area_ranges, (1, 2, 3)
)


def measured(evaluation: Evaluation, *weights: list[int]) -> np.ndarray:
    """One row for each list of weights."""
    return Resampler(evaluation).measure(np.array(weights, np.int32).T, {})


def values_of(metrics: Metrics) -> np.ndarray:
    return np.concatenate([metrics.summary, metrics.per_class_ap])


def repeated(of: Case, weights: list[int]) -> Case:
    """The dataset with every image in it so many times, copies next to each other."""
    source = np.repeat(np.arange(len(of.images)), weights)
    labels, scored = of.annotations, of.predictions
    rows: list[Annotation] = []
    parts = []
    for image, original in enumerate(source.tolist()):
        for row in labels.rows_of_image(original).tolist():
            rows.append(replace(labels.at(row), id=len(rows) + 1, image=image))
        own = scored.take(scored.rows_of_image(original))
        parts.append(replace(own, images=np.full(len(own), image)))
    columns = ("images", "categories", "boxes_xyxy", "sizes_wh", "scores")
    return Case(
        Images(np.arange(len(source)) + 1, ("",) * len(source), np.zeros((len(source), 2), np.int64)),
        of.categories,
        Annotations.of_rows(rows),
        type(scored)(
            *(np.concatenate([getattr(scored, n)[:0], *(getattr(p, n) for p in parts)]) for n in columns)
        ),
    )


def per_class(of: Case, with_settings: EvaluationSettings) -> list[float]:
    precision = pycocotools(of, with_settings).eval["precision"][:, :, :, 0, -1]
    return [float(own[own > -1].mean()) if (own > -1).any() else -1.0 for own in precision.transpose(2, 0, 1)]


def test_no_images_have_no_metrics() -> None:
    assert measured(case(0, 2, [], []).evaluated(), []).tolist() == [[-1.0] * 14]


def test_no_weights_give_no_metrics() -> None:
    nothing = np.zeros((1, 0), np.int32)
    assert Resampler(case(1, 1, [], []).evaluated()).measure(nothing, {}).shape == (0, 13)


def test_an_image_that_does_not_count_takes_its_boxes_along() -> None:
    of = case(
        2,
        1,
        [annotation(1, 0, 0, 0, 0, 50, 50), annotation(2, 1, 0, 0, 0, 50, 50)],
        [(0, 0, 0, 0, 50, 50, 0.5)],
    )
    found = measured(of.evaluated(), [1, 0], [0, 1], [0, 0], [1, 1])[:, 0]
    assert found.tolist() == pytest.approx([1.0, 0.0, -1.0, 51 / 101])


@given(cases())
@THOROUGH
def test_where_every_image_counts_once_it_is_the_evaluation(of: Case) -> None:
    for with_settings in (COCO, FEW_DETECTIONS):
        evaluation = of.evaluated(with_settings)
        found = measured(evaluation, [1] * len(of.images))[0]
        np.testing.assert_allclose(found, values_of(evaluation.metrics), rtol=0, atol=1e-12)


@given(cases(), st.lists(st.integers(0, 4), min_size=4, max_size=4))
@THOROUGH
def test_an_image_that_counts_twice_is_an_image_that_is_there_twice(of: Case, times: list[int]) -> None:
    weights = times[: len(of.images)]
    there = repeated(of, weights)
    for with_settings in (COCO, FEW_DETECTIONS):
        found = measured(of.evaluated(with_settings), weights)[0]
        np.testing.assert_allclose(found[12:], per_class(there, with_settings), rtol=0, atol=1e-12)
        if with_settings is COCO:
            np.testing.assert_allclose(found[:12], pycocotools(there).stats, rtol=0, atol=1e-12)
        reference = values_of(there.evaluated(with_settings).metrics)
        np.testing.assert_allclose(found, reference, rtol=0, atol=1e-12)


@given(cases(), st.integers(0, 3))
@THOROUGH
def test_what_two_evaluations_share_is_measured_once_and_is_the_same(of: Case, image: int) -> None:
    image %= len(of.images)
    before = of.evaluated()
    after = reevaluate(before, {image: Annotations.empty()})
    weights = np.random.default_rng(0).integers(0, 3, (len(of.images), 5)).astype(np.int32)
    first = Resampler(before)
    known: dict = {}
    first.measure(weights, known)
    shared = Resampler(after, (first,)).measure(weights, known)
    np.testing.assert_array_equal(shared, Resampler(after).measure(weights, {}))
    again = Resampler(of.evaluated(), (first,))
    size = len(known)
    np.testing.assert_array_equal(again.measure(weights, known), first.measure(weights, {}))
    assert len(known) == size


@pytest.mark.parametrize("times", range(9))
def test_of_equal_scores_on_one_image_copies_alternate(times: int) -> None:
    of = case(
        2,
        1,
        [annotation(1, 0, 0, 0, 0, 50, 50), annotation(2, 1, 0, 0, 0, 50, 50)],
        [(0, 0, 0, 0, 50, 50, 0.5), (0, 0, 200, 200, 50, 50, 0.5), (1, 0, 0, 0, 50, 50, 0.4)],
    )
    found = measured(of.evaluated(), [times, 1])[0]
    np.testing.assert_allclose(found[:12], pycocotools(repeated(of, [times, 1])).stats, rtol=0, atol=1e-12)
