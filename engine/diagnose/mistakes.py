"""How many labels a model contradicts by its own mistakes alone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.data.flag import FlagKind
from engine.diagnose.patient import Patient
from engine.loss import label_loss, look

_WAYS = {FlagKind.WRONG_CLASS: 0, FlagKind.BAD_LOCATION: 1}
"""Columns of `engine.loss.ModelEvidence.beliefs`."""
_DEVIATIONS = 2.0


def shares_beyond_mistakes(
    patient: Patient, counts: Mapping[FlagKind, int], likely: float
) -> dict[FlagKind, float]:
    """Of the labels whose class or place is contradicted: the share that the model's own mistakes do not explain.

    Where one prediction confirms a label and another, as sure of itself, contradicts it, the other is wrong. It is
    taken to be wrong as often of the labels that nothing confirms.

    Parameters
    ----------
    patient
    counts
        How many labels are likely wrong, by kind.
    likely
        From this probability on a prediction is sure of itself, 0 to 1.

    Returns
    -------
    dict of FlagKind to float
        0 to 1, of class and place where they are asked for; 0 where the count is not two standard deviations beyond
        what is expected.
    """
    model = patient.assessment.evidence.model
    if model is None or not any(kind in counts for kind in _WAYS):
        return {}
    annotations = patient.assessment.annotations
    scene = look(model, annotations)
    loss = label_loss(model, scene)
    judged = ~annotations.crowd & ~annotations.ignore & (annotations.categories >= 0)
    held = judged & (loss.held >= likely)
    shares = {}
    for kind, way in _WAYS.items():
        if kind not in counts:
            continue
        against = loss.rival if kind is FlagKind.WRONG_CLASS else loss.elsewhere
        # The last row is for labels that nothing contradicts.
        beliefs = np.append(model.beliefs[:, way], 0.0)[against]
        mistakes = int(np.count_nonzero(held & (beliefs >= likely))) / max(int(np.count_nonzero(held)), 1)
        expected = mistakes * int(np.count_nonzero(judged & ~held))
        beyond = counts[kind] - expected
        shares[kind] = beyond / counts[kind] if beyond > _DEVIATIONS * np.sqrt(expected) else 0.0
    return shares
