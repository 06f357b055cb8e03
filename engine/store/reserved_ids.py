"""Ids for new boxes on a server, set aside for one window so that no two give the same."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from sqlalchemy import insert, select

from engine.errors import WorkFailedError
from engine.store import schema
from engine.store.storage import Storage

_AT_ONCE = 500
"""So many boxes are drawn without asking the server again."""
_FEW = 300
"""With fewer left more are set aside while there is a line."""


class ReservedIds:
    """What is set aside for this window.

    Parameters
    ----------
    storage
        What the project is in.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._next, self._next_source, self._left = 0, 0, 0
        self._turn = threading.Lock()

    def take(self, at_least: tuple[int, int], count: int, author: str) -> tuple[int, int]:
        """The first of so many ids in a row; they are never given again, used or not.

        Parameters
        ----------
        at_least
            Ids below these are not given: the program's own, and the source's.
        count
        author
            For whom they are set aside.

        Raises
        ------
        UserError
            So many are not set aside, and the server cannot be asked.
        """
        with self._turn:
            if count > self._left:
                try:
                    self._reserve(at_least, max(count, _AT_ONCE), author)
                except WorkFailedError as error:
                    raise WorkFailedError(
                        f"the server cannot be reached, and only {self._left} more new boxes can be added without it",
                        source=self._storage.name,
                        remedy="Go on with what needs no new box, and add this once the server is back",
                    ) from error
            taken = self._next, self._next_source
            self._next, self._next_source = self._next + count, self._next_source + count
            self._left -= count
            return taken

    def stock(self, at_least: tuple[int, int], author: str) -> None:
        """Have enough set aside to go on without the server; arguments as for `take`.

        Raises
        ------
        UserError
            The server cannot be asked, or refuses.
        """
        with self._turn:
            if self._left < _FEW:
                self._reserve(at_least, _AT_ONCE, author)

    def _reserve(self, at_least: tuple[int, int], size: int, author: str) -> None:
        table = schema.id_range
        with self._storage.alone() as connection:
            last = connection.execute(select(table).order_by(table.c.id.desc()).limit(1)).one_or_none()
            first, first_source = at_least
            if last is not None:
                first = max(first, last.first + last.size)
                first_source = max(first_source, last.first_source + last.size)
            values = {"first": first, "first_source": first_source, "size": size, "author": author}
            connection.execute(insert(table).values(**values, at=datetime.now(UTC).isoformat()))
        self._next, self._next_source, self._left = first, first_source, size
