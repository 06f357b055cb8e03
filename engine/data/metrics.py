"""COCO's numbers, and what an edit did to them."""

from __future__ import annotations

from dataclasses import dataclass

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
