"""What each label adds to the AP of its class: where a slice of them adds less, AP of that slice is lower."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Float
from engine.evaluation.incremental import Evaluation, countable
from engine.evaluation.matching import match


@dataclass(frozen=True, eq=False, slots=True)
class Credits:
    """Labels that count, and what each adds.

    Attributes
    ----------
    annotations : Annotations
        By image; none is a crowd or to be ignored.
    values : (n,) float64
        0 to 1; their mean over a class is its AP, but for what 101 points of recall round.
    """

    annotations: Annotations
    values: Float


def credits(evaluation: Evaluation, annotations: Annotations) -> Credits:
    """Precision at the prediction that finds each label, the largest from there on, over the IoU thresholds; else 0.

    AP is the mean of precision over recall, and each label that is found makes one step of recall.

    Parameters
    ----------
    evaluation
        Of these annotations.
    annotations
    """
    known = countable(annotations, len(evaluation.curves))
    own = known.take(np.argsort(known.images, kind="stable"))
    values = np.zeros(len(own))
    for category in range(len(evaluation.curves)):
        rows = np.flatnonzero(own.categories == category)
        if len(rows):
            values[rows] = _of_category(evaluation, own.take(rows), category)
    counted = ~(own.crowd | own.ignore)
    return Credits(own.take(counted), values[counted])


def _of_category(evaluation: Evaluation, own: Annotations, category: int) -> Float:
    ranking, thresholds = evaluation.ranking, evaluation.settings.iou_thresholds
    part = ranking.of_category(category)
    ignored = own.crowd | own.ignore
    matched = match(ranking.boxes_xywh[part], ranking.images[part], own, ignored[None], thresholds)
    positions = ranking.positions[part]
    values = np.zeros(len(own))
    for number in range(len(thresholds)):
        found = matched.annotations[:, number]
        hit = found >= 0
        true, neither = np.zeros((2, len(positions)), np.bool_)
        place = positions[matched.predictions[hit]]
        neither[place] = ignored[found[hit]]
        true[place] = ~neither[place]
        precision = np.cumsum(true) / np.maximum(np.cumsum(~neither), 1)
        best = np.maximum.accumulate(np.where(true, precision, 0.0)[::-1])[::-1]
        counts = true[place]
        values[found[hit][counts]] += best[place[counts]]
    result: Float = values / len(thresholds)
    return result
