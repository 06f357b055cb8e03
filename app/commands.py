"""Commands that need no window: metrics, comparisons, flags, predictions and labels for scripts and for CI."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.options import (
    LABELS_HELP,
    PREDICTIONS_HELP,
    Images,
    Json,
    LabelMap,
    Split,
    checked_with,
    existing,
    print_json,
    read,
    thresholds,
    warn,
)
from app.reports import (
    console,
    flag_records,
    flag_table,
    metric_record,
    metric_table,
    voc_record,
    voc_table,
)
from engine.appearance import survey, unseen_problems
from engine.assessment import Assessment, assess, with_appearances
from engine.data.check_settings import DEFAULTS, THRESHOLDS
from engine.data.flag import OF_IMAGES, QueueEntry
from engine.data.settings_text import SettingsText
from engine.errors import UserError
from engine.evaluation.cap import left_out
from engine.evaluation.incremental import evaluate as evaluate_predictions
from engine.evaluation.settings import COCO, settings_of, text_of
from engine.evaluation.voc import voc_average_precision
from engine.exporting import (
    edited_images,
    images_in_split,
    provenance_of,
    refuse_opened,
    reviewed_images,
)
from engine.formats.losses import losses_of
from engine.formats.part import part_of
from engine.formats.splits import find_splits
from engine.formats.write import FORMATS, write_dataset
from engine.opening import PROJECT_SUFFIX, assess_project, read_labels
from engine.pricing import price_flags
from engine.queue import make_queue
from engine.recovery import recover
from engine.sign_off.sign import said_in_exports
from engine.store.project import ProjectFile

COCO_TEXT = text_of(COCO)

commands = typer.Typer(rich_markup_mode=None)


class MetricChoice(StrEnum):
    """What `evaluate` measures."""

    COCO = "coco"
    VOC = "voc"


@commands.command()
def evaluate(
    ground_truth: Annotated[Path, typer.Argument(help=LABELS_HELP)],
    predictions: Annotated[Path, typer.Argument(help=PREDICTIONS_HELP)],
    images: Images = None,
    label_map: LabelMap = None,
    split: Split = None,
    metric: Annotated[
        MetricChoice, typer.Option("--metric", help="COCO's metrics, or Pascal VOC's AP at an IoU of 0.5.")
    ] = MetricChoice.COCO,
    iou: Annotated[
        str, typer.Option("--iou", help="IoU thresholds: from, to and step, or a list.")
    ] = COCO_TEXT.iou_thresholds,
    areas: Annotated[
        str, typer.Option("--areas", help="Area ranges in square pixels, besides that of all boxes.")
    ] = COCO_TEXT.areas,
    max_detections: Annotated[
        str, typer.Option("--max-detections", help="How many predictions per image and class count.")
    ] = COCO_TEXT.max_detections,
    json: Json = False,
) -> None:
    """Print COCO's twelve metrics, and AP, AR and the best F1 per class; or Pascal VOC's AP."""
    settings = settings_of(SettingsText(iou, areas, max_detections))
    if metric is MetricChoice.VOC and not settings.same_as(COCO):
        raise UserError(
            "Pascal VOC's AP has no settings", remedy="Leave out --iou, --areas and --max-detections"
        )
    dataset, scored = read(ground_truth, predictions, images, label_map, split)
    assert scored is not None
    inputs = (dataset.images, dataset.categories, dataset.annotations, scored)
    if metric is MetricChoice.VOC:
        voc = voc_average_precision(*inputs)
        if json:
            print_json(voc_record(voc, dataset.categories))
        else:
            console().print(voc_table(voc, dataset.categories))
        return
    warn(left_out(scored, len(dataset.images), len(dataset.categories), settings).problems())
    evaluation = evaluate_predictions(*inputs, settings)
    if json:
        print_json(metric_record(evaluation, dataset.categories))
    else:
        console().print(metric_table(evaluation, dataset.categories))


@commands.command()
def check(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="PROJECT_OR_DATASET",
            help="A project file; or a file or a folder of labels, in any format that is read.",
        ),
    ],
    predictions: Annotated[
        Path | None,
        typer.Option("--predictions", help=PREDICTIONS_HELP),
    ] = None,
    images: Images = None,
    label_map: LabelMap = None,
    split: Split = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=NUMBER",
            help=f"Check with another threshold, again for each: {', '.join(own.name for own in THRESHOLDS)}.",
        ),
    ] = None,
    min_score: Annotated[
        float | None,
        typer.Option(
            "--min-score",
            min=0.0,
            max=1.0,
            help="Short for --set min_score=: how suspicious a flag must be; 0 lists every label and every place of "
            "a missing one, to measure the ranking. What is below the default has no price.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Print the flags, the most suspicious first, with the reason and what a fix is worth in mAP.

    Of a project its labels as they are now, with its thresholds. Image files are looked at as well where a project
    has them, and with --images.
    """
    values = thresholds(set_ or (), min_score)
    if source.suffix == PROJECT_SUFFIX:
        if any(option is not None for option in (predictions, images, label_map, split)):
            raise UserError(
                "a project knows its own files", source=source, remedy="Leave the options of files out"
            )
        dataset, assessment = assess_project(
            existing(source), lambda settings: checked_with(settings, values)
        )
        warn(dataset.problems)
    else:
        checks = checked_with(DEFAULTS, values)
        dataset, scored = read(source, predictions, images, label_map, split)
        assessment = assess(dataset, dataset.annotations, scored, checks=checks)
    if dataset.image_root is not None and (images is not None or source.suffix == PROJECT_SUFFIX):
        seen = survey(dataset, find_splits(dataset))
        warn(unseen_problems(dataset, seen))
        assessment = assessment if seen is None else with_appearances(assessment, seen)
    warn(assessment.problems)
    entries = _suspicious_first(assessment)
    dataset = replace(dataset, annotations=assessment.annotations)
    if json:
        of_images = [entry for entry in entries if entry.flag.kind in OF_IMAGES]
        of_labels = [entry for entry in entries if entry.flag.kind not in OF_IMAGES]
        print_json({"flags": flag_records(of_labels, dataset), "images": flag_records(of_images, dataset)})
    else:
        console().print(flag_table(entries, dataset))


