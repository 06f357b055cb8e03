"""The twelve COCO metrics from precision and recall, in pycocotools' order of summation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.data.dataset import Float
from engine.data.metrics import NOT_DEFINED
from engine.evaluation.accumulate import Curves
from engine.evaluation.settings import EvaluationSettings


@dataclass(frozen=True, eq=False)
class AreaTable:
    """Precision and recall of all categories for boxes of one area range; a mean is taken when it is first asked for.

    Attributes
    ----------
    precision : (T, R, K) float64
        For the largest number of detections.
    recall : (T, K, M) float64
    settings : EvaluationSettings
    """

    precision: Float
    recall: Float
    settings: EvaluationSettings

    @cached_property
    def ap(self) -> float:
        """Mean precision; `NOT_DEFINED` without ground truth, as is every other mean."""
        return mean_where_defined(self.precision)

    @cached_property
    def ap50(self) -> float:
        """At an IoU of 0.5; `NOT_DEFINED` where that is no threshold."""
        return mean_where_defined(self.precision[self.settings.iou_thresholds == 0.5])

    @cached_property
    def ap75(self) -> float:
        """At an IoU of 0.75; `NOT_DEFINED` where that is no threshold."""
        return mean_where_defined(self.precision[self.settings.iou_thresholds == 0.75])

    @cached_property
    def ar(self) -> tuple[float, ...]:
        """Mean recall by number of detections."""
        return tuple(mean_where_defined(self.recall[:, :, limit]) for limit in range(self.recall.shape[-1]))

    @cached_property
    def largest_ar(self) -> float:
        """Mean recall at the largest number of detections."""
        return mean_where_defined(self.recall[:, :, -1])


def tabulate(curves: Sequence[Curves], settings: EvaluationSettings) -> tuple[AreaTable, ...]:
    """Put the curves of all categories together, one table per area range."""
    thresholds, categories = len(settings.iou_thresholds), len(curves)
    tables = []
    for area in range(len(settings.area_names)):
        precision = np.empty((thresholds, len(settings.recall_thresholds), categories))
        recall = np.empty((thresholds, categories, len(settings.max_detections)))
        for category, own in enumerate(curves):
            precision[:, :, category] = own.precision[area]
            recall[:, category] = own.recall[area]
        tables.append(AreaTable(precision, recall, settings))
    return tuple(tables)


def retabulate(
    tables: Sequence[AreaTable], curves: Mapping[int, Curves], areas: set[int], settings: EvaluationSettings
) -> tuple[AreaTable, ...]:
    """The tables after the curves of some categories changed in some area ranges; the others are shared."""
    result = list(tables)
    for area in areas:
        precision, recall = tables[area].precision.copy(), tables[area].recall.copy()
        for category, own in curves.items():
            precision[:, :, category] = own.precision[area]
            recall[:, category] = own.recall[area]
        result[area] = AreaTable(precision, recall, settings)
    return tuple(result)


def summarize(tables: Sequence[AreaTable], settings: EvaluationSettings) -> Float:
    """The twelve metrics, (12,) float64, in the order of `engine.data.metrics.METRIC_NAMES`.

    Where settings lack an area range or a number of detections, its metric is `NOT_DEFINED`.
    Source: ``COCOeval.summarize``.
    """
    by_name = dict(zip(settings.area_names, tables, strict=True))
    every = by_name.get("all")
    sizes = [by_name.get(name) for name in ("small", "medium", "large")]
    undefined = (NOT_DEFINED,) * 3
    return np.array(
        [
            *(undefined if every is None else (every.ap, every.ap50, every.ap75)),
            *(NOT_DEFINED if table is None else table.ap for table in sizes),
            *((() if every is None else every.ar) + undefined)[:3],
            *(NOT_DEFINED if table is None else table.largest_ar for table in sizes),
        ]
    )


def average_precision(curves: Curves) -> float:
    """AP of one category over all IoU thresholds, boxes of the first area range."""
    return mean_where_defined(curves.precision[0, :, :, None])


def mean_where_defined(table: Float) -> float:
    """Mean over the categories, on the last axis, that have ground truth.

    The order of summation is that of ``np.mean(table[table > -1])``, at a fraction of its cost.
    """
    if not table.size:
        return NOT_DEFINED
    defined = table[(0,) * (table.ndim - 1)] > NOT_DEFINED
    if not defined.any():
        return NOT_DEFINED
    return float(np.mean(table.ravel() if defined.all() else table.compress(defined, axis=-1).ravel()))
