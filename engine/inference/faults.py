"""What is wrong with what a model says, while the rest of it can be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.data.model import FaultKind, OutputFault
from engine.inference.detector import Found

_OVERHANG = 0.1
"""By how much of its image a box may reach past the image's edge.

Detectors regress corners freely, and those that do not clip them let boxes of objects cut by the edge hang over, by a
few hundredths at most. What is meant to be found are boxes in another unit or of another image, which miss by far more.
"""
_ROUNDING = 1e-3
"""A softmax in half precision may pass 1 by its last bit, which is worth 0.00098 there."""


class Faults:
    """Looks at all that a model says, and keeps each kind of fault with the first image and a count.

    Parameters
    ----------
    images
        In their order, by which an image is the first; they are looked at in any order.
    """

    def __init__(self, images: Sequence[int]) -> None:
        self._place = {image: place for place, image in enumerate(images)}
        self._faults: dict[FaultKind, OutputFault] = {}

    def look(self, image: int, found: Found, size_wh: tuple[int, int]) -> NDArray[np.bool_]:
        """Note what is wrong; tell which predictions are numbers.

        Parameters
        ----------
        image
            Index into the dataset's images.
        size_wh
            Its width and height.

        Returns
        -------
        (m,) bool
        """
        boxes, scores = found.boxes_xyxy, found.scores
        if found.raw_problem is not None:
            self._count(FaultKind.RAW_OUTPUTS, image, 1, found.raw_problem)
        width, height = size_wh
        size = np.array([width, height, width, height])
        least, most = -_OVERHANG * size, (1 + _OVERHANG) * size
        # Comparisons with NaN are false. Nearly always nothing is wrong, and the model should not wait for more looks.
        low, high = -_ROUNDING, 1 + _ROUNDING
        if (
            ((boxes >= least) & (boxes <= most)).all() and ((scores >= low) & (scores <= high)).all()
        ):  # fmt: skip
            return np.ones(len(scores), np.bool_)
        finite = np.isfinite(boxes).all(axis=1) & np.isfinite(scores)
        self._note(FaultKind.NOT_FINITE, image, ~finite, found, "a box or score that is no number")
        outside = ((boxes < least) | (boxes > most)).any(axis=1)
        self._note(FaultKind.OUTSIDE, image, outside & finite, found, f"of an image of {width} x {height}")
        out_of_range = (scores < low) | (scores > high)
        self._note(FaultKind.SCORE_OUT_OF_RANGE, image, out_of_range & finite, found, "not from 0 to 1")
        return finite

    def told(self) -> tuple[OutputFault, ...]:
        """Give what was noted so far, one of each kind."""
        return tuple(self._faults[kind] for kind in FaultKind if kind in self._faults)

    def _note(self, kind: FaultKind, image: int, wrong: NDArray[np.bool_], found: Found, remark: str) -> None:
        count = int(np.count_nonzero(wrong))
        if count:
            first = int(np.argmax(wrong))
            corners = ", ".join(f"{corner:.4g}" for corner in found.boxes_xyxy[first])
            detail = f"box [{corners}], score {found.scores[first]:.4g}: {remark}"
            self._count(kind, image, count, detail)

    def _count(self, kind: FaultKind, image: int, count: int, detail: str) -> None:
        first = OutputFault(kind, image, count, detail)
        if (before := self._faults.get(kind)) is not None:
            first = min(before, first, key=lambda own: self._place[own.image])
            count += before.count
        self._faults[kind] = replace(first, count=count)
