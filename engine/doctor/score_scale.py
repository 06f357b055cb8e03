"""Scores on another scale than 0 to 1."""

from __future__ import annotations

import numpy as np

from engine.data.dataset import Float
from engine.data.reading import ScoreScale


def to_scores(values: Float, scale: ScoreScale) -> Float:
    """Scores from 0 to 1 in the same order, (n,) float64."""
    match scale:
        case ScoreScale.AS_READ:
            return values
        case ScoreScale.PERCENT:
            return values / 100
        case ScoreScale.BYTE:
            return values / 255
        case ScoreScale.LOGIT:
            # Written so that neither end overflows.
            return 0.5 * (1 + np.tanh(0.5 * values))
        case ScoreScale.LOG:
            return np.exp(np.minimum(values, 0.0))
        case ScoreScale.RATIO:
            return values / np.max(values, initial=1e-300, where=np.isfinite(values))
