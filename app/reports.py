"""What the command line prints: records for programs, tables for people."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from rich import box
from rich.console import Console, Group
from rich.table import Table

from engine.data.comparison import EffectComparison
from engine.data.dataset import BoxTuple, Categories, Dataset
from engine.data.edit import Edit, EditKind
from engine.data.flag import OF_IMAGES, QueueEntry
from engine.data.metrics import METRIC_NAMES, NOT_DEFINED, Metrics
from engine.evaluation.compare import Corners
from engine.evaluation.incremental import Evaluation
from engine.evaluation.operating_point import OperatingPoint, best_operating_points
from engine.evaluation.per_class import average_recalls
from engine.evaluation.settings import metric_names, text_of
from engine.evaluation.voc import VocMetrics

_WIDTH_OF_A_FILE = 150


def console() -> Console:
    """Where tables go; wide enough to be read where they go into a file."""
    return Console() if sys.stdout.isatty() else Console(width=_WIDTH_OF_A_FILE)


def metric_record(evaluation: Evaluation, categories: Categories) -> dict[str, Any]:
    """The twelve metrics by name, and of each class AP, AR and the best F1; -1 where a metric is not defined.

    A point of the best F1 is null where nothing is found.
    """
    rows = zip(categories.names, *_per_class(evaluation), strict=True)
    return {
        "metrics": dict(
            zip(metric_names(evaluation.settings), evaluation.metrics.summary.tolist(), strict=True)
        ),
        "per_class": {
            name: {"AP": ap, "AR": ar, "best_F1": None if point is None else asdict(point)}
            for name, ap, ar, point in rows
        },
        "settings": asdict(text_of(evaluation.settings)),
    }


def metric_table(evaluation: Evaluation, categories: Categories) -> Group:
    """The twelve metrics, then AP, AR and the best F1 of each class with the score that gives it."""
    metrics = Table(box=box.SIMPLE_HEAD)
    metrics.add_column("Metric")
    metrics.add_column("Value", justify="right")
    names = metric_names(evaluation.settings)
    for name, value in zip(names, evaluation.metrics.summary.tolist(), strict=True):
        metrics.add_row(name, _number(value))
    per_class = Table(box=box.SIMPLE_HEAD)
    per_class.add_column("Class")
    for title in ("AP", "AR", "Best F1", "from score", "Precision", "Recall"):
        per_class.add_column(title, justify="right")
    for name, ap, ar, point in zip(categories.names, *_per_class(evaluation), strict=True):
        best: tuple[str, ...] = ("–",) * 4
        if point is not None:
            best = tuple(f"{value:.4f}" for value in (point.f1, point.score, point.precision, point.recall))
        per_class.add_row(name, _number(ap), _number(ar), *best)
    return Group(metrics, per_class)


def voc_record(voc: VocMetrics, categories: Categories) -> dict[str, Any]:
    """Pascal VOC's AP at an IoU of 0.5: mean, and of each class; -1 where it is not defined."""
    rows = zip(
        categories.names, voc.per_class_11_point.tolist(), voc.per_class_all_point.tolist(), strict=True
    )
    return {
        "metrics": {"AP50_11_point": voc.map_11_point, "AP50_all_point": voc.map_all_point},
        "per_class": {name: {"AP50_11_point": few, "AP50_all_point": every} for name, few, every in rows},
    }


def voc_table(voc: VocMetrics, categories: Categories) -> Table:
    """Pascal VOC's AP at an IoU of 0.5 of each class, and the mean."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Class")
    table.add_column("AP50, 11 points", justify="right")
    table.add_column("AP50, all points", justify="right")
    rows = zip(
        categories.names, voc.per_class_11_point.tolist(), voc.per_class_all_point.tolist(), strict=True
    )
    for name, few, every in rows:
        table.add_row(name, _number(few), _number(every))
    table.add_section()
    table.add_row("mean", _number(voc.map_11_point), _number(voc.map_all_point))
    return table


def comparison_table(before: Metrics, after: Metrics, categories: Categories) -> Table:
    """Metrics before and after, with the delta."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Metric")
    for title in ("Before", "After", "Delta"):
        table.add_column(title, justify="right")
    rows = [*zip(METRIC_NAMES, before.summary.tolist(), after.summary.tolist(), strict=True)]
    rows += [
        (f"AP of {name}", *values)
        for name, *values in zip(
            categories.names, before.per_class_ap.tolist(), after.per_class_ap.tolist(), strict=True
        )
    ]
    for name, old, new in rows:
        delta = "–" if NOT_DEFINED in (old, new) else f"{new - old:+.4f}"
        table.add_row(name, _number(old), _number(new), delta)
    return table


