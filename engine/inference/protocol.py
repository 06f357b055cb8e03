"""What the window's process and the inference process say to each other: one JSON object a line.

The request goes to the child's standard input, messages come back on what was its standard output. Paths are
sent, not pixels: decoding an image again is quicker than sending it.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.model import (
    ImagePredictions,
    ImageSkipped,
    ModelReady,
    ModelSpec,
    PredictFinished,
    PredictRequest,
    RawOutputs,
)
from engine.errors import EngineError, UserError, WorkFailedError

VERSION = 2
"""Of the messages; the child may be another interpreter with another release installed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The run could not begin, or could not go on: an exception on its way to the other process.

    Attributes
    ----------
    input_is_fine : bool
        Whether it arrives as a `WorkFailedError`, not as a plain `UserError`.
    problem, source, record, remedy
        As for `UserError`.
    """

    input_is_fine: bool
    problem: str
    source: str | None = None
    record: str | None = None
    remedy: str | None = None

    @staticmethod
    def of(error: UserError) -> Failure:
        """Pack an exception."""
        is_fine = isinstance(error, WorkFailedError)
        return Failure(is_fine, error.problem, error.source, error.record, error.remedy)

    def error(self) -> UserError:
        """Unpack the exception."""
        kind = WorkFailedError if self.input_is_fine else UserError
        return kind(self.problem, source=self.source, record=self.record, remedy=self.remedy)


Message = PredictRequest | ModelReady | ImagePredictions | ImageSkipped | PredictFinished | Failure


def encode(message: Message) -> bytes:
    """Write a message as a line of ASCII, its line feed included; every float reads back the same."""
    line = {"version": VERSION, "kind": type(message).__name__, **_fields(message)}
    return json.dumps(line, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> Message:
    """Read a message back.

    Raises
    ------
    WorkFailedError
        The other process speaks another version.
    EngineError
        This is no message.
    """
    try:
        fields = json.loads(line)
        version, kind = fields.pop("version"), fields.pop("kind")
        if version == VERSION:
            return _message(kind, fields)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"not a message between processes: {line[:200]!r}"
        raise EngineError(message) from error
    raise WorkFailedError(
        f"the inference process speaks version {version} of the messages, this program version {VERSION}",
        remedy="Install the same release of the program for both",
    )


def _fields(message: Message) -> dict[str, Any]:
    match message:
        case PredictRequest():
            return {
                "model": str(message.model.path),
                "label_map": None if message.model.label_map is None else str(message.model.label_map),
                "images": list(message.images),
                "paths": [str(path) for path in message.paths],
                "min_score": message.min_score,
            }
        case ImagePredictions():
            return {
                "image": message.image,
                "boxes_xyxy": message.boxes_xyxy.tolist(),
                "scores": message.scores.tolist(),
                "classes": message.classes.tolist(),
                "raw": None if message.raw is None else _packed(message.raw),
            }
        case ModelReady():
            return {"device": message.device}
        case ImageSkipped():
            return {"image": message.image, "problem": message.problem}
        case PredictFinished():
            return {"seconds": message.seconds, "raw_problem": message.raw_problem}
        case Failure():
            return {
                "input_is_fine": message.input_is_fine,
                "problem": message.problem,
                "source": message.source,
                "record": message.record,
                "remedy": message.remedy,
            }


def _message(kind: str, fields: dict[str, Any]) -> Message:
    match kind:
        case "PredictRequest":
            label_map = fields["label_map"]
            return PredictRequest(
                ModelSpec(Path(fields["model"]), None if label_map is None else Path(label_map)),
                tuple(fields["images"]),
                tuple(Path(path) for path in fields["paths"]),
                fields["min_score"],
            )
        case "ImagePredictions":
            return ImagePredictions(
                fields["image"],
                np.array(fields["boxes_xyxy"], np.float64).reshape(-1, 4),
                np.array(fields["scores"], np.float64),
                np.array(fields["classes"], np.int64),
                None if fields["raw"] is None else _unpacked(fields["raw"]),
            )
        case "ModelReady":
            return ModelReady(**fields)
        case "ImageSkipped":
            return ImageSkipped(**fields)
        case "PredictFinished":
            return PredictFinished(**fields)
        case "Failure":
            return Failure(**fields)
        case _:
            raise ValueError(kind)


def _packed(raw: RawOutputs) -> dict[str, str]:
    """Raw outputs are many: as text of their bytes they take a third of the room and a tenth of the time."""
    return {
        "boxes_xyxy": _text(raw.boxes_xyxy.astype("<f4")),
        "scores": _text(raw.scores.astype("<f4")),
        "classes": _text(raw.classes.astype("<i4")),
    }


def _unpacked(fields: dict[str, str]) -> RawOutputs:
    boxes = np.frombuffer(base64.b64decode(fields["boxes_xyxy"]), "<f4").astype(np.float32).reshape(-1, 4)
    scores = np.frombuffer(base64.b64decode(fields["scores"]), "<f4").astype(np.float32)
    return RawOutputs(
        boxes, scores, np.frombuffer(base64.b64decode(fields["classes"]), "<i4").astype(np.int32)
    )


def _text(array: NDArray[Any]) -> str:
    return base64.b64encode(array.tobytes()).decode("ascii")
