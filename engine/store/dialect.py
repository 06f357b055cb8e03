"""The few places where SQLite and PostgreSQL do not speak alike."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Table, inspect
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
_WHOLE_BELOW = 2**63


def keep_first(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows; where there is one of the same key already, it stays."""
    connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def keep_last(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows, each in place of one of the same key."""
    statement = _insert(connection, table)
    keys = list(table.primary_key.columns.keys())
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=others), [dict(row) for row in rows]
    )


def see_others(connection: Connection) -> None:
    """Before anything else of a transaction: each of its statements sees what others have written by then."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")


def raw_rows(connection: Connection, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What a query finds, as the driver gives it; ``?`` stands for a value."""
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        found: list[tuple[Any, ...]] = raw.execute(query, tuple(values)).fetchall()
        return found
    cursor = raw.execute(query.replace("?", "%s"), tuple(values))
    return list(cursor.fetchall())


def raw_table(connection: Connection, table: Table, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Columns of a table by its key, as SQLite gives them, whichever database it is: seals are of these values."""
    wanted = ", ".join(f'"{name}"' for name in names)
    key = ", ".join(f'"{column.name}"' for column in table.primary_key)
    rows = raw_rows(connection, f'SELECT {wanted} FROM "{table.name}" ORDER BY {key}')
    return rows if connection.dialect.name == "sqlite" else as_sqlite_gives(table, names, rows)


def raw_row(
    connection: Connection, table: Table, names: Sequence[str], number: int
) -> tuple[Any, ...] | None:
    """The same of the row with an id; None where there is none."""
    wanted = ", ".join(f'"{name}"' for name in names)
    rows = raw_rows(connection, f'SELECT {wanted} FROM "{table.name}" WHERE id = ?', (number,))
    if connection.dialect.name != "sqlite":
        rows = as_sqlite_gives(table, names, rows)
    return rows[0] if rows else None


def as_sqlite_gives(
    table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    """Rows of another database with the values that SQLite would keep: JSON that is a number is one, yes is 1."""
    kinds = [table.c[name].type for name in names]
    odd = [(i, isinstance(kind, JSON)) for i, kind in enumerate(kinds) if isinstance(kind, JSON | Boolean)]
    if not odd:
        return list(rows)
    found = []
    for row in rows:
        values = list(row)
        for i, is_json in odd:
            value = values[i]
            if not is_json:
                values[i] = None if value is None else int(value)
            elif isinstance(value, str) and _NUMBER.fullmatch(value):
                values[i] = _number(value)
        found.append(tuple(values))
    return found


def text_of_json(value: Any) -> str | None:
    """What SQLite keeps of JSON, as the text that it was."""
    return value if value is None or isinstance(value, str) else json.dumps(value)


CHANNEL = "boxwright_journal"
"""On which a server tells the number of each journal entry."""


def run_raw(connection: Connection, statement: str) -> None:
    """Do what a text of SQL says, as it stands: names in it may have a per cent sign, and a colon."""
    raw: Any = connection.connection.driver_connection
    raw.execute(statement)


def has_seals(connection: Connection) -> bool:
    """Whether there is a table of seals: files of the first versions have none."""
    if connection.dialect.name == "sqlite":
        return bool(raw_rows(connection, "SELECT 1 FROM sqlite_master WHERE name = 'seal'"))
    return inspect(connection).has_table("seal")


def _number(text: str) -> float:
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < _WHOLE_BELOW else value


def _insert(connection: Connection, table: Table) -> Any:
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
