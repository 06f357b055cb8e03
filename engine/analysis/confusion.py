"""Which classes are taken for which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hotcoco import metrics

from engine.analysis.outcome import Outcomes
from engine.data.analysis import Confusion
from engine.data.dataset import Int
from engine.evaluation.matching import match


@dataclass(frozen=True, eq=False, slots=True)
class ClassBlindPairs:
    """Predictions and boxes that belong together whatever their class; those without a partner are with -1.

    Attributes
    ----------
    predictions : (p,) int64
        Place in the `Outcomes`, or -1.
    annotations : (p,) int64
        Row in `Outcomes.annotations`, or -1.
    """

    predictions: Int
    annotations: Int


def pair_class_blind(outcomes: Outcomes, *, min_score: float) -> ClassBlindPairs:
    """Match predictions of a score or above with boxes, best score first, whatever their class.

    Crowds and boxes to be ignored take no part, nor do predictions whose own class would ignore them.
    """
    not_counted = ~outcomes.true_positive & ~outcomes.false_positive
    asked = np.flatnonzero((outcomes.scores >= min_score) & ~not_counted)
    asked = asked[np.lexsort((-outcomes.scores[asked], outcomes.images[asked]))]
    rows = np.flatnonzero(~outcomes.ignored)
    boxes = outcomes.annotations.take(rows)
    found = match(
        outcomes.boxes_xywh[asked],
        outcomes.images[asked],
        boxes,
        np.zeros((1, len(boxes)), np.bool_),
        np.array([outcomes.iou_threshold]),
    )
    partner = np.full(len(asked), -1, np.int64)
    hit = found.annotations[:, 0] >= 0
    partner[found.predictions[hit]] = rows[found.annotations[hit, 0]]
    alone = np.setdiff1d(rows, partner)
    return ClassBlindPairs(np.append(asked, np.full(len(alone), -1)), np.append(partner, alone))


def confuse(outcomes: Outcomes, pairs: ClassBlindPairs, categories: int, *, min_score: float) -> Confusion:
    """Count the pairs by class of the box and class of the prediction."""
    box_class, predicted = classes_of(outcomes, pairs)
    counts = metrics.confusion_matrix(_or_none(box_class), _or_none(predicted), categories)
    return Confusion(counts.astype(np.int64), min_score)


def classes_of(outcomes: Outcomes, pairs: ClassBlindPairs) -> tuple[Int, Int]:
    """Class of the box and of the prediction of each pair, -1 without one, (p,) int64 each."""
    return (
        np.append(outcomes.annotations.categories, -1)[pairs.annotations],
        np.append(outcomes.categories, -1)[pairs.predictions],
    )


def _or_none(classes: Int) -> list[int | None]:
    return [None if value < 0 else value for value in classes.tolist()]
