"""Who did how much, how quickly, and how much of it was accepted at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.data.edit import EditKind
from engine.data.flag import VerdictKind
from engine.data.image_state import Stage
from engine.data.known_answer import KnownScore


@dataclass(frozen=True, slots=True)
class Work:
    """What was done to boxes, of one class or of all.

    Attributes
    ----------
    edits : mapping of EditKind to int
        How many boxes were edited, by what was done; what was undone does not count.
    verdicts : mapping of VerdictKind to int
        How many flags were answered.
    seconds : float or None
        The median time between a step and the one before by the same person, breaks left out; None where there
        are no two.
    """

    edits: Mapping[EditKind, int]
    verdicts: Mapping[VerdictKind, int]
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What became of images at a lead's hands.

    Attributes
    ----------
    decided : int
        Images that were approved or returned.
    at_first : int
        Those of them that were approved and never returned.
    """

    decided: int
    at_first: int

    @property
    def rate(self) -> float | None:
        """The share that was accepted at the first pass; None where nothing is decided."""
        return self.at_first / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Overruled:
    """What became of boxes that somebody drew or changed.

    Attributes
    ----------
    boxes : int
        How many they left as they wanted them.
    by_others : int
        Those of them that the next person who changed them wanted otherwise.
    """

    boxes: int
    by_others: int

    @property
    def rate(self) -> float | None:
        """The share that others changed; None where there is nothing to change."""
        return self.by_others / self.boxes if self.boxes else None


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day, as the calendar of whoever looks has it.

    Attributes
    ----------
    day : date
    steps : int
        Steps of the journal that still stand.
    reviewed, approved, returned : int
        Images that somebody said this of.
    """

    day: date
    steps: int
    reviewed: int
    approved: int
    returned: int


@dataclass(frozen=True, slots=True)
class Headway:
    """How far a project is.

    Attributes
    ----------
    images : int
    stages : mapping of Stage to int
        How many images stand where; those that nobody said anything of are unreviewed.
    days : tuple of Day
        Days on which something was done, oldest first.
    open_flags : mapping of int to int
        Flags that nobody has answered, by index of the class; -1: of none.
    """

    images: int
    stages: Mapping[Stage, int]
    days: tuple[Day, ...]
    open_flags: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class PersonCounts:
    """One person's part.

    Attributes
    ----------
    name : str
    work : Work
    by_class : mapping of int to Work
        By index of the class, those alone in which they did something; -1 for no class or an unknown one.
    reviewed, approved, returned : int
        Images that they said this of.
    acceptance : Acceptance
        Of the images that they were the last to review before a lead decided.
    known : KnownScore or None
        How they answered what is known; None where they were asked nothing of it.
    overruled : mapping of int to Overruled
        By class of the boxes as they left them.
    open_flags : mapping of int to int
        Flags that nobody has answered, of images that they were the last to review; by class.
    logins : tuple of str
        Of a project on a server: the logins under which this name wrote.
    """

    name: str
    work: Work
    by_class: Mapping[int, Work]
    reviewed: int
    approved: int
    returned: int
    acceptance: Acceptance
    known: KnownScore | None = None
    overruled: Mapping[int, Overruled] = field(default_factory=dict)
    open_flags: Mapping[int, int] = field(default_factory=dict)
    logins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """Everybody's part, those who did most first, and what became of all images."""

    persons: tuple[PersonCounts, ...]
    by_class: Mapping[int, Work]
    acceptance: Acceptance
