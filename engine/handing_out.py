"""Which images to hand out first."""

from __future__ import annotations

from collections.abc import Iterable

from engine.data.flag import QueueEntry
from engine.data.lease import Wish


def images_by_worth(queue: Iterable[QueueEntry], wish: Wish) -> tuple[int, ...]:
    """The images with a flag that waits and is as wished, those first whose best flag is worth most.

    Parameters
    ----------
    queue
        In the queue's own order.
    wish

    Returns
    -------
    tuple of int
        Indices of images, each once; more than are wished for, since others may have some of them.
    """
    return tuple(
        dict.fromkeys(
            entry.flag.image
            for entry in queue
            if entry.verdict is None
            and wish.category in (None, entry.flag.category)
            and wish.kind in (None, entry.flag.kind)
        )
    )
