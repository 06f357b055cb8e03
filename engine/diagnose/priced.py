"""Boxes that a model has trouble with: what they cost, and the finding that says so."""

from __future__ import annotations

import numpy as np

from engine.data.comparison import Interval
from engine.data.dataset import Annotations, Bool, Float, Int
from engine.data.finding import EvidencePlot, Finding, Mark, NextStep, PlotKind, Series, Topic
from engine.data.sentence import Sentence, sentence
from engine.diagnose.patient import Patient
from engine.evaluation.bootstrap import compare
from engine.evaluation.incremental import evaluate

_RESAMPLES = 200
_LEAST_PRICE = 2e-3
_BINS = 40


def price_without(patient: Patient, rows: Int | Bool) -> Interval | None:
    """By how much mAP over the other boxes is higher, with its interval; None where that is chance or next to nothing.

    Boxes are ignored as COCO ignores crowds: whoever finds them is neither right nor wrong.

    Parameters
    ----------
    patient
        With predictions.
    rows
        In the patient's labels as they are now.
    """
    own, dataset = patient.assessment, patient.dataset
    if own.predictions is None:
        return None
    ignore = own.annotations.ignore.copy()
    ignore[rows] = True
    values = {name: getattr(own.annotations, name) for name in Annotations.__slots__}
    others = Annotations(**{**values, "ignore": ignore})
    before = own.evaluation
    # Anew, since mostly many images are touched.
    after = evaluate(dataset.images, dataset.categories, others, own.predictions, before.settings)
    if after.metrics.ap - before.metrics.ap < _LEAST_PRICE:
        return None
    price = compare(before, after, resamples=_RESAMPLES, seed=patient.seed).ap
    return price if price.low > 0.0 else None


def priced_finding(
    key: str,
    said: Sentence,
    confidence: float,
    price: Interval,
    *,
    step: Sentence,
    plot: EvidencePlot | None = None,
) -> Finding:
    """A finding about the model that weighs what it costs."""
    return Finding(
        key=key,
        topic=Topic.MODEL,
        sentence=said,
        confidence=confidence,
        weight=price.delta,
        price=price.delta,
        price_low=price.low,
        price_high=price.high,
        plot=plot,
        steps=(NextStep(step),),
    )


def histogram(
    values: Float, limit: float, title: Sentence, x_title: Sentence, mark: Sentence
) -> EvidencePlot:
    """How many boxes have which value, and where the limit is; of the largest hundredth nothing is shown.

    Parameters
    ----------
    values : (n,) float64
        One at least.
    limit
        Where the mark is, which says ``mark``.
    title, x_title, mark
    """
    counts, edges = np.histogram(values, _BINS, (0.0, max(float(np.quantile(values, 0.99)), limit)))
    return EvidencePlot(
        PlotKind.LINES,
        title,
        x_title,
        sentence("Diagnose", "boxes"),
        (Series("", (edges[:-1] + edges[1:]) / 2, counts.astype(np.float64)),),
        marks=(Mark(limit, mark),),
    )
