"""TFLite models that end in the detection post-process: boxes as fractions, classes from 0, one image at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.inference.detector import Found, Prepared
from engine.inference.kinds.fit import fixed_size, stretch, to_image, to_whole
from engine.inference.kinds.numbers import as_dtype, normalised
from engine.inference.signature import Arrays, FileKind, Signature, Tensor
from engine.inference.tflite_file import POST_PROCESS, TfliteFacts

_OUTPUTS = 4
_MIDDLE = (127.5,)
"""Without other word in its metadata, a model of floats wants -1 to 1."""


def recognise(signature: Signature) -> TfliteDetection | None:
    """See whether a TFLite model has four outputs that can be boxes, classes, scores and their count."""
    image = signature.image()
    if image is None or signature.file is not FileKind.TFLITE or len(signature.outputs) != _OUTPUTS:
        return None
    facts = signature.metadata.tflite
    shapes = [output.shape for output in signature.outputs]
    if POST_PROCESS not in facts.custom_operators and not any(
        shape is not None and len(shape) == 3 and shape[-1] == 4 for shape in shapes
    ):
        return None
    return TfliteDetection(image, _told_apart(signature), facts, signature.metadata.names)


def _told_apart(signature: Signature) -> tuple[str, ...] | None:
    """Names of the outputs for boxes, classes, scores and count, where they are the post-process's own."""
    names = {output.number: output.name for output in signature.outputs}
    numbers = signature.metadata.tflite.post_process or ()
    if len(numbers) != _OUTPUTS or any(number not in names for number in numbers):
        return None
    return tuple(names[number] for number in numbers)


class TfliteDetection:
    """A model of this kind; parameters are its input, its outputs where they are known, and what its file says."""

    first_class = 0

    def __init__(
        self,
        image: Tensor,
        outputs: tuple[str, ...] | None,
        facts: TfliteFacts,
        names: tuple[tuple[int, str], ...] | None,
    ) -> None:
        self._image = image
        self._outputs = outputs
        self._mean, self._std = facts.mean or _MIDDLE, facts.std or _MIDDLE
        self.names = names
        quantised = "float" if image.dtype.startswith("float") else "quantised"
        self.title = f"TFLite model with detection post-process ({quantised})"

    def prepare(self, pixels: NDArray[np.uint8]) -> Prepared:
        """As `Kind.prepare`: the 256 levels of a quantised input are those of the image."""
        prepared = stretch(pixels, fixed_size(self._image, (pixels.shape[1], pixels.shape[0])))
        if self._image.dtype.startswith("float"):
            return normalised(prepared, self._image, mean=self._mean, std=self._std)
        return as_dtype(prepared, self._image.dtype)

    def found(self, outputs: Arrays, batch: Sequence[Prepared]) -> list[Found]:
        """As `Kind.found`."""
        names = self._outputs or _by_contents(outputs)
        told = []
        for row, prepared in enumerate(batch):
            height, width = prepared.pixels.shape[:2]
            boxes, classes, scores, counts = (outputs[name] for name in names)
            count = max(round(float(counts.reshape(-1)[row])), 0)
            corners = boxes.reshape(len(boxes), -1, 4)[row, :count][:, [1, 0, 3, 2]]
            told.append(
                Found(
                    to_image(corners * np.array([width, height, width, height]), prepared),
                    scores.reshape(len(scores), -1)[row, :count].astype(np.float64),
                    to_whole(classes.reshape(len(classes), -1)[row, :count]),
                )
            )
        return told


def _by_contents(outputs: Arrays) -> tuple[str, ...]:
    """Tell boxes, classes, scores and count by what is in them: converters give them any order and name.

    Boxes have corners, the count is one number; of the other two, scores are not whole or do not rise.

    Raises
    ------
    RuntimeError
        They are something else.
    """
    boxes = [name for name, array in outputs.items() if array.ndim == 3 and array.shape[-1] == 4]
    rest = [name for name in outputs if name not in boxes]
    counts = sorted(rest, key=lambda name: (outputs[name].size, outputs[name].ndim))[:1]
    rows = [name for name in rest if name not in counts]
    if len(boxes) != 1 or len(rows) != 2 or outputs[rows[0]].size != outputs[rows[1]].size:
        shapes = ", ".join(f"{name} {list(array.shape)}" for name, array in outputs.items())
        message = f"the outputs are no boxes, classes, scores and count ({shapes})"
        raise RuntimeError(message)
    scores = max(rows, key=lambda name: _like_scores(outputs[name]))
    (classes,) = (name for name in rows if name != scores)
    return boxes[0], classes, scores, counts[0]


def _like_scores(array: NDArray[np.generic]) -> tuple[bool, bool, float]:
    values = np.asarray(array, np.float64).reshape(-1)
    return bool(np.any(values != np.rint(values))), bool(np.all(np.diff(values) <= 0)), -float(values.max())
