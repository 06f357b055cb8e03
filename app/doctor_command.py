"""The command that asks the doctor: why predictions and ground truth do not fit each other, and mAP if they did."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Group
from rich.markup import escape
from rich.table import Table

from app.options import (
    LABELS_HELP,
    PREDICTIONS_HELP,
    Images,
    Json,
    LabelMap,
    Split,
    existing,
    print_json,
    warn,
)
from app.reports import console
from engine.data.dataset import Dataset
from engine.data.diagnosis import Diagnosis, Examination
from engine.data.raw_predictions import RawPredictions
from engine.data.reading import LabelReading
from engine.data.sources import Sources
from engine.doctor.examine import examine
from engine.doctor.image_sizes import with_image_sizes
from engine.doctor.place import raw_of, read_as
from engine.errors import UserError
from engine.formats.label_map import read_label_map
from engine.formats.predictions import detect_predictions, read_predictions
from engine.formats.results import read_raw_results, write_results
from engine.opening import read_sources

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def doctor(
    ground_truth: Annotated[Path, typer.Argument(help=LABELS_HELP)],
    predictions: Annotated[Path | None, typer.Argument(help=PREDICTIONS_HELP)] = None,
    images: Images = None,
    label_map: LabelMap = None,
    split: Split = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", help="Write the predictions as COCO results, everything mended."),
    ] = None,
    json: Json = False,
) -> None:
    """Say what keeps predictions and ground truth from fitting each other, and mAP if they were read otherwise."""
    if output is not None and predictions is None:
        raise UserError("there are no predictions to write", remedy="Name them, or leave out --output")
    if output is not None and predictions is not None and output.absolute() == predictions.absolute():
        raise UserError("this is the file of the predictions", source=output, remedy="Choose another name")
    sources = Sources(ground_truth, images, label_map=label_map, split=split)
    dataset, _ = read_sources(sources)
    dataset = with_image_sizes(dataset)
    raw = None if predictions is None else _said(existing(predictions), dataset)
    # Of Pascal VOC the label map has numbered the classes already; of COCO it has the predictions' numbers.
    names = None if label_map is None or dataset.format == "voc" else read_label_map(label_map)
    warn(dataset.problems)
    found = examine(dataset, raw, label_map=names)
    if json:
        print_json(_record(found))
    else:
        console().print(_report(found))
    if output is not None and raw is not None:
        _write(dataset, raw, found, output)


def _said(path: Path, dataset: Dataset) -> RawPredictions:
    """What the file says; of formats that leave no doubt about classes and images, what is read of it."""
    if detect_predictions(path) == "coco":
        return read_raw_results(path)
    predictions, problems = read_predictions(path, dataset)
    warn(problems)
    return raw_of(dataset, predictions)


def _write(dataset: Dataset, raw: RawPredictions, found: Examination, output: Path) -> None:
    placed = read_as(raw, dataset, found.reading)
    write_results(dataset, placed.predictions, output)
    left_out = len(raw) - len(placed.predictions)
    print(f"{len(placed.predictions)} predictions written to {output}, {left_out} left out", file=sys.stderr)
    if found.reading.labels != LabelReading():
        print(
            "boxwright: warning: what is wrong with the ground truth is not mended by this", file=sys.stderr
        )


def _record(found: Examination) -> dict[str, Any]:
    return {
        "ap": found.ap,
        "mended_ap": found.mended_ap,
        "images": found.images,
        "diagnoses": [asdict(own) | {"sentence": str(own.sentence)} for own in found.diagnoses],
        "reading": asdict(found.reading),
        "unplaced": asdict(found.unplaced),
        "mended_unplaced": asdict(found.mended_unplaced),
    }


def _report(found: Examination) -> Group:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Cause", no_wrap=True)
    table.add_column("What was seen", ratio=1)
    table.add_column("Sure", justify="right")
    table.add_column("mAP so alone", justify="right", no_wrap=True)
    for own in found.diagnoses:
        table.add_row(
            own.cause.value.replace("_", " "), escape(own.sentence), f"{own.confidence:.0%}", _worth(own)
        )
    parts: list[Any] = [table] if found.diagnoses else ["Ground truth and predictions fit each other."]
    if found.ap is not None:
        parts.append(f"mAP as the files are read now: {found.ap:.4f}, of {found.images} images")
        if found.mended_ap is not None and found.diagnoses:
            parts.append(f"mAP with everything mended that can be: {found.mended_ap:.4f}")
    return Group(*parts)


def _worth(own: Diagnosis) -> str:
    return "–" if own.ap is None else f"{own.ap:.4f}"
