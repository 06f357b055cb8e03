"""Intersection over union, in pycocotools' order of operations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Bool, Float


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
