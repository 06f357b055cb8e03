"""What became of predictions, as little as precision and recall depend on.

Precision at a recall depends on the true positives alone: how many there are up to one, and how many predictions
count up to it. So a category is kept as its *events*: for each area range and IoU threshold, in falling score, the
true positives, and the predictions that do not count although they lie in the area range, because what they match is
to be ignored. An event is packed into one number, so that events sort by column (area range, then IoU threshold), then
by the prediction's position in its `CategoryRanking`.
"""

from __future__ import annotations

import numpy as np

from engine.data.dataset import Bool, Int
from engine.evaluation.matching import Matched

# What an event is; the value less one is by how much it changes the number of predictions that count.
_NOT_COUNTED = 0
_TRUE_POSITIVE = 1
_TRUE_POSITIVE_OF_OTHER_AREA = 2

_KIND_BITS = 2
_POSITION_BITS = 40
_COLUMN_SHIFT = _POSITION_BITS + _KIND_BITS


def events_of(matched: Matched, ignored: Bool, in_range: Bool, positions: Int) -> Int:
    """Events of some predictions of one category, ascending.

    Parameters
    ----------
    matched
    ignored : (A, g) bool
        Which annotations are to be ignored in each area range.
    in_range : (A, d) bool
        Whether the predictions' areas lie in each range.
    positions : (d,) int64
        Where the predictions stand in the category's ranking.

    Returns
    -------
    (e,) int64
    """
    thresholds = matched.annotations.shape[1]
    row, threshold = np.nonzero(matched.annotations >= 0)
    area, prediction = matched.areas[row], matched.predictions[row]
    not_counted = ignored[area, matched.annotations[row, threshold]]
    inside = in_range[area, prediction]
    kind = np.where(not_counted, _NOT_COUNTED, np.where(inside, _TRUE_POSITIVE, _TRUE_POSITIVE_OF_OTHER_AREA))
    events = (area * thresholds + threshold) << _COLUMN_SHIFT | positions[prediction] << _KIND_BITS | kind
    return np.sort(events[~not_counted | inside])


def replace_events(events: Int, positions: Int, new: Int, columns: int) -> tuple[Int, Int]:
    """Events with those of some predictions replaced.

    Parameters
    ----------
    events : (e,) int64
        Ascending.
    positions : (p,) int64
        Of the predictions whose events go, a few of them.
    new : (f,) int64
        Their new events, ascending.
    columns
        How many there are.

    Returns
    -------
    (g,) int64
        The events, ascending.
    (c,) int64
        The columns in which they are not what they were, ascending.
    """
    sought = np.arange(columns)[:, None] << _COLUMN_SHIFT | np.sort(positions) << _KIND_BITS
    start = np.searchsorted(events, sought.ravel())
    old = start[np.searchsorted(events, sought.ravel() + (1 << _KIND_BITS)) > start]
    gone, come = old[_absent(events[old], new)], new[_absent(new, events[old])]
    changed = np.unique(np.concatenate([events[gone], come]) >> _COLUMN_SHIFT)
    if not len(changed):
        return events, changed
    kept = np.delete(events, gone) if len(gone) else events
    return np.insert(kept, np.searchsorted(kept, come), come) if len(come) else kept, changed


def _absent(values: Int, others: Int) -> Bool:
    """Which of some numbers are not among others, both ascending; for a few a fraction of ``np.isin``'s cost."""
    if not len(others):
        return np.ones(len(values), np.bool_)
    nearest: Bool = others[np.minimum(np.searchsorted(others, values), len(others) - 1)] != values
    return nearest


def capped_events(events: Int, kept: Bool, positions: Int) -> Int:
    """Events of the predictions that are kept, at their new positions.

    Parameters
    ----------
    events : (e,) int64
    kept : (d,) bool
    positions : (d,) int64
    """
    old = positions_of(events)
    staying = kept[old]
    events, old = events[staying], old[staying]
    return events + ((positions[old] - old) << _KIND_BITS)


def events_in(events: Int, columns: Int) -> tuple[Int, Int]:
    """Events of some columns, and where each column begins among them.

    Parameters
    ----------
    events : (e,) int64
        Ascending.
    columns : (c,) int64
        Ascending.

    Returns
    -------
    (f,) int64
    (c + 1,) int64
    """
    starts = np.searchsorted(events, columns << _COLUMN_SHIFT)
    stops = np.searchsorted(events, (columns + 1) << _COLUMN_SHIFT)
    parts = [events[start:stop] for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]
    bounds = np.zeros(len(columns) + 1, np.int64)
    np.cumsum(stops - starts, out=bounds[1:])
    return np.concatenate([events[:0], *parts]), bounds


def events_of_areas(events: Int, areas: slice, thresholds: int) -> Int:
    """Events of some area ranges, numbered from 0 as if there were no others.

    Parameters
    ----------
    events : (e,) int64
        Ascending.
    areas
        From which to which.
    thresholds
        Number of IoU thresholds.
    """
    first, after = (area * thresholds << _COLUMN_SHIFT for area in (areas.start, areas.stop))
    start, stop = np.searchsorted(events, (first, after))
    own = events[start:stop]
    return own - first if first else own


def positions_of(events: Int) -> Int:
    """Place of each event's prediction in its `CategoryRanking`, (e,) int64."""
    return events >> _KIND_BITS & (1 << _POSITION_BITS) - 1


def is_true_positive(events: Int) -> Bool:
    """Which events are true positives, (e,) bool."""
    true: Bool = events & 3 != _NOT_COUNTED
    return true


def counted_more(events: Int) -> Int:
    """By how much each event changes the number of predictions that count, against those in the area range.

    Returns
    -------
    (e,) int64
        -1, 0 or 1.
    """
    return (events & 3) - 1
