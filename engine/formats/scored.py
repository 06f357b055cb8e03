"""Predictions put together one by one, and why some of them had to be left out."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from engine.data.dataset import BoxTuple, Dataset, Predictions, Problem
from engine.formats.columns import whole_number
from engine.formats.results import image_table
from engine.formats.tfrecord import class_numbers

ABSENT = -1

_REASONS = (
    "its image is not in the dataset",
    "its class is not in the dataset",
    "the size of its image is not known, of which it has fractions",
    "its box is not four finite numbers",
    "its score is not a finite number",
)


class Scored:
    """Predictions on a dataset's images.

    Parameters
    ----------
    path
        The file or folder they are read from.
    dataset
        Whose images and classes they are of.
    """

    def __init__(self, path: Path, dataset: Dataset) -> None:
        self._path = path
        self._images = image_table(dataset)
        self._sizes: list[list[int]] = dataset.images.sizes_wh.tolist()
        numbers = class_numbers(dataset)
        self._by_number = {number: index for index, number in enumerate(numbers)}
        self._by_name = {name: index for index, name in reversed(list(enumerate(dataset.categories.names)))}
        ids = dataset.categories.ids.tolist()
        places = ids if dataset.format == "yolo" else range(len(ids))
        self._by_place = {place: index for index, place in enumerate(places)}
        self._rows: list[tuple[int, int, BoxTuple, tuple[float, float], float]] = []
        self._left_out: dict[str, tuple[int, str]] = {}

    def image(self, key: Any, *, is_id: bool = False) -> int:
        """Index of the image with this file name, stem or id; `ABSENT` where there is none.

        Of text that is a number ``is_id`` says that it is an id before it is a name.
        """
        if is_id and isinstance(key, str) and key.isascii() and key.isdigit() and len(key) < 18:
            found = self._images.get(int(key), ABSENT)
            if found != ABSENT:
                return found
        if isinstance(key, str):
            plain = key.replace("\\", "/")
            for name in (key, plain, plain.rpartition("/")[2]):
                if name in self._images:
                    return self._images[name]
            key = int(key) if key.isascii() and key.isdigit() and len(key) < 18 else None
        number = whole_number(key)
        return ABSENT if number is None else self._images.get(number, ABSENT)

    def size(self, image: int) -> tuple[int, int]:
        """Width and height of an image, 0 where they are not known."""
        return (0, 0) if image == ABSENT else (self._sizes[image][0], self._sizes[image][1])

    def numbered(self, number: Any) -> int:
        """Index of the class with this number in a label map."""
        whole = whole_number(number)
        return ABSENT if whole is None else self._by_number.get(whole, ABSENT)

    def named(self, name: str) -> int:
        """Index of the class of this name, else of this number."""
        if name in self._by_name:
            return self._by_name[name]
        return (
            self._by_number.get(int(name), ABSENT)
            if name.isascii() and name.isdigit() and len(name) < 10
            else ABSENT
        )

    def placed(self, place: int) -> int:
        """Index of the class in this place of a class list from 0."""
        return self._by_place.get(place, ABSENT)

    def add(
        self,
        image: int,
        category: int,
        box_xyxy: BoxTuple,
        score: float,
        where: str,
        *,
        size_wh: tuple[float, float] | None = None,
        sized: bool = True,
    ) -> None:
        """Add a prediction, or count why it is none.

        ``where`` is its record for people; ``sized`` says that the image's size is known, or not needed.
        """
        x1, y1, x2, y2 = box_xyxy
        size = (x2 - x1, y2 - y1) if size_wh is None else size_wh
        doubts = (
            image == ABSENT,
            category == ABSENT,
            not sized,
            not all(map(math.isfinite, (*box_xyxy, *size))),
            not math.isfinite(score),
        )
        if any(doubts):
            reason = _REASONS[doubts.index(True)]
            count, first = self._left_out.get(reason, (0, where))
            self._left_out[reason] = (count + 1, first)
        else:
            self._rows.append((image, category, box_xyxy, size, score))

    def predictions(self) -> tuple[Predictions, tuple[Problem, ...]]:
        """All that could be used, and one problem for each reason why others could not."""
        n = len(self._rows)
        predictions = Predictions(
            images=np.array([row[0] for row in self._rows], np.int64),
            categories=np.array([row[1] for row in self._rows], np.int64),
            boxes_xyxy=np.array([row[2] for row in self._rows], np.float64).reshape(n, 4),
            sizes_wh=np.array([row[3] for row in self._rows], np.float64).reshape(n, 2),
            scores=np.array([row[4] for row in self._rows], np.float64),
        )
        return predictions, tuple(
            self._problem(reason, *self._left_out[reason]) for reason in _REASONS if reason in self._left_out
        )

    def _problem(self, reason: str, count: int, first: str) -> Problem:
        counted = "1 prediction was" if count == 1 else f"{count} predictions were"
        return Problem(
            str(self._path),
            first,
            f"{reason}; {counted} left out for this",
            "Check that the predictions belong to this dataset",
        )
