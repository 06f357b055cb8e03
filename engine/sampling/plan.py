"""Plans: how much to draw, and how many of it may be wrong."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.data.dataset import Float
from engine.data.sample import Plan, Unit
from engine.errors import UserError
from engine.sampling.tail import binomial_tail, hypergeometric_tail

_MOST_ACCEPTED = 200


def accepted_with(rates: Float, plan: Plan, population: int | None = None) -> Float:
    """The operating characteristic: the chance that labels are accepted, by their rate of wrong units.

    Parameters
    ----------
    rates
        0 to 1, any shape; of a ``population``, the next larger rate that it can have.
    plan
    population
        How many units there are; None: endlessly many.

    Returns
    -------
    float64 of the shape of ``rates``
    """
    if population is None:
        return binomial_tail(plan.accept, plan.size, rates)
    return hypergeometric_tail(plan.accept, min(plan.size, population), _count(rates, population), population)


def plan_for(
    unit: Unit, refuse_rate: float, risk: float, population: int | None = None, *, accept: int = 0
) -> Plan:
    """The smallest plan that accepts labels of a rate, or of a worse one, with a chance of at most ``risk``.

    Parameters
    ----------
    unit
    refuse_rate
        Over 0, under 1.
    risk
        Over 0, under 1.
    population
        How many units there are; None: endlessly many, which asks for a few more.
    accept
        How many wrong ones are accepted: the more, the larger the sample, and the better the chance of good labels.

    Raises
    ------
    UserError
        A rate or a risk is out of its range.
    """
    _require_share("the error rate to be refused", refuse_rate)
    _require_share("the risk", risk)
    low, high = accept + 1, population or 2**31

    def held(size: int) -> bool:
        plan = Plan(unit, size, accept, refuse_rate, risk)
        return float(accepted_with(np.array(refuse_rate), plan, population)) <= risk

    if population is not None and (low > population or not held(population)):
        # Not even all of them: fewer are wrong at that rate than may be.
        return Plan(unit, population, accept, refuse_rate, risk)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if held(middle) else (middle + 1, high)
    return Plan(unit, low, accept, refuse_rate, risk)


def plan_for_two(
    unit: Unit,
    refuse_rate: float,
    risk: float,
    good_rate: float,
    producer_risk: float,
    population: int | None = None,
) -> Plan:
    """The smallest plan that also accepts labels of a good rate with a chance of at least 1 - ``producer_risk``.

    Raises
    ------
    UserError
        A rate or a risk is out of its range, or the two rates are too close to each other to be told apart.
    """
    _require_share("the risk that good labels are refused", producer_risk)
    for accept in range(_MOST_ACCEPTED):
        plan = plan_for(unit, refuse_rate, risk, population, accept=accept)
        if float(accepted_with(np.array(good_rate), plan, population)) >= 1 - producer_risk:
            return plan
    raise UserError(
        f"no sample of a usable size tells {good_rate:.2%} from {refuse_rate:.2%}",
        remedy="Choose a lower good rate, a higher rate to be refused, or larger risks",
    )


def risk_of(plan: Plan, drawn: Sequence[int], sizes: Sequence[int]) -> float:
    """The chance at most that a stratified sample accepts labels of the refused rate, or of a worse one.

    By the same inequality as `engine.sampling.bound.stratified_bound`; 1 where it says nothing.

    Parameters
    ----------
    plan
    drawn, sizes
        By stratum, each drawn from.
    """
    n, size = np.asarray(drawn, np.float64), np.asarray(sizes, np.float64)
    mean = float((n / (size / size.sum())).min()) * plan.refuse_rate
    total = int(n.sum())
    if plan.accept > mean - 1 or mean > total:
        return 1.0
    return float(binomial_tail(plan.accept, total, mean / total))


def rates_of_curve(plan: Plan, population: int | None = None, points: int = 60) -> tuple[Float, Float]:
    """Rates and chances of acceptance for a drawing of the operating characteristic, (points,) each."""
    rates = np.linspace(0.0, min(2.5 * plan.refuse_rate, 1.0), points)
    return rates, accepted_with(rates, plan, population)


def _count(rates: Float, population: int) -> Float:
    # 0.02 x 150 is 3.0000000000000004 or so: no fourth one.
    return np.ceil(np.asarray(rates) * population - 1e-9)


def _require_share(what: str, value: float) -> None:
    if not 0 < value < 1 or math.isnan(value):
        raise UserError(f"{what} is {value:g}", remedy="Choose a number between 0 and 1, as 0.02 for 2 %")
