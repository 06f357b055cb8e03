"""Take in what others did to a project on a server."""

from __future__ import annotations

from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.assessment import Assessment, after_edits
from engine.data.edit import Edit
from engine.data.journal import JournalPart

_AT_ONCE = 10
"""So many edits are worked out while the window waits."""


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """Edits of others, and the labels that they are edits of."""

    assessment: Assessment
    edits: tuple[Edit, ...]


def merge(document: Document, jobs: Jobs, part: JournalPart) -> None:
    """Take a part of the journal in: at once, or in the background where it is much."""
    edits = tuple(edit for entry in document.review.news(part) for edit in entry.step.edits)
    if len(edits) <= _AT_ONCE:
        document.merge(part)
        return
    review, request = document.review, MergeRequest(document.review.assessment, edits)

    def receive(outcome: Assessment) -> None:
        if not document.is_open or document.review is not review:
            return
        if review.assessment is request.assessment:
            document.merge(part, outcome=outcome)
        else:
            # Something was done meanwhile.
            merge(document, jobs, part)

    jobs.start("merge", _work_out, request, receive)


def _work_out(request: MergeRequest, progress: Progress) -> Assessment:
    return after_edits(request.assessment, request.edits, progress=progress)
