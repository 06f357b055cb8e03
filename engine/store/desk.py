"""A project on a server as one machine has it: a small file that says which, and where its own files lie.

Wherever a project file can be named such a file can, so that nothing else of the program knows of addresses.
"""

from __future__ import annotations

from contextlib import closing
from itertools import chain, count
from pathlib import Path

from engine.errors import UserError
from engine.store import schema
from engine.store.address import Address
from engine.store.new_file import new_file
from engine.store.server import ServerStorage
from engine.store.storage import FileStorage
from engine.store.values import get_value, set_value

SERVER = "server"
"""The setting of a desk file that has the address."""


def joined(address: Address) -> ServerStorage:
    """The project at an address.

    Raises
    ------
    UserError
        There is none, it is of another version, or the server cannot be reached.
    """
    storage = ServerStorage(address)
    try:
        with storage.guarded() as connection:
            version = get_value(connection, "schema_version")
    except UserError:
        storage.close()
        raise
    if version == schema.SCHEMA_VERSION:
        return storage
    storage.close()
    if version is None:
        raise no_project(address)
    if version > schema.SCHEMA_VERSION:
        raise UserError("a newer version wrote this project", source=str(address), remedy="Update Boxwright")
    raise UserError(
        "an older version put this project there",
        source=str(address),
        remedy="Fetch it with that version, then publish it with this one in another database",
    )


def desk_at(folder: Path, address: Address) -> Path:
    """The file in a folder that stands for the project at an address; it is made where it is not there yet.

    Raises
    ------
    UserError
        There is no such project, or the folder cannot be written to.
    """
    numbers = chain([""], (f"-{number}" for number in count(2)))
    paths = (folder / f"{address.file_name}{number}.boxwright" for number in numbers)
    path = next(own for own in paths if not own.exists() or _address_in(own) == str(address))
    if not path.exists():
        joined(address).close()
        begin_desk(path, address)
    return path


def _address_in(path: Path) -> str | None:
    with closing(FileStorage(path)) as file, file.guarded() as connection:
        address: str | None = get_value(connection, SERVER)
    return address


def begin_desk(path: Path, address: Address) -> None:
    """Write a file that stands for the project at an address."""
    with new_file(path) as connection:
        # All of them, though most stay empty: it is a project file like others to whoever looks for damage.
        schema.metadata.create_all(connection)
        set_value(connection, "schema_version", schema.SCHEMA_VERSION)
        set_value(connection, SERVER, str(address))


def no_project(address: Address) -> UserError:
    """Say that a database has no project."""
    return UserError(
        "there is no project in this database",
        source=str(address),
        remedy="Put one there: boxwright publish PROJECT ADDRESS",
    )