class PartChoice(StrEnum):
    """Which images `export` writes."""

    EVERYTHING = "everything"
    REVIEWED = "reviewed"
    EDITED = "edited"


@commands.command()
def export(
    project: Annotated[Path, typer.Argument(help="A project file.")],
    format_name: Annotated[str, typer.Option("--format", help=" or ".join(FORMATS))],
    output: Annotated[
        Path, typer.Option("--output", help="A file for COCO, CVAT, Datumaro and CSV; else a new folder.")
    ],
    part: Annotated[
        PartChoice,
        typer.Option(
            "--part", help="All images, those marked as reviewed, or those whose labels were changed."
        ),
    ] = PartChoice.EVERYTHING,
    split: Split = None,
    provenance: Annotated[
        bool,
        typer.Option(
            "--provenance/--no-provenance",
            help="Write the project's name, the moment of the last edit and who signed into it, where there is room.",
        ),
    ] = True,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Replace a file that is there already; never one that was opened."),
    ] = False,
) -> None:
    """Write a project's labels as they are now; what the format cannot say of them is warned of.

    The same labels are the same bytes each time.
    """
    dataset, annotations, entries = read_labels(project)
    with closing(ProjectFile(project)) as file:
        refuse_opened(output, project, file.sources())
        sign_off = said_in_exports(file) if provenance else ""
    if output.is_file() and not overwrite:
        raise UserError(
            "this file is there already", source=output, remedy="Name another one, or give --overwrite"
        )
    images: Sequence[int] | None = None
    if part is not PartChoice.EVERYTHING:
        chosen = (
            reviewed_images(entries) if part is PartChoice.REVIEWED else edited_images(dataset, annotations)
        )
        images = chosen.tolist()
    if split is not None:
        listed, problems = images_in_split(dataset, split)
        warn(problems)
        images = [image for image in listed if images is None or image in set(images)]
    if images is not None:
        dataset, annotations = part_of(dataset, annotations, images)
    warn(losses_of(dataset, annotations, format_name))
    said = replace(provenance_of(project, entries), sign_off=sign_off) if provenance else None
    write_dataset(dataset, annotations, format_name, output, provenance=said)
    print(f"{len(annotations)} boxes on {len(dataset.images)} images written to {output}", file=sys.stderr)


@commands.command("recover")
def recover_(
    project: Annotated[Path, typer.Argument(help="A damaged project file.")],
    output: Annotated[
        Path | None, typer.Option("--output", help="The new project file; default: beside the damaged one.")
    ] = None,
) -> None:
    """Save what can be read of a damaged project as another one; the damaged file stays as it is."""
    recovery = recover(existing(project), None if output is None else output.absolute())
    warn(recovery.lost)
    print(f"{recovery.steps} steps recovered to {recovery.path}", file=sys.stderr)


def _suspicious_first(assessment: Assessment) -> list[QueueEntry]:
    flags = [flag for own in assessment.flags.values() for flag in own]
    prices = {}
    if assessment.predictions is not None:
        # A price for every label of a large dataset would take minutes.
        worth = [flag for flag in flags if flag.score >= DEFAULTS.min_score]
        prices = price_flags(assessment.evaluation, assessment.annotations, worth)
    # The queue's order breaks ties of the score.
    return sorted(make_queue(flags, prices, {}), key=lambda entry: -entry.flag.score)
