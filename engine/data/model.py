"""What is known of a model, and the messages of the inference process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
    """

    image: int
    boxes_xyxy: Float
    scores: Float
    classes: Int


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
    """

    seconds: float


PredictMessage = ModelReady | ImagePredictions | ImageSkipped | PredictFinished
