"""COCO results: predictions as a JSON list of scored boxes."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from engine.data.dataset import Bool, Dataset, Int, Predictions, Problem
from engine.data.raw_predictions import Key, RawPredictions
from engine.errors import UserError
from engine.formats.coco import image_id
from engine.formats.columns import look_up, number_lists, numbers, whole_number
from engine.formats.json_file import collection_paused, list_lines, read_json_parts
from engine.formats.output import refuse_source, write_file

_FIELDS = ("image_id", "category_id", "bbox", "score")
_ABSENT = -1

_REASONS = (
    "its image is not in the dataset",
    "its category is not in the dataset",
    "its bbox is not four finite numbers",
    "its score is not a finite number",
)


def read_results(
    path: Path, dataset: Dataset, progress: Callable[[int, int], None] = lambda done, total: None
) -> tuple[Predictions, tuple[Problem, ...]]:
    """Read predictions on a dataset's images.

    Parameters
    ----------
    path
        A JSON list of records with ``image_id`` (the id, file name or stem of an image), ``category_id``,
        ``bbox`` [x, y, width, height] and ``score``.
    dataset
        Whose images and categories they are of.
    progress
        Told how many bytes are done, of how many. May raise `engine.errors.CancelledError`.

    Returns
    -------
    Predictions, tuple of Problem
        Records that cannot be used are left out; there is one problem for each kind of reason.

    Raises
    ------
    UserError
        The file is no list of predictions.
    """
    image_indices = image_table(dataset)
    category_indices = {number: index for index, number in enumerate(dataset.categories.ids.tolist())}
    parts = [Predictions.empty()]
    doubts = [_Doubt(reason) for reason in _REASONS]
    read = 0
    with collection_paused():
        for records in _parts(path, progress):
            predictions, bad = _converted(records, image_indices, category_indices)
            for doubt, rows in zip(doubts, bad, strict=True):
                doubt.note(rows, records, read)
            good: Bool = ~np.logical_or.reduce(bad)
            parts.append(predictions if good.all() else predictions.take(good))
            read += len(records)
    names = ("images", "categories", "boxes_xyxy", "sizes_wh", "scores")
    columns = (np.concatenate([getattr(part, name) for part in parts]) for name in names)
    images, categories, boxes, sizes, scores = columns
    problems = tuple(doubt.problem(path) for doubt in doubts if doubt.count)
    return Predictions(images, categories, boxes, sizes, scores), problems


def read_raw_results(path: Path) -> RawPredictions:
    """Read predictions as they stand, for `engine.doctor` to find out what they mean.

    Raises
    ------
    UserError
        The file is no list of predictions.
    """
    images, categories = _Keys(), _Keys()
    parts = [RawPredictions.empty()]
    with collection_paused():
        for records in _parts(path):
            image_ids, category_ids, bboxes, scores = _columns(records)
            boxes, _ = number_lists(bboxes, 4)
            parts.append(
                RawPredictions(
                    (),
                    (),
                    images.indices(image_ids),
                    categories.indices(category_ids),
                    boxes,
                    numbers(scores),
                )
            )
    names = ("images", "categories", "boxes", "scores")
    columns = (np.concatenate([getattr(part, name) for part in parts]) for name in names)
    return RawPredictions(tuple(images.keys), tuple(categories.keys), *columns)


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


def _parts(
    path: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> Iterator[list[Any]]:
    for records in read_json_parts(path, progress):
        if not isinstance(records, list):
            raise UserError(
                "this is no list of predictions",
                source=path,
                remedy="Give COCO results: a list of image_id, category_id, bbox and score",
            )
        yield records


def _converted(
    records: Sequence[Any], image_indices: Mapping[Any, int], category_indices: Mapping[int, int]
) -> tuple[Predictions, Bool]:
    """Records as predictions, and for each of `_REASONS` which of them cannot be used, (4, n) bool."""
    image_ids, category_ids, bboxes, scores = _columns(records)
    images = look_up(image_indices, image_ids, absent=_ABSENT)
    categories = look_up(category_indices, category_ids, absent=_ABSENT)
    boxes, _ = number_lists(bboxes, 4)
    confidence = numbers(scores)
    with np.errstate(over="ignore", invalid="ignore"):
        corners = boxes[:, :2] + boxes[:, 2:]
    finite = np.isfinite(boxes).all(axis=1) & np.isfinite(corners).all(axis=1)
    bad = np.stack([images == _ABSENT, categories == _ABSENT, ~finite, ~np.isfinite(confidence)])
    boxes_xyxy = np.hstack([boxes[:, :2], corners])
    return Predictions(images, categories, boxes_xyxy, boxes[:, 2:].copy(), confidence), bad


def _columns(records: Sequence[Any]) -> list[list[Any]]:
    try:
        return [[record[name] for record in records] for name in _FIELDS]
    except (KeyError, TypeError, IndexError):
        objects = [record if isinstance(record, dict) else {} for record in records]
        return [[record.get(name) for record in objects] for name in _FIELDS]


def image_table(dataset: Dataset) -> dict[Any, int]:
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


class _Keys:
    """Names of images or classes, each once, in the order of their first record."""

    def __init__(self) -> None:
        self.keys: list[Key | None] = []
        self._known: dict[Key | None, int] = {}

    def indices(self, values: Sequence[Any]) -> Int:
        """The index of each value, (n,) int64; what was not known before is added."""
        found = look_up(self._known, values, absent=_ABSENT)
        for row in np.flatnonzero(found == _ABSENT).tolist():
            key = _key(values[row])
            index = self._known.setdefault(key, len(self.keys))
            if index == len(self.keys):
                self.keys.append(key)
            found[row] = index
        return found


def _key(value: Any) -> Key | None:
    whole = whole_number(value)
    if whole is not None:
        return whole
    return value if isinstance(value, str) or (isinstance(value, float) and math.isfinite(value)) else None


class _Doubt:
    """A reason to leave predictions out: how many there are, and the first of them."""

    def __init__(self, reason: str) -> None:
        self._reason = reason
        self.count = 0
        self._first = (0, "")

    def note(self, bad: Bool, records: Sequence[Any], before: int) -> None:
        """Count some more records, which come after so many others."""
        if not self.count and bad.any():
            row = int(np.argmax(bad))
            record = records[row]
            shown = {name: record.get(name) for name in _FIELDS} if isinstance(record, dict) else record
            self._first = (before + row + 1, str(shown))
        self.count += int(np.count_nonzero(bad))

    def problem(self, path: Path) -> Problem:
        """What to tell people of it."""
        number, shown = self._first
        counted = "1 prediction was" if self.count == 1 else f"{self.count} predictions were"
        return Problem(
            str(path),
            f"record {number}",
            f"{self._reason} ({shown}); {counted} left out for this",
            "Check that the predictions belong to this dataset",
        )
