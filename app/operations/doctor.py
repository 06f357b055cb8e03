"""Ask the doctor in the background why predictions and ground truth do not fit each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath

import numpy as np

from app.document import Document
from app.errors import log
from app.jobs import Jobs, Progress
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.diagnosis import Cause, Examination
from engine.data.metrics import NOT_DEFINED
from engine.data.raw_predictions import RawPredictions
from engine.data.reading import AS_READ, LabelReading
from engine.data.sources import Sources
from engine.doctor.examine import examine
from engine.doctor.image_sizes import with_image_sizes
from engine.doctor.place import raw_of, read_as
from engine.errors import UserError
from engine.evaluation.incremental import evaluate
from engine.evaluation.settings import EvaluationSettings
from engine.formats.label_map import read_label_map
from engine.formats.predictions import detect_predictions
from engine.formats.results import read_raw_results


@dataclass(frozen=True, eq=False, slots=True)
class DoctorRequest:
    """The predictions in use, the labels as they are now, how to measure, and the files that were opened."""

    dataset: Dataset
    annotations: Annotations
    predictions: Predictions
    settings: EvaluationSettings
    sources: Sources


@dataclass(frozen=True, eq=False, slots=True)
class DoctorResponse:
    """What was found.

    Attributes
    ----------
    request : DoctorRequest
        What it is of.
    found : Examination
    read_so : Predictions or None
        The predictions with everything mended that a reading of them can mend; None where none can.
    ap, mended_ap : float or None
        mAP on the labels as they are, of the predictions in use and of ``read_so``; None where it is not defined.
    """

    request: DoctorRequest
    found: Examination
    read_so: Predictions | None
    ap: float | None
    mended_ap: float | None


def examine_predictions(document: Document, jobs: Jobs, receive: Callable[[DoctorResponse], None]) -> None:
    """Examine the predictions in use; only where there are some."""
    review = document.review
    assert review.predictions is not None
    request = DoctorRequest(
        review.dataset, review.annotations, review.predictions, review.settings, review.project.sources()
    )

    def take(response: DoctorResponse) -> None:
        if document.is_open and document.review is review and review.predictions is request.predictions:
            receive(response)

    jobs.start("doctor", _examine, request, take)


def is_of_the_file(document: Document) -> bool:
    """Whether the predictions in use came from the file that the dataset was opened with."""
    project = document.review.project
    path, in_use = project.sources().predictions, project.runs.in_use()
    # It may have moved since, perhaps from another system.
    return path is not None and any(
        run.id == in_use and PureWindowsPath(run.origin).name == path.name for run in project.runs.all()
    )


def _examine(request: DoctorRequest, progress: Progress) -> DoctorResponse:
    progress("Looking for misread boxes and names", 0, 0)
    dataset = with_image_sizes(request.dataset)
    raw, names = said_by_file(dataset, request)
    found = examine(dataset, raw, label_map=names, progress=progress)
    if request.sources.split is not None:
        # A split leaves images out on purpose.
        others = tuple(own for own in found.diagnoses if own.cause is not Cause.UNKNOWN_IMAGES)
        found = replace(found, diagnoses=others)
    ap = _ap(request, request.predictions)
    # Labels are not read anew under somebody who corrects them.
    reading = replace(found.reading, labels=LabelReading())
    if reading == AS_READ:
        return DoctorResponse(request, found, None, ap, None)
    read_so = read_as(raw, dataset, reading).predictions
    return DoctorResponse(request, found, read_so, ap, _ap(request, read_so))


def said_by_file(dataset: Dataset, request: DoctorRequest) -> tuple[RawPredictions, dict[int, str] | None]:
    """What the file says, with names of its class numbers; where that is not what is in use, the latter."""
    used, path = request.predictions, request.sources.predictions
    columns = ("images", "categories", "boxes_xyxy", "scores")
    if path is not None and path.exists():
        try:
            if detect_predictions(path) == "coco":
                raw = read_raw_results(path)
                said = read_as(raw, dataset, AS_READ).predictions
                if all(np.array_equal(getattr(said, name), getattr(used, name)) for name in columns):
                    return raw, _names(request)
        except UserError as error:
            # The files are others since they were opened, but what they said stands in the project.
            log.warning("%s", error)
    return raw_of(dataset, used), None


def _names(request: DoctorRequest) -> dict[int, str] | None:
    """Names of the predictions' class numbers; of Pascal VOC the label map has numbered the classes already."""
    path = request.sources.label_map
    if path is None or request.dataset.format == "voc":
        return None
    return dict(read_label_map(path))


def _ap(request: DoctorRequest, predictions: Predictions) -> float | None:
    dataset = request.dataset
    ap = evaluate(
        dataset.images, dataset.categories, request.annotations, predictions, request.settings
    ).metrics.ap
    return None if ap == NOT_DEFINED else ap
