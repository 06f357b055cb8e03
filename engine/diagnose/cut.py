"""Predictions cut at a score: what recall is lost below it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.analysis.outcome import outcomes
from engine.data.diagnosis import Cause
from engine.data.finding import Finding, NextStep, Topic
from engine.data.sentence import sentence
from engine.diagnose.patient import Patient

_LEAST_CUT, _NEAR, _CROWDED, _FEW = 0.03, 0.1, 0.02, 40
_LEAST_LOST, _LEAST_PRICE = 0.01, 2e-3
_SURE = 0.6


def find_cut(patient: Patient) -> Iterator[Finding]:
    """A finding where scores end abruptly and right predictions are still frequent there.

    How many right predictions lie below the cut is a guess: as dense at the cut as just above it, falling to none at 0.
    What they would bring is what they add to recall at half of the precision at the cut, in the ratio of mAP to AP50.
    """
    examination = patient.examination
    if examination is not None and any(own.cause is Cause.CUT_SCORES for own in examination.diagnoses):
        return
    own = patient.assessment
    found = outcomes(own.evaluation, own.annotations)
    positives = int(np.count_nonzero(~found.ignored))
    ap, ap50 = own.evaluation.metrics.ap, own.evaluation.metrics.named()["AP50"]
    if len(found.scores) < _FEW or not positives or ap50 <= 0.0 or np.ptp(found.scores) == 0:
        return
    low = float(found.scores.min())
    reach = _NEAR * (1.0 - low)
    near = found.scores <= low + reach
    if not _LEAST_CUT <= low < 1.0 or np.count_nonzero(near) < _CROWDED * len(near):
        return
    density = np.count_nonzero(found.true_positive & near) / reach
    lost = min(density * low / 2, float(np.count_nonzero(found.missed))) / positives
    precision = np.count_nonzero(found.true_positive) / len(near)
    price = float(lost * precision / 2 * ap / ap50)
    if lost < _LEAST_LOST or price < _LEAST_PRICE:
        return
    yield Finding(
        key="model.score_threshold",
        topic=Topic.MODEL,
        sentence=sentence(
            "Diagnose",
            "Cut at a score: no prediction scores less than {low:.2f}, though many are just above it. About {lost:.0%} "
            "of the boxes would be found below, which is worth about {price:.3f} of mAP.",
            low=low,
            lost=lost,
            price=price,
        ),
        confidence=_SURE,
        weight=price,
        price=price,
        steps=(
            NextStep(
                sentence(
                    "Diagnose",
                    "Run the model again with a score_threshold of 0.001 or less: low scores do mAP no harm.",
                )
            ),
        ),
    )
