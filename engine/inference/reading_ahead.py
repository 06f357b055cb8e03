"""Image files read in parts, the next part while the model runs over the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from engine.data.image_file import FileState
from engine.errors import CancelledError
from engine.inference.known import Known

_FIRST_BYTES = 64 * 1024 * 1024
"""Of image files that are read before the model begins; later parts are read while it runs on the one before."""
_GROWTH = 4

States = tuple[dict[int, FileState], dict[int, str]]
"""By image, and what is wrong with those that cannot be read."""


def divided(images: Sequence[int], known: Known, check: Callable[[], None]) -> list[list[int]]:
    """Divide images, in their order, into parts of which each has more bytes to read than the one before.

    Parameters
    ----------
    images
    known
    check
        Called for each image; what it raises ends this.
    """
    parts: list[list[int]] = [[]]
    limit, size = _FIRST_BYTES, 0
    for image in images:
        check()
        size += known.size_to_read(image)
        if size > limit and parts[-1]:
            parts.append([])
            limit, size = limit * _GROWTH, 0
        parts[-1].append(image)
    return [part for part in parts if part]


@contextmanager
def reading_ahead(known: Known) -> Iterator[Callable[[Sequence[int]], Future[States]]]:
    """Give what has a part read on a thread; its end stops what is being read."""
    ended = False

    def go_on(done: int, total: int) -> None:
        if ended:
            raise CancelledError

    with ThreadPoolExecutor(1, "read ahead") as thread:
        try:
            yield lambda part: thread.submit(known.read, part, go_on)
        finally:
            ended = True
