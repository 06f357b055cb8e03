"""Features of images: what a model makes of them before it says what it sees, one vector for each image."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Int
from engine.data.model import Acceleration, ImageSkipped, ModelReady, ModelSpec


@dataclass(frozen=True, slots=True)
class FeatureRequest:
    """Ask a model for its features of images.

    Attributes
    ----------
    model : ModelSpec
    images : tuple of int
        Numbers by which they are told apart in the answers.
    paths : tuple of Path
        Where each lies; same length.
    device : str or None
        Name of a `Device`; None: the first GPU, or else the CPU.
    acceleration : Acceleration
    """

    model: ModelSpec
    images: tuple[int, ...]
    paths: tuple[Path, ...]
    device: str | None = None
    acceleration: Acceleration = Acceleration.NONE


@dataclass(frozen=True, eq=False, slots=True)
class ImageFeatures:
    """What a model makes of one image.

    Attributes
    ----------
    image : int
    vector : (d,) float32
    """

    image: int
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FeaturesFinished:
    """All images were run.

    Attributes
    ----------
    source : str
        The layer or output of the model that features are of.
    """

    source: str


FeatureMessage = ModelReady | ImageFeatures | ImageSkipped | FeaturesFinished


@dataclass(frozen=True, eq=False, slots=True)
class Features:
    """Features of some images of a dataset.

    Attributes
    ----------
    rows : (n,) int64
        Which images, ascending; those that could not be read are not among them.
    vectors : (n, d) float32
    source : str
        The layer or output of the model that they are of.
    """

    rows: Int
    vectors: NDArray[np.float32]
    source: str

    def __len__(self) -> int:
        return len(self.rows)
