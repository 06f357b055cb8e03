"""What scores are, and whether some are missing."""

from __future__ import annotations

import numpy as np

from engine.data.dataset import Float
from engine.data.diagnosis import Cause
from engine.data.reading import ScoreScale
from engine.doctor.score_scale import to_scores

_FEW_EQUAL, _FEW_CUT, _FEW_NEAR = 5, 40, 4
_ROUNDING = 1e-3
_LARGEST_LOGIT = 25.0
_CUT, _NEAR, _CROWDED = 0.24, 0.1, 0.02


def score_scale(scores: Float) -> tuple[Cause, ScoreScale] | None:
    """On which scale scores are, or None where they are from 0 to 1.

    Parameters
    ----------
    scores : (n,) float64
        As the file has them.
    """
    known = scores[np.isfinite(scores)]
    if not len(known):
        return None
    low, high = float(known.min()), float(known.max())
    if low >= -_ROUNDING and high <= 1 + _ROUNDING:
        return None
    if low < -_ROUNDING:
        return Cause.LOGITS, ScoreScale.LOGIT if high > 0 else ScoreScale.LOG
    if high <= _LARGEST_LOGIT:
        # Equal numbers have no scale, and what hardly exceeds 1 is a sum of probabilities.
        if high == low or high <= 2.0:
            return Cause.SCORES_ABOVE_1, ScoreScale.RATIO
        return Cause.LOGITS, ScoreScale.LOGIT
    if high <= 100 + _ROUNDING:
        return Cause.PERCENTAGES, ScoreScale.PERCENT
    return Cause.SCORES_ABOVE_1, ScoreScale.BYTE if high <= 255 else ScoreScale.RATIO


def equal_score(scores: Float) -> float | None:
    """The score that all have, or None where they differ or are few."""
    known = scores[np.isfinite(scores)]
    return float(known[0]) if len(known) >= _FEW_EQUAL and np.ptp(known) == 0 else None


def cut_at(scores: Float, scale: ScoreScale) -> float | None:
    """The score, 0 to 1, below which there is none though many are just above it; None where there is no such.

    Scores that thin out towards their lowest are not cut.
    """
    known = to_scores(scores[np.isfinite(scores)], scale)
    if len(known) < _FEW_CUT or np.ptp(known) == 0:
        return None
    low = float(known.min())
    near = np.count_nonzero(known <= low + _NEAR * (1 - low))
    if low < _CUT or near < max(_FEW_NEAR, _CROWDED * len(known)):
        return None
    return low
