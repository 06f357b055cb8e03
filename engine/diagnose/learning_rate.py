"""The learning rate's course against that of the loss: never or too early decayed, no warm-up, a plateau."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from engine.data.finding import EvidencePlot, Finding, Mark, NextStep, NotLookedAt, PlotKind, Series, Topic
from engine.data.sentence import Sentence, sentence
from engine.data.training import TrainingRun
from engine.diagnose.curves import Trend, trend

LossPlot = Callable[..., EvidencePlot]

_LEAST_POINTS = 8
_DECAYED = 0.5
"""Of its peak: a rate that ends above this share of it never decayed."""
_GONE = 0.05
"""Of its peak: below this share of it the model hardly learns any more."""


def examine(
    run: TrainingRun, own: Trend, loss_plot: LossPlot, *, settled: bool
) -> Iterator[Finding | NotLookedAt]:
    """What the learning rate did to the loss.

    Parameters
    ----------
    run
    own
        The loss.
    loss_plot
        Makes the plot of the losses, with marks.
    settled
        Whether the loss neither falls nor rises at the end.
    """
    stuck = _never_learned(run, own, loss_plot)
    if stuck is not None:
        yield stuck
    if len(run.learning_rate.finite()) < _LEAST_POINTS:
        yield NotLookedAt(Topic.TRAINING, sentence("Diagnose", "The learning rate was not logged."))
        return
    rate = trend(run.learning_rate)
    if stuck is None and settled:
        yield from _too_early(run, own, rate)
    if stuck is None and rate.end >= _DECAYED * float(rate.values.max()):
        plateau = _plateau(run, own, loss_plot) if settled else None
        yield _never_decayed(run, rate) if plateau is None else plateau
    yield from _no_warm_up(run, loss_plot)


def _finding(
    key: str, said: Sentence, step: Sentence, plot: EvidencePlot, *, confidence: float, weight: float
) -> Finding:
    return Finding(
        key=f"training.{key}",
        topic=Topic.TRAINING,
        sentence=said,
        confidence=confidence,
        weight=weight,
        why_no_price=sentence("Diagnose", "What another learning rate would give cannot be told."),
        plot=plot,
        steps=(NextStep(step),),
    )


def _rate_plot(run: TrainingRun, *marks: Mark) -> EvidencePlot:
    own = trend(run.learning_rate)
    return EvidencePlot(
        PlotKind.LINES,
        sentence("Diagnose", "Learning rate over the training"),
        sentence("Diagnose", "step"),
        sentence("Diagnose", "learning rate"),
        (Series("", own.steps, own.values),),
        marks=marks,
    )


def _never_learned(run: TrainingRun, own: Trend, loss_plot: LossPlot) -> Finding | None:
    """The loss has hardly fallen since the first step."""
    fallen = own.start - float(own.smooth.min())
    knows = len(run.mean_ap) and np.nanmax(run.mean_ap.values) > 0.2
    if fallen > max(0.05 * abs(own.start), 3 * own.noise) or knows:
        return None
    return _finding(
        "plateau",
        sentence(
            "Diagnose",
            "The model does not learn: in {steps:,} steps the loss only went from {start:.4g} to {end:.4g}.",
            steps=int(own.steps[-1]),
            start=own.start,
            end=own.end,
        ),
        sentence(
            "Diagnose",
            "Try to overfit ten images first: if that fails too, labels, input or learning rate are wrong.",
        ),
        loss_plot(run, Mark(float(own.steps[0]), sentence("Diagnose", "flat from here"))),
        confidence=0.7,
        weight=0.4,
    )


def _plateau(run: TrainingRun, own: Trend, loss_plot: LossPlot) -> Finding | None:
    """No fall in the last half, with a learning rate that stands."""
    total = own.start - own.end
    half = own.after(0.5)
    fall, _ = own.fall(half, len(own))
    if fall > 0.02 * total:
        return None
    reached = own.smooth <= own.end + max(0.02 * total, own.noise)
    step = int(own.steps[int(np.argmax(reached))])
    return _finding(
        "plateau",
        sentence(
            "Diagnose",
            "The loss is on a plateau: it has hardly fallen since step {step:,}, and the learning rate never decayed.",
            step=step,
        ),
        sentence("Diagnose", "Lower the learning rate to a tenth from step {step:,} on.", step=step),
        loss_plot(run, Mark(step, sentence("Diagnose", "plateau begins"))),
        confidence=0.7,
        weight=0.08,
    )


def _never_decayed(run: TrainingRun, rate: Trend) -> Finding:
    return _finding(
        "learning_rate_never_decayed",
        sentence(
            "Diagnose",
            "The learning rate never decayed: it ends at {end:.3g}, and its peak was {peak:.3g}.",
            end=rate.end,
            peak=float(rate.values.max()),
        ),
        sentence("Diagnose", "Let it decay to zero over all steps, by a cosine."),
        _rate_plot(run, Mark(float(rate.steps[-1]), sentence("Diagnose", "still high"))),
        confidence=0.6,
        weight=0.05,
    )


def _too_early(run: TrainingRun, own: Trend, rate: Trend) -> Iterator[Finding]:
    """The rate was gone while the loss was falling, and since then it does not fall."""
    high = np.flatnonzero(rate.values >= _GONE * rate.values.max())
    if not len(high) or high[-1] + 1 >= len(rate):
        return
    step = float(rate.steps[high[-1] + 1])
    span = own.steps[-1] - own.steps[0]
    at = int(np.searchsorted(own.steps, step))
    if step - own.steps[0] > 0.7 * span or at < 4 or len(own) - at < 5:
        return
    total = own.start - own.end
    first = min(int(np.searchsorted(own.steps, step - 0.15 * span)), at - 3)
    before, error = own.fall(max(first, 0), at)
    # Right after a decay the loss drops, since it is less noisy: what counts is later.
    later = at + (len(own) - at) // 3
    after, _ = own.fall(later, len(own))
    slope_before = before / max(own.steps[at - 1] - own.steps[max(first, 0)], 1.0)
    slope_after = after / max(own.steps[-1] - own.steps[later], 1.0)
    if before <= max(0.05 * total, 3 * error) or slope_after > 0.2 * slope_before:
        return
    yield _finding(
        "learning_rate_decayed_too_early",
        sentence(
            "Diagnose",
            "The learning rate decayed too early: at step {step:,} of {last:,}, while the loss was still falling.",
            step=int(step),
            last=int(own.steps[-1]),
        ),
        sentence("Diagnose", "Let it decay over all {last:,} steps.", last=int(own.steps[-1])),
        _rate_plot(run, Mark(step, sentence("Diagnose", "gone from here"))),
        confidence=0.8,
        weight=0.12,
    )


def _no_warm_up(run: TrainingRun, loss_plot: LossPlot) -> Iterator[Finding]:
    """The rate is at its peak from the start, and the loss first shoots up."""
    rate, loss = run.learning_rate.finite(), run.training_loss.finite()
    if len(loss) < 20 or rate.values[0] < 0.9 * rate.values.max():
        return
    early = loss.values[: max(5, len(loss) // 10)]
    start, peak = float(loss.values[0]), float(early.max())
    # Two neighbours, so that one bad batch is none.
    sustained = float(np.minimum(early[1:], early[:-1]).max())
    if sustained <= 1.25 * start + 5 * trend(loss).noise or loss.values[-1] > start:
        return
    step = int(loss.steps[int(np.argmax(early))])
    yield _finding(
        "warm_up_missing",
        sentence(
            "Diagnose",
            "There is no warm-up: the learning rate is at its peak from the first step, and the loss shoots up from "
            "{start:.4g} to {peak:.4g} at step {step:,}.",
            start=start,
            peak=peak,
            step=step,
        ),
        sentence(
            "Diagnose",
            "Let the learning rate rise over the first {steps:,} steps.",
            steps=max(100, int(loss.steps[-1] * 0.02)),
        ),
        loss_plot(run, Mark(step, sentence("Diagnose", "shoots up"))),
        confidence=0.7,
        weight=0.05,
    )
