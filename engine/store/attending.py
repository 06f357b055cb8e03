"""Being seen at a project on a server, and seeing who else is there."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from engine.data.lease import Attendance
from engine.store.leases import CHANNEL, Leases, attendance, give_back, renew, tell
from engine.store.server import ServerStorage, said_plainly

PRESENT_S = 30
"""So long somebody of whom nothing is heard is taken for present."""
_BEAT_S = 10.0
_TICK_S = 0.25
"""So soon a move to another image is told."""
_BETWEEN_S = 0.4
"""However much is told, nobody asks more often."""

_SIT = """
INSERT INTO presence (seat, person, login, image, until)
VALUES (%(seat)s, %(person)s, session_user, %(image)s, now() + make_interval(secs => %(seconds)s))
ON CONFLICT (seat) DO UPDATE SET person = excluded.person, image = excluded.image, until = excluded.until
"""
_LEAVE = "DELETE FROM presence WHERE seat = %(seat)s OR until <= now()"
_MAY = "SELECT has_table_privilege('presence', 'INSERT')"


@dataclass(frozen=True, slots=True)
class _Place:
    """Who is at which image, after how many steps."""

    person: str = ""
    image: int | None = None
    steps: int = 0


class Attending:
    """Says where this window is for as long as it is open, renews its leases while somebody works, and follows others.

    Parameters
    ----------
    leases
        Of this window.
    """

    def __init__(self, leases: Leases) -> None:
        self._leases = leases
        # Replaced as a whole: another thread reads it.
        self._place = _Place()
        self._renewed = 0

    def sit(self, person: str, image: int | None) -> None:
        """Be seen at an image."""
        self._place = _Place(person, image, self._place.steps)

    def work(self) -> None:
        """A step was done, or the next one looked for: leases are renewed."""
        place = self._place
        self._place = _Place(place.person, place.image, place.steps + 1)

    def moments(self, stopped: Callable[[], bool]) -> Generator[Attendance, None, None]:
        """Who is where, at once and as soon as that is different; at the end this window gives back what it holds.

        After a failure it can be called again. Whoever may only read sees others and is not seen.

        Parameters
        ----------
        stopped
            Asked several times a second whether to leave.

        Raises
        ------
        UserError
            The server cannot be reached.
        """
        with (
            closing(ServerStorage(self._leases.address)) as storage,
            said_plainly(self._leases.address),
            closing(storage.connect()) as line,
        ):
            line.autocommit = True
            line.execute(f"LISTEN {CHANNEL}")
            seen = bool(line.execute(_MAY).fetchone()[0])
            yield from self._follow(line, stopped, seen=seen)
            if seen:
                self._leave(line)

    def _follow(
        self, line: Any, stopped: Callable[[], bool], *, seen: bool
    ) -> Generator[Attendance, None, None]:
        told: _Place | None = None
        # The machine's own clock only says how much time went by here.
        beat = asked = -_BEAT_S
        news = True
        while not stopped():
            place, now = self._place, time.monotonic()
            due = now - beat >= _BEAT_S
            if seen and (told is None or due or (place.person, place.image) != (told.person, told.image)):
                self._sit(line, place, told)
                told, beat, news = place, now, news or due
            elif due:
                beat, news = now, True
            if news and now - asked >= _BETWEEN_S:
                news, asked = False, now
                yield attendance(line, self._leases.seat)
            news |= _heard(line)

    def _sit(self, line: Any, place: _Place, told: _Place | None) -> None:
        own = {"seat": self._leases.seat, "person": place.person, "image": place.image, "seconds": PRESENT_S}
        line.execute(_SIT, own)
        if place.steps != self._renewed:
            renew(line, self._leases.seat)
            self._renewed = place.steps
        if told is None or (place.person, place.image) != (told.person, told.image):
            tell(line)

    def _leave(self, line: Any) -> None:
        line.execute(_LEAVE, {"seat": self._leases.seat})
        give_back(line, self._leases.seat)
        tell(line)


def _heard(line: Any) -> bool:
    """Whether anything was told, within a moment."""
    heard = next(line.notifies(timeout=_TICK_S, stop_after=1), None) is not None
    # All that came with it is one piece of news.
    return any([heard, *(True for _ in line.notifies(timeout=0))])
