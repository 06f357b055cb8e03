"""Rows of the project file to data and back."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from engine.data.dataset import Annotation, Annotations, Predictions
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.image_state import UNTOUCHED, Comment, CommentChange, ImageState, Mark, Stage, StateChange
from engine.data.journal import Action, JournalEntry, Measurement, Origin, Step, Verdict
from engine.data.model import ModelSpec
from engine.data.settings_text import SettingsText
from engine.data.sources import exists
from engine.store.places import place_value, places_of

Row = dict[str, Any]

_RAW = (
    ("raw_images", "images", np.int32),
    ("raw_categories", "categories", np.int32),
    ("raw_boxes_xyxy", "boxes_xyxy", np.float32),
    ("raw_scores", "scores", np.float32),
)
"""Arrays that a prediction set has only where the model gives raw outputs: name, field, and what they are kept as."""

_UNMEASURED = MappingProxyType({"metrics": None, "run": None, "settings": None})


def annotation_rows(annotations: Annotations, records: Mapping[int, Mapping[str, Any]]) -> list[Row]:
    """Rows of the annotation table; NaN becomes NULL."""
    numbers = np.column_stack([annotations.boxes_xyxy, annotations.sizes_wh, annotations.areas]).tolist()
    plain = zip(
        annotations.ids.tolist(),
        annotations.source_ids.tolist(),
        annotations.images.tolist(),
        annotations.categories.tolist(),
        annotations.crowd.tolist(),
        annotations.ignore.tolist(),
        numbers,
        strict=True,
    )
    rows: list[Row] = []
    for id_, source_id, image, category, crowd, ignore, values in plain:
        x1, y1, x2, y2, width, height, area = (None if math.isnan(v) else v for v in values)
        record = records.get(id_)
        rows.append(
            {
                "id": id_, "source_id": source_id, "image": image, "category": category,
                "x1": x1, "y1": y1, "x2": x2, "y2": y2, "width": width, "height": height, "area": area,
                "crowd": crowd, "ignore": ignore, "record": None if record is None else dict(record),
            }
        )  # fmt: skip
    return rows


def annotations_from_columns(columns: Mapping[str, Any]) -> Annotations:
    """Inverse of `annotation_rows`, by column; ascending by id."""

    def numbers(*names: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        return np.column_stack([columns[name] for name in names])

    return Annotations(
        ids=columns["id"],
        source_ids=columns["source_id"],
        images=columns["image"],
        categories=columns["category"],
        boxes_xyxy=numbers("x1", "y1", "x2", "y2"),
        sizes_wh=numbers("width", "height"),
        areas=columns["area"],
        crowd=columns["crowd"].astype(np.bool_),
        ignore=columns["ignore"].astype(np.bool_),
    )


def pack_predictions(predictions: Predictions) -> bytes:
    """The arrays as one .npz, exact to the bit; raw outputs in single precision, as models give them."""
    buffer = io.BytesIO()
    raw = predictions.raw
    told = {} if raw is None else {name: getattr(raw, field).astype(kind) for name, field, kind in _RAW}
    np.savez(
        buffer,
        images=predictions.images,
        categories=predictions.categories,
        boxes_xyxy=predictions.boxes_xyxy,
        sizes_wh=predictions.sizes_wh,
        scores=predictions.scores,
        **told,
    )
    return buffer.getvalue()


def unpack_predictions(packed: bytes) -> Predictions:
    """Inverse of `pack_predictions`."""
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        return Predictions(
            images=arrays["images"],
            categories=arrays["categories"],
            boxes_xyxy=arrays["boxes_xyxy"],
            sizes_wh=arrays["sizes_wh"],
            scores=arrays["scores"],
            raw=_raw(arrays) if all(name in arrays for name, _, _ in _RAW) else None,
        )


def _raw(arrays: Mapping[str, Any]) -> Predictions:
    images, categories, boxes, scores = (arrays[name] for name, _, _ in _RAW)
    boxes = boxes.astype(np.float64)
    return Predictions(
        images.astype(np.int64),
        categories.astype(np.int64),
        boxes,
        boxes[:, 2:] - boxes[:, :2],
        scores.astype(np.float64),
    )


def journal_row(entry: JournalEntry) -> Row:
    """One row of the journal."""
    step, measured = entry.refused or entry.step, entry.measured
    return {
        "at": entry.at.isoformat(),
        "author": entry.author,
        "action": entry.action.value,
        "origin": step.origin.value,
        "edits": [edit_value(edit) for edit in step.edits],
        "verdicts": [
            {"flag": verdict.flag_key, "before": verdict.before, "after": verdict.after}
            for verdict in step.verdicts
        ],
        **(_UNMEASURED if measured is None else _measurement_values(measured)),
        "marks": [_mark_value(mark) for mark in step.marks],
    }


def journal_entry(row: Any) -> JournalEntry:
    """Inverse of `journal_row`."""
    edits = tuple(edit_of(edit) for edit in row.edits)
    verdicts = tuple(
        Verdict(
            verdict["flag"],
            VerdictKind(verdict["before"]) if verdict["before"] else None,
            VerdictKind(verdict["after"]) if verdict["after"] else None,
        )
        for verdict in row.verdicts
        if not verdict["flag"].startswith(_REVIEWED)
    )
    step = Step(edits, verdicts, Origin(row.origin), _marks(row))
    at = datetime.fromisoformat(row.at)
    entry = JournalEntry(Action(row.action), step, row.author, at, _measurement(row))
    return entry.as_conflict if entry.action is Action.CONFLICT else entry


def edit_value(edit: Edit) -> Row:
    """An edit as JSON."""
    return {"before": _box(edit.before), "after": _box(edit.after)}


def edit_of(value: Row) -> Edit:
    """Inverse of `edit_value`."""
    return Edit(_annotation(value["before"]), _annotation(value["after"]))


def _measurement_values(measured: Measurement) -> Row:
    settings = measured.settings
    return {
        "metrics": [_number(value) for value in measured.summary],
        "run": measured.run,
        "settings": None if settings is None else asdict(settings),
    }


def _measurement(row: Any) -> Measurement | None:
    if row.metrics is None:
        return None
    settings = None if row.settings is None else SettingsText(**row.settings)
    return Measurement(tuple(_float(value) for value in row.metrics), row.run, settings)


_REVIEWED = "reviewed|"
"""So began, up to version 2, the key of the verdict that an image is reviewed; its index followed."""


def _marks(row: Any) -> tuple[Mark, ...]:
    if row.marks is not None:
        return tuple(_mark(value) for value in row.marks)
    states = {True: ImageState(Stage.REVIEWED), False: UNTOUCHED}
    return tuple(
        StateChange(
            int(verdict["flag"].removeprefix(_REVIEWED)),
            states[bool(verdict["before"])],
            states[bool(verdict["after"])],
        )
        for verdict in row.verdicts
        if verdict["flag"].startswith(_REVIEWED)
    )


def _mark_value(mark: Mark) -> Row:
    if isinstance(mark, StateChange):
        return asdict(mark)
    return {"comment": [_comment_value(mark.before), _comment_value(mark.after)]}


def _mark(value: Row) -> Mark:
    if "comment" in value:
        before, after = map(_comment, value["comment"])
        return CommentChange(before, after)
    return StateChange(value["image"], _state(value["before"]), _state(value["after"]))


def _state(value: Row) -> ImageState:
    return ImageState(Stage(value["stage"]), value["empty"])


def _comment_value(comment: Comment | None) -> Row | None:
    return None if comment is None else asdict(comment) | {"at": comment.at.isoformat()}


def _comment(value: Row | None) -> Comment | None:
    if value is None:
        return None
    box = value["box_xyxy"]
    own = {"at": datetime.fromisoformat(value["at"]), "box_xyxy": None if box is None else tuple(box)}
    return Comment(**(value | own))


def _box(annotation: Annotation | None) -> Row | None:
    if annotation is None:
        return None
    return {
        "id": annotation.id,
        "source_id": annotation.source_id,
        "image": annotation.image,
        "category": annotation.category,
        "box_xyxy": [_number(v) for v in annotation.box_xyxy],
        "size_wh": [_number(v) for v in annotation.size_wh],
        "area": _number(annotation.area),
        "crowd": annotation.crowd,
        "ignore": annotation.ignore,
    }


def _annotation(box: Row | None) -> Annotation | None:
    if box is None:
        return None
    x1, y1, x2, y2 = (_float(v) for v in box["box_xyxy"])
    width, height = (_float(v) for v in box["size_wh"])
    return Annotation(
        id=box["id"],
        source_id=box["source_id"],
        image=box["image"],
        category=box["category"],
        box_xyxy=(x1, y1, x2, y2),
        size_wh=(width, height),
        area=_float(box["area"]),
        crowd=box["crowd"],
        ignore=box["ignore"],
    )


def _number(value: float) -> float | None:
    # JSON has no NaN; infinities are not finite boxes either and are read as broken alike.
    return float(value) if math.isfinite(value) else None


def _float(value: float | None) -> float:
    return math.nan if value is None else float(value)


def model_value(model: ModelSpec, folder: Path) -> Row:
    """A model as a value of the project file in a folder; whether it is trusted is no affair of a project's."""
    files = {"path": model.path, "label_map": model.label_map, "adapter": model.adapter}
    return {
        **{name: None if path is None else str(path) for name, path in files.items()},
        "names": None if model.names is None else [list(own) for own in model.names],
        "places": {name: place_value(path, folder) for name, path in files.items() if path is not None},
    }


def model_of(value: Row, folder: Path) -> ModelSpec:
    """Inverse of `model_value`: where its files lie to the folder, else where they were."""
    names, places = value["names"], value.get("places", {})

    def found(name: str) -> Path | None:
        if value[name] is None:
            return None
        looked = places_of(places.get(name, {"absolute": value[name]}), folder)
        return next((place for place in looked if exists(place)), Path(value[name]))

    path = found("path")
    assert path is not None
    return ModelSpec(
        path,
        found("label_map"),
        None if names is None else tuple((number, name) for number, name in names),
        found("adapter"),
    )
