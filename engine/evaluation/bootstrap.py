"""How far a change of AP may be chance: a paired bootstrap over images.

Images are drawn with replacement as often as there are images; both evaluations see the same draw. What is matched to
what does not depend on the draw, so that an image drawn twice merely counts twice. Source: B. Efron and
R. Tibshirani, An Introduction to the Bootstrap, 1993, percentile interval.

A draw equals pycocotools on a dataset that holds the images so many times, except where one image has predictions of
one class and equal score: copies then stand side by side here, image after image there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.data.comparison import Comparison, Interval
from engine.data.dataset import Float, Int
from engine.data.metrics import NOT_DEFINED
from engine.evaluation.events import events_in, is_true_positive, positions_of
from engine.evaluation.incremental import Evaluation

RESAMPLES = 1000
_SHARE = 0.95
_EVERY = 20
"""Progress is told, and cancellation asked for, after so many resamples."""


def compare(
    before: Evaluation,
    after: Evaluation,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Comparison:
    """Compare two evaluations over the same images and categories.

    Parameters
    ----------
    before, after
        Other labels, other predictions, or both; the same settings.
    resamples
        How many draws.
    seed
        The same seed draws the same images.
    progress
        May raise `engine.errors.CancelledError`.
    """
    pair = _Pair(before, after)
    rng = np.random.default_rng(seed)
    draws = resamples if pair.images else 0
    deltas = np.full((draws, len(before.events) + 1), np.nan)
    for number in range(draws):
        if number % _EVERY == 0:
            progress(number, draws)
        drawn = rng.integers(pair.images, size=pair.images)
        deltas[number] = pair.delta(np.bincount(drawn, minlength=pair.images).astype(np.float64))
    progress(draws, draws)
    whole = pair.delta(np.ones(pair.images))
    low, high = (_quantiles(deltas, share) for share in ((1 - _SHARE) / 2, (1 + _SHARE) / 2))
    delta, least, most = (float(np.nan_to_num(values[-1])) for values in (whole, low, high))
    ap = Interval(delta, least, most, _SHARE)
    return Comparison(ap, np.stack([whole[:-1], low[:-1], high[:-1]], axis=1), draws)


def weighted_ap(evaluation: Evaluation, weights: Float) -> Float:
    """AP of each class where every image counts so many times.

    Parameters
    ----------
    weights : (n,) float64
        Whole numbers, one an image.

    Returns
    -------
    (k,) float64
        `NOT_DEFINED` where a class has no ground truth left.
    """
    images, categories = len(weights), len(evaluation.events)
    side = _Side.of(evaluation, list(range(categories)), images)
    return side.ap(weights, weights @ _positives(evaluation, images))


class _Pair:
    """Two evaluations, laid out so that what is the same in both is not computed."""

    def __init__(self, before: Evaluation, after: Evaluation) -> None:
        self.images = len(before.labels.bounds) - 1
        self._both = (before, after)
        self._positives = [_positives(side, self.images) for side in self._both]
        self._changed = [k for k in range(len(before.events)) if not _same(before, after, k)]
        self._sides = [_Side.of(side, self._changed, self.images) for side in self._both]

    def delta(self, weights: Float) -> Float:
        """Change of each class's AP, then of their mean, (k + 1,); NaN where it is not defined on both sides."""
        counts = [weights @ positives for positives in self._positives]
        if np.array_equal(counts[0] > 0, counts[1] > 0):
            # The means are over the same classes: those that did not change cancel.
            aps = [np.where(own > 0, 0.0, np.nan) for own in counts]
            for ap, side, own in zip(aps, self._sides, counts, strict=True):
                ap[self._changed] = side.ap(weights, own[self._changed])
        else:
            aps = [weighted_ap(side, weights) for side in self._both]
        for ap in aps:
            ap[ap == NOT_DEFINED] = np.nan
        means = [float(ap[~np.isnan(ap)].mean()) if (~np.isnan(ap)).any() else np.nan for ap in aps]
        return np.append(aps[1] - aps[0], means[1] - means[0])


def _same(before: Evaluation, after: Evaluation, category: int) -> bool:
    """Whether nothing that a class's AP depends on differs."""
    return (
        before.ranking is after.ranking
        and before.events[category] is after.events[category]
        and bool((before.positives[category] == after.positives[category]).all())
    )


def _quantiles(values: Float, share: float) -> Float:
    known = ~np.isnan(values)
    result = np.full(values.shape[1], np.nan)
    for column in range(values.shape[1]):
        if known[:, column].any():
            result[column] = np.quantile(values[known[:, column], column], share)
    return result


def _positives(evaluation: Evaluation, images: int) -> Float:
    """How many boxes of each class each image has that are not ignored, (n, k)."""
    labels, categories = evaluation.labels, len(evaluation.events)
    counts = np.zeros((images, categories))
    base = labels.annotations
    rows = ~(base.crowd | base.ignore)
    np.add.at(counts, (base.images[rows], base.categories[rows]), 1.0)
    for image, own in labels.edited.items():
        kept = ~(own.crowd | own.ignore)
        counts[image] = np.bincount(own.categories[kept], minlength=categories)
    return counts


