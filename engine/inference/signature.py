"""What goes into a loaded model and what comes out of it, whatever file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from engine.data.model import Device
from engine.inference.metadata import Metadata

Arrays = Mapping[str, NDArray[Any]]
ALIGNMENT = 64
"""Bytes: an array that begins at a multiple of this TensorFlow can take as it is."""


class FileKind(StrEnum):
    """Which kind of file a model is in; the values are for people."""

    SAVED_MODEL = "SavedModel"
    KERAS = "Keras model"
    TFLITE = "TFLite model"
    ADAPTED = "model that its adapter loads"


@dataclass(frozen=True, slots=True)
class Tensor:
    """One input or output of a model.

    Attributes
    ----------
    name : str
    dtype : str
        ``"uint8"``, ``"float32"``, ``"string"`` ...
    shape : tuple of (int or None), or None
        None for a side of any length; None instead of the tuple where not even their number is known.
    quantisation : tuple of (float, int), or None
        Of an input, scale s and zero point z of integers q that stand for (q - z) * s. Outputs come as what they stand
        for.
    number : int or None
        Of the tensor in a TFLite file.
    """

    name: str
    dtype: str
    shape: tuple[int | None, ...] | None
    quantisation: tuple[float, int] | None = None
    number: int | None = None

    def __str__(self) -> str:
        if self.shape is None:
            return f"{self.name} {self.dtype} of any shape"
        sides = ", ".join("any" if side is None else str(side) for side in self.shape)
        return f"{self.name} {self.dtype} [{sides}]"


@dataclass(frozen=True, slots=True)
class Signature:
    """All inputs and outputs of a model, and what else its files say of it.

    Attributes
    ----------
    file : FileKind
    inputs, outputs : tuple of Tensor
        Outputs in the order that the file gives them.
    metadata : Metadata
    """

    file: FileKind
    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]
    metadata: Metadata = field(default_factory=Metadata)

    def __str__(self) -> str:
        return f"inputs: {_listed(self.inputs)}; outputs: {_listed(self.outputs)}"

    def has_outputs(self, *names: str) -> bool:
        """Whether there is an output of each of these names."""
        return set(names) <= {output.name for output in self.outputs}

    def image(self) -> Tensor | None:
        """The only input, where it can take images [n, h, w, 3] of numbers."""
        if len(self.inputs) != 1:
            return None
        only = self.inputs[0]
        fits = only.shape is None or (len(only.shape) == 4 and only.shape[3] in (3, None))
        return only if fits and only.dtype in ("uint8", "int8", "float32", "float16") else None


class LoadedModel(Protocol):
    """A model that can be run."""

    signature: Signature
    device: Device
    """Where it runs: for some kinds of file not where it was asked to."""
    callers: int
    """How many threads may run it at once, and with a gain."""

    def run(self, arrays: Arrays) -> dict[str, NDArray[np.generic]]:
        """Run it over arrays by input name; answers are by output name.

        Raises
        ------
        MemoryError
            On the device that the model runs on.
        RuntimeError
            The model failed on these arrays.
        """
        ...


@runtime_checkable
class FeatureModel(Protocol):
    """A model whose layers are known, so that features can be taken before its outputs: one of Keras."""

    @property
    def features_from(self) -> str | None:
        """The layer that they are of; None where there is none that has them."""
        ...

    def features(self, arrays: Arrays) -> NDArray[np.float32]:
        """Features of each image, (n, d) float32; otherwise as `LoadedModel.run`."""
        ...


class TrainableModel(LoadedModel, Protocol):
    """A model that can learn: a RetinaNet of KerasHub."""

    def begin_training(self, learning_rate: float, seed: int) -> None:
        """Make it ready to learn.

        Raises
        ------
        RuntimeError
        """
        ...

    def learn(self, images: NDArray[np.generic], targets: Arrays) -> float:
        """Take a step, and give the loss before it.

        Parameters
        ----------
        images : (n, h, w, 3)
            As `run` takes them.
        targets
            ``"boxes"`` (n, m, 4) float32 in the model's own format, ``"labels"`` (n, m) float32; -1 where an image has
            fewer than m.

        Raises
        ------
        MemoryError
            On the device that the model runs on; nothing was learned.
        RuntimeError
        """
        ...

    def save(self, path: Path) -> None:
        """Write it as a ``.keras`` file, without what was needed for learning alone.

        Raises
        ------
        OSError
        """
        ...


def _listed(tensors: Iterable[Tensor]) -> str:
    return ", ".join(str(tensor) for tensor in sorted(tensors, key=lambda own: own.name)) or "none"
