"""Training: what the curves of loss, learning rate and mAP say, each finding with its place on the curve."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.data.finding import (
    EvidencePlot,
    Finding,
    Mark,
    NextStep,
    NotLookedAt,
    PlotKind,
    Series,
    Topic,
)
from engine.data.sentence import Sentence, sentence
from engine.data.training import Curve, TrainingRun
from engine.diagnose import learning_rate
from engine.diagnose.curves import Trend, trend
from engine.diagnose.patient import Patient, Progress
from engine.formats.event_file import read_events
from engine.formats.training_run import training_run

_LEAST_POINTS = 8
_CERTAIN = 4.0
"""So many times the noise is no chance."""
_LEAST_PRICE = 5e-3


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """What is wrong with the run that was written to last."""
    if patient.event_files is None:
        yield NotLookedAt(
            Topic.TRAINING, sentence("Diagnose", "There are no event files of the training at hand.")
        )
        return
    log = read_events(
        patient.event_files, progress=lambda done, total: progress("Reading event files", done, total)
    )
    run = training_run(log)
    if run is None:
        yield NotLookedAt(
            Topic.TRAINING, sentence("Diagnose", "The event files hold no curve of loss or mAP.")
        )
        return
    for problem in run.problems:
        yield NotLookedAt(Topic.TRAINING, sentence("Diagnose", "{reason}", reason=str(problem)))
    own = patient.assessment
    yield from examine(run, None if own.predictions is None else own.evaluation.metrics.ap)


def examine(run: TrainingRun, evaluated: float | None = None) -> Iterator[Finding | NotLookedAt]:
    """What is wrong with a run.

    Parameters
    ----------
    run
    evaluated
        mAP of the predictions that are looked at, where there are some: it tells whether the best checkpoint made them.
    """
    diverging = _diverging(run)
    if diverging is not None:
        yield diverging
        return
    loss = run.validation_loss if len(run.validation_loss) >= _LEAST_POINTS else run.training_loss
    if len(loss) < _LEAST_POINTS:
        yield NotLookedAt(
            Topic.TRAINING,
            sentence(
                "Diagnose",
                "Of the loss only {count} points were logged: too few for a trend.",
                count=len(loss),
            ),
        )
        yield from _only(_not_best(run, evaluated))
        return
    overfitting = _overfitting(run)
    if overfitting is not None:
        yield overfitting
    else:
        yield from _only(_not_best(run, evaluated))
    own = trend(loss)
    still_falling = None if overfitting is not None else _not_converged(run, own)
    yield from _only(still_falling)
    yield from learning_rate.examine(
        run, own, loss_plot, settled=overfitting is None and still_falling is None
    )


def loss_plot(run: TrainingRun, *marks: Mark) -> EvidencePlot:
    """Both losses over the steps."""
    named = (
        (sentence("Diagnose", "training"), run.training_loss),
        (sentence("Diagnose", "validation"), run.validation_loss),
    )
    return EvidencePlot(
        PlotKind.LINES,
        sentence("Diagnose", "Loss over the training"),
        sentence("Diagnose", "step"),
        sentence("Diagnose", "loss"),
        tuple(_series(name, curve) for name, curve in named if len(curve)),
        marks=marks,
    )


def _only(finding: Finding | None) -> Iterator[Finding]:
    if finding is not None:
        yield finding


def _series(name: Sentence, curve: Curve) -> Series:
    own = trend(curve)
    return Series(name, own.steps, own.values)


def _diverging(run: TrainingRun) -> Finding | None:
    """A loss that became no number, or that rises for good though it is trained on."""
    broken = next(
        (
            (int(curve.steps[place]), bool(not np.isfinite(curve.values[-1])))
            for curve in (run.training_loss, run.validation_loss)
            for place in np.flatnonzero(~np.isfinite(curve.values))[:1].tolist()
        ),
        None,
    )
    if broken is not None and broken[1]:
        step = broken[0]
        said = sentence(
            "Diagnose", "Training diverged: from step {step:,} on the loss is no number any more.", step=step
        )
        return _diverged(run, said, step, 0.99)
    if len(run.training_loss) < _LEAST_POINTS:
        return None
    own = trend(run.training_loss)
    lowest = own.lowest
    fallen, risen = own.start - own.smooth[lowest], own.end - own.smooth[lowest]
    if risen <= max(5 * own.noise, 0.25 * fallen, 0.05 * abs(own.start)):
        return None
    step = int(own.steps[lowest])
    said = sentence(
        "Diagnose",
        "Training diverges: the training loss rises from {low:.4g} at step {step:,} to {end:.4g}.",
        low=float(own.smooth[lowest]),
        step=step,
        end=own.end,
    )
    return _diverged(run, said, step, 0.9)


def _diverged(run: TrainingRun, said: Sentence, step: int, confidence: float) -> Finding:
    return Finding(
        key="training.diverging",
        topic=Topic.TRAINING,
        sentence=said,
        confidence=confidence,
        weight=0.5,
        why_no_price=sentence("Diagnose", "What a run that holds would reach cannot be told."),
        plot=loss_plot(run, Mark(step, sentence("Diagnose", "diverges from here"))),
        steps=(
            NextStep(
                sentence(
                    "Diagnose",
                    "Train with a tenth of the learning rate, with a warm-up and with clipped gradients; look for "
                    "boxes of no size and for broken images if it happens again.",
                )
            ),
        ),
    )


def _overfitting(run: TrainingRun) -> Finding | None:
    """Validation loss rises for good while training loss goes on falling."""
    if min(len(run.training_loss), len(run.validation_loss)) < _LEAST_POINTS:
        return None
    own, training = trend(run.validation_loss), trend(run.training_loss)
    lowest = own.lowest
    low = float(own.smooth[lowest])
    risen = own.end - low
    if risen <= max(_CERTAIN * own.noise, 0.03 * abs(low), 0.03 * (own.start - low)):
        return None
    then = float(np.interp(own.steps[lowest], training.steps, training.smooth))
    if then - training.end <= max(training.noise, 0.01 * abs(then)):
        return None
    price = _lost_since_best(run)
    if price is not None and price[0] < _LEAST_PRICE:
        # The loss punishes a model that is too sure of itself; mAP did not suffer.
        return None
    step = int(own.steps[lowest])
    best = step if price is None else price[2]
    said = sentence(
        "Diagnose",
        "Overfitting: from step {step:,} on the validation loss rises, from {low:.4g} to {end:.4g}, while the training "
        "loss goes on falling.",
        step=step,
        low=low,
        end=own.end,
    )
    return Finding(
        key="training.overfitting",
        topic=Topic.TRAINING,
        sentence=said,
        confidence=0.95 if risen > 0.1 * abs(low) else 0.7,
        weight=0.05 + 0.25 * min(1.0, risen / max(abs(low), 1e-12)) if price is None else price[0],
        price=None if price is None else price[0],
        price_low=None if price is None else max(0.0, price[0] - price[1]),
        price_high=None if price is None else price[0] + price[1],
        why_no_price="" if price is not None else sentence("Diagnose", "mAP was not logged during training."),
        plot=loss_plot(run, Mark(step, sentence("Diagnose", "overfitting begins"))),
        steps=(
            NextStep(
                sentence(
                    "Diagnose",
                    "Use the checkpoint of step {step:,}, the best one, or the next to it.",
                    step=best,
                )
            ),
            NextStep(
                sentence(
                    "Diagnose",
                    "Train on more images or with more augmentation and weight decay; stop when the validation loss "
                    "rises.",
                )
            ),
        ),
    )


def _lost_since_best(run: TrainingRun) -> tuple[float, float, int] | None:
    """By how much mAP is lower at the end than at its best, the error of that, and the step of the best."""
    own = trend(run.mean_ap)
    if len(own) < 3:
        return None
    best = int(np.argmax(own.values))
    error = 2 * np.sqrt(2) * own.noise
    return float(own.values[best] - own.values[-1]), float(error), int(own.steps[best])


def _not_best(run: TrainingRun, evaluated: float | None) -> Finding | None:
    """The last checkpoint is not the one with the highest mAP, by more than the best of so many is by chance."""
    found = _lost_since_best(run)
    if found is None:
        return None
    price, error, step = found
    own = trend(run.mean_ap)
    noise = error / (2 * np.sqrt(2))
    # The largest of n normal values lies sqrt(2 ln n) deviations above their mean, and the last one may lie two below.
    if price < max(_LEAST_PRICE, (np.sqrt(2 * np.log(len(own))) + 2) * noise):
        return None
    best, last = float(own.values.max()), float(own.values[-1])
    if evaluated is not None and abs(evaluated - best) < abs(evaluated - last):
        return None
    said = sentence(
        "Diagnose",
        "The last checkpoint is not the best: mAP was {best:.4f} at step {step:,} and is {last:.4f} at the end.",
        best=best,
        step=step,
        last=last,
    )
    return Finding(
        key="training.checkpoint_not_best",
        topic=Topic.TRAINING,
        sentence=said,
        confidence=0.8,
        weight=price,
        price=price,
        price_low=max(0.0, price - error),
        price_high=price + error,
        plot=precision_plot(run, Mark(step, sentence("Diagnose", "best checkpoint"))),
        steps=(
            NextStep(
                sentence("Diagnose", "Export the checkpoint of step {step:,} and evaluate that.", step=step)
            ),
        ),
    )


def precision_plot(run: TrainingRun, *marks: Mark) -> EvidencePlot:
    """mAP over the steps."""
    own = run.mean_ap.finite()
    return EvidencePlot(
        PlotKind.LINES,
        sentence("Diagnose", "mAP over the training"),
        sentence("Diagnose", "step"),
        "mAP",
        (Series("", own.steps.astype(np.float64), own.values),),
        marks=marks,
    )


def _not_converged(run: TrainingRun, own: Trend) -> Finding | None:
    """What counts still gets better at the end: mAP where it was logged, else the loss."""
    by_precision = len(run.mean_ap.finite()) >= _LEAST_POINTS
    if by_precision:
        risen = trend(run.mean_ap)
        own = type(risen)(risen.steps, -risen.values, -risen.smooth, risen.noise)
    total = own.start - own.end
    if len(own) < _LEAST_POINTS + 2 or total <= 0:
        return None
    first = min(own.after(0.8), len(own) - 5)
    fall, error = own.fall(first, len(own))
    # Of few points the noise itself is known badly.
    if fall <= max(0.05 * total, (3 + 20 / len(own)) * error):
        return None
    step, last = int(own.steps[first]), int(own.steps[-1])
    share = fall / total
    text = (
        sentence(
            "Diagnose",
            "Training was not over: in its last fifth mAP still made {share:.0%} of all its gain.",
            share=share,
        )
        if by_precision
        else sentence(
            "Diagnose",
            "Training was not over: in its last fifth the loss still made {share:.0%} of all its fall.",
            share=share,
        )
    )
    mark = Mark(step, sentence("Diagnose", "still getting better"))
    return Finding(
        key="training.not_converged",
        topic=Topic.TRAINING,
        sentence=text,
        confidence=0.9 if fall > 0.1 * total else 0.7,
        weight=min(0.3, share),
        why_no_price=sentence("Diagnose", "How far mAP would still rise cannot be told."),
        plot=precision_plot(run, mark) if by_precision else loss_plot(run, mark),
        steps=(
            NextStep(
                sentence(
                    "Diagnose",
                    "Train on, to twice the {last:,} steps, with a learning rate that decays over all of them.",
                    last=last,
                )
            ),
        ),
    )
