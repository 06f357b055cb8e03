"""Tell the change of mAP since the labels were opened from noise."""

from collections.abc import Callable
from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.comparison import Comparison
from engine.evaluation.bootstrap import compare
from engine.evaluation.incremental import Evaluation


@dataclass(frozen=True, eq=False, slots=True)
class CompareRequest:
    """Two evaluations over the same images."""

    before: Evaluation
    after: Evaluation


def compare_with_baseline(document: Document, jobs: Jobs, receive: Callable[[Comparison], None]) -> None:
    """Compare the labels as they are with those as opened, in the background."""
    assessment = document.review.assessment
    jobs.start("compare", _compare, CompareRequest(assessment.baseline, assessment.evaluation), receive)


def _compare(request: CompareRequest, progress: Progress) -> Comparison:
    return compare(
        request.before,
        request.after,
        progress=lambda done, total: progress("Resampling images", done, total),
    )
