"""Imbalance: rare classes that a model neglects for the common ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.data.dataset import Bool
from engine.data.finding import EvidencePlot, Finding, NextStep, NotLookedAt, PlotKind, Series, Topic
from engine.data.sentence import sentence
from engine.diagnose.patient import Patient, Progress
from engine.diagnose.supply import Supply, listed, supply_of
from engine.learning_curve import RankCorrelation, rank_correlation

_LEAST_CLASSES, _CHANCE = 5, 0.05
_PART = 0.5
"""Balancing moves AP to rare classes, and takes some from the others."""
_SURE_OF_TRAINING, _SURE_OF_LABELS = 0.6, 0.4


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """A finding where classes are ten times rarer than the most common one and AP goes with their number."""
    if patient.assessment.predictions is None:
        yield NotLookedAt(
            Topic.IMBALANCE, sentence("Diagnose", "Without predictions no class can be called neglected.")
        )
        return
    supply = supply_of(patient, progress)
    if len(supply.classes) < 2:
        return
    rare = supply.rare
    neglected = rare & supply.lacking(~rare)
    # Classes that starve need boxes, not weights, and have a finding already.
    if not (neglected & ~supply.starved()).any():
        return
    if len(supply.classes) < _LEAST_CLASSES:
        # So few classes have no trend; so all that are rare must be found worse.
        if (neglected == rare).all():
            yield _finding(supply, rare, neglected, None)
        return
    # Either AP goes on with the number of boxes, or it breaks off where classes are rare.
    correlation, even = (
        min(
            (
                rank_correlation(own.astype(np.float64), values, seed=patient.seed)
                for own in (supply.boxes, ~rare)
            ),
            key=lambda own: own.p,
        )
        for values in (supply.ap, supply.even_ap)
    )
    if all(own.rho > 0.0 and own.p < _CHANCE for own in (correlation, even)):
        yield _finding(supply, rare, neglected, correlation)


def _finding(supply: Supply, rare: Bool, neglected: Bool, correlation: RankCorrelation | None) -> Finding:
    names = [supply.names[place] for place in np.flatnonzero(neglected).tolist()]
    gap = float((supply.ap[~rare].mean() - supply.ap[neglected]).sum()) / len(supply.classes)
    ratio = supply.boxes.max() / supply.boxes.min()
    if correlation is None:
        said = sentence(
            "Diagnose",
            "Imbalance: the most common class has {ratio:,.0f} times the boxes of the rarest. Found worse than common "
            "classes: {classes}.",
            ratio=ratio,
            classes=listed(names),
        )
    else:
        said = sentence(
            "Diagnose",
            "Imbalance: the most common class has {ratio:,.0f} times the boxes of the rarest, and AP goes with their "
            "number (rank correlation {rho:+.2f}, p {p:.3f}). Found worse than common classes: {classes}.",
            ratio=ratio,
            rho=correlation.rho,
            p=correlation.p,
            classes=listed(names),
        )
    return Finding(
        key="imbalance.neglected",
        topic=Topic.IMBALANCE,
        sentence=said,
        confidence=_SURE_OF_TRAINING if supply.of_training else _SURE_OF_LABELS,
        weight=gap * _PART,
        why_no_price=sentence(
            "Diagnose",
            "What weights and repeats bring, and take from other classes, only training again tells.",
        ),
        plot=_plot(supply),
        steps=(
            NextStep(
                sentence(
                    "Diagnose",
                    "Write class weights and how often to draw each image, with the lines of Keras that use them: "
                    "boxwright balance DATASET --output DIR.",
                )
            ),
        ),
    )


def _plot(supply: Supply) -> EvidencePlot:
    limits = supply.limits()
    return EvidencePlot(
        PlotKind.POINTS,
        sentence("Diagnose", "AP of each class over its boxes"),
        sentence("Diagnose", "doublings of one box"),
        "AP",
        (Series("", np.log2(supply.boxes.astype(np.float64)), supply.ap, limits[:, 0], limits[:, 1]),),
    )
