"""Collecting what is wrong in a source while the rest of it is read."""

from collections import Counter
from pathlib import Path

from engine.data.address import place_name
from engine.data.dataset import Problem

_NAMED = 20
"""Problems of one kind that are told one by one; a broken converter breaks every record alike."""


class ProblemList:
    """What is wrong in a source: of each kind the first few records by name, the rest as a count.

    Problems are of one kind where they have the same remedy.

    Parameters
    ----------
    source
        The file or folder, for problems that name no file of their own.
    """

    def __init__(self, source: Path) -> None:
        self._source = str(source)
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()

    def add(self, record: str, problem: str, remedy: str, *, source: Path | None = None) -> None:
        """Add one problem; the arguments are those of `engine.errors.UserError`."""
        self._counts[remedy] += 1
        if self._counts[remedy] <= _NAMED:
            where = self._source if source is None else place_name(source)
            self._problems.append(Problem(where, record, problem, remedy))

    def all(self) -> tuple[Problem, ...]:
        """Every problem in the order found, then the counts of those not named."""
        rest = (
            Problem(
                self._source, f"{count - _NAMED} more", f"the same as the {_NAMED} that are named", remedy
            )
            for remedy, count in self._counts.items()
            if count > _NAMED
        )
        return (*self._problems, *rest)
