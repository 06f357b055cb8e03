"""Commands about random samples: drawing one, and what the answers so far say."""

from __future__ import annotations

import secrets
import sys
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from app.options import Json, existing, print_json
from app.reports import console
from app.settings import PERSON
from engine.blind_review import draw_sample
from engine.data.dataset import Categories
from engine.data.sample import Rate, Sample, SampleRequest, Statement, Unit
from engine.errors import UserError
from engine.opening import open_project
from engine.person import system_name
from engine.sampling.iso2859 import LEVELS
from engine.sampling.new import Made
from engine.sampling.second_reading import SHARE, draw_reading, reading_of
from engine.sampling.sentences import most_wrong, of_plan, of_reading, of_statement
from engine.sampling.statement import statement_of
from engine.store.project import ProjectFile

commands = typer.Typer(rich_markup_mode=None)

_SEEDS = 2**31

_KINDS = {
    "wrong_class": "wrong class",
    "wrong_place": "wrong place",
    "no_object": "no object",
    "missing": "missing",
}


@commands.command()
def sample(
    project: Annotated[Path, typer.Argument(help="A project file.")],
    refuse: Annotated[
        float | None, typer.Option("--refuse", help="The error rate to be refused; default: 0.02.")
    ] = None,
    risk: Annotated[
        float, typer.Option("--risk", help="The chance that labels as bad as that are accepted.")
    ] = 0.05,
    accept: Annotated[int, typer.Option("--accept", min=0, help="How many wrong ones are accepted.")] = 0,
    aql: Annotated[
        float | None,
        typer.Option("--aql", help="A plan of ISO 2859-1 instead: its acceptance quality limit, in percent."),
    ] = None,
    level: Annotated[str, typer.Option("--level", help=f"Its inspection level: {', '.join(LEVELS)}.")] = "II",
    tightened: Annotated[bool, typer.Option("--tightened", help="Its tightened inspection.")] = False,
    of: Annotated[
        Unit, typer.Option("--of", help="Draw boxes; or images, which also tells what is missing.")
    ] = Unit.BOX,
    plain: Annotated[
        bool, typer.Option("--plain", help="Draw without regard to flags, reviewed images and classes.")
    ] = False,
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="The same seed draws the same.")] = None,
    json: Json = False,
) -> None:
    """Draw a random sample of a project's labels as they are now, to be reviewed blind in the window."""
    if aql is not None and (refuse is not None or accept):
        raise UserError(
            "--aql brings its own rate and number",
            remedy="Leave --refuse and --accept out, or leave --aql out",
        )
    request = SampleRequest(
        of, 0.02 if refuse is None else refuse, risk, accept, aql, level, tightened, stratified=not plain
    )
    with closing(open_project(project)) as review:
        drawn = draw_sample(review, request, secrets.randbelow(_SEEDS) if seed is None else seed)
        categories = review.dataset.categories
    if json:
        print_json({"sample": _sample_record(drawn, categories)})
    else:
        console().print(_sample_report(drawn, categories))


@commands.command()
def sample_status(
    project: Annotated[Path, typer.Argument(help="A project file.")],
    number: Annotated[
        int | None, typer.Option("--sample", help="Which sample; default: the last one.")
    ] = None,
    json: Json = False,
) -> None:
    """Say how wrong the labels may be by a sample's answers so far, and whether it may stop."""
    with closing(ProjectFile(project)) as file:
        found = _chosen(file, number)
        answers = file.samples.answers(found.id)
        statement = statement_of(found, answers)
        drawn = found.last_reading(file.samples.all())
        again = () if drawn is None else file.samples.answers(drawn.id)
        reading = None if drawn is None else reading_of(found, answers, drawn, again)
        categories = file.dataset().categories
        later = file.journal_length - found.journal
    if json:
        record = {"sample": _sample_record(found, categories), "statement": _record(statement, categories)}
        print_json({**record, "second_reading": None if reading is None else asdict(reading)})
        return
    console().print(_report(found, statement, categories, later))
    if drawn is not None and reading is not None:
        console().print(*of_reading(found, reading, len(drawn.units) - reading.units), sep="\n")


