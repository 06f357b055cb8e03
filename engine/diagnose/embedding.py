"""Whether a model sees other things in the images here than in those it was trained on: by its features."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.data.dataset import Bool, Dataset, Float
from engine.data.features import Features
from engine.data.finding import EvidencePlot, Finding, NextStep, NotLookedAt, PlotKind, Series, Topic
from engine.data.sentence import sentence
from engine.diagnose.energy import energy_test, reduced
from engine.diagnose.patient import Patient, Progress
from engine.diagnose.shift import LEAST_EFFECT, lost_as_a_rule
from engine.diagnose.traits import sampled
from engine.errors import UserError

MOST = 400
"""Images of a dataset whose features are taken: a model needs a tenth of a second for each on a CPU."""

SIGNIFICANT = 0.01
"""Beside the other things that are compared, whose level of 5 % is for all of them together."""

_LEAST_IMAGES = 20
_LESS_TELLING = 0.9
"""It says that images differ, not in what: what is seen to differ comes before it."""
_BINS = 24


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """A finding where the features of the two sets are told apart, by more than chance and enough to matter."""
    if patient.training is None:
        # That is said once, where images are compared by their looks.
        return
    if patient.features is None:
        yield NotLookedAt(
            Topic.BIAS,
            sentence("Diagnose", "No features of a model are at hand by which images could be compared."),
        )
        return
    try:
        there, here = (_features(patient, own, progress) for own in (patient.training, patient.dataset))
    except UserError as error:
        yield NotLookedAt(
            Topic.BIAS,
            sentence(
                "Diagnose", "Images are not compared by a model's features: {reason}", reason=str(error)
            ),
        )
        return
    if there is None or here is None or min(len(there), len(here)) < _LEAST_IMAGES:
        yield NotLookedAt(
            Topic.BIAS,
            sentence(
                "Diagnose",
                "There are too few files of images, here or of the training set, to compare by a model's features.",
            ),
        )
        return
    yield from _compare(patient, there, here, progress)


def _features(patient: Patient, dataset: Dataset, progress: Progress) -> Features | None:
    assert patient.features is not None
    rows = sampled(len(dataset.images), MOST, patient.seed)
    found = patient.features(
        dataset, rows, lambda done, total: progress("Taking a model's features of images", done, total)
    )
    if found is None:
        return None
    usable = np.isfinite(found.vectors).all(axis=1)
    return Features(found.rows[usable], found.vectors[usable], found.source)


def _compare(patient: Patient, there: Features, here: Features, progress: Progress) -> Iterator[Finding]:
    points = reduced(np.concatenate([there.vectors, here.vectors]).astype(np.float64))
    second = np.arange(len(points)) >= len(there)
    apart = energy_test(
        points,
        second,
        seed=patient.seed,
        progress=lambda done, total: progress("Comparing by a model's features", done, total),
    )
    if apart.p > SIGNIFICANT or apart.effect < LEAST_EFFECT:
        return
    most = int(here.rows[np.argmax(apart.scores[second])])
    yield Finding(
        key="bias.features",
        topic=Topic.BIAS,
        sentence=sentence(
            "Diagnose",
            "To the model these images are not like those of the training set, most of all {name}: by its features "
            "({source}) the two are told apart, and their distributions are {effect:.2f} of 1 apart.",
            name=patient.dataset.images.file_names[most],
            source=here.source,
            effect=apart.effect,
        ),
        confidence=1.0 - apart.p,
        weight=_LESS_TELLING * lost_as_a_rule(patient, apart.effect),
        why_no_price=sentence(
            "Diagnose", "What a model trained on images like these would reach, only training it would tell."
        ),
        plot=_plot(apart.scores, second),
        steps=(
            NextStep(sentence("Diagnose", "Add images like those it is measured on to the training set.")),
        ),
    )


def _plot(scores: Float, second: Bool) -> EvidencePlot:
    low, high = np.quantile(scores, [0.005, 0.995]).tolist()
    edges = np.linspace(low, high if high > low else low + 1.0, _BINS + 1)
    names = (sentence("Diagnose", "training set"), sentence("Diagnose", "here"))
    return EvidencePlot(
        PlotKind.LINES,
        sentence("Diagnose", "What tells the images apart"),
        sentence("Diagnose", "0: as in the training set, 1: as here"),
        sentence("Diagnose", "share"),
        tuple(
            Series(
                name,
                (edges[:-1] + edges[1:]) / 2,
                np.histogram(scores[own].clip(edges[0], edges[-1]), edges)[0] / max(int(own.sum()), 1),
            )
            for name, own in zip(names, (~second, second), strict=True)
        ),
    )
