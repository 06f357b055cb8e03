"""Steps into the journal on a server: each in one trip over the line, and each once, however the line behaves."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

from engine.data.journal import JournalEntry
from engine.store.dialect import CHANNEL
from engine.store.rows import journal_entry, journal_row
from engine.store.seals import JOURNAL, crc_of
from engine.store.server import LOCK, ServerStorage, UnreachableError, said_plainly
from engine.store.server_clock import ServerClock
from engine.store.values import value_of

if TYPE_CHECKING:
    import psycopg

_T = TypeVar("_T")

_HASTE = {
    "connect_timeout": "2",
    "tcp_user_timeout": "2000",
    # Without figures of a table that grows all the time the planner would read all of it for what is newest.
    "options": "-c lock_timeout=5000 -c idle_in_transaction_session_timeout=3000 "
    "-c enable_seqscan=off -c enable_bitmapscan=off",
}
"""Somebody stands before the window: it goes on without a line sooner than others would give up."""
_ANSWER_S = 8.0
"""Longer than the server itself waits for others: an end that takes what is sent and never answers is given up."""
_TEXTS = frozenset({"edits", "verdicts", "marks", "metrics", "settings"})
_NAMES = ", ".join(JOURNAL)
_VALUES = ", ".join(f"%({name})s::{'integer' if name in ('id', 'run') else 'text'}" for name in JOURNAL)

_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"
"""What others wrote while it waits for its turn has to be seen."""
_WAIT_FOR_TURN = f"SELECT pg_advisory_xact_lock({LOCK})"
_ADD = f"""
WITH added AS (
    INSERT INTO journal ({_NAMES}) SELECT {_VALUES}
    WHERE (SELECT coalesce(max(id), 0) + 1 FROM journal) = %(id)s::integer
    AND NOT EXISTS (SELECT 1 FROM step_id WHERE step = %(step)s::text)
    RETURNING id
), named AS (
    INSERT INTO step_id (id, step) SELECT id, %(step)s::text FROM added
)
SELECT pg_notify('{CHANNEL}', id::text) FROM added
"""
_SEAL = """
INSERT INTO seal (kind, number, crc) SELECT 'journal', id, %(crc)s::bigint FROM step_id
WHERE id = %(id)s::integer AND step = %(step)s::text
AND NOT EXISTS (SELECT 1 FROM seal WHERE kind = 'journal' AND number = %(id)s::integer)
"""
"""A statement of its own: who may seal an entry is asked of the entries that are there."""
_FIND = "SELECT (SELECT id FROM step_id WHERE step = %(step)s::text), clock_timestamp()"
_NEWER = f"""
SELECT {_NAMES} FROM journal WHERE id > %(known)s::integer AND NOT (
    id = %(known)s::integer + 1 AND id IN (SELECT id FROM step_id WHERE step = %(step)s::text)
) ORDER BY id
"""
"""The step itself, where it comes first, is not sent back to whoever sent it."""
_AFTER = f"SELECT {_NAMES} FROM journal WHERE id > %s ORDER BY id"
_NUMBERS = "SELECT step, id FROM step_id WHERE step = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append found.

    Attributes
    ----------
    number : int or None
        That of the step in the journal; None: it was not added, since others came first.
    newer : tuple of JournalEntry
        All that came after what was known; the step is left out where it is the first of these.
    """

    number: int | None
    newer: tuple[JournalEntry, ...]


