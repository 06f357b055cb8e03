"""Bounds of error rates: against scipy, and against datasets whose rate is known."""

from bisect import bisect_left

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, hypergeom

from engine.errors import EngineError
from engine.sampling.bound import stratified_bound, upper_bound
from engine.sampling.tail import binomial_tail, clopper_pearson, hypergeometric_tail

RISK = 0.05
DATASETS = 10_000


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.001, 0.5))
def test_clopper_pearson_is_that_of_scipy(sample: tuple[int, int], risk: float) -> None:
    wrong, drawn = sample
    test = binomtest(wrong, drawn, alternative="less")
    assert clopper_pearson(wrong, drawn, risk) == pytest.approx(
        test.proportion_ci(1 - risk, method="exact").high, abs=1e-9
    )


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_tails_are_those_of_scipy(data: st.DataObject) -> None:
    population = data.draw(st.integers(1, 3000))
    drawn, wrong = data.draw(st.integers(0, population)), data.draw(st.integers(0, population))
    most = data.draw(st.integers(0, drawn))
    assert hypergeometric_tail(most, drawn, wrong, population) == pytest.approx(
        hypergeom(population, wrong, drawn).cdf(most), abs=1e-8
    )


@pytest.mark.parametrize(("most", "expected"), [(-1, 0.0), (0, 0.9**10), (10, 1.0), (11, 1.0)])
def test_the_binomial_tail_at_its_ends(most: int, expected: float) -> None:
    assert binomial_tail(most, 10, 0.1) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("wrong", "drawn", "population", "expected"),
    [
        (0, 0, 0, 1.0),
        (0, 0, 10, 1.0),
        (0, 10, 10, 0.0),
        (4, 10, 10, 0.4),
        (10, 10, 20, 1.0),
        # Endlessly many: the rule of three's exact value.
        (0, 149, 10**9, 1 - 0.05 ** (1 / 149)),
    ],
)
def test_plain_bounds_known_beforehand(wrong: int, drawn: int, population: int, expected: float) -> None:
    assert upper_bound(wrong, drawn, RISK, population) == pytest.approx(expected, rel=1e-5)


def test_what_is_no_sample_is_our_mistake() -> None:
    with pytest.raises(EngineError):
        upper_bound(3, 2, RISK, 10)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_plain_bound_is_the_largest_rate_that_is_not_too_unlikely(data: st.DataObject) -> None:
    population = data.draw(st.integers(2, 400))
    drawn = data.draw(st.integers(1, population))
    wrong = data.draw(st.integers(0, drawn))
    bound = round(upper_bound(wrong, drawn, RISK, population) * population)
    assert wrong <= bound <= population - (drawn - wrong)
    if bound < population - (drawn - wrong):
        assert hypergeom(population, bound + 1, drawn).cdf(wrong) <= RISK + 1e-9
    # Putting back only asks for more.
    assert bound / population <= max(clopper_pearson(wrong, drawn, RISK), wrong / drawn) + 1 / population


COUNTS = st.lists(
    st.integers(1, 60).flatmap(
        lambda size: st.integers(0, size).flatmap(
            lambda drawn: st.tuples(st.integers(0, drawn), st.just(drawn), st.just(size))
        )
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(COUNTS, st.data())
def test_one_more_wrong_never_lowers_a_bound_and_one_more_risk_never_raises_it(
    counts: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    wrong, drawn, sizes = (list(values) for values in zip(*counts, strict=True))
    bound = stratified_bound(wrong, drawn, sizes, RISK)
    seen = sum(wrong) + sum(size for size, of in zip(sizes, drawn, strict=True) if not of)
    assert seen / sum(sizes) - 1e-12 <= bound <= 1
    assert stratified_bound(wrong, drawn, sizes, 2 * RISK) <= bound + 1e-9
    place = data.draw(st.integers(0, len(sizes) - 1))
    if wrong[place] < drawn[place]:
        wrong[place] += 1
        assert stratified_bound(wrong, drawn, sizes, RISK) >= bound - 1e-9


def test_one_stratum_is_a_plain_sample() -> None:
    assert stratified_bound([2], [150], [4000], RISK) == upper_bound(2, 150, RISK, 4000)


def test_strata_drawn_in_proportion_cost_little() -> None:
    plain = clopper_pearson(2, 300, RISK)
    assert stratified_bound([1, 0, 1], [100, 50, 150], [2000, 1000, 3000], RISK) == pytest.approx(
        plain, rel=1e-6
    )


@pytest.mark.parametrize("rate", [0.0, 0.004, 0.01, 0.02, 0.05, 0.2, 0.5])
@pytest.mark.parametrize(("population", "drawn"), [(300, 100), (4888, 149)])
def test_the_plain_bound_holds_in_19_of_20_datasets(rate: float, population: int, drawn: int) -> None:
    wrong = round(rate * population)
    random = np.random.default_rng(round(1000 * rate) + drawn)
    seen = random.hypergeometric(wrong, population - wrong, drawn, DATASETS)
    values, times = np.unique(seen, return_counts=True)
    holds = [upper_bound(int(own), drawn, RISK, population) >= wrong / population for own in values]
    assert times[holds].sum() >= (1 - RISK) * DATASETS


PROPORTIONAL = (3000, 900, 80, 20), (113, 34, 4, 1)
MORE_OF_THE_SMALL = (3000, 900, 80, 20), (60, 60, 40, 20)
TWO = (1000, 1000), (40, 120)


@pytest.mark.parametrize(("sizes", "drawn"), [PROPORTIONAL, MORE_OF_THE_SMALL, TWO])
@pytest.mark.parametrize(
    "rates",
    [
        (0.01, 0.01, 0.01, 0.01),
        (0.0, 0.08, 0.5, 1.0),
        (0.026, 0.0, 0.0, 0.0),
        (0.05, 0.2, 0.1, 0.0),
        (0.3,) * 4,
    ],
)
def test_the_stratified_bound_holds_in_19_of_20_datasets(
    sizes: tuple[int, ...], drawn: tuple[int, ...], rates: tuple[float, ...]
) -> None:
    wrong = [round(rate * size) for rate, size in zip(rates, sizes, strict=False)]
    truth = sum(wrong) / sum(sizes)
    random = np.random.default_rng(7)
    seen = np.stack(
        [
            random.hypergeometric(bad, size - bad, of, DATASETS)
            for bad, size, of in zip(wrong, sizes, drawn, strict=True)
        ],
        axis=1,
    )
    # The bound rises with the sum, or with the estimate: where it begins to hold is found by halving.
    even = (np.array(drawn) / sizes).max() / (np.array(drawn) / sizes).min() < 1.2
    order = np.argsort(
        seen.sum(axis=1) if even else (seen * (np.array(sizes) / drawn)).sum(axis=1), kind="stable"
    )
    first = bisect_left(
        order, True, key=lambda row: stratified_bound(seen[row].tolist(), drawn, sizes, RISK) >= truth
    )
    assert DATASETS - first >= (1 - RISK) * DATASETS
