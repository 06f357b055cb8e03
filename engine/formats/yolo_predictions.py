"""YOLO's predictions: a text file for each image, with the confidence at the end of each line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import numpy as np

from engine.data.dataset import BoxTuple, Dataset, Predictions, Problem
from engine.errors import UserError
from engine.formats.csv_file import to_number
from engine.formats.fraction import pixels, span, span_texts
from engine.formats.image_files import given_once
from engine.formats.output import new_folder, refuse_source
from engine.formats.scored import ABSENT, Scored
from engine.formats.text_file import read_text
from engine.formats.yolo_layout import CLASS_FILES


def read_predictions(
    folder: Path,
    dataset: Dataset,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Predictions, tuple[Problem, ...]]:
    """Read a folder of text files, also nested; the answer is that of `engine.formats.predictions.read_predictions`.

    A file is about the image of its stem. Classes are places in the class list, from 0.

    Raises
    ------
    UserError
        There is no text file, or one cannot be read.
    """
    paths = sorted(
        path for path in folder.rglob("*") if path.suffix.lower() == ".txt" and path.name not in CLASS_FILES
    )
    if not paths:
        raise UserError(
            "there is no text file in this folder",
            source=folder,
            remedy="Choose the folder of the label files",
        )
    scored = Scored(folder, dataset)
    stems = {
        PurePosixPath(name).with_suffix("").as_posix(): index
        for index, name in enumerate(dataset.images.file_names)
    }
    for done, path in enumerate(paths):
        progress(done, len(paths))
        relative = path.relative_to(folder).with_suffix("").as_posix()
        image = stems.get(relative, ABSENT)
        if image == ABSENT:
            image = scored.image(path.stem)
        for number, line in enumerate(read_text(path).split("\n"), 1):
            if parts := line.split():
                _add_line(parts, image, f"{path.name}, line {number}", scored)
    progress(len(paths), len(paths))
    return scored.predictions()


def write_predictions(dataset: Dataset, predictions: Predictions, folder: Path) -> None:
    """Write a text file for each image that has predictions, into a new folder.

    Raises
    ------
    UserError
        The folder cannot or must not be written.
    """
    refuse_source(folder, dataset)
    names = given_once(
        PurePosixPath(name).with_suffix(".txt").as_posix() for name in dataset.images.file_names
    )
    ids = dataset.categories.ids.tolist()
    numbers = ids if dataset.format == "yolo" else list(range(len(ids)))
    lines: dict[int, list[str]] = {}
    for row, image in enumerate(predictions.images.tolist()):
        width, height = dataset.images.sizes_wh[image].tolist()
        if not width or not height:
            continue
        x1, y1, x2, y2 = predictions.boxes_xyxy[row].tolist()
        wide, high = predictions.sizes_wh[row].tolist()
        x, w = span_texts(x1, x2, wide, width)
        y, h = span_texts(y1, y2, high, height)
        number = numbers[int(predictions.categories[row])]
        lines.setdefault(image, []).append(f"{number} {x} {y} {w} {h} {float(predictions.scores[row])!r}\n")
    with new_folder(folder) as partial:
        for image, own in lines.items():
            path = partial / names[image]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes("".join(own).encode())


def _add_line(parts: list[str], image: int, where: str, scored: Scored) -> None:
    """Add a box, or the bounds of an outline, with the confidence that makes the count of numbers odd."""
    number = to_number(parts[0])
    category = scored.placed(int(number)) if 0 <= number < 2**31 and number == int(number) else ABSENT
    fractions = parts[1:]
    has_score = len(fractions) >= 5 and len(fractions) % 2 == 1
    score = to_number(fractions.pop()) if has_score else float("nan")
    width, height = scored.size(image)
    sized = bool(width and height) or image == ABSENT
    box: BoxTuple = (0.0, 0.0, 0.0, 0.0)
    size: tuple[float, float] | None = None
    if width and height and len(fractions) == 4:
        x1, x2, wide = span(fractions[0], fractions[2], width)
        y1, y2, high = span(fractions[1], fractions[3], height)
        box, size = (x1, y1, x2, y2), (wide, high)
    elif width and height and len(fractions) >= 6:
        xs = [pixels(text, width) for text in fractions[::2]]
        ys = [pixels(text, height) for text in fractions[1::2]]
        finite = bool(np.isfinite([*xs, *ys]).all())
        box = (min(xs), min(ys), max(xs), max(ys)) if finite else (np.nan,) * 4
    elif sized and image != ABSENT:
        box = (np.nan,) * 4
    scored.add(image, category, box, score, where, size_wh=size, sized=sized)
