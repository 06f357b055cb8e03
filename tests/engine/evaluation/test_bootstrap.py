import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.comparison import Comparison, Interval
from engine.data.dataset import Annotations
from engine.data.metrics import METRIC_NAMES
from engine.errors import CancelledError, EngineError
from engine.evaluation.bootstrap import (
    compare,
    compare_effects,
    interval_of,
    interval_of_samples,
    resampled_class_ap,
)
from engine.evaluation.compare import Corners, compare_both
from engine.evaluation.incremental import Evaluation, reevaluate
from engine.evaluation.resampling import Resampler
from tests.engine.evaluation.corners import corners, swapped
from tests.engine.evaluation.reference import Case, annotation, case, cases

THOROUGH = settings(max_examples=40, deadline=None)


def row_of(comparison: Comparison) -> np.ndarray:
    """Delta, low and high of every metric and class."""
    return np.concatenate([comparison.summary, comparison.per_class])


def two_evaluations() -> tuple[Evaluation, Evaluation]:
    """Thirty images with a box each; every third box is found worse after."""
    rng = np.random.default_rng(1)
    boxes = [annotation(n + 1, n, 0, 0, 0, 60, 60) for n in range(30)]
    scored = [(n, 0, 0, 0, 60, 60 - 30 * rng.random(), rng.random()) for n in range(30)]
    worse = [(*row[:5], row[5] - 10 * (row[0] % 3 == 0), row[6]) for row in scored]
    return case(30, 1, boxes, scored).evaluated(), case(30, 1, boxes, worse).evaluated()


def test_no_images_give_no_change() -> None:
    nothing = case(0, 2, [], []).evaluated()
    result = compare(nothing, nothing)
    assert (result.ap, result.resamples) == (Interval(0.0, 0.0, 0.0), 0)
    assert np.isnan(row_of(result)).all()
    assert result.ap.said() == "Nothing changed."


def test_no_resamples_give_no_interval() -> None:
    result = compare(*two_evaluations(), resamples=0)
    assert np.isnan(row_of(result)[:, 1:]).all()
    assert result.ap.delta < 0.0


@given(cases())
@THOROUGH
def test_nothing_changed_is_no_change_in_any_draw(of: Case) -> None:
    evaluation = of.evaluated()
    for other in (evaluation, of.evaluated()):
        result = compare(evaluation, other, resamples=10)
        assert result.ap == Interval(0.0, 0.0, 0.0)
        assert (np.nan_to_num(row_of(result)) == 0.0).all()


@given(corners())
@THOROUGH
def test_the_way_back_has_the_opposite_signs(both: Corners) -> None:
    there = row_of(compare(both.before, both.after, resamples=6, seed=3))
    back = row_of(compare(both.after, both.before, resamples=6, seed=3))
    np.testing.assert_allclose(back, -there[:, [0, 2, 1]], rtol=0, atol=1e-15)
    defined = ~np.isnan(there[:, 1])
    assert (there[defined, 1] <= there[defined, 2]).all()


@given(corners())
@THOROUGH
def test_effects_have_the_deltas_of_the_comparison_and_the_intervals_of_their_draws(both: Corners) -> None:
    effects, deltas = compare_effects(both, resamples=6, sizes=True), compare_both(both)
    for own, expected in (
        (effects.total, deltas.total),
        (effects.labels, deltas.labels),
        (effects.predictions, deltas.predictions),
    ):
        np.testing.assert_array_equal(own.summary[:, 0], expected.summary)
        np.testing.assert_array_equal(own.per_class[:, 0], expected.per_class_ap)
    total = compare(both.before, both.after, resamples=6, sizes=True)
    np.testing.assert_array_equal(row_of(effects.total), row_of(total))
    back = compare_effects(swapped(both), resamples=6, sizes=True)
    np.testing.assert_allclose(row_of(back.labels), -row_of(effects.labels)[:, [0, 2, 1]], rtol=0, atol=1e-15)


@given(cases(), st.integers(0, 3))
@THOROUGH
def test_other_labels_alone_are_a_label_effect_in_every_draw(of: Case, image: int) -> None:
    before = of.evaluated()
    after = reevaluate(before, {image % len(of.images): Annotations.empty()})
    effects = compare_effects(Corners.of_labels(before, after), resamples=6)
    np.testing.assert_array_equal(row_of(effects.labels), row_of(effects.total))
    assert (np.nan_to_num(row_of(effects.predictions)) == 0.0).all()


