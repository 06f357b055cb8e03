"""Ask the doctor in the background why predictions and ground truth do not fit each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath

import numpy as np

from app.document import Document
from app.errors import log
from app.jobs import Jobs, Progress
from app.operations.many import apply_edits
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.diagnosis import Cause, Examination
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.metrics import NOT_DEFINED
from engine.data.raw_predictions import RawPredictions
from engine.data.reading import AS_READ, LabelReading
from engine.data.sources import Sources
from engine.doctor.examine import examine
from engine.doctor.image_sizes import with_image_sizes
from engine.doctor.place import label_edits, raw_of, read_as
from engine.editing import apply_edits as apply
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
    predictions: Predictions | None
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
    label_edits : tuple of Edit
        What mends the labels that nobody has touched; empty where no reading of them can.
    labels_ap : float or None
        mAP of the predictions in use on the labels after that.
    both_ap : float or None
        mAP with predictions and labels mended; None where one of them need not be.
    """

    request: DoctorRequest
    found: Examination
    read_so: Predictions | None
    ap: float | None
    mended_ap: float | None
    label_edits: tuple[Edit, ...] = ()
    labels_ap: float | None = None
    both_ap: float | None = None


def examine_predictions(document: Document, jobs: Jobs, receive: Callable[[DoctorResponse], None]) -> None:
    """Examine the labels, and the predictions in use where there are some."""
    review = document.review
    request = DoctorRequest(
        review.dataset, review.annotations, review.predictions, review.settings, review.project.sources()
    )

    def take(response: DoctorResponse) -> None:
        if document.is_open and document.review is review and review.predictions is request.predictions:
            receive(response)

    jobs.start("doctor", _examine, request, take)


def read_labels_so(document: Document, jobs: Jobs, response: DoctorResponse) -> None:
    """Do what mends the labels as one step; boxes that were changed meanwhile stay as they are."""

    def edits_now() -> Sequence[Edit]:
        now = document.review.annotations
        if now is response.request.annotations:
            return response.label_edits
        return [own for own in response.label_edits if now.get(own.subject.id) == own.before]

    apply_edits(document, jobs, edits_now, Origin.READ_ANEW)


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
    raw, names = (None, None) if request.predictions is None else said_by_file(dataset, request)
    found = examine(
        replace(dataset, annotations=request.annotations), raw, label_map=names, progress=progress
    )
    if request.sources.split is not None:
        # A split leaves images out on purpose.
        others = tuple(own for own in found.diagnoses if own.cause is not Cause.UNKNOWN_IMAGES)
        found = replace(found, diagnoses=others)
    edits = label_edits(dataset, request.annotations, found.reading.labels)
    ap = _ap(request, request.annotations, request.predictions)
    mended = apply(request.annotations, edits)
    labels_ap = _ap(request, mended, request.predictions) if edits else None
    reading = replace(found.reading, labels=LabelReading())
    if raw is None or reading == AS_READ:
        return DoctorResponse(request, found, None, ap, ap, edits, labels_ap)
    read_so = read_as(raw, dataset, reading).predictions
    read_ap = _ap(request, request.annotations, read_so)
    both_ap = _ap(request, mended, read_so) if edits else None
    return DoctorResponse(request, found, read_so, ap, read_ap, edits, labels_ap, both_ap)


def said_by_file(dataset: Dataset, request: DoctorRequest) -> tuple[RawPredictions, dict[int, str] | None]:
    """What the file says, with names of its class numbers; where that is not what is in use, the latter."""
    used, path = request.predictions, request.sources.predictions
    assert used is not None
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


def _ap(request: DoctorRequest, annotations: Annotations, predictions: Predictions | None) -> float | None:
    if predictions is None:
        return None
    dataset = request.dataset
    inputs = (dataset.images, dataset.categories, annotations, predictions)
    ap = evaluate(*inputs, request.settings).metrics.ap
    return None if ap == NOT_DEFINED else ap
