"""Capture and recapture: against worked examples, and totals that are known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from engine.errors import EngineError
from engine.sampling.capture import chapman, total_interval


@pytest.mark.parametrize(
    ("first", "second", "both", "expected"),
    [
        (0, 0, 0, 0.0),
        # The turtles of the usual textbook: 10 marked, 15 seen later, 5 of them marked.
        (10, 15, 5, 11 * 16 / 6 - 1),
        (30, 20, 20, 30.0),
    ],
)
def test_chapman(first: int, second: int, both: int, expected: float) -> None:
    assert chapman(first, second, both) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("first", "second", "both", "at_most"),
    [
        (0, 3, 0, 40),
        (0, 3, 0, None),
        (5, 5, 5, None),
        (10, 5, 0, 300),
        (10, 5, 0, None),
        (30, 20, 9, None),
        (30, 20, 9, 60),
    ],
)
def test_the_interval_is_of_all_totals_that_are_not_too_unlikely(
    first: int, second: int, both: int, at_most: int | None
) -> None:
    totals = np.arange(first + second - both, (at_most or 2000) + 1)
    found = hypergeom(totals, first, second)
    kept = totals[(found.cdf(both) > 0.025) & (found.sf(both - 1) > 0.025)]
    endless = at_most is None and both == 0
    assert total_interval(first, second, both, 0.05, at_most) == (kept[0], None if endless else kept[-1])


def test_what_cannot_be_is_our_mistake() -> None:
    with pytest.raises(EngineError):
        chapman(3, 2, 3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.data())
def test_the_estimate_lies_in_its_interval(first: int, second: int, data: st.DataObject) -> None:
    both = data.draw(st.integers(0, min(first, second)))
    low, high = total_interval(first, second, both, 0.05)
    assert first + second - both <= low
    assert low <= chapman(first, second, both) + 1
    assert high is None or high >= chapman(first, second, both) - 1


@pytest.mark.parametrize(("total", "first", "second"), [(200, 120, 30), (60, 20, 25)])
def test_the_interval_holds_in_19_of_20_datasets(total: int, first: int, second: int) -> None:
    both = np.random.default_rng(1).hypergeometric(first, total - first, second, 10_000)
    held = 0
    for seen, times in zip(*np.unique(both, return_counts=True), strict=True):
        low, high = total_interval(first, second, int(seen), 0.05)
        held += times * (low <= total and (high is None or total <= high))
    assert held >= 9500
