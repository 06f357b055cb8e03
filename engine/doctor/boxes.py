"""Four numbers of a file to boxes in the pixels of the image."""

from __future__ import annotations

import numpy as np

from engine.data.dataset import Float, Int
from engine.data.reading import Fit, Layout, Scale


def laid_out(boxes: Float, layout: Layout) -> Float:
    """Left, top, width and height of boxes whose numbers mean something else, (n, 4) float64 in the same pixels.

    Parameters
    ----------
    boxes : (n, 4) float64
    layout
    """
    a, b, c, d = boxes.T
    with np.errstate(over="ignore", invalid="ignore"):
        match layout:
            case Layout.XYWH:
                return boxes
            case Layout.XYXY:
                columns = (a, b, c - a, d - b)
            case Layout.YXYX:
                columns = (b, a, d - b, c - a)
            case Layout.CXCYWH:
                columns = (a - c / 2, b - d / 2, c, d)
            case Layout.YXHW:
                columns = (b, a, d, c)
    return np.stack(columns, axis=1)


def scaled(boxes_xywh: Float, scale: Scale, sizes_wh: Int) -> Float:
    """Boxes in the pixels of their images, (n, 4) float64; NaN where a size is needed that is not known.

    Parameters
    ----------
    boxes_xywh : (n, 4) float64
        Left, top, width, height in the pixels that ``scale`` tells.
    scale
    sizes_wh : (n, 2) int64
        Size of the image of each box; 0 where unknown.
    """
    if scale.fit is Fit.NONE:
        return boxes_xywh
    model = np.array(scale.size_wh)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        sizes = np.where(sizes_wh > 0, sizes_wh, np.nan)
        factors = model / sizes
        if scale.fit is not Fit.STRETCHED:
            factors = np.repeat(factors.min(axis=1, keepdims=True), 2, axis=1)
        before = (model - factors * sizes) / 2 if scale.fit is Fit.CENTRED else np.zeros_like(factors)
        return np.hstack([(boxes_xywh[:, :2] - before) / factors, boxes_xywh[:, 2:] / factors])


def corners(boxes_xywh: Float) -> Float:
    """x1, y1, x2, y2 of boxes, (n, 4) float64."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.hstack([boxes_xywh[:, :2], boxes_xywh[:, :2] + boxes_xywh[:, 2:]])


def share_outside(boxes_xywh: Float, sizes_wh: Int, *, slack: float = 2.0) -> float:
    """Share of boxes that leave their image by more than so many pixels, or have no size; 0 where no size is known.

    Parameters
    ----------
    boxes_xywh : (n, 4) float64
    sizes_wh : (n, 2) int64
    slack
    """
    known = (sizes_wh > 0).all(axis=1) & np.isfinite(boxes_xywh).all(axis=1)
    if not known.any():
        return 0.0
    boxes, sizes = boxes_xywh[known], sizes_wh[known]
    outside = (
        (boxes[:, :2] < -slack).any(axis=1)
        | (boxes[:, :2] + boxes[:, 2:] > sizes + slack).any(axis=1)
        | (boxes[:, 2:] <= 0).any(axis=1)
    )
    return float(outside.mean())
