"""Commands about the journal of a project: what was done, and what differs between two moments."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from app.options import Json, print_json
from app.reports import console
from engine.data.dataset import Annotation, Dataset
from engine.data.difference import Change, Difference
from engine.data.journal import Action, JournalEntry
from engine.journal_export import (
    change_words,
    difference_record,
    journal_records,
    mark_words,
    write_difference,
    write_journal,
)
from engine.moments import difference, moment_named
from engine.store.project import ProjectFile

commands = typer.Typer(rich_markup_mode=None)

Project = Annotated[Path, typer.Argument(help="A project file.")]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write a table instead: .csv or .json.")
]
_MOMENTS = "source, now, the number of an entry, or a time as 2026-03-31T17:30"


@commands.command()
def journal(project: Project, output: Output = None, json: Json = False) -> None:
    """List every edit and verdict: who, when, what, from where, and mAP after it."""
    with closing(ProjectFile(project)) as file:
        dataset, entries = file.dataset(), file.journal()
        writers = {} if file.roster is None else file.roster.writers()
    if output is not None:
        write_journal(entries, dataset, output)
        print(f"{len(entries)} entries written to {output}", file=sys.stderr)
    if json:
        records = enumerate(journal_records(entries, dataset), 1)
        print_json({"journal": [_with_login(own, writers.get(number)) for number, own in records]})
    elif output is None:
        console().print(_journal_table(entries, dataset, writers))


def _with_login(record: Mapping[str, Any], login: str | None) -> Mapping[str, Any]:
    """What the database keeps of who wrote it, where it does."""
    return record if login is None else {**record, "login": login}


@commands.command()
def diff(
    project: Project,
    start: Annotated[str, typer.Option("--from", metavar="MOMENT", help=f"One of: {_MOMENTS}.")] = "source",
    end: Annotated[str, typer.Option("--to", metavar="MOMENT", help="The same.")] = "now",
    output: Output = None,
    json: Json = False,
) -> None:
    """List the boxes and verdicts that differ between two moments; by default, between the source and now."""
    with closing(ProjectFile(project)) as file:
        dataset, entries = file.dataset(), file.journal()
    found = difference(entries, moment_named(start, entries), moment_named(end, entries))
    if output is not None:
        write_difference(found, dataset, output)
    if json:
        print_json(difference_record(found, dataset))
    elif output is None:
        console().print(_difference_table(found, dataset))
    where = "" if output is None else f", written to {output}"
    print(f"{_summary(found)}{where}", file=sys.stderr)


def _summary(found: Difference) -> str:
    start, end = found.moments
    counts = ", ".join(f"{found.count(change)} {change_words(change)[0]}" for change in Change)
    return f"moment {start} to {end}: {len(found)} boxes differ ({counts}), {len(found.verdicts)} verdicts"


def _journal_table(entries: tuple[JournalEntry, ...], dataset: Dataset, writers: Mapping[int, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Entry", justify="right")
    table.add_column("At", no_wrap=True)
    for title in ("Person", "What", "From", "Image"):
        table.add_column(title, overflow="fold")
    table.add_column("mAP", justify="right")
    for number, entry in enumerate(entries, 1):
        step, measured = entry.step, entry.measured
        images = {edit.subject.image for edit in step.edits}
        where = dataset.images.file_names[next(iter(images))] if len(images) == 1 else f"{len(images)} images"
        ap = None if measured is None else measured.ap
        table.add_row(
            str(number),
            f"{entry.at.astimezone():%Y-%m-%d %H:%M}",
            Text(entry.author if number not in writers else f"{entry.author} ({writers[number]})"),
            _what(entry),
            step.origin.value,
            Text(where if images else "–"),
            "–" if ap is None else f"{ap:.4f}",
        )
    return table


def _what(entry: JournalEntry) -> str:
    step = entry.refused or entry.step
    if len(step.edits) == 1:
        (edit,) = step.edits
        what = " and ".join(change_words(Change.of(edit))) or "edited"
    elif step.edits:
        what = f"{len(step.edits)} boxes edited"
    elif step.marks:
        what = ", ".join(mark_words(mark) for mark in step.marks)
    else:
        said = {verdict.after.value if verdict.after else "none" for verdict in step.verdicts}
        what = f"verdict {', '.join(sorted(said)).replace('_', ' ')}"
    return what if entry.action is Action.DO else f"{entry.action.value}: {what}"


def _difference_table(found: Difference, dataset: Dataset) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Image", overflow="fold")
    table.add_column("Box", justify="right")
    for title in ("What", "Before", "After", "Last by"):
        table.add_column(title, overflow="fold")
    table.add_column("At", no_wrap=True)
    for own in found:
        table.add_row(
            Text(dataset.images.file_names[own.edit.subject.image]),
            str(own.edit.subject.id),
            ", ".join(change_words(own.change)),
            _box(own.edit.before, dataset),
            _box(own.edit.after, dataset),
            Text(own.author),
            f"{own.at.astimezone():%Y-%m-%d %H:%M}",
        )
    return table


def _box(annotation: Annotation | None, dataset: Dataset) -> Text:
    if annotation is None:
        return Text("–")
    (x, y, _, _), (width, height) = annotation.box_xyxy, annotation.size_wh
    return Text(f"{dataset.categories.name(annotation.category)} {width:.0f}x{height:.0f} @ {x:.0f},{y:.0f}")
