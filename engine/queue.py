"""The order in which flags come before the reviewer."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.data.flag import Flag, FlagKind, QueueEntry, VerdictKind
from engine.data.loss import Loss, Losses

Queue = tuple[QueueEntry, ...]
"""What a lead returned, then flags by what their correction is worth: probability times size of the change of AP.

Flags without a price (no suggestion, or not priced yet) follow, the more suspicious first; the order is total, so the
same flags always stand in the same order.
"""

_PARTS = {
    FlagKind.WRONG_CLASS: "category",
    FlagKind.BAD_LOCATION: "place",
    FlagKind.SPURIOUS_LABEL: "existence",
}


def make_entries(
    flags: Iterable[Flag],
    prices: Mapping[str, float],
    verdicts: Mapping[str, VerdictKind],
    losses: Losses | None = None,
) -> list[QueueEntry]:
    """Put flags together with what is known of them, in the order given; the arguments are those of `make_queue`."""
    flags = tuple(flags)
    known: list[Loss | None] = [None] * len(flags)
    if losses is not None:
        # Ids begin at 1: no label has 0.
        known = losses.of_each([flag.annotation_id or 0 for flag in flags])
        known = [_shown(flag, loss) if flag.known else loss for flag, loss in zip(flags, known, strict=True)]
    return [
        QueueEntry(flag, prices.get(flag.key), verdicts.get(flag.key), loss, awaited=losses is not None)
        for flag, loss in zip(flags, known, strict=True)
    ]


def _shown(flag: Flag, loss: Loss | None) -> Loss | None:
    """The loss that a known answer is shown with: a model's doubt has its score as the part of its kind."""
    part = _PARTS.get(flag.kind)
    return loss if loss is None or part is None else replace(loss, **{part: flag.score})


def make_queue(
    flags: Iterable[Flag],
    prices: Mapping[str, float],
    verdicts: Mapping[str, VerdictKind],
    losses: Losses | None = None,
) -> Queue:
    """Put flags in the queue's order.

    Parameters
    ----------
    flags
        In any order.
    prices, verdicts
        By `Flag.key`.
    losses
        Of every label; None without a model.
    """
    return tuple(sorted(make_entries(flags, prices, verdicts, losses), key=_rank))


def patch_queue(queue: Queue, gone: Iterable[QueueEntry], come: Iterable[QueueEntry]) -> Queue:
    """A queue after some flags changed: what `make_queue` gives, at the cost of the few that did.

    Parameters
    ----------
    queue
    gone
        Entries that are to leave it, as they stand in it; those that are not in it do no harm.
    come
        Entries to put in, some of them perhaps in the place of one that leaves.
    """
    kept = list(queue)
    for entry in gone:
        place = bisect_left(kept, _rank(entry), key=_rank)
        if place < len(kept) and kept[place].flag.key == entry.flag.key:
            del kept[place]
    for entry in come:
        insort(kept, entry, key=_rank)
    return tuple(kept)


def _rank(entry: QueueEntry) -> tuple[bool, float, float, int, int, str]:
    flag = entry.flag
    own = flag.kind not in (FlagKind.RETURNED, FlagKind.CONFLICT)
    return own, -abs(entry.expected_price or 0.0), -flag.score, flag.image, flag.annotation_id or 0, flag.key
