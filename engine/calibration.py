"""From a model's scores to probabilities of being right, learnt on the dataset itself."""

import numpy as np

from engine.data.dataset import Bool, Float, Int

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
    pooled = np.interp(scores, *isotonic(scores, right)) if len(scores) else np.zeros(0)
    result = pooled.copy()
    for category in range(count):
        rows = np.flatnonzero(categories == category)
        if len(rows):
            matches = int(right[rows].sum())
            weight = matches / (matches + _SHRINKAGE)
            own = np.interp(scores[rows], *isotonic(scores[rows], right[rows]))
            result[rows] = weight * own + (1.0 - weight) * pooled[rows]
    return result


def believed(p: Float, right: Bool, against: Bool) -> Float:
    """How far to believe predictions that contradict the labels.

    The most confident show how often labels are wrong; what contradicts more often than that further down is the
    model's own doing. The square root is half-way between this correction, noisy where errors are few, and none.

    Parameters
    ----------
    p : (n,) float64
        Probability that each prediction is right.
    right, against : (n,) bool
        Which agree with a label, and which contradict one.

    Returns
    -------
    (n,) float64
        Factors of ``p``, 0 to 1.
    """
    rows = np.flatnonzero(right | against)
    if not len(rows):
        return np.ones(len(p))
    top = rows[np.argsort(-p[rows], kind="stable")][: max(_TOP_AT_LEAST, int(_TOP_SHARE * len(rows)))]
    wrong_labels = (against[top].sum() + 1.0) / (right[top].sum() + _TOP_AT_LEAST)
    agreeing = np.interp(p, *isotonic(p[rows], right[rows]))
    odds = (1.0 - agreeing) / np.maximum(agreeing, 1e-6)
    factors: Float = np.sqrt(np.minimum(1.0, wrong_labels / np.maximum(odds, 1e-6)))
    return factors


def isotonic(scores: Float, right: Bool) -> tuple[Float, Float]:
    """Least-squares fit of ``right`` that never falls as the score rises, by pooling adjacent violators.

    Returns
    -------
    tuple of (b,) float64
        Mean score of each pool, ascending, and the share that is right: the corners of the curve.
    """
    levels, index, counts = np.unique(scores, return_inverse=True, return_counts=True)
    hits = np.bincount(index, weights=right, minlength=len(levels))
    pools: list[tuple[float, float, float]] = []
    for level, hit, count in zip(levels.tolist(), hits.tolist(), counts.tolist(), strict=True):
        weight, right_sum, score_sum = float(count), hit, level * count
        while pools and pools[-1][1] * weight >= right_sum * pools[-1][0]:
            before = pools.pop()
            weight, right_sum, score_sum = weight + before[0], right_sum + before[1], score_sum + before[2]
        pools.append((weight, right_sum, score_sum))
    weights, rights, sums = np.array(pools).T
    return sums / weights, rights / weights
