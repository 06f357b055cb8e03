"""From matched predictions to precision at the recall thresholds, as pycocotools accumulates it.

Precision at a recall depends on the true positives alone: how many there are up to one, and how many predictions
count up to it. So a category is kept as its *events*: for each area range and IoU threshold, in falling score, the true
positives, and the predictions that count although their area says otherwise, or do not although it does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Bool, Float, Int
from engine.data.metrics import NOT_DEFINED
from engine.evaluation.matching import Matched
from engine.evaluation.ranking import CategoryRanking
from engine.evaluation.settings import EvaluationSettings

# What an event is; the value less one is by how much it changes the number of predictions that count.
_NOT_COUNTED = 0
_TRUE_POSITIVE = 1
_TRUE_POSITIVE_OF_OTHER_AREA = 2

_POSITION_BITS = 40
_COLUMN_SHIFT = _POSITION_BITS + 2
_POSITION_MASK = (1 << _POSITION_BITS) - 1


@dataclass(frozen=True, eq=False, slots=True)
class Curves:
    """Precision and recall of one category.

    Attributes
    ----------
    precision : (A, T, R) float64
        At the recall thresholds, for the largest number of detections; `NOT_DEFINED` without ground truth.
    scores : (A, T, R) float64
        Score at which that recall is reached; 0 where it is not.
    recall : (A, T, M) float64
        The largest one reached.
    """

    precision: Float
    scores: Float
    recall: Float


def events_of(matched: Matched, ignored: Bool, in_range: Bool, positions: Int) -> Int:
    """Events of some predictions, ascending.

    Parameters
    ----------
    matched
    ignored : (A, g) bool
        Which annotations are to be ignored in each area range.
    in_range : (A, d) bool
        Whether the predictions' areas lie in each range.
    positions : (d,) int64
        Where the predictions stand in the category's ranking.

    Returns
    -------
    (e,) int64
        Column (area range, then IoU threshold), position and what it is, packed so that they sort in this order.
    """
    thresholds = matched.annotations.shape[1]
    row, threshold = np.nonzero(matched.annotations >= 0)
    area, prediction = matched.areas[row], matched.predictions[row]
    not_counted = ignored[area, matched.annotations[row, threshold]]
    inside = in_range[area, prediction]
    what = np.where(not_counted, _NOT_COUNTED, np.where(inside, _TRUE_POSITIVE, _TRUE_POSITIVE_OF_OTHER_AREA))
    events = (area * thresholds + threshold) << _COLUMN_SHIFT | positions[prediction] << 2 | what
    return np.sort(events[~not_counted | inside])


def replace_events(events: Int, positions: Int, new: Int, size: int) -> Int:
    """Events with those of some predictions replaced.

    Parameters
    ----------
    events : (e,) int64
        Ascending.
    positions : (p,) int64
        Of the predictions whose events go.
    new : (f,) int64
        Their new events, ascending.
    size
        Number of predictions of the category.
    """
    gone = np.zeros(size, np.bool_)
    gone[positions] = True
    kept = events[~gone[_positions(events)]]
    return np.insert(kept, np.searchsorted(kept, new), new)


def capped_events(events: Int, kept: Bool, positions: Int) -> Int:
    """Events of the predictions that are kept, at their new positions.

    Parameters
    ----------
    events : (e,) int64
    kept : (d,) bool
    positions : (d,) int64
    """
    old = _positions(events)
    staying = kept[old]
    events, old = events[staying], old[staying]
    return events + ((positions[old] - old) << 2)


def accumulate(events: Int, ranking: CategoryRanking, positives: Int, settings: EvaluationSettings) -> Curves:
    """Precision and recall of one category.

    Parameters
    ----------
    events : (e,) int64
        Ascending.
    ranking
        The category's predictions.
    positives : (A,) int64
        Number of annotations that are not ignored in each area range.
    """
    areas, thresholds = len(positives), len(settings.iou_thresholds)
    columns = areas * thresholds
    bounds = np.searchsorted(events, np.arange(columns + 1) << _COLUMN_SHIFT)
    what = events & 3
    true = np.flatnonzero(what)
    found = np.searchsorted(true, bounds)
    counts = np.diff(found)

    # How many predictions count up to each true positive: those inside the area range, and what events add to them.
    position = _positions(events[true])
    added = np.cumsum(what - 1)
    added_before = np.append(0, added)[bounds[:-1]]
    first_inside = np.arange(columns) // thresholds * len(ranking.scores)
    counted = ranking.inside.ravel()[position + np.repeat(first_inside, counts)]
    counted = counted + (added[true] - np.repeat(added_before, counts))
    number = np.arange(1, len(true) + 1) - np.repeat(found[:-1], counts)
    precision = np.append(number / (counted + np.spacing(1)), 0.0)

    needed = np.repeat(_needed(positives, settings.recall_thresholds), thresholds, axis=0)
    reached = np.maximum(needed, 1) <= counts[:, None]
    at = found[:-1, None] + np.minimum(np.maximum(needed - 1, 0), counts[:, None])
    envelope = np.where(reached, np.maximum.reduceat(precision, at.ravel()).reshape(at.shape), 0.0)
    envelope = np.maximum.accumulate(envelope[:, ::-1], axis=1)[:, ::-1]
    scores = np.where(reached, np.append(ranking.scores, 0.0)[np.append(position, -1)[at]], 0.0)
    if len(ranking.scores):
        scores = np.where(needed == 0, ranking.scores[0], scores)

    ranks = ranking.ranks[position]
    fewer = (np.flatnonzero(ranks < limit) for limit in settings.max_detections[:-1])
    hits = np.stack([*(np.diff(np.searchsorted(own, found)) for own in fewer), counts], axis=-1)
    recall = hits.reshape(areas, thresholds, -1) / np.maximum(positives, 1)[:, None, None]
    shape = (areas, thresholds, -1)
    curves = Curves(envelope.reshape(shape), scores.reshape(shape), recall)
    for values in (curves.precision, curves.scores, curves.recall):
        values[positives == 0] = NOT_DEFINED
    return curves


def _positions(events: Int) -> Int:
    return events >> 2 & _POSITION_MASK


def _needed(positives: Int, recall_thresholds: Float) -> Int:
    """How many true positives reach each recall, (A, R) int64; 0 for a recall of 0."""
    return np.stack(
        [np.searchsorted(np.arange(n + 1) / max(n, 1), recall_thresholds) for n in positives.tolist()]
    )
