"""Memory that the program has let go of, given back to the system."""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject

from app.jobs import Jobs, Progress

_SECONDS_BETWEEN = 5.0


class Memory(QObject):
    """Gives back what work has left behind, now and then as jobs end.

    The C library of Linux keeps what arrays and images took, in pieces that fit nothing: after opening a dataset of
    COCO's size that is more than what the program needs itself, and it grows with every image that is looked at.

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
        jobs.ended.connect(self._give_back)

    def _give_back(self, kind: str) -> None:
        if kind == "memory" or self._now() - self._given_back_at < _SECONDS_BETWEEN:
            return
        self._given_back_at = self._now()
        self._jobs.start("memory", give_back, None, lambda answer: None)


def give_back(request: None, progress: Progress) -> None:
    """Give it back, where the system has a call for that."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        # Other C libraries than glibc have none, and do not need it.
        if trim is not None:
            trim(ctypes.c_size_t(0))
