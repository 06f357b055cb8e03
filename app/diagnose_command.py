"""The command that says why mAP is low: causes ranked by what they cost, and what to do about each."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Group
from rich.markup import escape
from rich.table import Table

from app.options import Images, Json, LabelMap, Split, print_json, read, warn
from app.reports import console
from engine.assessment import assess
from engine.data.finding import Finding, Findings
from engine.data.sources import Sources
from engine.diagnose.patient import Patient
from engine.diagnose.run import diagnose as diagnosed
from engine.doctor.examine import examine
from engine.doctor.place import raw_of
from engine.opening import read_sources

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def diagnose(
    ground_truth: Annotated[Path, typer.Argument(help="Ground truth in any format that is read.")],
    predictions: Annotated[
        Path | None, typer.Argument(help="Predictions in any format that is read.")
    ] = None,
    images: Images = None,
    label_map: LabelMap = None,
    split: Split = None,
    training: Annotated[
        Path | None,
        typer.Option("--training", help="What the model was trained on, in any format that is read."),
    ] = None,
    training_images: Annotated[
        Path | None, typer.Option("--training-images", help="The folder of the training images.")
    ] = None,
    training_split: Annotated[
        Path | None, typer.Option("--training-split", help="A list of the training images, one a line.")
    ] = None,
    json: Json = False,
) -> None:
    """Say why mAP is low: causes ranked by what they cost, with the next step for each."""
    sources = Sources(ground_truth, images, predictions, label_map=label_map, split=split)
    dataset, scored = read_sources(sources)
    warn(dataset.problems)
    examination = None if scored is None else examine(dataset, raw_of(dataset, scored))
    patient = Patient(
        dataset,
        assess(dataset, dataset.annotations, scored),
        training=None
        if training is None
        else read(training, None, training_images, label_map, training_split)[0],
        examination=examination,
        label_map=label_map,
    )
    with console().status("Looking for causes"):
        *_, found = diagnosed(patient)
    if json:
        print_json(_record(found))
    else:
        console().print(_report(found))


def _record(found: Findings) -> dict[str, Any]:
    return {
        "findings": [asdict(own) for own in found.ranked],
        "not_looked_at": [asdict(own) for own in found.not_looked_at],
    }


def _report(found: Findings) -> Group:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Costs mAP", justify="right", no_wrap=True)
    table.add_column("What was found", ratio=1)
    table.add_column("Sure", justify="right")
    table.add_column("What to do", ratio=1)
    for own in found.ranked:
        steps = "\n".join(str(step.sentence) for step in own.steps)
        table.add_row(_price(own), escape(own.sentence), f"{own.confidence:.0%}", escape(steps))
    parts: list[Any] = [table] if found.ranked else ["Nothing was found that makes mAP low."]
    parts += [f"Not looked at: {own.sentence}" for own in found.not_looked_at]
    return Group(*parts)


def _price(own: Finding) -> str:
    if own.price is None:
        return "cannot be priced"
    if own.price_low is None or own.price_high is None:
        return f"{own.price:.4f}"
    return f"{own.price:.4f}\n({own.price_low:.4f} to {own.price_high:.4f})"
