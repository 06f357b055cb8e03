"""Look at a moment of the journal, return to it, tell two apart, and write that down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations import many
from engine.assessment import Assessment, after_edits
from engine.data.dataset import Annotations, Dataset
from engine.data.difference import Difference
from engine.data.journal import JournalEntry
from engine.data.sentence import sentence
from engine.journal_export import write_difference, write_journal
from engine.moments import Moment, difference, moment


@dataclass(frozen=True, eq=False, slots=True)
class MomentRequest:
    """Labels as they were opened, the journal, and the number of a moment."""

    opened: Annotations
    entries: tuple[JournalEntry, ...]
    number: int


@dataclass(frozen=True, eq=False, slots=True)
class DifferenceRequest:
    """The journal, and the numbers of two moments."""

    entries: tuple[JournalEntry, ...]
    start: int
    end: int


@dataclass(frozen=True, eq=False, slots=True)
class ReturnRequest:
    """The journal with what stands at its end, and the number of the moment to return to."""

    assessment: Assessment
    entries: tuple[JournalEntry, ...]
    number: int


@dataclass(frozen=True, eq=False, slots=True)
class ReturnResponse:
    """The way back, and what it leads to."""

    way: Difference
    outcome: Assessment


@dataclass(frozen=True, eq=False, slots=True)
class ExportRequest:
    """What to write, and where to: the journal, or what differs between two moments."""

    dataset: Dataset
    told: tuple[JournalEntry, ...] | Difference
    output: Path


def look_at(document: Document, jobs: Jobs, number: int, receive: Callable[[Moment], None]) -> None:
    """Work out the labels and verdicts of a moment in the background."""
    review = document.review

    def take(found: Moment) -> None:
        if document.is_open and document.review is review:
            receive(found)

    jobs.start("moment", _moment, MomentRequest(review.dataset.annotations, review.journal, number), take)


def tell_apart(
    document: Document, jobs: Jobs, start: int, end: int, receive: Callable[[Difference], None]
) -> None:
    """Work out what differs between two moments in the background."""
    review = document.review

    def take(found: Difference) -> None:
        if document.is_open and document.review is review:
            receive(found)

    jobs.start("differences", _difference, DifferenceRequest(review.journal, start, end), take)


def return_to(document: Document, jobs: Jobs, number: int, done: Callable[[], None]) -> None:
    """Bring labels and verdicts back to a moment, as one step; what it leads to is worked out in the background."""
    if jobs.running(many.KIND):
        # As for other steps over many images: one after the other.
        return
    review = document.review

    def work() -> None:
        request = ReturnRequest(review.assessment, review.journal, number)
        jobs.start(many.KIND, _way_back, request, lambda response: receive(request, response))

    def receive(request: ReturnRequest, response: ReturnResponse) -> None:
        if not document.is_open or document.review is not review:
            return
        if review.assessment is not request.assessment or review.journal is not request.entries:
            work()
            return
        document.return_to(number, way=response.way, outcome=response.outcome)
        done()

    work()


def export(
    document: Document,
    jobs: Jobs,
    told: tuple[JournalEntry, ...] | Difference,
    output: Path,
    announce: Callable[[str], None],
) -> None:
    """Write the journal, or what differs between two moments, in the background."""
    written = sentence("Message", "Table written to {output}", output=output)
    request = ExportRequest(document.review.dataset, told, output)
    jobs.start("export", _export, request, lambda _answer: announce(written))


def _moment(request: MomentRequest, progress: Progress) -> Moment:
    progress("Going back in the journal", 0, 0)
    return moment(request.opened, request.entries, request.number)


def _difference(request: DifferenceRequest, progress: Progress) -> Difference:
    progress("Comparing two moments", 0, 0)
    return difference(request.entries, request.start, request.end)


def _way_back(request: ReturnRequest, progress: Progress) -> ReturnResponse:
    progress("Going back in the journal", 0, 0)
    way = difference(request.entries, len(request.entries), request.number)
    return ReturnResponse(way, after_edits(request.assessment, way.edits(), progress=progress))


def _export(request: ExportRequest, progress: Progress) -> None:
    progress("Writing the table", 0, 0)
    if isinstance(request.told, Difference):
        write_difference(request.told, request.dataset, request.output)
    else:
        write_journal(request.told, request.dataset, request.output)
