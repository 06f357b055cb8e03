"""Limits on the boxes of an image, against how many there are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.data.configuration import Configuration, Setting
from engine.data.dataset import Int
from engine.data.finding import Finding, NextStep
from engine.data.sentence import sentence
from engine.diagnose.facts import Facts, mistake

_PER_CLASS = "max_detections_per_class"


def find(own: Configuration, known: Facts) -> Iterator[Finding]:
    """Limits below what the fullest image holds; of several with one name the lowest counts."""
    for setting in _lowest(own.most_boxes):
        yield from _over(setting, known.boxes_per_image, known, put_out=False)
    for setting in _lowest(own.most_detections):
        per_class = setting.name == _PER_CLASS
        counts = known.boxes_per_image_and_class if per_class else known.boxes_per_image
        yield from _over(setting, counts, known, put_out=True)


def _lowest(settings: tuple[Setting, ...]) -> list[Setting]:
    found: dict[str, Setting] = {}
    for setting in settings:
        value = setting.as_number()
        before = found.get(setting.name)
        if value is not None and (before is None or value < (before.as_number() or 0.0)):
            found[setting.name] = setting
    return list(found.values())


def _over(setting: Setting, counts: Int, known: Facts, *, put_out: bool) -> Iterator[Finding]:
    limit = setting.as_number()
    most = int(counts.max(initial=0))
    if limit is None or limit <= 0 or most <= limit:
        return
    over = counts[counts > limit]
    lost = float(np.sum(over - limit)) / max(known.boxes, 1)
    values = {"name": setting.name, "limit": int(limit), "most": most, "images": len(over), "share": lost}
    said = (
        sentence(
            "Diagnose",
            "{name} is {limit}, but images hold up to {most} boxes: in {images:,} images the model cannot put out "
            "enough, and at least {share:.1%} of all boxes are missed.",
            **values,
        )
        if put_out
        else sentence(
            "Diagnose",
            "{name} is {limit}, but images hold up to {most} boxes: in {images:,} images the rest is cut off, and "
            "{share:.1%} of all boxes are learned as background.",
            **values,
        )
    )
    room = -(-(most + most // 10) // 10) * 10
    yield mistake(
        setting.name,
        said,
        NextStep(
            sentence("Diagnose", "Set {name} above the fullest image.", name=setting.name),
            line=setting.line(str(room)),
        ),
        weight=min(0.9, max(lost, 0.002)),
    )
