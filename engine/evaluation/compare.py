"""From one state of labels and predictions to another: what the metrics changed by, and which of the two did it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.data.comparison import Deltas, Effects
from engine.data.dataset import Annotations, Float
from engine.data.metrics import Metrics
from engine.errors import EngineError
from engine.evaluation.incremental import Evaluation, Labels
from engine.evaluation.ranking import Ranking
from engine.evaluation.settings import EvaluationSettings


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
        They are not of the same images, categories and settings, or not two by two of the same labels and predictions.
    """

    before: Evaluation
    new_labels: Evaluation
    new_predictions: Evaluation
    after: Evaluation

    def __post_init__(self) -> None:
        for other in (self.new_labels, self.new_predictions, self.after):
            _require(_comparable(self.before, other), "images, categories and settings")
        for one, other in ((self.before, self.new_labels), (self.new_predictions, self.after)):
            _require(_same_predictions(one.ranking, other.ranking), "predictions")
        for one, other in ((self.before, self.new_predictions), (self.new_labels, self.after)):
            _require(_same_labels(one.labels, other.labels), "labels")

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
            May give NaN where it is not defined.

        Returns
        -------
        total, labels, predictions : float64, of the measure's shape
            The last two add up to the first, but for the last bit.
        """
        before, new_labels, new_predictions, after = (
            measure(corner) for corner in (self.before, self.new_labels, self.new_predictions, self.after)
        )
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
    """What other labels and other predictions did to the metrics, told apart as `Corners.effects_on` says.

    A metric that is not defined before or after, but not both, counts as 0 there; as prices do.
    """
    defined = _defined(corners.before.metrics) | _defined(corners.after.metrics)

    def measure(evaluation: Evaluation) -> Float:
        return np.where(defined, np.maximum(_values(evaluation.metrics), 0.0), np.nan)

    metrics = len(corners.before.metrics.summary)
    total, labels, predictions = (
        Deltas(values[:metrics], values[metrics:]) for values in corners.effects_on(measure)
    )
    return Effects(corners.before.metrics, corners.after.metrics, total, labels, predictions)


def _values(metrics: Metrics) -> Float:
    return np.concatenate([metrics.summary, metrics.per_class_ap])


def _defined(metrics: Metrics) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    defined: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = _values(metrics) >= 0
    return defined


def _require(met: bool, what: str) -> None:  # noqa: FBT001
    if not met:
        message = f"evaluations of other {what} cannot be compared"
        raise EngineError(message)


def _comparable(one: Evaluation, other: Evaluation) -> bool:
    return (
        len(one.labels.bounds) == len(other.labels.bounds)
        and len(one.events) == len(other.events)
        and _same_settings(one.settings, other.settings)
    )


def _same_settings(one: EvaluationSettings, other: EvaluationSettings) -> bool:
    return one is other or (
        np.array_equal(one.iou_thresholds, other.iou_thresholds)
        and np.array_equal(one.recall_thresholds, other.recall_thresholds)
        and one.area_names == other.area_names
        and np.array_equal(one.area_ranges, other.area_ranges)
        and one.max_detections == other.max_detections
    )


def _same_predictions(one: Ranking, other: Ranking) -> bool:
    return one is other or (
        np.array_equal(one.bounds, other.bounds)
        and np.array_equal(one.images, other.images)
        and np.array_equal(one.boxes_xywh, other.boxes_xywh)
        and all(
            np.array_equal(a.scores, b.scores) for a, b in zip(one.categories, other.categories, strict=True)
        )
    )


def _same_labels(one: Labels, other: Labels) -> bool:
    if one is other:
        return True
    if one.annotations is other.annotations:
        images = sorted({*one.edited, *other.edited})
    else:
        images = list(range(len(one.bounds) - 1))
    return all(_same_boxes(one.of_image(image), other.of_image(image)) for image in images)


def _same_boxes(one: Annotations, other: Annotations) -> bool:
    return (
        np.array_equal(one.ids, other.ids)
        and np.array_equal(one.categories, other.categories)
        and np.array_equal(one.boxes_xyxy, other.boxes_xyxy)
        and np.array_equal(one.sizes_wh, other.sizes_wh)
        and np.array_equal(one.areas, other.areas)
        and np.array_equal(one.crowd, other.crowd)
        and np.array_equal(one.ignore, other.ignore)
    )
