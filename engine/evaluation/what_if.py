"""AP as some edits would leave it, and nothing else: what prices are made of."""

from __future__ import annotations

from collections.abc import Mapping

from engine.data.dataset import Annotations
from engine.data.metrics import NOT_DEFINED
from engine.evaluation.accumulate import precision_at_recalls
from engine.evaluation.incremental import Evaluation, countable, rematch
from engine.evaluation.summarize import mean_where_defined


def what_if_ap(evaluation: Evaluation, images: Mapping[int, Annotations]) -> float:
    """AP on labels that changed on some images.

    It is exactly ``reevaluate(evaluation, images).metrics.ap``, at half the cost: AP takes boxes of any area and the
    largest number of detections alone, and neither scores nor recall.

    Parameters
    ----------
    evaluation
        Stays as it is.
    images
        By image index: every box of the image as it would be, ascending by id.
    """
    settings = evaluation.settings
    area = settings.area("all")
    if area is None:
        return NOT_DEFINED
    now = {image: countable(boxes, evaluation.labels.categories) for image, boxes in images.items()}
    areas = slice(area, area + 1)
    precision = evaluation.tables[area].precision.copy()
    for category, own in rematch(evaluation, now, areas).items():
        if len(own.columns):
            inside = evaluation.ranking.categories[category].inside[areas]
            fresh, _ = precision_at_recalls(own.columns, own.events, inside, own.positives, settings)
            precision[own.columns, :, category] = fresh
    return mean_where_defined(precision)