@dataclass(frozen=True, eq=False, slots=True)
class _Side:
    """What a resample needs of an evaluation, laid out flat over classes and IoU thresholds.

    Attributes
    ----------
    images : (d,) int64
        Image of each prediction, by class and falling score.
    starts : (s + 1,) int64
        Where the true positives of each segment (a class at a threshold) begin.
    true_images, true_at : (t,) int64
        Image and place among the predictions of each true positive.
    before_class : (t,) int64
        Place of the first prediction of its class.
    uncounted_images : (u,) int64
        Images of predictions that do not count, by segment and falling score.
    uncounted_before, uncounted_start : (t,) int64
        How many of those stand before each true positive, and before its segment.
    thresholds : int
    recalls : (R,) float64
    """

    images: Int
    starts: Int
    true_images: Int
    true_at: Int
    before_class: Int
    uncounted_images: Int
    uncounted_before: Int
    uncounted_start: Int
    thresholds: int
    recalls: Float

    @staticmethod
    def of(evaluation: Evaluation, categories: list[int], images: int) -> _Side:
        ranking, settings = evaluation.ranking, evaluation.settings
        thresholds = len(settings.iou_thresholds)
        columns = np.arange(thresholds)
        parts: dict[str, list[Int]] = {name: [] for name in _FLAT}
        starts, first, uncounted = [0], 0, 0
        for category in categories:
            own = ranking.of_category(category)
            by_score = np.empty(own.stop - own.start, np.int64)
            by_score[ranking.positions[own]] = ranking.images[own]
            events, bounds = events_in(evaluation.events[category], columns)
            at, true = positions_of(events), is_true_positive(events)
            segment = np.repeat(columns, np.diff(bounds))
            passed = np.cumsum(~true)
            of_segment = np.append(0, passed)[bounds[:-1]]
            parts["images"].append(by_score)
            parts["true_at"].append(at[true] + first)
            parts["before_class"].append(np.full(int(true.sum()), first))
            parts["true_images"].append(by_score[at[true]])
            parts["uncounted_images"].append(by_score[at[~true]])
            parts["uncounted_before"].append(passed[true] + uncounted)
            parts["uncounted_start"].append(of_segment[segment[true]] + uncounted)
            starts.extend((starts[-1] + np.cumsum(np.bincount(segment[true], minlength=thresholds))).tolist())
            first, uncounted = first + len(by_score), uncounted + int((~true).sum())
        flat = {name: np.concatenate([np.zeros(0, np.int64), *part]) for name, part in parts.items()}
        return _Side(
            **flat, starts=np.array(starts), thresholds=thresholds, recalls=settings.recall_thresholds
        )

    def ap(self, weights: Float, positives: Float) -> Float:
        """AP of each class, (c,); `NOT_DEFINED` without ground truth.

        Parameters
        ----------
        weights : (n,) float64
        positives : (c,) float64
            Weighted number of boxes of each class.
        """
        segments = len(self.starts) - 1
        counts = np.diff(self.starts)
        found = np.cumsum(weights[self.true_images])
        found -= np.repeat(np.append(0.0, found)[self.starts[:-1]], counts)
        seen = np.append(0.0, np.cumsum(weights[self.images]))
        counted = seen[self.true_at + 1] - seen[self.before_class]
        skipped = np.append(0.0, np.cumsum(weights[self.uncounted_images]))
        counted -= skipped[self.uncounted_before] - skipped[self.uncounted_start]
        precision = found / (counted + np.spacing(1))

        # The largest from each true positive on, within its segment: raised by segment, so that none leaks.
        raised = 2.0 * np.repeat(np.arange(segments - 1, -1, -1), counts)
        largest = np.maximum.accumulate((precision + raised)[::-1])[::-1] - raised

        # Each true positive answers for the recall thresholds that it is the first to reach.
        total = np.repeat(np.repeat(positives, self.thresholds), counts)
        reached = np.searchsorted(self.recalls, found / np.maximum(total, 1.0), side="right")
        reached[found == 0] = 0
        before = np.append(0, reached)[:-1]
        before[self.starts[:-1][counts > 0]] = 0
        shares = np.append((reached - before) * largest, 0.0)
        sums = np.add.reduceat(shares, np.minimum(self.starts[:-1], len(shares) - 1))
        sums[counts == 0] = 0.0
        by_class = sums.reshape(-1, self.thresholds).mean(axis=1) / len(self.recalls)
        result: Float = np.where(positives > 0, by_class, NOT_DEFINED)
        return result


_FLAT = (
    "images", "true_at", "before_class", "true_images", "uncounted_images", "uncounted_before", "uncounted_start",
)  # fmt: skip
