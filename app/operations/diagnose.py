"""Look for what makes mAP low, in the background; remember what somebody says of it, and write the task list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations.doctor import DoctorRequest, said_by_file
from engine.assessment import Assessment
from engine.data.appearance import Appearances
from engine.data.dataset import Dataset
from engine.data.diagnosis import Examination
from engine.data.finding import Finding, Findings
from engine.data.finding_verdict import FindingVerdictKind, Given, Task
from engine.data.model import ModelSpec
from engine.data.sentence import sentence
from engine.data.sources import Sources
from engine.diagnose.admit import admit, examined
from engine.diagnose.patient import FeatureSource
from engine.diagnose.run import diagnose
from engine.diagnose.tasks import tasks, verdict_on, write_tasks
from engine.doctor.image_sizes import with_image_sizes

KIND = "diagnose"


@dataclass(frozen=True, eq=False, slots=True)
class DiagnoseRequest:
    """A state of the labels, what is known of the images, the files that were opened, and what there is besides."""

    dataset: Dataset
    assessment: Assessment
    appearances: Appearances | None
    sources: Sources
    given: Given
    features: FeatureSource | None


@dataclass(frozen=True, slots=True)
class WriteTasksRequest:
    """A task list, and where to write it."""

    tasks: tuple[Task, ...]
    path: Path


def look_for_causes(
    document: Document,
    jobs: Jobs,
    features: Callable[[ModelSpec], FeatureSource],
    receive: Callable[[Findings], None],
) -> None:
    """Look at the labels as they are now.

    Parameters
    ----------
    document, jobs
    features
        Gives what tells features of images, for the project's model.
    receive
        Gets what is known so far, after each topic.
    """
    review = document.review
    request = DiagnoseRequest(
        review.dataset,
        review.assessment,
        review.appearances,
        review.project.sources(),
        review.project.findings.given,
        None if (model := document.model) is None else features(model),
    )

    def take(found: Findings) -> None:
        if document.is_open and document.review is review:
            receive(found)

    jobs.start_in_parts(KIND, _diagnose, request, take)


def judge(document: Document, finding: Finding, kind: FindingVerdictKind, reason: str = "") -> None:
    """Keep what somebody says of a finding with the project."""
    review = document.review
    review.project.findings.judge(verdict_on(finding, kind, review.author, reason))


def export_tasks(
    document: Document, jobs: Jobs, found: Findings, path: Path, announce: Callable[[str], None]
) -> None:
    """Write the task list in the background."""
    listed = tasks(found, document.review.project.findings.verdicts)
    written = sentence("Message", "Task list written to {output}", output=path)
    jobs.start("export", _write, WriteTasksRequest(listed, path), lambda _answer: announce(written))


def _diagnose(request: DiagnoseRequest, progress: Progress) -> Iterator[Findings]:
    examination = _examined(request, progress)
    patient, lacking = admit(
        request.dataset,
        request.assessment,
        request.given,
        appearances=request.appearances,
        examination=examination,
        label_map=request.sources.label_map,
        progress=progress,
    )
    patient = replace(patient, features=request.features)
    yield from diagnose(patient, lacking=lacking, progress=progress)


def _examined(request: DiagnoseRequest, progress: Progress) -> Examination | None:
    """What the doctor would say, who reads the file of the predictions while it is what is in use."""
    own = request.assessment
    if own.predictions is None:
        return None
    progress("Looking for misread boxes and names", 0, 0)
    asked = DoctorRequest(
        request.dataset, own.annotations, own.predictions, own.evaluation.settings, request.sources
    )
    raw, names = said_by_file(with_image_sizes(request.dataset), asked)
    return examined(
        request.dataset, own, split=request.sources.split, raw=raw, names=names, progress=progress
    )


def _write(request: WriteTasksRequest, progress: Progress) -> None:
    progress("Writing the task list", 0, 0)
    write_tasks(request.tasks, request.path)
