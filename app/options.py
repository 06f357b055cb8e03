"""What commands share: options, reading what they name, and what goes to the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from engine.data.dataset import Dataset, Predictions
from engine.data.sources import Sources
from engine.errors import UserError
from engine.opening import read_sources

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Images = Annotated[Path | None, typer.Option("--images", help="The folder of the images.")]
LabelMap = Annotated[
    Path | None, typer.Option("--label-map", help="Names of the model's classes (label_map.pbtxt).")
]
Split = Annotated[Path | None, typer.Option("--split", help="A list of the images to use, one a line.")]


def existing(path: Path) -> Path:
    """The path, absolute.

    Raises
    ------
    UserError
        There is nothing.
    """
    if not path.exists():
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


def print_json(value: dict[str, Any]) -> None:
    """Print a value for programs."""
    print(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())
