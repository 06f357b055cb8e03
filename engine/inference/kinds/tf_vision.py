"""SavedModels of TF-Vision (tf-models-official): boxes in pixels of what the model resized, classes from 1.

``image_info`` is (n, 4, 2), height before width: size of the image as given, size it was made to fit, scale, offset;
a place p of the image lies at p * scale - offset of the boxes. An export may give fractions of the image instead.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.inference.detector import Found, Prepared
from engine.inference.kinds.fit import fixed_size, pad, to_image, to_whole
from engine.inference.kinds.numbers import as_dtype, normalised
from engine.inference.kinds.object_detection_api import BOXES, CLASSES, COUNT, SCORES
from engine.inference.signature import Arrays, FileKind, Signature, Tensor

_INFO = "image_info"
_INPUT = "inputs"
_MEAN = (123.675, 116.28, 103.53)
_STD = (58.395, 57.12, 57.375)
_GREY = (124, 116, 104)
"""What these models see as nothing: the mean that they subtract."""

_LARGEST_FRACTION = 2.0
"""No box of fractions reaches further; a box in pixels that ends before it is no box anybody drew."""


def recognise(signature: Signature) -> TfVision | None:
    """See whether a model gives the outputs that these exports have."""
    image = signature.image()
    if image is None or signature.file is not FileKind.SAVED_MODEL:
        return None
    if not signature.has_outputs(BOXES, SCORES, CLASSES, COUNT):
        return None
    tells_size = signature.has_outputs(_INFO)
    return TfVision(image, tells_size=tells_size) if tells_size or image.name == _INPUT else None


class TfVision:
    """A model of this kind; parameters are its input, and whether it says how it resized an image."""

    first_class = 1
    names: tuple[tuple[int, str], ...] | None = None

    def __init__(self, image: Tensor, *, tells_size: bool) -> None:
        self._image = image
        self._tells_size = tells_size
        self.title = "SavedModel of TF-Vision"
        if not tells_size:
            self.title += f" without {_INFO} (pixels or fractions are told by the numbers)"

    def prepare(self, pixels: NDArray[np.uint8]) -> Prepared:
        """As `Kind.prepare`: the aspect ratio is kept; a model of float input leaves normalising to us."""
        own = (pixels.shape[1], pixels.shape[0])
        prepared = pad(pixels, fixed_size(self._image, own), grey=_GREY, centred=False)
        if self._image.dtype.startswith("float"):
            return normalised(prepared, self._image, mean=_MEAN, std=_STD)
        return as_dtype(prepared, self._image.dtype)

    def found(self, outputs: Arrays, batch: Sequence[Prepared]) -> list[Found]:
        """As `Kind.found`."""
        rows = len(outputs[SCORES])
        boxes = outputs[BOXES].reshape(rows, -1, 4).astype(np.float64)
        scores = outputs[SCORES].reshape(rows, -1).astype(np.float64)
        classes = to_whole(outputs[CLASSES].reshape(rows, -1))
        counts = np.rint(outputs[COUNT].reshape(rows)).astype(np.int64)
        meant = np.arange(scores.shape[1]) < np.maximum(counts, 0)[:, None]
        meant &= (scores != 0) & (classes != 0)
        fractions = not np.any(boxes[meant] > _LARGEST_FRACTION)
        told = []
        for row, prepared in enumerate(batch):
            corners = boxes[row, meant[row]]
            height, width = prepared.pixels.shape[:2]
            if fractions:
                corners = corners * np.array([height, width, height, width])
            elif self._tells_size:
                _, _, scale, offset = outputs[_INFO].reshape(rows, 4, 2)[row].astype(np.float64)
                corners = (corners + np.tile(offset, 2)) / np.tile(scale, 2)
            corners = corners[:, [1, 0, 3, 2]]
            told.append(Found(to_image(corners, prepared), scores[row, meant[row]], classes[row, meant[row]]))
        return told
