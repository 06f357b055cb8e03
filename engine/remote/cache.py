"""Files of a store that were fetched: as many as fit a limit, those used last."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4
from zlib import crc32

from engine.data.address import CACHE_VARIABLE, Origin, cache_folder, origin
from engine.errors import UserError, WorkFailedError

if TYPE_CHECKING:
    from filelock import FileLock

DEFAULT_LIMIT = 10_000_000_000
"""Bytes: some 50,000 photographs of COCO's size."""

_OWN = ".state"
"""Beside the folders of the addresses: the limit, how many bytes there are, locks, and what is being written."""
_FREED = 10
"""Where there is no room, this part of the limit is made free at once, so that files are not listed for each image."""
_LOCKS = 256
"""Files of locks; two images may share one, and then wait for each other."""
_CHECKED_EACH_S = 0.05
_ABANDONED_AFTER_S = 3600.0


@dataclass(frozen=True, slots=True)
class CacheContent:
    """What the cache holds of one image folder.

    Attributes
    ----------
    address : str
    files, bytes : int
    """

    address: str
    files: int
    bytes: int


class ImageCache:
    """The image cache of this machine, shared by every process of the program."""

    def __init__(self) -> None:
        self.folder = cache_folder()
        self._own = self.folder / _OWN

    def read(self, path: Path, most: int = -1) -> bytes | None:
        """Read a file or its beginning, which is then the last to go; None where it is not there.

        Raises
        ------
        WorkFailedError
            It is there and cannot be read.
        """
        try:
            with path.open("rb") as file:
                data, found = file.read(most), os.fstat(file.fileno())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            raise WorkFailedError(
                f"the cache for images cannot be read ({getattr(error, 'strerror', None) or error})",
                source=path,
                remedy="Check its permissions",
            ) from error
        # The time of the last change stays: by it a file is known to be the same. It may be gone by now.
        with suppress(OSError):
            os.utime(path, ns=(time.time_ns(), found.st_mtime_ns))
        return data

    @contextmanager
    def fetching(self, what: Origin, check: Callable[[], None]) -> Iterator[None]:
        """Be the only one, of all threads and processes, who fetches a file; ``check`` is called while waiting."""
        number = crc32(str(what).encode(errors="surrogateescape")) % _LOCKS
        with self._locked(f"fetch-{number}", check):
            yield

    def keep(self, path: Path, data: bytes) -> None:
        """Put a file into the cache, whole; others that were not used for longest go where there is no room.

        Raises
        ------
        WorkFailedError
            It cannot be written.
        """
        part = self._own / f"{uuid4().hex}.part"
        try:
            self._own.mkdir(parents=True, exist_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with part.open("wb") as file:
                    file.write(data)
                    file.flush()
                    # Or a power cut might leave a file of the right name and size, and of nothing.
                    os.fsync(file.fileno())
                # The file system's own clock may lag behind the one that uses are told by.
                os.utime(part, ns=(now := time.time_ns(), now))
                with self._locked("lock", lambda: None):
                    held = self._held()
                    if held + len(data) > self.limit():
                        held = self._make_room(len(data))
                    # Whoever is cut off between the two leaves too much noted, never too little.
                    self._note(held + len(data))
                    part.replace(path)
            finally:
                part.unlink(missing_ok=True)
        except (OSError, ValueError) as error:
            raise WorkFailedError(
                f"the image cannot be kept in the cache ({getattr(error, 'strerror', None) or error})",
                source=self.folder,
                remedy=f"Make room on that disk, lower the cache's limit (boxwright image-cache --limit), or set "
                f"{CACHE_VARIABLE} to a folder on another one",
            ) from error

    def limit(self) -> int:
        """How many bytes the files of the cache may have together; a single larger one is there alone."""
        try:
            return int((self._own / "limit").read_text(encoding="ascii"))
        except (OSError, ValueError):
            return DEFAULT_LIMIT

    def room_for(self, address: str) -> int:
        """How many bytes more of one image folder fit, if those of others go."""
        held = sum(own.bytes for own in self.contents() if own.address == address)
        limit = self.limit()
        return limit - limit // _FREED - held

    def set_limit(self, limit: int) -> None:
        """Set the limit, from now on and for every process; what is over it goes at once.

        Raises
        ------
        UserError
            It is less than nothing, or the cache cannot be written to.
        """
        if limit < 0:
            raise UserError("the limit is less than nothing", remedy="Give 0 or more")
        with self._own_writing(), self._locked("lock", lambda: None):
            (self._own / "limit").write_text(str(limit), encoding="ascii")
            if self._counted() > limit:
                self._note(self._make_room(0))

    def clear(self) -> None:
        """Remove every file; what is read from now on is fetched anew.

        Raises
        ------
        UserError
            The cache cannot be written to.
        """
        with self._own_writing(), self._locked("lock", lambda: None):
            for file in self._files():
                file.path.unlink(missing_ok=True)
            self._note(self._counted())

    def contents(self) -> tuple[CacheContent, ...]:
        """What is there, by address."""
        sizes = [
            (str(found), [file.bytes for file in _files_in(folder)]) for folder, found in self._folders()
        ]
        return tuple(CacheContent(address, len(own), sum(own)) for address, own in sorted(sizes) if own)

    def _held(self) -> int:
        """How many bytes there are, as it was noted; counted where it was not, or somebody was cut off meanwhile."""
        try:
            return int((self._own / "bytes").read_text(encoding="ascii"))
        except (OSError, ValueError):
            return self._counted()

    def _counted(self) -> int:
        return sum(file.bytes for file in self._files())

    def _note(self, held: int) -> None:
        (self._own / "bytes").write_text(str(held), encoding="ascii")

    def _make_room(self, wanted: int) -> int:
        """Remove what was not used for longest, until so much fits; tells how many bytes stay."""
        self._drop_abandoned()
        limit = self.limit()
        files = sorted(self._files(), key=lambda file: file.used_ns)
        held = sum(file.bytes for file in files)
        # What is counted anew may well fit.
        aim = limit - wanted - (limit // _FREED if held + wanted > limit else 0)
        for file in files:
            if held <= max(aim, 0):
                break
            # On Windows what is open in another process stays.
            with suppress(PermissionError):
                file.path.unlink(missing_ok=True)
                held -= file.bytes
        return held

    def _folders(self) -> list[tuple[Path, Origin]]:
        try:
            entries = [(own, origin(own)) for own in self.folder.iterdir()]
        except FileNotFoundError:
            return []
        return [(folder, found) for folder, found in entries if found is not None]

    def _files(self) -> Iterator[_File]:
        for folder, _ in self._folders():
            yield from _files_in(folder)

    def _drop_abandoned(self) -> None:
        """Remove what processes that were killed were writing."""
        for part in self._own.glob("*.part"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > _ABANDONED_AFTER_S:
                    part.unlink()

    @contextmanager
    def _own_writing(self) -> Iterator[None]:
        try:
            self._own.mkdir(parents=True, exist_ok=True)
            yield
        except OSError as error:
            raise UserError(
                f"the cache for images cannot be written to ({error.strerror or error})",
                source=self.folder,
                remedy="Check its permissions",
            ) from error

    @contextmanager
    def _locked(self, name: str, check: Callable[[], None]) -> Iterator[None]:
        """Hold a lock of the system's, which goes with the process that holds it."""
        lock = self._lock(name)
        from filelock import Timeout

        while True:
            try:
                lock.acquire(timeout=_CHECKED_EACH_S, poll_interval=_CHECKED_EACH_S / 5)
                break
            except Timeout:
                check()
        try:
            yield
        finally:
            lock.release()

    def _lock(self, name: str) -> FileLock:
        # Only whoever has images in a store needs the library.
        try:
            from filelock import FileLock
        except ImportError as error:
            raise not_installed(error) from error
        with self._own_writing():
            return FileLock(self._own / name)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    bytes: int
    used_ns: int


def _files_in(folder: Path) -> Iterator[_File]:
    """The files below a folder, while others may add and remove some."""
    folders = [folder]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                found = list(entries)
        except FileNotFoundError:
            continue
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
                continue
            with suppress(FileNotFoundError):
                state = entry.stat(follow_symlinks=False)
                yield _File(Path(entry.path), state.st_size, state.st_atime_ns)


def not_installed(error: ImportError) -> UserError:
    """What to say where the libraries for stores are not there."""
    return UserError(
        f"images in a store need libraries that are not installed ({error.name})",
        remedy='Run python -m pip install "boxwright[remote]", or copy the images into a folder',
    )
