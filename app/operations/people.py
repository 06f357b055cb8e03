"""Count who did how much, in the background."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.people import People
from engine.known_answers import scores_for
from engine.people import count_people
from engine.store.project import ProjectFile


@dataclass(frozen=True, slots=True)
class CountRequest:
    """Which project's journal to read, and for whom."""

    project: Path
    person: str


def count(document: Document, jobs: Jobs, receive: Callable[[People], None]) -> None:
    """Count what everybody did in the project that is open."""
    jobs.start("people", _count, CountRequest(document.review.project.path, document.person), receive)


def _count(request: CountRequest, progress: Progress) -> People:
    progress("Counting", 0, 0)
    project = ProjectFile(request.project)
    try:
        known = scores_for(request.person, project.plantings.leads(), project.plantings.answers())
        return count_people(project.journal(), known)
    finally:
        project.close()
