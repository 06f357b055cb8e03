"""Steps that waited for the server: handed in one after the other, each on top of all that others did meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from engine.data.journal import AlreadyThere, JournalEntry, JournalPart
from engine.overlap import touched
from engine.store.project import ProjectFile
from engine.store.refusal import RefusedError
from engine.store.server import UnreachableError
from engine.store.waiting import WaitingStep

Progress = Callable[[str, int, int], None]


class Standing(Protocol):
    """What the journal of the server leads to, as far as it is known, without the steps that wait."""

    @property
    def project(self) -> ProjectFile:
        """Where it lies."""

    @property
    def journal(self) -> Sequence[JournalEntry]:
        """What is known of it."""

    def take_in(self, entries: Sequence[JournalEntry]) -> None:
        """Let it be that after some more entries, which are in the journal, and were done by others."""

    def worked_out(self, entry: JournalEntry) -> JournalEntry:
        """An entry of one's own as it is when it is done here."""

    def show_own(self, entry: JournalEntry) -> None:
        """Let it be that after one more entry, which is in the journal, and was done here."""


def hand_in(standing: Standing, progress: Progress = lambda text, done, total: None) -> tuple[str, ...]:
    """Hand in what waits, until nothing does, or the server cannot be reached again.

    A step of which others changed the same, or which rests on such a one, becomes a conflict.

    Parameters
    ----------
    standing
        Is that of the whole journal afterwards, as far as something was handed in.
    progress

    Returns
    -------
    tuple of str
        Why the server does not take some of them, ever: they stay where they are.

    Raises
    ------
    UserError
        The server could be reached and did something else than it should; what was not handed in still waits.
    """
    project = standing.project
    waiting = project.waiting
    shared = project.shared
    assert shared is not None
    refused = []
    try:
        # Of what went out as the line went down nobody knows whether it came.
        waiting.handed_in(shared.numbers([own.step for own in waiting.all if own.waits]))
        since = _Since(standing.journal, waiting.all)
        total = waiting.count
        for done, own in enumerate(own for own in waiting.all if own.waits):
            progress("Handing in steps", done, total)
            try:
                _hand_in(standing, own, since)
            except RefusedError as error:
                waiting.refuse(own, str(error))
                since.lose(own.entry)
                refused.append(str(error))
    except UnreachableError:
        # They go on waiting.
        pass
    return tuple(refused)


def _hand_in(standing: Standing, own: WaitingStep, since: _Since) -> None:
    shared = standing.project.shared
    assert shared is not None
    while True:
        lost = since.clashes(own)
        entry = own.entry.as_conflict if lost else standing.worked_out(own.entry)
        came = shared.hand_in(own.step, entry)
        if isinstance(came, JournalPart):
            standing.take_in(came.entries)
            since.add(came.entries)
            continue
        number = came.number if isinstance(came, AlreadyThere) else len(standing.journal) + 1
        newer = came.newer.entries if isinstance(came, AlreadyThere) else (entry,)
        place = number - len(standing.journal) - 1
        standing.take_in(newer[:place])
        since.add(newer[:place])
        standing.show_own(newer[place])
        since.add_own(newer[place])
        standing.take_in(newer[place + 1 :])
        since.add(newer[place + 1 :])
        standing.project.waiting.handed_in({own.step: number})
        return


class _Since:
    """What was changed since the server could not be reached, by what it is of."""

    def __init__(self, journal: Sequence[JournalEntry], waiting: Iterable[WaitingStep]) -> None:
        self._changed: dict[object, list[tuple[int, object]]] = {}
        self._lost: set[object] = set()
        steps = tuple(waiting)
        own = {step.number for step in steps}
        self._count = min((step.known for step in steps), default=len(journal))
        for number, entry in enumerate(journal[self._count :], self._count + 1):
            if number in own:
                self.add_own(entry)
            else:
                self.add([entry])

    def add(self, entries: Iterable[JournalEntry]) -> None:
        """What others did."""
        for entry in entries:
            self._count += 1
            for key, after in touched(entry.step).items():
                self._changed.setdefault(key, []).append((self._count, after))

    def add_own(self, entry: JournalEntry) -> None:
        """What was done here, or was not."""
        self._count += 1
        if entry.refused is not None:
            self._lost |= touched(entry.refused).keys()

    def lose(self, entry: JournalEntry) -> None:
        """What was done here, and is not in the journal."""
        self._lost |= touched(entry.step).keys()

    def clashes(self, own: WaitingStep) -> bool:
        """Whether others changed the same into something else, or it rests on a step that was not done."""
        wanted = touched(own.entry.step)
        return not self._lost.isdisjoint(wanted) or any(
            number > own.known and after != wanted[key]
            for key in wanted
            for number, after in self._changed.get(key, ())
        )
