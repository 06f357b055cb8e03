"""The command that lists a project's sources, and says where they are."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from app.options import Images, Json, LabelMap, Split, existing, print_json, warn
from app.reports import console
from engine.data.address import place_name
from engine.data.sources import SourceKind, SourceStanding
from engine.opening import place_sources
from engine.sources import look, problems_of
from engine.store.project import ProjectFile

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def sources(
    project: Annotated[Path, typer.Argument(help="A project file.")],
    annotations: Annotated[
        Path | None, typer.Option("--annotations", help="Where the annotations are now.")
    ] = None,
    images: Images = None,
    predictions: Annotated[
        Path | None, typer.Option("--predictions", help="Where the predictions are now.")
    ] = None,
    model: Annotated[Path | None, typer.Option("--model", help="Where the model is now.")] = None,
    label_map: LabelMap = None,
    split: Split = None,
    json: Json = False,
) -> None:
    """List the files that a project was begun from: where each is, and whether it is as it was read.

    An option says where one is now. None of them is read again: the project works on what it read.
    """
    given = {
        SourceKind.ANNOTATIONS: annotations,
        SourceKind.IMAGES: images,
        SourceKind.PREDICTIONS: predictions,
        SourceKind.MODEL: model,
        SourceKind.LABEL_MAP: label_map,
        SourceKind.SPLIT: split,
    }
    with closing(ProjectFile(project)) as file:
        place_sources(file, {kind: existing(path) for kind, path in given.items() if path is not None})
        standings = look(file.whereabouts.records(), project, file.dataset().images.file_names)
        file.whereabouts.remember(own.settled for own in standings)
    if json:
        print_json({"sources": [_record(own) for own in standings]})
    else:
        console().print(_table(standings))
        warn(problems_of(standings))


def _record(own: SourceStanding) -> dict[str, object]:
    return {
        "kind": own.record.kind.value,
        "path": place_name(own.path),
        "condition": own.condition.value,
        "then": None if own.record.content is None else asdict(own.record.content),
        "now": None if own.content is None else asdict(own.content),
    }


def _table(standings: tuple[SourceStanding, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("source")
    table.add_column("condition")
    table.add_column("path", overflow="fold")
    for own in standings:
        kind = own.record.kind.value.replace("_", " ")
        table.add_row(kind, own.condition.value, escape(place_name(own.path)))
    return table
