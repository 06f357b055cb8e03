"""What commands share: options, reading what they name, and what goes to the terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from engine.data.address import image_folder
from engine.data.check_settings import CheckSettings, with_values
from engine.data.dataset import Dataset, Predictions
from engine.data.sources import Sources, exists
from engine.errors import UserError
from engine.opening import read_sources

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
IMAGES_METAVAR = "FOLDER_OR_ADDRESS"
Images = Annotated[
    Path | None,
    typer.Option(
        "--images",
        parser=image_folder,
        metavar=IMAGES_METAVAR,
        help="The folder of the images, or its address: s3://BUCKET/FOLDER, https://HOST/FOLDER.",
    ),
]
LabelMap = Annotated[
    Path | None, typer.Option("--label-map", help="Names of the model's classes (label_map.pbtxt).")
]
Device = Annotated[
    str | None, typer.Option("--device", help="Where to run: CPU:0, GPU:0, ...; default: the best there is.")
]
BatchSize = Annotated[
    int | None, typer.Option("--batch", min=1, help="Images at once; default: as many as pay.")
]
ModelAdapter = Annotated[
    Path | None, typer.Option("--adapter", help="A Python file that says how to run the model.")
]
Trust = Annotated[
    bool, typer.Option("--trust", help="Let the model run code of its own: you know where it comes from.")
]
LABELS_HELP = "A file or a folder of labels, in any format that is read."
PREDICTIONS_HELP = "A file or a folder of predictions, in any format that is read."
Split = Annotated[Path | None, typer.Option("--split", help="A list of the images to use, one a line.")]


def existing(path: Path) -> Path:
    """The path, absolute.

    Raises
    ------
    UserError
        There is nothing.
    """
    if not exists(path):
        raise UserError("there is no such file or folder", source=path, remedy="Check the path")
    return path.absolute()


def read(
    ground_truth: Path,
    predictions: Path | None,
    images: Path | None,
    label_map: Path | None,
    split: Path | None,
) -> tuple[Dataset, Predictions | None]:
    """Read ground truth and, where given, predictions; what cannot be used of them is warned of."""
    sources = Sources(ground_truth, images, predictions, label_map=label_map, split=split)
    dataset, scored = read_sources(sources)
    warn(dataset.problems)
    return dataset, scored


def warn(problems: Sequence[object]) -> None:
    """Say what was wrong while the rest could be used."""
    for problem in problems:
        print(f"boxwright: warning: {problem}", file=sys.stderr)


def thresholds(assignments: Sequence[str], min_score: float | None) -> dict[str, float]:
    """Values of thresholds by name, from what was given to --set and --min-score.

    Raises
    ------
    UserError
        One of them is no assignment of a number; whether the name is known is for `checked_with` to say.
    """
    values = {}
    for assignment in assignments:
        name, equals, number = assignment.partition("=")
        try:
            values[name.strip()] = float(number)
        except ValueError as error:
            problem = f"{number.strip()!r} is no number" if equals else "this sets nothing"
            record = f"--set {assignment}"
            raise UserError(problem, record=record, remedy="Write NAME=NUMBER, as tiny_side=3") from error
    if min_score is not None:
        if "min_score" in values:
            problem = "give either --min-score or --set min_score, not both"
            raise UserError(problem, remedy="Leave one of them out")
        values["min_score"] = min_score
    return values


def checked_with(settings: CheckSettings, values: Mapping[str, float]) -> CheckSettings:
    """The settings with the values of `thresholds`.

    Raises
    ------
    UserError
        There is no such threshold, or its value cannot be used.
    """
    try:
        return with_values(settings, values)
    except UserError as error:
        raise UserError(error.problem, record=f"--set {error.record}", remedy=error.remedy) from error


def print_json(value: dict[str, Any]) -> None:
    """Print a value for programs; arrays may be in it."""
    print(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY).decode())