def test_the_interval_is_that_of_draws_taken_one_by_one() -> None:
    before, after = two_evaluations()
    result = compare(before, after, resamples=40, seed=5)
    deltas = []
    for draw in range(40):
        drawn = np.random.default_rng((5, draw)).integers(30, size=30)
        weights = np.bincount(drawn, minlength=30)[:, None].astype(np.int32)
        old, new = (Resampler(evaluation).measure(weights, {})[0, 0] for evaluation in (before, after))
        deltas.append(new - old)
    low, high = np.quantile(deltas, [0.025, 0.975])
    assert (result.ap.low, result.ap.high) == pytest.approx((low, high), abs=1e-15)
    assert result.ap.low < result.ap.delta < result.ap.high < 0.0
    assert result.ap.is_more_than_noise


def test_a_draw_without_a_class_says_nothing_of_it() -> None:
    boxes = [annotation(1, 0, 0, 0, 0, 50, 50), annotation(2, 1, 1, 0, 0, 50, 50)]
    one = case(2, 2, boxes, [(0, 0, 0, 0, 50, 50, 0.5), (1, 1, 0, 0, 50, 50, 0.5)])
    other = case(2, 2, boxes, [(0, 0, 0, 0, 50, 50, 0.5)])
    result = compare(one.evaluated(), other.evaluated(), resamples=30)
    # Half of the draws hold the second class; in each of them it is lost as a whole.
    assert result.per_class[1].tolist() == pytest.approx([-1.0, -1.0, -1.0])
    assert result.per_class[0].tolist() == [0.0, 0.0, 0.0]


@given(corners())
@THOROUGH
def test_without_sizes_the_other_metrics_are_the_same(both: Corners) -> None:
    full, some = (compare(both.before, both.after, resamples=5, sizes=sizes) for sizes in (True, False))
    of_sizes = [METRIC_NAMES.index(name) for name in ("APs", "APm", "APl", "ARs", "ARm", "ARl")]
    expected = full.summary.copy()
    expected[of_sizes, 1:] = np.nan
    np.testing.assert_array_equal(some.summary, expected)
    np.testing.assert_array_equal(some.per_class, full.per_class)


def test_the_same_seed_gives_the_same_intervals_and_another_seed_others() -> None:
    before, after = two_evaluations()
    some, again, other = (compare(before, after, resamples=50, seed=seed) for seed in (9, 9, 10))
    np.testing.assert_array_equal(row_of(some), row_of(again))
    assert some.ap != other.ap


def test_progress_is_told_from_none_to_all() -> None:
    told: list[tuple[int, int]] = []
    compare(*two_evaluations(), resamples=70, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 70), (32, 70), (64, 70), (70, 70)]


def test_a_comparison_is_cancelled() -> None:
    def stop(done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        compare(*two_evaluations(), progress=stop)


def test_evaluations_of_other_images_are_not_compared() -> None:
    with pytest.raises(EngineError):
        compare(case(1, 1, [], []).evaluated(), case(2, 1, [], []).evaluated())


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(0.0, 0.0, 0.0), "Nothing changed."),
        (Interval(0.01, 0.004, 0.02), "more than noise: 95% of resamples lie between +0.0040 and +0.0200."),
        (
            Interval(-0.01, -0.02, -0.004),
            "more than noise: 95% of resamples lie between -0.0200 and -0.0040.",
        ),
        (Interval(0.01, 0.000004, 0.02), "between +0.000004 and +0.0200."),
        (
            Interval(0.01, -0.004, 0.02),
            "could be noise: 95% of resamples lie between -0.0040 and +0.0200, and",
        ),
        (Interval(0.01, 0.0, 0.02), "could be noise: 95% of resamples lie between +0.0000 and +0.0200, and"),
    ],
)
def test_an_interval_says_in_words_whether_it_is_noise(interval: Interval, words: str) -> None:
    assert words in interval.said()


def test_no_images_have_no_interval_of_ap() -> None:
    assert np.isnan(interval_of(case(0, 2, [], []).evaluated())).all()


@given(cases())
@THOROUGH
def test_ap_itself_lies_where_its_change_from_nothing_does(of: Case) -> None:
    """A model that says nothing has an AP of 0 wherever there are boxes."""
    evaluation = of.evaluated()
    silent = case(len(of.images), len(of.categories), [], []).predictions
    nothing = Case(of.images, of.categories, of.annotations, silent).evaluated()
    expected = compare(nothing, evaluation, resamples=20)
    np.testing.assert_allclose(interval_of(evaluation, resamples=20), expected.summary[0, 1:], atol=1e-12)
    of_classes = interval_of_samples(resampled_class_ap(evaluation, resamples=20))
    np.testing.assert_allclose(of_classes, expected.per_class[:, 1:], atol=1e-12)
