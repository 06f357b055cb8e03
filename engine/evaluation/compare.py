"""From some labels and predictions to others: what the metrics changed by, and which of the two did it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.data.comparison import Deltas, Effects
from engine.data.dataset import Annotations, Float
from engine.data.metrics import METRIC_NAMES, NOT_DEFINED, Metrics
from engine.errors import EngineError
from engine.evaluation.incremental import Evaluation, Labels
from engine.evaluation.ranking import Ranking


@dataclass(frozen=True, eq=False, slots=True)
class Corners:
    """Two states of the labels, each measured with two sets of predictions.

    Attributes
    ----------
    before, after : Evaluation
        The old labels with the old predictions, and the new labels with the new ones.
    new_labels : Evaluation
        The new labels with the old predictions.
    new_predictions : Evaluation
        The old labels with the new predictions.

    Raises
    ------
    EngineError
        They are of other images, categories or settings, or not two by two of the same labels and predictions.
    """

    before: Evaluation
    new_labels: Evaluation
    new_predictions: Evaluation
    after: Evaluation

    def __post_init__(self) -> None:
        for other in (self.new_labels, self.new_predictions, self.after):
            require_comparable(self.before, other)
        for one, other in ((self.before, self.new_labels), (self.new_predictions, self.after)):
            if not _same_predictions(one.ranking, other.ranking):
                raise _cannot_compare("predictions")
        for one, other in ((self.before, self.new_predictions), (self.new_labels, self.after)):
            if not _same_labels(one.labels, other.labels):
                raise _cannot_compare("labels")

    @staticmethod
    def of_labels(before: Evaluation, after: Evaluation) -> Corners:
        """The same predictions on two states of the labels."""
        return Corners(before, after, before, after)

    @staticmethod
    def of_predictions(before: Evaluation, after: Evaluation) -> Corners:
        """Two sets of predictions on the same labels."""
        return Corners(before, before, after, after)

    def effects_on(self, measure: Callable[[Evaluation], Float]) -> tuple[Float, Float, Float]:
        """The change of a measure, and what of it is due to the labels and to the predictions.

        Each is credited with the mean of what it changes by when it goes first and when it goes second. This is
        Shapley's value for two players: the one division that adds up to the whole, treats both alike and gives nothing
        to what changes nothing. Source: L. S. Shapley, A Value for n-Person Games, 1953.

        Parameters
        ----------
        measure
            Gives NaN where it is not defined.

        Returns
        -------
        total, labels, predictions : float64, of the measure's shape
            The last two add up to the first, but for the rounding of the sum.
        """
        before, after = measure(self.before), measure(self.after)
        new_labels, new_predictions = measure(self.new_labels), measure(self.new_predictions)
        labels = ((new_labels - before) + (after - new_predictions)) / 2
        predictions = ((new_predictions - before) + (after - new_labels)) / 2
        return after - before, labels, predictions


def compare_labels(before: Evaluation, after: Evaluation) -> Effects:
    """What other labels did to the metrics of the same predictions."""
    return compare_both(Corners.of_labels(before, after))


def compare_predictions(before: Evaluation, after: Evaluation) -> Effects:
    """What other predictions did to the metrics on the same labels."""
    return compare_both(Corners.of_predictions(before, after))


def compare_both(corners: Corners) -> Effects:
    """What other labels and other predictions did to the metrics, told apart as `Corners.effects_on` says."""
    total, labels, predictions = (
        Deltas(values[: len(METRIC_NAMES)], values[len(METRIC_NAMES) :])
        for values in corners.effects_on(lambda corner: defined_values(corner.metrics))
    )
    return Effects(corners.before.metrics, corners.after.metrics, total, labels, predictions)


def defined_values(metrics: Metrics) -> Float:
    """The twelve metrics and the AP of each class, (12 + k,) float64; NaN where one is not defined."""
    values = np.concatenate([metrics.summary, metrics.per_class_ap])
    values[values == NOT_DEFINED] = np.nan
    return values


def require_comparable(one: Evaluation, other: Evaluation) -> None:
    """Raise `EngineError` where evaluations are not of equally many images and categories under the same settings."""
    if len(one.labels.bounds) != len(other.labels.bounds):
        raise _cannot_compare("images")
    if len(one.events) != len(other.events):
        raise _cannot_compare("categories")
    if not one.settings.same_as(other.settings):
        raise _cannot_compare("settings")


def _cannot_compare(what: str) -> EngineError:
    return EngineError(f"evaluations of other {what} cannot be compared")


def _same_predictions(one: Ranking, other: Ranking) -> bool:
    return one is other or (
        np.array_equal(one.bounds, other.bounds)
        and np.array_equal(one.images, other.images)
        and np.array_equal(one.boxes_xywh, other.boxes_xywh)
        and all(
            np.array_equal(own.scores, others.scores)
            for own, others in zip(one.categories, other.categories, strict=True)
        )
    )


def _same_labels(one: Labels, other: Labels) -> bool:
    edited = sorted({*one.edited, *other.edited})
    rest = (own.annotations.take(~np.isin(own.annotations.images, edited)) for own in (one, other))
    return one is other or (
        _same_boxes(*rest)
        and all(_same_boxes(one.of_image(image), other.of_image(image)) for image in edited)
    )


def _same_boxes(one: Annotations, other: Annotations) -> bool:
    names = ("ids", "images", "categories", "boxes_xyxy", "sizes_wh", "areas", "crowd", "ignore")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)
