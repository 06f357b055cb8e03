"""Predictions as CSV: a scored box a row, in any of the spellings of columns that are about."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from engine.data.dataset import BoxTuple, Dataset, Predictions, Problem
from engine.errors import UserError
from engine.formats.csv_file import number_text, read_rows, row_lines, to_number
from engine.formats.fraction import pixels
from engine.formats.output import refuse_source, write_file
from engine.formats.scored import Scored

_WRITTEN = ("filename", "width", "height", "class", "xmin", "ymin", "xmax", "ymax", "score")
_IMAGE = ("filename", "imageid", "image_id", "path", "file_name", "image")
_CLASS = ("class", "labelname", "label", "class_name", "category", "category_id", "class_id", "name")
_SCORE = ("score", "confidence", "conf", "scores")
_CORNERS = (("xmin", "ymin", "xmax", "ymax"), ("x1", "y1", "x2", "y2"))
_PLAIN = ("path", "x1", "y1", "x2", "y2", "class", "score")
"""Columns of a file that does not name them."""


def columns_of(cells: Sequence[str]) -> dict[str, int] | None:
    """Where the columns are of which a prediction is made, or None where a row does not name them all."""
    places = {cell.lower(): place for place, cell in reversed(list(enumerate(cells)))}
    found: dict[str, int] = {}
    for name, spellings in (("image", _IMAGE), ("class", _CLASS), ("score", _SCORE)):
        place = next((places[spelling] for spelling in spellings if spelling in places), None)
        if place is None:
            return None
        found[name] = place
    for corners in _CORNERS:
        if all(corner in places for corner in corners):
            return found | {f"side{side}": places[corner] for side, corner in enumerate(corners)}
    return None


def read_predictions(
    path: Path,
    dataset: Dataset,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Predictions, tuple[Problem, ...]]:
    """Read a file with or without names of columns; the answer is that of `read_predictions` of all formats.

    Where the columns are those of Open Images (``ImageID``, ``XMin``) corners are fractions, else pixels. A class is
    its name, or its number in a label map.

    Raises
    ------
    UserError
        The file cannot be read, or its columns are not those of predictions.
    """
    scored = Scored(path, dataset)
    columns: Mapping[str, int] | None = None
    fractions = by_id = False
    for line, cells in read_rows(path, progress):
        if columns is None:
            columns = columns_of(cells)
            if columns is not None:
                fractions = "XMin" in cells and "ImageID" in cells
                by_id = cells[columns["image"]].lower() == "image_id"
                continue
            columns = columns_of(_PLAIN) if is_plain(cells) else None
            if columns is None:
                raise UserError(
                    "the first line names no columns of predictions",
                    source=path,
                    record=f"line {line}",
                    remedy=f"Write these names into it: {','.join(_WRITTEN)}",
                )
        padded = [*cells, *[""] * len(columns), ""]
        image = scored.image(padded[columns["image"]], is_id=by_id)
        texts = [padded[columns[f"side{side}"]] for side in range(4)]
        size = scored.size(image)
        box = _fractions(texts, size) if fractions else tuple(map(to_number, texts))
        scored.add(
            image,
            scored.named(padded[columns["class"]]),
            (box[0], box[1], box[2], box[3]),
            to_number(padded[columns["score"]]),
            f"line {line}",
            sized=not fractions or all(size),
        )
    return scored.predictions()


def is_plain(cells: Sequence[str]) -> bool:
    """Whether a row is a prediction of a file without names of columns."""
    return len(cells) == len(_PLAIN) and all(
        math.isfinite(to_number(cells[side])) for side in (1, 2, 3, 4, 6)
    )


def write_predictions(dataset: Dataset, predictions: Predictions, path: Path) -> None:
    """Write a file in the columns of the TensorFlow Object Detection API, with the score behind them.

    Raises
    ------
    UserError
        The file cannot or must not be written.
    """
    refuse_source(path, dataset)
    write_file(path, row_lines(_rows(dataset, predictions)))


def _fractions(texts: Sequence[str], size_wh: tuple[int, int]) -> BoxTuple:
    width, height = size_wh
    x1, y1, x2, y2 = (pixels(text, side) for text, side in zip(texts, (width, height) * 2, strict=True))
    return x1, y1, x2, y2


def _rows(dataset: Dataset, predictions: Predictions) -> Iterator[list[str]]:
    yield list(_WRITTEN)
    sizes = dataset.images.sizes_wh.tolist()
    columns = zip(
        predictions.images.tolist(),
        predictions.categories.tolist(),
        predictions.boxes_xyxy.tolist(),
        predictions.scores.tolist(),
        strict=True,
    )
    for image, category, box, score in columns:
        size = [str(side) if side else "" for side in sizes[image]]
        yield [
            dataset.images.file_names[image],
            *size,
            dataset.categories.names[category],
            *map(number_text, box),
            number_text(score),
        ]
