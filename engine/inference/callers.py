"""How many batches a model is given at once."""

from __future__ import annotations


class Callers:
    """Counts the batches at a model: those that run, one on each of its threads, and one that waits.

    Parameters
    ----------
    most
        How many threads may run the model at once.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.busy = 0
        self._shares = most > 1

    @property
    def at_once(self) -> int:
        """How many batches are to run at once."""
        return self.most if self._shares else 1

    def has_room(self, *, is_timing: bool) -> bool:
        """Whether to give the model another batch.

        Parameters
        ----------
        is_timing
            Whether batches are timed to find their size, and so must run alone.
        """
        if self.most > 1 and (is_timing or not self._shares):
            return self.busy == 0  # another thread would begin with the second at once
        return self.busy <= self.at_once

    def gave(self) -> None:
        """Count a batch."""
        self.busy += 1

    def came_back(self) -> None:
        """Count a batch that was given as done."""
        self.busy -= 1

    def end_sharing(self) -> None:
        """Run one at a time from now on: two at once do not fit into memory."""
        self._shares = False
