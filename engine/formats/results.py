"""COCO results: predictions as a JSON list of scored boxes."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from engine.data.dataset import Bool, Dataset, Predictions, Problem
from engine.errors import UserError
from engine.formats.coco import image_id
from engine.formats.columns import look_up, number_lists, numbers
from engine.formats.json_file import collection_paused, list_lines, read_json
from engine.formats.output import refuse_source, write_file

_FIELDS = ("image_id", "category_id", "bbox", "score")
_ABSENT = -1


def read_results(path: Path, dataset: Dataset) -> tuple[Predictions, tuple[Problem, ...]]:
    """Read predictions on a dataset's images.

    Parameters
    ----------
    path
        A JSON list of records with ``image_id`` (the id, file name or stem of an image), ``category_id``,
        ``bbox`` [x, y, width, height] and ``score``.
    dataset
        Whose images and categories they are of.

    Returns
    -------
    Predictions, tuple of Problem
        Records that cannot be used are left out; there is one problem for each kind of reason.

    Raises
    ------
    UserError
        The file is no list of predictions.
    """
    with collection_paused():
        records = _records(path)
        image_ids, category_ids, bboxes, scores = _columns(records)
        by_id = {number: index for index, number in enumerate(dataset.categories.ids.tolist())}
        images = look_up(_image_table(dataset), image_ids, absent=_ABSENT)
        categories = look_up(by_id, category_ids, absent=_ABSENT)
        boxes, _ = number_lists(bboxes, 4)
        confidence = numbers(scores)
    with np.errstate(over="ignore", invalid="ignore"):
        corners = boxes[:, :2] + boxes[:, 2:]
    reasons = {
        "its image is not in the dataset": images == _ABSENT,
        "its category is not in the dataset": categories == _ABSENT,
        "its bbox is not four finite numbers": ~(np.isfinite(boxes) & np.isfinite(corners).repeat(2, 1)).all(
            1
        ),
        "its score is not a finite number": ~np.isfinite(confidence),
    }
    problems = tuple(_problem(path, reason, bad, records) for reason, bad in reasons.items() if bad.any())
    predictions = Predictions(
        images, categories, np.hstack([boxes[:, :2], corners]), boxes[:, 2:].copy(), confidence
    )
    if problems:
        predictions = predictions.take(~np.logical_or.reduce(list(reasons.values())))
    return predictions, problems


def write_results(dataset: Dataset, predictions: Predictions, path: Path) -> None:
    """Write predictions as COCO results, one record a line, whole or not at all.

    Raises
    ------
    UserError
        The file cannot or must not be written.
    """
    refuse_source(path, dataset)
    image_ids = [image_id(dataset, index) for index in range(len(dataset.images))]
    category_ids = dataset.categories.ids.tolist()
    rows = zip(
        predictions.images.tolist(),
        predictions.categories.tolist(),
        np.hstack([predictions.boxes_xyxy[:, :2], predictions.sizes_wh]).tolist(),
        predictions.scores.tolist(),
        strict=True,
    )
    records = (
        {
            "image_id": image_ids[image],
            "category_id": category_ids[category],
            "bbox": bbox,
            "score": score,
        }
        for image, category, bbox, score in rows
    )
    write_file(path, chain(list_lines(records), (b"\n",)))


def _records(path: Path) -> list[Any]:
    records = read_json(path)
    if not isinstance(records, list):
        raise UserError(
            "this is no list of predictions",
            source=path,
            remedy="Give COCO results: a list of image_id, category_id, bbox and score",
        )
    return records


def _columns(records: Sequence[Any]) -> list[list[Any]]:
    try:
        return [[record[name] for record in records] for name in _FIELDS]
    except (KeyError, TypeError, IndexError):
        objects = [record if isinstance(record, dict) else {} for record in records]
        return [[record.get(name) for record in objects] for name in _FIELDS]


def _image_table(dataset: Dataset) -> dict[Any, int]:
    """Index of an image by its id, file name and stem; where two share one of these, by neither."""
    table: dict[Any, int] = {}
    names: dict[str, set[int]] = {}
    for index, file_name in enumerate(dataset.images.file_names):
        path = PurePosixPath(file_name)
        for key in (file_name, path.name, path.stem):
            names.setdefault(key, set()).add(index)
    table.update({name: indices.pop() for name, indices in names.items() if len(indices) == 1})
    for index in range(len(dataset.images)):
        table[image_id(dataset, index)] = index
    return table


def _problem(path: Path, reason: str, bad: Bool, records: Sequence[Any]) -> Problem:
    first, count = int(np.argmax(bad)), int(np.sum(bad))
    record = records[first]
    shown = {name: record.get(name) for name in _FIELDS} if isinstance(record, dict) else record
    counted = "1 prediction was" if count == 1 else f"{count} predictions were"
    return Problem(
        str(path),
        f"record {first + 1}",
        f"{reason} ({shown}); {counted} left out for this",
        "Check that the predictions belong to this dataset",
    )
