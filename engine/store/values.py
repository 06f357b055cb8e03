"""Single values of the project file, by name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from engine.store import schema


def get_value(connection: Connection, name: str) -> Any:
    """A value; None where nobody has set it."""
    return connection.execute(select(schema.setting.c.value).where(schema.setting.c.name == name)).scalar()


def set_value(connection: Connection, name: str, value: Any) -> None:
    """Set a value, or replace it."""
    statement = upsert(schema.setting).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
