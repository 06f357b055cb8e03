"""Count who did how much, in the background."""

from collections.abc import Callable
from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.flag import QueueEntry
from engine.data.journal import JournalEntry
from engine.data.pause import Pause
from engine.data.people import Headway, People
from engine.known_answers import scores_for
from engine.people import count_people, headway_of
from engine.store.project import ProjectFile
from engine.store.roster import Roster


@dataclass(frozen=True, eq=False, slots=True)
class CountRequest:
    """A project as it is now, and for whom to count."""

    project: ProjectFile
    person: str
    journal: tuple[JournalEntry, ...]
    images: int
    queue: tuple[QueueEntry, ...]


@dataclass(frozen=True, slots=True)
class TeamNow:
    """What a lead wants to know.

    Attributes
    ----------
    people : People
    headway : Headway
    pause : Pause or None
    leads : bool
        Whether whoever looks may pause the project and let it go on: on a server, a lead.
    """

    people: People
    headway: Headway
    pause: Pause | None
    leads: bool


def count(document: Document, jobs: Jobs, receive: Callable[[TeamNow], None]) -> None:
    """Count what everybody did in the project that is open."""
    review = document.review
    request = CountRequest(
        review.project, document.person, review.journal, len(review.dataset.images), tuple(review.queue())
    )

    def take(now: TeamNow) -> None:
        if document.is_open and document.review is review:
            receive(now)

    jobs.start("people", _count, request, take)


def pause(document: Document, jobs: Jobs, reason: str | None) -> None:
    """Pause the project on its server, with a reason that may be empty; None: let it go on.

    That it is so is told as to everybody else.
    """
    roster = document.review.project.roster
    assert roster is not None
    jobs.start("pause", _pause, (roster, document.person, reason), lambda _: None)


def _count(request: CountRequest, progress: Progress) -> TeamNow:
    progress("Counting", 0, 0)
    plantings, roster = request.project.plantings, request.project.roster
    known = scores_for(request.person, plantings.leads(), plantings.answers())
    waiting = [entry.flag.key for entry in request.queue if entry.verdict is None]
    logins = {} if roster is None else roster.logins()
    return TeamNow(
        count_people(request.journal, known, waiting, logins),
        headway_of(request.journal, request.images, waiting),
        None if roster is None else roster.pause(),
        roster is not None and roster.is_lead(),
    )


def _pause(request: tuple[Roster, str, str | None], progress: Progress) -> None:
    progress("Saving", 0, 0)
    roster, person, reason = request
    if reason is None:
        roster.go_on(person)
    else:
        roster.stop(person, reason)
