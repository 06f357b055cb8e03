"""How many batches a model is given at once."""

from __future__ import annotations

_QUICK = 0.1
"""Seconds a batch: of two slower ones at once a run could no longer be stopped within a second."""


class Callers:
    """Counts the batches at a model: one that runs and one that waits, or two that run and one that waits.

    A small model leaves part of a CPU unused, between its operations and where there is nothing to divide among cores.
    A second batch, run beside the first, uses it.

    Parameters
    ----------
    most
        How many threads may run the model at once.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.busy = 0
        self._share = most > 1
        self._seconds = float("inf")

    @property
    def at_once(self) -> int:
        """How many batches are to run at once: one until it is known how long one takes."""
        return self.most if self._share and self._seconds <= _QUICK else 1

    def has_room(self, *, is_timing: bool) -> bool:
        """Whether to give the model another batch.

        Parameters
        ----------
        is_timing
            Whether batches are timed to find their size, and so must run alone.
        """
        if self.most > 1 and (is_timing or self.at_once == 1):
            return self.busy == 0  # another thread would begin with the second at once
        return self.busy <= self.at_once

    def gave(self) -> None:
        """Count a batch."""
        self.busy += 1

    def came_back(self, seconds: float) -> None:
        """Count a batch that was given as done, after so many seconds on its thread."""
        # Those that ran beside it had their part of them.
        self._seconds = seconds / min(self.busy, self.at_once)
        self.busy -= 1

    def end_sharing(self) -> None:
        """Run one at a time from now on: two at once do not fit into memory."""
        self._share = False
