"""What the command line prints: records for programs, tables for people."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from engine.data.dataset import BoxTuple, Categories, Dataset
from engine.data.edit import Edit, EditKind
from engine.data.flag import QueueEntry
from engine.data.metrics import METRIC_NAMES, NOT_DEFINED, Metrics

_WIDTH_OF_A_FILE = 150


def console() -> Console:
    """Where tables go; wide enough to be read where they go into a file."""
    return Console() if sys.stdout.isatty() else Console(width=_WIDTH_OF_A_FILE)


def metric_record(metrics: Metrics, categories: Categories) -> dict[str, Any]:
    """``{"metrics": {...}, "per_class": {NAME: {"AP": ...}}}``; -1 where a metric is not defined."""
    per_class = zip(categories.names, metrics.per_class_ap.tolist(), strict=True)
    return {"metrics": metrics.named(), "per_class": {name: {"AP": ap} for name, ap in per_class}}


def metric_table(metrics: Metrics, categories: Categories) -> Table:
    """The twelve metrics, then AP per class."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Metric")
    table.add_column("Value", justify="right")
    for name, value in metrics.named().items():
        table.add_row(name, _number(value))
    table.add_section()
    for name, value in zip(categories.names, metrics.per_class_ap.tolist(), strict=True):
        table.add_row(f"AP of {name}", _number(value))
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
                "category": categories.name(flag.category),
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
            dataset.categories.name(flag.category),
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


def _number(value: float) -> str:
    return "–" if value == NOT_DEFINED else f"{value:.4f}"
