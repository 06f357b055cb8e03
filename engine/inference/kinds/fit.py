"""Images made to fit a model's input, and boxes on the way back.

Images are resized as TensorFlow's own bilinear resizing does it, without smoothing: most models were trained so.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.inference.detector import Prepared
from engine.inference.signature import Tensor

Pixels = NDArray[np.uint8]
Size = tuple[int, int]


def fixed_size(image: Tensor, otherwise: Size) -> Size:
    """Width and height of an input [n, h, w, 3], with other ones for the sides that may be of any length."""
    _, height, width, _ = image.shape or (None, None, None, 3)
    return width or otherwise[0], height or otherwise[1]


def stretch(pixels: Pixels, size_wh: Size) -> Prepared:
    """Stretch an image to a size; the numbers stay.

    Parameters
    ----------
    pixels : (h, w, 3) uint8
    size_wh
    """
    width, height = own = _size(pixels)
    scaled: NDArray[Any] = pixels
    if size_wh != own:
        scaled = cv2.resize(pixels, size_wh, interpolation=cv2.INTER_LINEAR)
    return Prepared(np.ascontiguousarray(scaled), own, (size_wh[0] / width, size_wh[1] / height))


def pad(pixels: Pixels, size_wh: Size, *, grey: tuple[int, int, int], centred: bool) -> Prepared:
    """Resize an image so that all of it fits into a size, and fill the rest.

    Parameters
    ----------
    pixels : (h, w, 3) uint8
    size_wh
    grey
        What the rest is filled with.
    centred
        Whether the image goes into the middle; otherwise to the top left.
    """
    width, height = _size(pixels)
    ratio = min(size_wh[0] / width, size_wh[1] / height)
    inner = max(round(width * ratio), 1), max(round(height * ratio), 1)
    left, top = ((size_wh[0] - inner[0]) // 2, (size_wh[1] - inner[1]) // 2) if centred else (0, 0)
    scaled = stretch(pixels, inner)
    canvas = np.empty((size_wh[1], size_wh[0], 3), np.uint8)
    canvas[:] = grey
    canvas[top : top + inner[1], left : left + inner[0]] = scaled.pixels
    return Prepared(canvas, scaled.size_wh, scaled.scale_xy, (float(left), float(top)))


def crop(pixels: Pixels, size_wh: Size) -> Prepared:
    """Resize an image so that it covers a size, and cut off what is beyond, the same on both sides."""
    width, height = _size(pixels)
    ratio = max(size_wh[0] / width, size_wh[1] / height)
    outer = max(round(width * ratio), size_wh[0]), max(round(height * ratio), size_wh[1])
    scaled = stretch(pixels, outer)
    left, top = (outer[0] - size_wh[0]) // 2, (outer[1] - size_wh[1]) // 2
    inner = scaled.pixels[top : top + size_wh[1], left : left + size_wh[0]]
    return Prepared(np.ascontiguousarray(inner), scaled.size_wh, scaled.scale_xy, (float(-left), float(-top)))


def to_image(boxes_xyxy: NDArray[Any], prepared: Prepared) -> NDArray[np.float64]:
    """Take boxes from pixels of what the model was given to pixels of the image.

    Parameters
    ----------
    boxes_xyxy : (n, 4)
    """
    offset = np.array(prepared.offset_xy * 2, np.float64)
    scale = np.array(prepared.scale_xy * 2, np.float64)
    return (np.asarray(boxes_xyxy, np.float64) - offset) / scale


def to_whole(classes: NDArray[Any]) -> NDArray[np.int64]:
    """Class numbers that a model gave as floats; -1 for what is no number."""
    known = np.isfinite(classes)
    return np.where(known, np.rint(np.where(known, classes, 0)), -1).astype(np.int64)


def _size(pixels: NDArray[Any]) -> Size:
    return pixels.shape[1], pixels.shape[0]
