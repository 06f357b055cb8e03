"""Metrics over some of the images: labels and predictions of the others are left out, and so are they themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from engine.data.dataset import Annotations, Categories, Images, Int, Predictions
from engine.evaluation.incremental import Evaluation, evaluate
from engine.evaluation.settings import EvaluationSettings

_OTHERS = -1


def evaluate_part(
    images: Images,
    categories: Categories,
    annotations: Annotations,
    predictions: Predictions,
    settings: EvaluationSettings,
    part: Sequence[int] | None,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Evaluation:
    """Evaluate as if the dataset had these images alone.

    Parameters
    ----------
    images, categories, annotations, predictions, settings, progress
        As for `engine.evaluation.incremental.evaluate`.
    part
        Indices of images; None: all.
    """
    if part is None:
        return evaluate(images, categories, annotations, predictions, settings, progress=progress)
    chosen = np.unique(np.asarray(part, np.int64))
    place = np.full(len(images), _OTHERS, np.int64)
    place[chosen] = np.arange(len(chosen))
    few = Images(
        images.ids[chosen], tuple(images.file_names[i] for i in chosen.tolist()), images.sizes_wh[chosen]
    )
    return evaluate(
        few,
        categories,
        _labels(annotations, place),
        _predictions(predictions, place),
        settings,
        progress=progress,
    )


def _labels(annotations: Annotations, place: Int) -> Annotations:
    own = annotations.take(place[annotations.images] != _OTHERS)
    values = {name: getattr(own, name) for name in Annotations.__slots__}
    return Annotations(**{**values, "images": place[own.images]})


def _predictions(predictions: Predictions, place: Int) -> Predictions:
    own = predictions.take(place[predictions.images] != _OTHERS)
    return Predictions(place[own.images], own.categories, own.boxes_xyxy, own.sizes_wh, own.scores)
