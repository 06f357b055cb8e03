"""What a model said of each label's place before suppression.

Suppression keeps one box of many and one class of each: a right label in a crowd may lose its own, and a wrong
class its rival. The anchors that cover a label still tell how the model shared its belief among the classes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.calibration import believed, calibrated
from engine.data.dataset import Annotations, Bool, Float, Int, Predictions
from engine.evaluation.iou import boxes_xywh, iou_of_pairs

_COVERING = 0.5
"""IoU from which an anchor speaks of a label: that from which a prediction does."""

_UNCONFIRMED = 0.5
"""What no surviving prediction says is at most as likely as not."""

_PAIRS_AT_ONCE = 500_000
"""So many pairs of boxes are compared at a time: some 100 MB."""


@dataclass(frozen=True, eq=False, slots=True)
class RawEvidence:
    """A model's raw outputs, and how far they can be trusted: measured once, unchanged by edits.

    Attributes
    ----------
    outputs : Predictions
        `Predictions.raw`: each row is what one anchor gives one class; by image. No rows where the model does
        not tell.
    probabilities : (m,) float64
        Calibrated score of each row: probability that a label of its class is at IoU >= 0.5 of it.
    beliefs : (m,) float64
        How far to believe each row, 0 to 1, where it contradicts a label's class.
    starts : (images + 1,) int64
        Rows of image i are ``starts[i]`` to ``starts[i + 1]``.
    """

    outputs: Predictions
    probabilities: Float
    beliefs: Float
    starts: Int


@dataclass(frozen=True, eq=False, slots=True)
class AnchorsOfLabels:
    """What the anchors that cover each label say of it; rows are those of the annotations.

    Attributes
    ----------
    own : (n,) float64
        0 to 1: how firmly the surest of them sees the label's class.
    other : (n,) float64
        0 to 0.5: how firmly two of them see one other class, times its share of all that they see.
    rival : (n,) int64
        Row of the raw outputs behind ``other``; -1 for none.
    """

    own: Float
    other: Float
    rival: Int


def learn_raw(
    images: int, categories: int, annotations: Annotations, usable: Bool, outputs: Predictions | None
) -> RawEvidence:
    """Measure on the labels themselves how far raw outputs can be trusted.

    An anchor needs no label of its own to be right: many cover the same object.

    Parameters
    ----------
    images, categories
        How many the dataset has.
    annotations
        All of the dataset.
    usable : (n,) bool
        Which of them can be compared with other boxes.
    outputs
        `Predictions.raw`.
    """
    outputs = Predictions.empty() if outputs is None else outputs
    starts = np.searchsorted(outputs.images, np.arange(images + 1))
    unasked = np.zeros(len(outputs))
    labels, rows, _ = _covering(RawEvidence(outputs, unasked, unasked, starts), annotations, usable)
    same = annotations.categories[labels] == outputs.categories[rows]
    right, against = np.zeros(len(outputs), np.bool_), np.zeros(len(outputs), np.bool_)
    right[rows[same]] = True
    against[rows[~same]] = True
    # To a thousandth, which is finer than any model knows its own mind, and quick to fit however many rows.
    p = calibrated(outputs.scores.round(3), right, outputs.categories, categories)
    # Squared, so without the leniency that a prediction gets: of so many anchors and classes some always contradict.
    return RawEvidence(outputs, p, p * believed(p, right, against & ~right) ** 2, starts)


def ask_anchors(
    raw: RawEvidence, annotations: Annotations, usable: Bool, placement: float
) -> AnchorsOfLabels:
    """Ask the anchors that cover each label what they see there.

    Parameters
    ----------
    raw
    annotations
        All of the dataset, or all of some images.
    usable : (n,) bool
        Which of them can be compared with other boxes.
    placement
        IoU from which on an anchor is as well placed as this model's boxes are; below it counts for less.
    """
    n = len(annotations)
    labels, rows, iou = _covering(raw, annotations, usable)
    categories = raw.outputs.categories[rows]
    firmness = np.minimum(1.0, iou / placement)
    firm = firmness * raw.probabilities[rows]
    same = annotations.categories[labels] == categories
    own, other, rival = np.zeros(n), np.zeros(n), np.full(n, -1)
    np.maximum.at(own, labels[same], firm[same])

    free = ~same & ~np.isin(rows, rows[same])
    _, group = np.unique(labels * (categories.max(initial=0) + 1) + categories, return_inverse=True)
    share = np.bincount(group, firm)[group] / np.maximum(np.bincount(labels, firm, n)[labels], 1e-9)
    against = np.where(free, _UNCONFIRMED * share * firmness * raw.beliefs[rows], 0.0)
    second = _second_of_each(group, against)
    np.maximum.at(other, labels[second], against[second])
    best = second[(against[second] > 0) & (against[second] == other[labels[second]])][::-1]
    rival[labels[best]] = rows[best]
    return AnchorsOfLabels(own, other, rival)


def _second_of_each(group: Int, values: Float) -> Int:
    """Where the second largest value of each group is, of the groups that have two."""
    order = np.lexsort((-values, group))
    counts = np.bincount(group)
    starts = np.cumsum(counts) - counts
    seconds: Int = order[starts[counts > 1] + 1]
    return seconds


def _covering(raw: RawEvidence, annotations: Annotations, usable: Bool) -> tuple[Int, Int, Float]:
    """Pairs of a label and a raw output at IoU >= 0.5: row of each, and their IoU; by label, then by output."""
    own = np.flatnonzero(usable)
    begins = raw.starts[annotations.images[own]]
    counts = raw.starts[annotations.images[own] + 1] - begins
    blocks = np.cumsum(counts) // _PAIRS_AT_ONCE
    # A box of which at least half lies in another has its centre there: quicker asked than the IoU.
    first = int(begins.min(initial=len(raw.outputs)))
    asked = raw.outputs.boxes_xyxy[first : int((begins + counts).max(initial=0))]
    centres = (asked[:, :2] + asked[:, 2:]).T / 2
    found: list[tuple[Int, Int, Float]] = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    for block in np.unique(blocks).tolist():
        inside = blocks == block
        count = counts[inside]
        labels = np.repeat(own[inside], count)
        ends = np.cumsum(count)
        rows = np.arange(len(labels)) + np.repeat(begins[inside] - ends + count, count)
        x, y = centres[:, rows - first]
        left, top, right, bottom = (side[labels] for side in annotations.boxes_xyxy.T)
        near = np.flatnonzero((x >= left) & (x <= right) & (y >= top) & (y <= bottom))
        labels, rows = labels[near], rows[near]
        iou = iou_of_pairs(
            boxes_xywh(annotations.boxes_xyxy[labels], annotations.sizes_wh[labels]),
            boxes_xywh(raw.outputs.boxes_xyxy[rows], raw.outputs.sizes_wh[rows]),
            np.zeros(len(labels), np.bool_),
        )
        hit = iou >= _COVERING
        found.append((labels[hit], rows[hit], iou[hit]))
    labels, rows, iou = (np.concatenate(column) for column in zip(*found, strict=True))
    return labels, rows, iou
