"""The journal: read, and added to."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from engine.data.journal import JournalEntry
from engine.store import schema
from engine.store.dialect import raw_row
from engine.store.rows import journal_entry, journal_row
from engine.store.seals import JOURNAL, crc_of, seal_new


def entries_after(connection: Connection, known: int) -> tuple[JournalEntry, ...]:
    """The entries after so many, oldest first."""
    table = schema.journal
    rows = connection.execute(select(table).where(table.c.id > known).order_by(table.c.id)).all()
    return tuple(journal_entry(row) for row in rows)


def write_entry(connection: Connection, number: int, entry: JournalEntry) -> None:
    """Add the entry with a number, to a file; `engine.store.appending` adds to a server's."""
    connection.execute(insert(schema.journal).values(id=number, **journal_row(entry)))
    row = raw_row(connection, schema.journal, JOURNAL, number)
    assert row is not None
    seal_new(connection, schema.journal.name, number, crc_of(row))
