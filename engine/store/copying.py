"""A project from a file onto a server and back, every row of every table as it was."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, Integer, Table, inspect, text

from engine.errors import UserError
from engine.store import schema
from engine.store.address import Address
from engine.store.dialect import as_sqlite_gives, text_of_json
from engine.store.examine import require_whole
from engine.store.leases import begin_leases
from engine.store.new_file import new_file
from engine.store.project import ProjectFile
from engine.store.server import ServerStorage
from engine.store.storage import Storage
from engine.store.telling import tell_of_changes
from engine.store.values import get_value

Progress = Callable[[str, int, int], None]

_AT_ONCE = 1000


def publish(path: Path, address: Address, *, progress: Progress = lambda text, done, total: None) -> None:
    """Put a project into an empty database; the file stays as it is.

    Parameters
    ----------
    path
        A project file.
    address
        Of the database.
    progress
        Told which table is under way.

    Raises
    ------
    UserError
        The database has a project already, the server cannot be used or cannot keep a value, or the file is none;
        nothing is left on the server then.
    """
    with closing(ProjectFile(path)) as file, closing(ServerStorage(address)) as server:
        if file.storage.shared:
            raise UserError(
                "this project is on a server already",
                source=file.storage.name,
                remedy="Fetch it into a file first: boxwright fetch",
            )
        with file.storage.guarded() as source, server.alone() as target:
            there = set(inspect(target).get_table_names())
            if schema.setting.name in there and get_value(target, "schema_version"):
                raise UserError(
                    "this database has a project already",
                    source=str(address),
                    remedy="Make another database for this one",
                )
            for own in (schema.metadata, schema.of_servers):
                lacking = [table for table in own.sorted_tables if table.name not in there]
                own.create_all(target, lacking, checkfirst=False)
            _copy(source, target, progress)
            _continue_numbers(target)
            begin_leases(target)
            require_whole(target)
            tell_of_changes(target)


def fetch(desk: Path, path: Path, *, progress: Progress = lambda text, done, total: None) -> None:
    """Write the project that is on a server into a new file; it stays on the server.

    Parameters
    ----------
    desk
        The file that stands for it, see `engine.store.desk`.
    path
        The new project file.
    progress
        Told which table is under way.

    Raises
    ------
    UserError
        There is a file already, it cannot be written, or the server cannot be used; no file is left then.
    """
    with closing(ProjectFile(desk)) as project:
        if not project.storage.shared:
            raise UserError("this project is a file", source=desk, remedy="Copy the file")
        _fetch(project.storage, path, progress)


def _fetch(storage: Storage, path: Path, progress: Progress) -> None:
    with new_file(path) as target, storage.guarded() as source:
        schema.metadata.create_all(target)
        _copy(source, target, progress)
        require_whole(target)


def _copy(source: Connection, target: Connection, progress: Progress) -> None:
    # A file that an earlier build began may lack the newest.
    there = set(inspect(source).get_table_names())
    tables = [table for table in schema.metadata.sorted_tables if table.name in there]
    for done, table in enumerate(tables):
        progress(f"Copying {table.name}", done, len(tables))
        with closing(_rows(source, table)) as rows:
            _fill(target, table, rows)


def _rows(connection: Connection, table: Table) -> Generator[tuple[Any, ...], None, None]:
    """The rows of a table as SQLite gives them, some at a time: predictions may be more than memory holds."""
    names = table.columns.keys()
    wanted = ", ".join(f'"{name}"' for name in names)
    query = f'SELECT {wanted} FROM "{table.name}"'
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        yield from raw.execute(query)
        return
    with raw.cursor(name="boxwright") as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from as_sqlite_gives(table, names, rows)


def _fill(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(table.columns))
        left = iter(rows)
        while part := list(islice(left, _AT_ONCE)):
            connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})', part)
        return
    of_json = [i for i, column in enumerate(table.columns) if isinstance(column.type, JSON)]
    with raw.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            values = list(row)
            for i in of_json:
                values[i] = text_of_json(values[i])
            copy.write_row(values)


def _continue_numbers(connection: Connection) -> None:
    """Let the numbers that the server gives go on after those that came."""
    for table in schema.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None or not isinstance(column.type, Integer):
            continue
        last = f'(SELECT max("{column.name}") FROM "{table.name}")'
        sequence = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
        connection.execute(text(f"SELECT setval({sequence}, coalesce({last}, 1), {last} IS NOT NULL)"))
