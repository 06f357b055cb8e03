"""From a path to the database behind it: looked at first, and brought to this version's tables."""

from __future__ import annotations

from pathlib import Path

from engine.errors import UserError
from engine.store import schema
from engine.store.address import address_of
from engine.store.desk import SERVER, joined
from engine.store.examine import examine_left_over, require_sound
from engine.store.failure import DamagedProjectError, translated
from engine.store.pages import HEADER
from engine.store.presence import openers
from engine.store.salvage import holds_project
from engine.store.storage import FileStorage, Storage
from engine.store.upgrade import upgrade
from engine.store.values import get_value


def opened(desk: FileStorage) -> Storage:
    """The database that a file has, or that it stands for, of this version's tables.

    Raises
    ------
    UserError
        The file is no project, a newer version wrote it, or the server that it stands for cannot be used.
    """
    path = desk.path
    try:
        with desk.guarded() as connection:
            require_sound(connection)
            version = get_value(connection, "schema_version")
            address = get_value(connection, SERVER)
    except DamagedProjectError as error:
        if not holds_project(path):
            raise _no_project(path) from error
        raise
    if version is None:
        raise _no_project(path)
    if version > schema.SCHEMA_VERSION:
        raise UserError("a newer version wrote this project", source=path, remedy="Update Boxwright")
    if version < schema.SCHEMA_VERSION:
        with translated(path):
            upgrade(desk.engine, path, version)
    return desk if address is None else joined(address_of(address))


def _no_project(path: Path) -> UserError:
    problem = "this is no Boxwright project, or nothing of it can be read any more"
    return UserError(problem, source=path, remedy="Choose another file, or bring back a copy of it")


def require_unharmed(path: Path) -> None:
    """Look before SQLite does, which would write into an empty file, or take a damaged log into a whole one.

    Where another program has it open nothing is looked at: what it is writing would look damaged, and to close a file
    that this program has open twice is to give up the locks on it.

    Raises
    ------
    UserError
        It is no project, or is damaged, or cannot be read.
    """
    if openers(path):
        return
    try:
        with path.open("rb") as file:
            header = file.read(len(HEADER))
        if header != HEADER:
            if holds_project(path):
                raise DamagedProjectError(path, "its first bytes are not as they were written")
            raise _no_project(path)
        examine_left_over(path)
    except OSError as error:
        message = error.strerror or str(error)
        raise UserError(
            f"the file cannot be read ({message})", source=path, remedy="Check its permissions"
        ) from error