class Appender:
    """Adds to the journal, over a line of its own.

    A step has an id that whoever does it made up. So it can be tried again whatever became of the last try. Who came
    too late twice keeps the turn until what others did is taken in, and it is tried again: else few would get through
    where many work. The server takes the turn from one who does not come back.

    Parameters
    ----------
    storage
        Nothing is connected before something is added.
    """

    def __init__(self, storage: ServerStorage) -> None:
        self._storage = storage
        self._line: psycopg.Connection[Any] | None = None
        self._one_at_a_time = threading.Lock()
        self._lost = False
        self._has_turn: psycopg.Connection[Any] | None = None
        self.clock = ServerClock()

    def close(self) -> None:
        """Let go of the line."""
        if self._line is not None:
            self._line.close()
            self._line = self._has_turn = None

    def append(self, step: str, known: int, entry: JournalEntry) -> Appended:
        """Add a step, if nobody added another one after those known.

        Parameters
        ----------
        step
            Its id.
        known
            How many journal entries are known.
        entry

        Raises
        ------
        UnreachableError
            The server cannot be reached; whether the step is there is not known.
        RefusedError
            The server does not take it.
        UserError
            It could not be added now.
        """
        import psycopg

        values = _values(known + 1, entry) | {"step": step, "known": known}

        def work(line: psycopg.Connection[Any]) -> Appended:
            has_turn = self._has_turn is line
            keeps_turn = self._lost and not has_turn
            together = line.pipeline() if psycopg.capabilities.has_pipeline() else nullcontext()
            with together:
                if not has_turn:
                    # Not psycopg's own transaction: that waits for an answer to its beginning, and to its end.
                    line.execute(_BEGIN)
                    line.execute(_WAIT_FOR_TURN)
                line.execute(_ADD, values)
                line.execute(_SEAL, values)
                found, newer = line.execute(_FIND, values), line.execute(_NEWER, values)
                if not keeps_turn:
                    line.execute("COMMIT")
            row = found.fetchone()
            assert row is not None
            self.clock.tell(row[1])
            self._lost = row[0] is None
            self._has_turn = line if self._lost and keeps_turn else None
            if keeps_turn and not self._lost:
                line.execute("COMMIT")
            return Appended(row[0], tuple(map(_entry, newer.fetchall())))

        return self._tried(work)

    def numbers(self, steps: Sequence[str]) -> dict[str, int]:
        """The numbers in the journal of those of some steps that are there, by their ids.

        Raises
        ------
        UnreachableError
            The server cannot be reached.
        """

        def work(line: psycopg.Connection[Any]) -> dict[str, int]:
            return dict(line.execute(_NUMBERS, (list(steps),)).fetchall())

        return self._tried(work)

    def _tried(self, work: Callable[[psycopg.Connection[Any]], _T]) -> _T:
        """Do it; once more over another line where this one is gone, as it may be since nobody worked."""
        import psycopg

        address = self._storage.address
        with self._one_at_a_time, said_plainly(address):
            for is_last in (False, True):
                hangs = threading.Event()
                try:
                    line = self._line = self._line or self._connected()
                    with _answering(line, hangs):
                        return work(line)
                except psycopg.Error as error:
                    is_gone = self._is_gone(error)
                    # What is left of the transaction goes with the line.
                    self.close()
                    if not is_gone:
                        raise
                    if is_last or hangs.is_set():
                        raise UnreachableError(address, error) from error
        raise AssertionError

    def _connected(self) -> psycopg.Connection[Any]:
        line: psycopg.Connection[Any] = self._storage.connect(_HASTE)
        line.autocommit = True
        return line

    def _is_gone(self, error: psycopg.Error) -> bool:
        """Whether a failure is the line's or the whole server's, and not the step's."""
        # Shutdowns and starts, lacking resources, broken connections.
        whole = (error.sqlstate or "")[:2] in ("57", "53", "08")
        return self._line is None or bool(self._line.closed) or whole


def newer_than(known: int, line: psycopg.Connection[Any]) -> tuple[JournalEntry, ...]:
    """The journal entries after so many, over a line of psycopg's, in one trip."""
    return tuple(map(_entry, line.execute(_AFTER, (known,)).fetchall()))


@contextmanager
def _answering(line: psycopg.Connection[Any], hangs: threading.Event) -> Generator[None, None, None]:
    """Cut a line that gives no answer, and say so: it hangs behind something that still takes what is sent."""
    own = socket.fromfd(line.fileno(), socket.AF_INET, socket.SOCK_STREAM)

    def cut() -> None:
        hangs.set()
        # It may be gone already.
        with suppress(OSError):
            own.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(_ANSWER_S, cut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        watch.join()
        own.close()


def _values(number: int, entry: JournalEntry) -> dict[str, Any]:
    """A row of the journal as it is written, with its seal: what it reads back as is known."""
    row = {"id": number, **journal_row(entry)}
    for name in _TEXTS:
        row[name] = None if row[name] is None else json.dumps(row[name])
    return row | {"crc": crc_of(row[name] for name in JOURNAL)}


def _entry(row: Sequence[Any]) -> JournalEntry:
    named = dict(zip(JOURNAL, row, strict=True))
    for name in _TEXTS:
        named[name] = None if named[name] is None else value_of(named[name])
    return journal_entry(SimpleNamespace(**named))
