"""Too little data: classes that starve, and what twice as many boxes might bring."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.data.dataset import Bool, Float
from engine.data.finding import EvidencePlot, Finding, NextStep, NotLookedAt, PlotKind, Series, Topic
from engine.data.sentence import sentence
from engine.diagnose import over_time
from engine.diagnose.patient import Patient, Progress
from engine.diagnose.supply import Supply, listed, supply_of
from engine.errors import UserError
from engine.evaluation.bootstrap import interval_of_samples
from engine.learning_curve import LearningCurve, fit

_LEAST_SLOPE = 5e-3
_FEW_TO_MEASURE, _WIDE = 30, 0.3
_SURE_OF_TRAINING, _SURE_OF_LABELS = 0.8, 0.5
_SURE_OF_CURVE = 0.4
"""Classes differ in more than their number of boxes."""
_POINTS = 9


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """Classes with few boxes and a low AP, and the slope of AP over the number of boxes."""
    if patient.assessment.predictions is None:
        yield NotLookedAt(
            Topic.AMOUNT,
            sentence("Diagnose", "Without predictions nobody can tell which classes have too few boxes."),
        )
        return
    if patient.evaluations is not None:
        try:
            yield from over_time.find(patient, progress)
        except UserError as error:
            # What needs no table must not be lost.
            yield NotLookedAt(Topic.AMOUNT, sentence("Diagnose", "{reason}", reason=str(error)))
    supply = supply_of(patient, progress)
    starved = supply.starved()
    if starved.any():
        yield _starved(supply, starved)
    yield from _uncertain(supply)
    if patient.evaluations is not None:
        # What models learned from more data tells more than what classes with more boxes do.
        return
    # What rare classes lack, they lack beside the others; the curve is of those that have their share.
    rows = ~(starved | supply.rare)
    boxes = supply.boxes[rows].astype(np.float64)
    curve, even = (fit(boxes, values[rows]) for values in (supply.ap, supply.even_ap))
    # What goes with the number of boxes only while false alarms weigh more on few of them is no lack of data.
    if curve and even and min(curve.low, even.low) > 0.0 and min(curve.slope, even.slope) >= _LEAST_SLOPE:
        yield _more_data(supply, rows, curve)


def _starved(supply: Supply, starved: Bool) -> Finding:
    names = [supply.names[place] for place in np.flatnonzero(starved).tolist()]
    middle = float(np.median(supply.boxes))
    price, low, high = _gain(supply, starved)
    where = (
        sentence("Diagnose", "in the training set")
        if supply.of_training
        else sentence("Diagnose", "among these labels")
    )
    said = sentence(
        "Diagnose",
        "Starved: {classes}. With {count:,} boxes at most {where}, where the middle class has {middle:,.0f}, they are "
        "found worse than the others. Found as well, mAP would be {price:.4f} higher.",
        classes=listed(names),
        count=int(supply.boxes[starved].max()),
        where=where,
        middle=middle,
        price=price,
    )
    wanted = int(np.maximum(middle - supply.boxes[starved], 0).sum())
    return Finding(
        key="amount.starved",
        topic=Topic.AMOUNT,
        sentence=said,
        confidence=_SURE_OF_TRAINING if supply.of_training else _SURE_OF_LABELS,
        weight=price,
        price=price,
        price_low=low,
        price_high=high,
        plot=supply.plot(),
        steps=(
            NextStep(
                sentence(
                    "Diagnose",
                    "Collect and label images with {classes}: {count:,} boxes make up for the middle class.",
                    classes=listed(names),
                    count=wanted,
                )
            ),
            NextStep(
                sentence(
                    "Diagnose",
                    "Until then draw their images more often: boxwright balance DATASET --output DIR.",
                )
            ),
        ),
    )


def _gain(supply: Supply, starved: Bool) -> tuple[float, float, float]:
    """What mAP would gain if starved classes reached the mean AP of the others, with its interval."""
    gaps = supply.gaps(~starved)[:, starved]
    gaps = gaps[np.isfinite(gaps).all(axis=1)]
    # mAP is the mean over the classes.
    price = float((supply.ap[~starved].mean() - supply.ap[starved]).sum()) / len(supply.classes)
    ((low, high),) = interval_of_samples(gaps.sum(axis=1)[:, None] / len(supply.classes)).tolist()
    return price, low, high


def _more_data(supply: Supply, rows: Bool, curve: LearningCurve) -> Finding:
    said = sentence(
        "Diagnose",
        "Too little data, perhaps: from class to class twice the boxes go with an AP that is {slope:.3f} higher "
        "({low:.3f} to {high:.3f}). Twice the data might bring as much, if classes differ in nothing else.",
        slope=curve.slope,
        low=curve.low,
        high=curve.high,
    )
    # Nobody gains more than there is to gain.
    most = 1.0 - float(supply.ap.mean())
    return Finding(
        key="amount.more_data",
        topic=Topic.AMOUNT,
        sentence=said,
        confidence=_SURE_OF_CURVE if supply.of_training else _SURE_OF_CURVE / 2,
        weight=min(curve.slope, most),
        price=min(curve.slope, most),
        price_low=min(curve.low, most),
        price_high=min(curve.high, most),
        plot=_curve(supply, rows, curve),
        steps=(
            NextStep(
                sentence(
                    "Diagnose",
                    "Train once on half of the images: what that costs is about what twice as many would bring.",
                )
            ),
        ),
    )


def _curve(supply: Supply, rows: Bool, curve: LearningCurve) -> EvidencePlot:
    boxes, limits = supply.boxes[rows].astype(np.float64), supply.limits()[rows]
    ends: Float = np.geomspace(boxes.min(), boxes.max() * 2, _POINTS)
    line = np.clip(curve.at(ends), 0.0, 1.0)
    middle = float(np.log2(boxes).mean())
    # The line turns about its middle.
    reach = np.log2(ends) - middle
    return EvidencePlot(
        PlotKind.POINTS,
        sentence("Diagnose", "AP of each class over its boxes"),
        sentence("Diagnose", "doublings of one box"),
        "AP",
        (
            Series("", np.log2(boxes), supply.ap[rows], limits[:, 0], limits[:, 1]),
            Series(
                sentence("Diagnose", "learning curve"),
                np.log2(ends),
                line,
                np.clip(line - np.abs(reach) * (curve.slope - curve.low), 0.0, 1.0),
                np.clip(line + np.abs(reach) * (curve.high - curve.slope), 0.0, 1.0),
            ),
        ),
    )


def _uncertain(supply: Supply) -> Iterator[NotLookedAt]:
    """Classes of which the evaluation holds too few boxes to say how well they are found."""
    width = np.diff(supply.limits(), axis=1)[:, 0]
    rows = np.flatnonzero((supply.evaluated < _FEW_TO_MEASURE) & ~(width <= _WIDE))
    if len(rows):
        yield NotLookedAt(
            Topic.AMOUNT,
            sentence(
                "Diagnose",
                "How well these classes are found cannot be told: {classes}. AP was measured on {count:,} boxes at "
                "most, and its 95 % interval is wider than {width}.",
                classes=listed([supply.names[row] for row in rows.tolist()]),
                count=int(supply.evaluated[rows].max()),
                width=_WIDE,
            ),
        )
