"""Which kind a model is of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.errors import UserError
from engine.inference.kinds import keras_detector, object_detection_api, tf_vision, tflite_detection, yolo
from engine.inference.kinds.kind import Kind
from engine.inference.signature import Signature

_KINDS: tuple[Callable[[Signature], Kind | None], ...] = (
    # Before the one whose outputs it shares.
    tf_vision.recognise,
    object_detection_api.recognise,
    keras_detector.recognise,
    tflite_detection.recognise,
    yolo.recognise,
)
"""Asked in this order: the first that knows the model has it."""

_ADAPTER = "Export it as one of the kinds in docs/models.md, or write an adapter for it (docs/adapters.md)"


def recognise(signature: Signature, path: Path) -> Kind:
    """Find the kind of a model.

    Raises
    ------
    UserError
        None knows it; what goes in and comes out is listed.
    """
    for kind in _KINDS:
        if (found := kind(signature)) is not None:
            return found
    if any(tensor.dtype == "string" for tensor in signature.inputs):
        raise UserError(
            f"the model takes encoded image files, not pixels ({signature})",
            source=path,
            remedy="Export it with the input type image_tensor, one input of shape [1 or any, any, any, 3]",
        )
    if signature.image() is None:
        raise UserError(
            f"the model does not take one RGB image as its only input ({signature})",
            source=path,
            remedy=_ADAPTER,
        )
    raise UserError(
        f"the model is no detector of a kind that is known here ({signature})", source=path, remedy=_ADAPTER
    )
