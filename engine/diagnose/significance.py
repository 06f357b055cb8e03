"""Whether two groups of images differ, by how much, and whether some slices are worse: chance held off by resampling.

The unit is the image, since the boxes of one image are alike: a test that took each box for itself would find
something wherever images differ from one another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Bool, Float, Int

Counts = NDArray[np.float32]

PERMUTATIONS = 999
_FEWER = 499
"""Where each takes longer and there is no further correction."""
_AT_ONCE, _TOGETHER = 100, 25
"""Resamples worked out together: it bounds the memory."""


@dataclass(frozen=True, eq=False, slots=True)
class Measure:
    """What is compared between two groups of images.

    Attributes
    ----------
    counts : (n, b) float32
        How much of each image falls into each bin: zeros where nothing is known of it.
    ordered : bool
        Whether the bins are those of a number, from the least.
    """

    counts: Counts
    ordered: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """How two groups differ in one measure.

    Attributes
    ----------
    effect : float
        0 to 1: Kolmogorov and Smirnov's distance where bins are ordered, else Cramér's V.
    delta : float
        Cliff's delta, -1 to 1: above 0 where the second group has the larger values; 0 where bins have no order.
    p : float
        How often chance alone makes a difference as large, corrected for the number of measures (Holm).
    """

    effect: float
    delta: float
    p: float


def holm(p: Float) -> Float:
    """P-values corrected for their number: S. Holm, A simple sequentially rejective multiple test procedure, 1979.

    Parameters
    ----------
    p : (m,) float64

    Returns
    -------
    (m,) float64
        In the same order, up to 1.
    """
    order = np.argsort(p, kind="stable")
    corrected = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    result = np.empty(len(p))
    result[order] = np.minimum(corrected, 1.0)
    return result


def kolmogorov_smirnov(first: Float, second: Float) -> Float:
    """Largest distance between the cumulated shares of two histograms, (...,) float64, 0 to 1.

    Parameters
    ----------
    first, second : (..., b) float64
        Counts in ordered bins. Without any, the distance is 0.
    """
    apart = np.abs(np.cumsum(_shares(first), axis=-1) - np.cumsum(_shares(second), axis=-1))
    known = (first.sum(axis=-1) > 0) & (second.sum(axis=-1) > 0)
    result: Float = np.where(known, apart.max(axis=-1, initial=0.0), 0.0)
    return result


def cliffs_delta(first: Float, second: Float) -> float:
    """How much more often a value of the second histogram is above one of the first than below it, -1 to 1.

    Source: N. Cliff, Dominance statistics, Psychological Bulletin 114 (1993). Values of one bin are ties.
    """
    a, b = _shares(first), _shares(second)
    below = np.cumsum(a) - a
    above = a.sum() - np.cumsum(a)
    return float((b * (below - above)).sum())


def cramers_v(first: Float, second: Float) -> Float:
    """Cramér's V of two histograms over classes: root of chi-square by the number counted, (...,) float64, 0 to 1.

    Parameters
    ----------
    first, second : (..., b) float64
    """
    total = first + second
    counted = total.sum(axis=-1, keepdims=True)
    chi = np.zeros(counted.shape[:-1])
    for own in (first, second):
        expected = total * own.sum(axis=-1, keepdims=True) / np.maximum(counted, 1e-12)
        chi = chi + ((own - expected) ** 2 / np.maximum(expected, 1e-12)).sum(axis=-1)
    result: Float = np.sqrt(chi / np.maximum(counted[..., 0], 1e-12)).clip(0.0, 1.0)
    return result


def differences(
    measures: Sequence[Measure],
    second: Bool,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Difference]:
    """How two groups of images differ: a permutation test of each measure, whole images changing places.

    Parameters
    ----------
    measures
        Over the same n images.
    second : (n,) bool
        Which images are of the second group.
    permutations
        The least p-value is one by one more than these.
    seed
    progress
        May raise `engine.errors.CancelledError`.
    """
    if not measures:
        return []
    bounds = np.cumsum([0, *(own.counts.shape[1] for own in measures)])
    counts = np.concatenate([own.counts for own in measures], axis=1)
    total = counts.sum(axis=0, dtype=np.float64)
    observed = counts[second].sum(axis=0, dtype=np.float64)[None]
    effects = _effects(measures, bounds, total, observed)[0]
    rng = np.random.default_rng(seed)
    as_large = np.zeros(len(measures), np.int64)
    for start in range(0, permutations, _AT_ONCE):
        progress(start, permutations)
        draws = min(_AT_ONCE, permutations - start)
        drawn = _draws(rng, draws, len(second), int(second.sum()))
        chance = _effects(measures, bounds, total, (drawn @ counts).astype(np.float64))
        as_large += (chance >= effects - 1e-9).sum(axis=0)
    p = holm((1 + as_large) / (1 + permutations))
    result = []
    for number, (own, (low, high)) in enumerate(
        zip(measures, zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True), strict=True)
    ):
        mine = observed[0, low:high]
        delta = cliffs_delta(total[low:high] - mine, mine) if own.ordered else 0.0
        result.append(Difference(float(effects[number]), delta, float(p[number])))
    return result


def binned(values: Float, images: Int, count: int, bins: int = 32) -> Counts:
    """Count values into bins that hold as many each, by image, (count, bins) float32.

    Parameters
    ----------
    values : (v,) float64
        Those that are not finite are left out.
    images : (v,) int64
        Of which image each is.
    count
        How many images there are.
    """
    known = np.isfinite(values)
    values, images = values[known], images[known]
    if not len(values):
        return np.zeros((count, 1), np.float32)
    edges = np.unique(np.quantile(values, np.linspace(0, 1, bins + 1)[1:-1]))
    return tallied(np.searchsorted(edges, values, side="right"), images, count, len(edges) + 1)


def tallied(places: Int, images: Int, count: int, bins: int) -> Counts:
    """Count places, such as classes, by image, (count, bins) float32; those below 0 are left out."""
    known = places >= 0
    flat = np.bincount(images[known] * bins + places[known], minlength=count * bins)
    return flat.reshape(count, bins).astype(np.float32)


@dataclass(frozen=True, eq=False, slots=True)
class Gaps:
    """How far some slices are below the rest.

    Attributes
    ----------
    gap : (...) float64
        Mean of the slice less that of the rest; NaN of a slice that is not asked for.
    error : (...) float64
        How far chance alone moves it: a standard deviation.
    p : (...) float64
        How often chance alone makes any of the slices as much worse: corrected for looking at all of them.
    """

    gap: Float
    error: Float
    p: Float


def image_gaps(
    sums: Float, sizes: Float, groups: Bool, asked: Bool, *, permutations: int = _FEWER, seed: int = 0
) -> Gaps:
    """Hold the boxes on the images of each group against the same kind of box on the other images.

    Groups change places among the images, all of an image's together; the least t among all slices is what chance has
    to reach (P. Westfall and S. Young, Resampling-based multiple testing, 1993, single step).

    Parameters
    ----------
    sums, sizes : (k, n) float64
        Of each kind of box and image: sum of the values of its boxes, and their number.
    groups : (n, g) bool
        Which images are in which group.
    asked : (k, g) bool
        Which slices are looked at; each of them and its rest have boxes.
    """
    if not asked.any():
        nothing = np.full(asked.shape, np.nan)
        return Gaps(nothing, nothing, np.ones(asked.shape))
    both = np.concatenate([sums, sizes]).astype(np.float32)
    whole = both.sum(axis=1, dtype=np.float64)[:, None]
    # Most kinds are asked about few of the groups.
    wide = asked.sum(axis=1) > asked.any(axis=0).sum() / 2
    narrow = asked[~wide].any(axis=0)
    rng = np.random.default_rng(seed)
    twice = np.tile(wide, 2)
    many, few = both[twice], both[~twice]
    inside, inside_narrow = groups.astype(np.float32), groups[:, narrow].astype(np.float32)
    drawn = np.empty((permutations + 1, int(asked.sum())), np.float32)
    part = np.zeros((len(both), groups.shape[1]))
    for start in range(0, permutations + 1, _TOGETHER):
        count = min(_TOGETHER, permutations + 1 - start)
        orders = rng.permuted(np.tile(np.arange(len(groups)), (count, 1)), axis=1)
        if start == 0:
            # What is observed is the first of the draws.
            orders[0] = np.arange(len(groups))
        # The same exchange twice: of each product the side is moved that has less to move.
        back = np.argsort(orders, axis=1)
        turned = many[:, back].reshape(len(many) * count, len(groups))
        wide_parts = (turned @ inside).reshape(len(many), count, groups.shape[1])
        moved = inside_narrow[orders.T].reshape(len(groups), count * inside_narrow.shape[1])
        narrow_parts = (few @ moved).reshape(len(few), count, inside_narrow.shape[1])
        for number in range(count):
            part[twice] = wide_parts[:, number]
            part[np.ix_(~twice, narrow)] = narrow_parts[:, number]
            drawn[start + number] = _gap(part, whole)[asked]
    # What is observed is one of the draws: so the test is exact.
    spread = np.maximum(drawn.std(axis=0), 1e-9)
    t = (drawn - drawn.mean(axis=0)) / spread
    reached = np.sort(t.min(axis=1))
    p = np.searchsorted(reached, t[0] + 1e-6, side="right") / (1 + permutations)
    p = np.maximum(p, 1 / (1 + permutations))
    return Gaps(
        *(_placed(asked, own, empty) for own, empty in ((drawn[0], np.nan), (spread, np.nan), (p, 1.0)))
    )


def box_gaps(
    values: Float, images: Int, slices: Bool, *, resamples: int = PERMUTATIONS, seed: int = 0
) -> Gaps:
    """Hold the boxes of each slice against all others, where boxes of one image are in and out of it.

    A bootstrap with signs over images gives the least t among all slices, as it would be if none were worse (J. Romano
    and M. Wolf, Exact and approximate stepdown methods for multiple hypothesis testing, 2005). It holds for slices
    with boxes on some 40 images or more.

    Parameters
    ----------
    values : (n,) float64
    images : (n,) int64
        Of which image each is, from 0.
    slices : (n, s) bool
        None of them empty or whole.
    """
    if not slices.shape[1]:
        return Gaps(np.zeros(0), np.zeros(0), np.zeros(0))
    units = int(images.max()) + 1
    sums, sizes = (np.empty((slices.shape[1], units)) for _ in range(2))
    for number, holds in enumerate(slices.T):
        on = images[holds]
        sums[number] = np.bincount(on, values[holds], minlength=units)
        sizes[number] = np.bincount(on, minlength=units)
    size, total = sizes.sum(axis=1), sums.sum(axis=1)
    rest, total_rest = len(values) - size, values.sum() - total
    mean, mean_rest = total / size, total_rest / rest
    without = (
        np.bincount(images, values, minlength=units) - sums,
        np.bincount(images, minlength=units) - sizes,
    )
    influence = (sums - mean[:, None] * sizes) / size[:, None]
    influence -= (without[0] - mean_rest[:, None] * without[1]) / rest[:, None]
    influence = influence.T
    few = (sizes > 0).sum(axis=1)
    error = np.maximum(np.sqrt((influence**2).sum(axis=0) * few / np.maximum(few - 1, 1)), 1e-9)
    rng = np.random.default_rng(seed)
    least = np.empty(resamples)
    for start in range(0, resamples, _AT_ONCE):
        signs = rng.choice([-1.0, 1.0], (min(_AT_ONCE, resamples - start), units))
        least[start : start + len(signs)] = (signs @ influence / error).min(axis=1)
    gap = mean - mean_rest
    as_low = np.searchsorted(np.sort(least), gap / error + 1e-9, side="right")
    return Gaps(gap, error, (1 + as_low) / (1 + resamples))


def _gap(part: Float, whole: Float) -> Float:
    """Mean within less mean without, of sums above and sizes below, (k, g) float64."""
    half = len(part) // 2
    within = part[:half] / np.maximum(part[half:], 1e-9)
    without = (whole[:half] - part[:half]) / np.maximum(whole[half:] - part[half:], 1e-9)
    gap: Float = np.where((part[half:] > 0) & (part[half:] < whole[half:]), within - without, 0.0)
    return gap


def _placed(asked: Bool, values: Float, empty: float) -> Float:
    result = np.full(asked.shape, empty)
    result[asked] = values
    return result


def _shares(counts: Float) -> Float:
    shares: Float = counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1e-12)
    return shares


def _effects(measures: Sequence[Measure], bounds: Int, total: Float, drawn: Float) -> Float:
    """Effect of each measure in each draw, (d, m) float64."""
    result = np.empty((len(drawn), len(measures)))
    for number, own in enumerate(measures):
        part = slice(int(bounds[number]), int(bounds[number + 1]))
        mine = drawn[:, part]
        effect = kolmogorov_smirnov if own.ordered else cramers_v
        result[:, number] = effect(total[part] - mine, mine)
    return result


def _draws(rng: np.random.Generator, draws: int, count: int, chosen: int) -> Counts:
    """Choose so many of the images, evenly, (draws, count) float32 of 0 and 1."""
    drawn = np.zeros((draws, count), np.float32)
    if 0 < chosen < count:
        rows = rng.random((draws, count), np.float32).argpartition(chosen, axis=1)[:, :chosen]
        np.put_along_axis(drawn, rows, 1.0, axis=1)
    return drawn
