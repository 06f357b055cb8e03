"""Patients: a healthy one, one with wrong labels, and BCCD."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.assessment import assess
from engine.data.dataset import Annotation, Annotations, Dataset, Predictions
from engine.data.sources import Sources
from engine.diagnose.patient import Patient
from engine.opening import read_sources
from tests.engine.boxes import new_box
from tests.engine.conftest import RELABELLED

MISSING = (11, 0, 62, 3, 25)
"""Image, category and place of the object that has no label."""


def patient_of(dataset: Dataset, predictions: Predictions | None) -> Patient:
    return Patient(dataset, assess(dataset, dataset.annotations, predictions))


def mended(dataset: Dataset) -> Dataset:
    """The small dataset without its two faults."""
    rows: list[Annotation] = []
    for id_ in dataset.annotations.ids.tolist():
        box = dataset.annotations.get(id_)
        assert box is not None
        rows.append(replace(box, category=1 - box.category) if id_ == RELABELLED else box)
    number = len(rows) + 1
    rows.append(replace(new_box(*MISSING), id=number, source_id=100 + number))
    return replace(dataset, annotations=Annotations.of_rows(rows))


@pytest.fixture
def healthy(dataset: Dataset, predictions: Predictions) -> Patient:
    """Every label is there, and the model puts every box where it is labelled."""
    exact = replace(predictions, boxes_xyxy=predictions.boxes_xyxy - 0.5)
    return patient_of(mended(dataset), exact)


@pytest.fixture
def mislabelled(dataset: Dataset, predictions: Predictions) -> Patient:
    return patient_of(dataset, predictions)


@pytest.fixture
def unpredicted(dataset: Dataset) -> Patient:
    return patient_of(dataset, None)


@pytest.fixture(scope="session")
def bccd_patient(bccd: Path) -> Patient:
    sources = Sources(bccd / "test_ground_truth.coco.json", predictions=bccd / "test_predictions.coco.json")
    dataset, scored = read_sources(sources)
    return patient_of(dataset, scored)
