"""What was given is read as far as it can be read."""

from pathlib import Path

from engine.data.finding import Topic
from engine.data.finding_verdict import Given
from engine.diagnose.admit import admit
from engine.diagnose.patient import Patient


def test_nothing_given_is_nothing_lacking(healthy: Patient) -> None:
    patient, lacking = admit(healthy.dataset, healthy.assessment, Given())
    assert lacking == ()
    assert patient.training is None


def test_what_was_given_is_in_the_patient(healthy: Patient, bccd: Path, tmp_path: Path) -> None:
    given = Given(tmp_path, tmp_path / "pipeline.config", bccd / "test_ground_truth.coco.json")
    patient, lacking = admit(healthy.dataset, healthy.assessment, given)
    assert lacking == ()
    assert patient.training is not None
    assert len(patient.training.images) == 72
    assert (patient.event_files, patient.configuration) == (given.event_files, given.configuration)


def test_a_training_set_that_cannot_be_read_is_lacking(healthy: Patient, tmp_path: Path) -> None:
    broken = tmp_path / "train.json"
    broken.write_text("{")
    patient, lacking = admit(healthy.dataset, healthy.assessment, Given(training=broken))
    assert patient.training is None
    assert [own.topic for own in lacking] == [Topic.BIAS]
    assert "train.json" in lacking[0].sentence
