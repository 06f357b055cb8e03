"""Failures of the project file in a person's words."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from engine.errors import UserError, WorkFailedError
from engine.store.seals import BrokenSealError

_DAMAGE = (
    "malformed", "not a database", "no such table", "no such column", "unsupported file format", "decode to UTF-8",
    "database corruption", "disk image",
)  # fmt: skip
"""What SQLite says of a file that is not as it was written, or is none of ours."""

_NO_SPACE_BYTES = 64 * 1024
"""With less than this SQLite can begin nothing, and says only that it cannot open the file, or that writing failed."""


class DamagedProjectError(UserError):
    """A project file that is not as it was written: nothing is written to it any more.

    Parameters
    ----------
    path
        Of the file.
    what
        What of it is damaged, as far as that is known.
    """

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        super().__init__(
            f"the project file is damaged ({what}); nothing was written to it",
            source=path,
            remedy="Save what can be read as another project: boxwright recover PROJECT",
        )


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's failures in a person's words."""
    try:
        yield
    except BrokenSealError as error:
        raise DamagedProjectError(path, f"{error} is not as it was written") from error
    except UnicodeDecodeError as error:
        # Of a name in the file, in SQLite's own words.
        raise DamagedProjectError(path, "a name in it is no text any more") from error
    except DBAPIError as error:
        raise _cannot_use(path, str(error.orig)) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _cannot_use(path, str(error)) from error


def _cannot_use(path: Path, message: str) -> UserError:
    if any(own in message for own in _DAMAGE):
        return DamagedProjectError(path, message)
    kind = UserError
    if "full" in message or (("unable to open" in message or "disk I/O" in message) and _is_full(path)):
        kind = WorkFailedError
        problem, remedy = (
            "the disk is full",
            "Free some space, then repeat the last step; all saved edits are safe",
        )
    elif "readonly" in message or "unable to open" in message:
        problem, remedy = "the project file cannot be written to", "Allow writing to it and its folder"
    elif "locked" in message:
        problem = "another program holds the project file, so that nothing could be saved"
        remedy = "Wait until it is done, or close it there, then try again"
    else:
        kind = WorkFailedError
        problem = f"the project file could not be used ({message})"
        remedy = "Check the disk, then repeat the last step; all saved edits are safe"
    return kind(problem, source=path, remedy=remedy)


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NO_SPACE_BYTES
    except OSError:
        return False


def cannot_write(path: Path, error: OSError) -> UserError:
    """Say that the project file cannot be written here, and what to do."""
    return UserError(
        f"the project file cannot be written here ({error.strerror or error})",
        source=path,
        remedy="Choose another place with --project, or in the dialog",
    )
