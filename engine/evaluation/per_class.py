"""What an evaluation says of single classes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Float
from engine.data.metrics import NOT_DEFINED
from engine.errors import EngineError
from engine.evaluation.incremental import Evaluation


@dataclass(frozen=True, eq=False, slots=True)
class PrecisionRecall:
    """The precision-recall curves of one class, one for each IoU threshold.

    Attributes
    ----------
    iou_thresholds : (T,) float64
    recall : (R,) float64
        Where precision is sampled.
    precision : (T, R) float64
        The largest at this recall or a larger one; 0 where the recall is not reached, `NOT_DEFINED` throughout where
        the class has no ground truth.
    scores : (T, R) float64
        Of the prediction that reaches the recall; 0 and `NOT_DEFINED` as for precision.
    """

    iou_thresholds: Float
    recall: Float
    precision: Float
    scores: Float

    def at(self, iou_threshold: float) -> tuple[Float, Float]:
        """Precision and scores at one of the IoU thresholds, (R,) float64 each.

        Raises
        ------
        EngineError
            It is none of them.
        """
        found = np.flatnonzero(self.iou_thresholds == iou_threshold)
        if not len(found):
            message = f"nothing was measured at an IoU of {iou_threshold}"
            raise EngineError(message)
        return self.precision[found[0]], self.scores[found[0]]


def precision_recall(evaluation: Evaluation, category: int, *, area: str = "all") -> PrecisionRecall:
    """The precision-recall curves of a class, for the largest number of detections per image.

    Raises
    ------
    EngineError
        There is no such area range.
    """
    curves, index = evaluation.curves[category], _area(evaluation, area)
    settings = evaluation.settings
    return PrecisionRecall(
        settings.iou_thresholds, settings.recall_thresholds, curves.precision[index], curves.scores[index]
    )


def average_precisions(evaluation: Evaluation, iou_threshold: float, *, area: str = "all") -> Float:
    """AP of each class at one IoU threshold, (k,) float64.

    `NOT_DEFINED` where a class has no ground truth, and where the settings lack the threshold.

    Raises
    ------
    EngineError
        There is no such area range.
    """
    precision = evaluation.tables[_area(evaluation, area)].precision
    threshold = evaluation.settings.threshold(iou_threshold)
    if threshold is None:
        return np.full(precision.shape[-1], NOT_DEFINED)
    means: Float = precision[threshold].mean(axis=0)
    return means


def mean_precision_recall(evaluation: Evaluation, threshold: int, *, area: str = "all") -> Float | None:
    """Precision at each recall, averaged over the classes with ground truth, (R,) float64; None where there are none.

    Its mean is AP at this IoU threshold, given by its index.

    Raises
    ------
    EngineError
        There is no such area range.
    """
    precision = evaluation.tables[_area(evaluation, area)].precision[threshold]
    defined = (precision > NOT_DEFINED).all(axis=0)
    if not defined.any():
        return None
    mean: Float = precision[:, defined].mean(axis=1)
    return mean


def average_recalls(evaluation: Evaluation, *, area: str = "all") -> Float:
    """AR of each class at each number of detections per image, (k, M) float64.

    The largest recall, averaged over the IoU thresholds; `NOT_DEFINED` where a class has no ground truth.

    Raises
    ------
    EngineError
        There is no such area range.
    """
    index = _area(evaluation, area)
    recall: Float = evaluation.tables[index].recall.mean(axis=0)
    recall[evaluation.positives[:, index] == 0] = NOT_DEFINED
    return recall


def _area(evaluation: Evaluation, name: str) -> int:
    index = evaluation.settings.area(name)
    if index is None:
        message = f"no area range is called {name!r}"
        raise EngineError(message)
    return index
