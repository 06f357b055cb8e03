"""A project file that is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine

from engine.errors import UserError
from engine.store.failure import cannot_write, translated


@contextmanager
def new_file(path: Path) -> Iterator[Connection]:
    """A transaction in a new database, which is where it belongs once that is done.

    Raises
    ------
    UserError
        There is a file already, or the folder cannot be written to.
    """
    if path.exists():
        raise UserError("this file exists already", source=path, remedy="Choose another project file")
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        # SQLite would only say that it cannot open the file.
        partial.touch()
    except OSError as error:
        raise cannot_write(path, error) from error
    engine = create_engine(URL.create("sqlite", database=str(partial)))
    try:
        with translated(path), engine.begin() as connection:
            yield connection
        with translated(path), engine.connect() as connection:
            # Stays with the file: an append is one write to the log beside it.
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        engine.dispose()
        _sync(partial)
        partial.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        engine.dispose()
        partial.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
