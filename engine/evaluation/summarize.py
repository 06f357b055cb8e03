"""The twelve COCO metrics from precision and recall, in pycocotools' order of summation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Float
from engine.data.metrics import NOT_DEFINED, Metrics
from engine.evaluation.accumulate import Curves
from engine.evaluation.settings import EvaluationSettings

_SIZES = ("small", "medium", "large")


@dataclass(frozen=True, eq=False, slots=True)
class Tables:
    """Precision and recall of all categories.

    Attributes
    ----------
    precision : tuple of A (T, R, K) float64
        For the largest number of detections; one array per area range, so that an edit leaves most as they are.
    recall : (T, K, A, M) float64
    """

    precision: tuple[Float, ...]
    recall: Float

    @staticmethod
    def of(curves: tuple[Curves, ...], settings: EvaluationSettings) -> Tables:
        """Put the curves of all categories together."""
        areas, thresholds = len(settings.area_names), len(settings.iou_thresholds)
        precision = np.empty((areas, thresholds, len(settings.recall_thresholds), len(curves)))
        recall = np.empty((thresholds, len(curves), areas, len(settings.max_detections)))
        for category, own in enumerate(curves):
            precision[..., category] = own.precision
            recall[:, category] = own.recall.transpose(1, 0, 2)
        return Tables(tuple(precision), recall)

    def patched(self, curves: dict[int, Curves]) -> Tables:
        """The tables with other curves for some categories."""
        tables = list(self.precision)
        for area, old in enumerate(self.precision):
            changed = [k for k, own in curves.items() if not np.array_equal(old[..., k], own.precision[area])]
            if changed:
                tables[area] = old.copy()
                for category in changed:
                    tables[area][..., category] = curves[category].precision[area]
        recall = self.recall.copy()
        for category, own in curves.items():
            recall[:, category] = own.recall.transpose(1, 0, 2)
        return Tables(tuple(tables), recall)


def summarize(tables: Tables, settings: EvaluationSettings) -> Float:
    """The twelve metrics, (12,) float64, in the order of `engine.data.metrics.METRIC_NAMES`.

    Where settings lack a threshold, an area range or a number of detections, its metric is `NOT_DEFINED`.
    Source: ``COCOeval.summarize``.
    """
    area_of = {name: i for i, name in enumerate(settings.area_names)}
    last = len(settings.max_detections) - 1

    def precision(area: str, iou: float | None = None) -> float:
        if area not in area_of:
            return NOT_DEFINED
        table = tables.precision[area_of[area]]
        return _mean(table if iou is None else table[iou == settings.iou_thresholds])

    def recall(area: str, limit: int) -> float:
        if area not in area_of or limit > last:
            return NOT_DEFINED
        return _mean(tables.recall[:, :, area_of[area], limit])

    return np.array(
        [
            precision("all"),
            precision("all", 0.5),
            precision("all", 0.75),
            *(precision(size) for size in _SIZES),
            *(recall("all", limit) for limit in range(3)),
            *(recall(size, last) for size in _SIZES),
        ]
    )


def metrics_of(tables: Tables, per_class_ap: Float, settings: EvaluationSettings) -> Metrics:
    """The metrics of the tables."""
    return Metrics(summarize(tables, settings), per_class_ap)


def average_precision(curves: Curves) -> float:
    """AP of one category over all IoU thresholds, boxes of the first area range."""
    return _mean(curves.precision[0, :, :, None])


def _mean(table: NDArray[np.float64]) -> float:
    """Mean over the categories, on the last axis, that have ground truth.

    The order of summation is that of ``np.mean(table[table > -1])``, at a fraction of its cost.
    """
    if not table.size:
        return NOT_DEFINED
    defined = table[(0,) * (table.ndim - 1)] > NOT_DEFINED
    if not defined.any():
        return NOT_DEFINED
    return float(np.mean(table.ravel() if defined.all() else table.compress(defined, axis=-1).ravel()))
