"""Kinds of error (TIDE): what each costs, and of which class and size the errors are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.analysis.analyse import Analysed, analyse
from engine.analysis.tide import KINDS
from engine.data.analysis import ErrorCost, ErrorKind
from engine.data.finding import EvidencePlot, Finding, NextStep, NotLookedAt, PlotKind, Series, Topic
from engine.data.sentence import Sentence, sentence
from engine.diagnose.patient import Patient, Progress

_LEAST_COST = 5e-3

_NAMES = {
    ErrorKind.CLASS: sentence("ErrorKind", "Class"),
    ErrorKind.LOCATION: sentence("ErrorKind", "Location"),
    ErrorKind.BOTH: sentence("ErrorKind", "Both"),
    ErrorKind.DUPLICATE: sentence("ErrorKind", "Duplicate"),
    ErrorKind.BACKGROUND: sentence("ErrorKind", "Background"),
    ErrorKind.MISSED: sentence("ErrorKind", "Missed"),
}
_MEANING = {
    ErrorKind.CLASS: sentence("Diagnose", "found, and called by another class"),
    ErrorKind.LOCATION: sentence("Diagnose", "found, with a box that fits badly"),
    ErrorKind.BOTH: sentence("Diagnose", "of another class, with a box that fits badly"),
    ErrorKind.DUPLICATE: sentence("Diagnose", "found more than once"),
    ErrorKind.BACKGROUND: sentence("Diagnose", "seen where no label is"),
    ErrorKind.MISSED: sentence("Diagnose", "not found at all"),
}


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """A finding for each kind of error that costs anything."""
    own = patient.assessment
    if own.predictions is None:
        yield NotLookedAt(
            Topic.ERRORS, sentence("Diagnose", "There are no predictions whose errors could be told.")
        )
        return
    analysed = analyse(
        own.evaluation,
        own.annotations,
        progress=lambda done, total: progress("Telling errors apart", done, total),
    )
    for cost in analysed.analysis.errors:
        if cost.ap >= _LEAST_COST:
            yield _finding(patient, analysed, cost)


def _finding(patient: Patient, analysed: Analysed, cost: ErrorCost) -> Finding:
    said = sentence(
        "Diagnose",
        "{kind}: {count:,} objects are {meaning}. Without that mAP would be {price:.4f} higher.",
        kind=_NAMES[cost.kind],
        count=cost.count,
        meaning=_MEANING[cost.kind],
        price=cost.ap,
    )
    return Finding(
        key=f"errors.{cost.kind.value}",
        topic=Topic.ERRORS,
        sentence=said,
        confidence=1.0,
        weight=cost.ap,
        symptom=True,
        price=cost.ap,
        plot=_by_class(patient, analysed, cost.kind),
        steps=(
            NextStep(
                sentence("Diagnose", "See them: click their bar in the plot of errors."), action="plots"
            ),
        ),
    )


def _by_class(patient: Patient, analysed: Analysed, kind: ErrorKind) -> EvidencePlot | None:
    """How many errors of a kind there are of each class, by size of the box as COCO has it."""
    if kind is ErrorKind.MISSED:
        boxes = analysed.outcomes.annotations
        rows = analysed.errors.missed
        classes, areas = boxes.categories[rows], boxes.areas[rows]
    else:
        rows = analysed.errors.kinds == KINDS.index(kind)
        boxes_xywh = analysed.outcomes.boxes_xywh[rows]
        classes, areas = analysed.outcomes.categories[rows], boxes_xywh[:, 2] * boxes_xywh[:, 3]
    names = patient.dataset.categories.names
    counts = np.bincount(classes[classes >= 0], minlength=len(names))
    order = np.argsort(-counts, kind="stable")[:20]
    order = order[counts[order] > 0]
    if not len(order):
        return None
    series = []
    for name, low, high in _sizes():
        of_size = (areas >= low) & (areas < high) & (classes >= 0)
        own = np.bincount(classes[of_size], minlength=len(names))[order]
        if own.any():
            series.append(Series(name, np.arange(len(order), dtype=np.float64), own.astype(np.float64)))
    return EvidencePlot(
        PlotKind.BARS,
        sentence("Diagnose", "Where these errors are"),
        "",
        sentence("Diagnose", "errors"),
        tuple(series),
        names=tuple(names[place] for place in order.tolist()),
    )


def _sizes() -> tuple[tuple[Sentence, float, float], ...]:
    return (
        (sentence("Diagnose", "small"), 0.0, 32.0**2),
        (sentence("Diagnose", "medium"), 32.0**2, 96.0**2),
        (sentence("Diagnose", "large"), 96.0**2, float("inf")),
    )
