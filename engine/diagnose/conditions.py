"""Conditions by which labels are divided into slices: what a box is like, and what its image is like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from engine.data.dataset import Annotations, Bool, Dataset, Float
from engine.data.sentence import Sentence, sentence
from engine.diagnose.measures import by_time, relative, times_of_day
from engine.diagnose.traits import Traits

_TAIL = 0.25
"""Share of images or boxes that count as the least, and as the most."""
_EDGE_PX = 1.0
_MOST_CLASSES = 80
_MOST_CAMERAS = 20


@dataclass(frozen=True, eq=False, slots=True)
class Condition:
    """Something that holds of some labels.

    Attributes
    ----------
    key : str
    group : str
        What it speaks of: no two conditions of one group make a slice.
    name : Sentence
        For people.
    holds : (n,) bool
        Of which: images, or labels.
    of_boxes : bool
        Whether it speaks of labels.
    category : int or None
        The class it asks for.
    """

    key: str
    group: str
    name: Sentence
    holds: Bool
    of_boxes: bool = False
    category: int | None = None


def of_images(dataset: Dataset, traits: Traits | None) -> list[Condition]:
    """What can be said of images."""
    found = list(_tails("image_size", _longer_side(dataset), _SIZES))
    if traits is None:
        return found
    for key, names in _LOOKS.items():
        values = np.full(len(dataset.images), np.nan)
        values[traits.rows] = getattr(traits, key)
        found += _tails(key, values, names)
    taken_by = np.array(traits.cameras, np.str_)
    cameras, counts = np.unique([name for name in traits.cameras if name], return_counts=True)
    for name in cameras[np.argsort(-counts, kind="stable")][:_MOST_CAMERAS].tolist():
        said = sentence("Diagnose", "images of the camera {name}", name=name)
        found.append(Condition(f"camera={name}", "camera", said, _on(dataset, traits, taken_by == name)))
    times = by_time(traits)
    for place, time in enumerate(times_of_day()):
        said = sentence("Diagnose", "images taken {time}", time=time)
        found.append(Condition(f"time={place}", "time", said, _on(dataset, traits, times == place)))
    return found


def of_boxes(dataset: Dataset, annotations: Annotations) -> list[Condition]:
    """What can be said of boxes."""
    found = []
    counts = np.bincount(annotations.categories, minlength=len(dataset.categories))
    for category in np.argsort(-counts, kind="stable")[:_MOST_CLASSES].tolist():
        said = sentence("Diagnose", "boxes of {name}", name=dataset.categories.names[category])
        own = annotations.categories == category
        found.append(Condition(f"class={category}", "class", said, own, of_boxes=True, category=category))
    sizes = dataset.images.sizes_wh[annotations.images]
    values = relative(annotations.boxes_xyxy, sizes)
    for key, names in _BOXES.items():
        found += [replace(own, of_boxes=True) for own in _tails(key, values[key], names)]
    corners = annotations.boxes_xyxy
    beyond = (corners[:, :2] <= _EDGE_PX) | (corners[:, 2:] >= sizes - _EDGE_PX)
    known = (sizes > 0).all(axis=1)
    cut: Bool = np.logical_and(beyond.any(axis=1), known)
    found.append(
        Condition("edge", "place", sentence("Diagnose", "boxes at the edge of the image"), cut, of_boxes=True)
    )
    return found


_SIZES = (sentence("Diagnose", "the smallest images"), sentence("Diagnose", "the largest images"))
_LOOKS = {
    "brightness": (sentence("Diagnose", "the darkest images"), sentence("Diagnose", "the brightest images")),
    "contrast": (
        sentence("Diagnose", "images of the least contrast"),
        sentence("Diagnose", "images of the most contrast"),
    ),
    "sharpness": (
        sentence("Diagnose", "the most blurred images"),
        sentence("Diagnose", "the images of the finest detail"),
    ),
    "saturation": (
        sentence("Diagnose", "the palest images"),
        sentence("Diagnose", "the most colourful images"),
    ),
    "warmth": (sentence("Diagnose", "the bluest images"), sentence("Diagnose", "the reddest images")),
}
_BOXES = {
    "box_size": (sentence("Diagnose", "the smallest boxes"), sentence("Diagnose", "the largest boxes")),
    "box_aspect": (sentence("Diagnose", "the narrowest boxes"), sentence("Diagnose", "the widest boxes")),
    "box_x": (sentence("Diagnose", "boxes at the left"), sentence("Diagnose", "boxes at the right")),
    "box_y": (sentence("Diagnose", "boxes at the top"), sentence("Diagnose", "boxes at the bottom")),
}


def _tails(key: str, values: Float, names: tuple[Sentence, Sentence]) -> Iterator[Condition]:
    """The quarter of the least and that of the most; neither where values hardly differ."""
    known = values[np.isfinite(values)]
    if not len(known):
        return
    low, high = np.quantile(known, [_TAIL, 1 - _TAIL]).tolist()
    if low < high:
        for end, name, holds in zip("<>", names, (values <= low, values >= high), strict=True):
            yield Condition(f"{key}{end}", key, name, holds)


def _longer_side(dataset: Dataset) -> Float:
    sizes = dataset.images.sizes_wh
    longer: Float = np.where((sizes > 0).all(axis=1), sizes.max(axis=1, initial=0), np.nan).astype(np.float64)
    return longer


def _on(dataset: Dataset, traits: Traits, holds: Bool) -> Bool:
    result = np.zeros(len(dataset.images), np.bool_)
    result[traits.rows[holds]] = True
    return result
