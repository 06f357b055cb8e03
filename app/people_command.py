"""The command that says who did how much in a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from app.options import Json, existing, print_json
from app.reports import console
from app.settings import PERSON
from engine.data.edit import EditKind
from engine.data.known_answer import KnownScore
from engine.data.people import Acceptance, Headway, Overruled, People, Work
from engine.errors import UserError
from engine.known_answers import scores_for
from engine.people import count_people, headway_of
from engine.person import system_name
from engine.store.project import ProjectFile
from engine.store.roster import Roster

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def people(
    project: Annotated[Path, typer.Argument(help="A project file.")],
    person: Annotated[
        str | None, typer.Option("--person", envvar=PERSON, help="Who asks: leads alone see known answers.")
    ] = None,
    leads: Annotated[
        str | None,
        typer.Option(
            "--leads",
            help="From now on these alone see known answers: names with commas, or nothing for everybody.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="LOGIN=NAME", help="On a server: what a login is called from now on; of leads."
        ),
    ] = None,
    pause: Annotated[
        str | None,
        typer.Option("--pause", metavar="WHY", help="On a server: let nobody but leads go on, and say why."),
    ] = None,
    go_on: Annotated[
        bool, typer.Option("--go-on", help="On a server: let everybody go on after a pause.")
    ] = False,
    json: Json = False,
) -> None:
    """Print how far the project is and what each person did: boxes, verdicts and images, pace, what was accepted."""
    asking = person or system_name()
    if name is not None or pause is not None or go_on:
        with closing(ProjectFile(existing(project))) as file:
            _lead(_roster(file), asking, name, pause, go_on)
        return
    with closing(ProjectFile(existing(project))) as file:
        named = file.plantings.leads()
        if leads is not None:
            if named and asking not in named:
                raise UserError(
                    f"{asking} is no lead of this project", source=project, remedy=f"Ask {', '.join(named)}"
                )
            file.plantings.set_leads(leads.split(","))
            named = file.plantings.leads()
        entries, dataset = file.journal(), file.dataset()
        logins = {} if file.roster is None else file.roster.logins()
        known = scores_for(asking, named, file.plantings.answers())
        counts = count_people(entries, known, logins=logins)
        headway = headway_of(entries, len(dataset.images), ())
        names = dataset.categories.names
        stop = None if file.roster is None else file.roster.pause()
    if json:
        print_json({**_record(counts, names), **_headway_record(headway)})
        return
    if stop is not None:
        console().print(Text(f"Paused by {stop.author}: {stop.reason or 'no reason given'}"))
    console().print(_table(counts, names))
    console().print(_days(headway))
    console().print(f"At the first pass, of all images: {_rate(counts.acceptance)}")


def _roster(file: ProjectFile) -> Roster:
    if file.roster is None:
        raise UserError(
            "a project file has no logins, and nothing to pause",
            source=file.path,
            remedy="Publish it first: boxwright publish PROJECT ADDRESS",
        )
    return file.roster


def _lead(roster: Roster, asking: str, name: str | None, pause: str | None, go_on: bool) -> None:
    """Do what leads alone may: the database sees to that."""
    asking = roster.own_name() or asking
    if name is not None:
        login, equals, called = name.partition("=")
        if not (login and equals and called.strip()):
            raise UserError(f"{name!r} names no login", remedy="Write --name LOGIN=NAME")
        roster.set_name(login, called.strip())
    if pause is not None:
        roster.stop(asking, pause)
    if go_on:
        roster.go_on(asking)


def _headway_record(headway: Headway) -> dict[str, Any]:
    return {
        "images": {"all": headway.images, **{str(own): count for own, count in headway.stages.items()}},
        "days": [asdict(own) | {"day": own.day.isoformat()} for own in headway.days],
    }


def _days(headway: Headway) -> Table:
    table = Table(box=box.SIMPLE_HEAD, caption=_stages(headway), caption_justify="left")
    table.add_column("Day")
    for title in ("Steps", "Reviewed", "Approved", "Returned"):
        table.add_column(title, justify="right")
    for own in headway.days:
        counts = (own.steps, own.reviewed, own.approved, own.returned)
        table.add_row(own.day.isoformat(), *(f"{count:,}" for count in counts))
    return table


def _stages(headway: Headway) -> str:
    counts = ", ".join(f"{count:,} {stage}" for stage, count in headway.stages.items())
    return f"{headway.images:,} images: {counts}"


def _record(people: People, names: tuple[str, ...]) -> dict[str, Any]:
    return {
        "persons": [
            {
                "name": own.name,
                **_work_record(own.work),
                "classes": _class_records(own.by_class, names),
                "logins": list(own.logins),
                "changed_by_others": _overruled_record(own.overruled.values()),
                "images": {"reviewed": own.reviewed, "approved": own.approved, "returned": own.returned},
                "first_pass": _acceptance_record(own.acceptance),
                "known_answers": None if own.known is None else asdict(own.known),
            }
            for own in people.persons
        ],
        "classes": _class_records(people.by_class, names),
        "first_pass": _acceptance_record(people.acceptance),
    }


def _overruled_record(parts: Iterable[Overruled]) -> dict[str, Any]:
    counted = list(parts)
    every = Overruled(sum(own.boxes for own in counted), sum(own.by_others for own in counted))
    return {"boxes": every.boxes, "by_others": every.by_others, "rate": every.rate}


def _class_records(by_class: Mapping[int, Work], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"class": _class(own, names), **_work_record(work)} for own, work in by_class.items()]


def _work_record(work: Work) -> dict[str, Any]:
    return {
        "edits": {kind.value: work.edits.get(kind, 0) for kind in EditKind},
        "verdicts": {kind.value: count for kind, count in sorted(work.verdicts.items())},
        "seconds_per_step": work.seconds,
    }


def _acceptance_record(acceptance: Acceptance) -> dict[str, Any]:
    return {"decided": acceptance.decided, "accepted": acceptance.at_first, "rate": acceptance.rate}


def _table(people: People, names: tuple[str, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Person", overflow="fold")
    table.add_column("Class", overflow="fold")
    # Who was never asked what is known need not read of it.
    asked = any(own.known is not None for own in people.persons)
    known = ("Known answers",) if asked else ()
    for title in (
        "Edits",
        "Verdicts",
        "Seconds a step",
        "Reviewed",
        "Approved",
        "Returned",
        "At first pass",
        *known,
    ):
        table.add_column(title, justify="right")
    for own in people.persons:
        # A name is text, whatever brackets are in it.
        images = map(str, (own.reviewed, own.approved, own.returned))
        table.add_row(
            Text(f"{own.name} ({', '.join(own.logins)})" if own.logins else own.name),
            "all",
            *_figures(own.work),
            *images,
            _rate(own.acceptance),
            *(_known(own.known) for _ in known),
        )
        for category, work in own.by_class.items():
            table.add_row("", Text(_class(category, names) or "none"), *_figures(work))
    return table


def _figures(work: Work) -> tuple[str, str, str]:
    pace = "–" if work.seconds is None else f"{work.seconds:.1f}"
    return str(sum(work.edits.values())), str(sum(work.verdicts.values())), pace


def _rate(acceptance: Acceptance) -> str:
    if acceptance.rate is None:
        return "–"
    return f"{acceptance.rate:.0%} ({acceptance.at_first} of {acceptance.decided})"


def _known(score: KnownScore | None) -> str:
    if score is None or score.bounds is None:
        return "–"
    low, high = score.bounds
    unsure = f", {score.unsure} unsure" if score.unsure else ""
    return f"{score.right} of {score.right + score.wrong} ({low:.0%} to {high:.0%}){unsure}"


def _class(category: int, names: tuple[str, ...]) -> str | None:
    return names[category] if 0 <= category < len(names) else None
