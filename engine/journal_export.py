"""The journal, and what differs between two moments, as tables for other programs: CSV, or JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from engine.data.dataset import Annotation, Dataset
from engine.data.difference import BoxDifference, Change, Difference, MarkDifference, VerdictDifference
from engine.data.edit import Edit
from engine.data.flag import Flag
from engine.data.image_state import Comment, ImageState, Mark, StateChange
from engine.data.journal import JournalEntry, Verdict
from engine.data.metrics import METRIC_NAMES
from engine.errors import UserError
from engine.formats.csv_file import number_text, row_lines
from engine.formats.json_file import list_lines, to_line
from engine.formats.output import refuse_source, write_file

Record = dict[str, Any]

_BOX = ("class", "x1", "y1", "x2", "y2", "area", "crowd", "ignore")
_OF_ENTRY = ("entry", "at", "author", "action", "origin")
_OF_CHANGE = (
    "image", "annotation", "source_id", "change",
    *(f"before_{name}" for name in _BOX), *(f"after_{name}" for name in _BOX),
    "flag", "verdict_before", "verdict_after", "state_before", "state_after", "comment",
)  # fmt: skip
JOURNAL_COLUMNS = (*_OF_ENTRY, *_OF_CHANGE, *METRIC_NAMES, "run")
DIFFERENCE_COLUMNS = (*_OF_CHANGE, "entry", "at", "author")


def change_words(change: Change) -> tuple[str, ...]:
    """What is different about a box, in the words of the files."""
    return tuple((own.name or "").lower() for own in Change if own in change)


def journal_records(entries: Sequence[JournalEntry], dataset: Dataset, *, first: int = 1) -> Iterator[Record]:
    """Each entry with its edits and verdicts, before and after, and the metrics after it; ``first`` is its number."""
    for number, entry in enumerate(entries, first):
        measured = entry.measured
        yield {
            "entry": number,
            "at": entry.at.isoformat(),
            "author": entry.author,
            "action": entry.action.value,
            "origin": entry.step.origin.value,
            "edits": [_edit_record(edit, Change.of(edit), dataset) for edit in entry.step.edits],
            "verdicts": [_verdict_record(verdict, dataset) for verdict in entry.step.verdicts],
            "marks": [_mark_record(mark, dataset) for mark in entry.step.marks],
            "metrics": None if measured is None else dict(zip(METRIC_NAMES, measured.summary, strict=True)),
            "run": None if measured is None else measured.run,
            "settings": None if measured is None or measured.settings is None else asdict(measured.settings),
        }


def difference_record(found: Difference, dataset: Dataset) -> Record:
    """What differs, box by box and verdict by verdict."""
    return {
        "from": found.moments[0],
        "to": found.moments[1],
        "boxes": [{**_edit_record(own.edit, own.change, dataset), **_last_record(own)} for own in found],
        "verdicts": [
            {**_verdict_record(own.verdict, dataset), **_last_record(own)} for own in found.verdicts
        ],
        "marks": [{**_mark_record(own.mark, dataset), **_last_record(own)} for own in found.marks],
    }


def write_journal(entries: Sequence[JournalEntry], dataset: Dataset, output: Path) -> None:
    """Write the journal whole or not at all: CSV with a row for each edit and verdict, or JSON, by the file's suffix.

    Raises
    ------
    UserError
        Another suffix, or a file that cannot or must not be written.
    """
    records = journal_records(entries, dataset)
    if _is_json(output, dataset):
        write_file(output, list_lines(records))
    else:
        _write_rows(records, JOURNAL_COLUMNS, output)


def write_difference(found: Difference, dataset: Dataset, output: Path) -> None:
    """Write what differs whole or not at all: CSV with a row for each box and verdict, or JSON, by the file's suffix.

    Raises
    ------
    UserError
        Another suffix, or a file that cannot or must not be written.
    """
    record = difference_record(found, dataset)
    if _is_json(output, dataset):
        write_file(output, [to_line(record)])
    else:
        _write_rows([record], DIFFERENCE_COLUMNS, output)


def _is_json(output: Path, dataset: Dataset) -> bool:
    refuse_source(output, dataset)
    suffix = output.suffix.lower()
    if suffix not in (".json", ".csv"):
        raise UserError(
            "a table is written as .csv or .json",
            source=output,
            remedy="Name the file so that it ends in one",
        )
    return suffix == ".json"


def _write_rows(records: Iterable[Record], columns: Sequence[str], output: Path) -> None:
    rows = ([_cell(row.get(name)) for name in columns] for own in records for row in _rows(own))
    write_file(output, row_lines(chain([columns], rows)))


def _rows(record: Record) -> Iterator[Record]:
    """A record as rows of one box or one verdict each; a step that says nothing still has one."""
    metrics = record.get("metrics") or {}
    shared = {name: record[name] for name in (*_OF_ENTRY, "run") if name in record} | metrics
    boxes = record["boxes"] if "boxes" in record else record["edits"]
    for box in boxes:
        sides = {
            f"{side}_{name}": value
            for side in ("before", "after")
            for name, value in (box[side] or {}).items()
        }
        yield {**shared, **box, **sides, "change": " ".join(box["change"])}
    for verdict in record["verdicts"]:
        sides = {"verdict_before": verdict["before"], "verdict_after": verdict["after"]}
        yield {**shared, **verdict, **sides}
    for mark in record["marks"]:
        yield {**shared, **mark, "state_before": mark["before"], "state_after": mark["after"]}
    if shared and not boxes and not record["verdicts"] and not record["marks"]:
        yield shared


def _last_record(own: BoxDifference | VerdictDifference | MarkDifference) -> Record:
    return {"entry": own.entry, "at": own.at.isoformat(), "author": own.author}


def _edit_record(edit: Edit, change: Change, dataset: Dataset) -> Record:
    box = edit.subject
    return {
        "image": dataset.images.file_names[box.image],
        "annotation": box.id,
        "source_id": box.source_id,
        "change": change_words(change),
        "before": _box_record(edit.before, dataset),
        "after": _box_record(edit.after, dataset),
    }


def _box_record(box: Annotation | None, dataset: Dataset) -> Mapping[str, Any] | None:
    if box is None:
        return None
    numbers = (*box.box_xyxy, box.area)
    plain = [value if math.isfinite(value) else None for value in numbers]
    values = (str(dataset.categories.name(box.category)), *plain, box.crowd, box.ignore)
    return dict(zip(_BOX, values, strict=True))


def _verdict_record(verdict: Verdict, dataset: Dataset) -> Record:
    return {
        "flag": verdict.flag_key,
        "image": dataset.images.file_names[Flag.image_of(verdict.flag_key)],
        "before": None if verdict.before is None else verdict.before.value,
        "after": None if verdict.after is None else verdict.after.value,
    }


def mark_words(mark: Mark) -> str:
    """What became of an image or a comment, in the words of the files."""
    if isinstance(mark, StateChange):
        return _state_words(mark.after)
    if mark.after is None:
        return "comment taken back"
    return "comment resolved" if mark.after.resolved else "commented"


def _state_words(state: ImageState) -> str:
    return f"{state.stage.value}, no objects" if state.empty else state.stage.value


def _mark_record(mark: Mark, dataset: Dataset) -> Record:
    image = dataset.images.file_names[mark.image]
    if isinstance(mark, StateChange):
        sides = {"before": _state_words(mark.before), "after": _state_words(mark.after)}
        return {"image": image, **sides, "comment": None}
    of_comment = {"before": _comment_words(mark.before), "after": _comment_words(mark.after)}
    return {"image": image, **of_comment, "comment": mark.subject.text}


def _comment_words(comment: Comment | None) -> str | None:
    if comment is None:
        return None
    return "resolved" if comment.resolved else "open"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return number_text(value) if isinstance(value, float) else str(value)
