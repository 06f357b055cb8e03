"""What the limit of predictions per image and class leaves out: it lowers the metrics without a word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Predictions, Problem
from engine.evaluation.ranking import countable_rows
from engine.evaluation.settings import COCO, EvaluationSettings


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Predictions that do not count because there are too many better ones of the same class on their image.

    Attributes
    ----------
    limit : int
        How many count per image and class.
    predictions : int
        How many do not.
    images : int
        On how many images.
    """

    limit: int
    predictions: int
    images: int

    def said(self) -> str:
        """In words, for people."""
        if not self.predictions:
            return f"No image has more than {self.limit} predictions of one class: all count."
        predictions = "1 prediction does" if self.predictions == 1 else f"{self.predictions:,} predictions do"
        images = "1 image" if self.images == 1 else f"{self.images:,} images"
        return (
            f"{predictions} not count, because metrics take the {self.limit} best per image and class: "
            f"on {images} mAP may be lower than the model deserves."
        )

    def problems(self) -> tuple[Problem, ...]:
        """The same as a problem found, none where all predictions count: it lowers mAP without a word."""
        if not self.predictions:
            return ()
        remedy = "Raise the detections per image in the evaluation settings, or cut dense images into tiles"
        return (Problem("", "predictions", self.said().rstrip("."), remedy),)


def left_out(
    predictions: Predictions, images: int, categories: int, settings: EvaluationSettings = COCO
) -> LeftOut:
    """Count the predictions that the largest of `EvaluationSettings.max_detections` leaves out.

    Parameters
    ----------
    predictions
        Rows that are not countable are not counted here either.
    images, categories
        How many there are.
    """
    limit = settings.max_detections[-1]
    rows = countable_rows(predictions, images, categories)
    cells, counts = np.unique(
        predictions.images[rows] * categories + predictions.categories[rows], return_counts=True
    )
    beyond = np.maximum(counts - limit, 0)
    dense = cells[beyond > 0] // max(categories, 1)
    return LeftOut(limit, int(beyond.sum()), len(np.unique(dense)))
