"""YOLO exports, with suppression built in or left to us: images letterboxed, numbers 0 to 1, classes from 0.

Without suppression an output is (n, 4 + classes, anchors), or the same with the last two sides swapped: a box as
centre and size, then a score for each class; exports with three anchors for each place, of older releases, put a score
for there being anything before those. With it an output is (n, rows, 6): corners, score, class. Places are pixels of
the input, or fractions of it; which, the numbers say.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.inference.detector import Found, Prepared
from engine.inference.kinds.fit import fixed_size, pad, to_image, to_whole
from engine.inference.kinds.numbers import normalised
from engine.inference.kinds.suppression import SCORE_FLOOR, suppress
from engine.inference.metadata import Metadata
from engine.inference.signature import Arrays, Signature, Tensor

_GREY = (114, 114, 114)
_USUAL_SIDE = 640
_STRIDES = (8, 16, 32, 64)
_SUPPRESSED_COLUMNS = 6
_FEWEST_CHANNELS = 5
_ANCHORS_OF_OLD = 3
_LARGEST_FRACTION = 2.0
"""Places of fractions go a little beyond 1; those in pixels of an input, far beyond this."""


def recognise(signature: Signature) -> Yolo | None:
    """See whether a model's only output has the shape of a YOLO export's."""
    image = signature.image()
    told = signature.metadata
    if image is None or len(signature.outputs) != 1 or told.task not in (None, "detect"):
        return None
    shape = signature.outputs[0].shape
    if shape is None or len(shape) != 3:
        return None
    size = fixed_size(image, told.size_wh or (_USUAL_SIDE, _USUAL_SIDE))
    layout = _layout(shape, size, told)
    return None if layout is None else Yolo(image, size, layout, told.names)


def _layout(shape: Sequence[int | None], size_wh: tuple[int, int], told: Metadata) -> str | None:
    """What the sides of an output are: ``"rows"`` after suppression, or where the channels are."""
    _, middle, last = shape
    anchors = _anchors(size_wh)
    if last == _SUPPRESSED_COLUMNS and middle is not None and middle not in anchors:
        suppressed = told.suppressed is not False
        if suppressed and middle > _SUPPRESSED_COLUMNS:
            return "rows"
    channels = None if told.names is None else 4 + len(told.names)
    for side, other, name in ((middle, last, "channels first"), (last, middle, "channels last")):
        if side is None or side < _FEWEST_CHANNELS:
            continue
        if other in anchors or (channels is not None and side in (channels, channels + 1)):
            return name
    if middle is None or last is None or min(middle, last) < _FEWEST_CHANNELS:
        return None
    # Not of the usual strides: there are more anchors than classes.
    return "channels first" if middle < last else "channels last"


def _anchors(size_wh: tuple[int, int]) -> frozenset[int]:
    """How many anchors an input of a size may have: one for each cell of some grids, or three."""
    cells = _cells(size_wh)
    return frozenset(cells) | {_ANCHORS_OF_OLD * own for own in cells}


def _cells(size_wh: tuple[int, int]) -> list[int]:
    width, height = size_wh
    return list(accumulate(-(-width // stride) * -(-height // stride) for stride in _STRIDES))


class Yolo:
    """A model of this kind; parameters are its input, the size of that, the sides of its output, and its names."""

    first_class = 0

    def __init__(
        self,
        image: Tensor,
        size_wh: tuple[int, int],
        layout: str,
        names: tuple[tuple[int, str], ...] | None,
    ) -> None:
        self._image = image
        self._size = size_wh
        self._layout = layout
        self.names = names
        self.title = "YOLO export" + (" with built-in suppression" if layout == "rows" else "")

    def prepare(self, pixels: NDArray[np.uint8]) -> Prepared:
        """As `Kind.prepare`."""
        prepared = pad(pixels, self._size, grey=_GREY, centred=True)
        return normalised(prepared, self._image, mean=(0.0,), std=(255.0,))

    def found(self, outputs: Arrays, batch: Sequence[Prepared]) -> list[Found]:
        """As `Kind.found`."""
        (output,) = outputs.values()
        if self._layout == "channels first":
            output = output.swapaxes(1, 2)
        read = self._survivors if self._layout == "rows" else self._candidates
        return [read(output[row], prepared) for row, prepared in enumerate(batch)]

    def _survivors(self, rows: NDArray[Any], prepared: Prepared) -> Found:
        rows = rows[rows[:, 4] != 0].astype(np.float64)
        corners = self._pixels(rows[:, :4])
        return Found(to_image(corners, prepared), rows[:, 4], to_whole(rows[:, 5]))

    def _candidates(self, rows: NDArray[Any], prepared: Prepared) -> Found:
        places, scores = self._pixels(rows[:, :4].astype(np.float64)), rows[:, 4:]
        if self._tells_presence(rows):
            scores = scores[:, 1:] * scores[:, :1]
        # What is no number is not below, and is told.
        anchors, classes = np.nonzero(~(scores < SCORE_FLOOR))
        half = places[anchors, 2:] / 2
        corners = np.hstack([places[anchors, :2] - half, places[anchors, :2] + half])
        told = scores[anchors, classes].astype(np.float64)
        kept = suppress(corners, told, classes)
        return Found(to_image(corners[kept], prepared), told[kept], classes[kept].astype(np.int64))

    def _tells_presence(self, rows: NDArray[Any]) -> bool:
        """Whether the first score is that of there being anything."""
        if self.names is not None:
            return bool(rows.shape[1] == 5 + len(self.names))
        cells = _cells(self._size)
        return len(rows) not in cells and len(rows) in {_ANCHORS_OF_OLD * own for own in cells}

    def _pixels(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Places in pixels of the input, from fractions where they are such."""
        fractions = not np.any(places > _LARGEST_FRACTION)
        return places * np.array(self._size * 2, np.float64) if fractions else places
