"""What is known of a model, and the messages of the inference process."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Float, Int


class Acceleration(StrEnum):
    """What may be done to a model to make it quicker."""

    NONE = "none"
    XLA = "xla"
    MIXED_PRECISION = "mixed_precision"
    BOTH = "xla_mixed_precision"


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A model to run.

    Attributes
    ----------
    path : Path
        The folder of a SavedModel, a ``.keras`` or a ``.tflite`` file.
    label_map : Path or None
        A file that names the model's classes; None: the names that the model carries itself, and where it carries none
        class i is the dataset's category with id i.
    names : tuple of (int, str), or None
        Names of the model's classes as a person matched them; they go before every other source of names.
    adapter : Path or None
        A Python file of the user's that says how to run the model; None: its kind is recognised.
    trusted : bool
        Whether a person said that the model may run code of its own: a model is a program.
    """

    path: Path
    label_map: Path | None = None
    names: tuple[tuple[int, str], ...] | None = None
    adapter: Path | None = None
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What is known of a model before anything of it is loaded.

    Attributes
    ----------
    hash : str
        SHA-256 over all its files, its adapter included: the same wherever it lies.
    kind : str
        Which kind of file it is, for people: ``"SavedModel"``, ``"Keras model"``, ``"TFLite model"``.
    size : int
        Bytes.
    dangers : tuple of str
        What in it could act on its own, one sentence each; empty where there is nothing.
    """

    hash: str
    kind: str
    size: int
    dangers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Device:
    """Something that models run on.

    Attributes
    ----------
    name : str
        As TensorFlow names it: ``"CPU:0"``, ``"GPU:0"``.
    title : str
        For people: ``"CPU"``, ``"GPU 0 (NVIDIA ...)"``.
    """

    name: str
    title: str


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
    device : str or None
        Name of the `Device`; None: the first GPU, or else the CPU.
    acceleration : Acceleration
    batch : int or None
        Images at once; None: as many as pay, found while running.
    """

    model: ModelSpec
    images: tuple[int, ...]
    paths: tuple[Path, ...]
    min_score: float = 0.0
    device: str | None = None
    acceleration: Acceleration = Acceleration.NONE
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class ModelReady:
    """The model is loaded.

    Attributes
    ----------
    device : str
        Where it runs, for people: ``"CPU"``, ``"GPU 0 (NVIDIA ...)"``.
    kind : str
        What it was recognised as, for people: ``"SavedModel of the TF2 Object Detection API"``.
    names : tuple of (int, str), or None
        Names of its classes where the model carries them itself.
    devices : tuple of Device
        All that there are.
    first_class : int
        Number of the model's first class, where a list of names without numbers begins to count: 0 or 1.
    """

    device: str
    kind: str = ""
    names: tuple[tuple[int, str], ...] | None = None
    devices: tuple[Device, ...] = ()
    first_class: int = 1


@dataclass(frozen=True, slots=True)
class ModelAbout:
    """What is found out about a model when it is loaded; as in `ModelReady`."""

    kind: str
    names: tuple[tuple[int, str], ...] | None
    first_class: int = 1


@dataclass(frozen=True, slots=True)
class Speed:
    """How a run is going; said about twice a second.

    Attributes
    ----------
    images_per_second : float
        Over the last seconds.
    batch : int
        Images at once.
    memory : int
        Bytes in use on the device; of the inference process where it runs on the CPU.
    """

    images_per_second: float
    batch: int
    memory: int


class FaultKind(StrEnum):
    """What can be wrong with what a model says, while the rest of it can be used."""

    NOT_FINITE = "not_finite"
    OUTSIDE = "outside"
    SCORE_OUT_OF_RANGE = "score_out_of_range"
    RAW_OUTPUTS = "raw_outputs"


@dataclass(frozen=True, slots=True)
class OutputFault:
    """Something wrong with what a model said.

    Attributes
    ----------
    kind : FaultKind
    image : int
        The first image that it happened on.
    count : int
        How many predictions it was so for.
    detail : str
        For people: an example, or what was found instead.
    """

    kind: FaultKind
    image: int
    count: int
    detail: str


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
    note : str or None
        What is wrong with the image although the model was run on it, for people.
    """

    image: int
    boxes_xyxy: Float
    scores: Float
    classes: Int
    raw: RawOutputs | None = None
    note: str | None = None


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
    faults : tuple of OutputFault
        What else was wrong with what the model said.
    """

    seconds: float
    raw_problem: str | None = None
    faults: tuple[OutputFault, ...] = ()


PredictMessage = ModelReady | Speed | ImagePredictions | ImageSkipped | PredictFinished
