"""What is known of a model, and the messages of the inference process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Float, Int


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A TensorFlow SavedModel to run.

    Attributes
    ----------
    path : Path
        The folder that holds ``saved_model.pb``.
    label_map : Path or None
        Names of the model's classes (``label_map.pbtxt``); None: class i is the dataset's category with id i.
    """

    path: Path
    label_map: Path | None = None


@dataclass(frozen=True, slots=True)
class PredictRequest:
    """Run a model over images.

    Attributes
    ----------
    model : ModelSpec
    images : tuple of int
        Indices into the dataset's images, in the order to run.
    paths : tuple of Path
        Where each lies; same length.
    min_score : float
        Predictions scored lower are dropped.
    """

    model: ModelSpec
    images: tuple[int, ...]
    paths: tuple[Path, ...]
    min_score: float = 0.0


@dataclass(frozen=True, slots=True)
class ModelReady:
    """The model is loaded.

    Attributes
    ----------
    device : str
        Where it runs, for people: ``"CPU"``, ``"GPU 0 (NVIDIA ...)"``.
    """

    device: str


@dataclass(frozen=True, eq=False, slots=True)
class RawOutputs:
    """What the model said of one image before suppression: the anchors that score a class, one row for each class.

    Attributes
    ----------
    boxes_xyxy : (m, 4) float32
        Absolute pixels, upright; finite and of a size.
    scores : (m,) float32
        0 to 1.
    classes : (m,) int32
        The model's own class numbers.
    """

    boxes_xyxy: NDArray[np.float32]
    scores: NDArray[np.float32]
    classes: NDArray[np.int32]


@dataclass(frozen=True, eq=False, slots=True)
class ImagePredictions:
    """What the model said of one image.

    Attributes
    ----------
    image : int
        Index into the dataset's images.
    boxes_xyxy : (n, 4) float64
        Absolute pixels, upright.
    scores : (n,) float64
    classes : (n,) int64
        The model's own class numbers (from 1 for the TF2 Object Detection API).
    raw : RawOutputs or None
        None where the model gives no raw outputs, or none that can be used.
    """

    image: int
    boxes_xyxy: Float
    scores: Float
    classes: Int
    raw: RawOutputs | None = None


@dataclass(frozen=True, slots=True)
class ImageSkipped:
    """An image the model could not be run on, and why.

    Attributes
    ----------
    image : int
    problem : str
    """

    image: int
    problem: str


@dataclass(frozen=True, slots=True)
class PredictFinished:
    """The run ended.

    Attributes
    ----------
    seconds : float
        Wall time of the run without loading the model.
    raw_problem : str or None
        Why raw outputs that the model gives could not be used; None where there was nothing wrong.
    """

    seconds: float
    raw_problem: str | None = None


PredictMessage = ModelReady | ImagePredictions | ImageSkipped | PredictFinished
