"""Non-maximum suppression: done, not done, or done twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Int, Predictions
from engine.evaluation.iou import boxes_xywh, iou_of_pairs, iou_xywh

USUAL = 0.6
"""IoU from which a reading suppresses."""

_SAME, _LOOKED_AT, _MOST = 0.75, 120, 400
"""IoU of two boxes of one object; how many images are looked at, and how many predictions of each."""
_IMAGES_FOR_OVERLAPS = 1500
_UNSUPPRESSED, _REPEATS = 0.35, 1.0
_DEEPEST, _USUAL_LEAST = 0.25, 0.40
_EXPECTED, _CROSSED_LABELS = 8.0, 3


@dataclass(frozen=True, slots=True)
class Twice:
    """Signs of a second suppression.

    Attributes
    ----------
    overlap : float
        The largest IoU of two predictions of a class on an image.
    expected : float
        How many pairs would overlap by more, up to what suppression usually leaves, by chance alone.
    labels : int
        How many pairs of labels of a class do.
    """

    overlap: float
    expected: float
    labels: int


def survivors(predictions: Predictions, limit: float) -> Int:
    """Rows that suppression by class leaves, ascending, (m,) int64."""
    remaining = np.lexsort((-predictions.scores, predictions.categories, predictions.images))
    classes = predictions.categories.max(initial=0) + 1
    groups = predictions.images * classes + predictions.categories
    boxes = boxes_xywh(predictions.boxes_xyxy, predictions.sizes_wh)
    kept = [np.zeros(0, np.int64)]
    # In each round the best of each image and class stays, and takes those away that it overlaps with.
    while len(remaining):
        best = np.diff(groups[remaining], prepend=-1) != 0
        kept.append(remaining[best])
        rivals = remaining[np.flatnonzero(best)[np.cumsum(best) - 1]]
        overlaps = iou_of_pairs(boxes[remaining], boxes[rivals], np.zeros(len(remaining), np.bool_))
        remaining = remaining[~best & (overlaps < limit)]
    return np.sort(np.concatenate(kept))


def repeats(predictions: Predictions, rng: np.random.Generator) -> tuple[float, float]:
    """Share of predictions that repeat a higher scored one of their class, and how many such it has on average."""
    images = _some(predictions.images, _LOOKED_AT, rng)
    boxes = boxes_xywh(predictions.boxes_xyxy, predictions.sizes_wh)
    repeated, pairs, total = 0, 0, 0
    for rows in _rows_by_image(predictions.images, images):
        own = rows[np.argsort(-predictions.scores[rows], kind="stable")[:_MOST]]
        same = predictions.categories[own][:, None] == predictions.categories[own]
        near = np.tril((iou_xywh(boxes[own], boxes[own]) >= _SAME) & same, -1)
        repeated += int(np.count_nonzero(near.any(axis=1)))
        pairs += int(np.count_nonzero(near))
        total += len(own)
    return repeated / max(total, 1), pairs / max(total, 1)


def not_suppressed(predictions: Predictions, rng: np.random.Generator) -> float | None:
    """Share of predictions that repeat another one, where it is too large for a model that suppresses; else None."""
    share, pairs = repeats(predictions, rng)
    return (
        share
        if len(predictions) >= 10 and share >= _UNSUPPRESSED and pairs >= _UNSUPPRESSED * _REPEATS
        else None
    )


def suppressed_twice(predictions: Predictions, labels: Annotations, rng: np.random.Generator) -> Twice | None:
    """Signs that predictions were suppressed by an overlap that labels themselves have; None where there are none."""
    images = _some(predictions.images, _IMAGES_FOR_OVERLAPS, rng)
    boxes = boxes_xywh(predictions.boxes_xyxy, predictions.sizes_wh)
    groups = [
        rows[np.argsort(-predictions.scores[rows], kind="stable")[:100]]
        for rows in _rows_by_image(predictions.images, images)
    ]
    overlap, chance = 0.0, []
    for own, others in zip(groups, [*groups[1:], *groups[:1]], strict=True):
        overlaps = _overlaps_of_class(boxes[own], predictions.categories[own])
        overlap = max(overlap, float(overlaps.max(initial=0.0)))
        if overlap > _DEEPEST:
            return None
        same = predictions.categories[own][:, None] == predictions.categories[others]
        chance.append(iou_xywh(boxes[own], boxes[others])[same])
    crossed = np.concatenate(chance) if chance and len(groups) > 1 else np.zeros(0)
    # Pairs on two images are ordered, those on one are not.
    expected = np.count_nonzero((crossed > overlap) & (crossed < _USUAL_LEAST)) / 2
    counted = labels.countable() & ~labels.crowd
    places = np.flatnonzero(counted)
    crossing = 0
    of_labels = boxes_xywh(labels.boxes_xyxy, labels.sizes_wh)
    for rows in _rows_by_image(labels.images[places], images):
        own = places[rows]
        overlaps = _overlaps_of_class(of_labels[own], labels.categories[own])
        crossing += int(np.count_nonzero(overlaps > max(overlap, 0.05)))
    if expected < _EXPECTED or crossing < _CROSSED_LABELS:
        return None
    return Twice(overlap, float(expected), crossing)


def _overlaps_of_class(boxes: np.ndarray, categories: Int) -> np.ndarray:
    """IoU of each pair of one class, each pair once."""
    same = np.triu(categories[:, None] == categories, 1)
    overlaps: np.ndarray = iou_xywh(boxes, boxes)[same]
    return overlaps


def _some(images: Int, most: int, rng: np.random.Generator) -> Int:
    known = np.unique(images)
    return known if len(known) <= most else np.sort(rng.choice(known, most, replace=False))


def _rows_by_image(of_rows: Int, images: Int) -> list[Int]:
    """Rows of each of these images; images without any are left out."""
    order = np.argsort(of_rows, kind="stable")
    starts = np.searchsorted(of_rows[order], images)
    stops = np.searchsorted(of_rows[order], images, side="right")
    return [order[a:b] for a, b in zip(starts.tolist(), stops.tolist(), strict=True) if b > a]
