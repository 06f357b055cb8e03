"""The score from which on predictions are best kept: where F1 is largest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Float, Int
from engine.evaluation.events import counted_more, events_in, is_true_positive, positions_of
from engine.evaluation.incremental import Evaluation

_Outcomes = tuple[Float, Int, Int]
"""Of predictions by falling score: scores, and for how many each counts as true positive and at all."""


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """What comes of keeping the predictions from a score on.

    Attributes
    ----------
    score : float
        The lowest score kept.
    precision, recall, f1 : float
        0 to 1.
    """

    score: float
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class OperatingPoints:
    """The best operating points; None where nothing is found, or nothing is there to be found.

    Attributes
    ----------
    per_class : tuple of k (OperatingPoint or None)
        A score for each category, by index.
    overall : OperatingPoint or None
        One score for all categories, whose boxes and predictions are counted together.
    """

    per_class: tuple[OperatingPoint | None, ...]
    overall: OperatingPoint | None


def best_operating_points(evaluation: Evaluation, *, iou_threshold: float = 0.5) -> OperatingPoints:
    """Find the scores of largest F1, the highest of equals, for boxes of any area.

    Matches are COCO's: crowds and boxes to be ignored count neither way, nor do predictions beyond the limit per image.
    Of predictions of equal score all are kept or none. Where the settings lack this IoU threshold or the area range
    ``"all"``, there are no points.
    """
    settings, categories = evaluation.settings, len(evaluation.events)
    area, threshold = settings.area("all"), settings.threshold(iou_threshold)
    if area is None or threshold is None or not categories:
        return OperatingPoints((None,) * categories, None)
    outcomes = [_outcomes(evaluation, category, area, threshold) for category in range(categories)]
    positives = evaluation.positives[:, area].tolist()
    scores, true, counted = (np.concatenate(column) for column in zip(*outcomes, strict=True))
    order = np.argsort(-scores)
    return OperatingPoints(
        tuple(_best(*own, count) for own, count in zip(outcomes, positives, strict=True)),
        _best(scores[order], true[order], counted[order], sum(positives)),
    )


def _outcomes(evaluation: Evaluation, category: int, area: int, threshold: int) -> _Outcomes:
    ranking = evaluation.ranking.categories[category]
    column = area * len(evaluation.settings.iou_thresholds) + threshold
    events, _ = events_in(evaluation.events[category], np.array([column]))
    counted = np.diff(ranking.inside[area].astype(np.int64), prepend=0)
    counted[positions_of(events)] += counted_more(events)
    true = np.zeros_like(counted)
    true[positions_of(events[is_true_positive(events)])] = 1
    return ranking.scores, true, counted


def _best(scores: Float, true: Int, counted: Int, positives: int) -> OperatingPoint | None:
    """The point of largest F1 = 2 TP / (predictions that count + positives)."""
    if not true.any():
        return None
    last_of_equals = np.flatnonzero(np.append(scores[1:] != scores[:-1], True))
    found, kept = np.cumsum(true)[last_of_equals], np.cumsum(counted)[last_of_equals]
    f1 = 2 * found / (kept + positives)
    best = int(np.argmax(f1))
    return OperatingPoint(
        score=float(scores[last_of_equals[best]]),
        precision=float(found[best] / kept[best]),
        recall=float(found[best] / positives),
        f1=float(f1[best]),
    )
