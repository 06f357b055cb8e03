"""Plans made from rates and risks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, hypergeom

from engine.data.sample import Plan, Unit
from engine.errors import UserError
from engine.sampling.bound import upper_bound
from engine.sampling.plan import accepted_with, plan_for, plan_for_two, rates_of_curve, risk_of


@pytest.mark.parametrize(
    ("refuse", "risk", "accept", "size"),
    # The smallest n with a binomial tail of at most the risk: 149 and 299 are the well-known ones.
    [(0.02, 0.05, 0, 149), (0.01, 0.05, 0, 299), (0.02, 0.05, 1, 236), (0.05, 0.1, 2, 105)],
)
def test_plans_for_endlessly_many(refuse: float, risk: float, accept: int, size: int) -> None:
    assert plan_for(Unit.BOX, refuse, risk, accept=accept) == Plan(Unit.BOX, size, accept, refuse, risk)
    assert binom.cdf(accept, size, refuse) <= risk < binom.cdf(accept, size - 1, refuse)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 2000), st.floats(0.005, 0.3), st.floats(0.01, 0.2), st.integers(0, 3))
def test_a_plan_for_a_population_is_the_smallest_that_holds_the_risk(
    population: int, refuse: float, risk: float, accept: int
) -> None:
    plan = plan_for(Unit.BOX, refuse, risk, population, accept=accept)
    wrong = int(np.ceil(refuse * population - 1e-9))
    if plan.size == population:
        return
    chance = hypergeom(population, wrong, plan.size).cdf(accept)
    assert chance <= risk + 1e-9
    assert hypergeom(population, wrong, plan.size - 1).cdf(accept) > risk - 1e-9 or plan.size == accept + 1
    # To accept is to have a bound under the refused rate.
    assert upper_bound(accept, plan.size, risk, population) < wrong / population
    assert (
        upper_bound(accept + 1, plan.size, risk, population) >= wrong / population or accept + 1 > plan.size
    )


def test_two_risks_make_a_larger_plan() -> None:
    plan = plan_for_two(Unit.BOX, 0.02, 0.05, 0.005, 0.1)
    assert binom.cdf(plan.accept, plan.size, 0.005) >= 0.9
    assert binom.cdf(plan.accept, plan.size, 0.02) <= 0.05
    with pytest.raises(UserError, match="tells"):
        plan_for_two(Unit.BOX, 0.02, 0.05, 0.0199, 0.1)


@pytest.mark.parametrize(
    ("refuse", "risk", "problem"),
    [(0.0, 0.05, "refused is 0"), (2.0, 0.05, "refused is 2"), (0.02, 1.0, "risk is 1")],
)
def test_a_rate_out_of_its_range_is_said(refuse: float, risk: float, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        plan_for(Unit.BOX, refuse, risk)


def test_the_operating_characteristic_falls_from_one_to_the_risk() -> None:
    plan = plan_for(Unit.BOX, 0.02, 0.05, 4888)
    rates, chances = rates_of_curve(plan, 4888)
    assert chances[0] == 1.0
    assert (np.diff(chances) <= 1e-12).all()
    assert float(accepted_with(np.array(0.02), plan, 4888)) <= 0.05
    assert rates[-1] == pytest.approx(0.05)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(2, 400), st.floats(0.0, 1.0)), min_size=2, max_size=5), st.integers(0, 2)
)
def test_the_risk_of_a_stratified_sample_is_not_understated(
    strata: list[tuple[int, float]], accept: int
) -> None:
    sizes = [size for size, _ in strata]
    wrong = [round(size * rate) for size, rate in strata]
    total = sum(sizes)
    drawn = [min(-(-size * 60 // total), size) for size in sizes]
    truth = sum(wrong) / total
    if not 0 < truth < 1:
        return
    chances = np.ones(1)
    for size, bad, of in zip(sizes, wrong, drawn, strict=True):
        chances = np.convolve(chances, hypergeom(size, bad, of).pmf(np.arange(of + 1)))
    assert (
        chances[: accept + 1].sum() <= risk_of(Plan(Unit.BOX, 60, accept, truth, 0.05), drawn, sizes) + 1e-9
    )
