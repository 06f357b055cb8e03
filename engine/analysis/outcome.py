"""What became of each prediction and of each box at one IoU threshold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Bool, Float, Int
from engine.evaluation.incremental import Evaluation, countable
from engine.evaluation.matching import match


@dataclass(frozen=True, eq=False, slots=True)
class Outcomes:
    """Predictions and boxes that count, and which belong together, as COCO's metrics match them.

    Attributes
    ----------
    iou_threshold : float
    rows : (m,) int64
        Rows in `Predictions`, by category, image and falling score.
    images, categories : (m,) int64
        Of the predictions.
    boxes_xywh : (m, 4) float64
        Of the predictions.
    scores : (m,) float64
    matched : (m,) int64
        Row in ``annotations``, or -1.
    annotations : Annotations
        By image.
    found_by : (n,) int64
        Which of the predictions found the box, or -1.
    ignored : (n,) bool
        Whether the box need not be found: a crowd, or to be ignored.
    """

    iou_threshold: float
    rows: Int
    images: Int
    categories: Int
    boxes_xywh: Float
    scores: Float
    matched: Int
    annotations: Annotations
    found_by: Int
    ignored: Bool

    @property
    def true_positive(self) -> Bool:
        """Which predictions found a box that counts, (m,) bool."""
        return (self.matched >= 0) & ~self._not_counted

    @property
    def false_positive(self) -> Bool:
        """Which predictions found none, (m,) bool; those of ignored boxes are neither."""
        return self.matched < 0

    @property
    def missed(self) -> Bool:
        """Which boxes should have been found and were not, (n,) bool."""
        return (self.found_by < 0) & ~self.ignored

    @property
    def _not_counted(self) -> Bool:
        return np.append(self.ignored, False)[self.matched]


def outcomes(evaluation: Evaluation, annotations: Annotations, *, iou_threshold: float = 0.5) -> Outcomes:
    """Match the predictions of an evaluation with its labels once more, and keep what became of each.

    Parameters
    ----------
    evaluation
    annotations
        The labels it was made of.
    iou_threshold
        0 to 1; it need not be one of the evaluation's.
    """
    ranking = evaluation.ranking
    counted = countable(annotations, len(evaluation.events))
    boxes = counted.take(np.argsort(counted.images, kind="stable"))
    ignored = boxes.crowd | boxes.ignore
    matched = np.full(len(ranking.rows), -1, np.int64)
    found_by = np.full(len(boxes), -1, np.int64)
    by_category = np.argsort(boxes.categories, kind="stable")
    bounds = np.searchsorted(boxes.categories[by_category], np.arange(len(evaluation.events) + 1))
    for category in range(len(evaluation.events)):
        cell = ranking.of_category(category)
        rows = by_category[bounds[category] : bounds[category + 1]]
        found = match(
            ranking.boxes_xywh[cell],
            ranking.images[cell],
            boxes.take(rows),
            ignored[rows][None],
            np.array([iou_threshold]),
        )
        hit = found.annotations[:, 0] >= 0
        target = rows[found.annotations[hit, 0]]
        matched[cell.start + found.predictions[hit]] = target
        found_by[target] = cell.start + found.predictions[hit]
    scores = np.concatenate(
        [
            np.zeros(0),
            *(
                own.scores[ranking.positions[ranking.of_category(k)]]
                for k, own in enumerate(ranking.categories)
            ),
        ]
    )
    categories = np.repeat(np.arange(len(ranking.categories)), np.diff(ranking.bounds))
    return Outcomes(
        iou_threshold=iou_threshold,
        rows=ranking.rows,
        images=ranking.images,
        categories=categories,
        boxes_xywh=ranking.boxes_xywh,
        scores=scores,
        matched=matched,
        annotations=boxes,
        found_by=found_by,
        ignored=ignored,
    )
