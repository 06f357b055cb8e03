"""What boxes of a class usually do, so that it is no doubt when one does it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.checks.pairs import BoxPairs, overlapping
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotations, Bool, Float, Images, Int
from engine.loss import usable_boxes

NORMAL = 1.4826
"""Standard deviation of a normal spread over its median absolute deviation."""

_LEAST_SPREAD = 0.1
"""Of places, as a share of the image: people frame no better than that."""


@dataclass(frozen=True, eq=False, slots=True)
class Habits:
    """How usual it is for each class to do what would be odd in another.

    Attributes
    ----------
    tiny, covering, nested : (k,) float64
        Share of the boxes that are tiny, that cover their image, and that hold another of their class; one of them does
        not count, so that a box is held against the others.
    together : (k, k) float64
        Share of the boxes of the rarer of two classes that are in the same place as one of the other, but for one.
    places, place_spreads : (k, 2) float64
        Median and robust standard deviation of the middle of the boxes, as a share of the image.
    """

    tiny: Float
    covering: Float
    nested: Float
    together: Float
    places: Float
    place_spreads: Float


def measure_habits(
    images: Images, annotations: Annotations, categories: int, settings: CheckSettings
) -> Habits:
    """Measure the habits of the classes over a whole dataset; crowds are left out."""
    usable = usable_boxes(annotations.boxes_xyxy)
    rows = np.flatnonzero(usable & ~annotations.crowd & (annotations.categories >= 0))
    own = annotations.categories[rows]
    counts = np.maximum(np.bincount(own, minlength=categories), 1)

    def share(found: Int) -> Float:
        return np.maximum(np.bincount(annotations.categories[found], minlength=categories) - 1, 0) / counts

    nested = nested_pairs(annotations, rows, settings.nested_share)
    together = np.zeros((categories, categories))
    pairs = same_place_pairs(annotations, rows, settings.same_place_from)
    classes = annotations.categories
    np.add.at(together, (classes[pairs.first], classes[pairs.second]), 1)
    together = np.maximum(together + together.T - 1, 0) / np.minimum(counts[:, None], counts[None, :])

    places, spreads = np.full((categories, 2), 0.5), np.ones((categories, 2))
    middle = middles(images, annotations)
    for category in np.unique(own).tolist():
        at = middle[rows[own == category]]
        at = at[np.isfinite(at).all(axis=1)]
        if len(at):
            places[category] = np.median(at, axis=0)
            deviation = np.median(np.abs(at - places[category]), axis=0)
            spreads[category] = np.maximum(NORMAL * deviation, _LEAST_SPREAD)
    return Habits(
        tiny=share(rows[is_tiny(images, annotations, settings)[rows]]),
        covering=share(rows[covers_image(images, annotations, settings)[rows]]),
        nested=share(np.unique(nested.first)),
        together=together,
        places=places,
        place_spreads=spreads,
    )


def rarity(share: Float, settings: CheckSettings) -> Float:
    """How much of a doubt is left where so many boxes of the class do the same: 1 if none, 0 if it is common."""
    return np.clip(1.0 - share / settings.common, 0.0, 1.0)


def is_tiny(images: Images, annotations: Annotations, settings: CheckSettings) -> Bool:
    """Which boxes have a side too short to see anything, in the image or in the model's input, (n,) bool."""
    shortest = annotations.sizes_wh.min(axis=1, initial=np.inf)
    scales, known = input_scales(images, annotations, settings)
    tiny: Bool = (shortest < settings.tiny_side) | (known & (shortest * scales < settings.tiny_input_side))
    return tiny


def input_scales(images: Images, annotations: Annotations, settings: CheckSettings) -> tuple[Float, Bool]:
    """How large the model sees each box, in the box's own size, (n,) float64; and whether that is known, (n,) bool."""
    longer = images.sizes_wh.max(axis=1, initial=0)[annotations.images]
    known: Bool = (longer > 0) & (settings.input_side > 0)
    return np.where(known, settings.input_side / np.maximum(longer, 1), 1.0), known


def covers_image(images: Images, annotations: Annotations, settings: CheckSettings) -> Bool:
    """Which boxes cover nearly all of their image, (n,) bool; none of those of unknown size."""
    sizes = images.sizes_wh[annotations.images].astype(np.float64)
    corners = np.clip(annotations.boxes_xyxy, 0.0, np.concatenate([sizes, sizes], axis=1))
    covered = (corners[:, 2:] - corners[:, :2]).prod(axis=1)
    whole = sizes.prod(axis=1)
    covers: Bool = (whole > 0) & (covered >= settings.covered * whole)
    return covers


def cut_by_edge(images: Images, annotations: Annotations, tolerance: float) -> Bool:
    """Which boxes end at the edge of their image, (n,) bool: what they show is cut off there, so small or narrow."""
    sizes = images.sizes_wh[annotations.images]
    boxes = annotations.boxes_xyxy
    first, last = (boxes[:, :2] <= tolerance).any(axis=1), (boxes[:, 2:] >= sizes - tolerance).any(axis=1)
    return np.asarray((sizes > 0).all(axis=1) & (first | last), np.bool_)


def middles(images: Images, annotations: Annotations) -> Float:
    """Middle of each box as a share of its image's width and height, (n, 2); NaN where that is not known."""
    sizes = images.sizes_wh[annotations.images].astype(np.float64)
    sizes[(sizes <= 0).any(axis=1)] = np.nan
    boxes = annotations.boxes_xyxy
    middle: Float = (boxes[:, :2] + boxes[:, 2:]) / 2 / sizes
    return middle


def nested_pairs(annotations: Annotations, rows: Int, least_share: float) -> BoxPairs:
    """Pairs of a class of which the first holds the second, which is half its size at most."""
    pairs = overlapping(annotations, rows, within_class=True)
    areas = np.zeros(len(annotations))
    areas[rows] = annotations.sizes_wh[rows].prod(axis=1)
    a, b = areas[pairs.first], areas[pairs.second]
    outer, inner = np.where(a >= b, pairs.first, pairs.second), np.where(a >= b, pairs.second, pairs.first)
    shared = pairs.iou * (a + b) / (1.0 + pairs.iou)
    small, large = np.minimum(a, b), np.maximum(a, b)
    return BoxPairs(outer, inner, pairs.iou).where(
        (shared >= least_share * small) & (small <= large / 2) & (small > 0)
    )


def same_place_pairs(annotations: Annotations, rows: Int, least_iou: float) -> BoxPairs:
    """Pairs of different classes that overlap by so much."""
    pairs = overlapping(annotations, rows, within_class=False)
    return pairs.where(pairs.iou >= least_iou)
