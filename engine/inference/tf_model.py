"""Models in TensorFlow's formats: the only file that imports TensorFlow."""

from __future__ import annotations

import contextlib
import importlib
import os
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from engine.data.model import Acceleration, Device, ModelSpec
from engine.errors import UserError
from engine.inference import metadata
from engine.inference.features import backbone, last_map
from engine.inference.keras_file import read_keras_file
from engine.inference.signature import ALIGNMENT, Arrays, FileKind, LoadedModel, Signature, Tensor

_SIGNATURE = "serving_default"
_MARKS = re.compile(r"\{\{function_node .*?\}\} |\[Op:.*?\]|\x1b\[\d+m")
_LONGEST_REASON = 250
_TRACED = (1, 256, 256, 3)
"""What a Keras model is first traced for, where it takes any number of images of any size."""
_CPU = Device("CPU:0", "CPU")
_CALLERS = 2
"""Batches that run on the CPU at once, each on its part of the cores: they need not wait for one another after every
operation, as threads that share one do. A GPU does one thing after the other, with memory for one batch."""
_LONGEST_STEP = 10.0
"""Norm that all gradients of a step together are cut to: one odd image must not undo the training."""

_XLA = frozenset({Acceleration.XLA, Acceleration.BOTH})
_MIXED = frozenset({Acceleration.MIXED_PRECISION, Acceleration.BOTH})


def devices() -> tuple[Device, ...]:
    """All that models run on here, GPUs first."""
    gpus = tf.config.list_physical_devices("GPU")
    for gpu in gpus:
        # Before the first use: otherwise TensorFlow takes all memory of every GPU.
        tf.config.experimental.set_memory_growth(gpu, enable=True)
    if not gpus:
        _divide_cores()
    names = [tf.config.experimental.get_device_details(gpu).get("device_name", "unnamed") for gpu in gpus]
    found = (Device(f"GPU:{number}", f"GPU {number} ({name})") for number, name in enumerate(names))
    return (*found, _CPU)


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


def load(spec: ModelSpec, *, device: Device, acceleration: Acceleration) -> LoadedModel:
    """Load a model onto a device; what may not be loaded without trust has been refused before.

    Raises
    ------
    UserError
        It cannot be read.
    MemoryError
    """
    if spec.path.is_dir():
        return _SavedModel(spec.path, device, acceleration)
    if spec.path.suffix.lower() == ".tflite":
        return _Tflite(spec.path)
    return _Keras(spec, device, acceleration)


class _SavedModel:
    """A SavedModel, run by its serving signature."""

    def __init__(self, path: Path, device: Device, acceleration: Acceleration) -> None:
        self.device = device
        self.callers = _callers(device)
        with _refusing(path, "a SavedModel"), tf.device(device.name):
            # The signature alone does not keep the model's variables alive.
            self._model = tf.saved_model.load(str(path))
        function = _serving(self._model, path)
        self._specs: Mapping[str, Any] = function.structured_input_signature[1]
        self.signature = Signature(
            FileKind.SAVED_MODEL,
            _tensors(self._specs),
            _tensors(function.structured_outputs),
            metadata.of_saved_model(path),
        )
        self._mixed = acceleration in _MIXED
        self._function = function
        if acceleration in _XLA:
            self._function = tf.function(lambda **tensors: function(**tensors), jit_compile=True)

    def run(self, arrays: Arrays) -> dict[str, NDArray[np.generic]]:
        with _failing(), tf.device(self.device.name):
            # Of the whole process: another model may have been loaded without it.
            if (
                tf.config.optimizer.get_experimental_options().get("auto_mixed_precision", False)
                != self._mixed
            ):
                tf.config.optimizer.set_experimental_options({"auto_mixed_precision": self._mixed})
            tensors = {
                name: _tensor(array, self._specs[name].dtype, self.device) for name, array in arrays.items()
            }
            return {name: answer.numpy() for name, answer in self._function(**tensors).items()}


