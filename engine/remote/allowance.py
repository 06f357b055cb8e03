"""How much may be fetched just to be looked at: no more than the cache can keep."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.data.address import origin
from engine.remote.cache import ImageCache


class Allowance:
    """Bytes that may be fetched of an image folder before its images would push each other out of the cache.

    Without it, looking at more images than fit would fetch all of them again each time.

    Parameters
    ----------
    folder
        One of this machine has no bounds.
    """

    def __init__(self, folder: Path) -> None:
        found = origin(folder)
        self._left = 0 if found is None else ImageCache().room_for(found.address)
        self._lock = threading.Lock()

    def has(self, path: Path) -> bool:
        """Whether a file may be read: it is of this machine or in the cache, or there is something left."""
        return self._left > 0 or path.exists() or origin(path) is None

    @contextmanager
    def reading(self, path: Path) -> Iterator[None]:
        """Read a file; if it is fetched meanwhile, it is taken off."""
        fetched = origin(path) is not None and not path.exists()
        yield
        if fetched:
            with self._lock:
                self._left -= _size(path)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
