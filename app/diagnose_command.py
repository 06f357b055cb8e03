"""The command that says why mAP is low: causes ranked by what they cost, and what to do about each."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Group
from rich.markup import escape
from rich.table import Table

from app.options import IMAGES_METAVAR, Images, Json, LabelMap, Split, Trust, existing, print_json, read, warn
from app.reports import console
from engine.assessment import assess
from engine.data.address import image_folder
from engine.data.finding import Finding, Findings, NextStep, NotLookedAt
from engine.data.finding_verdict import FindingVerdict, Given, GivenKind
from engine.data.model import ModelSpec
from engine.data.sources import Sources
from engine.diagnose.admit import admit, examined, with_images
from engine.diagnose.patient import Patient
from engine.diagnose.run import diagnose as diagnosed
from engine.diagnose.tasks import dismissed, tasks, without_dismissed, write_tasks
from engine.errors import UserError
from engine.inference.client import InferenceProcess
from engine.inference.model_features import ModelFeatures
from engine.opening import PROJECT_SUFFIX, assess_project, read_sources
from engine.store.project import ProjectFile

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def diagnose(
    ground_truth: Annotated[
        Path, typer.Argument(help="Ground truth in any format that is read, or a project file.")
    ],
    predictions: Annotated[
        Path | None, typer.Argument(help="Predictions in any format that is read.")
    ] = None,
    images: Images = None,
    label_map: LabelMap = None,
    split: Split = None,
    events: Annotated[
        Path | None, typer.Option("--events", help="A folder of TensorBoard event files.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", help="A pipeline.config, or a Keras script's JSON.")
    ] = None,
    training: Annotated[
        Path | None,
        typer.Option("--training", help="What the model was trained on, in any format that is read."),
    ] = None,
    training_images: Annotated[
        Path | None,
        typer.Option(
            "--training-images",
            parser=image_folder,
            metavar=IMAGES_METAVAR,
            help="The folder of the training images, or its address.",
        ),
    ] = None,
    training_split: Annotated[
        Path | None, typer.Option("--training-split", help="A list of the training images, one a line.")
    ] = None,
    evaluations: Annotated[
        Path | None,
        typer.Option(
            "--evaluations",
            help="A CSV of models that learned from more and more data: boxes, and map or predictions.",
        ),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(
            "--model", help="The model, to compare its features of these images and of the training images."
        ),
    ] = None,
    trust: Trust = False,
    task_list: Annotated[
        Path | None,
        typer.Option("--tasks", help="Write a project's task list, as Markdown (.md) or CSV (.csv)."),
    ] = None,
    json: Json = False,
) -> None:
    """Say why mAP is low: causes ranked by what they cost, with the next step for each.

    Of a project the labels are looked at as they are now, and what somebody dismissed is left out.
    """
    sources = Sources(ground_truth, images, predictions, label_map=label_map, split=split)
    given = Given(event_files=events, configuration=config, evaluations=evaluations)
    verdicts: Mapping[str, FindingVerdict] = {}
    if ground_truth.suffix == PROJECT_SUFFIX:
        patient, lacking, verdicts = _of_project(sources, given)
    elif task_list is not None:
        raise UserError("only a project has a task list", source=ground_truth, remedy="Name a project file")
    else:
        patient, lacking = _of_files(sources, given)
    if training is not None:
        learned, _ = read(training, None, training_images, label_map, training_split)
        patient = replace(patient, training=with_images(learned))
    with InferenceProcess() as process, console().status("Looking for causes"):
        if model is not None:
            spec = ModelSpec(existing(model).absolute(), trusted=trust)
            patient = replace(patient, features=ModelFeatures(spec, process))
        *_, found = diagnosed(patient, lacking=lacking)
    if task_list is not None:
        write_tasks(tasks(found, verdicts), task_list)
    if json:
        print_json(_record(found, verdicts))
    else:
        console().print(_report(without_dismissed(found, verdicts), len(dismissed(found, verdicts))))


def _of_files(sources: Sources, given: Given) -> tuple[Patient, tuple[NotLookedAt, ...]]:
    dataset, scored = read_sources(sources)
    warn(dataset.problems)
    assessment = assess(dataset, dataset.annotations, scored)
    examination = examined(dataset, assessment, split=sources.split)
    return admit(dataset, assessment, given, examination=examination, label_map=sources.label_map)


def _of_project(
    asked: Sources, also: Given
) -> tuple[Patient, tuple[NotLookedAt, ...], Mapping[str, FindingVerdict]]:
    project = asked.annotations
    if any((asked.images, asked.predictions, asked.label_map, asked.split)):
        raise UserError(
            "a project knows its own files", source=project, remedy="Name the project, and none of its files"
        )
    with closing(ProjectFile(project)) as file:
        given, verdicts, sources = file.findings.given, dict(file.findings.verdicts), file.sources()
    dataset, assessment = assess_project(project, lambda settings: settings)
    warn(dataset.problems)
    examination = examined(dataset, assessment, split=sources.split)
    named = {kind.value: path for kind in GivenKind if (path := also.path(kind)) is not None}
    given = replace(given, **named)
    patient, lacking = admit(dataset, assessment, given, examination=examination, label_map=sources.label_map)
    return patient, lacking, verdicts


def _record(found: Findings, verdicts: Mapping[str, FindingVerdict]) -> dict[str, Any]:
    return {
        "findings": [
            asdict(own) | {"verdict": None if (said := verdicts.get(own.key)) is None else asdict(said)}
            for own in found.ranked
        ],
        "not_looked_at": [asdict(own) for own in found.not_looked_at],
    }


def _report(found: Findings, dismissed_count: int) -> Group:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Costs mAP", justify="right", no_wrap=True)
    table.add_column("What was found", ratio=1)
    table.add_column("Sure", justify="right")
    table.add_column("What to do", ratio=1)
    for own in found.ranked:
        steps = "\n".join(map(_step, own.steps))
        table.add_row(_price(own), escape(own.sentence), f"{own.confidence:.0%}", escape(steps))
    parts: list[Any] = [table] if found.ranked else ["Nothing was found that makes mAP low."]
    if dismissed_count:
        parts.append(f"Dismissed: {dismissed_count}")
    parts += [f"Not looked at: {own.sentence}" for own in found.not_looked_at]
    return Group(*parts)


def _step(own: NextStep) -> str:
    if own.line is None:
        return str(own.sentence)
    line = own.line
    if not line.number:
        return f"{own.sentence} Add to {line.path}: {line.after}"
    after = line.after or "(nothing)"
    return f"{own.sentence} {line.path}, line {line.number}: {line.before} → {after}"


def _price(own: Finding) -> str:
    if own.price is None:
        return "cannot be priced"
    if own.price_low is None or own.price_high is None:
        return f"{own.price:.4f}"
    return f"{own.price:.4f}\n({own.price_low:.4f} to {own.price_high:.4f})"
