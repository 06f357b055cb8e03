"""What the window's process and the inference process say to each other: one JSON object a line.

Requests and what is said about them go to the child's standard input, answers come back on what was its standard
output; each line has the number of the request that it belongs to. Paths are sent, not pixels: decoding an image
again is quicker than sending it.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.features import FeatureMessage, FeatureRequest, FeaturesFinished, ImageFeatures
from engine.data.fine_tune import FineTuned, FineTuneMessage, FineTuneRequest, TrainingLoss
from engine.data.model import (
    Acceleration,
    Device,
    FaultKind,
    ImagePredictions,
    ImageSkipped,
    ModelReady,
    ModelSpec,
    OutputFault,
    PredictFinished,
    PredictMessage,
    PredictRequest,
    RawOutputs,
    Speed,
)
from engine.errors import EngineError, UserError, WorkFailedError

VERSION = 5
"""Of the messages; the child may be another interpreter with another release installed."""


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Request: import TensorFlow and say what there is to run on; answered by `Warm`."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop a request; answered by `Stopped` unless it has just ended by itself."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Begin no further batch until `Resume` or `Cancel`."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on after `Pause`."""


@dataclass(frozen=True, slots=True)
class Warm:
    """TensorFlow is there, and these are its devices."""

    devices: tuple[Device, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """A request was stopped before its end, and nothing more is said of it."""


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


Request = PredictRequest | FineTuneRequest | FeatureRequest | WarmUp
Word = Cancel | Pause | Resume
"""What is said about a request that was made."""
Answer = PredictMessage | FineTuneMessage | FeatureMessage | Warm | Stopped | Failure
Message = Request | Word | Answer

_PLAIN: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(WarmUp, Cancel, Pause, Resume, Stopped),
        *(TrainingLoss, ImageSkipped, Speed, Failure, FeaturesFinished),
    )
}
"""Messages whose fields are as JSON has them, or that have none."""


def encode(request: int, message: Message) -> bytes:
    """Write a message as a line of ASCII, its line feed included; every float reads back the same.

    Parameters
    ----------
    request
        The number of the request that it belongs to.
    """
    line = {"version": VERSION, "request": request, "kind": type(message).__name__, **_fields(message)}
    return json.dumps(line, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> tuple[int, Message]:
    """Read a message back, and the number of the request that it belongs to.

    Raises
    ------
    WorkFailedError
        The other process speaks another version.
    EngineError
        This is no message.
    """
    try:
        fields = json.loads(line)
        version = fields.pop("version")
        if version == VERSION:
            return int(fields.pop("request")), _message(fields.pop("kind"), fields)
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
                "model": _spec_fields(message.model),
                "images": list(message.images),
                "paths": [str(path) for path in message.paths],
                "min_score": message.min_score,
                "device": message.device,
                "acceleration": message.acceleration.value,
                "batch": message.batch,
            }
        case FineTuneRequest():
            return _fine_tune_fields(message)
        case FeatureRequest():
            return {
                "model": _spec_fields(message.model),
                "images": list(message.images),
                "paths": [str(path) for path in message.paths],
                "device": message.device,
                "acceleration": message.acceleration.value,
            }
        case ImageFeatures():
            return {"image": message.image, "vector": _text(message.vector.astype("<f4"))}
        case FineTuned():
            return {"path": str(message.path), "seconds": message.seconds}
        case ImagePredictions():
            return {
                "image": message.image,
                "found": _packed(message, "<f8", "<i8"),
                "raw": None if message.raw is None else _packed(message.raw, "<f4", "<i4"),
                "note": message.note,
            }
        case ModelReady():
            return {
                "device": message.device,
                "title": message.kind,
                "names": message.names,
                "devices": _device_fields(message.devices),
                "first_class": message.first_class,
            }
        case Warm():
            return {"devices": _device_fields(message.devices)}
        case PredictFinished():
            faults = [[fault.kind.value, fault.image, fault.count, fault.detail] for fault in message.faults]
            return {"seconds": message.seconds, "raw_problem": message.raw_problem, "faults": faults}
        case _:
            return {name: getattr(message, name) for name in type(message).__slots__}


