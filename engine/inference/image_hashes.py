"""Which image files are the same as before, and as each other: hashes of their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from engine.data.image_file import FileState
from engine.errors import UserError

_READERS = 4
_CHUNK = 1024 * 1024


def hash_files(
    paths: Mapping[int, Path],
    known: Mapping[Path, FileState],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[dict[int, FileState], dict[int, str]]:
    """Hash image files; one that has the size and the time it had is not read again.

    Parameters
    ----------
    paths
        By image.
    known
        What they were when they were read last.
    progress
        Told how many are done, of how many. May raise `engine.errors.CancelledError`.

    Returns
    -------
    dict of int to FileState, dict of int to str
        The files, and what is wrong with those that cannot be read.
    """
    files: dict[int, FileState] = {}
    problems: dict[int, str] = {}
    pool = ThreadPoolExecutor(_READERS, "hash")
    try:
        states = pool.map(lambda path: _state(path, known.get(path)), paths.values())
        for done, (image, state) in enumerate(zip(paths, states, strict=True)):
            progress(done, len(paths))
            if isinstance(state, FileState):
                files[image] = state
            else:
                problems[image] = state
    finally:
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


def _state(path: Path, known: FileState | None) -> FileState | str:
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
