"""Mistakes of the set-up, as the import doctor found them."""

from dataclasses import replace

import pytest

from engine.data.diagnosis import Cause, Diagnosis, Examination
from engine.data.finding import Finding, NotLookedAt
from engine.data.reading import AS_READ
from engine.diagnose.admit import examined
from engine.diagnose.patient import Patient
from engine.diagnose.set_up import find


def silent(text: str, done: int, total: int) -> None: ...


def with_diagnosis(patient: Patient, own: Diagnosis, ap: float | None = 0.01) -> Patient:
    examination = Examination((own,), reading=AS_READ, ap=ap, mended_ap=None, images=3)
    return replace(patient, examination=examination)


def test_without_an_examination_that_is_said(unpredicted: Patient) -> None:
    assert examined(unpredicted.dataset, unpredicted.assessment, split=None) is None
    assert [type(own) for own in find(unpredicted, silent)] == [NotLookedAt]


def test_files_that_fit_each_other_have_no_mistake(bccd_patient: Patient) -> None:
    examination = examined(bccd_patient.dataset, bccd_patient.assessment, split=None)
    assert list(find(replace(bccd_patient, examination=examination), silent)) == []


@pytest.mark.parametrize(
    ("ap", "mended", "price", "weight"),
    [
        (None, None, None, 0.4),
        (0.01, None, None, 0.4),
        (0.01, 0.51, 0.5, 0.5),
        # A reading that makes it worse costs nothing.
        (0.4, 0.3, -0.1, 0.0),
    ],
)
def test_a_mistake_costs_what_another_reading_would_give(
    healthy: Patient, ap: float | None, mended: float | None, price: float | None, weight: float
) -> None:
    own = Diagnosis(Cause.LAYOUT, "boxes are read wrong", 0.8, None, mended)
    (found,) = find(with_diagnosis(healthy, own, ap), silent)
    assert isinstance(found, Finding)
    assert found.key == "set_up.layout"
    assert found.price == (None if price is None else pytest.approx(price))
    assert found.weight == pytest.approx(weight)
    assert bool(found.why_no_price) == (price is None)
    assert [step.action for step in found.steps] == ["doctor"]


def test_planted_classes_from_0_are_found(bccd_patient: Patient) -> None:
    dataset, own = bccd_patient.dataset, bccd_patient.assessment
    assert own.predictions is not None
    moved = replace(own.predictions, categories=(own.predictions.categories + 1) % len(dataset.categories))
    examination = examined(dataset, replace(own, predictions=moved), split=None)
    assert examination is not None
    found = list(find(replace(bccd_patient, examination=examination), silent))
    assert found
    assert all(isinstance(one, Finding) and one.price is not None and one.price > 0.3 for one in found)
