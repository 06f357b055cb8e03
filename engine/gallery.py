"""What is known of each box, put together for a look at many of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from engine.data.dataset import Annotations, Bool
from engine.data.flag import Flag, FlagKind, QueueEntry, VerdictKind
from engine.data.gallery import FLAG_KINDS, NO_FLAG, Cells
from engine.data.loss import Losses

_PLACE_OF = {kind: place for place, kind in enumerate(FLAG_KINDS)}
_OF_A_LABEL = f"{FlagKind.LABEL}|"


def make_cells(
    annotations: Annotations,
    losses: Losses | None,
    queue: Iterable[QueueEntry],
    verdicts: Mapping[str, VerdictKind],
) -> Cells:
    """Put together what is known of each box.

    Parameters
    ----------
    annotations
    losses
        None without a model.
    queue
        Every flag, the one to review first at the front.
    verdicts
        By `Flag.key`.
    """
    count = len(annotations)
    kinds = np.full(count, NO_FLAG, np.int64)
    scores, prices = np.full(count, np.nan), np.full(count, np.nan)
    best: dict[int, QueueEntry] = {}
    for entry in queue:
        box = entry.flag.annotation_id
        if box is not None and entry.verdict is None and box not in best:
            best[box] = entry
    rows = np.searchsorted(annotations.ids, np.fromiter(best, np.int64, len(best)))
    for row, entry in zip(rows.tolist(), best.values(), strict=True):
        if row < count and annotations.ids[row] == entry.flag.annotation_id:
            kinds[row], scores[row] = _PLACE_OF[entry.flag.kind], entry.flag.score
            prices[row] = np.nan if entry.price is None else entry.price
    boxes = annotations.boxes_xyxy
    return Cells(
        ids=annotations.ids,
        images=annotations.images,
        categories=annotations.categories,
        areas=(boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]),
        losses=np.full(count, np.nan) if losses is None else losses.totals_of(annotations.ids),
        kinds=kinds,
        scores=scores,
        prices=prices,
        confirmed=_confirmed(annotations, verdicts),
    )


def _confirmed(annotations: Annotations, verdicts: Mapping[str, VerdictKind]) -> Bool:
    """Which labels somebody called right as they are now: a verdict on another box or class of it is void."""
    right = {
        key
        for key, verdict in verdicts.items()
        if verdict is VerdictKind.LABEL_IS_RIGHT and key.startswith(_OF_A_LABEL)
    }
    rows = np.flatnonzero(np.isin(annotations.ids, [Flag.annotation_of(key) for key in right]))
    confirmed = np.zeros(len(annotations), np.bool_)
    confirmed[rows] = [key in right for key in Flag.keys_of_labels(annotations.take(rows))]
    return confirmed
