"""Who has a project open: a small file beside it for each, locked by the system for as long as its program lives."""

from __future__ import annotations

import getpass
import glob
import json
import os
import socket
import sys
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from engine.errors import UserError

if sys.platform == "win32":
    import msvcrt

    # Far behind the text, which others must be able to read.
    _BYTE = 1 << 20

    def _locked(file: FileIO) -> bool:
        file.seek(_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def _locked(file: FileIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Opener:
    """Somebody who has a project open.

    Attributes
    ----------
    user, host : str
    pid : int
        Of the program on that host.
    since : str
        When it was opened, UTC, ISO 8601.
    """

    user: str
    host: str
    pid: int
    since: str

    @property
    def is_this_program(self) -> bool:
        """Whether it is this very program."""
        return (self.host, self.pid) == (socket.gethostname(), os.getpid())

    def __str__(self) -> str:
        since = datetime.fromisoformat(self.since).astimezone()
        return f"{self.user} on {self.host} since {since:%Y-%m-%d %H:%M}, process {self.pid}"


class Presence:
    """That this program has a project open, for others to see.

    Parameters
    ----------
    path
        Of the project file.

    Raises
    ------
    UserError
        Nothing can be written beside it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f".{path.name}.{uuid.uuid4().hex[:12]}.open")
        own = Opener(getpass.getuser(), socket.gethostname(), os.getpid(), datetime.now(UTC).isoformat())
        try:
            self._file = FileIO(self._path, "x+")
            # Before there is anything to read: whoever finds it unlocked takes it for one left behind.
            _locked(self._file)
            self._file.write(json.dumps(asdict(own)).encode())
        except OSError as error:
            self.leave()
            raise UserError(
                f"the project file cannot be written to ({error.strerror or error})",
                source=path,
                remedy="Allow writing to it and its folder, or free some space, then open it again",
            ) from error

    def leave(self) -> None:
        """The project is not open here any more."""
        if hasattr(self, "_file"):
            self._file.close()
            # With the folder gone there is nothing to take away.
            with suppress(OSError):
                self._path.unlink()


def openers(path: Path) -> tuple[Opener, ...]:
    """Who has a project open; what a program that was ended suddenly has left behind is taken away."""
    found = []
    for place in sorted(path.parent.glob(f".{glob.escape(path.name)}.*.open")):
        own = _opener(place)
        if own is not None:
            found.append(own)
    return tuple(found)


def _opener(place: Path) -> Opener | None:
    try:
        with FileIO(place, "r+") as file:
            alive = not _locked(file)
            content = file.read()
        if not alive:
            place.unlink(missing_ok=True)
            return None
        return Opener(**json.loads(content))
    except (OSError, ValueError, TypeError):
        # Gone meanwhile, or not yet written.
        return None
