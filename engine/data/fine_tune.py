"""Fine-tuning of a model in the inference process: what is asked of it, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.data.dataset import Float, Int
from engine.data.model import ImageSkipped, ModelReady, ModelSpec


@dataclass(frozen=True, eq=False, slots=True)
class FineTuneRequest:
    """Train a copy of a model on labelled images.

    Attributes
    ----------
    model : ModelSpec
    images : tuple of int
        Indices into the dataset's images.
    paths : tuple of Path
        Where each lies; same length.
    boxes_xyxy : tuple of (n, 4) float64
        Of each image, absolute pixels, upright.
    classes : tuple of (n,) int64
        The model's own class numbers.
    output : Path
        Where the tuned model is written, a ``.keras`` file; one that is there is replaced.
    epochs : int
        How often each image is seen.
    learning_rate : float
    batch : int
        Images to a step.
    seed : int
        The same seed has the same images in the same order.
    device : str or None
        Name of a `Device`; None: the first GPU, or else the CPU.
    """

    model: ModelSpec
    images: tuple[int, ...]
    paths: tuple[Path, ...]
    boxes_xyxy: tuple[Float, ...]
    classes: tuple[Int, ...]
    output: Path
    epochs: int = 3
    learning_rate: float = 1e-4
    batch: int = 8
    seed: int = 0
    device: str | None = None


@dataclass(frozen=True, slots=True)
class TrainingLoss:
    """A step is done.

    Attributes
    ----------
    step : int
        From 1.
    steps : int
        All there are, over all epochs.
    epoch : int
        From 1.
    loss : float
        Of the images of this step, before the model learned from them.
    """

    step: int
    steps: int
    epoch: int
    loss: float


@dataclass(frozen=True, slots=True)
class FineTuned:
    """The tuned model is written.

    Attributes
    ----------
    path : Path
    seconds : float
        Wall time without loading the model.
    """

    path: Path
    seconds: float


FineTuneMessage = ModelReady | ImageSkipped | TrainingLoss | FineTuned
