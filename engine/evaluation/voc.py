"""Average precision as Pascal VOC's development kit measures it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.data.dataset import Annotations, Bool, Categories, Float, Images, Int, Predictions
from engine.data.metrics import NOT_DEFINED
from engine.errors import UserError
from engine.evaluation.iou import boxes_xywh
from engine.evaluation.matching import Pairs
from engine.evaluation.ranking import countable_rows

ELEVEN_RECALLS = np.arange(11) / 10
"""0, 0.1, ... 1, each the double next to it, so that a recall of 3 in 10 reaches 0.3."""


@dataclass(frozen=True, eq=False, slots=True)
class VocMetrics:
    """Pascal VOC's average precision, 0 to 1; `NOT_DEFINED` where there is no ground truth to find.

    Attributes
    ----------
    per_class_11_point : (k,) float64
        By category index: mean of the precision at eleven recalls, as VOC had it until 2009.
    per_class_all_point : (k,) float64
        Area under the precision-recall curve, as VOC has it since 2010.
    map_11_point, map_all_point : float
        Means over the classes where it is defined.
    """

    per_class_11_point: Float
    per_class_all_point: Float
    map_11_point: float
    map_all_point: float


def voc_average_precision(
    images: Images,
    categories: Categories,
    annotations: Annotations,
    predictions: Predictions,
    *,
    iou_threshold: float = 0.5,
) -> VocMetrics:
    """Measure predictions on labels as Pascal VOC does.

    Every prediction belongs to the box of its image and class with the largest IoU, the first of equals, if that is at
    or above the threshold. It is a true positive where it is the first in falling score to claim a box, and a false
    positive where the box is taken or there is none. Predictions of equal score stand in the order of their file. All
    predictions count, however many there are on an image.

    Boxes to be ignored (VOC's difficult ones) and crowds need not be found, and predictions that belong to them count
    neither way. VOC knows no crowds: their IoU is that of any other box.

    Source: ``VOCevaldet.m`` of the VOC 2012 development kit, but for the size of a box. VOC's corners are whole pixels,
    both inside the box, and its sides one longer than their difference; ours are continuous coordinates.

    Parameters
    ----------
    annotations, predictions
        Rows that are not countable take no part.
    iou_threshold
        Above 0, up to 1.

    Raises
    ------
    UserError
        The threshold is none.
    """
    if not 0 < iou_threshold <= 1:
        raise UserError(
            f"an IoU threshold of {iou_threshold} is none",
            record="evaluation settings",
            remedy="Choose one above 0, up to 1",
        )
    scored = predictions.take(countable_rows(predictions, len(images), len(categories)))
    scored = scored.take(np.lexsort((-scored.scores, scored.categories)))
    labels = annotations.take(annotations.countable() & (annotations.categories < len(categories)))
    ignored = labels.crowd | labels.ignore
    true, counts = _outcomes(_claimed(scored, labels, len(images), iou_threshold), ignored)
    positives = np.bincount(labels.categories[~ignored], minlength=len(categories))
    bounds = np.searchsorted(scored.categories, np.arange(len(categories) + 1))
    eleven, every = np.full((2, len(categories)), NOT_DEFINED)
    for category in np.flatnonzero(positives).tolist():
        own = slice(bounds[category], bounds[category + 1])
        precision = _precision(true[own][counts[own]])
        eleven[category] = _eleven_point(precision, int(positives[category]))
        every[category] = precision.sum() / positives[category]
    return VocMetrics(eleven, every, _mean(eleven), _mean(every))


def _claimed(scored: Predictions, labels: Annotations, images: int, iou_threshold: float) -> Int:
    """Row of the annotation that each prediction belongs to, (d,) int64; -1 for none."""
    cells = labels.categories * images + labels.images
    order = np.argsort(cells, kind="stable")
    by_cell = replace(labels.take(order), images=cells[order], crowd=np.zeros(len(labels), np.bool_))
    pairs = Pairs.of(
        boxes_xywh(scored.boxes_xyxy, scored.sizes_wh),
        scored.categories * images + scored.images,
        by_cell,
        iou_threshold,
    )
    claimed = np.full(len(scored), -1, np.int64)
    # The preferred pair of a prediction comes last, and the last assignment to a place is the one that stays.
    preferred = np.lexsort((-pairs.annotations, pairs.overlaps, pairs.predictions))
    claimed[pairs.predictions[preferred]] = order[pairs.annotations[preferred]]
    return claimed


def _outcomes(claimed: Int, ignored: Bool) -> tuple[Bool, Bool]:
    """Which predictions are true positives, and which count, (d,) bool each."""
    claims = np.flatnonzero(claimed >= 0)
    not_counted = ignored[claimed[claims]]
    counts = np.ones(len(claimed), np.bool_)
    counts[claims[not_counted]] = False
    _, first = np.unique(claimed[claims], return_index=True)
    true = np.zeros(len(claimed), np.bool_)
    true[claims[first]] = ~not_counted[first]
    return true, counts


def _precision(true: Bool) -> Float:
    """At each true positive, the largest precision from there on, (p,) float64.

    Parameters
    ----------
    true : (d,) bool
        Which predictions are true positives, of those that count, by falling score.
    """
    places = np.flatnonzero(true)
    precision = np.arange(1, len(places) + 1) / (places + 1)
    return np.maximum.accumulate(precision[::-1])[::-1]


def _eleven_point(precision: Float, positives: int) -> float:
    recall = np.arange(1, len(precision) + 1) / positives
    reached = np.append(precision, 0.0)[np.searchsorted(recall, ELEVEN_RECALLS)]
    return float(reached.sum() / len(ELEVEN_RECALLS))


def _mean(per_class: Float) -> float:
    defined = per_class[per_class > NOT_DEFINED]
    return float(defined.mean()) if len(defined) else NOT_DEFINED
