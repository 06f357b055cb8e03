import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.learning_curve import LEAST_POINTS, fit, rank_correlation


@pytest.mark.parametrize(
    ("boxes", "values"),
    [([], []), ([10, 20, 40, 80], [0.1, 0.2, 0.3, 0.4]), ([10, 11, 12, 13, 14], [0.1, 0.2, 0.3, 0.4, 0.5])],
    ids=["none", "few points", "one doubling"],
)
def test_there_is_no_curve_where_there_is_nothing_to_tell_it_from(
    boxes: list[int], values: list[float]
) -> None:
    assert fit(np.array(boxes, np.float64), np.array(values)) is None


@given(st.floats(-0.1, 0.1), st.floats(0, 0.5))
def test_points_on_a_line_give_the_line(slope: float, level: float) -> None:
    boxes = 2.0 ** np.arange(3, 10)
    curve = fit(boxes, level + slope * np.log2(boxes))
    assert curve is not None
    assert curve.slope == pytest.approx(slope, abs=1e-9)
    assert (curve.low, curve.high) == pytest.approx((slope, slope), abs=1e-9)
    assert curve.at(np.array([1.0, 2.0])) == pytest.approx([level, level + slope], abs=1e-9)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(0)
    boxes = 2.0 ** rng.uniform(4, 12, (100, 30))
    held = 0
    for own in boxes:
        curve = fit(own, 0.1 + 0.04 * np.log2(own) + rng.normal(0, 0.1, len(own)))
        assert curve is not None
        held += curve.low <= 0.04 <= curve.high
    assert held >= 89


def test_the_interval_is_that_of_student() -> None:
    # Five points about a line: t of 3 degrees of freedom is 3.1824.
    boxes = 2.0 ** np.arange(LEAST_POINTS)
    values = np.array([0.1, 0.3, 0.2, 0.5, 0.4])
    curve = fit(boxes, values)
    assert curve is not None
    assert curve.slope == pytest.approx(0.08)
    left = values - 0.3 - 0.08 * (np.arange(5) - 2)
    reach = 3.1824 * np.sqrt((left**2).sum() / 3 / 10)
    assert (curve.low, curve.high) == pytest.approx((0.08 - reach, 0.08 + reach), abs=2e-3)


@pytest.mark.parametrize(
    ("one", "other", "rho"),
    [
        ([], [], 0.0),
        ([1, 2], [1, 2], 0.0),
        ([1, 1, 1], [1, 2, 3], 0.0),
        ([1, 2, 3, 4, 5, 6], [1, 4, 9, 16, 25, 36], 1.0),
        ([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1], -1.0),
        # As a textbook's example of IQ and hours of television has it.
        ([86, 97, 99, 100, 101, 103, 106, 110, 112, 113], [2, 20, 28, 27, 50, 29, 7, 17, 6, 12], -29 / 165),
        # Equal values share their ranks: 1, 2.5, 2.5, 4 with 1, 2, 3, 4.
        ([1, 5, 5, 9], [1, 2, 3, 4], 4.5 / np.sqrt(4.5 * 5)),
    ],
)
def test_rank_correlation(one: list[float], other: list[float], rho: float) -> None:
    found = rank_correlation(np.array(one, np.float64), np.array(other, np.float64))
    assert found.rho == pytest.approx(rho)
    if abs(rho) == 1.0:
        assert found.p < 0.02


def test_what_does_not_go_together_is_rarely_called_so() -> None:
    rng = np.random.default_rng(1)
    called = sum(
        rank_correlation(rng.normal(size=8), rng.normal(size=8), seed=number).p < 0.05
        for number in range(200)
    )
    assert called <= 20
