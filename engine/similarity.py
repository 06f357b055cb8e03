"""How much boxes look like each other, and an order in which a wrong one stands out."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.crops import Crop, cut_crops
from engine.data.dataset import Annotations, Dataset, Float, Int
from engine.errors import UserError

Progress = Callable[[int, int], None]
Values = NDArray[np.float32]

_SIDE = 32
"""Of the crops that are compared, pixels: enough for shape and colour, too little for noise."""

_CELLS = 4
"""The crop is looked at in so many parts across and down."""

_DIRECTIONS = 6
"""In which the edges of each part are counted, over half a turn."""

_GREY_SIDE = 8
_GROUPS = (_GREY_SIDE**2, 2 * _CELLS**2, _DIRECTIONS * _CELLS**2, 2)
"""How many numbers there are of grey, colour, edges and shape."""

LENGTH = sum(_GROUPS)

_REFERENCES = 2000
"""Boxes of a class that each is compared with, at most: enough to tell what the class looks like."""

_NEIGHBOURS = 8
"""Boxes among those that one must resemble to be one of many."""

_ODD = 4.0
"""From how many times the usual deviation above the median a box is odd."""

_MOST_GROUPS = 256
_ROWS_AT_ONCE = 4096


@dataclass(frozen=True, eq=False, slots=True)
class Descriptors:
    """What some boxes look like.

    Attributes
    ----------
    ids : (n,) int64
        Of the boxes, ascending.
    boxes_xyxy : (n, 4) float64
        Where each was when it was looked at.
    values : (n, LENGTH) float32
        NaN where the box or its image cannot be looked at.
    """

    ids: Int
    boxes_xyxy: Float
    values: Values

    @staticmethod
    def empty() -> Descriptors:
        """Of no boxes."""
        return Descriptors(np.zeros(0, np.int64), np.zeros((0, 4)), np.zeros((0, LENGTH), np.float32))

    def of(self, annotations: Annotations) -> Values:
        """Of some boxes as they are now, (n, LENGTH) float32; NaN where one was not looked at, or moved since."""
        values = np.full((len(annotations), LENGTH), np.nan, np.float32)
        if len(self.ids):
            rows = np.minimum(np.searchsorted(self.ids, annotations.ids), len(self.ids) - 1)
            same = self.ids[rows] == annotations.ids
            same &= (self.boxes_xyxy[rows] == annotations.boxes_xyxy).all(axis=1)
            values[same] = self.values[rows[same]]
        return values

    def joined(self, others: Descriptors) -> Descriptors:
        """These and others; where both know a box, as the others do."""
        kept = ~np.isin(self.ids, others.ids)
        ids = np.concatenate([self.ids[kept], others.ids])
        order = np.argsort(ids)
        return Descriptors(
            ids[order],
            np.concatenate([self.boxes_xyxy[kept], others.boxes_xyxy])[order],
            np.concatenate([self.values[kept], others.values])[order],
        )


def describe(
    dataset: Dataset, annotations: Annotations, *, progress: Progress = lambda done, total: None
) -> Descriptors:
    """Look at boxes; each image is decoded once.

    Parameters
    ----------
    dataset
    annotations
        Some of its labels, as they are now.
    progress
        Told how many images are done, of how many; may raise `engine.errors.CancelledError`.
    """
    values = np.full((len(annotations), LENGTH), np.nan, np.float32)
    by_image = np.argsort(annotations.images, kind="stable")
    starts = np.flatnonzero(np.diff(annotations.images[by_image], prepend=-1))
    groups = np.split(by_image, starts[1:])

    def look(rows: Int) -> tuple[Int, Values]:
        return rows, _look(dataset, annotations, rows)

    with ThreadPoolExecutor(max(1, min(4, (os.cpu_count() or 2) - 1))) as threads:
        try:
            for done, (rows, own) in enumerate(threads.map(look, groups if len(by_image) else []), 1):
                values[rows] = own
                progress(done, len(groups))
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise
    return Descriptors(annotations.ids, annotations.boxes_xyxy, values)


def odd_first(values: Values) -> Int:
    """An order in which boxes unlike all others come first, and then similar ones side by side.

    Parameters
    ----------
    values : (n, LENGTH) float32
        Of `Descriptors`; rows of NaN come last, as they are.

    Returns
    -------
    (n,) int64
        Rows, each once.
    """
    seen = np.flatnonzero(np.isfinite(values).all(axis=1))
    unseen = np.setdiff1d(np.arange(len(values)), seen)
    points = _balanced(values[seen])
    oddness = _oddness(points)
    middle = float(np.median(oddness)) if len(oddness) else 0.0
    usual = float(np.median(np.abs(oddness - middle))) if len(oddness) else 0.0
    odd = oddness > middle + _ODD * usual
    first = np.flatnonzero(odd)
    rest = np.flatnonzero(~odd)
    order = [
        first[np.argsort(-oddness[first], kind="stable")],
        rest[_side_by_side(points[rest], oddness[rest])],
    ]
    return np.concatenate([seen[np.concatenate(order)], unseen])


def odd_first_by_class(values: Values, categories: Int) -> Int:
    """`odd_first` of each class by itself, one class after the other.

    Parameters
    ----------
    values : (n, LENGTH) float32
    categories : (n,) int64

    Returns
    -------
    (n,) int64
        Rows, each once.
    """
    orders = [np.zeros(0, np.int64)]
    for category in np.unique(categories):
        rows = np.flatnonzero(categories == category)
        orders.append(rows[odd_first(values[rows])])
    return np.concatenate(orders)


def _look(dataset: Dataset, annotations: Annotations, rows: Int) -> Values:
    values = np.full((len(rows), LENGTH), np.nan, np.float32)
    image = int(annotations.images[rows[0]])
    path = dataset.image_path(image)
    boxes = annotations.boxes_xyxy[rows]
    if path is None:
        return values
    width, height = dataset.images.sizes_wh[image].tolist()
    try:
        crops = cut_crops(path, boxes, _SIDE, size_wh=(width, height), surroundings=0.0)
    except UserError:
        # An image that cannot be read has a flag of its own; here its boxes come last.
        return values
    for place, (crop, box) in enumerate(zip(crops, boxes, strict=True)):
        if crop is not None:
            values[place] = _descriptor(crop, box)
    return values


def _descriptor(crop: Crop, box: Float) -> Values:
    """Grey and colour in a few parts, edges by direction (after Dalal and Triggs 2005), aspect and size."""
    square = cv2.resize(crop.pixels, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(square, cv2.COLOR_RGB2LAB).astype(np.float32) / 255
    grey = cv2.resize(lab[..., 0], (_GREY_SIDE, _GREY_SIDE), interpolation=cv2.INTER_AREA).ravel()
    colour = cv2.resize(lab[..., 1:], (_CELLS, _CELLS), interpolation=cv2.INTER_AREA).ravel()
    across = cv2.Sobel(lab[..., 0], cv2.CV_32F, 1, 0)
    down = cv2.Sobel(lab[..., 0], cv2.CV_32F, 0, 1)
    angle = np.mod(np.arctan2(down, across), np.pi) * (_DIRECTIONS / np.pi)
    direction = np.minimum(angle.astype(np.int64), _DIRECTIONS - 1)
    part = np.arange(_SIDE) * _CELLS // _SIDE
    cell = (part[:, None] * _CELLS + part) * _DIRECTIONS + direction
    strength = np.hypot(across, down).ravel()
    edges = np.bincount(cell.ravel(), strength, _DIRECTIONS * _CELLS**2)
    edges /= max(float(np.linalg.norm(edges)), 1e-6)  # type: ignore[misc]
    width, height = np.maximum(box[2:] - box[:2], 1.0)
    shape = (np.log(width / height), np.log(width * height))
    return np.concatenate([grey, colour, edges, shape]).astype(np.float32)


def _balanced(values: Values) -> Values:
    """Grey, colour, edges and shape, each scaled so that it tells boxes of this kind apart as much as the others."""
    if not len(values):
        return values
    centred = (values - np.median(values, axis=0)).astype(np.float32, copy=False)
    scaled = []
    for group in np.split(centred, np.cumsum(_GROUPS)[:-1], axis=1):
        scale = float(np.sqrt(np.median((group**2).sum(axis=1))))
        scaled.append(group / np.float32(max(scale, 1e-3)))
    balanced: Values = np.concatenate(scaled, axis=1)
    return balanced


def _oddness(points: Values) -> Float:
    """How far each is from those that it resembles most, (n,) float64: the mean over a few, of a sample.

    Neighbours rather than the middle of the class, since a class may look like several things.
    """
    count = len(points)
    if count < 2:
        return np.zeros(count)
    sample = _sample(count, _REFERENCES)
    references = points[sample]
    own = np.full(count, -1)
    own[sample] = np.arange(len(sample))
    near = min(_NEIGHBOURS, len(sample) - 1)
    oddness = np.zeros(count)
    for start in range(0, count, _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        apart = _distances(points[rows], references)
        itself = np.flatnonzero(own[rows] >= 0)
        apart[itself, own[rows][itself]] = np.inf
        oddness[rows] = np.partition(apart, near - 1, axis=1)[:, :near].mean(axis=1)
    return oddness


def _side_by_side(points: Values, oddness: Float) -> Int:
    """An order in which neighbours look alike: groups around a few of them, strung up from the oddest on."""
    count = len(points)
    if count < 3:
        return np.argsort(-oddness, kind="stable")
    centres = points[_sample(count, min(_MOST_GROUPS, max(round(count**0.5), 2)))]
    nearest = np.concatenate(
        [
            _distances(points[start : start + _ROWS_AT_ONCE], centres).argmin(axis=1)
            for start in range(0, count, _ROWS_AT_ONCE)
        ]
    )
    sizes = np.maximum(np.bincount(nearest, minlength=len(centres)), 1)
    strangeness = np.bincount(nearest, oddness, len(centres)) / sizes
    chain = _chain(centres, int(np.argmax(strangeness)))
    orders = []
    for place, group in enumerate(chain):
        rows = np.flatnonzero(nearest == group)
        towards = centres[chain[min(place + 1, len(chain) - 1)]] - centres[chain[max(place - 1, 0)]]
        orders.append(rows[np.argsort(points[rows] @ towards, kind="stable")])
    return np.concatenate(orders)


def _chain(centres: Values, first: int) -> Sequence[int]:
    """All centres, each followed by the nearest that is left."""
    apart = _distances(centres, centres)
    chain = [first]
    while len(chain) < len(centres):
        apart[:, chain[-1]] = np.inf
        chain.append(int(apart[chain[-1]].argmin()))
    return chain


def _sample(count: int, most: int) -> Int:
    """Rows spread evenly, so that the same boxes always stand in the same order."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.int64))


def _distances(points: Values, references: Values) -> Values:
    squares = (points**2).sum(axis=1)[:, None] + (references**2).sum(axis=1) - 2 * points @ references.T
    distances: Values = np.sqrt(np.maximum(squares, 0))
    return distances
