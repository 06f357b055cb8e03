"""From the project file of an older version to one of this, with a copy of the old one beside it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from engine.store import schema
from engine.store.values import set_value


def upgrade(engine: Engine, path: Path, version: int) -> None:
    """Bring a project file to this version's tables, all at once or not at all.

    Parameters
    ----------
    engine, path
        Of the file.
    version
        What it has.
    """
    _back_up(path, path.with_name(f"{path.name}.v{version}.backup"))
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        if version < 2:
            _runs_for_prediction_sets(connection)
        set_value(connection, "schema_version", schema.SCHEMA_VERSION)


def _back_up(path: Path, copy: Path) -> None:
    """Copy a file with what is still in the log beside it; a copy that is there already stays."""
    if copy.exists():
        return
    partial = copy.with_name(f".{copy.name}.partial")
    partial.unlink(missing_ok=True)
    source, target = sqlite3.connect(path), sqlite3.connect(partial)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    partial.replace(copy)


def _runs_for_prediction_sets(connection: Connection) -> None:
    """Version 1 kept predictions by origin alone."""
    connection.execute(
        text(
            "INSERT INTO run (id, name, origin, made_at, kind, device, journal, arrays) "
            "SELECT id, origin, origin, made_at, '', '', 0, arrays FROM prediction_set"
        )
    )
    for run_id, origin in connection.execute(text("SELECT id, origin FROM run")).all():
        connection.execute(
            text("UPDATE run SET name = :name WHERE id = :id"), {"name": Path(origin).name, "id": run_id}
        )
    connection.execute(text("DROP TABLE prediction_set"))
