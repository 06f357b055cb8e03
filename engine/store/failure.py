"""Failures of the project file in a person's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from engine.errors import UserError, WorkFailedError


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's failures in a person's words."""
    try:
        yield
    except DatabaseError as error:
        raise _cannot_use(path, str(error.orig)) from error
    except SQLAlchemyError as error:
        raise _cannot_use(path, str(error)) from error


def _cannot_use(path: Path, message: str) -> UserError:
    kind = UserError
    if "readonly" in message or "unable to open" in message:
        problem, remedy = "the project file cannot be written to", "Allow writing to it and its folder"
    elif "locked" in message:
        problem, remedy = "another program holds the project file", "Close it there, then try again"
    elif "full" in message:
        kind = WorkFailedError
        problem, remedy = "the disk is full", "Free some space; all saved edits are safe"
    elif "not a database" in message or "no such table" in message or "malformed" in message:
        problem, remedy = "this is no Boxwright project, or it is damaged", "Choose another file"
    else:
        kind = WorkFailedError
        problem, remedy = f"the project file could not be used ({message})", "Check the disk, then try again"
    return kind(problem, source=path, remedy=remedy)


def cannot_write(path: Path, error: OSError) -> UserError:
    """Say that the project file cannot be written here, and what to do."""
    return UserError(
        f"the project file cannot be written here ({error.strerror or error})",
        source=path,
        remedy="Choose another place with --project, or in the dialog",
    )
