"""Which ways to run a model are quicker here and change nothing: tried on a sample of the images."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.data.metrics import METRIC_NAMES, NOT_DEFINED, Metrics
from engine.data.model import Acceleration, ModelSpec
from engine.data.sentence import sentence
from engine.data.speed_up import LARGEST_CHANGE, LEAST_RATIO, SpeedUp
from engine.errors import CancelledError, EngineError, UserError
from engine.inference.client import InferenceProcess
from engine.inference.run import RunOptions, run_model, sample
from engine.inference.so_far import Labels

_SAMPLE = 64
_TIMED = 2
"""Passes over the sample that are timed, after one in which the model is traced and compiled."""


@dataclass(frozen=True, eq=False, slots=True)
class _Pass:
    """The sample run: how quickly, and what it measures."""

    images_per_second: float
    metrics: Metrics


def measure_speed_ups(
    labels: Labels,
    model: ModelSpec,
    process: InferenceProcess,
    *,
    images: Sequence[int] | None = None,
    options: RunOptions | None = None,
    report: Callable[[tuple[SpeedUp, ...]], None] = lambda measured: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[SpeedUp, ...]:
    """Try every `Acceleration` on a sample, and hold speed and all twelve metrics against those without.

    Nothing of it is taken from earlier runs, nor kept for later ones.

    Parameters
    ----------
    labels
        What metrics are measured on, and the dataset.
    model
    process
    images
        The sample; None: some of all, by chance.
    options
        Device and batch; the rest is not looked at.
    report
        Told what is measured so far.
    cancelled
        Asked several times a second.

    Returns
    -------
    tuple of SpeedUp
        In the order of `Acceleration`.

    Raises
    ------
    UserError
        The model cannot be run as it is.
    CancelledError
    """
    chosen = sample(range(len(labels.dataset.images)))[:_SAMPLE] if images is None else tuple(images)
    if not chosen:
        raise UserError(
            "there are no images to try it on",
            source=labels.dataset.source,
            remedy="Open a dataset with images",
        )
    options = replace(options or RunOptions(), seconds=None, only_new=False)

    def tried(acceleration: Acceleration) -> _Pass:
        own = replace(options, acceleration=acceleration)
        return _timed(labels, model, process, chosen, own, cancelled)

    plain = tried(Acceleration.NONE)
    measured = [SpeedUp(Acceleration.NONE, plain.images_per_second, 1.0, 0.0)]
    report(tuple(measured))
    for acceleration in Acceleration:
        if acceleration is Acceleration.NONE:
            continue
        try:
            measured.append(
                held_against(
                    plain.images_per_second, plain.metrics, acceleration, *_parts(tried(acceleration))
                )
            )
        except UserError as error:
            measured.append(SpeedUp(acceleration, why_not=error.problem))
        report(tuple(measured))
    return tuple(measured)


def held_against(
    plain_speed: float, plain: Metrics, acceleration: Acceleration, speed: float, metrics: Metrics
) -> SpeedUp:
    """Whether a way is to be offered, by what it measures and what the model measures without."""
    defined = plain.summary != NOT_DEFINED
    ratio = speed / plain_speed
    measured = SpeedUp(acceleration, speed, ratio)
    if not defined.any():
        why_not = sentence("SpeedUp", "There are no boxes on these images to measure on.")
        return replace(measured, why_not=why_not)
    changes = np.where(defined, np.abs(metrics.summary - plain.summary), 0.0)
    most = int(np.argmax(changes))
    change = float(changes[most])
    measured = replace(measured, change=change, metric=METRIC_NAMES[most] if change else "")
    if change > LARGEST_CHANGE:
        why_not = sentence(
            "SpeedUp", "{metric} changes by {change}.", metric=measured.metric, change=f"{change:.4f}"
        )
        return replace(measured, why_not=why_not)
    if ratio < LEAST_RATIO:
        return replace(measured, why_not=sentence("SpeedUp", "It is no quicker."))
    return measured


def _parts(own: _Pass) -> tuple[float, Metrics]:
    return own.images_per_second, own.metrics


def _timed(
    labels: Labels,
    model: ModelSpec,
    process: InferenceProcess,
    images: Sequence[int],
    options: RunOptions,
    cancelled: Callable[[], bool],
) -> _Pass:
    """Run the sample until the model is warm, then with a clock; the quickest pass counts."""
    first = run_model(
        labels.dataset, model, process, images=images, options=options, labels=labels, cancelled=cancelled
    )
    if first.run.metrics is None:
        message = "a run with labels was not measured"
        raise EngineError(message)
    speeds = [0.0]
    for _ in range(_TIMED):
        if cancelled():
            raise CancelledError
        again = run_model(labels.dataset, model, process, images=images, options=options, cancelled=cancelled)
        if again.run.computed and again.run.seconds:
            speeds.append(again.run.computed / again.run.seconds)
    if not max(speeds):
        raise UserError(
            "none of the images could be read", source=labels.dataset.source, remedy="Check the image folder"
        )
    return _Pass(max(speeds), first.run.metrics)
