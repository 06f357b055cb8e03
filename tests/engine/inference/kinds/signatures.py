"""Signatures of models that are not there."""

from engine.inference.metadata import Metadata
from engine.inference.signature import FileKind, Signature, Tensor


def signature(file: FileKind, image: Tensor, outputs: dict[str, tuple | None], **told) -> Signature:
    tensors = tuple(Tensor(name, "float32", shape) for name, shape in outputs.items())
    return Signature(file, (image,), tensors, Metadata(**told))


def image(dtype="uint8", shape=(1, None, None, 3), name="input_tensor") -> Tensor:
    return Tensor(name, dtype, shape)
