"""Whether a model was trained on other images than it is measured on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.data.dataset import Bool, Float
from engine.data.finding import EvidencePlot, Finding, NextStep, PlotKind, Series, Topic
from engine.data.sentence import Sentence, sentence
from engine.diagnose.measures import Aspect, Side, Values, aspects
from engine.diagnose.patient import Patient, Progress
from engine.diagnose.significance import Difference, Measure, binned, differences, tallied

SIGNIFICANT = 0.05
LEAST_EFFECT = 0.3
"""Of the distances between the two distributions: a normal one moved by four fifths of its deviation. Two parts of one
dataset, taken at different places or days, differ by half of that and a model bears it."""

_LOSS_AS_A_RULE = 0.5
"""Share of mAP that models lose on images corrupted strongly: C. Michaelis et al., Benchmarking robustness in object
detection, 2019."""

_OF_LOOKS = ("brightness", "contrast", "sharpness", "saturation", "warmth")
_TENDENCY = 0.147
"""Cliff's delta below which one group's values are not called larger: J. Romano et al., 2006."""
_SHOWN = 12
_PLOT_BINS = 24


def find(patient: Patient, training: Side, here: Side, progress: Progress) -> Iterator[Finding]:
    """A finding for each thing in which the two sides differ by more than chance and enough to matter."""
    yield from _unseen_classes(patient, training, here)
    if not len(training.rows) or not len(here.rows):
        return
    known = [own for own in aspects(training, here) if _of_both(own)]
    second = np.arange(len(training.rows) + len(here.rows)) >= len(training.rows)
    found = differences(
        [_measure(own, len(training.rows), len(second)) for own in known],
        second,
        seed=patient.seed,
        progress=lambda done, total: progress("Comparing with the training set", done, total),
    )
    for own, difference in zip(known, found, strict=True):
        if difference.p <= SIGNIFICANT and difference.effect >= LEAST_EFFECT:
            yield _finding(patient, own, difference)


def _of_both(own: Aspect) -> bool:
    return all(_known(values, own).any() for values in (own.training, own.here))


def _known(values: Values, own: Aspect) -> Bool:
    known: Bool = values.values >= 0 if own.names else np.isfinite(values.values)
    return known


def _measure(own: Aspect, before: int, count: int) -> Measure:
    values = np.concatenate([own.training.values, own.here.values])
    images = np.concatenate([own.training.images, own.here.images + before])
    if own.names:
        return Measure(tallied(values.astype(np.int64), images, count, len(own.names)), ordered=False)
    return Measure(binned(values, images, count), ordered=True)


def lost_as_a_rule(patient: Patient, effect: float) -> float:
    """What mAP a difference costs as a rule, 0 to 1, by the distance of the distributions."""
    return min(_LOSS_AS_A_RULE * effect, 1.0 - max(patient.assessment.evaluation.metrics.ap, 0.0))


def _finding(patient: Patient, own: Aspect, difference: Difference) -> Finding:
    return Finding(
        key=f"bias.{own.key}",
        topic=Topic.BIAS,
        sentence=_in_names(own, difference) if own.names else _in_numbers(own, difference),
        confidence=1.0 - difference.p,
        weight=lost_as_a_rule(patient, difference.effect),
        why_no_price=sentence(
            "Diagnose", "What a model trained on images like these would reach, only training it would tell."
        ),
        plot=_names_plot(own) if own.names else _numbers_plot(own),
        steps=_steps(own),
    )


def _in_numbers(own: Aspect, difference: Difference) -> Sentence:
    here, there = (
        float(np.median(values.values[_known(values, own)])) for values in (own.here, own.training)
    )
    figures = {
        "what": own.name,
        "here": here,
        "there": there,
        "unit": f" {own.unit}" if own.unit else "",
        "effect": difference.effect,
        "delta": difference.delta,
    }
    if abs(difference.delta) < _TENDENCY:
        return sentence(
            "Diagnose",
            "{what} is spread otherwise than in the training set, about the same middle ({here:.4g}{unit} against "
            "{there:.4g}{unit}; the distributions are {effect:.2f} of 1 apart).",
            **figures,
        )
    return sentence(
        "Diagnose",
        "{what} is not that of the training set: {here:.4g}{unit} in the middle, {there:.4g}{unit} there (the "
        "distributions are {effect:.2f} of 1 apart, Cliff's delta {delta:+.2f}).",
        **figures,
    )


def _in_names(own: Aspect, difference: Difference) -> Sentence:
    here, there = (_shares(values, own) for values in (own.here, own.training))
    most = int(np.argmax(np.abs(here - there)))
    return sentence(
        "Diagnose",
        "{what} is not that of the training set; most of all {name}: {here:.0%} here, {there:.0%} there (Cramér's V "
        "{effect:.2f}).",
        what=own.name,
        name=own.names[most],
        here=float(here[most]),
        there=float(there[most]),
        effect=difference.effect,
    )


def _steps(own: Aspect) -> tuple[NextStep, ...]:
    more = NextStep(sentence("Diagnose", "Add images like those it is measured on to the training set."))
    if own.key in _OF_LOOKS:
        change = sentence(
            "Diagnose", "Or change colours and light while training, and see here what that does."
        )
        return more, NextStep(change, action="augment")
    if own.key in ("box_size", "box_aspect", "box_x", "box_y"):
        change = sentence(
            "Diagnose", "Or zoom, shift and stretch while training, and see here what that does."
        )
        return more, NextStep(change, action="augment")
    return (more,)


def _shares(values: Values, own: Aspect) -> Float:
    places = values.values[_known(values, own)].astype(np.int64)
    return np.bincount(places, minlength=len(own.names)) / max(len(places), 1)


def _names_plot(own: Aspect) -> EvidencePlot:
    there, here = (_shares(values, own) for values in (own.training, own.here))
    order = np.argsort(-np.abs(here - there), kind="stable")[:_SHOWN]
    x = np.arange(len(order), dtype=np.float64)
    return EvidencePlot(
        PlotKind.BARS,
        own.name,
        "",
        sentence("Diagnose", "share"),
        (
            Series(sentence("Diagnose", "training set"), x, there[order]),
            Series(sentence("Diagnose", "here"), x, here[order]),
        ),
        names=tuple(own.names[place] for place in order.tolist()),
    )


def _numbers_plot(own: Aspect) -> EvidencePlot:
    sides = [values.values[_known(values, own)] for values in (own.training, own.here)]
    low, high = np.quantile(np.concatenate(sides), [0.005, 0.995]).tolist()
    edges = np.linspace(low, high if high > low else low + 1.0, _PLOT_BINS + 1)
    middle = (edges[:-1] + edges[1:]) / 2
    names = (sentence("Diagnose", "training set"), sentence("Diagnose", "here"))
    return EvidencePlot(
        PlotKind.LINES,
        own.name,
        own.unit,
        sentence("Diagnose", "share"),
        tuple(
            Series(name, middle, np.histogram(values, edges)[0] / len(values))
            for name, values in zip(names, sides, strict=True)
        ),
    )


def _unseen_classes(patient: Patient, training: Side, here: Side) -> Iterator[Finding]:
    """Classes that are measured and that training has no box of."""
    seen = {training.dataset.categories.name(k) for k in np.unique(training.annotations.categories).tolist()}
    names = here.dataset.categories.names
    counts = np.bincount(here.annotations.categories[here.annotations.categories >= 0], minlength=len(names))
    unseen = np.array([name not in seen for name in names]) & (counts > 0)
    if not unseen.any() or unseen[counts > 0].all():
        return
    ap = patient.assessment.evaluation.metrics.per_class_ap
    defined = (counts > 0) & (ap >= 0)
    others = float(ap[defined & ~unseen].mean()) if (defined & ~unseen).any() else 0.0
    price = float(np.maximum(others - ap[defined & unseen], 0).sum() / max(defined.sum(), 1))
    own = [names[k] for k in np.flatnonzero(unseen).tolist()]
    yield Finding(
        key="bias.unseen_classes",
        topic=Topic.BIAS,
        sentence=sentence(
            "Diagnose",
            "The training set has no box of {count:,} classes that are measured here, such as {name}. As good as the "
            "others, they would raise mAP by {price:.4f}.",
            count=len(own),
            name=own[0],
            price=price,
        ),
        confidence=1.0,
        weight=price,
        price=price,
        steps=(NextStep(sentence("Diagnose", "Collect and label images of these classes for training.")),),
    )
