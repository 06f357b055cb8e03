"""How many there are, from two searches of which neither found all: capture and recapture."""

from __future__ import annotations

from collections.abc import Callable

from engine.errors import EngineError
from engine.sampling.tail import hypergeometric_tail


def chapman(first: int, second: int, both: int) -> float:
    """Estimate of a total from what one search found, what another found, and what both did.

    Chapman's correction of Lincoln and Petersen (University of California Publications in Statistics 1, 1951); the
    second search must find each with the same chance, whether the first found it or not.
    """
    _require_counts(first, second, both)
    return (first + 1) * (second + 1) / (both + 1) - 1


def total_interval(
    first: int, second: int, both: int, risk: float, at_most: int | None = None
) -> tuple[int, int | None]:
    """Interval of that total: those for which as many in both, or a number further off, is likelier than risk / 2.

    Exact: ``both`` has a hypergeometric distribution, where the second search is by chance.

    Parameters
    ----------
    first, second, both
    risk
        The chance that it does not hold, 0 to 1.
    at_most
        What the total cannot exceed; None: nothing.

    Returns
    -------
    int, int or None
        Both included; None: there is no upper end.
    """
    _require_counts(first, second, both)
    seen = first + second - both

    # The larger the total, the fewer are likely to be found twice.
    def too_few(total: int) -> bool:
        return float(hypergeometric_tail(both, second, first, total)) <= risk / 2

    def not_too_many(total: int) -> bool:
        return both == 0 or 1.0 - float(hypergeometric_tail(both - 1, second, first, total)) > risk / 2

    high = None if both == 0 and at_most is None else _last(seen, at_most, not_too_many)
    low = seen if not too_few(seen) else _last(seen, high, too_few) + 1
    # Counts that no total makes likely: the nearest one.
    return low if high is None else min(low, high), high


def _last(low: int, high: int | None, holds: Callable[[int], bool]) -> int:
    """The last number from ``low`` up to ``high`` for which something holds that holds for all before it, too."""
    step = 1
    while (high is None or low + step <= high) and holds(low + step):
        low, step = low + step, 2 * step
    limit = low + step if high is None else min(low + step, high + 1)
    while limit - low > 1:
        middle = (low + limit) // 2
        low, limit = (middle, limit) if holds(middle) else (low, middle)
    return low


def _require_counts(first: int, second: int, both: int) -> None:
    if not 0 <= both <= min(first, second):
        message = f"{both} found by both of {first} and {second} cannot be"
        raise EngineError(message)
