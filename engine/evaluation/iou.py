"""Intersection over union, in pycocotools' order of operations."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Bool, Float, Int

_PAIRS_AT_ONCE = 1 << 15
"""Pairs that are looked at together: their numbers stay in the processor's cache, where they are quicker at hand."""


def boxes_xywh(boxes_xyxy: Float, sizes_wh: Float) -> Float:
    """Left, top, width, height as the source states them.

    Parameters
    ----------
    boxes_xyxy : (n, 4) float64
    sizes_wh : (n, 2) float64

    Returns
    -------
    (n, 4) float64
    """
    return np.concatenate([boxes_xyxy[:, :2], sizes_wh], axis=1)


def iou(boxes_xyxy: Float, others_xyxy: Float, crowd: Bool | None = None) -> Float:
    """IoU of every box with every other.

    Parameters
    ----------
    boxes_xyxy : (n, 4) float64
    others_xyxy : (m, 4) float64
    crowd : (m,) bool, optional
        Where set, the intersection is taken over the box's own area instead of the union.

    Returns
    -------
    (n, m) float64
        0 to 1.
    """
    return iou_xywh(
        boxes_xywh(boxes_xyxy, boxes_xyxy[:, 2:] - boxes_xyxy[:, :2]),
        boxes_xywh(others_xyxy, others_xyxy[:, 2:] - others_xyxy[:, :2]),
        crowd,
    )


def iou_xywh(boxes: Float, others: Float, crowd: Bool | None = None) -> Float:
    """IoU of every box with every other, bit for bit ``pycocotools.mask.iou(boxes, others, crowd)``.

    Parameters
    ----------
    boxes : (n, 4) float64
        Left, top, width, height.
    others : (m, 4) float64
    crowd : (m,) bool, optional
        As for `iou`.

    Returns
    -------
    (n, m) float64
    """
    crowd = np.zeros(len(others), np.bool_) if crowd is None else crowd
    return iou_of_pairs(boxes[:, None, :], others[None, :, :], crowd[None, :])


def iou_of_pairs(boxes: Float, others: Float, crowd: NDArray[np.bool_]) -> Float:
    """IoU of boxes with their partners, left, top, width, height on the last axis.

    Source of the formula: ``bbIou`` of pycocotools' maskApi. Boxes that touch or have no size give 0.

    Parameters
    ----------
    boxes, others : (..., 4) float64
        Broadcast against each other.
    crowd : (...) bool
        Whether the partner is a crowd: the denominator is then the area of ``boxes``.

    Returns
    -------
    (...) float64
    """
    x, y, w, h = (boxes[..., i] for i in range(4))
    other_x, other_y, other_w, other_h = (others[..., i] for i in range(4))
    width = np.minimum(w + x, other_w + other_x) - np.maximum(x, other_x)
    height = np.minimum(h + y, other_h + other_y) - np.maximum(y, other_y)
    shared = np.where((width > 0) & (height > 0), width * height, 0.0)
    area = w * h
    union = np.where(crowd, area, area + other_w * other_h - shared)
    return np.divide(shared, union, out=np.zeros_like(shared), where=shared > 0)


def meeting(boxes: Float, others: Float, begins: Int, counts: Int) -> tuple[Int, Int]:
    """Which boxes have some part in common with others, each asked of a run of them; `iou_of_pairs` is 0 of all others.

    Parameters
    ----------
    boxes, others : (n, 4) and (m, 4) float64
        Left, top, width, height.
    begins, counts : (n,) int64
        Each box is held against ``others[begin:begin + count]``.

    Returns
    -------
    (p,), (p,) int64
        Index into ``boxes`` and into ``others`` of each pair, by box and then by other.
    """
    near, far = boxes.T[:2].copy(), boxes.T[:2] + boxes.T[2:]
    others_near, others_far = others.T[:2].copy(), others.T[:2] + others.T[2:]
    ends = np.cumsum(counts)
    cuts = np.searchsorted(ends, np.arange(0, ends[-1] if len(ends) else 0, _PAIRS_AT_ONCE))
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    for start, stop in pairwise(np.append(cuts, len(counts)).tolist()):
        own = counts[start:stop]
        first = np.repeat(np.arange(start, stop), own)
        second = np.arange(len(first)) + np.repeat(begins[start:stop] - np.cumsum(own) + own, own)
        for axis in (0, 1):
            shared = np.minimum(far[axis, first], others_far[axis, second])
            shared -= np.maximum(near[axis, first], others_near[axis, second])
            first, second = first[shared > 0], second[shared > 0]
        found.append((first, second))
    firsts, seconds = zip(*found, strict=True)
    return np.concatenate(firsts), np.concatenate(seconds)
