"""What a comparison of two evaluations says."""

from __future__ import annotations

from dataclasses import dataclass

from engine.data.dataset import Float
from engine.data.metrics import Metrics
from engine.data.sentence import joined, sentence


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
        if self.delta == 0.0 and self.low == self.high == 0.0:
            return sentence("Comparison", "Nothing changed.")
        values = {
            "delta": _signed(self.delta),
            "share": self.share,
            "low": _signed(self.low),
            "high": _signed(self.high),
        }
        if self.is_more_than_noise:
            return sentence(
                "Comparison",
                "mAP changed by {delta}, which is more than noise: {share:.0%} of resamples lie between {low} and "
                "{high}.",
                **values,
            )
        return sentence(
            "Comparison",
            "mAP changed by {delta}, which could be noise: {share:.0%} of resamples lie between {low} and {high}, "
            "and no change is among them.",
            **values,
        )


def _signed(value: float) -> str:
    """With four decimals, or as many more as it takes to tell the value from 0."""
    decimals = next((n for n in range(4, 9) if round(value, n) != 0.0), 4)
    return f"{value:+.{decimals}f}"


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """The change from one evaluation to another over the same images, with its range.

    Attributes
    ----------
    ap : Interval
        Of AP over all classes; 0 where that is not defined in one of them.
    summary : (12, 3) float64
        Delta, low and high of each metric, in the order of `engine.data.metrics.METRIC_NAMES`; NaN where it is not
        defined in one of them, and for limits that were not asked for.
    per_class : (k, 3) float64
        The same of each class's AP.
    resamples : int
    """

    ap: Interval
    summary: Float
    per_class: Float
    resamples: int


@dataclass(frozen=True, eq=False, slots=True)
class EffectComparison:
    """The change to other labels and other predictions, and what of it is due to which, each with its range.

    Attributes
    ----------
    total : Comparison
    labels, predictions : Comparison
        Their deltas add up to those of ``total``.
    """

    total: Comparison
    labels: Comparison
    predictions: Comparison

    def said(self) -> str:
        """In words, for people: all of it, then what of it is due to which."""
        return joined(
            "\n\n",
            (
                self.total.ap.said(),
                sentence("Comparison", "Labels alone: {said}", said=self.labels.ap.said()),
                sentence("Comparison", "The model alone: {said}", said=self.predictions.ap.said()),
            ),
        )


@dataclass(frozen=True, eq=False, slots=True)
class Deltas:
    """By how much metrics changed; NaN where one is not defined before or after.

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
