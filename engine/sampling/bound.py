"""Upper bounds of an error rate that hold whatever the labels are like.

docs/sampling.md has the formulas and why each bound holds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.data.dataset import Float
from engine.errors import EngineError
from engine.sampling.tail import clopper_pearson, hypergeometric_tail

_EVEN_ENOUGH = 1.25
"""Strata drawn in so nearly the same share are looked at together: what is lost by the others is less than this."""

_SLOPES = np.geomspace(1e-3, 60.0, 120)
"""Exponents that Chernoff's bound is tried with; each gives a bound that holds, and the least of them does."""

_HALVINGS = 60


def upper_bound(wrong: int, drawn: int, risk: float, population: int) -> float:
    """Bound of the rate of a plain sample, drawn without putting back.

    The largest rate at which so few wrong ones have a chance of more than ``risk``: Clopper and Pearson's idea with the
    hypergeometric distribution (Buonaccorsi, The American Statistician 41, 1987).

    Parameters
    ----------
    wrong, drawn, population
        0 <= wrong <= drawn <= population.
    risk
        The chance that the bound does not hold, 0 to 1.

    Returns
    -------
    float
        0 to 1; 1 where nothing was drawn.
    """
    if not 0 <= wrong <= drawn <= population:
        message = f"{wrong} wrong of {drawn} drawn of {population} is no sample"
        raise EngineError(message)
    if population == 0 or drawn == 0:
        return 1.0
    low, high = wrong, population - (drawn - wrong)
    # The chance falls as more are wrong: the last that is still above the risk.
    while low < high:
        middle = (low + high + 1) // 2
        if float(hypergeometric_tail(wrong, drawn, middle, population)) > risk:
            low = middle
        else:
            high = middle - 1
    return low / population


def stratified_bound(wrong: Sequence[int], drawn: Sequence[int], sizes: Sequence[int], risk: float) -> float:
    """Bound of the rate over all strata, each drawn from by itself without putting back.

    What was drawn whole is known; what was not drawn at all counts as wrong.

    Parameters
    ----------
    wrong, drawn, sizes
        By stratum; 0 <= wrong <= drawn <= size. How much is drawn of each must not depend on what was found.
    risk
        The chance that the bound does not hold, 0 to 1.

    Returns
    -------
    float
        0 to 1.
    """
    k, n, size = (np.asarray(values, np.int64) for values in (wrong, drawn, sizes))
    total = int(size.sum())
    if total == 0:
        return 1.0
    whole, nothing = n == size, n == 0
    known = int(k[whole].sum()) + int(size[nothing & ~whole].sum())
    rest = ~whole & ~nothing
    if not rest.any():
        return known / total
    k, n, size = k[rest], n[rest], size[rest]
    if len(k) == 1:
        bound = upper_bound(int(k[0]), int(n[0]), risk, int(size[0]))
    else:
        share = size / size.sum()
        even = float((n / share).min())
        together = _pooled(int(k.sum()), int(n.sum()), even, risk)
        bound = together if n.sum() <= _EVEN_ENOUGH * even else _weighted(k, n, share, risk)
    # Not less than was seen.
    most = (size.sum() - (n - k).sum()) / size.sum()
    return float((known + size.sum() * min(bound, most)) / total)


def _pooled(wrong: int, drawn: int, even: float, risk: float) -> float:
    """Bound from the sum of all strata; ``even`` is the smallest number drawn over a stratum's share.

    The sum is one of independent draws with a mean of at least ``even`` x rate, and below its mean by 1 or more no such
    sum is likelier to be small than the binomial one (Hoeffding, Annals of Mathematical Statistics 27, 1956).
    """
    rate = max(clopper_pearson(wrong, drawn, risk), (wrong + 1) / drawn)
    return min(rate * drawn / even, 1.0)


def _weighted(wrong: Float, drawn: Float, share: Float, risk: float) -> float:
    """Bound from the estimate, each stratum by its share, by Chernoff's inequality at the least favourable rates.

    For each slope s: ln P(estimate <= seen) <= s seen + sum n ln(1 - r (1 - exp(-s a))), a = share / n. The rates r of
    the strata that make the right-hand side largest for a given rate over all are found by Lagrange's multiplier.
    """
    weight = share / drawn
    slopes = (_SLOPES / weight.mean())[:, None]
    fall = -np.expm1(-slopes * weight)
    seen = (slopes * (weight * wrong)).sum(axis=1)
    limit = np.log(risk)
    # Rates of strata by the logarithm of the multiplier: larger, and the chance is smaller.
    least = np.full(len(_SLOPES), -60.0)
    most = np.full(len(_SLOPES), 60.0)
    for _ in range(_HALVINGS):
        middle = (least + most) / 2
        rates = (1 / fall - drawn / (np.exp(middle)[:, None] * share)).clip(0.0, 1.0)
        with np.errstate(divide="ignore"):
            possible = seen + (drawn * np.log1p(-rates * fall)).sum(axis=1) >= limit
        least, most = np.where(possible, middle, least), np.where(possible, most, middle)
    rates = (1 / fall - drawn / (np.exp(most)[:, None] * share)).clip(0.0, 1.0)
    return float((rates * share).sum(axis=1).min())
