"""SavedModels of the TF2 Object Detection API: boxes as fractions, classes from 1, often raw outputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.inference.detector import Found, Prepared
from engine.inference.kinds.fit import fixed_size, stretch, to_image, to_whole
from engine.inference.kinds.numbers import as_dtype
from engine.inference.raw_outputs import misshapen, reduced
from engine.inference.signature import Arrays, FileKind, Signature, Tensor

BOXES, SCORES, CLASSES, COUNT = (
    "detection_boxes", "detection_scores", "detection_classes", "num_detections",
)  # fmt: skip
_RAW_BOXES, _RAW_SCORES = "raw_detection_boxes", "raw_detection_scores"


def recognise(signature: Signature) -> ObjectDetectionApi | None:
    """See whether a model gives the outputs that exports of this API have."""
    image = signature.image()
    if image is None or signature.file is not FileKind.SAVED_MODEL:
        return None
    if not signature.has_outputs(BOXES, SCORES, CLASSES, COUNT):
        return None
    return ObjectDetectionApi(image, gives_raw=signature.has_outputs(_RAW_BOXES, _RAW_SCORES))


class ObjectDetectionApi:
    """A model of this kind; parameters are its input, and whether it gives raw outputs."""

    title = "SavedModel of the TF2 Object Detection API"
    first_class = 1
    names: tuple[tuple[int, str], ...] | None = None

    def __init__(self, image: Tensor, *, gives_raw: bool) -> None:
        self._image = image
        self._gives_raw = gives_raw

    def prepare(self, pixels: NDArray[np.uint8]) -> Prepared:
        """As `Kind.prepare`: a model of float input gets the same numbers, 0 to 255, and scales them itself."""
        size = fixed_size(self._image, (pixels.shape[1], pixels.shape[0]))
        return as_dtype(stretch(pixels, size), self._image.dtype)

    def found(self, outputs: Arrays, batch: Sequence[Prepared]) -> list[Found]:
        """As `Kind.found`."""
        rows = len(outputs[SCORES])
        boxes = outputs[BOXES].reshape(rows, -1, 4).astype(np.float64)
        scores = outputs[SCORES].reshape(rows, -1).astype(np.float64)
        classes = to_whole(outputs[CLASSES].reshape(rows, -1))
        counts = np.rint(outputs[COUNT].reshape(rows)).astype(np.int64)
        problem = None
        if self._gives_raw:
            problem = misshapen(outputs[_RAW_BOXES], outputs[_RAW_SCORES], rows)
        told = []
        for row, prepared in enumerate(batch):
            count = max(int(counts[row]), 0)
            height, width = prepared.pixels.shape[:2]
            corners = boxes[row, :count][:, [1, 0, 3, 2]] * np.array([width, height, width, height])
            raw = None
            if self._gives_raw and problem is None:
                raw = reduced(outputs[_RAW_BOXES][row], outputs[_RAW_SCORES][row], prepared.size_wh)
            found = Found(
                to_image(corners, prepared), scores[row, :count], classes[row, :count], raw, problem
            )
            told.append(found)
        return told
