"""Whether a project file is as it was written, found out before anything is written to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from engine.store import schema
from engine.store.failure import DamagedProjectError, translated
from engine.store.pages import HEADER, Image, log_of, read_image
from engine.store.seals import (
    BASELINE,
    ROWS,
    BrokenSealError,
    read_arrays,
    read_rows,
    read_table,
    require_journal,
    require_rows,
    require_runs,
)
from engine.store.values import get_value

_VERSIONS_AT = slice(18, 20)
_NO_LOG = b"\1\1"


def examine_left_over(path: Path) -> None:
    """Look at a file whose last program was ended suddenly, so that its log is still beside it.

    SQLite would take the log into the file, however damaged; a file without a log it only reads, and `require_sound`
    can ask it. Call this only where no other program has the file open, this one included.

    Raises
    ------
    DamagedProjectError
    OSError
        It cannot be read.
    """
    log = log_of(path)
    if not log.exists() or not log.stat().st_size:
        return
    image = read_image(path)
    if image.log_damaged:
        raise DamagedProjectError(path, f"{log.name} beside it is not as it was written")
    if not image.content.startswith(HEADER):
        raise DamagedProjectError(path, "its first bytes are not as they were written")
    with translated(path), _opened(image) as connection:
        require_sound(connection)
        if int(get_value(connection, "schema_version") or 0) < schema.SCHEMA_VERSION:
            return
        require_whole(connection)


def require_whole(connection: Connection) -> None:
    """Compare all that is sealed with its seals.

    Raises
    ------
    engine.store.seals.BrokenSealError
    """
    for table in BASELINE:
        read_table(connection, table)
    require_journal(connection)
    require_runs(connection)
    for table in ROWS:
        require_rows(connection, table)
    for (number,) in read_rows(connection, schema.run, ("id",)):
        read_arrays(connection, number)
    for (name,) in read_rows(connection, schema.setting, ("name",)):
        get_value(connection, name)


def require_sound(connection: Connection) -> None:
    """Ask SQLite whether its own structure is whole: some 20 ms at COCO's size.

    Raises
    ------
    BrokenSealError
    """
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        message = " ".join(str(found).split())
        raise BrokenSealError(message)


@contextmanager
def _opened(image: Image) -> Iterator[Connection]:
    content = bytearray(image.content)
    # In memory there is no log.
    content[_VERSIONS_AT] = _NO_LOG
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as memory:
        memory.deserialize(bytes(content))
        engine = create_engine("sqlite://", creator=lambda: memory, poolclass=StaticPool)
        with engine.connect() as connection:
            yield connection
