"""Evaluate once, then again after each edit at the cost of the categories it touches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Bool, Categories, Float, Images, Int, Predictions
from engine.data.metrics import Metrics
from engine.evaluation.accumulate import Curves, accumulate, reaccumulate
from engine.evaluation.events import capped_events, events_of, events_of_areas, replace_events
from engine.evaluation.matching import Matches, match, matches_on_image
from engine.evaluation.ranking import Ranking, in_ranges, rank
from engine.evaluation.settings import COCO, EvaluationSettings
from engine.evaluation.summarize import AreaTable, average_precision, retabulate, summarize, tabulate


@dataclass(frozen=True, eq=False, slots=True)
class Labels:
    """The boxes that count, by image.

    Attributes
    ----------
    annotations : Annotations
        By image, then id, as they were at the first evaluation.
    bounds : (n + 1,) int64
        Where each image begins.
    edited : mapping of int to Annotations
        All boxes of the images that changed since.
    categories : int
        Number of categories; boxes of others do not count.
    """

    annotations: Annotations
    bounds: Int
    edited: Mapping[int, Annotations]
    categories: int

    @staticmethod
    def of(annotations: Annotations, images: int, categories: int) -> Labels:
        """Sort the boxes that count by image."""
        counted = countable(annotations, categories)
        own = counted.take(np.argsort(counted.images, kind="stable"))
        return Labels(own, np.searchsorted(own.images, np.arange(images + 1)), {}, categories)

    def of_image(self, image: int) -> Annotations:
        """The boxes of an image that count, ascending by id."""
        if image in self.edited:
            return self.edited[image]
        return self.annotations.take(np.arange(self.bounds[image], self.bounds[image + 1]))

    def replaced(self, images: Mapping[int, Annotations]) -> Labels:
        """The labels with other boxes on some images."""
        return Labels(self.annotations, self.bounds, {**self.edited, **images}, self.categories)


@dataclass(frozen=True, eq=False, slots=True)
class Arrays:
    """pycocotools' ``COCOeval.eval``: `NOT_DEFINED` where a category has no ground truth.

    Attributes
    ----------
    precision, scores : (T, R, K, A, M) float64
    recall : (T, K, A, M) float64
    """

    precision: Float
    recall: Float
    scores: Float


@dataclass(frozen=True, eq=False, slots=True)
class Evaluation:
    """Predictions measured on a state of the labels; a value, which shares what it can with those it came from.

    Attributes
    ----------
    metrics : Metrics
    settings : EvaluationSettings
    ranking : Ranking
        The predictions in order.
    labels : Labels
    events : tuple of K (e,) int64
        What became of the predictions, by category.
    positives : (K, A) int64
        Number of annotations that are not ignored.
    curves : tuple of K Curves
    tables : tuple of A AreaTable
    """

    metrics: Metrics
    settings: EvaluationSettings
    ranking: Ranking
    labels: Labels
    events: tuple[Int, ...]
    positives: Int
    curves: tuple[Curves, ...]
    tables: tuple[AreaTable, ...]

    def matches(self, image: int) -> Matches:
        """Which boxes of an image and which predictions belong together, at IoU 0.5 and for boxes of any area."""
        return matches_on_image(self.ranking, self.labels.of_image(image), image)

    def arrays(self) -> Arrays:
        """Precision, recall and scores for every setting, as pycocotools lays them out."""
        limits = self.settings.max_detections
        by_limit = [[self._curves_up_to(k, limit) for k in range(len(self.curves))] for limit in limits[:-1]]
        by_limit.append(list(self.curves))
        shape = (
            len(limits),
            len(self.curves),
            len(self.settings.area_names),
            len(self.settings.iou_thresholds),
            len(self.settings.recall_thresholds),
        )
        precision = np.array([[c.precision for c in own] for own in by_limit]).reshape(shape)
        scores = np.array([[c.scores for c in own] for own in by_limit]).reshape(shape)
        return Arrays(
            precision=precision.transpose(3, 4, 1, 2, 0),
            recall=np.stack([table.recall for table in self.tables], axis=2),
            scores=scores.transpose(3, 4, 1, 2, 0),
        )

    def _curves_up_to(self, category: int, limit: int) -> Curves:
        """Curves of a category with fewer detections per image."""
        own = self.ranking.of_category(category)
        full = self.ranking.categories[category]
        in_range = np.empty_like(self.ranking.in_range[:, own])
        in_range[:, self.ranking.positions[own]] = self.ranking.in_range[:, own]
        capped, positions = full.capped(limit, in_range)
        events = capped_events(self.events[category], full.ranks < limit, positions)
        return accumulate(events, capped, self.positives[category], self.settings)


def evaluate(
    images: Images,
    categories: Categories,
    annotations: Annotations,
    predictions: Predictions,
    settings: EvaluationSettings = COCO,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Evaluation:
    """Measure predictions on labels.

    Rows that are not countable (see `Annotations.countable`) take no part.

    Parameters
    ----------
    progress
        Told how many categories are done, of how many. May raise `engine.errors.CancelledError`.
    """
    ranking = rank(predictions, len(images), len(categories), settings)
    labels = Labels.of(annotations, len(images), len(categories))
    by_category = np.argsort(labels.annotations.categories, kind="stable")
    bounds = np.searchsorted(labels.annotations.categories[by_category], np.arange(len(categories) + 1))
    every = slice(0, len(settings.area_names))
    events: list[Int] = []
    curves: list[Curves] = []
    positives = np.zeros((len(categories), len(settings.area_names)), np.int64)
    for category in range(len(categories)):
        progress(category, len(categories))
        own = labels.annotations.take(by_category[bounds[category] : bounds[category + 1]])
        ignored = _ignored(own, settings)
        positives[category] = np.count_nonzero(~ignored, axis=1)
        events.append(_events(ranking, ranking.of_category(category), own, ignored, every, settings))
        curves.append(accumulate(events[-1], ranking.categories[category], positives[category], settings))
    progress(len(categories), len(categories))
    tables = tabulate(curves, settings)
    per_class_ap = np.array([average_precision(own) for own in curves], np.float64)
    metrics = Metrics(summarize(tables, settings), per_class_ap)
    return Evaluation(metrics, settings, ranking, labels, tuple(events), positives, tuple(curves), tables)


def reevaluate(evaluation: Evaluation, images: Mapping[int, Annotations]) -> Evaluation:
    """Measure the same predictions on labels that changed on some images.

    Parameters
    ----------
    evaluation
        Stays as it is.
    images
        By image index: every box of the image as it is now, ascending by id.

    Returns
    -------
    Evaluation
        Bit for bit what `evaluate` gives of the changed labels.
    """
    settings, labels, ranking = evaluation.settings, evaluation.labels, evaluation.ranking
    now = {image: countable(boxes, labels.categories) for image, boxes in images.items()}
    changed = rematch(evaluation, now, slice(0, len(settings.area_names)))
    events, positives = list(evaluation.events), evaluation.positives.copy()
    for category, own in changed.items():
        events[category], positives[category] = own.events, own.positives
    fresh = {
        k: reaccumulate(
            evaluation.curves[k], own.columns, own.events, ranking.categories[k], own.positives, settings
        )
        for k, own in changed.items()
        if len(own.columns)
    }
    areas = {
        area for own in changed.values() for area in (own.columns // len(settings.iou_thresholds)).tolist()
    }
    tables = retabulate(evaluation.tables, fresh, areas, settings)
    per_class_ap = evaluation.metrics.per_class_ap.copy()
    for category, curves in fresh.items():
        per_class_ap[category] = average_precision(curves)
    return Evaluation(
        Metrics(summarize(tables, settings), per_class_ap),
        settings,
        ranking,
        labels.replaced(now),
        tuple(events),
        positives,
        tuple(fresh.get(k, own) for k, own in enumerate(evaluation.curves)),
        tables,
    )


@dataclass(frozen=True, eq=False, slots=True)
class Rematched:
    """A category whose boxes changed, in some of the area ranges, which are numbered from 0.

    Attributes
    ----------
    events : (e,) int64
    positives : (A,) int64
    columns : (c,) int64
        Those whose events or positives are not what they were, ascending.
    """

    events: Int
    positives: Int
    columns: Int


def rematch(evaluation: Evaluation, images: Mapping[int, Annotations], areas: slice) -> dict[int, Rematched]:
    """Match the predictions again where boxes changed.

    Parameters
    ----------
    evaluation
    images
        By image index: its boxes that count, ascending by id.
    areas
        From which to which of the area ranges.

    Returns
    -------
    dict of int to Rematched
        By category index; those whose boxes are as they were are not in it.
    """
    settings, ranking = evaluation.settings, evaluation.ranking
    thresholds = len(settings.iou_thresholds)
    result: dict[int, Rematched] = {}
    for image, boxes in images.items():
        before = evaluation.labels.of_image(image)
        for category in _changed_categories(before, boxes):
            now = result.get(category) or Rematched(
                events_of_areas(evaluation.events[category], areas, thresholds),
                evaluation.positives[category, areas],
                np.zeros(0, np.int64),
            )
            old = _ignored(before.take(before.categories == category), settings)[areas]
            new = boxes.take(boxes.categories == category)
            ignored = _ignored(new, settings)[areas]
            more = np.count_nonzero(~ignored, axis=1) - np.count_nonzero(~old, axis=1)
            cell = ranking.of_cell(category, image)
            found = _events(ranking, cell, new, ignored, areas, settings)
            columns = len(ignored) * len(settings.iou_thresholds)
            events, changed = replace_events(now.events, ranking.positions[cell], found, columns)
            changed = np.union1d(changed, _columns_of(np.flatnonzero(more), settings))
            result[category] = Rematched(events, now.positives + more, np.union1d(now.columns, changed))
    return result


def countable(annotations: Annotations, categories: int) -> Annotations:
    """The boxes an evaluation can use: see `Annotations.countable`; and of one of so many categories."""
    return annotations.take(annotations.countable() & (annotations.categories < categories))


def _ignored(annotations: Annotations, settings: EvaluationSettings) -> Bool:
    """Which boxes are to be ignored in each area range, (A, n) bool."""
    return annotations.crowd | annotations.ignore | ~in_ranges(annotations.areas, settings)


def _events(
    ranking: Ranking,
    own: slice,
    annotations: Annotations,
    ignored: Bool,
    areas: slice,
    settings: EvaluationSettings,
) -> Int:
    """Events of the predictions in a slice of the ranking, all of one category, in some area ranges."""
    matched = match(
        ranking.boxes_xywh[own], ranking.images[own], annotations, ignored, settings.iou_thresholds
    )
    return events_of(matched, ignored, ranking.in_range[areas, own], ranking.positions[own])


def _columns_of(areas: Int, settings: EvaluationSettings) -> Int:
    """The columns of some area ranges, ascending."""
    thresholds = np.arange(len(settings.iou_thresholds))
    return (areas[:, None] * len(thresholds) + thresholds).ravel()


def _changed_categories(before: Annotations, after: Annotations) -> list[int]:
    """Categories whose boxes on one image are not the same before and after."""
    changed = _rows(before).items() ^ _rows(after).items()
    return sorted({category for _, category in changed})


def _rows(annotations: Annotations) -> dict[bytes, int]:
    """Each box as bytes, to compare, and its category."""
    values = np.column_stack(
        [
            annotations.ids,
            annotations.boxes_xyxy,
            annotations.sizes_wh,
            annotations.areas,
            annotations.crowd,
            annotations.ignore,
        ]
    )
    return dict(zip(map(bytes, values), annotations.categories.tolist(), strict=True))
