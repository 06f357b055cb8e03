"""How many images a model is given at once."""

from __future__ import annotations

import math
from collections.abc import Hashable

MOST = 256
_BATCH_PIXELS = 32 * 1024 * 1024
"""A batch holds no more than this, or a single image: float copies of it are made in the model."""
_LONGEST = 0.4
"""Seconds that a batch may take: a run is stopped between two, and should be within a second."""
_PAYS = 1.05
_TIMED = 3
"""Batches of a size and shape that are timed; the quickest counts, since all else on the machine only slows them."""


class BatchSize:
    """Finds how many images at once pay: doubled while the speed still grows, halved when memory runs out.

    Parameters
    ----------
    fixed
        Not to be found: so many, but for memory that runs out.
    """

    def __init__(self, fixed: int | None = None) -> None:
        self.size = fixed or 1
        self._free = fixed is None
        self._settled = fixed is not None
        self._before: dict[Hashable, float] = {}
        self._times: dict[Hashable, list[float]] = {}

    @property
    def is_settled(self) -> bool:
        """Whether the size is found, and batches are no longer timed."""
        return self._settled

    def room(self, pixels: int) -> int:
        """Give the size for images of so many pixels each."""
        if not self._free:
            return self.size
        return max(min(self.size, _BATCH_PIXELS // max(pixels, 1)), 1)

    def ran(self, shape: Hashable, images: int, seconds: float) -> None:
        """Learn from a batch of images of one shape."""
        if self._settled or images != self.size:
            return
        times = self._times.setdefault(shape, [])
        times.append(seconds)
        if len(times) <= _TIMED:  # the first of its shape makes the model ready for it, and does not count
            return
        best = min(times[1:])
        before = self._before.get(shape, 0.0 if self.size == 1 else math.nan)
        if images / best > _PAYS * before:
            if 2 * best > _LONGEST or 2 * images > MOST:
                self._settled = True
                return
            self._before = {known: images / min(own[1:]) for known, own in self._times.items() if own[1:]}
            self._times = {}
            self.size *= 2
        elif not math.isnan(before):
            self.size //= 2
            self._settled = True

    def ran_out(self, images: int) -> bool:
        """Halve after memory ran out, for good; False: there is nothing to halve."""
        self._settled = True
        self.size = min(self.size, max(images // 2, 1))
        return images > 1
