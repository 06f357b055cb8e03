"""Detectors of KerasHub and KerasCV saved as ``.keras``: boxes in the format they were built with, classes from 0.

The model's own preprocessor and decoder are run with it. Only resizing is done here, as the preprocessor would, since
the way back from its boxes has to be known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.inference.detector import Found, Prepared
from engine.inference.kinds.fit import crop, fixed_size, pad, stretch, to_image, to_whole
from engine.inference.kinds.numbers import as_dtype
from engine.inference.metadata import Fitting
from engine.inference.signature import Arrays, FileKind, Signature, Tensor

_BOXES, _COUNT = "boxes", "num_detections"
_SCORES = ("confidence", "scores")
_CLASSES = ("labels", "classes")
_FORMATS = frozenset({"xyxy", "yxyx", "xywh", "center_xywh"})
_BLACK = (0, 0, 0)


def recognise(signature: Signature) -> KerasDetector | None:
    """See whether a Keras model gives boxes, scores and classes, and says in which format its boxes are."""
    image = signature.image()
    box_format = signature.metadata.box_format
    if image is None or signature.file is not FileKind.KERAS or box_format is None:
        return None
    given = {output.name for output in signature.outputs}
    scores = next((name for name in _SCORES if name in given), None)
    classes = next((name for name in _CLASSES if name in given), None)
    if _BOXES not in given or scores is None or classes is None:
        return None
    if _plain(box_format) not in _FORMATS:
        return None
    return KerasDetector(image, box_format, signature.metadata.fitting, scores, classes)


class KerasDetector:
    """A model of this kind; parameters are its input, the format of its boxes, how it fits images, and its outputs."""

    first_class = 0
    names: tuple[tuple[int, str], ...] | None = None

    def __init__(
        self, image: Tensor, box_format: str, fitting: Fitting | None, scores: str, classes: str
    ) -> None:
        self._image = image
        self._format = box_format
        self._fitting = fitting
        self._scores = scores
        self._classes = classes
        self.title = f"Keras detector (boxes as {box_format})"

    def prepare(self, pixels: NDArray[np.uint8]) -> Prepared:
        """As `Kind.prepare`: a model gets 0 to 255, and its preprocessor scales them."""
        size = fixed_size(self._image, (pixels.shape[1], pixels.shape[0]))
        if self._fitting is not None and self._fitting.pads:
            prepared = pad(pixels, size, grey=_BLACK, centred=True)
        elif self._fitting is not None and self._fitting.crops:
            prepared = crop(pixels, size)
        else:
            prepared = stretch(pixels, size)
        return as_dtype(prepared, self._image.dtype)

    def found(self, outputs: Arrays, batch: Sequence[Prepared]) -> list[Found]:
        """As `Kind.found`: places that suppression left empty have scores or classes below 0."""
        told = []
        for row, prepared in enumerate(batch):
            scores = outputs[self._scores][row].reshape(-1).astype(np.float64)
            classes = to_whole(outputs[self._classes][row].reshape(-1))
            empty = (scores < 0) | ((classes < 0) & np.isfinite(scores))
            if _COUNT in outputs:
                empty |= np.arange(len(scores)) >= int(outputs[_COUNT].reshape(-1)[row])
            height, width = prepared.pixels.shape[:2]
            boxes = outputs[_BOXES][row].reshape(-1, 4).astype(np.float64)[~empty]
            corners = _corners(boxes, self._format, (width, height))
            told.append(Found(to_image(corners, prepared), scores[~empty], classes[~empty]))
        return told


def _plain(box_format: str) -> str:
    return box_format.lower().removeprefix("rel_")


def _corners(boxes: NDArray[np.float64], box_format: str, size_wh: tuple[int, int]) -> NDArray[np.float64]:
    plain = _plain(box_format)
    if plain == "yxyx":
        boxes = boxes[:, [1, 0, 3, 2]]
    elif plain == "xywh":
        boxes = np.hstack([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]])
    elif plain == "center_xywh":
        half = boxes[:, 2:] / 2
        boxes = np.hstack([boxes[:, :2] - half, boxes[:, :2] + half])
    return boxes * np.array(size_wh * 2) if box_format.lower().startswith("rel_") else boxes


def from_corners(
    boxes_xyxy: NDArray[np.float64], box_format: str, size_wh: tuple[int, int]
) -> NDArray[np.float64]:
    """Take boxes to the format of a model.

    Parameters
    ----------
    boxes_xyxy : (n, 4) float64
        Pixels of what the model is given.
    box_format
        ``"xyxy"``, ``"rel_yxyx"`` ...
    size_wh
        Of what the model is given.
    """
    boxes = boxes_xyxy / np.array(size_wh * 2) if box_format.lower().startswith("rel_") else boxes_xyxy
    plain = _plain(box_format)
    if plain == "yxyx":
        return boxes[:, [1, 0, 3, 2]]
    sizes = boxes[:, 2:] - boxes[:, :2]
    if plain == "xywh":
        return np.hstack([boxes[:, :2], sizes])
    if plain == "center_xywh":
        return np.hstack([boxes[:, :2] + sizes / 2, sizes])
    return boxes
