"""How AP grows with the number of boxes, and what twice as many might bring.

Over the range of a few doublings AP grows about as the logarithm of the number of boxes (C. Sun et al., Revisiting
Unreasonable Effectiveness of Data in Deep Learning Era, ICCV 2017), until it runs into its ceiling. So a line is fitted
over doublings, and only one doubling is looked ahead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Float

LEAST_POINTS = 5
_SHARE = 0.95
_SHUFFLES = 1000


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """A line of AP over the binary logarithm of the number of boxes.

    Attributes
    ----------
    level : float
        AP at one box, on the line.
    slope, low, high : float
        What twice the boxes bring, with the limits of its 95 % interval.
    """

    level: float
    slope: float
    low: float
    high: float

    def at(self, boxes: Float) -> Float:
        """AP on the line."""
        return np.asarray(self.level + self.slope * np.log2(boxes), np.float64)


def fit(boxes: Float, values: Float, *, least: int = LEAST_POINTS) -> LearningCurve | None:
    """Fit a learning curve by least squares, with Student's interval for its slope.

    Parameters
    ----------
    boxes : (n,) float64
        Above 0.
    values : (n,) float64
        AP.
    least
        Points that a line takes, three at least.

    Returns
    -------
    LearningCurve or None
        None of fewer points, or where they do not spread over one doubling at least.
    """
    from scipy.special import stdtrit  # the window starts without it

    places = np.log2(boxes)
    if len(places) < least or np.ptp(places) < 1.0:
        return None
    centred = places - places.mean()
    spread = float(centred @ centred)
    slope = float(centred @ values) / spread
    level = float(values.mean() - slope * places.mean())
    left = values - level - slope * places
    freedom = len(places) - 2
    reach = float(stdtrit(freedom, (1 + _SHARE) / 2) * np.sqrt(left @ left / freedom / spread))
    return LearningCurve(level, slope, slope - reach, slope + reach)


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """Whether one thing goes with another.

    Attributes
    ----------
    rho : float
        Spearman's, -1 to 1: its effect.
    p : float
        How often chance alone gives one so far from 0.
    """

    rho: float
    p: float


def rank_correlation(one: Float, other: Float, *, seed: int = 0) -> RankCorrelation:
    """Spearman's rank correlation, equal values sharing their ranks; p by permutation.

    Parameters
    ----------
    one, other : (n,) float64
        Of fewer than three, or where all are equal, the correlation is 0 and p is 1.
    """
    first, second = _ranks(one), _ranks(other)
    scale = float(np.sqrt((first**2).sum() * (second**2).sum()))
    if len(one) < 3 or scale == 0.0:
        return RankCorrelation(0.0, 1.0)
    rho = float(first @ second) / scale
    shuffled = np.random.default_rng(seed).permuted(np.tile(second, (_SHUFFLES, 1)), axis=1) @ first / scale
    extreme = np.count_nonzero(np.abs(shuffled) >= abs(rho) - 1e-12)
    # The order that was seen is one of them, so that p is never 0.
    return RankCorrelation(rho, (extreme + 1) / (_SHUFFLES + 1))


def _ranks(values: Float) -> Float:
    """Ranks less their mean."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - (counts - 1) / 2
    ranks = middle[inverse]
    return np.asarray(ranks - ranks.mean() if len(ranks) else ranks, np.float64)
