"""Making a patient of a dataset and of what was given to look at besides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from engine.assessment import Assessment
from engine.data.appearance import Appearances
from engine.data.dataset import Dataset
from engine.data.diagnosis import Cause, Examination
from engine.data.finding import NotLookedAt, Topic
from engine.data.finding_verdict import Given
from engine.data.raw_predictions import RawPredictions
from engine.data.sentence import sentence
from engine.diagnose.patient import Patient
from engine.doctor.examine import examine
from engine.doctor.image_sizes import with_image_sizes
from engine.doctor.place import raw_of
from engine.errors import UserError
from engine.formats.read import read_dataset
from engine.sources import images_near

Progress = Callable[[str, int, int], None]


def admit(
    dataset: Dataset,
    assessment: Assessment,
    given: Given,
    *,
    appearances: Appearances | None = None,
    examination: Examination | None = None,
    label_map: Path | None = None,
    progress: Progress = lambda text, done, total: None,
) -> tuple[Patient, tuple[NotLookedAt, ...]]:
    """Read what was given, as far as it can be read.

    Parameters
    ----------
    dataset, assessment, appearances, examination, label_map
        As in `Patient`.
    given
    progress
        May raise `engine.errors.CancelledError`.

    Returns
    -------
    Patient, tuple of NotLookedAt
        What could not be read is in the second.
    """
    training, lacking = None, []
    if given.training is not None:
        progress("Reading the training set", 0, 0)
        try:
            training = with_images(read_dataset(given.training))
        except UserError as error:
            lacking.append(NotLookedAt(Topic.BIAS, sentence("Diagnose", "{reason}", reason=str(error))))
    patient = Patient(
        dataset,
        assessment,
        training=training,
        appearances=appearances,
        examination=examination,
        event_files=given.event_files,
        configuration=given.configuration,
        label_map=label_map,
        evaluations=given.evaluations,
    )
    return patient, tuple(lacking)


def with_images(dataset: Dataset) -> Dataset:
    """A dataset with the folder of its images, where none was named and they lie near the labels."""
    if dataset.image_root is not None:
        return dataset
    return replace(dataset, image_root=images_near(dataset.source, dataset.images.file_names))


def examined(
    dataset: Dataset,
    assessment: Assessment,
    *,
    split: Path | None,
    raw: RawPredictions | None = None,
    names: Mapping[int, str] | None = None,
    progress: Progress = lambda text, done, total: None,
) -> Examination | None:
    """What the import doctor finds in the predictions in use; None without any.

    Parameters
    ----------
    dataset, assessment
    split
        The list of images that the dataset was read with.
    raw
        What the file of the predictions says; None: nobody has read it, and what is in use is examined.
    names
        Of the class numbers in that file.
    progress
    """
    if assessment.predictions is None:
        return None
    dataset = with_image_sizes(dataset)
    said = raw_of(dataset, assessment.predictions) if raw is None else raw
    found = examine(dataset, said, label_map=names, progress=progress)
    if split is None:
        return found
    # A split leaves images out on purpose.
    others = tuple(own for own in found.diagnoses if own.cause is not Cause.UNKNOWN_IMAGES)
    return replace(found, diagnoses=others)
