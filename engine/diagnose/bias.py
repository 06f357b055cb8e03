"""Bias: other images in training than those measured on, slices that are worse, and images in both sets."""

from __future__ import annotations

from collections.abc import Iterator

from engine.data.dataset import Annotations, Dataset
from engine.data.finding import Finding, NotLookedAt, Topic
from engine.data.sentence import sentence
from engine.diagnose import leakage, shift, slices
from engine.diagnose.measures import Side
from engine.diagnose.patient import Patient, Progress
from engine.diagnose.traits import MOST, look_at, sampled


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """What is found by the labels and by looking at images, of both sets where the training set is given."""
    here = _side(patient, patient.dataset, patient.assessment.annotations, progress)
    if here.traits is None:
        yield NotLookedAt(
            Topic.BIAS,
            sentence(
                "Diagnose", "There are no image files: light, colour, sharpness and cameras are not known."
            ),
        )
    training = None
    if patient.training is not None:
        training = _side(patient, patient.training, patient.training.annotations, progress)
        if training.traits is None and here.traits is not None:
            yield NotLookedAt(
                Topic.BIAS,
                sentence("Diagnose", "There are no files of the training images to hold against these."),
            )
        yield from shift.find(patient, training, here, progress)
    else:
        yield NotLookedAt(
            Topic.BIAS,
            sentence("Diagnose", "The training set is not given, so that nothing tells whether it is alike."),
        )
    yield from leakage.find(patient, None if training is None else training.traits, here.traits, progress)
    yield from slices.find(patient, here.traits, progress)


def _side(patient: Patient, dataset: Dataset, annotations: Annotations, progress: Progress) -> Side:
    rows = sampled(len(dataset.images), MOST, patient.seed)
    traits = look_at(dataset, rows, progress=lambda done, total: progress("Looking at images", done, total))
    return Side(dataset, annotations, rows, traits)
