"""A detector in TensorFlow's SavedModel format: the only file that imports TensorFlow."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from engine.errors import UserError

_SIGNATURE = "serving_default"
_BOXES, _SCORES, _CLASSES, _COUNT = (
    "detection_boxes", "detection_scores", "detection_classes", "num_detections",
)  # fmt: skip
_MARKS = re.compile(r"\{\{function_node .*?\}\} |\[Op:.*?\]")
_LONGEST_REASON = 250
_OUTPUTS = (_BOXES, _SCORES, _CLASSES, _COUNT)
_RAW_OUTPUTS = ("raw_detection_boxes", "raw_detection_scores")


@dataclass(frozen=True, eq=False, slots=True)
class Detections:
    """What the model says of a batch of n images, at most m boxes each.

    Attributes
    ----------
    boxes : (n, m, 4) float64
        ymin, xmin, ymax, xmax as fractions of the image's height and width.
    scores : (n, m) float64
    classes : (n, m) float64
        Whole numbers, by the signature's convention.
    counts : (n,) int64
        How many of the m are meant, from the first.
    raw : tuple of two arrays, or None
        Boxes and scores before suppression, just as the model gives them; None where it does not.
    """

    boxes: NDArray[np.float64]
    scores: NDArray[np.float64]
    classes: NDArray[np.float64]
    counts: NDArray[np.int64]
    raw: tuple[NDArray[Any], NDArray[Any]] | None


class Detector:
    """A loaded model with the serving signature of the TF2 Object Detection API.

    Parameters
    ----------
    path
        The folder that holds ``saved_model.pb``.

    Attributes
    ----------
    device : str
        Where it runs, for people.
    takes_batches : bool
        Whether more than one image of the same shape can be run at once.

    Raises
    ------
    UserError
        The model cannot be read, or it is no detector.
    """

    def __init__(self, path: Path) -> None:
        self.device = _device()
        # The signature alone does not keep the model's variables alive.
        self._model = _load(path)
        self._signature = _detector_signature(self._model, path)
        ((self._input, spec),) = self._signature.structured_input_signature[1].items()
        self._dtype = spec.dtype
        self._gives_raw = all(name in self._signature.structured_outputs for name in _RAW_OUTPUTS)
        self.takes_batches = spec.shape.rank is None or spec.shape[0] is None

    def detect(self, pixels: NDArray[np.uint8]) -> Detections:
        """Run the model.

        Parameters
        ----------
        pixels : (n, h, w, 3) uint8
            RGB. A model of float input gets the same numbers, 0 to 255: it scales them itself.

        Raises
        ------
        MemoryError
            On the device that the model runs on.
        RuntimeError
            The model failed on these images.
        """
        try:
            answer = self._signature(**{self._input: tf.constant(pixels, self._dtype)})
            boxes, scores, classes, counts = (answer[name].numpy() for name in _OUTPUTS)
            raw_boxes, raw_scores = _RAW_OUTPUTS
            n = len(pixels)
            return Detections(
                boxes.reshape(n, -1, 4).astype(np.float64),
                scores.reshape(n, -1).astype(np.float64),
                classes.reshape(n, -1).astype(np.float64),
                np.rint(counts.reshape(n)).astype(np.int64),
                (answer[raw_boxes].numpy(), answer[raw_scores].numpy()) if self._gives_raw else None,
            )
        except tf.errors.ResourceExhaustedError as error:
            raise MemoryError(_reason(error)) from error
        except (tf.errors.OpError, ValueError, TypeError) as error:
            raise RuntimeError(_reason(error)) from error


def _device() -> str:
    gpus = tf.config.list_physical_devices("GPU")
    for gpu in gpus:
        # Before the first use: otherwise TensorFlow takes all memory of every GPU.
        tf.config.experimental.set_memory_growth(gpu, enable=True)
    if not gpus:
        return "CPU"
    name = tf.config.experimental.get_device_details(gpus[0]).get("device_name", "unnamed")
    return f"GPU 0 ({name})"


def _load(path: Path) -> Any:
    try:
        return tf.saved_model.load(str(path))
    except (MemoryError, tf.errors.ResourceExhaustedError) as error:
        raise MemoryError(_reason(error)) from error
    except Exception as error:  # whatever its graph makes TensorFlow raise: it is the file that is wrong
        raise UserError(
            f"TensorFlow cannot read this as a SavedModel ({_reason(error)})",
            source=path,
            remedy="Copy the whole folder again, or export the model anew",
        ) from error


def _detector_signature(model: Any, path: Path) -> Any:
    """Take the serving signature out of a model, or refuse it, naming what was found instead."""
    remedy = f"Export a detector of the TF2 Object Detection API, with a signature {_SIGNATURE!r}"
    signatures = model.signatures
    if _SIGNATURE not in signatures:
        found = ", ".join(sorted(signatures)) or "none"
        raise UserError(
            f"the model has no signature {_SIGNATURE!r} (signatures: {found})", source=path, remedy=remedy
        )
    signature = signatures[_SIGNATURE]
    inputs = signature.structured_input_signature[1]
    outputs = signature.structured_outputs
    found = f"inputs: {_described(inputs)}; outputs: {_described(outputs)}"
    if missing := [name for name in _OUTPUTS if name not in outputs]:
        raise UserError(
            f"the model is no detector: it has no output {', '.join(missing)} ({found})",
            source=path,
            remedy=remedy,
        )
    if len(inputs) != 1 or not _is_image(next(iter(inputs.values()))):
        raise UserError(
            f"the model does not take one RGB image of any size as its input ({found})",
            source=path,
            remedy="Export it with one input of shape [1 or any, any, any, 3], of uint8 or float32",
        )
    return signature


def _is_image(spec: tf.TensorSpec) -> bool:
    takes_any_size = spec.shape.is_compatible_with((1, 480, 640, 3)) and spec.shape[1:3].is_compatible_with(
        (1, 1)
    )
    return takes_any_size and spec.dtype in (tf.uint8, tf.float32)


def _described(tensors: dict[str, tf.TensorSpec]) -> str:
    texts = (f"{name} {spec.dtype.name} {_shape(spec)}" for name, spec in sorted(tensors.items()))
    return ", ".join(texts) or "none"


def _shape(spec: tf.TensorSpec) -> str:
    if spec.shape.rank is None:
        return "of any shape"
    return "[" + ", ".join("any" if size is None else str(size) for size in spec.shape) + "]"


def _reason(error: BaseException) -> str:
    """Find the line of TensorFlow's many that says what is wrong: the one before the graph's node, or the first."""
    lines = [line.strip() for line in _MARKS.sub("", str(error)).strip().splitlines()]
    node = next((i for i, line in enumerate(lines) if line.startswith("[[")), 0)
    text = lines[max(node - 1, 0)] if lines else ""
    return textwrap.shorten(text.rstrip("."), _LONGEST_REASON, placeholder=" ...") or type(error).__name__
