"""Seconds that something took, pauses not counted."""

from __future__ import annotations

import time
from collections.abc import Callable


class Stopwatch:
    """Stands at 0 until it is told to go on.

    Parameters
    ----------
    clock
        Gives the time in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._before = 0.0
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """That it has run for."""
        return self._before + (0.0 if self._since is None else self._clock() - self._since)

    def rate(self, count: int) -> float | None:
        """So many in a second; None where nothing was done yet."""
        seconds = self.seconds
        return count / seconds if count and seconds else None

    def go_on(self) -> None:
        """Run, if it does not."""
        if self._since is None:
            self._since = self._clock()

    def pause(self) -> None:
        """Stand still, if it runs."""
        self._before, self._since = self.seconds, None

    def reset(self) -> None:
        """Go back to 0; it runs if it did."""
        self._before, self._since = 0.0, None if self._since is None else self._clock()
