"""What of the queue is shown, in which order, and at which row of the table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain

import numpy as np

from engine.data.dataset import Int
from engine.data.flag import QueueEntry
from engine.data.image_state import ImageState
from widgets.queue.filter import Filter
from widgets.queue.groups import group_by_image, places_of
from widgets.queue.model import Heading
from widgets.queue.order import Order
from widgets.queue.rows import Rows
from widgets.state import image_mark


class Shown:
    """The entries that pass a filter.

    Parameters
    ----------
    rows
    wanted
    order
        Of the entries, and by the first of each image of the images.
    grouped
        Whether they stand under a heading for each image.

    Attributes
    ----------
    indices : (m,) int64
        Of the entries, in the order to walk through them, those of folded images included.
    at : (r,) int64
        What stands at each row of the table: the index of an entry, or -1 less the number of a group for its heading.
    """

    def __init__(self, rows: Rows, wanted: Filter, order: Order, *, grouped: bool) -> None:
        self._rows = rows
        self.indices = rows.ordered(rows.passing(wanted), order)
        self._groups = None
        self._folded: Collection[int] = ()
        if grouped:
            self._groups = group_by_image(self.indices, rows.columns.images, rows.columns.worths)
            self.indices = self._groups.order
        self.at = self.indices

    def fold(self, images: Collection[int]) -> None:
        """Leave only the headings of these images in the table."""
        self._folded = images
        if self._groups is not None:
            self.at = places_of(self._groups, images)

    @property
    def images(self) -> Int:
        """The images that have an entry, (k,) int64, ascending."""
        return np.flatnonzero(np.bincount(self._rows.columns.images[self.indices]))

    def image_of_heading(self, row: int) -> int | None:
        """The image whose heading stands at a row; None for an entry."""
        group = -1 - int(self.at[row])
        return int(self._groups.images[group]) if group >= 0 and self._groups is not None else None

    def heading(self, group: int, others: Mapping[int, str]) -> Heading:
        """The heading of a group; ``others`` are the names of those who have images, by index of image."""
        groups = self._groups
        assert groups is not None
        image = int(groups.images[group])
        name, folded = self._rows.image_names[image], image in self._folded
        mark = image_mark(self._rows.states.get(image, ImageState()), others.get(image, ""))
        return Heading(name, int(groups.counts[group]), float(groups.worths[group]), folded, mark)

    def entries(self) -> tuple[QueueEntry, ...]:
        """All of them."""
        entries = self._rows.entries
        return tuple(entries[index] for index in self.indices.tolist())

    def row_of(self, index: int | None) -> int | None:
        """Row of an entry, by index; None where it has none."""
        if index is None:
            return None
        found = np.flatnonzero(self.at == index)
        return int(found[0]) if len(found) else None

    def following(self, index: int | None) -> Iterator[QueueEntry]:
        """The entries after one, to the end and then from the top; all of them where that one is not shown."""
        entries, start = self._rows.entries, self._start(index)
        indices = chain(self.indices[start:], self.indices[: max(start - 1, 0)])
        return (entries[index] for index in indices)

    def next_waiting(self, index: int | None) -> QueueEntry | None:
        """The first entry after one that waits for a verdict; None where there is none down to the end."""
        below = self.indices[self._start(index) :]
        return self._first(below[self._rows.waiting[below]])

    def previous(self, index: int | None) -> QueueEntry | None:
        """The entry before one."""
        start = self._start(index)
        return self._first(self.indices[max(start - 2, 0) : max(start - 1, 0)])

    def first(self) -> QueueEntry | None:
        """The entry at the top."""
        return self._first(self.indices)

    def waiting(self, key: str) -> QueueEntry | None:
        """The entry whose flag has this key, if it is among them and waits for a verdict."""
        index = self._rows.index_of(key)
        if index is None or not self._rows.waiting[index] or not (self.indices == index).any():
            return None
        return self._rows.entries[index]

    def _start(self, index: int | None) -> int:
        """Place behind an entry; 0 where it is none of them."""
        if index is None:
            return 0
        found = np.flatnonzero(self.indices == index)
        return int(found[0]) + 1 if len(found) else 0

    def _first(self, indices: Int) -> QueueEntry | None:
        return self._rows.entries[int(indices[0])] if len(indices) else None
