"""Steps over many images: what they lead to is worked out in the background, and then done at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations import edit
from engine.assessment import Assessment, after_edits
from engine.data.edit import Edit
from engine.data.journal import Origin

_AT_ONCE = 8
"""Images that are checked and measured again without anybody noticing: some 4 ms each at COCO's size."""

KIND = "settle"


@dataclass(frozen=True, eq=False, slots=True)
class SettleRequest:
    """A state of the labels, and edits of it."""

    assessment: Assessment
    edits: tuple[Edit, ...]


def apply_edits(
    document: Document, jobs: Jobs, edits_now: Callable[[], Sequence[Edit]], origin: Origin
) -> None:
    """Do edits as one step; ``edits_now`` makes them for the labels as they are, which may change meanwhile."""

    def take(edits: tuple[Edit, ...], outcome: Assessment | None) -> None:
        document.apply(edits, origin, outcome=outcome)

    _work_out(document, jobs, edits_now, take)


def undo(document: Document, jobs: Jobs) -> None:
    """Take back the last step and show where it was."""

    def edits_now() -> Sequence[Edit]:
        done = document.review.history.done
        return done[-1].inverse.edits if done else ()

    _work_out(document, jobs, edits_now, lambda edits, outcome: edit.undo(document, outcome=outcome))


def redo(document: Document, jobs: Jobs) -> None:
    """Do again what was last taken back and show where it was."""

    def edits_now() -> Sequence[Edit]:
        undone = document.review.history.undone
        return undone[-1].edits if undone else ()

    _work_out(document, jobs, edits_now, lambda edits, outcome: edit.redo(document, outcome=outcome))


def _work_out(
    document: Document,
    jobs: Jobs,
    edits_now: Callable[[], Sequence[Edit]],
    take: Callable[[tuple[Edit, ...], Assessment | None], None],
) -> None:
    """Work out what edits lead to, and again where the labels changed meanwhile; then take it."""
    if jobs.running(KIND):
        # One after the other: what is under way is still to be seen before the next can be meant.
        return
    review = document.review
    edits = tuple(edits_now())
    if len({own.subject.image for own in edits}) <= _AT_ONCE:
        take(edits, None)
        return

    def work(request: SettleRequest) -> None:
        jobs.start(KIND, _settle, request, lambda outcome: receive(request, outcome))

    def receive(request: SettleRequest, outcome: Assessment) -> None:
        if not document.is_open or document.review is not review:
            return
        now = SettleRequest(review.assessment, tuple(edits_now()))
        if now.assessment is request.assessment and now.edits == request.edits:
            take(request.edits, outcome)
        elif now.edits:
            work(now)

    work(SettleRequest(review.assessment, edits))


def _settle(request: SettleRequest, progress: Progress) -> Assessment:
    progress(f"Settling {len(request.edits):,} boxes", 0, 0)
    return after_edits(request.assessment, request.edits, progress=progress)
