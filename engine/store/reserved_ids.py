"""Ids for new boxes on a server, set aside for one window so that no two give the same."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import insert, select

from engine.store import schema
from engine.store.storage import Storage

_AT_ONCE = 100
"""So many boxes are drawn without asking the server again."""


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

    def take(self, at_least: tuple[int, int], count: int, author: str) -> tuple[int, int]:
        """The first of so many ids in a row; they are never given again, used or not.

        Parameters
        ----------
        at_least
            Ids below these are not given: the program's own, and the source's.
        count
        author
            For whom they are set aside.
        """
        if count > self._left:
            self._reserve(at_least, max(count, _AT_ONCE), author)
        taken = self._next, self._next_source
        self._next, self._next_source = self._next + count, self._next_source + count
        self._left -= count
        return taken

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
