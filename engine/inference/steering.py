"""Pause, resume, cancel: said on one thread, obeyed on another."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Steering:
    """What was said about requests; their numbers rise."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cancelled = -1
        self._paused: int | None = None
        self._wake: Callable[[], None] = lambda: None

    def on_change(self, wake: Callable[[], None]) -> None:
        """Have somebody told, on the thread that speaks, that something was said."""
        with self._lock:
            self._wake = wake

    def cancel(self, request: int) -> None:
        """Have a request stopped, also one that waits for its turn."""
        with self._lock:
            self._cancelled = max(self._cancelled, request)
            self._wake()

    def pause(self, request: int) -> None:
        """Have a request wait."""
        with self._lock:
            self._paused = request
            self._wake()

    def resume(self, request: int) -> None:
        """Have a request go on."""
        with self._lock:
            if self._paused == request:
                self._paused = None
            self._wake()

    def is_cancelled(self, request: int) -> bool:
        """See whether a request is to stop."""
        with self._lock:
            return request <= self._cancelled

    def is_paused(self, request: int) -> bool:
        """See whether a request is to wait."""
        with self._lock:
            return request == self._paused