def effect_record(corners: Corners, effects: EffectComparison, categories: Categories) -> dict[str, Any]:
    """Before and after, and of the change and of each effect delta, low and high; null where not defined."""
    names = (*metric_names(corners.before.settings), *categories.names)
    before, after = (_defined(own.metrics) for own in (corners.before, corners.after))
    parts = {"total": effects.total, "labels": effects.labels, "predictions": effects.predictions}
    rows = {part: np.concatenate([own.summary, own.per_class]).tolist() for part, own in parts.items()}
    records = [
        {
            "before": before[place],
            "after": after[place],
            **{
                part: dict(zip(("delta", "low", "high"), map(_null, own[place]), strict=True))
                for part, own in rows.items()
            },
        }
        for place in range(len(names))
    ]
    twelve = len(METRIC_NAMES)
    return {
        "metrics": dict(zip(names[:twelve], records[:twelve], strict=True)),
        "per_class": dict(zip(names[twelve:], records[twelve:], strict=True)),
        "resamples": effects.total.resamples,
    }


def effect_report(corners: Corners, effects: EffectComparison, categories: Categories) -> Group:
    """A table of the change of every metric and class with its 95 % interval, then what it says."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Metric")
    for title in ("Before", "After", "Delta", "from", "to", "Labels", "Model"):
        table.add_column(title, justify="right")
    names = (*metric_names(corners.before.settings), *(f"AP of {name}" for name in categories.names))
    total, labels, model = (
        np.concatenate([part.summary, part.per_class]).tolist()
        for part in (effects.total, effects.labels, effects.predictions)
    )
    before, after = (_defined(own.metrics) for own in (corners.before, corners.after))
    for place, name in enumerate(names):
        if place == len(METRIC_NAMES):
            table.add_section()
        values = (*total[place], labels[place][0], model[place][0])
        old, new = ("–" if value is None else f"{value:.4f}" for value in (before[place], after[place]))
        table.add_row(name, old, new, *("–" if math.isnan(v) else f"{v:+.4f}" for v in values))
    return Group(table, effects.said())


def flag_records(entries: Sequence[QueueEntry], dataset: Dataset) -> list[dict[str, Any]]:
    """Flags as JSON values, in the order given."""
    annotations, images, categories = dataset.annotations, dataset.images, dataset.categories
    records = []
    for entry in entries:
        flag = entry.flag
        annotation = None if flag.annotation_id is None else annotations.get(flag.annotation_id)
        records.append(
            {
                "kind": flag.kind.value,
                "image": images.file_names[flag.image],
                "image_id": int(images.ids[flag.image]),
                "annotation_id": None if annotation is None else annotation.source_id,
                "category": None if flag.kind in OF_IMAGES else categories.name(flag.category),
                "bbox": _xywh(flag.box_xyxy),
                "score": flag.score,
                "price": entry.price,
                "reason": flag.reason,
                "suggestion": None if flag.suggestion is None else _suggestion(flag.suggestion, categories),
            }
        )
    return records


def flag_table(entries: Sequence[QueueEntry], dataset: Dataset) -> Table:
    """Flags with reason and price, in the order given."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Flag", no_wrap=True)
    table.add_column("Image", overflow="fold")
    table.add_column("Class", no_wrap=True)
    table.add_column("Score", justify="right")
    table.add_column("Price", justify="right")
    table.add_column("Reason", ratio=1)
    for entry in entries:
        flag = entry.flag
        table.add_row(
            flag.kind.value.replace("_", " "),
            dataset.images.file_names[flag.image],
            "–" if flag.kind in OF_IMAGES else dataset.categories.name(flag.category),
            f"{flag.score:.2f}",
            "–" if entry.price is None else f"{entry.price:+.5f}",
            flag.reason,
        )
    return table


def _suggestion(edit: Edit, categories: Categories) -> dict[str, Any]:
    if edit.kind is EditKind.DELETE:
        return {"edit": edit.kind.value}
    return {
        "edit": edit.kind.value,
        "category": categories.name(edit.subject.category),
        "bbox": _xywh(edit.subject.box_xyxy),
    }


def _xywh(box_xyxy: BoxTuple) -> list[float | None]:
    x1, y1, x2, y2 = box_xyxy
    # JSON has no NaN.
    return [value if math.isfinite(value) else None for value in (x1, y1, x2 - x1, y2 - y1)]


def _defined(metrics: Metrics) -> list[float | None]:
    """The twelve and AP of each class; None where not defined."""
    values = [*metrics.summary.tolist(), *metrics.per_class_ap.tolist()]
    return [None if value == NOT_DEFINED else value for value in values]


def _null(value: float) -> float | None:
    return None if math.isnan(value) else value


def _per_class(evaluation: Evaluation) -> tuple[list[float], list[float], list[OperatingPoint | None]]:
    """AP, AR at the largest number of detections, and the point of the best F1, by category index."""
    return (
        evaluation.metrics.per_class_ap.tolist(),
        average_recalls(evaluation)[:, -1].tolist(),
        list(best_operating_points(evaluation).per_class),
    )


def _number(value: float) -> str:
    return "–" if value == NOT_DEFINED else f"{value:.4f}"
