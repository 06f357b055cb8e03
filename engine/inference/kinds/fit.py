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


def stretch(pixels: Pixels, image: Tensor) -> Prepared:
    """Stretch an image to the sides that an input has fixed; numbers stay 0 to 255.

    Parameters
    ----------
    pixels : (h, w, 3) uint8
    image
        The input: [n, h, w, 3], of which h and w may be of any length.
    """
    height, width = pixels.shape[:2]
    fixed = image.shape or (None, None, None, 3)
    wanted_height, wanted_width = fixed[1] or height, fixed[2] or width
    scaled: NDArray[Any] = pixels
    if (wanted_height, wanted_width) != (height, width):
        scaled = cv2.resize(pixels, (wanted_width, wanted_height), interpolation=cv2.INTER_LINEAR)
    return Prepared(
        np.ascontiguousarray(scaled, np.dtype(image.dtype)),
        (width, height),
        (wanted_width / width, wanted_height / height),
    )


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
