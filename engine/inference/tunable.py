"""Which models can be trained here: told by their files, before anything is loaded."""

from __future__ import annotations

from typing import Any

from engine.data.model import ModelSpec
from engine.errors import UserError
from engine.inference.keras_file import read_keras_file

_CLASS = "RetinaNetObjectDetector"
_REMEDY = "Train it with the program that it was made with, then run the trained model here"


def class_count(spec: ModelSpec) -> int:
    """Tell how many classes a model that can be trained here knows, numbered from 0.

    Raises
    ------
    UserError
        It cannot be trained here.
    """
    path = spec.path
    if spec.adapter is not None:
        raise UserError("a model that an adapter loads cannot be trained here", source=path, remedy=_REMEDY)
    if path.suffix.lower() != ".keras" or path.is_dir():
        what = "a TFLite file" if path.suffix.lower() == ".tflite" else "a SavedModel"
        raise UserError(
            f"{what} is made to be run and can no longer be trained",
            source=path,
            remedy="Choose the .keras file that it was exported from",
        )
    config = read_keras_file(path).config
    count = _classes(config)
    if count is None:
        kind = config.get("class_name")
        raise UserError(
            f"of Keras models only RetinaNet detectors of KerasHub can be trained here, and this is "
            f"a {kind if isinstance(kind, str) else 'model without a class'}",
            source=path,
            remedy=_REMEDY,
        )
    return count


def _classes(config: dict[str, Any]) -> int | None:
    """The number of classes of a KerasHub RetinaNet; None of anything else."""
    own = config.get("config")
    package = str(config.get("module") or "").partition(".")[0]
    if config.get("class_name") != _CLASS or package != "keras_hub" or not isinstance(own, dict):
        return None
    count = own.get("num_classes")
    return count if isinstance(count, int) else None
