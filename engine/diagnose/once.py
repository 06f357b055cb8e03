"""One cause is told once, by whoever knows most of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.data.finding import Finding, NextStep

_TOLD_BY = {
    "model.too_many_objects": (
        "configuration.max_total_detections",
        "configuration.max_detections_per_class",
        "set_up.capped",
    ),
    "configuration.max_total_detections": ("configuration.max_detections_per_class",),
}
"""Of each finding those that tell the same of one cause, and know less of it; in this order."""


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what another finding tells, and give that one their next steps, and their weight where it has no price.

    Parameters
    ----------
    findings
        With different keys.
    """
    by_key = {own.key: own for own in findings}
    for key, same in _TOLD_BY.items():
        if key not in by_key:
            continue
        own = by_key[key]
        others = [by_key.pop(other) for other in same if other in by_key]
        steps: list[NextStep] = [step for other in others for step in other.steps]
        weight = own.weight if own.price is not None else max(one.weight for one in (own, *others))
        by_key[key] = replace(own, steps=(*own.steps, *steps), weight=weight)
    return tuple(by_key.values())
