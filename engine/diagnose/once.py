"""One cause is told once, by whoever knows most of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.data.finding import Finding, NextStep

_TOLD_BY = {"model.too_many_objects": ("configuration.max_total_detections", "set_up.capped")}
"""Of each finding that has a price, those that tell the same without one."""


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Leave out what another finding tells with its price, and give that one their next steps.

    Parameters
    ----------
    findings
        With different keys.
    """
    by_key = {own.key: own for own in findings}
    for key, same in _TOLD_BY.items():
        if key not in by_key:
            continue
        steps: list[NextStep] = []
        for other in same:
            if other in by_key:
                steps += by_key.pop(other).steps
        own = by_key[key]
        by_key[key] = replace(own, steps=(*own.steps, *steps))
    return tuple(by_key.values())
