"""Whether scores are what they promise."""

from __future__ import annotations

import numpy as np
from hotcoco import metrics

from engine.analysis.outcome import Outcomes
from engine.data.analysis import Calibration
from engine.data.dataset import Int

BINS = 10


def bin_of(scores: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Int:
    """Index of the bin of each score from 0 to 1, (n,) int64; 1 is in the last one."""
    return np.minimum((scores * BINS).astype(np.int64), BINS - 1)


def calibrate(outcomes: Outcomes) -> Calibration | None:
    """Compare the scores of the predictions that count with the share of them that are right.

    Returns
    -------
    Calibration or None
        None where scores are not from 0 to 1.
    """
    counted = outcomes.true_positive | outcomes.false_positive
    scores, right = outcomes.scores[counted], outcomes.true_positive[counted]
    if len(scores) and (scores.min() < 0 or scores.max() > 1):
        return None
    bins = metrics.calibration_curve(scores, right, BINS)
    expected, largest = metrics.calibration_error(scores, right, BINS)
    return Calibration(
        counts=np.array([own["count"] for own in bins], np.int64),
        scores=np.array([own["avg_confidence"] for own in bins], np.float64),
        right=np.array([own["avg_accuracy"] for own in bins], np.float64),
        expected_error=expected,
        largest_error=largest,
    )
