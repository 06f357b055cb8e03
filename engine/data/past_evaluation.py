"""Evaluations of models that learned from more and more data: points of a learning curve."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PastEvaluation:
    """One of them.

    Attributes
    ----------
    amount : float
        Boxes or images that the model learned from, above 0.
    ap : float or None
        mAP as it was measured then, 0 to 1; None: it is to be measured.
    predictions : Path or None
        What the model said of the images that are evaluated, where mAP is to be measured.
    """

    amount: float
    ap: float | None = None
    predictions: Path | None = None
