"""What a kind of model has to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.inference.detector import Found, Prepared
from engine.inference.signature import Arrays


class Kind(Protocol):
    """How to feed one model, and how to read what it answers."""

    title: str
    """What the model was recognised as, for people."""
    first_class: int
    """Number of its first class: where a list of names begins to count."""
    names: tuple[tuple[int, str], ...] | None
    """Names of its classes where it carries them itself."""

    def prepare(self, pixels: NDArray[np.uint8]) -> Prepared:
        """As `engine.inference.detector.Detector.prepare`."""
        ...

    def found(self, outputs: Arrays, batch: Sequence[Prepared]) -> list[Found]:
        """Read what the model answered to a batch; the outputs may hold more rows than the batch, of padding.

        Raises
        ------
        RuntimeError
            The outputs are not what the signature promised.
        """
        ...
