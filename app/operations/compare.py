"""Tell the change of mAP since the labels were opened from noise, and from what merely follows the model."""

from collections.abc import Callable
from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.attribution import attribute
from engine.data.attribution import Attribution
from engine.data.comparison import Comparison
from engine.data.dataset import Annotations
from engine.data.journal import Step
from engine.evaluation.bootstrap import compare
from engine.review import Assessment


@dataclass(frozen=True, eq=False, slots=True)
class CompareRequest:
    """The labels as opened and as they are, and the steps from the one to the other."""

    opened: Annotations
    assessment: Assessment
    steps: tuple[Step, ...]


@dataclass(frozen=True, eq=False, slots=True)
class CompareResponse:
    """The change with its interval, and who made it."""

    comparison: Comparison
    attribution: Attribution


def compare_with_baseline(document: Document, jobs: Jobs, receive: Callable[[CompareResponse], None]) -> None:
    """Compare the labels as they are with those as opened, in the background."""
    review = document.review
    if review.predictions is None:
        return
    request = CompareRequest(review.dataset.annotations, review.assessment, review.history.done)
    jobs.start("compare", _compare, request, receive)


def _compare(request: CompareRequest, progress: Progress) -> CompareResponse:
    baseline = request.assessment.baseline
    attribution = attribute(
        baseline,
        request.opened,
        request.steps,
        progress=lambda done, total: progress("Sharing the change out", done, total),
    )
    comparison = compare(
        baseline,
        request.assessment.evaluation,
        progress=lambda done, total: progress("Resampling images", done, total),
    )
    return CompareResponse(comparison, attribution)
