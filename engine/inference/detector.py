"""What every kind of model is to the rest of the program: images in, boxes in their pixels out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.data.model import RawOutputs


@dataclass(frozen=True, eq=False, slots=True)
class Prepared:
    """An image as a model takes it, and the way back to its own pixels.

    Attributes
    ----------
    pixels : (h, w, 3)
        Of the model's dtype and size, contiguous. Those of one shape can be run as a batch.
    size_wh : tuple of 2 int
        Of the image before that.
    scale_xy, offset_xy : tuple of 2 float
        A place x of the image lies at x * scale + offset of ``pixels``.
    """

    pixels: NDArray[np.generic]
    size_wh: tuple[int, int]
    scale_xy: tuple[float, float] = (1.0, 1.0)
    offset_xy: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """What a model says of one image, just as it says it: nothing is left out or clipped.

    Attributes
    ----------
    boxes_xyxy : (m, 4) float64
        Pixels of the image, upright.
    scores : (m,) float64
    classes : (m,) int64
        The model's own class numbers; -1 where it gives no number.
    raw : RawOutputs or None
    raw_problem : str or None
        Why raw outputs that the model gives could not be used.
    """

    boxes_xyxy: NDArray[np.float64]
    scores: NDArray[np.float64]
    classes: NDArray[np.int64]
    raw: RawOutputs | None = None
    raw_problem: str | None = None


class Detector(Protocol):
    """A loaded model."""

    kind: str
    """What it was recognised as, for people."""
    device: str
    """Where it runs, for people."""
    batch: int | None
    """How many images it takes at once; None: any number."""
    callers: int
    """How many threads may run it at once."""
    names: tuple[tuple[int, str], ...] | None
    """Names of its classes where it carries them itself."""
    first_class: int
    """Number of its first class, where a list of names without numbers begins to count: 0 or 1."""

    @property
    def features_from(self) -> str | None:
        """The layer or output that features are of; None: it gives none."""
        ...

    def prepare(self, pixels: NDArray[np.uint8]) -> Prepared:
        """Resize and convert an image, (h, w, 3) RGB upright; called on many threads at once."""
        ...

    def detect(self, batch: Sequence[Prepared]) -> list[Found]:
        """Run the model over images prepared to one shape; fewer than `batch`, where that is a number, are padded.

        Raises
        ------
        MemoryError
            On the device that the model runs on.
        RuntimeError
            The model failed on these images.
        """
        ...

    def features(self, batch: Sequence[Prepared]) -> NDArray[np.float32]:
        """Features of images prepared to one shape, (n, d) float32; only where `features_from` is not None.

        Raises
        ------
        MemoryError, RuntimeError
            As for `detect`.
        """
        ...
