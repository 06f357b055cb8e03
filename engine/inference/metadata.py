"""What a model's maker wrote into or beside its files: names of classes, sizes, formats."""

from __future__ import annotations

import ast
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from engine.errors import UserError
from engine.inference.tflite_file import TfliteFacts, read_facts

BESIDE = "metadata.yaml"
"""What a YOLO export puts into the folder of its SavedModel."""

_GAPS = frozenset({"", "???", "background", "__background__"})


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a Keras model's own preprocessor makes an image fit.

    Attributes
    ----------
    size_wh : tuple of 2 int
    pads, crops : bool
        Whether the aspect ratio is kept by padding or by cropping; neither: the image is stretched.
    """

    size_wh: tuple[int, int]
    pads: bool = False
    crops: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known beside the signature; empty where nothing is.

    Attributes
    ----------
    names : tuple of (int, str), or None
    task : str or None
        Of a YOLO export: ``"detect"``, ``"segment"`` ...
    suppressed : bool or None
        Of a YOLO export: whether suppression is built in.
    size_wh : tuple of 2 int, or None
        Of a YOLO export: size of its input.
    box_format : str or None
        Of a Keras detector: ``"xyxy"``, ``"rel_yxyx"`` ...
    fitting : Fitting or None
        Of a Keras detector.
    tflite : TfliteFacts
    """

    names: tuple[tuple[int, str], ...] | None = None
    task: str | None = None
    suppressed: bool | None = None
    size_wh: tuple[int, int] | None = None
    box_format: str | None = None
    fitting: Fitting | None = None
    tflite: TfliteFacts = field(default_factory=TfliteFacts)


def of_saved_model(folder: Path) -> Metadata:
    """Read what lies beside a SavedModel.

    Raises
    ------
    UserError
        There is something, but it cannot be read.
    """
    path = folder / BESIDE
    if not path.is_file():
        return Metadata()
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise UserError(
            f"the model's description cannot be read ({reason})",
            source=path,
            remedy="Export the model anew, or remove this file and give a label map",
        ) from error
    return _yolo(content, TfliteFacts())


def of_tflite(path: Path, data: bytes) -> Metadata:
    """Read what is in a ``.tflite`` file or appended to it as an archive."""
    facts = read_facts(data)
    if not zipfile.is_zipfile(path):
        return Metadata(tflite=facts)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            try:
                text = archive.read(name).decode("utf-8")
            except (UnicodeError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
                continue
            content = _literal(text)
            if isinstance(content, dict):
                return _yolo(content, facts)
            if name.endswith(".txt") and content is None:
                lines = [line.strip() for line in text.splitlines()]
                names = tuple(pair for pair in enumerate(lines) if pair[1] not in _GAPS)
                return Metadata(names=names or None, tflite=facts)
    return Metadata(tflite=facts)


def of_keras(config: Mapping[str, Any]) -> Metadata:
    """Take it from the configuration inside a ``.keras`` file."""
    own = config.get("config")
    if not isinstance(own, dict):
        return Metadata()
    box_format = own.get("bounding_box_format")
    converter = _inside(own, "preprocessor", "config", "image_converter", "config")
    fitting = None
    if (size := _size(converter.get("image_size"))) is not None:
        fitting = Fitting(
            size,
            bool(converter.get("pad_to_aspect_ratio")),
            bool(converter.get("crop_to_aspect_ratio")),
        )
    return Metadata(box_format=box_format if isinstance(box_format, str) else None, fitting=fitting)


def _inside(content: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    for key in keys:
        inner = content.get(key)
        if not isinstance(inner, dict):
            return {}
        content = inner
    return content


def _literal(text: str) -> Any:
    """JSON, or a value as Python writes it: YOLO's exports have had either."""
    try:
        return json.loads(text)
    except ValueError:
        pass
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def _yolo(content: Any, facts: TfliteFacts) -> Metadata:
    if not isinstance(content, dict):
        return Metadata(tflite=facts)
    task, size = content.get("task"), content.get("imgsz")
    return Metadata(
        _names(content.get("names")),
        task if isinstance(task, str) else None,
        _suppressed(content),
        _size(size),
        tflite=facts,
    )


def _size(size: Any) -> tuple[int, int] | None:
    """Width and height of height and width, or of one number for both."""
    if isinstance(size, int):
        return size, size
    if isinstance(size, list | tuple) and len(size) == 2 and all(isinstance(side, int) for side in size):
        return size[1], size[0]
    return None


def _suppressed(content: Mapping[Any, Any]) -> bool | None:
    told = [content.get("end2end"), _inside(content, "args").get("nms")]
    known = [own for own in told if isinstance(own, bool)]
    return any(known) if known else None


def _names(names: Any) -> tuple[tuple[int, str], ...] | None:
    if isinstance(names, list):
        names = dict(enumerate(names))
    if not isinstance(names, dict):
        return None
    try:
        return tuple(sorted((int(number), str(name)) for number, name in names.items())) or None
    except (TypeError, ValueError):
        return None
