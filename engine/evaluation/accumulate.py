"""From events to precision at the recall thresholds, as pycocotools accumulates it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Float, Int
from engine.data.metrics import NOT_DEFINED
from engine.evaluation.events import counted_more, events_in, is_true_positive, positions_of
from engine.evaluation.ranking import CategoryRanking
from engine.evaluation.settings import EvaluationSettings


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
    shape = (len(positives), len(settings.iou_thresholds), -1)
    columns = np.arange(shape[0] * shape[1])
    return Curves(*(v.reshape(shape) for v in _accumulated(columns, events, ranking, positives, settings)))


def reaccumulate(
    curves: Curves,
    columns: Int,
    events: Int,
    ranking: CategoryRanking,
    positives: Int,
    settings: EvaluationSettings,
) -> Curves:
    """Precision and recall of one category after some of its columns changed.

    Parameters
    ----------
    curves
        As they were.
    columns : (c,) int64
        Those whose events or positives changed, ascending.
    events, ranking, positives, settings
        As for `accumulate`.
    """
    fresh = _accumulated(columns, events, ranking, positives, settings)
    olds = (curves.precision, curves.scores, curves.recall)
    return Curves(*(_with_columns(old, columns, new) for old, new in zip(olds, fresh, strict=True)))


def _with_columns(values: Float, columns: Int, new: Float) -> Float:
    result = values.copy()
    result.reshape(-1, values.shape[-1])[columns] = new
    return result


@dataclass(frozen=True, eq=False, slots=True)
class _Reached:
    """Where each recall of some columns is reached.

    Attributes
    ----------
    areas : (c,) int64
    positions : (p,) int64
        Place of each true positive in the category's ranking, column by column.
    bounds : (c + 1,) int64
        Where each column begins among them.
    needed : (c, R) int64
        How many true positives reach the recall.
    at : (c, R) int64
        The true positive that does, or where the column ends.
    """

    areas: Int
    positions: Int
    bounds: Int
    needed: Int
    at: Int


def precision_at_recalls(
    columns: Int, events: Int, inside: NDArray[np.int32], positives: Int, settings: EvaluationSettings
) -> tuple[Float, _Reached]:
    """Precision of some columns of a category at the recall thresholds, (c, R) float64, and where they are reached.

    Parameters
    ----------
    columns, events, positives, settings
        As for `reaccumulate`.
    inside : (A, d) int32
        As in `CategoryRanking`.
    """
    area = columns // len(settings.iou_thresholds)
    events, bounds = events_in(events, columns)
    true = np.flatnonzero(is_true_positive(events))
    found = np.searchsorted(true, bounds)
    counts = np.diff(found)
    position = positions_of(events[true])

    # How many predictions count up to each true positive: those in the area range, and what events add to them.
    added = np.zeros(len(events) + 1, np.int64)
    np.cumsum(counted_more(events), out=added[1:])
    in_range = inside.ravel()[position + np.repeat(area * inside.shape[1], counts)]
    counted = in_range + (added[true + 1] - np.repeat(added[bounds[:-1]], counts))
    number = np.arange(1, len(true) + 1) - np.repeat(found[:-1], counts)
    # A last one for what is not reached.
    precision = np.zeros(len(true) + 1)
    np.divide(number, counted + np.spacing(1), out=precision[:-1])

    # A recall is reached at a certain true positive; the precision there is the largest from there on.
    needed = _needed(positives, settings.recall_thresholds, area)
    reached = np.maximum(needed, 1) <= counts[:, None]
    at = found[:-1, None] + np.minimum(np.maximum(needed - 1, 0), counts[:, None])
    largest = np.where(reached, np.maximum.reduceat(precision, at.ravel()).reshape(at.shape), 0.0)
    largest = np.maximum.accumulate(largest[:, ::-1], axis=1)[:, ::-1]
    largest[positives[area] == 0] = NOT_DEFINED
    return largest, _Reached(area, position, found, needed, at)


def _accumulated(
    columns: Int, events: Int, ranking: CategoryRanking, positives: Int, settings: EvaluationSettings
) -> tuple[Float, Float, Float]:
    """Precision (c, R), scores (c, R) and recall (c, M) of some columns."""
    precision, found = precision_at_recalls(columns, events, ranking.inside, positives, settings)
    counts = np.diff(found.bounds)
    reached = np.maximum(found.needed, 1) <= counts[:, None]
    scores = np.zeros(reached.shape)
    scores[reached] = ranking.scores[found.positions[found.at[reached]]]
    if len(ranking.scores):
        scores = np.where(found.needed == 0, ranking.scores[0], scores)

    ranks = ranking.ranks[found.positions]
    fewer = (np.flatnonzero(ranks < limit) for limit in settings.max_detections[:-1])
    hits = np.stack([*(np.diff(np.searchsorted(own, found.bounds)) for own in fewer), counts], axis=-1)
    recall = hits / np.maximum(positives, 1)[found.areas, None]
    for values in (scores, recall):
        values[positives[found.areas] == 0] = NOT_DEFINED
    return precision, scores, recall


def _needed(positives: Int, recall_thresholds: Float, areas: Int) -> Int:
    """How many true positives reach each recall in these area ranges, (c, R) int64; 0 for a recall of 0."""
    distinct, which = np.unique(areas, return_inverse=True)
    needed = [
        np.searchsorted(np.arange(n + 1) / max(n, 1), recall_thresholds) for n in positives[distinct].tolist()
    ]
    return np.stack(needed)[which]