def _message(kind: str, fields: dict[str, Any]) -> Message:
    match kind:
        case "PredictRequest":
            return PredictRequest(
                _spec(fields["model"]),
                tuple(fields["images"]),
                tuple(Path(path) for path in fields["paths"]),
                fields["min_score"],
                fields["device"],
                Acceleration(fields["acceleration"]),
                fields["batch"],
            )
        case "ImagePredictions":
            raw = fields["raw"]
            return ImagePredictions(
                fields["image"],
                *_unpacked(fields["found"], "<f8", "<i8"),
                None if raw is None else RawOutputs(*_unpacked(raw, "<f4", "<i4")),
                fields["note"],
            )
        case "ModelReady":
            return ModelReady(
                fields["device"],
                fields["title"],
                _names(fields["names"]),
                _devices(fields["devices"]),
                fields["first_class"],
            )
        case "Warm":
            return Warm(_devices(fields["devices"]))
        case "PredictFinished":
            faults = (OutputFault(FaultKind(kind), *rest) for kind, *rest in fields["faults"])
            return PredictFinished(fields["seconds"], fields["raw_problem"], tuple(faults))
        case "FineTuneRequest":
            return _fine_tune_request(fields)
        case "FeatureRequest":
            return _feature_request(fields)
        case "ImageFeatures":
            return ImageFeatures(fields["image"], _array(fields["vector"], "<f4"))
        case "FineTuned":
            return FineTuned(Path(fields["path"]), fields["seconds"])
        case _:
            plain: Message = _PLAIN[kind](**fields)
            return plain


def _feature_request(fields: dict[str, Any]) -> FeatureRequest:
    return FeatureRequest(
        _spec(fields["model"]),
        tuple(fields["images"]),
        tuple(Path(path) for path in fields["paths"]),
        fields["device"],
        Acceleration(fields["acceleration"]),
    )


def _fine_tune_fields(request: FineTuneRequest) -> dict[str, Any]:
    boxes = np.concatenate([*request.boxes_xyxy, np.zeros((0, 4))]).astype("<f8")
    classes = np.concatenate([*request.classes, np.zeros(0, np.int64)]).astype("<i8")
    return {
        "model": _spec_fields(request.model),
        "images": list(request.images),
        "paths": [str(path) for path in request.paths],
        "counts": [len(own) for own in request.classes],
        "boxes": _text(boxes),
        "classes": _text(classes),
        "output": str(request.output),
        "epochs": request.epochs,
        "learning_rate": request.learning_rate,
        "batch": request.batch,
        "seed": request.seed,
        "device": request.device,
    }


def _fine_tune_request(fields: dict[str, Any]) -> FineTuneRequest:
    ends = np.cumsum(fields["counts"], dtype=np.int64)[:-1]
    boxes, classes = _array(fields["boxes"], "<f8").reshape(-1, 4), _array(fields["classes"], "<i8")
    there = bool(fields["counts"])
    return FineTuneRequest(
        _spec(fields["model"]),
        tuple(fields["images"]),
        tuple(Path(path) for path in fields["paths"]),
        tuple(np.split(boxes, ends)) if there else (),
        tuple(np.split(classes, ends)) if there else (),
        Path(fields["output"]),
        fields["epochs"],
        fields["learning_rate"],
        fields["batch"],
        fields["seed"],
        fields["device"],
    )


def _spec_fields(spec: ModelSpec) -> dict[str, Any]:
    return {
        "path": str(spec.path),
        "label_map": None if spec.label_map is None else str(spec.label_map),
        "names": spec.names,
        "adapter": None if spec.adapter is None else str(spec.adapter),
        "trusted": spec.trusted,
    }


def _spec(fields: dict[str, Any]) -> ModelSpec:
    label_map, adapter = fields["label_map"], fields["adapter"]
    return ModelSpec(
        Path(fields["path"]),
        None if label_map is None else Path(label_map),
        _names(fields["names"]),
        None if adapter is None else Path(adapter),
        fields["trusted"],
    )


def _names(pairs: list[list[Any]] | None) -> tuple[tuple[int, str], ...] | None:
    return None if pairs is None else tuple((number, name) for number, name in pairs)


def _device_fields(devices: tuple[Device, ...]) -> list[list[str]]:
    return [[device.name, device.title] for device in devices]


def _devices(pairs: list[list[str]]) -> tuple[Device, ...]:
    return tuple(Device(name, title) for name, title in pairs)


def _packed(found: ImagePredictions | RawOutputs, floats: str, integers: str) -> list[str]:
    """Numbers are many: as text of their bytes they take a third of the room and a tenth of the time."""
    arrays = (
        found.boxes_xyxy.astype(floats), found.scores.astype(floats), found.classes.astype(integers)
    )  # fmt: skip
    return [_text(array) for array in arrays]


def _unpacked(
    texts: list[str], floats: str, integers: str
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    boxes, scores, classes = map(_array, texts, (floats, floats, integers))
    return boxes.reshape(-1, 4), scores, classes


def _text(array: NDArray[Any]) -> str:
    return base64.b64encode(array.tobytes()).decode("ascii")


def _array(text: str, kind: str) -> NDArray[Any]:
    return np.frombuffer(base64.b64decode(text), kind).astype(kind[1:])
