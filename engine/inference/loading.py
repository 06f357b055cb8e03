"""From a model's files to a detector."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import cast

import numpy as np
from numpy.typing import NDArray

from engine.data.model import Acceleration, Device, ModelSpec
from engine.errors import WorkFailedError
from engine.inference.adapter import Adapter
from engine.inference.detector import Detector, Found, Prepared
from engine.inference.features import feature_output, pooled
from engine.inference.kinds.kind import Kind
from engine.inference.kinds.recognise import recognise
from engine.inference.model_files import check_kind
from engine.inference.signature import ALIGNMENT, Arrays, FeatureModel, LoadedModel, TrainableModel
from engine.inference.trust import refuse_untrusted
from engine.inference.tunable import class_count


def load_detector(
    spec: ModelSpec, *, device: str | None = None, acceleration: Acceleration = Acceleration.NONE
) -> Detector:
    """Load a model and recognise its kind.

    Parameters
    ----------
    spec
        Its names and its label map are not looked at here.
    device
        Name of a `Device`; None: the first GPU, or else the CPU.
    acceleration
        What may be done to make it quicker; what a kind of file does not allow is left undone.

    Raises
    ------
    UserError
        The model cannot be read, is of no kind that is known, may not be loaded unless it is trusted, or there is no
        such device.
    WorkFailedError
        TensorFlow cannot be imported.
    MemoryError
    """
    refuse_untrusted(spec)
    adapter = None if spec.adapter is None else Adapter(spec.adapter)
    model: LoadedModel | None = None if adapter is None else adapter.load(spec.path)
    if model is None:
        check_kind(spec.path)
        tensorflow = _tensorflow()
        found = tensorflow.choose(device)
        model = tensorflow.load(spec, device=found, acceleration=acceleration)
    if adapter is None:
        return _Detector(model, recognise(model.signature, spec.path), model.callers)
    adapter.takes(model.signature.inputs[0])
    # What a user wrote is not called on two threads.
    return _Detector(model, adapter, 1)


def load_trainable(spec: ModelSpec, *, device: str | None = None) -> tuple[Detector, TrainableModel]:
    """Load a model that is to be trained; otherwise as `load_detector`.

    Returns
    -------
    Detector, TrainableModel
        The same model: to prepare images with, and to train.

    Raises
    ------
    UserError
        Also where it cannot be trained.
    """
    class_count(spec)
    detector = load_detector(spec, device=device)
    # What `class_count` lets through is a Keras model.
    return detector, cast(TrainableModel, cast(_Detector, detector).model)


def devices() -> tuple[Device, ...]:
    """All that models run on here, the one that is taken by itself first."""
    found: tuple[Device, ...] = _tensorflow().devices()
    return found


def memory_in_use(device: str) -> int | None:
    """Bytes in use on a device, by its name; None where it does not say: the CPU."""
    in_use: int | None = _tensorflow().memory_in_use(device)
    return in_use


def _tensorflow() -> ModuleType:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    try:
        from engine.inference import tf_model  # seconds and 350 MB: not before there is a request
    except ImportError as error:
        raise WorkFailedError(
            f"TensorFlow cannot be imported ({error})", remedy="Install it anew, or the whole program"
        ) from error
    return tf_model


class _Detector:
    """A model together with what is known of its kind."""

    def __init__(self, model: LoadedModel, kind: Kind, callers: int) -> None:
        image = model.signature.inputs[0]
        self.model = model
        self._kind = kind
        self._input = image.name
        self.kind = kind.title
        self.device = model.device.title
        self.batch = None if image.shape is None else image.shape[0]
        self.callers = callers
        self.names = kind.names
        self.first_class = kind.first_class
        self._feature_output = feature_output(model.signature)

    @property
    def features_from(self) -> str | None:
        if self._feature_output is None and isinstance(self.model, FeatureModel):
            return self.model.features_from
        return self._feature_output

    def prepare(self, pixels: NDArray[np.uint8]) -> Prepared:
        return self._kind.prepare(pixels)

    def detect(self, batch: Sequence[Prepared]) -> list[Found]:
        told: list[Found] = []
        for part, arrays in self._parts(batch):
            told += self._kind.found(self.model.run(arrays), part)
        return told

    def features(self, batch: Sequence[Prepared]) -> NDArray[np.float32]:
        told = []
        for part, arrays in self._parts(batch):
            if self._feature_output is not None:
                vectors = pooled(self.model.run(arrays)[self._feature_output])
            else:
                vectors = cast(FeatureModel, self.model).features(arrays)
            told.append(vectors[: len(part)])
        return np.concatenate(told)

    def _parts(self, batch: Sequence[Prepared]) -> Iterator[tuple[Sequence[Prepared], Arrays]]:
        """Parts of a batch as the model takes them, filled up where it takes a fixed number."""
        most = self.batch or max(len(batch), 1)
        for start in range(0, len(batch), most):
            part = batch[start : start + most]
            pixels = [prepared.pixels for prepared in part]
            if self.batch is not None:
                pixels += [pixels[-1]] * (self.batch - len(pixels))
            yield part, {self._input: _stacked(pixels)}


def _stacked(pixels: Sequence[NDArray[np.generic]]) -> NDArray[np.generic]:
    """Copy images into one array, where TensorFlow can take it as it is."""
    first = pixels[0]
    size = len(pixels) * first.nbytes
    memory = np.empty(size + ALIGNMENT, np.uint8)
    start = -memory.ctypes.data % ALIGNMENT
    stacked = memory[start : start + size].view(first.dtype).reshape(len(pixels), *first.shape)
    return np.stack(pixels, out=stacked)
