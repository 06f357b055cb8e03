"""Models in TensorFlow's formats: the only file that imports TensorFlow."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from engine.data.model import Acceleration, Device, ModelSpec
from engine.errors import UserError
from engine.inference.signature import Arrays, FileKind, LoadedModel, Signature, Tensor

_SIGNATURE = "serving_default"
_MARKS = re.compile(r"\{\{function_node .*?\}\} |\[Op:.*?\]")
_LONGEST_REASON = 250


def devices() -> tuple[Device, ...]:
    """All that models run on here, GPUs first."""
    gpus = tf.config.list_physical_devices("GPU")
    for gpu in gpus:
        # Before the first use: otherwise TensorFlow takes all memory of every GPU.
        tf.config.experimental.set_memory_growth(gpu, enable=True)
    names = [tf.config.experimental.get_device_details(gpu).get("device_name", "unnamed") for gpu in gpus]
    found = (Device(f"GPU:{number}", f"GPU {number} ({name})") for number, name in enumerate(names))
    return (*found, Device("CPU:0", "CPU"))


def choose(name: str | None) -> Device:
    """Find a device by name; without one, the first GPU or else the CPU.

    Raises
    ------
    UserError
        There is no device of this name.
    """
    there = devices()
    if name is None:
        return there[0]
    for device in there:
        if device.name == name:
            return device
    raise UserError(
        f"there is no device {name!r}", remedy=f"Choose one of {', '.join(device.name for device in there)}"
    )


def memory_in_use(device: str) -> int | None:
    """Bytes in use on a device; None where it does not say: the CPU."""
    if not device.startswith("GPU"):
        return None
    return int(tf.config.experimental.get_memory_info(device)["current"])


def load(spec: ModelSpec, *, device: str, acceleration: Acceleration) -> LoadedModel:
    """Load a model onto a device.

    Raises
    ------
    UserError
        It cannot be read.
    MemoryError
    """
    return _SavedModel(spec.path, device, acceleration)


class _SavedModel:
    """A SavedModel, run by its serving signature."""

    def __init__(self, path: Path, device: str, acceleration: Acceleration) -> None:
        self._device = device
        # The signature alone does not keep the model's variables alive.
        self._model = _load_saved_model(path, device)
        function = _serving(self._model, path)
        self.signature = Signature(
            FileKind.SAVED_MODEL,
            tuple(_tensor(*item) for item in function.structured_input_signature[1].items()),
            tuple(_tensor(*item) for item in function.structured_outputs.items()),
        )
        self._dtypes = {name: spec.dtype for name, spec in function.structured_input_signature[1].items()}
        self._function = function

    def run(self, arrays: Arrays) -> dict[str, NDArray[np.generic]]:
        try:
            with tf.device(self._device):
                tensors = {name: tf.constant(array, self._dtypes[name]) for name, array in arrays.items()}
                return {name: answer.numpy() for name, answer in self._function(**tensors).items()}
        except tf.errors.ResourceExhaustedError as error:
            raise MemoryError(_reason(error)) from error
        except (tf.errors.OpError, ValueError, TypeError) as error:
            raise RuntimeError(_reason(error)) from error


def _load_saved_model(path: Path, device: str) -> Any:
    try:
        with tf.device(device):
            return tf.saved_model.load(str(path))
    except (MemoryError, tf.errors.ResourceExhaustedError) as error:
        raise MemoryError(_reason(error)) from error
    except Exception as error:  # whatever its graph makes TensorFlow raise: it is the file that is wrong
        raise UserError(
            f"TensorFlow cannot read this as a SavedModel ({_reason(error)})",
            source=path,
            remedy="Copy the whole folder again, or export the model anew",
        ) from error


def _serving(model: Any, path: Path) -> Any:
    """Take the serving signature out of a model, or refuse it, naming what was found instead."""
    signatures = model.signatures
    if _SIGNATURE in signatures:
        return signatures[_SIGNATURE]
    found = ", ".join(sorted(signatures)) or "none"
    raise UserError(
        f"the model has no signature {_SIGNATURE!r} (signatures: {found})",
        source=path,
        remedy=f"Export it with a signature {_SIGNATURE!r} that takes images and gives boxes",
    )


def _tensor(name: str, spec: Any) -> Tensor:
    shape = None if spec.shape.rank is None else tuple(spec.shape.as_list())
    return Tensor(name, spec.dtype.name, shape)


def _reason(error: BaseException) -> str:
    """Find the line of TensorFlow's many that says what is wrong: the one before the graph's node, or the first."""
    lines = [line.strip() for line in _MARKS.sub("", str(error)).strip().splitlines()]
    node = next((i for i, line in enumerate(lines) if line.startswith("[[")), 0)
    text = lines[max(node - 1, 0)] if lines else ""
    return textwrap.shorten(text.rstrip("."), _LONGEST_REASON, placeholder=" ...") or type(error).__name__
