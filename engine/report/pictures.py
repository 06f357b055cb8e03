"""Pictures of a place before and after a box on it was edited."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import BoxTuple
from engine.data.edit import Edit
from engine.errors import UserError
from engine.images import read_image

SIZE_WH = (360, 270)
_SURROUNDINGS = 2.4
"""Sides of what is shown to those of the boxes."""
_LEAST_PX = 48
_BEFORE, _AFTER = (214, 64, 56), (24, 140, 84)
_QUALITY = 82


def picture_of(path: Path, edit: Edit) -> tuple[bytes | None, bytes | None]:
    """JPEGs of the place with the box before and after an edit; None where the image cannot be read."""
    try:
        pixels = read_image(path).pixels
    except UserError:
        return None, None
    boxes = [None if own is None else own.box_xyxy for own in (edit.before, edit.after)]
    window = _window([own for own in boxes if own is not None], pixels.shape[1], pixels.shape[0])
    if window is None:
        return None, None
    return _drawn(pixels, window, boxes[0], _BEFORE), _drawn(pixels, window, boxes[1], _AFTER)


def _window(boxes: list[BoxTuple], width: int, height: int) -> tuple[int, int, int, int] | None:
    """A part of the image around boxes with the sides of the picture, moved into the image as far as it goes."""
    corners = np.array(boxes)
    if not np.isfinite(corners).all():
        return None
    low, high = corners[:, :2].min(axis=0), corners[:, 2:].max(axis=0)
    centre, sides = (low + high) / 2, np.maximum((high - low) * _SURROUNDINGS, _LEAST_PX)
    ratio = SIZE_WH[0] / SIZE_WH[1]
    wide = min(max(sides[0], sides[1] * ratio), max(width, height * ratio))
    tall = wide / ratio
    x = min(max(centre[0] - wide / 2, min(0, width - wide)), max(width - wide, (width - wide) / 2))
    y = min(max(centre[1] - tall / 2, min(0, height - tall)), max(height - tall, (height - tall) / 2))
    # A box outside the image is shown there.
    x, y = min(max(x, high[0] - wide), low[0]), min(max(y, high[1] - tall), low[1])
    return round(x), round(y), max(round(wide), 1), max(round(tall), 1)


def _drawn(
    pixels: NDArray[np.uint8],
    window: tuple[int, int, int, int],
    box: BoxTuple | None,
    colour: tuple[int, int, int],
) -> bytes:
    x, y, wide, tall = window
    ground = np.full((tall, wide, 3), 245, np.uint8)
    height, width = pixels.shape[:2]
    left, top, right, bottom = max(x, 0), max(y, 0), min(x + wide, width), min(y + tall, height)
    if left < right and top < bottom:
        ground[top - y : bottom - y, left - x : right - x] = pixels[top:bottom, left:right]
    shrinks = wide > SIZE_WH[0]
    shown = cv2.resize(ground, SIZE_WH, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    if box is not None:
        scale = SIZE_WH[0] / wide
        x1, y1, x2, y2 = (round((own - start) * scale) for own, start in zip(box, (x, y, x, y), strict=True))
        # A pale line around the coloured one shows on every ground.
        cv2.rectangle(shown, (x1, y1), (x2, y2), (255, 255, 255), 4, cv2.LINE_AA)
        cv2.rectangle(shown, (x1, y1), (x2, y2), colour, 2, cv2.LINE_AA)
    _, data = cv2.imencode(
        ".jpg", cv2.cvtColor(shown, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
    )
    return bytes(data)
