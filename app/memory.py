"""Memory that the program has let go of, given back to the system."""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject

from app.jobs import Jobs, Progress

_SECONDS_BETWEEN = 5.0

_M_MMAP_THRESHOLD = -3
_LARGE = 512 * 1024
"""Bytes: an image of 640 x 480 is larger, the arrays that an edit takes are smaller."""


class Memory(QObject):
    """Keeps large pieces of memory apart, and gives back what work has left behind, now and then as jobs end.

    The C library of Linux puts images and arrays among everything else once it has seen some come and go, and what they
    leave fits nothing: after opening a dataset of COCO's size that was more than what the program needs itself, and it
    grew with every image that was looked at.

    Parameters
    ----------
    jobs
        Where it is done, as kind ``"memory"``.
    now
        Seconds, of a clock that never goes back.
    """

    def __init__(
        self, jobs: Jobs, parent: QObject | None = None, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._now = now
        self._given_back_at = -_SECONDS_BETWEEN
        _call("mallopt", ctypes.c_int(_M_MMAP_THRESHOLD), ctypes.c_int(_LARGE))
        jobs.ended.connect(self._give_back)

    def _give_back(self, kind: str) -> None:
        if kind == "memory" or self._now() - self._given_back_at < _SECONDS_BETWEEN:
            return
        self._given_back_at = self._now()
        self._jobs.start("memory", give_back, None, lambda answer: None)


def give_back(request: None, progress: Progress) -> None:
    """Give it back, where the system has a call for that."""
    _call("malloc_trim", ctypes.c_size_t(0))


def _call(name: str, *values: object) -> None:
    """Call a function of glibc; other C libraries have none of these, and do not need them."""
    function = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    if function is not None:
        function(*values)
