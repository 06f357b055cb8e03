"""A rough box moved to the edges of what it holds."""

from math import ceil, floor

import cv2
import numpy as np

from engine.data.dataset import BoxTuple
from engine.evaluation.iou import iou
from engine.images import Pixels

_GROWN = 0.35
"""How much of the box's size is looked at beside it."""

_MAY_GROW = 0.2
_SURELY_INSIDE = 0.3
"""Shares of the box's size: how far outside the object may reach, and how far inside of the box it surely is."""

_SIDE = 128
_ROUNDS = 3
_SMALLEST = 6.0
_AS_MEANT = 0.5
"""IoU: what is farther from the rough box is another thing than was meant."""


def snapped(pixels: Pixels, box_xyxy: BoxTuple) -> BoxTuple | None:
    """The box around the object that a rough box was drawn around; None where no object stands out.

    The object is told from its surroundings by colour and edges (GrabCut: Rother, Kolmogorov and Blake 2004, as in
    OpenCV), with what is in the middle of the rough box for sure and nothing far outside of it.

    Parameters
    ----------
    pixels
        The whole image, upright, (h, w, 3) uint8 RGB.
    box_xyxy
        Finite; partly outside of the image at most.

    Returns
    -------
    tuple of 4 float or None
        On whole pixels of the crop that was looked at, within the image.
    """
    x1, y1, x2, y2 = box_xyxy
    width, height = x2 - x1, y2 - y1
    left, top = max(floor(x1 - _GROWN * width), 0), max(floor(y1 - _GROWN * height), 0)
    right = min(ceil(x2 + _GROWN * width), pixels.shape[1])
    bottom = min(ceil(y2 + _GROWN * height), pixels.shape[0])
    if min(width, height) < _SMALLEST or min(right - left, bottom - top) < _SMALLEST:
        return None
    crop = pixels[top:bottom, left:right]
    scale = max(max(crop.shape[:2]) / _SIDE, 1.0)
    if scale > 1:
        size = (max(round(crop.shape[1] / scale), 1), max(round(crop.shape[0] / scale), 1))
        crop = cv2.resize(crop, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    across, down = (right - left) / crop.shape[1], (bottom - top) / crop.shape[0]
    rough = ((x1 - left) / across, (y1 - top) / down, (x2 - left) / across, (y2 - top) / down)
    found = _object_in(np.ascontiguousarray(crop), rough)
    if found is None:
        return None
    box = (
        left + found[0] * across, top + found[1] * down, left + found[2] * across, top + found[3] * down,
    )  # fmt: skip
    meant = iou(np.array([box]), np.array([box_xyxy]), np.zeros(1, np.bool_))[0, 0] >= _AS_MEANT
    return box if meant else None


def _object_in(crop: Pixels, rough: BoxTuple) -> BoxTuple | None:
    """Where the object is in a crop; None where none stands out."""
    mask = np.full(crop.shape[:2], cv2.GC_BGD, np.uint8)
    for share, kind in (
        (_MAY_GROW, cv2.GC_PR_BGD),
        (0.0, cv2.GC_PR_FGD),
        (-_SURELY_INSIDE, cv2.GC_FGD),
    ):
        mask[_grown(rough, share, crop)] = kind
    if not (mask == cv2.GC_BGD).any() or not (mask == cv2.GC_FGD).any():
        return None
    # The mixtures start from random samples: the same box shall always snap alike.
    cv2.setRNGSeed(1)
    try:
        cv2.grabCut(
            crop, mask, (0, 0, 1, 1), np.zeros((1, 65)), np.zeros((1, 65)), _ROUNDS, cv2.GC_INIT_WITH_MASK
        )
    except cv2.error:
        # Too few pixels, or too few colours, for its mixtures.
        return None
    inside = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    inside = cv2.morphologyEx(inside, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inside)
    if count < 2:
        return None
    middle = labels[
        _at((rough[1] + rough[3]) / 2, crop.shape[0]), _at((rough[0] + rough[2]) / 2, crop.shape[1])
    ]
    part = int(middle) or 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    x, y, width, height = (float(v) for v in stats[part, :4])
    return (x, y, x + width, y + height)


def _grown(box: BoxTuple, share: float, crop: Pixels) -> tuple[slice, slice]:
    """Rows and columns of a box grown by a share of its size, within the crop."""
    x1, y1, x2, y2 = box
    dx, dy = share * (x2 - x1), share * (y2 - y1)
    height, width = crop.shape[:2]
    return (
        slice(max(round(y1 - dy), 0), min(round(y2 + dy), height)),
        slice(max(round(x1 - dx), 0), min(round(x2 + dx), width)),
    )


def _at(place: float, extent: int) -> int:
    return min(max(int(place), 0), extent - 1)
