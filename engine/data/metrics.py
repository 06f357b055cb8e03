"""COCO's numbers, and what an edit did to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from engine.data.dataset import Float
from engine.data.edit import Edit

METRIC_NAMES = ("AP", "AP50", "AP75", "APs", "APm", "APl", "AR1", "AR10", "AR100", "ARs", "ARm", "ARl")
"""In the order of pycocotools' ``COCOeval.stats``."""

NOT_DEFINED = -1.0
"""pycocotools' value of a metric without ground truth to measure it on."""


@dataclass(frozen=True, eq=False, slots=True)
class Metrics:
    """COCO metrics of a set of predictions on a state of the labels.

    Attributes
    ----------
    summary : (12,) float64
        In the order of `METRIC_NAMES`, each 0 to 1, or `NOT_DEFINED`.
    per_class_ap : (k,) float64
        AP@[.5:.95] of each category, by index; `NOT_DEFINED` where it has no ground truth.
    """

    summary: Float
    per_class_ap: Float

    @property
    def ap(self) -> float:
        """AP@[.5:.95] over all categories: mAP."""
        return float(self.summary[0])

    def named(self) -> dict[str, float]:
        """The twelve by name."""
        return dict(zip(METRIC_NAMES, self.summary.tolist(), strict=True))

    @staticmethod
    def undefined(categories: int) -> Metrics:
        """Metrics where there is nothing to measure."""
        return Metrics(np.full(len(METRIC_NAMES), NOT_DEFINED), np.full(categories, NOT_DEFINED))


class Measure(StrEnum):
    """What predictions can be measured by, class by class."""

    AP = "ap"
    AP50 = "ap50"
    AR = "ar"
    BEST_F1 = "best_f1"
    VOC_11_POINT = "voc_11_point"
    VOC_ALL_POINT = "voc_all_point"


@dataclass(frozen=True, eq=False, slots=True)
class Measured:
    """A measure of each class, and over all of them.

    Attributes
    ----------
    measure : Measure
    values : (k + 1,) float64
        By category index, then over all classes; 0 to 1, or `NOT_DEFINED` where there is no ground truth.
    points : (k + 1, 3) float64 or None
        Of `Measure.BEST_F1` alone: the lowest score to keep, precision and recall; NaN where nothing is found.
    """

    measure: Measure
    values: Float
    points: Float | None = None

    @staticmethod
    def ap_of(metrics: Metrics) -> Measured:
        """AP of each class, and mAP."""
        return Measured(Measure.AP, np.append(metrics.per_class_ap, metrics.ap))


@dataclass(frozen=True, eq=False, slots=True)
class Changes:
    """What a change of the review touched, for views to refresh just that.

    Attributes
    ----------
    images : tuple of int
        Indices of the images whose boxes or flags changed.
    edits : tuple of Edit
        What was applied, in order; empty where only verdicts or predictions changed.
    before, after : Metrics
    everything : bool
        Whether predictions or the whole dataset were replaced.
    """

    images: tuple[int, ...]
    edits: tuple[Edit, ...]
    before: Metrics
    after: Metrics
    everything: bool = False

    def then(self, later: Changes) -> Changes:
        """Both, one after the other."""
        images = tuple(dict.fromkeys((*self.images, *later.images)))
        everything = self.everything or later.everything
        return Changes(images, (*self.edits, *later.edits), self.before, later.after, everything)
