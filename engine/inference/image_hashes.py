"""Which image files are the same as before, and as each other: hashes of their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from engine.data.address import origin
from engine.data.image_file import FileState
from engine.errors import CancelledError, UserError
from engine.remote.reading import read_anew, read_bytes
from engine.remote.store import StoreUnreachableError

_READERS = 4
_CHUNK = 1024 * 1024


def hash_files(
    paths: Mapping[int, Path],
    known: Mapping[Path, FileState] | None,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[dict[int, FileState], dict[int, str]]:
    """Hash image files; one that has the size and the time it had is not read again.

    Parameters
    ----------
    paths
        By image.
    known
        What they were when they were read last; None: every byte is read, of a store's from there.
    progress
        Told how many are done, of how many. May raise `engine.errors.CancelledError`.

    Returns
    -------
    dict of int to FileState, dict of int to str
        The files, and what is wrong with those that cannot be read.

    Raises
    ------
    StoreUnreachableError
        The images are in a store that does not answer.
    """
    files: dict[int, FileState] = {}
    problems: dict[int, str] = {}
    pool = ThreadPoolExecutor(_READERS, "hash")
    before, read = ({}, read_anew) if known is None else (known, read_bytes)
    ended = False

    def check() -> None:
        if ended:
            raise CancelledError

    try:
        states = pool.map(
            lambda path: _state(path, before.get(path), partial(read, path, check)), paths.values()
        )
        for done, (image, state) in enumerate(zip(paths, states, strict=True)):
            progress(done, len(paths))
            if isinstance(state, FileState):
                files[image] = state
            else:
                problems[image] = state
    finally:
        ended = True
        pool.shutdown(cancel_futures=True)
    return files, problems


def hash_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal.

    Raises
    ------
    UserError
        It cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise UserError(
            f"it cannot be read ({error.strerror or error})", source=path, remedy="Check its permissions"
        ) from error
    return digest.hexdigest()


def _state(path: Path, known: FileState | None, read: Callable[[], bytes]) -> FileState | str:
    if origin(path) is not None:
        return _state_in_store(path, known, read)
    try:
        found = path.stat()
    except FileNotFoundError:
        return "the image is missing"
    except (OSError, ValueError) as error:
        return f"the image cannot be read ({getattr(error, 'strerror', None) or error})"
    if known is not None and (known.size, known.mtime_ns) == (found.st_size, found.st_mtime_ns):
        return known
    try:
        return FileState(found.st_size, found.st_mtime_ns, hash_of(path))
    except UserError as error:
        return f"the image cannot be read ({error.problem})"


def _state_in_store(path: Path, known: FileState | None, read: Callable[[], bytes]) -> FileState | str:
    """The same of a file of the image cache, which may be gone from there at any moment."""
    found = _size_and_time(path)
    if known is not None and (known.size, known.mtime_ns) == found:
        return known
    try:
        data = read()
    except StoreUnreachableError:
        # Nor will the others come: nothing is to be made of the images, as if they were not there.
        raise
    except UserError as error:
        return error.problem
    return FileState(len(data), _size_and_time(path)[1], hashlib.sha256(data).hexdigest())


def _size_and_time(path: Path) -> tuple[int, int]:
    """Of a file that is not there, zeros."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return found.st_size, found.st_mtime_ns
