"""From a model's scores to probabilities of being right, learnt on the dataset itself."""

from itertools import pairwise

import numpy as np

from engine.data.dataset import Bool, Float, Int
from engine.evaluation.order import by_index, falling, rising

_SHRINKAGE = 50
"""Labels of a class at which its own calibration weighs as much as that of all classes together."""

_TOP_SHARE, _TOP_AT_LEAST = 0.3, 50
"""Which predictions are the most confident: this share of them, and no fewer than this."""


def calibrated(scores: Float, right: Bool, categories: Int, count: int) -> Float:
    """Probability of being right, by class, shrunk to that of all classes where a class has few labels.

    Parameters
    ----------
    scores : (n,) float64
    right : (n,) bool
        Which predictions were.
    categories : (n,) int64
    count
        Number of classes.

    Returns
    -------
    (n,) float64
        0 to 1.
    """
    result = np.zeros(len(scores))
    if not len(scores):
        return result
    # Sorted once for all classes; and where scores rise, their place on a curve is found without a search.
    order = rising(scores)
    scores, right, categories = scores[order], right[order], categories[order]
    pooled = np.interp(scores, *_pooled(scores, right))
    by_category = by_index(np.arange(len(scores)), categories, count)
    bounds = np.searchsorted(categories[by_category], np.arange(count + 1))
    result[order] = pooled
    for start, stop in pairwise(bounds.tolist()):
        rows = by_category[start:stop]
        if len(rows):
            matches = int(right[rows].sum())
            weight = matches / (matches + _SHRINKAGE)
            own = np.interp(scores[rows], *_pooled(scores[rows], right[rows]))
            result[order[rows]] = weight * own + (1.0 - weight) * pooled[rows]
    return result


def believed(p: Float, right: Bool, against: Bool, in_order: Int | None = None) -> Float:
    """How far to believe predictions that contradict the labels.

    The most confident show how often labels are wrong; what contradicts more often than that further down is the
    model's own doing. The square root is half-way between this correction, noisy where errors are few, and none.

    Parameters
    ----------
    p : (n,) float64
        Probability that each prediction is right.
    right, against : (n,) bool
        Which agree with a label, and which contradict one.
    in_order : (n,) int64, optional
        `engine.evaluation.order.falling` of ``p``, where it is known already.

    Returns
    -------
    (n,) float64
        Factors of ``p``, 0 to 1.
    """
    order = falling(p) if in_order is None else in_order
    rows = order[(right | against)[order]]
    if not len(rows):
        return np.ones(len(p))
    top = rows[: max(_TOP_AT_LEAST, int(_TOP_SHARE * len(rows)))]
    wrong_labels = (against[top].sum() + 1.0) / (right[top].sum() + _TOP_AT_LEAST)
    order, rows = order[::-1], rows[::-1]
    agreeing = np.interp(p[order], *_pooled(p[rows], right[rows]))
    odds = (1.0 - agreeing) / np.maximum(agreeing, 1e-6)
    factors = np.zeros(len(p))
    factors[order] = np.sqrt(np.minimum(1.0, wrong_labels / np.maximum(odds, 1e-6)))
    return factors


def isotonic(scores: Float, right: Bool) -> tuple[Float, Float]:
    """Least-squares fit of ``right`` that never falls as the score rises, by pooling adjacent violators.

    Returns
    -------
    tuple of (b,) float64
        Mean score of each pool, ascending, and the share that is right: the corners of the curve.
    """
    order = rising(scores)
    return _pooled(scores[order], right[order])


def _pooled(scores: Float, right: Bool) -> tuple[Float, Float]:
    """`isotonic` of scores that rise."""
    starts = np.flatnonzero(np.append(True, scores[1:] != scores[:-1]))
    counts = np.diff(starts, append=len(scores)).astype(np.float64)
    hits = np.add.reduceat(right, starts, dtype=np.float64)
    levels = zip(counts.tolist(), hits.tolist(), (scores[starts] * counts).tolist(), strict=True)
    # Flat lists of numbers, and the last pool apart: this loop is most of what learning from a model takes.
    weights: list[float] = []
    rights: list[float] = []
    sums: list[float] = []
    weight, right_sum, score_sum = map(float, next(levels))
    for count, hit, score in levels:
        if right_sum * count < hit * weight:
            weights.append(weight)
            rights.append(right_sum)
            sums.append(score_sum)
            weight, right_sum, score_sum = count, hit, score
            continue
        weight += count
        right_sum += hit
        score_sum += score
        while weights and rights[-1] * weight >= right_sum * weights[-1]:
            weight += weights.pop()
            right_sum += rights.pop()
            score_sum += sums.pop()
    pools = np.array([*weights, weight])
    return np.array([*sums, score_sum]) / pools, np.array([*rights, right_sum]) / pools
