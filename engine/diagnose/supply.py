"""How many boxes each class was learned from, and the AP it came to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.balance.weights import presence
from engine.data.dataset import Bool, Float, Int
from engine.data.finding import EvidencePlot, PlotKind, Series
from engine.data.sentence import sentence
from engine.diagnose.patient import Patient, Progress
from engine.evaluation.bootstrap import interval_of_samples, resampled_class_ap
from engine.evaluation.incremental import Evaluation

_RESAMPLES = 200
_SHOWN = 20
_RARE = 0.1
_FEW, _SHARE_OF_MIDDLE = 500, 0.25
_LEAST_GAP = 0.05
"""A class that lacks less AP than this lacks none to speak of."""


@dataclass(frozen=True, eq=False, slots=True)
class Supply:
    """The classes whose AP is defined and that have boxes to learn from.

    Attributes
    ----------
    classes : (m,) int64
        Category indices of the dataset that was evaluated.
    names : tuple of m str
    boxes, images : (m,) int64
        Of the training set where it is at hand, else of the labels that were evaluated.
    evaluated : (m,) int64
        Boxes that AP was measured on.
    ap : (m,) float64
    even_ap : (m,) float64
        AP as if all classes were measured on equally many boxes.
    samples : (resamples, m) float64
        AP on images drawn anew; NaN where it is not defined.
    of_training : bool
        Whether the boxes are those of the training set.
    """

    classes: Int
    names: tuple[str, ...]
    boxes: Int
    images: Int
    evaluated: Int
    ap: Float
    even_ap: Float
    samples: Float
    of_training: bool

    def limits(self) -> Float:
        """Of each class's AP: its 95 % interval, (m, 2) float64."""
        return interval_of_samples(self.samples)

    @property
    def rare(self) -> Bool:
        """Classes with at most a tenth of the boxes of the most common one, (m,) bool."""
        return np.asarray(self.boxes <= self.boxes.max(initial=0) * _RARE, np.bool_)

    def starved(self) -> Bool:
        """Classes with far fewer boxes than the middle one and a lower AP than others, beyond chance, (m,) bool."""
        if len(self.classes) < 2:
            return np.zeros(len(self.classes), np.bool_)
        few = self.boxes <= min(float(np.median(self.boxes)) * _SHARE_OF_MIDDLE, _FEW)
        return few & self.lacking(~few)

    def lacking(self, others: Bool) -> Bool:
        """Classes whose AP is lower than the mean of others, beyond chance, (m,) bool."""
        if not others.any():
            return np.zeros(len(self.classes), np.bool_)
        gaps = self.gaps(others)
        low = interval_of_samples(gaps)[:, 0]
        gap = np.minimum(*(values[others].mean() - values for values in (self.ap, self.even_ap)))
        return np.asarray((low > 0.0) & (gap >= _LEAST_GAP), np.bool_)

    def gaps(self, others: Bool) -> Float:
        """How much lower each class's AP is than the mean of others, on each draw, (resamples, m) float64."""
        known = np.isfinite(self.samples[:, others])
        total = np.where(known, self.samples[:, others], 0.0).sum(axis=1)
        with np.errstate(invalid="ignore"):
            mean = total / known.sum(axis=1)
        return np.asarray(mean[:, None] - self.samples, np.float64)

    def plot(self) -> EvidencePlot:
        """AP of the classes with the fewest boxes and its interval, the rarest first."""
        order = np.argsort(self.boxes, kind="stable")[:_SHOWN]
        limits = np.where(np.isfinite(self.limits()), self.limits(), self.ap[:, None])[order]
        return EvidencePlot(
            PlotKind.BARS,
            sentence("Diagnose", "AP of the rarest classes, with their boxes"),
            "",
            "AP",
            (
                Series(
                    "", np.arange(len(order), dtype=np.float64), self.ap[order], limits[:, 0], limits[:, 1]
                ),
            ),
            names=tuple(f"{self.names[place]} ({self.boxes[place]:,})" for place in order.tolist()),
        )


def supply_of(patient: Patient, progress: Progress) -> Supply:
    """Count what each class was learned from, and draw the images anew for the interval of its AP."""
    own, categories = patient.assessment, patient.dataset.categories
    evaluated, _ = presence(own.annotations, len(patient.dataset.images), len(categories))
    source = patient.training
    if source is None:
        boxes, present = presence(own.annotations, len(patient.dataset.images), len(categories))
        images = present.sum(axis=0, dtype=np.int64)
    else:
        counted, present = presence(source.annotations, len(source.images), len(source.categories))
        place = {name: index for index, name in enumerate(source.categories.names)}
        order = np.array([place.get(name, -1) for name in categories.names], np.int64)
        boxes, images = (
            np.append(values, 0)[order] for values in (counted, present.sum(axis=0, dtype=np.int64))
        )
    ap = own.evaluation.metrics.per_class_ap
    classes = np.flatnonzero((ap >= 0.0) & (boxes > 0))
    samples = resampled_class_ap(
        own.evaluation,
        resamples=_RESAMPLES,
        seed=patient.seed,
        progress=lambda done, total: progress("Drawing images anew", done, total),
    )
    return Supply(
        classes,
        tuple(categories.names[place] for place in classes.tolist()),
        boxes[classes],
        images[classes],
        evaluated[classes],
        ap[classes],
        _even_ap(own.evaluation, classes),
        samples[:, classes],
        source is not None,
    )


def _even_ap(evaluation: Evaluation, classes: Int) -> Float:
    """AP with as many boxes in each class, so that a false alarm weighs the same in all.

    Normalised precision of D. Hoiem et al., Diagnosing Error in Object Detectors, ECCV 2012: among false alarms that do
    not become fewer with its boxes, a rare class has a lower AP, however well it was learned.
    """
    counts = evaluation.positives[classes, 0]
    even = np.zeros(len(classes))
    for place, category in enumerate(classes.tolist()):
        precision = evaluation.curves[category].precision[0]
        found = precision > 0.0
        alarms = np.divide(1.0, precision, out=np.ones_like(precision), where=found) - 1.0
        even[place] = np.mean(found / (1.0 + alarms * counts[place] / counts.mean()))
    return even


def listed(names: list[str], most: int = 3) -> str:
    """A few names, and how many more there are."""
    if len(names) <= most:
        return ", ".join(names)
    return sentence(
        "Diagnose", "{names} and {count:,} more", names=", ".join(names[:most]), count=len(names) - most
    )