@commands.command()
def second_reading(
    project: Annotated[Path, typer.Argument(help="A project file.")],
    number: Annotated[
        int | None, typer.Option("--sample", help="Of which sample; default: the last one.")
    ] = None,
    share: Annotated[float, typer.Option("--share", help="How much of it is shown again.")] = SHARE,
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="The same seed draws the same.")] = None,
    person: Annotated[
        str | None, typer.Option("--person", envvar=PERSON, help="Who draws it; somebody else may read it.")
    ] = None,
) -> None:
    """Draw some of a reviewed sample again, for another person to review blind: it tells what the first overlooked."""
    with closing(ProjectFile(existing(project))) as file:
        found = _chosen(file, number)
        begins = secrets.randbelow(_SEEDS) if seed is None else seed
        made = Made(begins, found.journal, datetime.now(UTC), person or system_name())
        drawn = file.samples.add(draw_reading(found, file.samples.answers(found.id), made, share=share))
    print(
        f"{len(drawn.units)} of sample {found.id}, seed {drawn.seed}, to be read by another person in the window: "
        "Review > Review a random sample.",
        file=sys.stderr,
    )


def _chosen(file: ProjectFile, number: int | None) -> Sample:
    every = [own for own in file.samples.all() if not own.plan.reading_of]
    found = [own for own in every if number is None or own.id == number]
    if not found:
        problem = "this project has no sample" if not every else f"there is no sample {number}"
        raise UserError(problem, source=file.path, remedy=f"Draw one with boxwright sample {file.path.name}")
    return found[-1]


def _sample_record(drawn: Sample, categories: Categories) -> dict[str, Any]:
    return {
        "id": drawn.id,
        "seed": drawn.seed,
        "made_at": drawn.made_at.isoformat(),
        "author": drawn.author,
        "journal": drawn.journal,
        "plan": asdict(drawn.plan),
        "population": drawn.population,
        "drawn": len(drawn.units),
        "strata": [
            {**asdict(own), "class": None if own.category is None else categories.name(own.category)}
            for own in drawn.strata
        ],
    }


def _sample_report(drawn: Sample, categories: Categories) -> Group:
    counts = [sum(unit.stratum == own for unit in drawn.units) for own in range(len(drawn.strata))]
    parts: list[Any] = [
        _heading(drawn),
        *of_plan(replace(drawn.plan, size=len(drawn.units)), drawn.population),
    ]
    if len(drawn.strata) > 1:
        table = Table(box=box.SIMPLE_HEAD)
        table.add_column("Class")
        for title in ("Flagged", "Reviewed", "Of", "Drawn"):
            table.add_column(title, justify="right")
        for own, taken in zip(drawn.strata, counts, strict=True):
            name = "–" if own.category is None else categories.name(own.category)
            yes = ("yes" if value else "no" for value in (own.flagged, own.reviewed))
            table.add_row(Text(name), *yes, str(own.size), str(taken))
        parts.append(table)
    parts.append("Review it in the window: Review > Review a random sample.")
    return Group(*parts)


def _heading(drawn: Sample) -> str:
    of = "boxes" if drawn.plan.unit is Unit.BOX else "images"
    standard = f", {drawn.plan.standard}" if drawn.plan.standard else ""
    at = f"{drawn.made_at.astimezone():%Y-%m-%d %H:%M}"
    return f"Sample {drawn.id}: {len(drawn.units)} {of}, seed {drawn.seed}, {at}, {drawn.author}{standard}"


def _record(statement: Statement, categories: Categories) -> dict[str, Any]:
    return {
        "decision": statement.decision.value,
        "answered": statement.answered,
        "waiting": statement.waiting,
        "rate": asdict(statement.rate),
        "bound_if_right": statement.bound_if_right,
        "kinds": {kind.value: asdict(rate) for kind, rate in statement.kinds},
        "classes": {categories.name(category): asdict(rate) for category, rate in statement.classes},
        "more": statement.more,
        "left": None if statement.left is None else asdict(statement.left),
    }


def _report(drawn: Sample, statement: Statement, categories: Categories, later: int) -> Group:
    parts: list[Any] = [_heading(drawn), *of_statement(drawn, statement)]
    if later:
        parts.append(f"It is of the labels as they were then: {later} steps were done since.")
    if statement.answered:
        rows = [(_KINDS[kind.value], rate) for kind, rate in statement.kinds]
        parts.append(_rates("Kind of error", rows))
        parts.append(_rates("Class", [(categories.name(own), rate) for own, rate in statement.classes]))
    return Group(*parts)


def _rates(title: str, rows: list[tuple[str, Rate]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(title)
    for column in ("Wrong", "Answered", "Rate", "At most", "Of all"):
        table.add_column(column, justify="right")
    for name, rate in rows:
        table.add_row(
            Text(name),
            str(rate.wrong),
            str(rate.answered),
            f"{rate.estimate:.2%}" if rate.answered else "–",
            f"{rate.bound:.2%}",
            f"{most_wrong(rate)} of {rate.population}",
        )
    return table
