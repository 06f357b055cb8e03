"""Analyse the predictions, follow mAP over the edits, and bring the boxes behind a plot into the queue."""

from collections.abc import Callable
from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.analysis.analyse import Analysed
from engine.analysis.analyse import analyse as analyse_evaluation
from engine.analysis.behind import with_known
from engine.course import Course, follow
from engine.data.analysis import Behind
from engine.data.dataset import Annotations
from engine.data.flag import Flag
from engine.data.journal import Step
from engine.evaluation.incremental import Evaluation


@dataclass(frozen=True, eq=False, slots=True)
class AnalyseRequest:
    """Predictions on a state of the labels."""

    evaluation: Evaluation
    annotations: Annotations


@dataclass(frozen=True, eq=False, slots=True)
class FollowRequest:
    """The labels as they were opened, and the steps since."""

    baseline: Evaluation
    opened: Annotations
    steps: tuple[Step, ...]


@dataclass(frozen=True, eq=False, slots=True)
class BehindRequest:
    """Boxes to look up, and the flags that the checks have of them already."""

    look_up: Callable[[], Behind]
    known: tuple[Flag, ...]


def analyse(document: Document, jobs: Jobs, receive: Callable[[Analysed], None]) -> None:
    """Tell the model's errors apart on the labels as they are, in the background."""
    assessment = document.review.assessment
    request = AnalyseRequest(assessment.evaluation, assessment.annotations)
    jobs.start("analyse", _analyse, request, receive)


def follow_course(document: Document, jobs: Jobs, receive: Callable[[Course], None]) -> None:
    """Work out mAP after each step, in the background."""
    review = document.review
    baseline = review.assessment.baseline
    request = FollowRequest(baseline, review.dataset.annotations, review.history.done)
    jobs.start("follow", _follow, request, receive)


def show_behind(document: Document, jobs: Jobs, look_up: Callable[[], Behind]) -> None:
    """Narrow the queue to some boxes, looked up in the background."""
    review = document.review
    labels = review.annotations

    def receive(behind: Behind) -> None:
        # Of labels that were edited meanwhile it would be wrong.
        if document.is_open and document.review is review and review.annotations is labels:
            document.narrow(behind)

    known = tuple(entry.flag for entry in review.queue())
    request = BehindRequest(look_up, known)
    jobs.start("behind", _look_up, request, receive)


def _analyse(request: AnalyseRequest, progress: Progress) -> Analysed:
    return analyse_evaluation(
        request.evaluation,
        request.annotations,
        progress=lambda done, total: progress("Telling errors apart", done, total),
    )


def _follow(request: FollowRequest, progress: Progress) -> Course:
    return follow(
        request.baseline,
        request.opened,
        request.steps,
        progress=lambda done, total: progress("Following mAP over the edits", done, total),
    )


def _look_up(request: BehindRequest, progress: Progress) -> Behind:
    progress("Looking up boxes", 0, 0)
    return with_known(request.look_up(), request.known)
