"""From the project file of an older version to one of this, with a copy of the old one beside it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, text

from engine.data.sources import Sources
from engine.store import schema
from engine.store.failure import cannot_write
from engine.store.seals import seal_everything
from engine.store.values import get_value, set_value
from engine.store.whereabouts import SETTING, new_values


def upgrade(engine: Engine, path: Path, version: int) -> None:
    """Bring a project file to this version's tables, all at once or not at all.

    Parameters
    ----------
    engine, path
        Of the file.
    version
        What it has.

    Raises
    ------
    UserError
        The copy cannot be written beside it.
    """
    _back_up(path, path.with_name(f"{path.name}.v{version}.backup"))
    with engine.begin() as connection:
        # By itself SQLite's driver begins a transaction at the first row that is written: tables would come before it.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        if get_value(connection, "schema_version") == schema.SCHEMA_VERSION:
            return  # another window was quicker
        schema.metadata.create_all(connection)
        if version < 2:
            _runs_for_prediction_sets(connection)
        if version < 3:
            _places_of_sources(connection, path)
            _marks_and_metrics_in_the_journal(connection)
        set_value(connection, "schema_version", schema.SCHEMA_VERSION)
        if version < 3:
            seal_everything(connection)


def _back_up(path: Path, copy: Path) -> None:
    """Copy a file with what is still in the log beside it; a copy that is there already stays."""
    if copy.exists():
        return
    partial = copy.with_name(f".{copy.name}.partial")
    try:
        # SQLite would only say that it cannot open the file.
        partial.write_bytes(b"")
        source, target = sqlite3.connect(path), sqlite3.connect(partial)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
        partial.replace(copy)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            partial.unlink()
        reason = error if isinstance(error, OSError) else OSError(str(error))
        raise cannot_write(copy, reason) from error


def _runs_for_prediction_sets(connection: Connection) -> None:
    """Version 1 kept predictions by origin alone; which labels they met is told by when they came."""
    sets = connection.execute(
        text("SELECT id, origin, made_at, arrays FROM prediction_set ORDER BY id")
    ).all()
    for own in sets:
        entries = connection.execute(
            text("SELECT count(*) FROM journal WHERE at <= :made_at"), {"made_at": own.made_at}
        ).scalar_one()
        connection.execute(
            insert(schema.run).values(
                id=own.id,
                name=Path(own.origin).name,
                origin=own.origin,
                made_at=own.made_at,
                kind="",
                device="",
                journal=entries,
                acceleration="none",
                problems=[],
                arrays=own.arrays,
            )
        )
    connection.execute(text("DROP TABLE prediction_set"))


def _places_of_sources(connection: Connection, path: Path) -> None:
    """Version 2 knew sources by absolute path alone, and nothing of what they held."""
    paths = get_value(connection, SETTING) or {}
    sources = Sources(**{name: Path(own) for name, own in paths.items() if own is not None})
    root = (get_value(connection, "dataset") or {}).get("image_root")
    values = new_values(sources, None if root is None else Path(root), {}, path)
    set_value(connection, SETTING, values)


def _marks_and_metrics_in_the_journal(connection: Connection) -> None:
    """Versions 1 and 2 knew no states of images, and kept steps without what was measured after them.

    Their entries stay as they are, and are read as what they meant.
    """
    for column in ("marks JSON", "metrics JSON", "run INTEGER", "settings JSON"):
        connection.execute(text(f"ALTER TABLE journal ADD COLUMN {column}"))
