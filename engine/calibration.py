"""From a model's scores to probabilities of being right, learnt on the dataset itself."""

import numpy as np

from engine.data.dataset import Bool, Float, Int

_SHRINKAGE = 50
"""Labels of a class at which its own calibration weighs as much as that of all classes together."""


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
