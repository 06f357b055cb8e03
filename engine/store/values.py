"""Single values of the project file, by name."""

from __future__ import annotations

import json
from typing import Any

import orjson
from sqlalchemy import Connection, text

from engine.store import schema
from engine.store.dialect import as_sqlite_gives, keep_last
from engine.store.seals import crc_of, require, seal, setting_kind

_READ = text("SELECT value FROM setting WHERE name = :name")
_VALUE = ("value",)


def get_value(connection: Connection, name: str) -> Any:
    """A value; None where nobody has set it.

    Raises
    ------
    engine.store.seals.BrokenSealError
        It is not what was set.
    """
    value = _stored(connection, name)
    require(connection, setting_kind(name), 0, None if value is None else crc_of((name, value)))
    return None if value is None else value_of(value)


def set_value(connection: Connection, name: str, value: Any) -> None:
    """Set a value, or replace it."""
    keep_last(connection, schema.setting, [{"name": name, "value": value}])
    seal(connection, setting_kind(name), 0, crc_of((name, _stored(connection, name))))


def _stored(connection: Connection, name: str) -> str | float | None:
    rows = [(own[0],) for own in connection.execute(_READ, {"name": name})]
    if connection.dialect.name != "sqlite":
        rows = as_sqlite_gives(schema.setting, _VALUE, rows)
    return rows[0][0] if rows else None


def value_of(stored: str | float) -> Any:
    """What a text of JSON says; SQLite keeps a text that is a number as one."""
    if not isinstance(stored, str):
        return stored
    try:
        return orjson.loads(stored)
    except orjson.JSONDecodeError:
        # The one that wrote it knows NaN and infinities.
        return json.loads(stored)
