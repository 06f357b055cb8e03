"""What twice the data might bring, by models that learned from more and more of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.data.dataset import Float
from engine.data.finding import EvidencePlot, Finding, NextStep, NotLookedAt, PlotKind, Series, Topic
from engine.data.past_evaluation import PastEvaluation
from engine.data.sentence import sentence
from engine.diagnose.patient import Patient, Progress
from engine.evaluation.incremental import evaluate
from engine.formats.past_evaluations import read_past_evaluations
from engine.formats.predictions import read_predictions
from engine.learning_curve import LearningCurve, fit

LEAST = 4
"""Evaluations: of three the interval says next to nothing."""

_LEAST_SLOPE = 5e-3
_SURE = 0.8
_POINTS = 9


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """A finding where mAP still grows with the data, by more than chance."""
    assert patient.evaluations is not None
    past = read_past_evaluations(patient.evaluations)
    amounts = np.array([own.amount for own in past], np.float64)
    values = np.array(
        [_ap(patient, own, number, len(past), progress) for number, own in enumerate(past)], np.float64
    )
    curve = fit(amounts, values, least=LEAST)
    if curve is None:
        yield NotLookedAt(
            Topic.AMOUNT,
            sentence(
                "Diagnose",
                "A learning curve takes {least} evaluations of models that learned from different amounts, the most "
                "twice the least at least; there are {count}.",
                least=LEAST,
                count=len(past),
            ),
        )
    elif curve.low > 0.0 and curve.slope >= _LEAST_SLOPE:
        yield _finding(amounts, values, curve)


def _ap(patient: Patient, own: PastEvaluation, number: int, total: int, progress: Progress) -> float:
    """As it is told, or measured on the labels as they are now."""
    progress("Measuring earlier models", number, total)
    if own.predictions is None:
        assert own.ap is not None
        return own.ap
    dataset, now = patient.dataset, patient.assessment
    predictions, _ = read_predictions(own.predictions, dataset)
    evaluation = evaluate(
        dataset.images, dataset.categories, now.annotations, predictions, now.evaluation.settings
    )
    return max(evaluation.metrics.ap, 0.0)


def _finding(amounts: Float, values: Float, curve: LearningCurve) -> Finding:
    # Nobody gains more than there is to gain.
    most = 1.0 - float(values[-1])
    price, low, high = (min(own, most) for own in (curve.slope, curve.low, curve.high))
    return Finding(
        key="amount.learning_curve",
        topic=Topic.AMOUNT,
        sentence=sentence(
            "Diagnose",
            "Too little data: by {count} models that learned from {least:,.0f} to {most:,.0f}, twice the data brings "
            "{slope:.3f} of mAP ({low:.3f} to {high:.3f}), and did so up to the last.",
            count=len(amounts),
            least=float(amounts[0]),
            most=float(amounts[-1]),
            slope=price,
            low=low,
            high=high,
        ),
        confidence=_SURE,
        weight=price,
        price=price,
        price_low=low,
        price_high=high,
        plot=_plot(amounts, values, curve),
        steps=(
            NextStep(
                sentence(
                    "Diagnose",
                    "Collect and label as much again: {count:,.0f} more.",
                    count=float(amounts[-1]),
                )
            ),
        ),
    )


def _plot(amounts: Float, values: Float, curve: LearningCurve) -> EvidencePlot:
    ends: Float = np.geomspace(amounts[0], amounts[-1] * 2, _POINTS)
    line = np.clip(curve.at(ends), 0.0, 1.0)
    # The line turns about its middle.
    reach = np.abs(np.log2(ends) - np.log2(amounts).mean())
    return EvidencePlot(
        PlotKind.POINTS,
        sentence("Diagnose", "mAP over the data that models learned from"),
        sentence("Diagnose", "doublings of one"),
        "mAP",
        (
            Series(sentence("Diagnose", "measured"), np.log2(amounts), values),
            Series(
                sentence("Diagnose", "learning curve"),
                np.log2(ends),
                line,
                np.clip(line - reach * (curve.slope - curve.low), 0.0, 1.0),
                np.clip(line + reach * (curve.high - curve.slope), 0.0, 1.0),
            ),
        ),
    )
