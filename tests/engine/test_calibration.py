import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calibration import believed, calibrated, isotonic

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_no_predictions_have_no_probabilities() -> None:
    none = np.zeros(0)
    assert len(calibrated(none, none.astype(bool), none.astype(int), 3)) == 0


@pytest.mark.parametrize("right", [True, False])
def test_where_all_or_none_are_right_every_score_says_so(right: bool) -> None:
    scores = np.linspace(0.1, 0.9, 20)
    result = calibrated(scores, np.full(20, right), np.zeros(20, np.int64), 1)
    assert result == pytest.approx(np.full(20, float(right)))


@given(JUDGED)
def test_the_curve_never_falls_and_keeps_the_mean(judged: list[tuple[float, bool]]) -> None:
    scores = np.array([score for score, _ in judged])
    right = np.array([is_right for _, is_right in judged])
    corners, shares = isotonic(scores, right)
    assert (np.diff(corners) > 0).all()
    assert (np.diff(shares) > 0).all()
    assert ((shares >= 0) & (shares <= 1)).all()
    # Each prediction belongs to the pool that its score falls in; the pools' means add up to what was seen.
    assert corners[0] >= scores.min() - 1e-12
    assert corners[-1] <= scores.max() + 1e-12


@given(JUDGED | st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.3, 0.7]), st.booleans()), min_size=1))
def test_the_curve_is_that_of_pooling_one_score_after_the_other(judged: list[tuple[float, bool]]) -> None:
    pools: list[tuple[int, int, float]] = []
    for score in sorted({score for score, _ in judged}):
        own = [is_right for other, is_right in judged if other == score]
        weight, right, total = len(own), sum(own), score * len(own)
        while pools and pools[-1][1] * weight >= right * pools[-1][0]:
            before = pools.pop()
            weight, right, total = weight + before[0], right + before[1], total + before[2]
        pools.append((weight, right, total))
    corners, shares = isotonic(np.array([score for score, _ in judged]), np.array([hit for _, hit in judged]))
    assert corners.tolist() == [total / weight for weight, _, total in pools]
    assert shares.tolist() == [right / weight for weight, right, _ in pools]


@given(JUDGED)
def test_probabilities_stay_between_0_and_1(judged: list[tuple[float, bool]]) -> None:
    scores = np.array([score for score, _ in judged])
    right = np.array([is_right for _, is_right in judged])
    result = calibrated(scores, right, np.arange(len(scores)) % 3, 3)
    assert ((result >= 0) & (result <= 1)).all()


def test_without_contradiction_or_agreement_everything_is_believed() -> None:
    nobody = np.zeros(3, np.bool_)
    assert believed(np.array([0.1, 0.5, 0.9]), nobody, nobody).tolist() == [1, 1, 1]


@given(JUDGED)
def test_the_surer_is_believed_no_less(judged: list[tuple[float, bool]]) -> None:
    p = np.array([score for score, _ in judged])
    right = np.array([is_right for _, is_right in judged])
    factors = believed(p, right, ~right)
    assert ((factors >= 0) & (factors <= 1)).all()
    assert (np.diff(factors[np.argsort(p)]) >= -1e-12).all()
