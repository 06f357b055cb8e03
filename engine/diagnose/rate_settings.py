"""Learning rate, batch size, decay, warm-up and steps against each other."""

from __future__ import annotations

import math
from collections.abc import Iterator

from engine.data.configuration import Configuration, Schedule, Setting
from engine.data.finding import Finding, NextStep
from engine.data.sentence import sentence
from engine.diagnose.facts import Facts, mistake

_PER_IMAGE = 0.08 / 128
"""Learning rate of SGD with momentum per image of a batch: 0.08 at 128 or 0.01 at 16 in the configurations of the
Object Detection API, which scale it with the batch as Goyal et al. (Accurate, Large Minibatch SGD, 2017) found."""
_MOST_PER_IMAGE = 3 * _PER_IMAGE
"""Its SSD MobileNet V2 is at 0.8 for 512: 2.5 times as much."""
_LEAST_PER_IMAGE = _PER_IMAGE / 100
_ADAM, _MOST_ADAM, _LEAST_ADAM = 1e-3, 5e-3, 1e-6
_FEW_EPOCHS = 3.0


def find(own: Configuration, known: Facts) -> Iterator[Finding]:
    """What does not fit together."""
    peak = _number(own.schedule.peak)
    if own.schedule.peak is not None and peak:
        yield from _rate(own, own.schedule.peak, peak)
    steps = _number(own.steps)
    if steps:
        yield from _decay(own.schedule, steps)
        yield from _warm_up(own, steps)
        yield from _epochs(own, known, steps)


def _number(setting: Setting | None) -> float | None:
    return None if setting is None else setting.as_number()


def _written(value: float) -> str:
    return f"{value:.2g}"


def _rate(own: Configuration, setting: Setting, peak: float) -> Iterator[Finding]:
    batch = _number(own.batch)
    if "adam" in own.optimizer:
        most, least, better = _MOST_ADAM, _LEAST_ADAM, _ADAM
    elif own.optimizer in {"momentum", "sgd"} and batch:
        most, least, better = (one * batch for one in (_MOST_PER_IMAGE, _LEAST_PER_IMAGE, _PER_IMAGE))
    else:
        return
    values = {"peak": peak, "batch": int(batch or 0), "better": better, "optimizer": own.optimizer}
    if peak > most:
        said = sentence(
            "Diagnose",
            "The learning rate of {peak:.3g} is too high for {optimizer} with a batch of {batch}; about "
            "{better:.2g} is usual.",
            **values,
        )
    elif peak < least:
        said = sentence(
            "Diagnose",
            "The learning rate of {peak:.3g} is too low for {optimizer} with a batch of {batch}; about {better:.2g} is "
            "usual.",
            **values,
        )
    else:
        return
    steps = [
        NextStep(
            sentence("Diagnose", "Scale the learning rate with the batch."),
            line=setting.line(_written(better)),
        )
    ]
    start = own.schedule.warm_up_rate
    if start is not None and (_number(start) or 0.0) > better:
        steps.append(
            NextStep(
                sentence("Diagnose", "Let the warm-up begin below it."), line=start.line(_written(better / 3))
            )
        )
    yield mistake("learning_rate", said, *steps, weight=0.25, confidence=0.8)


def _decay(schedule: Schedule, steps: float) -> Iterator[Finding]:
    decay, first = _number(schedule.decay), _number(schedule.first_decay)
    values = {"steps": int(steps), "decay": int(decay or 0), "first": int(first or 0)}
    if schedule.kind == "constant":
        yield mistake(
            "no_decay",
            sentence("Diagnose", "The learning rate is constant over all {steps:,} steps.", **values),
            NextStep(sentence("Diagnose", "Let it decay to zero over all steps, by a cosine.")),
            weight=0.05,
            confidence=0.5,
        )
    elif schedule.kind == "cosine" and schedule.decay is not None and decay:
        line = schedule.decay.line(str(int(steps)))
        step = NextStep(sentence("Diagnose", "Let it decay over all steps."), line=line)
        if decay < 0.9 * steps:
            said = sentence(
                "Diagnose",
                "The learning rate is zero from step {decay:,} on, but the training has {steps:,}: the "
                "rest is for nothing.",
                **values,
            )
            yield mistake("decay_too_short", said, step, weight=0.15 * (1 - decay / steps) + 0.02)
        elif decay > 1.1 * steps:
            left = 0.5 * (1 + math.cos(math.pi * steps / decay))
            said = sentence(
                "Diagnose",
                "The learning rate decays over {decay:,} steps, but the training ends after {steps:,}, "
                "with {left:.0%} of the rate still left.",
                left=left,
                **values,
            )
            yield mistake("decay_too_long", said, step, weight=0.02 + 0.1 * left)
    elif schedule.first_decay is not None and first and first >= steps:
        yield mistake(
            "decay_too_long",
            sentence(
                "Diagnose",
                "The learning rate first decays at step {first:,}, but the training ends after {steps:,}.",
                **values,
            ),
            NextStep(
                sentence("Diagnose", "Let it decay while there is training left."),
                line=schedule.first_decay.line(str(int(steps * 2 / 3))),
            ),
            weight=0.1,
        )


def _warm_up(own: Configuration, steps: float) -> Iterator[Finding]:
    schedule = own.schedule
    length, peak, batch = _number(schedule.warm_up), _number(schedule.peak) or 0.0, _number(own.batch) or 0.0
    if schedule.warm_up is not None and length is not None and length > 0.3 * steps:
        yield mistake(
            "warm_up_too_long",
            sentence(
                "Diagnose",
                "The warm-up takes {length:,} of {steps:,} steps: the model hardly trains at its full rate.",
                length=int(length),
                steps=int(steps),
            ),
            NextStep(
                sentence("Diagnose", "Warm up over a twentieth of the steps."),
                line=schedule.warm_up.line(str(max(1, int(steps / 20)))),
            ),
            weight=0.1 * min(1.0, length / steps) + 0.02,
        )
    large = own.optimizer in {"momentum", "sgd"} and peak >= max(0.01, 0.5 * _PER_IMAGE * batch)
    missing = length is not None and length < 1e-3 * steps
    if schedule.kind == "cosine" and large and schedule.warm_up is not None and missing:
        yield mistake(
            "no_warm_up",
            sentence("Diagnose", "There is no warm-up to the learning rate of {peak:.3g}.", peak=peak),
            NextStep(
                sentence("Diagnose", "Warm up over a twentieth of the steps."),
                line=schedule.warm_up.line(str(max(1, int(steps / 20)))),
            ),
            weight=0.05,
            confidence=0.6,
        )


def _epochs(own: Configuration, known: Facts, steps: float) -> Iterator[Finding]:
    batch = _number(own.batch)
    if not batch or not known.training_images or own.steps is None:
        return
    epochs = steps * batch / known.training_images
    if epochs < _FEW_EPOCHS:
        yield mistake(
            "few_steps",
            sentence(
                "Diagnose",
                "With {steps:,} steps of {batch} images the model sees each of {images:,} training images {epochs:.1f} "
                "times.",
                steps=int(steps),
                batch=int(batch),
                images=known.training_images,
                epochs=epochs,
            ),
            NextStep(
                sentence(
                    "Diagnose", "Train for 20 rounds or more, and let the learning rate decay over them."
                ),
                line=own.steps.line(str(math.ceil(20 * known.training_images / batch))),
            ),
            weight=0.2,
            confidence=0.8,
        )
