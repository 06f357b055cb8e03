"""Of boxes of one class that overlap, the best alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SCORE_FLOOR = 0.001
"""Below, nothing is kept: a curve of precision and recall hardly changes down there."""

IOU = 0.7
"""Of two boxes of one class that overlap more than this, the one with the lower score goes."""

AT_MOST = 300
"""Boxes kept of an image."""

_CANDIDATES = 30_000


def suppress(
    boxes_xyxy: NDArray[np.float64], scores: NDArray[np.float64], classes: NDArray[np.int64]
) -> NDArray[np.intp]:
    """Choose the boxes that stay, the best first.

    Parameters
    ----------
    boxes_xyxy : (n, 4)
    scores, classes : (n,)
    """
    candidates = np.flatnonzero(~(scores < SCORE_FLOOR))
    candidates = candidates[np.argsort(-scores[candidates], kind="stable")][:_CANDIDATES]
    boxes = boxes_xyxy[candidates]
    # Boxes of different classes do not overlap if each class lies in a place of its own.
    furthest = np.abs(boxes[np.isfinite(boxes)]).max(initial=0.0)
    boxes = boxes + (furthest + 1.0) * 2.0 * classes[candidates, None]
    areas = np.prod(np.maximum(boxes[:, 2:] - boxes[:, :2], 0.0), axis=1)
    kept: list[np.intp] = []
    rest = np.arange(len(candidates))
    while len(rest) and len(kept) < AT_MOST:
        best, rest = rest[0], rest[1:]
        kept.append(candidates[best])
        low = np.maximum(boxes[best, :2], boxes[rest, :2])
        high = np.minimum(boxes[best, 2:], boxes[rest, 2:])
        common = np.prod(np.maximum(high - low, 0.0), axis=1)
        # What is no number overlaps nothing, and stays to be told.
        rest = rest[~(common > IOU * (areas[best] + areas[rest] - common))]
    return np.array(kept, np.intp)
