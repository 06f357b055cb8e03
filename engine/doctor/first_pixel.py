"""Labels whose pixels are counted from 1: what they and the predictions disagree by is one pixel, at the top left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Float, Int
from engine.doctor.agreement import best_overlaps, overlaps

_FEW, _FEW_WITHOUT_EDGE, _AT_EDGE = 20, 200, 4
_FIT = 0.5
_WITH_EDGE, _WITHOUT_EDGE = (2.0, 0.0), (5.0, 2.5)
"""Standard errors that the left and top, and the centre, must be from 0: where the labels' edges say the same as well,
and where they do not."""


@dataclass(frozen=True, slots=True)
class Offset:
    """How far labels are from predictions.

    Attributes
    ----------
    low, high : float
        Pixels at the left and top, and at the right and bottom.
    error : float
        Standard error of both.
    at_edge : int
        How many labels begin at pixel 1 while none begins at 0.
    """

    low: float
    high: float
    error: float
    at_edge: int

    @property
    def last_pixel(self) -> bool:
        """Whether the right and bottom are where they belong all the same: they are last pixels."""
        return self.centre < 0.75

    @property
    def centre(self) -> float:
        """How far the labels' centres are off: half a pixel where only one side is."""
        return (self.low + self.high) / 2


def counted_from_1(
    all_labels: Float, sizes_wh: Int, pairs: Int, boxes: Float, labels: Float
) -> Offset | None:
    """The offset of labels that count pixels from 1, or None where they do not, or where it cannot be told.

    Parameters
    ----------
    all_labels : (n, 4) float64
        Left, top, width, height.
    sizes_wh : (n, 2) int64
        Of the image of each.
    pairs : (m, 2) int64
        As in `engine.doctor.agreement.Sample`.
    boxes, labels : (p, 4), (l, 4) float64
        Those of the sample.
    """
    ends = np.hstack([all_labels[:, :2], all_labels[:, :2] + all_labels[:, 2:]])
    if len(all_labels) < _FEW or np.mean(ends == np.round(ends)) < 0.99:
        return None
    if (ends[:, :2] < 0.5).any() or (ends[:, 2:] > sizes_wh + 0.5)[(sizes_wh > 0).all(axis=1)].any():
        return None
    at_edge = int(np.count_nonzero((ends[:, :2] == 1).any(axis=1)))
    # Half-way between both readings, so that which pairs fit favours neither; of small boxes one pixel decides.
    between = labels + np.array([-0.5, -0.5, 0.5, 0.5])
    close = overlaps(pairs, boxes, between)
    best = best_overlaps(pairs, boxes, between)[pairs[:, 1]]
    chosen = pairs[(close >= _FIT) & (close >= best)]
    if len(chosen) < (_FEW if at_edge >= _AT_EDGE else _FEW_WITHOUT_EDGE):
        return None
    own, found = labels[chosen[:, 1]], boxes[chosen[:, 0]]
    apart = np.hstack([own[:, :2] - found[:, :2], (own[:, :2] + own[:, 2:]) - (found[:, :2] + found[:, 2:])])
    sides = np.maximum(own[:, 2:], 2.0)
    low, error = _centre(apart[:, :2], sides)
    high, _ = _centre(apart[:, 2:], sides)
    offset = Offset(low, high, error, at_edge)
    needed, needed_of_centre = _WITH_EDGE if at_edge >= _AT_EDGE else _WITHOUT_EDGE
    if not 0.5 < low < 1.6 or low < needed * error:
        return None
    # A model whose boxes are all too large has them begin further left as well; their centres stay.
    if not 0.2 < offset.centre < 1.3 or offset.centre < needed_of_centre * error / np.sqrt(2):
        return None
    return offset


def _centre(apart: Float, sides: Float) -> tuple[float, float]:
    """Mean offset and its standard error; boxes are off in proportion to their size, so small ones tell more."""
    weights = 1 / sides**2
    centre = float(np.median(apart))
    for _ in range(3):
        # What is far out is another kind of error.
        usual = (
            np.abs(apart - centre) <= 3 * 1.4826 * np.median(np.abs(apart - centre) / sides) * sides + 1e-9
        )
        own = weights * usual
        centre = float((apart * own).sum() / own.sum())
    spread = (((apart - centre) ** 2) * weights * usual).sum() / max(int(usual.sum()) - 1, 1)
    return centre, float(np.sqrt(spread / own.sum()))
