"""Tails of the binomial and the hypergeometric distribution."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from engine.data.dataset import Float


def binomial_tail(most: int, drawn: int, rate: ArrayLike) -> Float:
    """Chance of at most ``most`` wrong ones among ``drawn`` where a share ``rate`` of endlessly many is wrong.

    Parameters
    ----------
    most, drawn
        ``most`` may be negative, or more than ``drawn``.
    rate
        0 to 1, any shape.

    Returns
    -------
    float64 of the shape of ``rate``
    """
    rates = np.asarray(rate, np.float64)
    if most >= drawn:
        return np.ones_like(rates)
    if most < 0:
        return np.zeros_like(rates)
    from scipy.special import betainc  # the window starts without it

    return np.asarray(betainc(drawn - most, most + 1.0, 1.0 - rates), np.float64)


def hypergeometric_tail(most: int, drawn: int, wrong: ArrayLike, population: int) -> Float:
    """Chance of at most ``most`` wrong ones among ``drawn`` without putting back, where ``wrong`` of all are wrong.

    Parameters
    ----------
    most, drawn, population
    wrong
        0 to ``population``, any shape.

    Returns
    -------
    float64 of the shape of ``wrong``
    """
    total = np.asarray(wrong, np.float64)[..., None]
    seen = np.arange(min(most, drawn) + 1, dtype=np.float64)
    right = population - total
    possible = (seen <= total) & (drawn - seen <= right)
    with np.errstate(invalid="ignore"):
        logs = _log_choose(total, seen) + _log_choose(right, drawn - seen) - _log_choose(population, drawn)
    chances: Float = np.where(possible, np.exp(logs), 0.0).sum(axis=-1)
    return chances.clip(0.0, 1.0)


def clopper_pearson(wrong: int, drawn: int, risk: float) -> float:
    """Upper bound of a rate by Clopper and Pearson (Biometrika 26, 1934), one-sided.

    The rate at which so few wrong ones have a chance of ``risk``.
    """
    from scipy.special import betaincinv  # the window starts without it

    return 1.0 if wrong >= drawn else float(betaincinv(wrong + 1, drawn - wrong, 1.0 - risk))


def _log_choose(of: ArrayLike, taken: ArrayLike) -> Float:
    from scipy.special import gammaln  # the window starts without it

    of, taken = np.asarray(of, np.float64), np.asarray(taken, np.float64)
    return np.asarray(gammaln(of + 1) - gammaln(taken + 1) - gammaln(of - taken + 1), np.float64)
