"""Samples for tests."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from engine.data.sample import Answer, FoundError, FoundErrorKind, Plan, Sample, Unit
from engine.sampling.draw import Draw, Population

AT = datetime(2026, 3, 1, tzinfo=UTC)
NOTHING: tuple[FoundError, ...] = ()
WRONG_CLASS = (FoundError(FoundErrorKind.WRONG_CLASS, 0, 1),)


def boxes(
    count: int, *, flagged: int = 0, reviewed: int = 0, put_right: int = 0, classes: int = 1
) -> Population:
    """Boxes, two an image; the first are flagged, the last reviewed, and those in between put right."""
    rows = np.arange(count)
    return Population(
        Unit.BOX,
        rows // 2,
        rows + 1,
        rows % classes,
        rows < flagged,
        rows >= count - reviewed,
        (rows >= flagged) & (rows < flagged + put_right),
    )


def sample_of(draw: Draw, plan: Plan, put_right: int = 0) -> Sample:
    return Sample(1, 0, plan, draw.strata, draw.class_sizes, draw.units, put_right, 0, AT, "ada")


def answers(errors: Sequence[tuple[FoundError, ...]]) -> list[Answer]:
    return [Answer(unit, found, "ada", AT) for unit, found in enumerate(errors)]
