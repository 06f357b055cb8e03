"""From a damaged project file to another one that holds what could be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import Any

from engine.data.address import image_folder
from engine.data.dataset import Dataset, Problem
from engine.data.journal import JournalEntry
from engine.data.sources import SourceKind, Sources
from engine.editing import apply_edits
from engine.errors import EngineError, UserError
from engine.history import History
from engine.opening import read_sources
from engine.store.baseline import dataset_of
from engine.store.failure import cannot_write
from engine.store.pages import log_of
from engine.store.places import folder_of
from engine.store.project import ProjectFile
from engine.store.records import Values
from engine.store.restore import restore, settle
from engine.store.salvage import Salvage, holds_project, salvage
from engine.store.seals import BASELINE, columns_of
from engine.store.values import value_of
from engine.store.whereabouts import SETTING, records_of, sources_of

Progress = Callable[[str, int, int], None]

_SAID = {
    "image": "the list of images",
    "category": "the list of classes",
    "annotation": "the boxes as they were opened",
    "problem": "the list of problems in the files",
}


@dataclass(frozen=True, slots=True)
class Recovery:
    """What came of a damaged project.

    Attributes
    ----------
    path : Path
        The new project file.
    steps : int
        How many steps of the journal are in it.
    lost : tuple of Problem
        What could not be read, or is not as it was; empty: nothing.
    """

    path: Path
    steps: int
    lost: tuple[Problem, ...]


def recover(
    path: Path, output: Path | None = None, *, progress: Progress = lambda text, done, total: None
) -> Recovery:
    """Save what can be read of a damaged project as another one; the damaged file stays as it is.

    The boxes as they were opened are those of the file, where it still has them all, else they are read again from the
    files that it was begun from, else they are as many as can be read. The journal is replayed up to the last step that
    can be read and fits.

    Parameters
    ----------
    path
        The damaged file.
    output
        The new one; None: beside it, under a name of its own.
    progress
        Told how far it is. May raise `engine.errors.CancelledError`; nothing is left behind then.

    Raises
    ------
    UserError
        There is nothing to recover, or the new file is there already or cannot be written.
    """
    target = _free_name(path) if output is None else output
    if target.exists():
        raise UserError("this file exists already", source=target, remedy="Choose another --output")
    progress("Reading the damaged project", 0, 0)
    try:
        saved, known = salvage(path), holds_project(path)
    except OSError as error:
        message = error.strerror or str(error)
        raise UserError(
            f"the file cannot be read ({message})", source=path, remedy="Check its permissions"
        ) from error
    # Rows alone may be of any database.
    if not (known and (saved.settings or saved.journal or saved.sign_offs or any(saved.tables.values()))):
        problem = "nothing of a Boxwright project can be read in this file"
        raise UserError(problem, source=path, remedy="Bring a copy of it back")
    values = _source_values(saved)
    sources = sources_of(values, folder_of(path)) if SourceKind.ANNOTATIONS in values else None
    contents = {
        own.kind: own.content for own in records_of(values, folder_of(path)) if own.content is not None
    }
    dataset, lost = _baseline(path, saved, sources, progress)
    partial = target.with_name(f".{target.name}.partial")
    try:
        _remove(partial)
        progress("Writing the project file", 0, 0)
        ProjectFile.create(partial, dataset, sources or Sources(path), contents=contents).close()
        changed = restore(partial, saved)
        steps, fit = _steps_that_fit(partial)
        lost = [*lost, *_losses(path, saved, changed, steps, fit)]
        settle(partial, steps, lost)
        _move(partial, target)
    finally:
        _remove(partial)
    return Recovery(target, steps, tuple(lost))


def _free_name(path: Path) -> Path:
    names = chain(("recovered",), (f"recovered-{number}" for number in count(2)))
    places = (path.with_name(f"{path.stem}-{name}{path.suffix}") for name in names)
    return next(place for place in places if not place.exists())


def _source_values(saved: Salvage) -> dict[str, dict[str, Any]]:
    """What the project knew of the files that it was begun from; empty where that is lost."""
    values = value_of(saved.settings[SETTING]) if SETTING in saved.settings else {}
    # Version 2 had plain paths.
    return {
        name: {"absolute": own} if isinstance(own, str) else own
        for name, own in values.items()
        if own is not None
    }


def _baseline(
    path: Path, saved: Salvage, sources: Sources | None, progress: Progress
) -> tuple[Dataset, list[Problem]]:
    """The dataset as it was opened, as far as that can be known, and what to say of it."""
    about = value_of(saved.settings["dataset"]) if "dataset" in saved.settings else None
    if about is not None and saved.whole == {table.name for table in BASELINE}:
        return _dataset(saved.tables, about), []
    if sources is not None:
        try:
            dataset, _ = read_sources(replace(sources, predictions=None), progress=progress)
        except UserError as error:
            said = f"the files it was begun from cannot be read again: {error}"
            lost = [Problem(str(path), "", said, "What is left of the boxes in the project is used")]
        else:
            root = (
                dataset.image_root
                if about is None or not about["image_root"]
                else image_folder(about["image_root"])
            )
            return replace(dataset, image_root=root), []
    else:
        said = "it is not known any more which files it was begun from"
        lost = [Problem(str(path), "", said, "What is left of the boxes in the project is used")]
    nothing: dict[str, Any] = {"image_root": None, "source": str(path), "format": "coco", "header": {}}
    return _dataset(_filled(saved.tables), about or nothing), lost


def _dataset(tables: Mapping[str, Sequence[Values]], about: Mapping[str, Any]) -> Dataset:
    return dataset_of({table.name: columns_of(table, tables[table.name]) for table in BASELINE}, about)


def _filled(tables: Mapping[str, Sequence[Values]]) -> dict[str, list[Values]]:
    """The rows with others in place of lost images and classes: boxes know them by their places."""
    boxes = tables["annotation"]
    images = {row[0]: row for row in tables["image"]}
    categories = {row[0]: row for row in tables["category"]}
    last_image = max([*images, *(row[2] for row in boxes)], default=-1)
    last_category = max([*categories, *(row[3] for row in boxes)], default=-1)
    return {
        "image": [images.get(i, (i, -1 - i, f"lost image {i}", 0, 0, None)) for i in range(last_image + 1)],
        "category": [categories.get(i, (i, -1 - i, f"lost class {i}")) for i in range(last_category + 1)],
        "annotation": list(boxes),
        "problem": list(tables["problem"]),
    }


def _steps_that_fit(path: Path) -> tuple[int, int]:
    """How many steps can be done one after the other, and how many there are."""
    file = ProjectFile(path)
    try:
        dataset, entries = file.dataset(), file.journal()
    finally:
        file.close()
    # Most often all of them do. Where n do not fit, no more do.
    fits, fails = 0, len(entries) + 1
    tried = len(entries)
    while fits + 1 < fails:
        if _fit(dataset, entries[:tried]):
            fits = tried
        else:
            fails = tried
        tried = (fits + fails) // 2
    return fits, len(entries)


def _fit(dataset: Dataset, entries: Sequence[JournalEntry]) -> bool:
    try:
        apply_edits(dataset.annotations, [edit for entry in entries for edit in entry.step.edits])
        History.replayed(entries)
    except (EngineError, IndexError):
        # A step of another state of the boxes; an undo of nothing.
        return False
    return True


_ROWS = {
    "label_set": "sets of other people's labels",
    "sample": "random samples",
    "sample_answer": "answers of blind reviews",
    "planting": "sets of known answers",
    "planted_answer": "answers to known answers",
}


def _losses(path: Path, saved: Salvage, changed: Sequence[str], steps: int, found: int) -> list[Problem]:
    """What is lost, in sentences."""
    said = [
        (f"{_SAID[name]}: not all as it was", "Compare with the files it was begun from") for name in changed
    ]
    lost = found - steps + saved.journal_lost
    if lost:
        said.append(
            (f"the last {lost} of {steps + lost} steps", "Look through what was done last, and do it again")
        )
    if gone := saved.sign_offs_lost:
        entries = len(saved.sign_offs) + gone
        said.append(
            (
                f"the last {gone} of {entries} entries of sign-offs",
                "Records are beside the project; sign again",
            )
        )
    if saved.log_damaged:
        name = log_of(path).name
        said.append((f"steps that were in {name} alone", "Look through what was done last, and do it again"))
    if saved.runs_lost:
        said.append(
            (f"what a model said, in {saved.runs_lost} runs", "Run the model again, or open its predictions")
        )
    said += [
        (f"{count} {_ROWS[name]}", "Load or draw them again")
        for name, count in saved.rows_lost.items()
        if count
    ]
    said += [
        (f"the setting {name!r}", "Set it again") for name in saved.settings_lost if name != "schema_version"
    ]
    return [Problem(str(path), "", f"lost from the damaged project: {what}", remedy) for what, remedy in said]


def _move(partial: Path, target: Path) -> None:
    try:
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as error:
        raise cannot_write(target, error) from error


def _remove(path: Path) -> None:
    for own in (path, log_of(path), path.with_name(f"{path.name}-shm")):
        with suppress(OSError):
            own.unlink()
