"""A reading applied: predictions of a dataset out of what a file says, and labels out of what was read of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from engine.data.dataset import Annotations, Dataset, Float, Int, Predictions
from engine.data.diagnosis import Unplaced
from engine.data.edit import Edit
from engine.data.raw_predictions import RawPredictions
from engine.data.reading import LabelReading, Layout, Reading
from engine.doctor.boxes import corners, laid_out, scaled
from engine.doctor.image_keys import UNKNOWN, image_indices
from engine.doctor.marks import marked
from engine.doctor.score_scale import to_scores
from engine.doctor.suppression import survivors
from engine.evaluation.iou import boxes_xywh
from engine.formats.coco import image_id
from engine.formats.stale import edited


@dataclass(frozen=True, eq=False, slots=True)
class Placed:
    """Predictions under a reading.

    Attributes
    ----------
    predictions : Predictions
    rows : (n,) int64
        The row of the file that each was made of.
    unplaced : Unplaced
    """

    predictions: Predictions
    rows: Int
    unplaced: Unplaced


def read_as(raw: RawPredictions, dataset: Dataset, reading: Reading) -> Placed:
    """Make predictions of what a file says; under `engine.data.reading.AS_READ` those of `read_results`."""
    if not len(raw):
        return Placed(Predictions.empty(), np.zeros(0, np.int64), Unplaced())
    images = image_indices(dataset, raw.image_keys, reading.images)[raw.images]
    categories = category_indices(dataset, raw, reading)[raw.categories]
    nothing = np.array([key in reading.background for key in raw.category_keys], np.bool_)[raw.categories]
    sizes = (
        dataset.images.sizes_wh[np.maximum(images, 0)]
        if len(dataset.images)
        else np.zeros((len(raw), 2), np.int64)
    )
    boxes = scaled(laid_out(raw.boxes, reading.layout), reading.scale, sizes)
    boxes_xyxy = corners(boxes)
    scores = to_scores(raw.scores, reading.scores)
    whole = np.isfinite(boxes).all(axis=1) & np.isfinite(boxes_xyxy).all(axis=1)
    reasons = [nothing, images == UNKNOWN, categories == UNKNOWN, ~whole, ~np.isfinite(scores)]
    left_out = np.zeros(len(raw), np.bool_)
    counts = []
    for reason in reasons:
        counts.append(int(np.count_nonzero(reason & ~left_out)))
        left_out |= reason
    background, of_images, of_categories, of_boxes, of_scores = counts
    rows = np.flatnonzero(~left_out)
    found = Predictions(
        images[rows], categories[rows], boxes_xyxy[rows], boxes[rows, 2:].copy(), scores[rows]
    )
    suppressed = 0
    if reading.suppression:
        kept = survivors(found, reading.suppression)
        suppressed = len(rows) - len(kept)
        rows, found = rows[kept], found.take(kept)
    return Placed(
        found, rows, Unplaced(of_images, of_categories, of_boxes, of_scores, background, suppressed)
    )


def raw_of(dataset: Dataset, predictions: Predictions) -> RawPredictions:
    """What a file of predictions would say that were not read from one, so that they can be examined."""
    images, image_of = np.unique(predictions.images, return_inverse=True)
    categories, category_of = np.unique(predictions.categories, return_inverse=True)
    return RawPredictions(
        tuple(image_id(dataset, image) for image in images.tolist()),
        tuple(dataset.categories.ids[categories].tolist()),
        image_of.astype(np.int64),
        category_of.astype(np.int64),
        boxes_xywh(predictions.boxes_xyxy, predictions.sizes_wh),
        predictions.scores,
    )


def category_indices(dataset: Dataset, raw: RawPredictions, reading: Reading) -> Int:
    """Index of the category that each of the file's class names means, (k,) int64; `UNKNOWN` where none."""
    index_of = {number: index for index, number in enumerate(dataset.categories.ids.tolist())}
    told = dict(reading.categories)
    found = [
        UNKNOWN if key is None or key in reading.background else index_of.get(told.get(key, key), UNKNOWN)
        for key in raw.category_keys
    ]
    return np.array(found, np.int64)


def read_labels_as(dataset: Dataset, reading: LabelReading) -> Annotations:
    """The dataset's annotations under a reading of them."""
    own = dataset.annotations
    if reading == LabelReading():
        return own
    boxes = np.hstack([own.boxes_xyxy[:, :2], own.sizes_wh])
    categories, ignore, areas = own.categories, own.ignore, own.areas
    if reading.names:
        categories = _named(dataset, dict(reading.names))
    if reading.marked_ignored:
        ignore = ignore | marked(dataset)
    sizes = dataset.images.sizes_wh[own.images]
    moved = boxes
    if reading.layout is not Layout.XYWH or reading.scale.size_wh != (0.0, 0.0):
        moved = scaled(laid_out(boxes, reading.layout), reading.scale, sizes)
    if reading.first_pixel or reading.last_pixel:
        moved = moved - np.repeat([float(reading.first_pixel), -float(reading.last_pixel)], 2)
    if moved is not boxes:
        areas = _areas(own, boxes, moved)
    return replace(
        own,
        categories=categories,
        ignore=ignore,
        boxes_xyxy=corners(moved),
        sizes_wh=moved[:, 2:].copy(),
        areas=areas,
    )


def label_edits(dataset: Dataset, annotations: Annotations, reading: LabelReading) -> tuple[Edit, ...]:
    """What makes the labels of a reading out of those that nobody has touched since they were opened.

    Parameters
    ----------
    dataset
        As it was opened.
    annotations
        The labels as they are now. What a person has changed was put where it belongs, and stays.
    reading
    """
    opened = dataset.annotations
    read = read_labels_as(dataset, reading)
    moved, relabelled = edited(opened, annotations)
    ids = annotations.ids[~(moved | relabelled)]
    now, then = opened.take(np.isin(opened.ids, ids)), read.take(np.isin(read.ids, ids))
    before, after = (np.hstack([own.boxes_xyxy, own.sizes_wh]) for own in (now, then))
    # A box without a place still has none.
    other = ((before != after) & ~(np.isnan(before) & np.isnan(after))).any(axis=1)
    other |= (now.categories != then.categories) | (now.ignore != then.ignore)
    return tuple(Edit(now.at(row), then.at(row)) for row in np.flatnonzero(other).tolist())


def _named(dataset: Dataset, names: Mapping[str, int]) -> Int:
    index_of = {number: index for index, number in enumerate(dataset.categories.ids.tolist())}
    categories = dataset.annotations.categories.copy()
    for row in np.flatnonzero(categories == UNKNOWN).tolist():
        name = dataset.records.get(int(dataset.annotations.ids[row]), {}).get("name")
        if isinstance(name, str) and name in names:
            categories[row] = index_of[names[name]]
    return categories


def _areas(own: Annotations, before: Float, after: Float) -> Float:
    """The areas of boxes read otherwise; a mask's keeps its share of the box where the box was one before."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        old, new = before[:, 2] * before[:, 3], after[:, 2] * after[:, 3]
        share = own.areas / old
    return np.where(np.isfinite(share) & (share > 0) & (share < 1), new * share, new)
