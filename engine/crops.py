"""Crops of boxes, with a little of what is around them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from pathlib import Path

import cv2
import numpy as np

from engine.data.dataset import Bool, BoxTuple, Float
from engine.images import Pixels, read_image
from engine.remote.reading import Check, go_on

_SURROUNDINGS = 0.2
"""What is shown on each side of a box, as a share of its longer side."""

_LEAST_PX = 16.0
"""Side of the smallest square that is cut, so that a box of a few pixels is seen where it is."""


@dataclass(frozen=True, eq=False, slots=True)
class Crop:
    """A box, cut out of its image.

    Attributes
    ----------
    pixels : (h, w, 3) uint8
        RGB; as many rows and columns as asked for, fewer where the image itself is narrower than that.
    box_xyxy : tuple of 4 float
        The box, in pixels of the crop.
    """

    pixels: Pixels
    box_xyxy: BoxTuple


def cut_crops(
    path: Path,
    boxes_xyxy: Float,
    side: int,
    *,
    size_wh: tuple[int, int] = (0, 0),
    surroundings: float = _SURROUNDINGS,
    check: Check = go_on,
) -> list[Crop | None]:
    """Cut boxes out of an image, which is decoded once, and no larger than they need.

    Parameters
    ----------
    path
    boxes_xyxy : (n, 4) float64
    side
        Of the crops, in pixels.
    size_wh
        Width and height of the image, as far as they are known; 0: they are not, and it is decoded in full.
    surroundings
        What to show on each side of a box, as a share of its longer side.
    check
        Called again and again while a store is waited for; what it raises ends this.

    Returns
    -------
    list of n Crop or None
        None for a box of no finite numbers, and for one that lies outside of the image.

    Raises
    ------
    UserError
        The image cannot be read.
    """
    usable: Bool = np.isfinite(boxes_xyxy).all(axis=1)  # type: ignore[assignment]
    windows = _windows(np.where(usable[:, None], boxes_xyxy, 0.0), surroundings)
    image = read_image(path, max_side=_max_side(windows[usable], side, max(size_wh)), check=check)
    full = np.array(image.full_size_wh, np.float64)
    scale = np.array(image.pixels.shape[1::-1], np.float64) / full
    return [
        _cut(image.pixels, _inside(window, full), box, scale, side) if known else None
        for window, box, known in zip(windows, boxes_xyxy, usable.tolist(), strict=True)
    ]


def _windows(boxes_xyxy: Float, surroundings: float) -> Float:
    """The squares to show, (n, 4) float64: each box in the middle of its own."""
    first, last = boxes_xyxy[:, :2], boxes_xyxy[:, 2:]
    longer = np.abs(last - first).max(axis=1, initial=0.0)
    half = np.maximum(longer * (1 + 2 * surroundings), _LEAST_PX)[:, None] / 2
    middle = (first + last) / 2
    return np.concatenate([middle - half, middle + half], axis=1)


def _max_side(windows: Float, side: int, longer: int) -> int | None:
    """How large to decode: so that the smallest window still has as many pixels as its crop."""
    sides = windows[:, 2] - windows[:, 0]
    if not longer or not len(sides):
        return None
    return max(ceil(longer * side / float(sides.min())), 1)


def _inside(window: Float, full: Float) -> Float:
    """The window moved into the image as far as it goes, and cut off where it does not fit."""
    first, last = window[:2], window[2:]
    if (last <= 0).any() or (first >= full).any():
        return np.zeros(4)
    shift = np.maximum(-first, 0) - np.maximum(last - full, 0)
    shift = np.where(last - first > full, 0, shift)
    return np.concatenate([np.maximum(first + shift, 0), np.minimum(last + shift, full)])


def _cut(pixels: Pixels, window: Float, box: Float, scale: Float, side: int) -> Crop | None:
    """Cut a window, in pixels of the whole image, out of what was decoded."""
    height, width = pixels.shape[:2]
    x1, y1 = (int(v) for v in np.floor(window[:2] * scale))
    x2, y2 = (int(v) for v in np.ceil(window[2:] * scale))
    part = pixels[y1 : min(y2, height), x1 : min(x2, width)]
    if not part.size:
        return None
    zoom = side / max(part.shape[:2])
    size = (max(round(part.shape[1] * zoom), 1), max(round(part.shape[0] * zoom), 1))
    if abs(part.shape[0] - part.shape[1]) <= 1:
        # A square but for whole pixels.
        size = (side, side)
    way = cv2.INTER_AREA if zoom < 1 else cv2.INTER_LINEAR
    resized = cv2.resize(part, size, interpolation=way).astype(np.uint8, copy=False)
    corners = (box.reshape(2, 2) * scale - (x1, y1)) * (size[0] / part.shape[1], size[1] / part.shape[0])
    left, top, right, bottom = corners.ravel().tolist()
    return Crop(resized, (left, top, right, bottom))
