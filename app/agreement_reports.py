"""What the command line prints of agreement."""

from __future__ import annotations

import math
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from engine.data.agreement import MEASURES, QUANTILES, Agreement, Figures, Measure
from engine.data.dataset import Categories

_TITLES = {
    Measure.EXISTENCE: "Existence (F1)",
    Measure.JACCARD: "Existence (Jaccard)",
    Measure.IOU: "Place (mean IoU)",
    Measure.SAME_CLASS: "Same class",
    Measure.KAPPA: "Class, kappa",
    Measure.ALPHA: "Class, alpha",
    Measure.JOINT_ALPHA: "Existence and class, alpha",
    Measure.PRESENCE_KAPPA: "Class on image, kappa",
    Measure.PRESENCE_ALPHA: "Class on image, alpha",
}
_OF_CLASSES = (Measure.EXISTENCE, Measure.IOU, Measure.SAME_CLASS, Measure.KAPPA, Measure.ALPHA)


def agreement_record(found: Agreement, categories: Categories) -> dict[str, Any]:
    """All figures for programs: value, low and high by name; null where one is not defined."""
    return {
        "sets": list(found.names),
        "iou_threshold": found.threshold,
        "resamples": found.resamples,
        "interval": found.share,
        "together": _figures_record(found.together, found, categories),
        "pairs": [_figures_record(own, found, categories) for own in found.pairs],
    }


def agreement_report(found: Agreement, categories: Categories) -> Group:
    """Tables of every pair and of all, then of each class of all."""
    whole = Table(box=box.SIMPLE_HEAD)
    whole.add_column("Measure")
    columns = list(found.pairs)
    if len(found.names) > 2:
        columns.append(found.together)
    for own in columns:
        whole.add_column(Text(_who(own, found)), justify="right")
    for measure in MEASURES:
        whole.add_row(_TITLES[measure], *(_with_interval(own, measure) for own in columns))
    for share, place in zip(QUANTILES, range(len(QUANTILES)), strict=True):
        values = (own.iou_quantiles[place] for own in columns)
        whole.add_row(f"IoU, {share:.0%} lie below", *(_number(value) for value in values))
    whole.add_row("Images", *(str(own.images) for own in columns))
    return Group(whole, _class_table(found.together, categories), _footnote(found))


def _class_table(figures: Figures, categories: Categories) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Class")
    for title in ("Boxes", "Pairs", *(_TITLES[measure] for measure in _OF_CLASSES)):
        table.add_column(title, justify="right")
    for category, name in enumerate(categories.names):
        if figures.boxes[category]:
            table.add_row(
                Text(name),
                str(figures.boxes[category]),
                str(figures.matched[category]),
                *(_with_interval(figures, measure, category) for measure in _OF_CLASSES),
            )
    return table


def _footnote(found: Agreement) -> Text:
    kappa = "Cohen's" if len(found.names) == 2 else "Cohen's of a pair, Fleiss' of all"
    return Text(
        f"Boxes are one object from an IoU of {found.threshold:g}. In brackets: {found.share:.0%} of "
        f"{found.resamples} resamples of the images. Kappa is {kappa}; alpha is Krippendorff's."
    )


def _who(figures: Figures, found: Agreement) -> str:
    names = [found.names[place] for place in figures.sets]
    return " – ".join(names) if len(names) == 2 else f"all {len(names)}"


def _with_interval(figures: Figures, measure: Measure, category: int | None = None) -> str:
    value, low, high = figures.value(measure, category)
    if math.isnan(value):
        return "–"
    return f"{value:.3f} [{_number(low)}, {_number(high)}]"


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}"


def _figures_record(figures: Figures, found: Agreement, categories: Categories) -> dict[str, Any]:
    return {
        "sets": [found.names[place] for place in figures.sets],
        "images": figures.images,
        **_values(figures, None),
        "iou_quantiles": _quantiles(figures.iou_quantiles.tolist()),
        "per_class": {
            name: {
                "boxes": int(figures.boxes[category]),
                "matched_pairs": int(figures.matched[category]),
                **_values(figures, category),
                "iou_quantiles": _quantiles(figures.per_class_quantiles[category].tolist()),
            }
            for category, name in enumerate(categories.names)
        },
    }


def _values(figures: Figures, category: int | None) -> dict[str, Any]:
    return {
        measure.value: dict(
            zip(("value", "low", "high"), map(_null, figures.value(measure, category)), strict=True)
        )
        for measure in MEASURES
    }


def _quantiles(values: list[float]) -> dict[str, float | None]:
    return {f"{share:g}": _null(value) for share, value in zip(QUANTILES, values, strict=True)}


def _null(value: float) -> float | None:
    return None if math.isnan(value) else value
