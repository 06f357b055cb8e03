"""Images handed out for a time, on a server: no two people are given the same one.

All times are the server's, so that it does not matter what the clocks of the machines show.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, text

from engine.data.lease import Attendance, Lease, Seat
from engine.errors import UserError
from engine.store.address import Address
from engine.store.server import ServerStorage, said_plainly

CHANNEL = "boxwright_presence"
"""On which it is told that somebody came, went, moved on, took images or gave some back."""

# What whoever asks held in a window that is gone, as after the program was ended suddenly, is free to them alone.
# Images that somebody else has open are not handed out: two would sit at them.
_TAKE = """
WITH wanted AS (
    SELECT image, place FROM unnest(CAST(%(images)s AS integer[])) WITH ORDINALITY AS asked (image, place)
), free AS (
    SELECT lease.image, wanted.place FROM lease JOIN wanted USING (image)
    WHERE (
        coalesce(lease.until <= now(), true)
        OR lease.login = session_user AND lease.person = %(person)s AND lease.seat <> %(seat)s AND NOT EXISTS (
            SELECT FROM presence WHERE presence.seat = lease.seat AND presence.until > now()
        )
    ) AND NOT EXISTS (
        SELECT FROM presence
        WHERE presence.image = lease.image AND presence.seat <> %(seat)s AND presence.until > now()
    )
    ORDER BY wanted.place LIMIT %(count)s
    FOR UPDATE OF lease SKIP LOCKED
)
UPDATE lease SET seat = %(seat)s, person = %(person)s, login = session_user, seconds = %(seconds)s,
    until = now() + make_interval(secs => %(seconds)s)
FROM free WHERE lease.image = free.image
RETURNING free.place, lease.image
"""
_GIVE_BACK = "UPDATE lease SET until = NULL WHERE seat = %(seat)s AND until > now()"
_PASS_ON = """
UPDATE lease SET seat = presence.seat, person = presence.person, login = presence.login,
    until = now() + make_interval(secs => lease.seconds)
FROM presence
WHERE lease.seat = %(seat)s AND lease.until > now() AND presence.seat = %(to)s AND presence.until > now()
"""
_RENEW = (
    "UPDATE lease SET until = now() + make_interval(secs => seconds) WHERE seat = %(seat)s AND until > now()"
)
_LEASES = (
    "SELECT image, seat, person, seconds, CAST(extract(epoch FROM until - now()) AS double precision) "
    "FROM lease WHERE until > now() ORDER BY image"
)
_SEATS = "SELECT seat, person, image FROM presence WHERE until > now() ORDER BY person, seat"


@dataclass(frozen=True, slots=True)
class Leases:
    """What is handed out of a project, as one window asks for it; each request has a line of its own.

    Attributes
    ----------
    address : Address
        Of the project.
    seat : str
        The window.
    """

    address: Address
    seat: str = field(default_factory=lambda: uuid4().hex)

    def take(self, images: Sequence[int], count: int, minutes: int, person: str) -> tuple[int, ...]:
        """Take the first images that are free.

        Parameters
        ----------
        images
            Indices of images, in the order to take them.
        count
            How many at most.
        minutes
            For how long, unless they are renewed.
        person
            Who takes them.

        Returns
        -------
        tuple of int
            Those that were taken, in the order given.

        Raises
        ------
        UserError
            The server cannot be used, or does not let this person work.
        """
        asked = {
            "images": list(images),
            "count": count,
            "seat": self.seat,
            "person": person,
            "seconds": 60 * minutes,
        }
        with self._line() as line:
            taken = sorted(line.execute(_TAKE, asked).fetchall())
            tell(line)
        return tuple(image for _, image in taken)

    def renew(self) -> None:
        """Hold what is held for its whole time again; what has lapsed is not among it.

        Raises
        ------
        UserError
            The server cannot be used.
        """
        with self._line() as line:
            renew(line, self.seat)

    def give_back(self, images: Collection[int] | None = None) -> None:
        """Let others have images before their time is over.

        Parameters
        ----------
        images
            Indices of images; None: all that this window holds.

        Raises
        ------
        UserError
            The server cannot be used.
        """
        with self._line() as line:
            give_back(line, self.seat, images)
            tell(line)

    def pass_on(self, seat: str, to: str | None) -> int:
        """Take from a window all that it holds; a lead's to do where rights were given.

        Parameters
        ----------
        seat
            The window.
        to
            The window that gets them, for as long as they were handed out for; None: they are free.

        Returns
        -------
        int
            How many images these are.

        Raises
        ------
        UserError
            Nothing is held there any more, whoever is to get it is gone, or whoever asks may not do this.
        """
        statement = _GIVE_BACK if to is None else _PASS_ON
        with self._line() as line:
            images = int(line.execute(statement, {"seat": seat, "to": to}).rowcount)
            tell(line)
        if not images:
            raise UserError(
                "nothing was taken back or handed on: it was given back meanwhile, somebody left, or you are no lead",
                source=str(self.address),
                remedy="Look at who is where again",
            )
        return images

    def attendance(self) -> Attendance:
        """Who holds which images, and who is where, now.

        Raises
        ------
        UserError
            The server cannot be used.
        """
        with self._line() as line:
            return attendance(line, self.seat)

    @contextmanager
    def _line(self) -> Iterator[Any]:
        with (
            closing(ServerStorage(self.address)) as storage,
            said_plainly(self.address),
            storage.connect() as line,
        ):
            # Whatever the server's default is: a row that was taken meanwhile has to be passed over, not refused.
            line.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            yield line


def begin_leases(connection: Connection) -> None:
    """Give each image the row that its leases stand in: only what is there can be locked."""
    connection.execute(text("INSERT INTO lease (image) SELECT position FROM image"))


def renew(line: Any, seat: str) -> None:
    """`Leases.renew`, over a line that is there."""
    line.execute(_RENEW, {"seat": seat})


def give_back(line: Any, seat: str, images: Collection[int] | None = None) -> None:
    """`Leases.give_back`, over a line that is there; nobody is told."""
    if images is None:
        line.execute(_GIVE_BACK, {"seat": seat})
    else:
        some = f"{_GIVE_BACK} AND image = ANY(CAST(%(images)s AS integer[]))"
        line.execute(some, {"seat": seat, "images": list(images)})


def attendance(line: Any, seat: str) -> Attendance:
    """`Leases.attendance`, over a line that is there."""
    leases = tuple(Lease(*row) for row in line.execute(_LEASES).fetchall())
    return Attendance(seat, leases, tuple(Seat(*row) for row in line.execute(_SEATS).fetchall()))


def tell(line: Any) -> None:
    """Tell those who listen that something of it is different."""
    line.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
