"""Boxes that a model has trouble with: what they cost, and the finding that says so."""

from __future__ import annotations

import numpy as np

from engine.data.comparison import Interval
from engine.data.dataset import Annotations, Bool, Float, Int
from engine.data.finding import EvidencePlot, Finding, Mark, NextStep, PlotKind, Series, Topic
from engine.data.sentence import Sentence, sentence
from engine.diagnose.patient import Patient
from engine.evaluation.bootstrap import compare
from engine.evaluation.incremental import countable, reevaluate

_RESAMPLES = 200
_LEAST_PRICE = 2e-3
_BINS = 40


def price_without(patient: Patient, rows: Int | Bool) -> Interval:
    """By how much mAP over the other boxes is higher, with its interval.

    Boxes are ignored as COCO ignores crowds: whoever finds them is neither right nor wrong.

    Parameters
    ----------
    patient
    rows
        In the patient's labels as they are now.
    """
    own = patient.assessment
    labels = own.annotations
    ignore = labels.ignore.copy()
    ignore[rows] = True
    values = {name: getattr(labels, name) for name in Annotations.__slots__}
    others = countable(Annotations(**{**values, "ignore": ignore}), len(own.evaluation.events))
    order = np.argsort(others.images, kind="stable")
    touched = np.unique(labels.images[rows])
    images = others.images[order]
    first, last = np.searchsorted(images, touched), np.searchsorted(images, touched, "right")
    boxes = {
        image: others.take(order[start:end])
        for image, start, end in zip(touched.tolist(), first.tolist(), last.tolist(), strict=True)
    }
    after = reevaluate(own.evaluation, boxes)
    return compare(own.evaluation, after, resamples=_RESAMPLES, seed=patient.seed).ap


def worth_telling(price: Interval) -> bool:
    """Whether a price is more than chance, and more than next to nothing."""
    return price.low > 0.0 and price.delta >= _LEAST_PRICE


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
