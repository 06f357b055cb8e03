"""What a training set and the images a model is measured on can differ in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Dataset, Float, Int
from engine.data.sentence import Sentence, sentence
from engine.diagnose.traits import Traits

_LEAST_CAMERAS = 2
_HOURS = 6
"""Hours that one part of the day has."""


@dataclass(frozen=True, eq=False, slots=True)
class Side:
    """One of the two sets of images that are compared.

    Attributes
    ----------
    dataset : Dataset
    annotations : Annotations
        Its labels as they are now.
    rows : (n,) int64
        Images that are compared, ascending.
    traits : Traits or None
        What they look like; None: there are no files.
    """

    dataset: Dataset
    annotations: Annotations
    rows: Int
    traits: Traits | None


@dataclass(frozen=True, eq=False, slots=True)
class Values:
    """Values of one side: one or more for an image.

    Attributes
    ----------
    values : (v,) float64
        Numbers; or places in the names, -1 where not known.
    images : (v,) int64
        Place of the image in `Side.rows`.
    """

    values: Float
    images: Int


@dataclass(frozen=True, eq=False, slots=True)
class Aspect:
    """One thing in which two sides may differ.

    Attributes
    ----------
    key : str
    name : Sentence
        For people.
    training, here : Values
    names : tuple of str
        What the values are places in; empty where they are numbers.
    unit : str
        Of numbers, for people.
    """

    key: str
    name: Sentence
    training: Values
    here: Values
    names: tuple[str, ...] = ()
    unit: str = ""


_LOOKS = (
    ("brightness", sentence("Diagnose", "Brightness of the images")),
    ("contrast", sentence("Diagnose", "Contrast of the images")),
    ("sharpness", sentence("Diagnose", "Sharpness of the images")),
    ("saturation", sentence("Diagnose", "Saturation of colours")),
    ("warmth", sentence("Diagnose", "Red against blue in the images")),
)

_OF_BOXES = (
    ("box_size", sentence("Diagnose", "Size of the boxes in their images"), "%"),
    ("box_aspect", sentence("Diagnose", "Width of the boxes by their height"), ""),
    ("box_x", sentence("Diagnose", "Place of the boxes from left to right"), "%"),
    ("box_y", sentence("Diagnose", "Place of the boxes from top to bottom"), "%"),
    ("boxes", sentence("Diagnose", "Boxes on an image"), ""),
    ("image_size", sentence("Diagnose", "Longer side of the images"), "px"),
    ("image_aspect", sentence("Diagnose", "Width of the images by their height"), ""),
)


def aspects(training: Side, here: Side) -> Iterator[Aspect]:
    """Everything that is known of both sides."""
    names = tuple(dict.fromkeys((*training.dataset.categories.names, *here.dataset.categories.names)))
    yield Aspect(
        "class_mix",
        sentence("Diagnose", "Mix of classes"),
        _classes(training, names),
        _classes(here, names),
        names=names,
    )
    geometry = _geometry(training), _geometry(here)
    for key, name, unit in _OF_BOXES:
        yield Aspect(key, name, geometry[0][key], geometry[1][key], unit=unit)
    if training.traits is None or here.traits is None:
        return
    for key, name in _LOOKS:
        then, now = (getattr(traits, key) for traits in (training.traits, here.traits))
        yield Aspect(key, name, _of_images(training, then), _of_images(here, now))
    yield from _taken(training, training.traits, here, here.traits)


def by_time(traits: Traits) -> Int:
    """The part of the day in which each image was taken, from 0, -1 where not known, (n,) int64."""
    return np.array([-1 if at is None else at.hour // _HOURS for at in traits.times], np.int64)


def times_of_day() -> tuple[Sentence, ...]:
    """What the parts of the day are called."""
    return (
        sentence("Diagnose", "at night"),
        sentence("Diagnose", "in the morning"),
        sentence("Diagnose", "in the afternoon"),
        sentence("Diagnose", "in the evening"),
    )


def relative(boxes_xyxy: Float, sizes_wh: Int) -> dict[str, Float]:
    """Size, aspect and place of boxes in their images; NaN where the image's size is not known.

    Parameters
    ----------
    boxes_xyxy : (n, 4) float64
    sizes_wh : (n, 2) int64
        Of the image of each.
    """
    size = np.where(sizes_wh > 0, sizes_wh, np.nan).astype(np.float64)
    wide, high = (boxes_xyxy[:, 2:] - boxes_xyxy[:, :2]).T
    usable = (wide > 0) & (high > 0)
    wide, high = np.where(usable, wide, np.nan), np.where(usable, high, np.nan)
    middle = (boxes_xyxy[:, :2] + boxes_xyxy[:, 2:]) / 2 / size
    return {
        "box_size": 100 * np.sqrt(wide * high) / size.max(axis=1, initial=0.0),
        "box_aspect": wide / high,
        "box_x": 100 * middle[:, 0],
        "box_y": 100 * middle[:, 1],
    }


def _own(side: Side) -> tuple[Annotations, Int]:
    """Labels on the images that are compared, and the place of the image of each."""
    own = side.annotations.take(np.isin(side.annotations.images, side.rows) & ~side.annotations.crowd)
    return own, np.searchsorted(side.rows, own.images)


def _classes(side: Side, names: tuple[str, ...]) -> Values:
    own, images = _own(side)
    place = np.array([*(names.index(name) for name in side.dataset.categories.names), -1], np.int64)
    return Values(place[np.where(own.categories >= 0, own.categories, -1)].astype(np.float64), images)


def _geometry(side: Side) -> dict[str, Values]:
    own, images = _own(side)
    sizes = side.dataset.images.sizes_wh
    found = {key: Values(value, images) for key, value in relative(own.boxes_xyxy, sizes[own.images]).items()}
    every = np.arange(len(side.rows))
    known = np.where(sizes > 0, sizes, np.nan)[side.rows]
    return {
        **found,
        "boxes": Values(np.bincount(images, minlength=len(every)).astype(np.float64), every),
        "image_size": Values(known.max(axis=1, initial=0.0), every),
        "image_aspect": Values(known[:, 0] / known[:, 1], every),
    }


def _of_images(side: Side, values: Float | Int) -> Values:
    assert side.traits is not None
    return Values(values.astype(np.float64), np.searchsorted(side.rows, side.traits.rows))


def _taken(training: Side, then: Traits, here: Side, now: Traits) -> Iterator[Aspect]:
    names = tuple(dict.fromkeys(name for name in (*then.cameras, *now.cameras) if name))
    if len(names) >= _LEAST_CAMERAS:
        place = {name: number for number, name in enumerate(names)}
        old, new = (np.array([place.get(name, -1) for name in own.cameras]) for own in (then, now))
        cameras = sentence("Diagnose", "Cameras")
        yield Aspect("camera", cameras, _of_images(training, old), _of_images(here, new), names=names)
    times = sentence("Diagnose", "Time of day")
    old, new = by_time(then), by_time(now)
    yield Aspect("time", times, _of_images(training, old), _of_images(here, new), names=times_of_day())
