"""The command that says how far several people's labels agree."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.progress import Progress as Bar

from app.agreement_reports import agreement_record, agreement_report
from app.options import Images, Json, LabelMap, Split, existing, print_json, read, warn
from app.reports import console
from engine.agreement.consensus import merge
from engine.agreement.figures import agreement_of
from engine.agreement.reading import own_label_set, read_label_set
from engine.agreement.second_pass import hand_out
from engine.data.agreement import AGREED_IOU, LabelSet, distinct_names
from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.formats.label_map import read_label_map
from engine.formats.output import write_file
from engine.formats.write import write_dataset
from engine.opening import PROJECT_SUFFIX, read_labels
from engine.store.project import ProjectFile

commands = typer.Typer(rich_markup_mode=None)


@commands.command()
def agreement(
    labels: Annotated[
        Path,
        typer.Argument(
            metavar="LABELS_OR_PROJECT",
            help="One person's labels; or a project, for its labels as they are now.",
        ),
    ],
    others: Annotated[
        list[Path] | None,
        typer.Argument(metavar="OTHER_LABELS...", help="Other people's labels of the same images."),
    ] = None,
    images: Images = None,
    label_map: LabelMap = None,
    split: Split = None,
    iou: Annotated[
        float, typer.Option("--iou", help="Least overlap at which two boxes can be of one object.")
    ] = AGREED_IOU,
    resamples: Annotated[int, typer.Option("--resamples", min=1, help="How often images are drawn.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same images.")] = 0,
    output: Annotated[Path | None, typer.Option("--output", help="Write the figures as JSON.")] = None,
    consensus: Annotated[
        Path | None,
        typer.Option("--consensus", help="Write what they would agree on as COCO: by vote, boxes by median."),
    ] = None,
    quorum: Annotated[
        int | None,
        typer.Option("--quorum", min=1, help="How many must have an object; default: more than half."),
    ] = None,
    json: Json = False,
) -> None:
    """Say how far several people agree about the same images: what is there, where, and of which class.

    Of a project that has others' labels already, theirs are compared as well.
    """
    _require_new((output, consensus), (labels, *(others or ())))
    if labels.suffix == PROJECT_SUFFIX:
        if any(option is not None for option in (images, label_map, split)):
            raise UserError(
                "a project knows its own files", source=labels, remedy="Leave the options of files out"
            )
        dataset, own = _of_project(labels)
    else:
        dataset, own = _of_files(labels, images, label_map, split)
    sets = _with_others(own, others or (), dataset, label_map)
    terminal = Console(stderr=True)
    with Bar(console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
        task = bar.add_task("Comparing", total=None)
        found = agreement_of(
            sets,
            len(dataset.categories),
            threshold=iou,
            resamples=resamples,
            seed=seed,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    record = agreement_record(found, dataset.categories)
    if output is not None:
        write_file(output, [orjson.dumps(record, option=orjson.OPT_INDENT_2)])
    if consensus is not None:
        merged = merge(sets, threshold=iou, quorum=quorum)
        # Nothing that a source held of a box of one is of a box of all.
        write_dataset(replace(dataset, annotations=merged, records={}), merged, "coco", consensus)
    if json:
        print_json(record)
    else:
        console().print(agreement_report(found, dataset.categories))


@commands.command()
def second_pass(
    labels: Annotated[
        Path,
        typer.Argument(
            metavar="LABELS_OR_PROJECT", help="Ground truth, or a project: which images there are."
        ),
    ],
    output: Annotated[Path, typer.Option("--output", help="The COCO file to write.")],
    count: Annotated[int, typer.Option("--count", min=1, help="How many images.")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed draws the same images.")] = 0,
    split: Split = None,
) -> None:
    """Draw images by chance and write them without their labels, for somebody else to label."""
    if labels.suffix == PROJECT_SUFFIX:
        dataset, *_ = read_labels(labels)
    else:
        dataset, _ = read(labels, None, None, None, split)
    hand_out(dataset, output, count=count, seed=seed)
    print(f"{count} of {len(dataset.images)} images, without labels, written to {output}", file=sys.stderr)


def _of_project(path: Path) -> tuple[Dataset, list[LabelSet]]:
    dataset, annotations, _ = read_labels(path)
    now = replace(dataset, annotations=annotations)
    with closing(ProjectFile(path)) as project:
        kept = project.label_sets.all()
    return now, [own_label_set(path.stem, now), *kept]


def _of_files(
    labels: Path, images: Path | None, label_map: Path | None, split: Path | None
) -> tuple[Dataset, list[LabelSet]]:
    dataset, _ = read(labels, None, images, label_map, split)
    return dataset, [own_label_set(labels.stem, dataset)]


def _with_others(
    sets: Sequence[LabelSet], others: Sequence[Path], dataset: Dataset, label_map: Path | None
) -> list[LabelSet]:
    names = None if label_map is None else read_label_map(label_map)
    found = list(sets)
    for path in others:
        made, problems = read_label_set(existing(path), dataset, label_map=names)
        warn(problems)
        found.append(made)
    distinct = distinct_names([own.name for own in found])
    return [replace(own, name=name) for own, name in zip(found, distinct, strict=True)]


def _require_new(outputs: Sequence[Path | None], sources: Sequence[Path]) -> None:
    """Nobody's labels are written over."""
    taken = {path.resolve() for path in sources}
    for output in outputs:
        if output is not None and output.resolve() in taken:
            raise UserError("this is a file of labels", source=output, remedy="Choose another name")
