"""The order in which flags come before the reviewer."""

from collections.abc import Iterable, Mapping

from engine.data.flag import Flag, QueueEntry, VerdictKind


def make_queue(
    flags: Iterable[Flag], prices: Mapping[str, float], verdicts: Mapping[str, VerdictKind]
) -> tuple[QueueEntry, ...]:
    """Order flags by what their correction is worth: probability times size of the change of AP.

    Flags without a price (no suggestion, or not priced yet) follow, the more suspicious first; the
    order is total, so the same flags always stand in the same order.

    Parameters
    ----------
    flags
        In any order.
    prices, verdicts
        By `Flag.key`.
    """
    entries = [QueueEntry(flag, prices.get(flag.key), verdicts.get(flag.key)) for flag in flags]
    return tuple(
        sorted(
            entries,
            key=lambda entry: (
                -entry.expected_change,
                -entry.flag.score,
                entry.flag.image,
                entry.flag.annotation_id or 0,
                entry.flag.key,
            ),
        )
    )
