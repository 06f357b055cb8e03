"""One measure, class by class and over all: COCO's, the best F1, and Pascal VOC's."""

from __future__ import annotations

import numpy as np

from engine.data.dataset import Annotations, Categories, Float, Images, Predictions
from engine.data.metrics import NOT_DEFINED, Measure, Measured
from engine.evaluation.incremental import Evaluation
from engine.evaluation.operating_point import OperatingPoint, best_operating_points
from engine.evaluation.per_class import average_precisions, average_recalls
from engine.evaluation.voc import voc_average_precision

_IOU = 0.5
"""Of AP50, of the best F1 and of VOC's AP."""


def measure(
    which: Measure,
    evaluation: Evaluation,
    images: Images,
    categories: Categories,
    annotations: Annotations,
    predictions: Predictions,
) -> Measured:
    """Measure predictions on labels in one way.

    Parameters
    ----------
    which
        AP50 and the best F1 are at an IoU of 0.5, AR is at the largest number of detections per image; those that the
        settings leave out are `NOT_DEFINED`. VOC's AP is at an IoU of 0.5, and knows no settings.
    evaluation
        Of the same as the rest; all but VOC's AP are read from it.
    images, categories, annotations, predictions
        What VOC's AP is measured on.
    """
    match which:
        case Measure.AP:
            return Measured.ap_of(evaluation.metrics)
        case Measure.AP50:
            return _ap50(evaluation)
        case Measure.AR:
            return _average_recall(evaluation)
        case Measure.BEST_F1:
            return _best_f1(evaluation)
        case Measure.VOC_11_POINT:
            voc = voc_average_precision(images, categories, annotations, predictions, iou_threshold=_IOU)
            return Measured(which, np.append(voc.per_class_11_point, voc.map_11_point))
        case Measure.VOC_ALL_POINT:
            voc = voc_average_precision(images, categories, annotations, predictions, iou_threshold=_IOU)
            return Measured(which, np.append(voc.per_class_all_point, voc.map_all_point))


def _ap50(evaluation: Evaluation) -> Measured:
    area = evaluation.settings.area("all")
    if area is None:
        return _not_defined(Measure.AP50, evaluation)
    return Measured(
        Measure.AP50, np.append(average_precisions(evaluation, _IOU), evaluation.tables[area].ap50)
    )


def _average_recall(evaluation: Evaluation) -> Measured:
    area = evaluation.settings.area("all")
    if area is None:
        return _not_defined(Measure.AR, evaluation)
    return Measured(Measure.AR, np.append(average_recalls(evaluation)[:, -1], evaluation.tables[area].ar[-1]))


def _best_f1(evaluation: Evaluation) -> Measured:
    settings = evaluation.settings
    area = settings.area("all")
    if area is None or settings.threshold(_IOU) is None:
        return _not_defined(Measure.BEST_F1, evaluation)
    found = best_operating_points(evaluation, iou_threshold=_IOU)
    positives = evaluation.positives[:, area]
    rows = [_row(point) for point in (*found.per_class, found.overall)]
    points: Float = np.array(rows, np.float64).reshape(len(rows), 4)
    # Where nothing is found, F1 is 0, as AP is; where there is nothing to find, neither is defined.
    to_find = np.append(positives, positives.sum()) > 0
    return Measured(Measure.BEST_F1, np.where(to_find, points[:, 0], NOT_DEFINED), points[:, 1:])


def _row(point: OperatingPoint | None) -> tuple[float, float, float, float]:
    """F1, score, precision and recall."""
    if point is None:
        return 0.0, np.nan, np.nan, np.nan
    return point.f1, point.score, point.precision, point.recall


def _not_defined(which: Measure, evaluation: Evaluation) -> Measured:
    size = len(evaluation.curves) + 1
    points = np.full((size, 3), np.nan) if which is Measure.BEST_F1 else None
    return Measured(which, np.full(size, NOT_DEFINED), points)
