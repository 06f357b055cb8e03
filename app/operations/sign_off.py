"""Look what signing lacks, sign, and write a report, in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from app.report_pdf import write_pdf
from engine.report.content import gather_report
from engine.report.page import page_of, title_of, write_page
from engine.sign_off.record import write_record
from engine.sign_off.sign import Prospect, ProspectRequest, SignRequest, prospects, record_path, sign
from widgets.words import translated


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """A report of which project, and where to; its ending says what it becomes."""

    project: Path
    output: Path


LOOK = "sign_off"
"""Kind of the job that `look` starts."""


def look(document: Document, jobs: Jobs, receive: Callable[[Prospect], None]) -> None:
    """Find what signing the project that is open would say, and what it lacks: that first, then with the gains."""
    review = document.review
    request = ProspectRequest(review.project.path, len(review.journal), review.prices)
    jobs.start_in_parts(LOOK, _look, request, receive)


def sign_project(
    document: Document, jobs: Jobs, waiver: str, key: Path | None, receive: Callable[[Path], None]
) -> None:
    """Sign the project that is open; the path of the record comes back."""
    review = document.review
    review.require_all_in_journal()
    jobs.start("sign", _sign, SignRequest(review.project.path, review.author, waiver, key), receive)


def write_report(document: Document, jobs: Jobs, output: Path, done: Callable[[], None]) -> None:
    """Write a report on the project that is open."""
    request = ReportRequest(document.review.project.path, output)
    jobs.start("report", _report, request, lambda _answer: done())


def _look(request: ProspectRequest, progress: Progress) -> Iterator[Prospect]:
    return prospects(request, progress=progress)


def _sign(request: SignRequest, progress: Progress) -> Path:
    row, _ = sign(request, progress=progress)
    path = record_path(request.project)
    write_record(path, row.content)
    return path


def _report(request: ReportRequest, progress: Progress) -> None:
    content = gather_report(request.project, progress=progress)
    page, title = page_of(content, translated), translated(title_of(content))
    if request.output.suffix.lower() == ".pdf":
        progress("Setting pages", 0, 0)
        write_pdf(page, request.output, title)
    else:
        write_page(request.output, page)
