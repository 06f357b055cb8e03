"""Single values of the project file, by name."""

from __future__ import annotations

import json
from typing import Any

import orjson
from sqlalchemy import Connection, text
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.store import schema
from engine.store.seals import crc_of, require, seal, setting_kind

_READ = text("SELECT value FROM setting WHERE name = :name")


def get_value(connection: Connection, name: str) -> Any:
    """A value; None where nobody has set it.

    Raises
    ------
    engine.store.seals.BrokenSealError
        It is not what was set.
    """
    value = connection.execute(_READ, {"name": name}).scalar()
    require(connection, setting_kind(name), 0, None if value is None else crc_of((name, value)))
    return None if value is None else value_of(value)


def set_value(connection: Connection, name: str, value: Any) -> None:
    """Set a value, or replace it."""
    statement = upsert(schema.setting).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
    stored = connection.execute(_READ, {"name": name}).scalar_one()
    seal(connection, setting_kind(name), 0, crc_of((name, stored)))


def value_of(stored: str | float) -> Any:
    """What a text of JSON says; SQLite keeps a text that is a number as one."""
    if not isinstance(stored, str):
        return stored
    try:
        return orjson.loads(stored)
    except orjson.JSONDecodeError:
        # The one that wrote it knows NaN and infinities.
        return json.loads(stored)
