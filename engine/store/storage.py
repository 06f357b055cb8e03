"""Where a project lies, the one place that knows which database it is: a file, or a server.

Both give transactions in which the same statements run; what differs otherwise is in `engine.store.dialect`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, create_engine, event

from engine.errors import WorkFailedError
from engine.store.failure import translated

PATIENCE_MS = 200
"""How long a step waits for another program that is writing: somebody stands before the window."""
PATIENCE_OF_JOBS_MS = 5000


class Storage(Protocol):
    """A database with a project in it."""

    @property
    def name(self) -> str:
        """What it is called in messages."""

    @property
    def shared(self) -> bool:
        """Whether several people write to it at the same time, and each takes in what the others do."""

    def guarded(self, patience_ms: int = PATIENCE_MS) -> AbstractContextManager[Connection]:
        """A transaction; it sees one moment of the project, and failures are said in a person's words."""

    def alone(self) -> AbstractContextManager[Connection]:
        """A transaction that no other of the kind runs beside: what it reads is still so when it is done."""

    def close(self) -> None:
        """Let go of the database."""


class FileStorage:
    """A project file: an SQLite database.

    Parameters
    ----------
    path
        It is there.
    """

    shared = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self._identity = _identity(path)
        self.engine = _connect(path)

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextmanager
    def guarded(self, patience_ms: int = PATIENCE_MS) -> Iterator[Connection]:
        """A transaction.

        Raises
        ------
        UserError
            The file is not there any more, is damaged, or cannot be used.
        """
        if _identity(self.path) != self._identity:
            # SQLite would go on writing into a file that nobody can find any more.
            raise WorkFailedError(
                "the project file was moved or deleted meanwhile",
                source=self.path,
                remedy="Put it back, or open it where it is now, then repeat the last step",
            )
        with translated(self.path), self.engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={patience_ms}")
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A transaction that no other writes beside."""
        with self.guarded() as connection:
            # By itself SQLite's driver begins a transaction with the first row that is written, after the first look.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection


def _connect(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        # A commit must survive the power cord, not just the process: an edit shown as saved is on disk.
        connection.execute("PRAGMA synchronous=FULL")

    return engine


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file this is, whatever it is called; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