class _Keras:
    """A model saved by Keras, together with the preprocessor and the decoder that it may bring."""

    def __init__(self, spec: ModelSpec, device: Device, acceleration: Acceleration) -> None:
        self.device = device
        self.callers = _callers(device)
        self._held: list[Any] = []
        told = metadata.Metadata()
        if spec.path.suffix.lower() == ".keras":
            file = read_keras_file(spec.path)
            told = metadata.of_keras(file.config)
            for package in file.packages:
                _import(package, spec.path)
        with _refusing(spec.path, "a Keras model"), tf.device(device.name):
            self._model = tf.keras.models.load_model(spec.path, compile=False, safe_mode=not spec.trusted)
            if acceleration in _MIXED:
                for layer in self._model._flatten_layers():  # no other way leads to all of them
                    layer.dtype_policy = "mixed_float16"
            self._function = tf.function(self._answer, jit_compile=acceleration in _XLA, autograph=False)
            self._features = tf.function(self._feature_vectors, autograph=False)
            image = _keras_input(self._model, told.fitting)
            self._takes_any_number = image.shape[0] is None
            # Decoders count the images and measure them while they are traced.
            sides = [side or unknown for side, unknown in zip(image.shape, _TRACED, strict=True)]
            answers = self._function.get_concrete_function(
                tf.TensorSpec(sides, image.dtype)
            ).structured_outputs
        outputs = _tensors(answers)
        if self._takes_any_number:
            outputs = tuple(replace(own, shape=(None, *(own.shape or ())[1:])) for own in outputs)
        self.signature = Signature(FileKind.KERAS, _tensors({image.name: image}), outputs, told)

    def run(self, arrays: Arrays) -> dict[str, NDArray[np.generic]]:
        with _failing(), tf.device(self.device.name):
            images = self._filled_up(arrays)
            answers = self._function(_tensor(images, images.dtype, self.device))
            return {name: answer.numpy() for name, answer in answers.items()}

    @property
    def features_from(self) -> str | None:
        return self._trunk[0]

    def features(self, arrays: Arrays) -> NDArray[np.float32]:
        with _failing(), tf.device(self.device.name):
            vectors: NDArray[np.float32] = self._features(tf.constant(self._filled_up(arrays))).numpy()
            return vectors

    def _filled_up(self, arrays: Arrays) -> NDArray[Any]:
        (images,) = arrays.values()
        # Another number of images is traced anew, which takes seconds: so only powers of two are.
        missing = (1 << (len(images) - 1).bit_length()) - len(images)
        if missing and self._takes_any_number:
            images = np.concatenate([images, np.repeat(images[-1:], missing, axis=0)])
        return images

    def begin_training(self, learning_rate: float, seed: int) -> None:
        with _failing(), tf.device(self.device.name):
            tf.keras.utils.set_random_seed(seed)
            for layer in self._model._flatten_layers():
                # A few small batches would spoil means and variances that were taken over many.
                if isinstance(layer, tf.keras.layers.BatchNormalization) and layer.trainable:
                    layer.trainable = False
                    self._held.append(layer)
            optimizer = tf.keras.optimizers.Adam(learning_rate, global_clipnorm=_LONGEST_STEP)
            self._model.compile(optimizer=optimizer, jit_compile=False)

    def learn(self, images: NDArray[np.generic], targets: Arrays) -> float:
        with _failing(), tf.device(self.device.name):
            prepared = self._preprocessed(tf.constant(images))
            # KerasHub's own method would have the preprocessor move the boxes once more.
            told = tf.keras.Model.train_on_batch(
                self._model,
                prepared,
                {name: tf.constant(own) for name, own in targets.items()},
                return_dict=True,
            )
            return float(told["loss"])

    def save(self, path: Path) -> None:
        for layer in self._held:
            layer.trainable = True
        self._held.clear()
        # Otherwise what the optimizer keeps of each weight is saved too, twice the size of the model.
        self._model.compile()
        self._model.save(path)

    def _preprocessed(self, images: Any) -> Any:
        preprocessor = getattr(self._model, "preprocessor", None)
        return images if preprocessor is None else preprocessor(images)

    @cached_property
    def _trunk(self) -> tuple[str | None, Any]:
        """What makes features of images, and its name."""
        if (own := backbone(self._model)) is not None:
            return own.name, own
        if (layer := last_map(self._model)) is None:
            return None, None
        return layer.name, tf.keras.Model(self._model.inputs, layer.output)

    def _feature_vectors(self, images: Any) -> Any:
        maps = tf.nest.flatten(self._trunk[1](self._preprocessed(images), training=False))
        means = [tf.reduce_mean(tf.cast(own, tf.float32), list(range(1, own.shape.rank - 1))) for own in maps]
        return tf.concat(means, axis=1)

    def _answer(self, images: Any) -> dict[str, Any]:
        images = self._preprocessed(images)
        said = tf.nest.map_structure(_of_full_precision, self._model(images, training=False))
        if (decode := getattr(self._model, "decode_predictions", None)) is not None:
            said = decode(said, images)
        if isinstance(said, dict):
            return said
        if isinstance(said, list | tuple):
            return {f"output_{number}": answer for number, answer in enumerate(said)}
        return {"output_0": said}


class _Tflite:
    """A TFLite model, on all cores of the CPU."""

    device = _CPU
    callers = 1

    def __init__(self, path: Path) -> None:
        with _refusing(path, "a TFLite model"):
            data = path.read_bytes()
            self._interpreter = _interpreter()(model_content=data, num_threads=os.cpu_count())
            self._interpreter.allocate_tensors()
        self._inputs = self._interpreter.get_input_details()
        self._outputs = self._interpreter.get_output_details()
        self.signature = Signature(
            FileKind.TFLITE,
            tuple(_tflite_tensor(own) for own in self._inputs),
            tuple(_tflite_tensor(own) for own in self._outputs),
            metadata.of_tflite(path, data),
        )
        self._names = [tensor.name for tensor in self.signature.outputs]
        self._shapes = {own["name"]: tuple(own["shape"]) for own in self._inputs}

    def run(self, arrays: Arrays) -> dict[str, NDArray[np.generic]]:
        with _failing():
            for own in self._inputs:
                array = arrays[own["name"]]
                if array.shape != self._shapes[own["name"]]:
                    self._interpreter.resize_tensor_input(own["index"], array.shape)
                    self._interpreter.allocate_tensors()
                    self._shapes[own["name"]] = array.shape
                self._interpreter.set_tensor(own["index"], array)
            self._interpreter.invoke()
            answers = (_dequantised(self._interpreter.get_tensor(own["index"]), own) for own in self._outputs)
            return dict(zip(self._names, answers, strict=True))


