"""What figures of agreement are made of: sums over images, by class, so that a resample is a weighted sum.

A `Tally` has a row for each image and class of which there is something to count, and a column for each `Column`. The
class after the last one stands for "no box" and for what is counted by image, whatever the class.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

import numpy as np

from engine.agreement.coefficients import coincidences
from engine.data.agreement import LabelSet, Matched, Objects
from engine.data.dataset import Bool, Float, Int


class Column(IntEnum):
    """What is counted; pairs of sets are told apart as first and second."""

    BOXES = 0
    """Of both sets of every pair."""
    FIRST = auto()
    """Matched boxes of the first set."""
    SECOND = auto()
    AGREED = auto()
    """Matched pairs of which both are of the class."""
    IOU_FIRST = auto()
    """Sum of the IoU of matched pairs whose first box is of the class."""
    IOU_SECOND = auto()
    IOU_AGREED = auto()
    TOTAL = auto()
    """Coincidences of classes of objects that two sets or more have: see `coefficients.alpha`."""
    DIAGONAL = auto()
    COMPLETE_TOTAL = auto()
    """The same of objects that all sets have."""
    COMPLETE_DIAGONAL = auto()
    JOINT_TOTAL = auto()
    """The same where no box is a value."""
    JOINT_DIAGONAL = auto()
    PRESENT_TOTAL = auto()
    """Coincidences of "the class is on the image"; of the class after the last: how many sets have the image."""
    PRESENT_DIAGONAL = auto()
    PRESENT_COMPLETE_TOTAL = auto()
    """The same of images that all sets have."""
    PRESENT_COMPLETE_DIAGONAL = auto()
    PRESENT_FIRST = auto()
    """Images that have the class by the first set of a pair; of the class after the last: images."""
    PRESENT_SECOND = auto()
    PRESENT_BOTH = auto()


@dataclass(frozen=True, eq=False, slots=True)
class Tally:
    """Sums by image and class, by class first.

    Attributes
    ----------
    images, classes : (e,) int64
        ``classes`` ascending, 0 to k: k is the class after the last one.
    values : (e, columns) float64
    count : int
        k.
    """

    images: Int
    classes: Int
    values: Float
    count: int

    def sums(self, weights: Float) -> Float:
        """Sum over images of given weights, (images,) float64: (k + 1, columns) float64."""
        result = np.zeros((self.count + 1, len(Column)))
        if len(self.classes):
            starts = np.flatnonzero(np.diff(self.classes, prepend=-1))
            weighted = self.values * weights[self.images][:, None]
            result[self.classes[starts]] = np.add.reduceat(weighted, starts, axis=0)
        return result


class _Cells:
    """Collects what is to be added where."""

    def __init__(self, classes: int) -> None:
        self._classes = classes
        self._parts: list[tuple[Int, Int, int, Float]] = []

    def add(self, column: Column, images: Int, classes: Int, values: Float | None = None) -> None:
        """Add a value, or 1, to a column of each of these images and classes."""
        own = np.ones(len(images)) if values is None else values
        kept = own != 0
        self._parts.append((images[kept], classes[kept], int(column), own[kept]))

    def add_table(self, column: Column, images: Int, table: Float) -> None:
        """Add a row for each image, a column for each class."""
        rows, classes = np.nonzero(table)
        self.add(column, images[rows], classes, table[rows, classes])

    def tally(self) -> Tally:
        """All that was added."""
        span = self._classes + 1
        images = np.concatenate([np.zeros(0, np.int64), *(part[0] for part in self._parts)])
        classes = np.concatenate([np.zeros(0, np.int64), *(part[1] for part in self._parts)])
        keys, place = np.unique(classes * (images.max(initial=0) + 1) + images, return_inverse=True)
        values = np.zeros((len(keys), len(Column)))
        columns = np.concatenate(
            [np.zeros(0, np.int64), *(np.full(len(part[0]), part[2]) for part in self._parts)]
        )
        np.add.at(values, (place, columns), np.concatenate([np.zeros(0), *(part[3] for part in self._parts)]))
        found_classes, found_images = np.divmod(keys, images.max(initial=0) + 1)
        assert found_classes.max(initial=0) < span
        return Tally(found_images, found_classes, values, self._classes)


def tally_of(sets: Sequence[LabelSet], matches: Iterable[Matched], objects: Objects, classes: int) -> Tally:
    """Count what some label sets agree on.

    Parameters
    ----------
    sets
        Usable boxes alone. Images that one of them alone has count for nothing.
    matches
        Of every two.
    objects
        Of all.
    classes
        How many the dataset has.
    """
    cells = _Cells(classes)
    for matched in matches:
        _count_pair(cells, sets[matched.first], sets[matched.second], matched)
    _count_objects(cells, sets, objects, classes)
    _count_presence(cells, sets, classes)
    return cells.tally()


def covered(sets: Sequence[LabelSet]) -> Bool:
    """Which images each set has, (images, sets) bool; as many rows as the last image asks for."""
    count = max((int(own.images.max(initial=-1)) for own in sets), default=-1) + 1
    result = np.zeros((count, len(sets)), np.bool_)
    for place, own in enumerate(sets):
        result[own.images, place] = True
    return result


def _count_pair(cells: _Cells, first: LabelSet, second: LabelSet, matched: Matched) -> None:
    both = np.intersect1d(first.images, second.images)
    for own in (first.annotations, second.annotations):
        shared = np.isin(own.images, both)
        cells.add(Column.BOXES, own.images[shared], own.categories[shared])
    a = first.annotations.categories[matched.first_rows]
    b = second.annotations.categories[matched.second_rows]
    agreed = a == b
    cells.add(Column.FIRST, matched.images, a)
    cells.add(Column.SECOND, matched.images, b)
    cells.add(Column.AGREED, matched.images[agreed], a[agreed])
    cells.add(Column.IOU_FIRST, matched.images, a, matched.ious)
    cells.add(Column.IOU_SECOND, matched.images, b, matched.ious)
    cells.add(Column.IOU_AGREED, matched.images[agreed], a[agreed], matched.ious[agreed])


def _count_objects(cells: _Cells, sets: Sequence[LabelSet], objects: Objects, classes: int) -> None:
    said = np.stack(
        [np.append(own.annotations.categories, -1)[objects.rows[:, place]] for place, own in enumerate(sets)],
        axis=1,
    )
    has = covered(sets)[objects.images]
    several = has.sum(axis=1) >= 2
    said, has, images = said[several], has[several], objects.images[several]
    complete = (said >= 0).all(axis=1)
    joint = np.where(has & (said < 0), classes, said)
    for total, diagonal, values, own in (
        (Column.TOTAL, Column.DIAGONAL, said, images),
        (Column.COMPLETE_TOTAL, Column.COMPLETE_DIAGONAL, said[complete], images[complete]),
        (Column.JOINT_TOTAL, Column.JOINT_DIAGONAL, joint, images),
    ):
        _count_coincidences(cells, total, diagonal, values, own)


def _count_coincidences(cells: _Cells, total: Column, diagonal: Column, said: Int, images: Int) -> None:
    """Add coincidences of units of few values each; -1 is a missing value."""
    known = said >= 0
    count = known.sum(axis=1)
    # How often a value stands in its unit, said again at each of its places.
    times = ((said[:, :, None] == said[:, None, :]) & known[:, :, None]).sum(axis=2)
    counted = known & (count >= 2)[:, None]
    rows, places = np.nonzero(counted)
    cells.add(total, images[rows], said[rows, places])
    same = (times - 1) / np.maximum(count - 1, 1)[:, None]
    cells.add(diagonal, images[rows], said[rows, places], same[rows, places])


def _count_presence(cells: _Cells, sets: Sequence[LabelSet], classes: int) -> None:
    has = covered(sets)
    images = np.arange(len(has))
    present = _present(sets, len(has), classes)
    raters = has.sum(axis=1)
    keys = np.unique(np.concatenate([np.zeros(0, np.int64), *present]))
    at_images, at_classes = np.divmod(keys, max(classes, 1))
    said = np.stack([np.isin(keys, own) for own in present], axis=1)
    for total, diagonal, enough in (
        (Column.PRESENT_TOTAL, Column.PRESENT_DIAGONAL, raters >= 2),
        (Column.PRESENT_COMPLETE_TOTAL, Column.PRESENT_COMPLETE_DIAGONAL, raters == len(sets)),
    ):
        cells.add(total, images[enough], np.full(int(enough.sum()), classes), raters[enough].astype(float))
        chosen = enough[at_images]
        yes = said[chosen].sum(axis=1).astype(float)
        counts = np.stack([yes, raters[at_images[chosen]] - yes], axis=1)
        totals, agreed = coincidences(counts)
        cells.add(total, at_images[chosen], at_classes[chosen], totals[:, 0])
        cells.add(diagonal, at_images[chosen], at_classes[chosen], agreed[:, 0])
    if len(sets) == 2:
        chosen = (raters == 2)[at_images]
        for column, own in (
            (Column.PRESENT_FIRST, said[:, 0]),
            (Column.PRESENT_SECOND, said[:, 1]),
            (Column.PRESENT_BOTH, said.all(axis=1)),
        ):
            cells.add(column, at_images[chosen & own], at_classes[chosen & own])
        shared = images[raters == 2]
        cells.add(Column.PRESENT_FIRST, shared, np.full(len(shared), classes))


def _present(sets: Sequence[LabelSet], images: int, classes: int) -> list[Int]:
    """Which classes are on which images by each set: image times the number of classes plus the class, ascending."""
    found = []
    for own in sets:
        boxes = own.annotations
        known = np.isin(boxes.images, own.images)
        found.append(np.unique(boxes.images[known] * max(classes, 1) + boxes.categories[known]))
    return found
