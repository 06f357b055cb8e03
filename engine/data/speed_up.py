"""What makes a model quicker here, as it was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.data.model import Acceleration

LEAST_RATIO = 1.05
"""How many times as quick as without a way must be to be offered."""
LARGEST_CHANGE = 1e-3
"""How much a metric may change at most."""


@dataclass(frozen=True, slots=True)
class SpeedUp:
    """What was measured of one way to run a model.

    Attributes
    ----------
    acceleration : Acceleration
    images_per_second : float or None
        None: it could not be run.
    ratio : float or None
        How many times as quick as without.
    change : float or None
        The largest change of a metric, as a number from 0; None where there is nothing to measure on.
    metric : str
        The metric that changed most; empty where none did.
    why_not : str
        Why it is not offered, for people; empty: it is.
    """

    acceleration: Acceleration
    images_per_second: float | None = None
    ratio: float | None = None
    change: float | None = None
    metric: str = ""
    why_not: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether it is measured and can be used."""
        return self.images_per_second is not None and not self.why_not


def quickest(measured: Sequence[SpeedUp]) -> Acceleration:
    """The quickest way of those that are offered."""
    offered = [own for own in measured if own.is_usable]
    best = max(offered, key=lambda own: own.images_per_second or 0.0, default=None)
    return Acceleration.NONE if best is None else best.acceleration
