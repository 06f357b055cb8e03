"""What a model said of each label's place before suppression.

Suppression keeps one box of many and one class of each: a right label in a crowd may lose its own, and a wrong
class its rival. The anchors that cover a label still tell how the model shared its belief among the classes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.calibration import calibrated
from engine.data.dataset import Annotations, Bool, Float, Int, Predictions
from engine.evaluation.iou import boxes_xywh, iou_of_pairs

MATCHED = 0.5
"""IoU from which a box and a prediction are taken for the same object, as in VOC and AP50."""

_PAIRS_AT_ONCE = 500_000
"""So many pairs of boxes are compared at a time: some 100 MB."""


@dataclass(frozen=True, eq=False, slots=True)
class RawEvidence:
    """A model's raw outputs, and how far they can be trusted: measured once, unchanged by edits.

    Attributes
    ----------
    outputs : Predictions
        `Predictions.raw`: each row is what one anchor gives one class; by image.
    probabilities : (m,) float64
        Calibrated score of each row: probability that a label of its class is at IoU >= 0.5 of it.
    starts : (images + 1,) int64
        Rows of image i are ``starts[i]`` to ``starts[i + 1]``.
    """

    outputs: Predictions
    probabilities: Float
    starts: Int


@dataclass(frozen=True, eq=False, slots=True)
class AnchorsOfLabels:
    """What the anchors that cover each label say of it; rows are those of the annotations.

    Attributes
    ----------
    own, other : (n,) float64
        0 to 1: how firmly the surest of them sees the label's class, and any one other class that no label
        of that class explains.
    rival : (n,) int64
        Row of the raw outputs behind ``other``; -1 for none.
    """

    own: Float
    other: Float
    rival: Int

    def contradiction(self) -> Float:
        """How far another class is believed, times its share of what is believed of these two, (n,) float64."""
        share: Float = self.other / np.maximum(self.own + self.other, 1e-9)
        return self.other * share


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
    raw = RawEvidence(outputs, np.zeros(len(outputs)), starts)
    labels, rows, _ = _covering(raw, annotations, usable)
    right = np.zeros(len(outputs), np.bool_)
    right[rows[annotations.categories[labels] == outputs.categories[rows]]] = True
    return RawEvidence(outputs, calibrated(outputs.scores, right, outputs.categories, categories), starts)


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
    firm = np.minimum(1.0, iou / placement) * raw.probabilities[rows]
    same = annotations.categories[labels] == raw.outputs.categories[rows]
    explained = rows[same]
    own, other = np.zeros(n), np.zeros(n)
    np.maximum.at(own, labels[same], firm[same])
    free = ~same & ~np.isin(rows, explained) & (firm > 0)
    np.maximum.at(other, labels[free], firm[free])
    best = np.flatnonzero(free & (firm == other[labels]))[::-1]
    rival = np.full(n, -1)
    rival[labels[best]] = rows[best]
    return AnchorsOfLabels(own, other, rival)


def _covering(raw: RawEvidence, annotations: Annotations, usable: Bool) -> tuple[Int, Int, Float]:
    """Pairs of a label and a raw output at IoU >= 0.5: row of each, and their IoU; by label, then by output."""
    own = np.flatnonzero(usable)
    begins = raw.starts[annotations.images[own]]
    counts = raw.starts[annotations.images[own] + 1] - begins
    blocks = np.cumsum(counts) // _PAIRS_AT_ONCE
    found: list[tuple[Int, Int, Float]] = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    for block in np.unique(blocks).tolist():
        inside = blocks == block
        count = counts[inside]
        labels = np.repeat(own[inside], count)
        ends = np.cumsum(count)
        rows = np.arange(len(labels)) + np.repeat(begins[inside] - ends + count, count)
        iou = iou_of_pairs(
            boxes_xywh(annotations.boxes_xyxy[labels], annotations.sizes_wh[labels]),
            boxes_xywh(raw.outputs.boxes_xyxy[rows], raw.outputs.sizes_wh[rows]),
            np.zeros(len(labels), np.bool_),
        )
        hit = iou >= MATCHED
        found.append((labels[hit], rows[hit], iou[hit]))
    labels, rows, iou = (np.concatenate(column) for column in zip(*found, strict=True))
    return labels, rows, iou
