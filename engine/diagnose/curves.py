"""What noisy curves say: levels, falls and their noise, by medians, which a few outliers do not move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from engine.data.dataset import Float
from engine.data.training import Curve

_MOST_POINTS = 400
_TO_DEVIATION = 1.4826
"""From the median absolute deviation to the standard deviation of a normal distribution."""


@dataclass(frozen=True, eq=False, slots=True)
class Trend:
    """A curve without most of its noise.

    Attributes
    ----------
    steps : (n,) float64
        At most 400.
    values : (n,) float64
        As logged, or medians of as many neighbours as it takes to be so few.
    smooth : (n,) float64
        The same under a running median over a twentieth of the curve.
    noise : float
        Standard deviation of one of the values around the trend; where neighbours resemble each other, that of both.
    """

    steps: Float
    values: Float
    smooth: Float
    noise: float

    def __len__(self) -> int:
        return len(self.values)

    @property
    def start(self) -> float:
        """Where it begins."""
        return float(self.smooth[0])

    @property
    def end(self) -> float:
        """Where it ends: the median of its last tenth, of three points at least."""
        return float(np.median(self.values[-max(3, len(self) // 10) :]))

    @property
    def lowest(self) -> int:
        """Index of the lowest place of the trend."""
        return int(np.argmin(self.smooth))

    def after(self, share: float) -> int:
        """Index of the first point after a share, 0 to 1, of the steps."""
        span = self.steps[-1] - self.steps[0]
        return int(np.searchsorted(self.steps, self.steps[0] + share * span))

    def fall(self, first: int, last: int) -> tuple[float, float]:
        """How far it falls from one index to before another, by Theil and Sen's slope, and the error of that."""
        steps, values = self.steps[first:last], self.values[first:last]
        if len(steps) < 3:
            return 0.0, np.inf
        rows, columns = np.triu_indices(len(steps), 1)
        slope = np.median((values[columns] - values[rows]) / (steps[columns] - steps[rows]))
        # Of a least-squares slope over evenly spaced points the error is noise sqrt(12 / n) / span.
        return float(-slope * (steps[-1] - steps[0])), self.noise * float(np.sqrt(12 / len(steps)))


def trend(curve: Curve) -> Trend:
    """The trend of a curve's finite points."""
    own = curve.finite()
    steps, values = own.steps.astype(np.float64), own.values
    if len(values) > _MOST_POINTS:
        size = -(-len(values) // _MOST_POINTS)
        cuts = range(0, len(values), size)
        steps = np.array([np.median(steps[at : at + size]) for at in cuts])
        values = np.array([np.median(values[at : at + size]) for at in cuts])
    smooth = _smooth(values)
    return Trend(steps, values, smooth, max(_noise(values), _spread(values - smooth)))


def _smooth(values: Float) -> Float:
    if len(values) < 3:
        return values
    half = max(1, len(values) // 40)
    padded = np.concatenate([np.full(half, values[0]), values, np.full(half, values[-1])])
    return np.asarray(np.median(sliding_window_view(padded, 2 * half + 1), axis=1), np.float64)


def _noise(values: Float) -> float:
    """From the second differences, which a slope does not enter; three values add up to six times the variance."""
    if len(values) < 5:
        return 0.0
    second = np.diff(values, 2)
    return _spread(second) / float(np.sqrt(6))


def _spread(values: Float) -> float:
    """Standard deviation by the median absolute deviation."""
    return float(_TO_DEVIATION * np.median(np.abs(values - np.median(values)))) if len(values) else 0.0
