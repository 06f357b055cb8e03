"""Fine-tuning of a model: what the inference process is asked and says, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from engine.data.comparison import Comparison
from engine.data.dataset import Float, Int, Problem
from engine.data.model import ImageSkipped, ModelReady, ModelSpec
from engine.data.run import Standing


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
    epochs : int
    loss : float
        Of the images of this step, before the model learned from them.
    """

    step: int
    steps: int
    epoch: int
    epochs: int
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


class CheckStage(StrEnum):
    """What a fine-tune check is doing."""

    BEFORE = "before"
    """Running the model as it is over the images held out."""
    TRAINING = "training"
    AFTER = "after"
    """Running the tuned model over them."""


@dataclass(frozen=True, slots=True)
class HeldOutAp:
    """mAP on the images held out, with its 95 % interval.

    Attributes
    ----------
    stage : CheckStage
        `BEFORE` or `AFTER`.
    ap, low, high : float
    """

    stage: CheckStage
    ap: float
    low: float
    high: float


CheckReport = CheckStage | Standing | TrainingLoss | HeldOutAp
"""What is said while a fine-tune check goes on: a stage begins; how its run stands; a step; a result."""


@dataclass(frozen=True, eq=False, slots=True)
class FineTuneResult:
    """What a few epochs on the labels did for a model.

    Attributes
    ----------
    before, after : HeldOutAp
    change : Comparison
        On the same images, drawn in pairs.
    model : ModelSpec
        The tuned one.
    hash : str
        Of its file.
    trained, held_out : int
        How many images it learned from, and was measured on.
    left_out : int
        How many images it did not learn from since they show a class that the model does not know.
    seconds : float
        Of the training.
    problems : tuple of Problem
        Images that could not be read, and what was wrong with what the models said.
    """

    before: HeldOutAp
    after: HeldOutAp
    change: Comparison
    model: ModelSpec
    hash: str
    trained: int
    held_out: int
    left_out: int
    seconds: float
    problems: tuple[Problem, ...] = ()
