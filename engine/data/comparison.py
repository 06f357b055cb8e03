"""What a comparison of two evaluations says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from engine.data.dataset import Float
from engine.data.metrics import Metrics
from engine.data.edit import EditKind
from engine.data.journal import Origin

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Interval:
    """A change with the range in which it would lie on other images like these.

    Attributes
    ----------
    delta : float
        The change itself.
    low, high : float
        Limits of the central share of resamples.
    share : float
        0.95 for a 95 % interval.
    """

    delta: float
    low: float
    high: float
    share: float = 0.95

    @property
    def is_more_than_noise(self) -> bool:
        """Whether no change at all lies outside the interval."""
        return self.low > 0.0 or self.high < 0.0

    def said(self) -> str:
        """In words, for people."""
        limits = f"between {self.low:+.4f} and {self.high:+.4f}"
        if self.delta == 0.0 and self.low == self.high == 0.0:
            return "Nothing changed."
        if self.is_more_than_noise:
            return f"The change of mAP is more than noise: {self.share:.0%} of resamples lie {limits}."
        return f"The change of mAP could be noise: {self.share:.0%} of resamples lie {limits}, on both sides of 0."


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """Two evaluations over the same images.

    Attributes
    ----------
    ap : Interval
        Of AP over all classes.
    per_class : (k, 3) float64
        Delta, low and high of each class's AP; NaN where it is not defined in one of them.
    resamples : int
    """

    ap: Interval
    per_class: Float
    resamples: int


@dataclass(frozen=True, slots=True)
class EditShare:
    """What one edit did to AP when it was made.

    Attributes
    ----------
    kind : EditKind
    origin : Origin
    category : int
        Of the box after the edit, or before it where it was deleted.
    image : int
    change : float
        Change of AP.
    """

    kind: EditKind
    origin: Origin
    category: int
    image: int
    change: float


@dataclass(frozen=True, eq=False, slots=True)
class Attribution:
    """The change of AP shared out among edits.

    Attributes
    ----------
    shares : tuple of n EditShare
        In the order of the edits; they add up to the whole.
    course : (n + 1,) float64
        AP as opened, and after each edit.
    without_copies : float
        Change of AP without the boxes that copy a prediction.
    copies : int
        How many such boxes there are.
    """

    shares: tuple[EditShare, ...]
    course: Float
    without_copies: float
    copies: int

    @property
    def total(self) -> float:
        """The whole change of AP."""
        return float(self.course[-1] - self.course[0])

    def by_kind(self) -> dict[EditKind, float]:
        """Change of AP by kind of edit."""
        return self._summed(lambda share: share.kind)

    def by_category(self) -> dict[int, float]:
        """Change of AP by class of the box."""
        return self._summed(lambda share: share.category)

    def _summed(self, key: Callable[[EditShare], Key]) -> dict[Key, float]:
        sums: dict[Key, float] = {}
        for share in self.shares:
            sums[key(share)] = sums.get(key(share), 0.0) + share.change
        return sums

    def said(self) -> str:
        """In words, for people: what does not follow the model stands beside the whole."""
        if not self.copies:
            return f"No box copies the model's own: all of {self.total:+.4f} is the reviewer's."
        boxes = "1 box copies" if self.copies == 1 else f"{self.copies} boxes copy"
        return (
            f"{boxes} the model's own exactly, which flatters it: {self.total:+.4f} in all, "
            f"{self.without_copies:+.4f} without them."
        )


@dataclass(frozen=True, eq=False, slots=True)
class Deltas:
    """By how much metrics changed; NaN where one is not defined on either side.

    Attributes
    ----------
    summary : (12,) float64
        In the order of `engine.data.metrics.METRIC_NAMES`.
    per_class_ap : (k,) float64
        AP@[.5:.95] of each category, by index.
    """

    summary: Float
    per_class_ap: Float

    @property
    def ap(self) -> float:
        """Of AP@[.5:.95] over all categories: mAP."""
        return float(self.summary[0])


@dataclass(frozen=True, eq=False, slots=True)
class Effects:
    """From some labels and predictions to others: what of the change is due to which.

    Attributes
    ----------
    before, after : Metrics
    total : Deltas
        ``after`` less ``before``.
    labels, predictions : Deltas
        What the other labels did, and what the other predictions did; they add up to ``total``.
    """

    before: Metrics
    after: Metrics
    total: Deltas
    labels: Deltas
    predictions: Deltas
