"""What others do to a project on a server, as they do it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing

from engine.data.journal import JournalPart
from engine.store.address import Address
from engine.store.appending import newer_than
from engine.store.dialect import CHANNEL
from engine.store.server import ServerStorage, said_plainly
from engine.store.telling import KEPT_CHANNEL, TOLD

_TICK_S = 0.25
"""So soon whoever listens notices that nobody wants to know any more."""

_GATHER_S = 0.1


class Listener:
    """Follows the journal of a project, over a line of its own.

    Parameters
    ----------
    address
        Of the project.
    known
        How many journal entries are known already.
    """

    def __init__(self, address: Address, known: int) -> None:
        self._address = address
        self._known = known

    def parts(
        self, stopped: Callable[[], bool], tell: Callable[[frozenset[str]], None] = lambda tables: None
    ) -> Generator[JournalPart, None, None]:
        """What is new, as soon as it is there, in order and without a gap; own steps are among it.

        After a failure it can be called again, and goes on where it was.

        Parameters
        ----------
        stopped
            Asked several times a second whether to end.
        tell
            Called with the names of other tables that were changed, own changes among them; with all of
            `engine.store.telling.TOLD` at first, as nobody listened before.

        Raises
        ------
        UserError
            The server cannot be reached.
        """
        with (
            closing(ServerStorage(self._address)) as storage,
            said_plainly(self._address),
            closing(storage.connect()) as line,
        ):
            line.autocommit = True
            # Before the first look: what comes in between is told.
            for channel in (CHANNEL, KEPT_CHANNEL):
                line.execute(f"LISTEN {channel}")
            told, tables = True, frozenset(TOLD)
            while not stopped():
                entries = newer_than(self._known, line) if told else ()
                if entries:
                    yield JournalPart(self._known, entries)
                    self._known += len(entries)
                if tables:
                    tell(tables)
                # Where many work much is told at once: it is asked for together.
                heard = list(line.notifies(timeout=_TICK_S, stop_after=1))
                if heard:
                    heard += line.notifies(timeout=_GATHER_S)
                told = any(own.channel == CHANNEL for own in heard)
                tables = frozenset(own.payload for own in heard if own.channel == KEPT_CHANNEL)
