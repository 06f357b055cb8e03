"""How far a change of the metrics may be chance: a paired bootstrap over images.

Images are drawn with replacement as often as there are images; all evaluations see the same draw. `resampling` says
how a draw is measured. Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, percentile interval.

A draw in which a metric is not defined before or after, because it holds no box of a class, says nothing of its change
and is left out of its interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from engine.data.comparison import Comparison, EffectComparison, Interval
from engine.data.dataset import Float
from engine.data.metrics import METRIC_NAMES, NOT_DEFINED
from engine.evaluation.compare import Corners, defined_values, require_comparable
from engine.evaluation.incremental import Evaluation
from engine.evaluation.resampling import Counts, Measured, Resampler

RESAMPLES = 1000
_SHARE = 0.95
_AT_ONCE = 32
"""Draws measured together: enough to be worth NumPy's while, few enough for the processor's cache."""


def compare(
    before: Evaluation,
    after: Evaluation,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    sizes: bool = False,
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
    sizes
        Whether the metrics of small, medium and large boxes get an interval too, which more than doubles the work.
    progress
        May raise `engine.errors.CancelledError`.

    Raises
    ------
    EngineError
        They are not of the same images, categories and settings.
    """
    require_comparable(before, after)
    samples = _resampled(_resamplers((before, after), sizes=sizes), resamples, seed, progress)
    deltas = defined_values(after.metrics) - defined_values(before.metrics)
    return _comparison(deltas, samples[after] - samples[before])


def interval_of(
    evaluation: Evaluation,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[float, float]:
    """Where AP would lie on other images like these: limits of the central 95 % of resamples.

    Both are NaN where it is defined in no resample. ``progress`` may raise `engine.errors.CancelledError`.
    """
    samples = _resampled(_resamplers((evaluation,), sizes=False), resamples, seed, progress)
    low, high = interval_of_samples(samples[evaluation][:, :1])[0].tolist()
    return low, high


def resampled_class_ap(
    evaluation: Evaluation,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Float:
    """AP of each class in each draw, (resamples, k) float64; NaN where it is not defined.

    ``progress`` may raise `engine.errors.CancelledError`.
    """
    samples = _resampled(_resamplers((evaluation,), sizes=False), resamples, seed, progress)
    return samples[evaluation][:, len(METRIC_NAMES) :]


def interval_of_samples(samples: Float) -> Float:
    """Limits of the central 95 % of each column's numbers, (columns, 2) float64; NaN where it has none."""
    limits = [_quantiles(samples, share) for share in ((1 - _SHARE) / 2, (1 + _SHARE) / 2)]
    return np.stack(limits, axis=1)


def compare_effects(
    corners: Corners,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    sizes: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> EffectComparison:
    """Compare other labels with other predictions, and tell apart what is due to which; otherwise as `compare`."""
    evaluations = (corners.before, corners.new_labels, corners.new_predictions, corners.after)
    samples = _resampled(_resamplers(evaluations, sizes=sizes), resamples, seed, progress)
    deltas = corners.effects_on(lambda corner: defined_values(corner.metrics))
    sampled = corners.effects_on(lambda corner: samples[corner])
    return EffectComparison(*(_comparison(*own) for own in zip(deltas, sampled, strict=True)))


def _resamplers(evaluations: Iterable[Evaluation], *, sizes: bool) -> dict[Evaluation, Resampler]:
    resamplers: dict[Evaluation, Resampler] = {}
    for evaluation in evaluations:
        if evaluation not in resamplers:
            resamplers[evaluation] = Resampler(evaluation, tuple(resamplers.values()), sizes=sizes)
    return resamplers


def _resampled(
    resamplers: Mapping[Evaluation, Resampler],
    resamples: int,
    seed: int,
    progress: Callable[[int, int], None],
) -> dict[Evaluation, Float]:
    """The metrics of each evaluation in each draw, (resamples, 12 + k); NaN where one is not defined."""
    one = next(iter(resamplers))
    images, columns = len(one.labels.bounds) - 1, len(METRIC_NAMES) + len(one.events)
    draws = resamples if images else 0
    parts = [[np.zeros((0, columns)) for _ in resamplers]]
    for done in range(0, draws, _AT_ONCE):
        progress(done, draws)
        weights = _drawn(images, range(done, min(done + _AT_ONCE, draws)), seed)
        known: dict[object, Measured] = {}
        parts.append([own.measure(weights, known) for own in resamplers.values()])
    progress(draws, draws)
    samples = [np.concatenate(own) for own in zip(*parts, strict=True)]
    for own in samples:
        own[own == NOT_DEFINED] = np.nan
    return dict(zip(resamplers, samples, strict=True))


def _drawn(images: int, draws: Iterable[int], seed: int) -> Counts:
    """How often each image is in each of these draws, (n, draws) int32."""
    counts = [
        np.bincount(np.random.default_rng((seed, draw)).integers(images, size=images), minlength=images)
        for draw in draws
    ]
    return np.stack(counts, axis=1).astype(np.int32)


def _comparison(deltas: Float, sampled: Float) -> Comparison:
    low, high = (_quantiles(sampled, share) for share in ((1 - _SHARE) / 2, (1 + _SHARE) / 2))
    table = np.stack([deltas, low, high], axis=1)
    metrics = len(METRIC_NAMES)
    delta, least, most = np.nan_to_num(table[0]).tolist()
    ap = Interval(delta, least, most, _SHARE)
    return Comparison(ap, table[:metrics], table[metrics:], len(sampled))


def _quantiles(values: Float, share: float) -> Float:
    """Quantile of each column's numbers; NaN where it has none."""
    known = ~np.isnan(values)
    result = np.full(values.shape[1], np.nan)
    for column in np.flatnonzero(known.any(axis=0)).tolist():
        result[column] = np.quantile(values[known[:, column], column], share)
    return result
