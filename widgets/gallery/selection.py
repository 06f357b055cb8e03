"""Which boxes of the wall are selected; no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto

import numpy as np

from engine.data.dataset import Int


class Reach(Enum):
    """What a click or a key does to the selection."""

    ONE = auto()
    """That box alone."""
    TOGGLE = auto()
    """That box more, or less."""
    RANGE = auto()
    """All from the last one chosen to this one."""


class Selection:
    """Selected boxes by id, and the cell at which keys act.

    Positions are those of the ids shown; ids stay selected while the order changes.
    """

    def __init__(self) -> None:
        self.shown: Int = np.zeros(0, np.int64)
        self.ids: set[int] = set()
        self.current: int | None = None
        self._anchor: int | None = None

    def show(self, ids: Int) -> None:
        """Other boxes are on the wall, or they stand in another order; what is gone is no longer selected."""
        at = None if self.current is None else int(self.shown[self.current])
        if self.ids:
            self.ids.intersection_update(ids.tolist())
        place = np.flatnonzero(ids == at) if at is not None else ids[:0]
        if len(place):
            self.current = int(place[0])
        elif self.current is not None:
            # Where a box was deleted, the next one has moved up.
            self.current = min(self.current, len(ids) - 1) if len(ids) else None
        self.shown = ids
        self._anchor = self.current

    def choose(self, position: int, reach: Reach) -> None:
        """Choose a cell."""
        box = int(self.shown[position])
        if reach is Reach.RANGE and self._anchor is not None:
            first, last = sorted((self._anchor, position))
            self.ids = set(self.shown[first : last + 1].tolist())
        elif reach is Reach.TOGGLE:
            self.ids.symmetric_difference_update({box})
            self._anchor = position
        else:
            self.ids = {box}
            self._anchor = position
        self.current = position

    def take(self, positions: Int, kept: Iterable[int]) -> None:
        """Select these cells, and keep some boxes selected."""
        self.ids = {*kept, *self.shown[positions].tolist()}

    def take_all(self) -> None:
        """Select every box shown."""
        self.ids = set(self.shown.tolist())

    def clear(self) -> None:
        """Select nothing."""
        self.ids = set()

    def in_order(self) -> list[int]:
        """The selected ids, in the order shown."""
        return [box for box in self.shown.tolist() if box in self.ids] if self.ids else []
