"""Putting a dataset together from what a reader meets one by one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from engine.data.dataset import (
    UNKNOWN_CATEGORY,
    Annotations,
    BoxTuple,
    Categories,
    Dataset,
    Images,
    Int,
)
from engine.formats.image_files import ImageTree
from engine.formats.problem_list import ProblemList
from engine.formats.split import read_split, select

NO_BOX: BoxTuple = (math.nan, math.nan, math.nan, math.nan)
"""The box of an object whose place cannot be told; it is kept, and not counted."""

UNCOUNTED = "Correct or delete the box; it is not counted until then"
UNKNOWN = "Give the box a class; it is not counted until then"

Class = str | int
"""What a source calls a class: its name or its number."""


class Assembly:
    """Images and boxes in the order in which a source has them.

    Parameters
    ----------
    source
        What is read.
    found
        Collects what is wrong with it.
    class_field
        Field of a box's record under which a class is kept that the dataset does not define.
    """

    def __init__(self, source: Path, found: ProblemList, class_field: str) -> None:
        self._source = source
        self._found = found
        self._class_field = class_field
        self._names: list[str] = []
        self._sizes: list[tuple[int, int]] = []
        self._numbers: list[int | None] = []
        self._image_records: list[dict[str, Any]] = []
        self._images: list[int] = []
        self._classes: list[Class] = []
        self._boxes: list[BoxTuple] = []
        self._box_sizes: list[tuple[float, float]] = []
        self._areas: list[float] = []
        self._crowd: list[bool] = []
        self._records: list[dict[str, Any] | None] = []
        self._where: list[tuple[str, Path | None]] = []

    @property
    def classes(self) -> set[Class]:
        """The classes of all boxes so far."""
        return set(self._classes)

    def add_image(
        self,
        file_name: str,
        size_wh: tuple[int, int] = (0, 0),
        *,
        number: int | None = None,
        record: dict[str, Any] | None = None,
    ) -> int:
        """Add an image; return where it is, for its boxes."""
        width, height = size_wh
        known = 0 < width < 2**31 and 0 < height < 2**31
        self._names.append(file_name)
        self._sizes.append((width, height) if known else (0, 0))
        self._numbers.append(number)
        self._image_records.append({} if record is None else record)
        return len(self._names) - 1

    def set_size(self, image: int, size_wh: tuple[int, int]) -> None:
        """Say the size of an image that was added without."""
        self._sizes[image] = size_wh

    def add_box(
        self,
        image: int,
        name: Class,
        box_xyxy: BoxTuple,
        where: str,
        *,
        source: Path | None = None,
        size_wh: tuple[float, float] | None = None,
        area: float | None = None,
        crowd: bool = False,
        record: dict[str, Any] | None = None,
    ) -> None:
        """Add a box; one that is not finite is kept and told.

        ``where`` is its record for people. Size and area are those of the box where the source has none.
        """
        x1, y1, x2, y2 = box_xyxy
        size = (x2 - x1, y2 - y1) if size_wh is None else size_wh
        if not all(map(math.isfinite, (*box_xyxy, *size))):
            box_xyxy, size = NO_BOX, (math.nan, math.nan)
            self._found.add(where, "its box is not four finite numbers", UNCOUNTED, source=source)
        self._images.append(image)
        self._classes.append(name)
        self._boxes.append(box_xyxy)
        self._box_sizes.append(size)
        self._areas.append(size[0] * size[1] if area is None or not math.isfinite(area) else area)
        self._crowd.append(crowd)
        self._records.append(record or None)
        self._where.append((where, source))

    def dataset(
        self,
        format_name: str,
        categories: Categories,
        index_of: Mapping[Class, int],
        *,
        image_root: Path | None,
        tree: ImageTree | None = None,
        split: Path | None = None,
        header: Mapping[str, Any] | None = None,
    ) -> Dataset:
        """Make the dataset.

        Parameters
        ----------
        format_name, image_root, header
            As in `Dataset`.
        categories
            The classes, and by what a source calls each its index among them.
        index_of
        tree
            The image folder, to tell which images are missing from it; None: nothing is told.
        split
            A list of the images to keep; None: all.
        """
        order, place = self._order(split)
        known = [index_of.get(name, UNKNOWN_CATEGORY) for name in self._classes]
        rows = [row for row, image in enumerate(self._images) if place[image] >= 0]
        for row in rows:
            if known[row] == UNKNOWN_CATEGORY:
                self._keep_class(row)
        if tree is not None:
            for image in order:
                self._tell_missing(self._names[image], tree)
        n = len(rows)
        annotations = Annotations(
            ids=np.arange(1, n + 1, dtype=np.int64),
            source_ids=np.arange(1, n + 1, dtype=np.int64),
            images=place[[self._images[row] for row in rows]] if n else np.zeros(0, np.int64),
            categories=np.array([known[row] for row in rows], np.int64),
            boxes_xyxy=np.array([self._boxes[row] for row in rows], np.float64).reshape(n, 4),
            sizes_wh=np.array([self._box_sizes[row] for row in rows], np.float64).reshape(n, 2),
            areas=np.array([self._areas[row] for row in rows], np.float64),
            crowd=np.array([self._crowd[row] for row in rows], np.bool_),
            ignore=np.zeros(n, np.bool_),
        )
        records = {id_: record for id_, row in enumerate(rows, 1) if (record := self._records[row])}
        image_records = {
            index: record for index, image in enumerate(order) if (record := self._image_records[image])
        }
        return Dataset(
            images=self._all_images(order),
            categories=categories,
            annotations=annotations,
            image_root=image_root,
            source=self._source,
            format=format_name,
            records=MappingProxyType(records),
            image_records=MappingProxyType(image_records),
            header=MappingProxyType(dict(header or {})),
            problems=self._found.all(),
        )

    def _order(self, split: Path | None) -> tuple[list[int], Int]:
        """The images to keep in ascending order of number, and the place of each among them, -1 where left out."""
        order: Sequence[int] = range(len(self._names))
        if self._numbered():
            order = sorted(order, key=lambda image: self._numbers[image] or 0)
        if split is not None:
            chosen = select(self._names, read_split(split), split, self._found)
            order = [image for image in order if image in chosen]
        place = np.full(len(self._names), -1, np.int64)
        place[list(order)] = np.arange(len(order))
        return list(order), place

    def _numbered(self) -> bool:
        numbers = [number for number in self._numbers if number is not None]
        return len(numbers) == len(self._names) == len(set(numbers))

    def _all_images(self, order: Sequence[int]) -> Images:
        numbers = [self._numbers[image] or 0 for image in order]
        if not self._numbered():
            numbers = list(range(1, len(order) + 1))
        names = tuple(self._names[image] for image in order)
        sizes = np.array([self._sizes[image] for image in order], np.int64).reshape(-1, 2)
        return Images(np.array(numbers, np.int64), names, sizes)

    def _keep_class(self, row: int) -> None:
        name, (where, source) = self._classes[row], self._where[row]
        self._records[row] = {self._class_field: name, **(self._records[row] or {})}
        told = f"its class {name!r} is not in the class list" if name != "" else "it has no class"
        self._found.add(where, told, UNKNOWN, source=source)

    def _tell_missing(self, file_name: str, tree: ImageTree) -> None:
        if file_name not in tree.files and not tree.in_store:
            self._found.add(
                file_name,
                "the image is missing",
                "Copy it into the image folder",
                source=tree.root / file_name,
            )


def named_classes(
    names: set[Class], label_map: Mapping[int, str] | None
) -> tuple[Categories, dict[Class, int]]:
    """Classes of a source that does not number them: as the label map does, else from 1 in the order of their names."""
    if label_map is None:
        label_map = dict(enumerate(sorted(str(name) for name in names if name != ""), 1))
    return numbered_classes(label_map, by_name=True)


def numbered_classes(
    names: Mapping[int, str], *, by_name: bool = False
) -> tuple[Categories, dict[Class, int]]:
    """Classes by number, and the index of each by its number or its name."""
    ids = sorted(names)
    index_of: dict[Class, int] = {}
    for index, number in enumerate(ids):
        index_of.setdefault(names[number] if by_name else number, index)
    return Categories(np.array(ids, np.int64), tuple(names[number] for number in ids)), index_of
