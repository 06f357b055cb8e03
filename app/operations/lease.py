"""Have images handed out on a server, and give them back, in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.flag import FlagKind
from engine.data.lease import Wish
from engine.handing_out import images_by_worth
from engine.queue import Queue
from engine.store.leases import Leases
from engine.store.roster import Roster


@dataclass(frozen=True, slots=True)
class TakeRequest:
    """What is asked for, of which flags, by whom."""

    leases: Leases
    queue: Queue
    wish: Wish
    person: str


@dataclass(frozen=True, slots=True)
class PassOnRequest:
    """From which window to which; None: to nobody."""

    leases: Leases
    seat: str
    to: str | None


def kinds_waiting(document: Document) -> tuple[FlagKind, ...]:
    """The kinds of the flags that wait, whether or not somebody has their images."""
    found = {entry.flag.kind for entry in document.review.queue() if entry.verdict is None}
    return tuple(kind for kind in FlagKind if kind in found)


def take(document: Document, jobs: Jobs, wish: Wish, receive: Callable[[tuple[int, ...]], None]) -> None:
    """Have images handed out; tell which."""
    review = document.review
    leases = review.project.leases
    if leases is not None:
        request = TakeRequest(leases, review.queue(), wish, document.person)
        jobs.start("take_work", _take, request, receive)


def give_back(document: Document, jobs: Jobs, receive: Callable[[None], None]) -> None:
    """Give back whatever this window holds."""
    leases = document.review.project.leases
    if leases is not None:
        jobs.start("give_back", _give_back, leases, receive)


def ask_whether_lead(document: Document, jobs: Jobs, receive: Callable[[bool], None]) -> None:
    """Tell whether whoever is logged in is a lead."""
    roster = document.review.project.roster
    if roster is not None:
        jobs.start("whether_lead", _whether_lead, roster, receive)


def pass_on(
    document: Document, jobs: Jobs, seat: str, to: str | None, receive: Callable[[int], None]
) -> None:
    """Take from a window what it holds, and give it to another or to nobody; tell how many images these are."""
    leases = document.review.project.leases
    if leases is not None:
        jobs.start("pass_on", _pass_on, PassOnRequest(leases, seat, to), receive)


def _take(request: TakeRequest, progress: Progress) -> tuple[int, ...]:
    progress("Looking for images that are free", 0, 0)
    wish = request.wish
    images = images_by_worth(request.queue, wish)
    return request.leases.take(images, wish.images, wish.minutes, request.person)


def _whether_lead(roster: Roster, progress: Progress) -> bool:
    progress("Asking who you are here", 0, 0)
    return roster.is_lead()


def _pass_on(request: PassOnRequest, progress: Progress) -> int:
    progress("Handing images on", 0, 0)
    return request.leases.pass_on(request.seat, request.to)


def _give_back(leases: Leases, progress: Progress) -> None:
    progress("Giving images back", 0, 0)
    leases.give_back()
