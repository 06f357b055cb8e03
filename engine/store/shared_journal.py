"""The journal of a project on a server, as one window adds to it: with a line, and without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from engine.data.journal import AlreadyThere, Conflict, JournalEntry, JournalPart, Waits
from engine.overlap import clashing
from engine.store.appending import Appender
from engine.store.server import ServerStorage, UnreachableError
from engine.store.waiting import WaitingSteps, new_step_id


class SharedJournal:
    """Adds to the journal what fits to what is known of it.

    Parameters
    ----------
    storage
    waiting
        Where steps go while the server cannot be reached.
    known
        How many journal entries are known.
    now
        What the server's clock says.
    """

    def __init__(self, storage: ServerStorage, waiting: WaitingSteps, known: int, now: datetime) -> None:
        self.appender = Appender(storage)
        self.appender.clock.tell(now)
        self.known = known
        self._waiting = waiting

    def close(self) -> None:
        """Let go of the server."""
        self.appender.close()

    def now(self) -> datetime:
        """What the server's clock says, as far as that is known."""
        return self.appender.clock.now()

    def append(self, entry: JournalEntry) -> JournalPart | Conflict | AlreadyThere | Waits | None:
        """Add an entry; see `engine.store.project.ProjectFile.append`."""
        step = new_step_id()
        try:
            came = self.hand_in(step, entry)
            theirs = clashing(entry.step, came.entries) if isinstance(came, JournalPart) else ()
            if isinstance(came, JournalPart) and theirs:
                return self._append_conflict(step, entry, came, theirs)
        except UnreachableError:
            return self._waiting.add(entry, self.known, step)
        return came

    def hand_in(self, step: str, entry: JournalEntry) -> JournalPart | AlreadyThere | None:
        """The same of a step that has an id; whether others changed the same is not asked.

        Raises
        ------
        UnreachableError
            Whether it is there is not known; it can be handed in again.
        RefusedError
            The server never takes it.
        UserError
        """
        known = self.known
        done = self.appender.append(step, known, entry)
        if done.number is None:
            return JournalPart(known, done.newer)
        is_next = done.number == known + 1
        if is_next and not done.newer:
            self.known = done.number
            return None
        return AlreadyThere(done.number, JournalPart(known, (entry, *done.newer) if is_next else done.newer))

    def numbers(self, steps: Sequence[str]) -> Mapping[str, int]:
        """The places in the journal of those of some steps that are there, by their ids.

        Raises
        ------
        UnreachableError
        """
        return self.appender.numbers(steps)

    def _append_conflict(
        self, step: str, entry: JournalEntry, came: JournalPart, theirs: tuple[JournalEntry, ...]
    ) -> Conflict:
        """Keep what was not done, after all that others did."""
        newer, number = came.entries, None
        while number is None:
            known = came.after + len(newer)
            done = self.appender.append(step, known, entry.as_conflict)
            number = done.number
            # Else it is among what is newer: the line went down meanwhile.
            own = (entry.as_conflict,) if number == known + 1 else ()
            newer = (*newer, *own, *done.newer)
        return Conflict(JournalPart(came.after, newer), theirs)
