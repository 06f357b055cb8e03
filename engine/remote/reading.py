"""The bytes of an image file, wherever it is: the one way in which the program reads one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.data.address import origin
from engine.remote.cache import ImageCache
from engine.remote.store import download

Check = Callable[[], None]
"""Called again and again while a store is waited for; what it raises ends the wait."""


def go_on() -> None:
    """Never end a wait."""


def read_bytes(path: Path, check: Check = go_on, *, most: int = -1) -> bytes:
    """Read a file; one of the image cache that is not there is fetched, and kept.

    Safe from any thread and process: each file is fetched once, and never seen in part.

    Parameters
    ----------
    path
    check
    most
        Read so many bytes of the beginning; -1: all. What is fetched is fetched as a whole.

    Raises
    ------
    OSError, ValueError
        A file of this machine cannot be read.
    UserError
        The store does not have it; what it is then raised from is a `FileNotFoundError`.
    WorkFailedError
        The store cannot be reached, gives no access, or the cache cannot be written to: nothing is said of the file.
    """
    found = origin(path)
    if found is None:
        with path.open("rb") as file:
            return file.read(most)
    cache = ImageCache()
    data = cache.read(path, most)
    if data is not None:
        return data
    with cache.fetching(found, check):
        # Another thread or process may have brought it meanwhile.
        data = cache.read(path)
        if data is None:
            data = download(found, check)
            cache.keep(path, data)
    return data if most < 0 else data[:most]


def read_anew(path: Path, check: Check = go_on) -> bytes:
    """Read a file where it is now; of a store's what is in the cache is no evidence, and is replaced where it differs.

    Parameters and errors are those of `read_bytes`.
    """
    found = origin(path)
    if found is None:
        return path.read_bytes()
    cache = ImageCache()
    with cache.fetching(found, check):
        data = download(found, check)
        if cache.read(path) != data:
            cache.keep(path, data)
    return data


def is_at_hand(path: Path) -> bool:
    """Whether a file is there; of a store's it is taken for granted, since asking takes as long as fetching."""
    try:
        return origin(path) is not None or path.is_file()
    except (OSError, ValueError):
        return False


def is_in_store(folder: Path | None) -> bool:
    """Whether an image folder stands for one in a store."""
    return folder is not None and origin(folder) is not None
