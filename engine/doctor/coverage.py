"""Images that predictions are missing on, and predictions that are missing on images."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Int

_FEW_IMAGES = 5
_SPIKE = 3.0


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit of predictions on an image.

    Attributes
    ----------
    limit : int
    at_limit : int
        How many images have so many predictions.
    short : int
        How many images have more labels than that.
    """

    limit: int
    at_limit: int
    short: int


def capped(predictions: Int, labels: Int) -> Cap | None:
    """A limit that many images stop at, though some have more labels; None where there is none.

    Parameters
    ----------
    predictions, labels : (i,) int64
        How many each image has.
    """
    limit = int(predictions.max(initial=0))
    at_limit = int(np.count_nonzero(predictions == limit))
    below = int(np.count_nonzero(predictions == limit - 1))
    short = int(np.count_nonzero(labels > limit))
    if not limit or at_limit < _FEW_IMAGES or at_limit < _SPIKE * max(below, 1) or not short:
        return None
    return Cap(limit, at_limit, short)


def without_predictions(predictions: Int, labels: Int) -> Int:
    """Images with labels and no predictions while nearly all others have many: they were left out, (m,) int64.

    A model that sees little leaves images empty too, but then has one or two predictions on more of them.

    Parameters
    ----------
    predictions, labels : (i,) int64
        How many each image has.
    """
    none = np.zeros(0, np.int64)
    asked = np.flatnonzero(labels > 0)
    counts = predictions[asked]
    empty = asked[counts == 0]
    if not len(empty) or len(empty) == len(asked):
        return none
    block = _ends_early(counts)
    few = np.count_nonzero((counts > 0) & (counts <= 2))
    bimodal = len(empty) > 3 * few + 2 and float(np.median(counts[counts > 0])) >= 4
    return empty if bimodal or block else none


def _ends_early(counts: Int) -> bool:
    """Whether the images at one end have none at all, too many of them for chance."""
    has = np.flatnonzero(counts > 0)
    run = max(int(has[0]), len(counts) - 1 - int(has[-1]))
    inner = counts[has[0] : has[-1] + 1]
    share = (np.count_nonzero(inner == 0) + 1) / (len(inner) + 2)
    return bool(run >= 3 and share**run < 1e-4)
