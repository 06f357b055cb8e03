"""Who works on which image of a project on a server: what was handed out, and where everybody is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from engine.data.flag import FlagKind


@dataclass(frozen=True, slots=True)
class Wish:
    """What work somebody asks for.

    Attributes
    ----------
    images : int
        How many at most, from 1.
    minutes : int
        For how long after the last step, from 1.
    category : int or None
        Index of the class that a flag has to be of; None: of any.
    kind : FlagKind or None
        What a flag has to be; None: any.
    """

    images: int
    minutes: int
    category: int | None = None
    kind: FlagKind | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """An image that was handed out, and whose time is not over.

    Attributes
    ----------
    image : int
        Index into `Images`.
    seat : str
        Of the window that has it.
    person : str
    seconds : int
        So long it is held after the last step.
    seconds_left : float
        By the server's clock, when it was asked.
    """

    image: int
    seat: str
    person: str
    seconds: int
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Seat:
    """A window in which somebody has the project open.

    Attributes
    ----------
    id : str
        Of this window alone.
    person : str
    image : int or None
        Index of the image that is shown; None where there is none.
    """

    id: str
    person: str
    image: int | None


@dataclass(frozen=True)
class Attendance:
    """Who was where at one moment.

    Attributes
    ----------
    own : str
        The seat of whoever asks.
    leases : tuple of Lease
        By image.
    seats : tuple of Seat
        By person.
    """

    own: str
    leases: tuple[Lease, ...] = ()
    seats: tuple[Seat, ...] = ()

    @cached_property
    def held(self) -> frozenset[int]:
        """The images that were handed out to whoever asks."""
        return frozenset(lease.image for lease in self.leases if lease.seat == self.own)

    @cached_property
    def holders(self) -> dict[int, str]:
        """Who has the images that were handed out to others, by image."""
        return {lease.image: lease.person for lease in self.leases if lease.seat != self.own}

    @cached_property
    def elsewhere(self) -> dict[int, str]:
        """The names of the others who hold an image or have it open, by image."""
        found: dict[int, list[str]] = {}
        for lease in self.leases:
            if lease.seat != self.own:
                found.setdefault(lease.image, []).append(lease.person)
        for seat in self.seats:
            if seat.id != self.own and seat.image is not None:
                found.setdefault(seat.image, []).append(seat.person)
        return {image: _named(names) for image, names in found.items()}

    def visitors(self, image: int) -> str:
        """The names of the others who have an image open; empty where there is nobody."""
        return _named(seat.person for seat in self.seats if seat.id != self.own and seat.image == image)

    @property
    def others(self) -> bool:
        """Whether anybody else is here."""
        return any(seat.id != self.own for seat in self.seats)

    def shows_the_same(self, other: Attendance | None) -> bool:
        """Whether the two differ by nothing but the time that is left."""
        return other is not None and (self.held, self.holders, self.seats) == (
            other.held,
            other.holders,
            other.seats,
        )


def _named(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
