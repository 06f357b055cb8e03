"""What was saved of a damaged project file, put into another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Table, create_engine

from engine.data.dataset import Problem
from engine.data.sign_off import SignEvent
from engine.store import schema
from engine.store.failure import translated
from engine.store.records import Values
from engine.store.salvage import Salvage
from engine.store.seals import BASELINE, ROWS, columns_of, crc_of_columns, read_rows, seal_everything
from engine.store.sign_offs import link
from engine.store.whereabouts import SETTING

_OWN_SETTINGS = ("schema_version", SETTING)
"""Settings that a new file has of itself."""
RECOVERY = "boxwright recover"
"""Who reopens a sign-off of which something is lost."""
_WHY_REOPENED = "Recovered from a damaged project of which something was lost."


def restore(path: Path, saved: Salvage) -> tuple[str, ...]:
    """Put what was saved into a project file that was just begun from what was opened.

    Returns
    -------
    tuple of str
        Tables of the baseline that are not as they were in the damaged file.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)))
    try:
        with translated(path), engine.begin() as connection:
            for table in BASELINE:
                if table.name in saved.whole:
                    _replace(connection, table, saved.tables[table.name])
            _replace(connection, schema.journal, saved.journal)
            _replace(connection, schema.run, saved.runs)
            for table in ROWS:
                _replace(connection, table, saved.rows[table.name])
            _replace(connection, schema.sign_off, saved.sign_offs)
            kept = [row for row in read_rows(connection, schema.setting) if row[0] in _OWN_SETTINGS]
            own = [row for row in saved.settings.items() if row[0] not in _OWN_SETTINGS]
            known = {name for name, _ in (*kept, *own)}
            begun = [row for row in read_rows(connection, schema.setting) if row[0] not in known]
            _replace(connection, schema.setting, [*kept, *own, *begun])
            changed = tuple(
                table.name
                for table in BASELINE
                if crc_of_columns(columns_of(table, read_rows(connection, table)))
                != saved.seals.get(table.name)
            )
            seal_everything(connection)
    finally:
        engine.dispose()
    return changed


def settle(path: Path, steps: int, problems: Sequence[Problem]) -> None:
    """Leave so many steps in the journal, and say among the problems of the files what is lost.

    Where anything is, a sign-off stands no longer: nobody knows whether it was taken back, or of what it was.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)))
    try:
        with translated(path), engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM journal WHERE id > ?", (steps,))
            connection.exec_driver_sql("DELETE FROM seal WHERE kind = 'journal' AND number > ?", (steps,))
            known = read_rows(connection, schema.problem)
            lost = [
                (len(known) + i, own.source, own.record, own.problem, own.remedy)
                for i, own in enumerate(problems)
            ]
            _replace(connection, schema.problem, [*known, *lost])
            if problems:
                _reopen(connection)
            seal_everything(connection)
    finally:
        engine.dispose()


def _reopen(connection: Connection) -> None:
    rows = read_rows(connection, schema.sign_off)
    if not rows or rows[-1][1] == SignEvent.REOPENED:
        return
    number, before, at = len(rows) + 1, rows[-1][-1], datetime.now(UTC).isoformat()
    said = (SignEvent.REOPENED.value, at, RECOVERY, _WHY_REOPENED)
    _replace(connection, schema.sign_off, [*rows, (number, *said, link(before, *said))])


def _replace(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    connection.exec_driver_sql(f'DELETE FROM "{table.name}"')
    if rows:
        places = ", ".join("?" * len(table.columns))
        connection.exec_driver_sql(f'INSERT INTO "{table.name}" VALUES ({places})', list(rows))
