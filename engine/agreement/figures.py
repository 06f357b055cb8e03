"""Figures of agreement with their intervals: a bootstrap over images.

Images that at least two of the sets have are drawn with replacement as often as there are such images; all figures see
the same draws. Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, percentile interval. A draw
in which a figure is not defined is left out of its interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from engine.agreement.matching import match_all, objects_of
from engine.agreement.measures import measured
from engine.agreement.tally import Column, covered, tally_of
from engine.data.agreement import (
    AGREED_IOU,
    QUANTILES,
    Agreement,
    Figures,
    LabelSet,
    Matched,
    usable,
)
from engine.data.dataset import Bool, Float, Int
from engine.errors import UserError

RESAMPLES = 1000
_SHARE = 0.95
_AT_ONCE = 32
Progress = Callable[[int, int], None]


def agreement_of(
    sets: Sequence[LabelSet],
    classes: int,
    *,
    threshold: float = AGREED_IOU,
    resamples: int = RESAMPLES,
    seed: int = 0,
    progress: Progress = lambda done, total: None,
) -> Agreement:
    """Say how far several people agree, in pairs and all together.

    Parameters
    ----------
    sets
        Two or more.
    classes
        How many the dataset has.
    threshold
        Least IoU at which boxes can be of one object, over 0 and up to 1.
    resamples
        How many draws.
    seed
        The same seed draws the same images.
    progress
        May raise `engine.errors.CancelledError`.

    Raises
    ------
    UserError
        There are fewer than two sets, or no image that two of them have, or the threshold is out of range.
    """
    if not 0 < threshold <= 1:
        raise UserError(
            "the least IoU is out of range", record=f"{threshold:g}", remedy="Choose one over 0, up to 1"
        )
    sets = [replace(own, annotations=usable(own.annotations)) for own in sets]
    if len(sets) < 2 or not (covered(sets).sum(axis=1) >= 2).any():
        raise UserError("there is no image that two people labelled", remedy="Give labels of the same images")
    matches = match_all(sets, threshold)
    groups: list[tuple[tuple[int, ...], Sequence[Matched]]] = [
        ((own.first, own.second), [replace(own, first=0, second=1)])
        for own in matches
        if len(np.intersect1d(sets[own.first].images, sets[own.second].images))
    ]
    if len(sets) > 2:
        groups.append((tuple(range(len(sets))), matches))
    made: list[Figures] = []
    for number, (places, own) in enumerate(groups):

        def told(done: int, total: int, *, number: int = number) -> None:
            progress(number * total + done, len(groups) * total)

        chosen = [sets[place] for place in places]
        figures = _figures(chosen, own, classes, resamples, seed, told)
        made.append(replace(figures, sets=places))
    pairs = made[:-1] if len(sets) > 2 else made
    names = tuple(own.name for own in sets)
    return Agreement(names, tuple(pairs), made[-1], threshold, resamples, _SHARE)


def _figures(
    sets: Sequence[LabelSet],
    matches: Sequence[Matched],
    classes: int,
    resamples: int,
    seed: int,
    progress: Progress,
) -> Figures:
    tally = tally_of(sets, matches, objects_of(sets, matches), classes)
    shared = covered(sets).sum(axis=1) >= 2
    sums = tally.sums(shared.astype(np.float64))
    used, paired = sums[:classes, Column.BOXES] > 0, len(sets) == 2
    values = measured(sums[None], used, paired=paired)[0]
    parts = [np.zeros((0, *values.shape))]
    for done in range(0, resamples, _AT_ONCE):
        progress(done, resamples)
        drawn = range(done, min(done + _AT_ONCE, resamples))
        block = np.stack([tally.sums(_drawn(shared, seed, draw)) for draw in drawn])
        parts.append(measured(block, used, paired=paired))
    progress(resamples, resamples)
    samples = np.concatenate(parts)
    limits = [_quantile(samples, share) for share in ((1 - _SHARE) / 2, (1 + _SHARE) / 2)]
    table = np.stack([values, *limits], axis=-1)
    first, second, agreed = (sums[:classes, own] for own in (Column.FIRST, Column.SECOND, Column.AGREED))
    overall, per_class = _iou_quantiles(sets, matches, classes)
    return Figures(
        sets=(),
        images=int(shared.sum()),
        boxes=_boxes(sets, shared, classes),
        matched=np.rint(first + second - agreed).astype(np.int64),
        overall=table[classes],
        per_class=table[:classes],
        iou_quantiles=overall,
        per_class_quantiles=per_class,
    )


def _drawn(shared: Bool, seed: int, draw: int) -> Float:
    """How often each image is in a draw, (images,) float64; images that are not shared never are."""
    places = np.flatnonzero(shared)
    chosen = np.random.default_rng((seed, draw)).integers(len(places), size=len(places))
    return np.bincount(places[chosen], minlength=len(shared)).astype(np.float64)


def _boxes(sets: Sequence[LabelSet], shared: Bool, classes: int) -> Int:
    counts = np.zeros(classes, np.int64)
    for own in sets:
        labels = own.annotations
        counted = np.isin(labels.images, own.images) & shared[np.minimum(labels.images, len(shared) - 1)]
        counts += np.bincount(labels.categories[counted], minlength=classes)
    return counts


def _quantile(samples: Float, share: float) -> Float:
    """Quantile over the first axis of what is defined; NaN where nothing is."""
    result = np.full(samples.shape[1:], np.nan)
    known = ~np.isnan(samples)
    whole = known.all(axis=0)
    if len(samples):
        result[whole] = np.quantile(samples[:, whole], share, axis=0)
    for place in zip(*np.nonzero(known.any(axis=0) & ~whole), strict=True):
        result[place] = np.quantile(samples[known[(slice(None), *place)], *place], share)
    return result


def _iou_quantiles(sets: Sequence[LabelSet], matches: Sequence[Matched], classes: int) -> tuple[Float, Float]:
    ious = np.concatenate([np.zeros(0), *(own.ious for own in matches)])
    nothing = np.zeros(0, np.int64)
    first = np.concatenate(
        [nothing, *(sets[own.first].annotations.categories[own.first_rows] for own in matches)]
    )
    second = np.concatenate(
        [nothing, *(sets[own.second].annotations.categories[own.second_rows] for own in matches)]
    )
    per_class = np.full((classes, len(QUANTILES)), np.nan)
    for category in np.unique(np.concatenate([first, second])).tolist():
        per_class[category] = np.quantile(ious[(first == category) | (second == category)], QUANTILES)
    return np.quantile(ious, QUANTILES) if len(ious) else np.full(len(QUANTILES), np.nan), per_class