def _callers(device: Device) -> int:
    return _CALLERS if device == _CPU else 1


def _divide_cores() -> None:
    threads = max((os.cpu_count() or 1) // _CALLERS, 1)
    # Whoever used TensorFlow before, as an adapter may have, has all cores for every batch: slower, and no worse.
    with contextlib.suppress(RuntimeError):
        tf.config.threading.set_intra_op_parallelism_threads(threads)


def _tensor(array: NDArray[Any], dtype: Any, device: Device) -> Any:
    """Give an array to TensorFlow: its own memory where that will do, or else a copy."""
    wanted = tf.as_dtype(dtype)
    if device == _CPU and array.dtype == wanted.as_numpy_dtype and array.ctypes.data % ALIGNMENT == 0:
        return tf.experimental.dlpack.from_dlpack(array.__dlpack__())
    return tf.constant(array, wanted)


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


def _of_full_precision(answer: Any) -> Any:
    return tf.cast(answer, tf.float32) if answer.dtype == tf.float16 else answer


def _keras_input(model: Any, fitting: metadata.Fitting | None) -> Any:
    """The images that a Keras model takes: where its preprocessor resizes them, of the size that it makes."""
    (only,) = model.inputs
    height, width = only.shape[1:3]
    if fitting is not None:
        width, height = fitting.size_wh
    preprocessed = getattr(model, "preprocessor", None) is not None
    dtype = "float32" if preprocessed else only.dtype
    return tf.TensorSpec([only.shape[0], height, width, 3], dtype, name=only.name)


def _import(package: str, path: Path) -> None:
    try:
        importlib.import_module(package)
    except ImportError as error:
        raise UserError(
            f"the model is made with {package}, which cannot be imported ({error})",
            source=path,
            remedy=f"Install it where TensorFlow is: pip install {package.replace('_', '-')}",
        ) from error


def _interpreter() -> Any:
    # What becomes of tf.lite once it has left TensorFlow.
    if hasattr(tf, "lite"):
        return tf.lite.Interpreter
    return importlib.import_module("ai_edge_litert.interpreter").Interpreter


@contextlib.contextmanager
def _refusing(path: Path, what: str) -> Iterator[None]:
    """Turn whatever a file makes TensorFlow raise into an error of the file's."""
    try:
        yield
    except (MemoryError, tf.errors.ResourceExhaustedError) as error:
        raise MemoryError(_reason(error)) from error
    except Exception as error:
        raise UserError(
            f"TensorFlow cannot read this as {what} ({_reason(error)})",
            source=path,
            remedy="Copy all of it again, or export the model anew",
        ) from error


@contextlib.contextmanager
def _failing() -> Iterator[None]:
    """Turn what TensorFlow raises over some images into what a `Detector` raises."""
    try:
        yield
    except tf.errors.ResourceExhaustedError as error:
        raise MemoryError(_reason(error)) from error
    except (tf.errors.OpError, RuntimeError, ValueError, TypeError) as error:
        raise RuntimeError(_reason(error)) from error


def _tensors(specs: Mapping[str, Any]) -> tuple[Tensor, ...]:
    return tuple(
        Tensor(name, spec.dtype.name, None if spec.shape.rank is None else tuple(spec.shape.as_list()))
        for name, spec in specs.items()
    )


def _tflite_tensor(details: Mapping[str, Any]) -> Tensor:
    shape = tuple(None if side < 0 else int(side) for side in details["shape_signature"])
    scale, zero = details["quantization"]
    return Tensor(
        details["name"],
        np.dtype(details["dtype"]).name,
        shape,
        (float(scale), int(zero)) if scale else None,
        int(details["index"]),
    )


def _dequantised(array: NDArray[Any], details: Mapping[str, Any]) -> NDArray[Any]:
    scale, zero = details["quantization"]
    return (array.astype(np.float32) - zero) * np.float32(scale) if scale else array


def _reason(error: BaseException) -> str:
    """Find the line of TensorFlow's many that says what is wrong: the one before the graph's node, or the first."""
    lines = [line.strip() for line in _MARKS.sub("", str(error)).strip().splitlines()]
    # Keras first says where it happened, then what.
    if len(lines) > 1 and lines[0].startswith("Exception encountered when calling"):
        lines = [line for line in lines[1:] if line]
    node = next((i for i, line in enumerate(lines) if line.startswith("[[")), 0)
    text = lines[max(node - 1, 0)] if lines else ""
    return textwrap.shorten(text.rstrip("."), _LONGEST_REASON, placeholder=" ...") or type(error).__name__
