"""Seals: checksums beside rows, so that a damaged value is noticed before anything is made of it.

SQLite notices damage to its own structure; what a flipped bit does to a number inside a row it gives out as if it had
been written so. A seal is the CRC-32 of what was written, as it reads back.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import JSON, Boolean, Connection, Float, Integer, String, Table, inspect, text

from engine.store import schema
from engine.store.dialect import has_seals, raw_row, raw_rows, raw_table

Columns = Mapping[str, Any]
"""By name: an array of float64 or int64 where a table has numbers, else a tuple of str or None."""

BASELINE = (schema.image, schema.category, schema.annotation, schema.problem)
"""Tables that are written once and sealed as a whole."""

JOURNAL = tuple(schema.journal.columns.keys())
"""All of a journal entry is sealed."""

ROWS = (schema.label_set, schema.sample, schema.sample_answer, schema.planting, schema.planted_answer)
"""Tables whose rows are sealed one by one, whole."""

_NEW_SEAL = text("INSERT INTO seal (kind, number, crc) VALUES (:kind, :number, :crc)")
_SEAL = text(f"{_NEW_SEAL.text} ON CONFLICT (kind, number) DO UPDATE SET crc = excluded.crc")

RUN = tuple(column.name for column in schema.run.columns if column.name != "arrays")
ARRAYS = ("id", "arrays")


class BrokenSealError(Exception):
    """What is in the file is not what was written."""


def crc_of(values: Iterable[object]) -> int:
    """CRC-32 of one row, by its values as SQLite gives them."""
    crc = 0
    for value in values:
        match value:
            case None:
                packed = b"n"
            case str():
                packed = b"s" + value.encode()
            case bytes():
                # By itself: a run is tens of megabytes.
                packed, crc = value, zlib.crc32(b"b", crc)
            case int():
                packed = b"i%d" % value
            case _:
                packed = b"f" + struct.pack("<d", value)
        crc = zlib.crc32(b"\0", zlib.crc32(packed, crc))
    return crc


def columns_of(table: Table, rows: Sequence[Sequence[Any]]) -> Columns:
    """The columns of a table from its rows as SQLite gives them.

    Raises
    ------
    BrokenSealError
        A value is not of the column's type.
    """
    values = zip(*rows, strict=True) if rows else [()] * len(table.columns)
    try:
        return {
            column.name: _column(column.type, own) for column, own in zip(table.columns, values, strict=True)
        }
    except (TypeError, ValueError, OverflowError) as error:
        raise BrokenSealError(table.name) from error


def _column(kind: Any, values: Sequence[Any]) -> Any:
    if isinstance(kind, String | JSON):
        return tuple(values)
    if isinstance(kind, Float):
        # None becomes NaN.
        return np.array(values, np.float64)
    assert isinstance(kind, Integer | Boolean)
    return np.array(values, np.int64)


def crc_of_columns(columns: Columns) -> int:
    """CRC-32 of a whole table."""
    crc = 0
    for own in columns.values():
        if isinstance(own, np.ndarray):
            crc = zlib.crc32(own.tobytes(), crc)
        else:
            crc = zlib.crc32("\0".join("\1" if value is None else str(value) for value in own).encode(), crc)
    return crc


def read_rows(
    connection: Connection, table: Table, names: Sequence[str] | None = None
) -> list[tuple[Any, ...]]:
    """The rows of a table by its key, as SQLite gives them: JSON as text, no number converted."""
    return raw_table(connection, table, names or table.columns.keys())


def read_table(connection: Connection, table: Table) -> Columns:
    """A table of the baseline, once its seal was found whole.

    Raises
    ------
    BrokenSealError
    """
    columns = columns_of(table, read_rows(connection, table))
    require(connection, table.name, 0, crc_of_columns(columns))
    return columns


def require_journal(connection: Connection) -> None:
    """Compare every journal entry with its seal.

    Raises
    ------
    BrokenSealError
        One differs, or there are more entries than seals or fewer.
    """
    found = {row[0]: crc_of(row) for row in read_rows(connection, schema.journal, JOURNAL)}
    if found != seals_of(connection, schema.journal.name):
        raise BrokenSealError(schema.journal.name)


def require_rows(connection: Connection, table: Table) -> None:
    """Compare every row of one of the `ROWS` with its seal.

    Raises
    ------
    BrokenSealError
        One differs, or there are more rows than seals or fewer.
    """
    if not inspect(connection).has_table(table.name):
        # A build before the table was thought of began this project.
        found = {}
    else:
        found = {row[0]: crc_of(row) for row in read_rows(connection, table)}
    if found != seals_of(connection, table.name):
        raise BrokenSealError(table.name)


def seal_rows(connection: Connection, table: Table) -> None:
    """Seal every row of one of the `ROWS` as it reads back, and no other; a whole seal stays."""
    known = seals_of(connection, table.name)
    now = {row[0]: crc_of(row) for row in read_rows(connection, table)}
    for number in known.keys() - now.keys():
        gone = text("DELETE FROM seal WHERE kind = :kind AND number = :number")
        connection.execute(gone, {"kind": table.name, "number": number})
    for number, crc in now.items():
        if number not in known:
            seal_new(connection, table.name, number, crc)
        elif known[number] != crc:
            seal(connection, table.name, number, crc)


def read_arrays(connection: Connection, number: int) -> bytes:
    """The arrays of a run, once their seal was found whole.

    Raises
    ------
    BrokenSealError
    """
    row = raw_row(connection, schema.run, ARRAYS, number)
    require(connection, "arrays", number, None if row is None else crc_of(row))
    assert row is not None
    arrays: bytes = row[1]
    return arrays


def require_runs(connection: Connection) -> None:
    """Compare what is known of every run with its seal.

    Raises
    ------
    BrokenSealError
    """
    seals = seals_of(connection, "run")
    for row in read_rows(connection, schema.run, RUN):
        crc = crc_of(row)
        if seals.get(row[0], crc) != crc:
            raise BrokenSealError("run")


def seal_row(connection: Connection, kind: str, table: Table, names: Sequence[str], number: int) -> None:
    """Seal one row as it reads back."""
    row = raw_row(connection, table, names, number)
    assert row is not None
    seal(connection, kind, number, crc_of(row))


def seal_everything(connection: Connection) -> None:
    """Seal all that is in a project: a new one, or one of a version that had no seals."""
    for table in BASELINE:
        seal(connection, table.name, 0, crc_of_columns(columns_of(table, read_rows(connection, table))))
    for row in read_rows(connection, schema.journal, JOURNAL):
        seal(connection, schema.journal.name, row[0], crc_of(row))
    for (number,) in read_rows(connection, schema.run, ("id",)):
        seal_run(connection, number)
    for table in ROWS:
        seal_rows(connection, table)
    for name, value in read_rows(connection, schema.setting):
        seal(connection, setting_kind(name), 0, crc_of((name, value)))


def seal_run(connection: Connection, number: int) -> None:
    """Seal a run, and what it says."""
    seal_row(connection, "run", schema.run, RUN, number)
    seal_row(connection, "arrays", schema.run, ARRAYS, number)


def setting_kind(name: str) -> str:
    """What the seal of a setting is called."""
    return f"setting {name}"


def seal(connection: Connection, kind: str, number: int, crc: int) -> None:
    """Keep a seal, or another one in its place."""
    connection.execute(_SEAL, {"kind": kind, "number": number, "crc": crc})


def seal_new(connection: Connection, kind: str, number: int, crc: int) -> None:
    """Keep the seal of what was just added: who may add may not always change."""
    connection.execute(_NEW_SEAL, {"kind": kind, "number": number, "crc": crc})


def seals_of(connection: Connection, kind: str) -> dict[int, int]:
    """The seals of one kind by number; none in a project of a version without seals."""
    if not has_seals(connection):
        return {}
    return dict(raw_rows(connection, "SELECT number, crc FROM seal WHERE kind = ?", (kind,)))


def require(connection: Connection, kind: str, number: int, crc: int | None) -> None:
    """Compare with a seal, if there is one; ``crc`` is None where what was sealed is not there.

    Raises
    ------
    BrokenSealError
    """
    if seals_of(connection, kind).get(number, crc) != crc:
        raise BrokenSealError(kind)
