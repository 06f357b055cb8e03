"""The metrics of an evaluation where some images count several times and others not at all.

What is matched to what on an image does not depend on how often the image is there. So nothing is matched again: every
prediction and every box counts as often as its image does, and precision follows from weighted sums of them in the
order of scores. Many such datasets are measured at once, class by class.

It equals pycocotools on a dataset in which images are there so many times, under ids of their own, copies next to each
other. Copies of a prediction have equal scores, and pycocotools takes ties in the order of image ids; so they stand
together here. Where a true positive is there several times, the precision that counts is at its last copy, since each
further copy raises it. Only where an image has several predictions of one class and one score do copies alternate:
all of the first copy, then all of the second. These are taken copy by copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Annotations, Float, Int
from engine.data.metrics import METRIC_NAMES, NOT_DEFINED
from engine.evaluation.events import counted_more, events_in, is_true_positive, positions_of
from engine.evaluation.incremental import Evaluation, Labels
from engine.evaluation.ranking import in_ranges
from engine.evaluation.settings import EvaluationSettings
from engine.evaluation.summarize import AreaTable, summarize

Counts = NDArray[np.signedinteger]

Measured = tuple[Float, Float]
"""Mean precision over the recall thresholds, (b, T), and recall, (b, T, M), of a group."""

_COPIES = 8
"""So many copies of an image are told apart where they must be; any more, of which one image in a million has some,
stand together."""

_EVERY_AREA = "all"
"""The area range in which recall is summarized for fewer detections too."""


@dataclass(frozen=True, eq=False, slots=True)
class _Group:
    """One class in one area range, at all IoU thresholds.

    True positives stand by threshold, then falling score; thresholds that have none are left out.

    Attributes
    ----------
    category, area : int
    positive_images : (p,) int64
        Images of the annotations that are not ignored.
    in_range_rows : (d,) int64
        The predictions in the area range, by falling score, down to the last true positive: their rows in
        `_copy_by_copy`.
    marks : (m,) int64
        Up to which of these, exclusive, the true positives look back; ascending, not 0.
    thresholds : (s,) int64
        Those that have true positives.
    starts : (s,) int64
        Where the true positives of each begin.
    true_rows : (t,) int64
    marks_before : (t,) int64
        How many marks each true positive has passed.
    odd_rows : (o,) int64
        The predictions that count although they do not lie in the range, or do not although they do.
    odd_signs : (o, 1) int32
        1 and -1.
    odd_before, odd_start : (t,) int64
        How many of those stand before each true positive, and before the first of its threshold.
    ranks : (t,) int32
        Place among the predictions of the same image and class, from 0.
    """

    category: int
    area: int
    positive_images: Int
    in_range_rows: Int
    marks: Int
    thresholds: Int
    starts: Int
    true_rows: Int
    marks_before: Int
    odd_rows: Int
    odd_signs: Counts
    odd_before: Int
    odd_start: Int
    ranks: Counts

    def is_same(self, other: _Group) -> bool:
        """Whether nothing that precision and recall depend on differs."""
        return all(np.array_equal(getattr(self, name), getattr(other, name)) for name in self.__slots__)


class Resampler:
    """An evaluation laid out to be measured under many weights.

    Parameters
    ----------
    evaluation
    others
        Of the same categories, settings and sizes: what is the same in one of them is measured once.
    sizes
        Whether to measure the metrics of small, medium and large boxes too, which more than doubles the work.
    """

    def __init__(
        self, evaluation: Evaluation, others: Sequence[Resampler] = (), *, sizes: bool = True
    ) -> None:
        self._settings = evaluation.settings
        self._categories = len(evaluation.events)
        self._groups: tuple[_Group, ...] = tuple(
            next((known for known in alike if known.is_same(own)), own)
            for own, *alike in zip(
                _groups(evaluation, sizes=sizes), *(other._groups for other in others), strict=True
            )
        )

    def measure(self, weights: Counts, known: dict[object, Measured]) -> Float:
        """The metrics under some weights.

        Parameters
        ----------
        weights : (n, b) int32
            How often each image counts.
        known
            What was measured under the same weights already; what is measured here is added.

        Returns
        -------
        (b, 12 + k) float64
            The twelve metrics and the AP of each class, as in `engine.data.metrics.Metrics`; `NOT_DEFINED` where one
            is not measured.
        """
        settings, count = self._settings, weights.shape[1]
        shape = (count, len(settings.area_names), len(settings.iou_thresholds), self._categories)
        precision = np.full(shape, NOT_DEFINED)
        recall = np.full((*shape, len(settings.max_detections)), NOT_DEFINED)
        weights = _copy_by_copy(weights)
        fresh = [group for group in self._groups if group not in known]
        positives = [np.take(weights, group.positive_images, axis=0).sum(axis=0) for group in fresh]
        reached = _Reached.by(np.array(positives, np.int64).ravel(), settings.recall_thresholds)
        known.update(
            (group, _measured(group, weights, own, reached, settings))
            for group, own in zip(fresh, positives, strict=True)
        )
        for group in self._groups:
            own = (slice(None), group.area, slice(None), group.category)
            precision[own], recall[own] = known[group]
        result = np.empty((count, len(METRIC_NAMES) + self._categories))
        result[:, len(METRIC_NAMES) :] = precision[:, 0].mean(axis=1)
        for row in range(count):
            tables = [
                AreaTable(p[:, None, :], r, settings)
                for p, r in zip(precision[row], recall[row], strict=True)
            ]
            result[row, : len(METRIC_NAMES)] = summarize(tables, settings)
        return result


@dataclass(frozen=True, eq=False, slots=True)
class _Reached:
    """How many recall thresholds so many true positives reach.

    Attributes
    ----------
    totals : (u,) int64
        Numbers of positives, ascending.
    repeats : (u, R + 1) int64
        For how many numbers of true positives, from none to all, it is no, one, ... all thresholds.
    """

    totals: Int
    repeats: Int

    @staticmethod
    def by(positives: Int, recall_thresholds: Float) -> _Reached:
        """For these numbers of positives, in any order."""
        totals = np.unique(positives)
        size = np.maximum(totals, 1)[:, None]
        needed = np.ceil(recall_thresholds * size)
        # The product is rounded; what counts is the quotient, as pycocotools computes recall.
        needed -= (needed - 1) / size >= recall_thresholds
        needed += needed / size < recall_thresholds
        needed = np.clip(needed, 0, totals[:, None] + 1)
        repeats = np.diff(needed, axis=1, prepend=0, append=totals[:, None] + 1)
        return _Reached(totals, repeats.astype(np.int64))

    def tables(self, positives: Int) -> tuple[Counts, Counts]:
        """The numbers for none to all true positives, for one number of positives after another.

        Returns
        -------
        (sum of positives + 1,) int16
        (b,) int32
            Where the table of each number of positives begins.
        """
        repeats = self.repeats[np.searchsorted(self.totals, positives)]
        numbers = np.tile(np.arange(repeats.shape[1], dtype=np.int16), len(positives))
        starts = np.cumsum(positives + 1) - positives - 1
        return np.repeat(numbers, repeats.ravel()), starts.astype(np.int32)


def _measured(
    group: _Group, weights: Counts, positives: Int, reached: _Reached, settings: EvaluationSettings
) -> Measured:
    none = positives == 0
    precision = np.zeros((weights.shape[1], len(settings.iou_thresholds)))
    recall = np.zeros((*precision.shape, len(settings.max_detections)))
    if len(group.starts) and not none.all():
        ends = np.append(group.starts[1:], len(group.true_rows))
        columns = [slice(*own) for own in zip(group.starts.tolist(), ends.tolist(), strict=True)]
        hits = np.take(weights, group.true_rows, axis=0)
        found = hits.copy()
        for own in columns:
            np.cumsum(hits[own], axis=0, out=found[own])
        by_limit = recall[:, group.thresholds]
        by_limit[:, :, -1] = found[ends - 1].T
        if settings.area_names[group.area] == _EVERY_AREA:
            for at, limit in enumerate(settings.max_detections[:-1]):
                within = (group.ranks < limit).astype(np.int32)
                by_limit[:, :, at] = np.add.reduceat(hits * within[:, None], group.starts, axis=0).T
        recall[:, group.thresholds] = by_limit / np.maximum(positives, 1)[:, None, None]

        # The largest precision from each true positive on, for the recalls that it is the first to reach.
        largest = found / np.maximum(_counted(group, weights), 1)
        for own in columns:
            np.maximum.accumulate(largest[own][::-1], axis=0, out=largest[own][::-1])
        table, begin = reached.tables(positives)
        up_to = np.take(table, found + begin)
        first_reached = up_to.copy()
        first_reached[1:] -= up_to[:-1]
        first_reached[group.starts] = up_to[group.starts]
        largest *= first_reached
        sums = np.add.reduceat(largest, group.starts, axis=0)
        precision[:, group.thresholds] = sums.T / len(settings.recall_thresholds)
    precision[none] = NOT_DEFINED
    recall[none] = NOT_DEFINED
    return precision, recall


def _counted(group: _Group, weights: Counts) -> Counts:
    """How many predictions count up to and with each true positive, (t, b) int32."""
    in_range = np.take(weights, group.in_range_rows, axis=0)
    if len(group.marks):
        in_range = np.add.reduceat(in_range, np.append(0, group.marks[:-1]), axis=0)
    counted: Counts = np.take(_cumulative(in_range), group.marks_before, axis=0)
    if len(group.odd_rows):
        odd = _cumulative(np.take(weights, group.odd_rows, axis=0) * group.odd_signs)
        counted += np.take(odd, group.odd_before, axis=0) - np.take(odd, group.odd_start, axis=0)
    return counted


def _cumulative(values: Counts) -> Counts:
    """Sums of the first so many rows, from none to all, (n + 1, b) int32."""
    sums = np.zeros((len(values) + 1, values.shape[1]), np.int32)
    np.cumsum(values, axis=0, out=sums[1:])
    return sums


def _copy_by_copy(weights: Counts) -> Counts:
    """Weights of the images as wholes, then of their first copies alone, of their second ones, and so on.

    Returns
    -------
    (n * (1 + _COPIES), b) int32
    """
    each = [(weights > copy).astype(np.int32) for copy in range(_COPIES - 1)]
    return np.concatenate([weights, *each, np.maximum(weights - (_COPIES - 1), 0)])


@dataclass(frozen=True, eq=False, slots=True)
class _Order:
    """The predictions of one class by falling score; those of one image and one score copy by copy.

    Attributes
    ----------
    positions : (e,) int64
        Positions in the `CategoryRanking`.
    rows : (e,) int64
        Rows in `_copy_by_copy`.
    """

    positions: Int
    rows: Int

    @staticmethod
    def of(evaluation: Evaluation, category: int) -> _Order:
        ranking, scores = evaluation.ranking, evaluation.ranking.categories[category].scores
        own = ranking.of_category(category)
        images = np.empty(len(scores), np.int64)
        images[ranking.positions[own]] = ranking.images[own]
        tie = np.cumsum((np.diff(scores, prepend=np.inf) != 0) | (np.diff(images, prepend=-1) != 0)) - 1
        tied = np.bincount(tie)[tie] > 1
        copies = np.where(tied, _COPIES, 1)
        positions = np.repeat(np.arange(len(scores)), copies)
        copy = np.arange(len(positions)) - np.repeat(np.cumsum(copies) - copies, copies)
        order = np.lexsort((positions, copy, tie[positions]))
        positions, copy = positions[order], copy[order]
        count = len(evaluation.labels.bounds) - 1
        return _Order(positions, images[positions] + count * np.where(tied[positions], copy + 1, 0))

    def places_of(self, positions: Int) -> tuple[Int, Int]:
        """Where the predictions in these positions stand: for each place, which of them, and the place."""
        by_position = np.argsort(self.positions, kind="stable")
        first = np.searchsorted(self.positions[by_position], positions, "left")
        count = np.searchsorted(self.positions[by_position], positions, "right") - first
        which = np.repeat(np.arange(len(positions)), count)
        within = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        return which, by_position[first[which] + within]


def _groups(evaluation: Evaluation, *, sizes: bool) -> Iterator[_Group]:
    ranking, settings = evaluation.ranking, evaluation.settings
    # The AP of a class is that in the first area range, whatever its name.
    areas = [at for at, name in enumerate(settings.area_names) if sizes or at == 0 or name == _EVERY_AREA]
    boxes = _boxes(evaluation.labels)
    positive = ~(boxes.crowd | boxes.ignore) & in_ranges(boxes.areas, settings)
    for category in range(len(ranking.categories)):
        order, of_category = _Order.of(evaluation, category), boxes.categories == category
        for area in areas:
            positive_images = np.sort(boxes.images[positive[area] & of_category])
            yield _group(evaluation, category, area, order, positive_images)


def _group(evaluation: Evaluation, category: int, area: int, order: _Order, positive_images: Int) -> _Group:
    ranking = evaluation.ranking.categories[category]
    in_range = np.diff(ranking.inside[area], prepend=0)[order.positions] > 0
    thresholds = np.arange(len(evaluation.settings.iou_thresholds))
    events, bounds = events_in(evaluation.events[category], area * len(thresholds) + thresholds)
    threshold = np.repeat(thresholds, np.diff(bounds))
    which, places = order.places_of(positions_of(events))
    by_threshold = np.lexsort((places, threshold[which]))
    which, places = which[by_threshold], places[by_threshold]

    threshold, more = threshold[which], counted_more(events)[which]
    is_true, is_odd = is_true_positive(events)[which], more != 0
    true, odd = places[is_true], places[is_odd]
    passed = np.cumsum(is_odd)
    first = np.searchsorted(threshold, threshold[is_true])
    before = np.cumsum(in_range)[true]
    marks = np.unique(before[before > 0])
    has_true, starts = np.unique(threshold[is_true], return_index=True)
    return _Group(
        category,
        area,
        positive_images,
        in_range_rows=order.rows[in_range][: marks.max(initial=0)],
        marks=marks,
        thresholds=has_true,
        starts=starts,
        true_rows=order.rows[true],
        marks_before=np.searchsorted(marks, before, side="right"),
        odd_rows=order.rows[odd],
        odd_signs=more[is_odd, None].astype(np.int32),
        odd_before=passed[is_true],
        odd_start=np.append(0, passed)[first],
        ranks=ranking.ranks[order.positions[true]],
    )


def _boxes(labels: Labels) -> Annotations:
    """All boxes that count, as they are now, in no particular order."""
    untouched = ~np.isin(labels.annotations.images, list(labels.edited))
    parts = [labels.annotations.take(untouched), *labels.edited.values()]
    names = Annotations.__slots__
    return Annotations(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
