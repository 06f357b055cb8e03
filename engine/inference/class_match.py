"""Which class of a model is which of a dataset: by name, and by the labels that its predictions lie on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Categories, Int
from engine.data.model import ImagePredictions
from engine.evaluation.iou import iou
from engine.inference.classes import categories_by_id, categories_by_name

_LIES_ON = 0.5
_CONFIDENT = 0.3
"""Predictions of lower score say little of what the model takes for what."""


@dataclass(frozen=True, eq=False, slots=True)
class ClassMatch:
    """The classes of a model beside those of a dataset.

    Attributes
    ----------
    numbers : tuple of m int
        The model's own, ascending: those that it names and those that it said.
    names : tuple of m str
        What the model calls them; empty where it does not say.
    counts : tuple of m int
        Confident predictions of each.
    categories : tuple of m (int or None)
        Index of the dataset's class of the same name, or without names of the same id; None: there is none.
    overlaps : (m, k) int64
        How many predictions of a class lie on a label of each of the dataset's classes.
    """

    numbers: tuple[int, ...]
    names: tuple[str, ...]
    counts: tuple[int, ...]
    categories: tuple[int | None, ...]
    overlaps: Int


def match_classes(
    said: Sequence[ImagePredictions],
    annotations: Annotations,
    categories: Categories,
    names: Mapping[int, str] | None,
) -> ClassMatch:
    """Match classes on some images.

    Parameters
    ----------
    said
        What the model said of each image.
    annotations
        Labels, of these images and others.
    categories
        Of the dataset.
    names
        Of the model's classes; None: it does not tell.
    """
    found = {int(number) for own in said for number in own.classes.tolist()}
    numbers = sorted({*found, *(names or {})})
    place = {number: row for row, number in enumerate(numbers)}
    counts = np.zeros(len(numbers), np.int64)
    overlaps = np.zeros((len(numbers), len(categories)), np.int64)
    for own in said:
        sure = own.scores >= _CONFIDENT
        rows = np.array([place[number] for number in own.classes[sure].tolist()], np.int64)
        np.add.at(counts, rows, 1)
        labels = annotations.take(annotations.rows_of_image(own.image))
        labels = labels.take(labels.countable())
        if len(labels) and len(rows):
            shared = iou(own.boxes_xyxy[sure], labels.boxes_xyxy)
            best = shared.argmax(axis=1)
            on = shared[np.arange(len(rows)), best] >= _LIES_ON
            np.add.at(overlaps, (rows[on], labels.categories[best[on]]), 1)
    by = categories_by_id(categories) if names is None else categories_by_name(categories, names)
    return ClassMatch(
        tuple(numbers),
        tuple((names or {}).get(number, "") for number in numbers),
        tuple(counts.tolist()),
        tuple(by.get(number) for number in numbers),
        overlaps,
    )


def examples_of(annotations: Annotations, images: int, most: int) -> tuple[int, ...]:
    """Images that show the classes well: each brings classes that those before it have not, then those with most boxes.

    Parameters
    ----------
    annotations
    images
        How many there are.
    most
        How many to choose, at most.
    """
    usable = annotations.take(annotations.countable())
    boxes = np.bincount(usable.images, minlength=images)
    classes: dict[int, set[int]] = {image: set() for image in range(images)}
    for image, category in zip(usable.images.tolist(), usable.categories.tolist(), strict=True):
        classes[image].add(category)
    chosen: list[int] = []
    seen: set[int] = set()
    rest = set(classes)
    while rest and len(chosen) < most:
        image = max(rest, key=lambda own: (len(classes[own] - seen), int(boxes[own]), -own))
        chosen.append(image)
        seen |= classes[image]
        rest.remove(image)
    return tuple(chosen)
