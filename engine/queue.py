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
    # Plain tuples compare in C; the key makes each unique, so that flags themselves are never compared.
    order = []
    for flag in flags:
        price = prices.get(flag.key)
        worth = 0.0 if price is None else flag.score * abs(price)
        order.append((-worth, -flag.score, flag.image, flag.annotation_id or 0, flag.key, flag, price))
    order.sort()
    return tuple(QueueEntry(flag, price, verdicts.get(key)) for *_, key, flag, price in order)
