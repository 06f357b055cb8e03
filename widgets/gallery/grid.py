"""Where cells are on the wall; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Int


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of one size in rows, as many to a row as fit.

    Attributes
    ----------
    count : int
    width : int
        Of the wall, pixels.
    cell_wh : tuple of 2 int
        Of a cell with the space that belongs to it, pixels.
    """

    count: int
    width: int
    cell_wh: tuple[int, int]

    @property
    def columns(self) -> int:
        """Cells in a row."""
        return max(self.width // self.cell_wh[0], 1)

    @property
    def rows(self) -> int:
        """Rows, the last of them perhaps not full."""
        return -(-self.count // self.columns)

    @property
    def height(self) -> int:
        """Of all rows, pixels."""
        return self.rows * self.cell_wh[1]

    def corner(self, position: int) -> tuple[int, int]:
        """Left and top of a cell, on the wall as a whole."""
        row, column = divmod(position, self.columns)
        return self._left + column * self.cell_wh[0], row * self.cell_wh[1]

    def between(self, top: int, bottom: int) -> range:
        """Positions of the cells in the rows that an interval touches; ``bottom`` is no longer part of it."""
        first = max(top // self.cell_wh[1], 0)
        last = max(-(-bottom // self.cell_wh[1]), first)
        return range(min(first * self.columns, self.count), min(last * self.columns, self.count))

    def at(self, x: int, y: int) -> int | None:
        """Position of the cell at a point of the wall."""
        column, row = (x - self._left) // self.cell_wh[0], y // self.cell_wh[1]
        position = row * self.columns + column
        inside = 0 <= column < self.columns and row >= 0 and position < self.count
        return position if inside else None

    def touched(self, left: int, top: int, right: int, bottom: int) -> Int:
        """Positions of the cells that a rectangle of the wall touches, (n,) int64."""
        width, height = self.cell_wh
        first = max((left - self._left) // width, 0)
        last = min((right - self._left) // width, self.columns - 1)
        rows = np.arange(max(top // height, 0), min(bottom // height, self.rows - 1) + 1)
        positions = (rows[:, None] * self.columns + np.arange(first, last + 1)).ravel()
        return positions[positions < self.count]

    def after(self, here: int, columns: int, rows: int) -> int:
        """The position so many cells to the right and rows down; up and down lead straight, or to the last cell."""
        to = here + columns + rows * self.columns
        if abs(rows) == 1 and not 0 <= to < self.count:
            # The last row may be shorter than the one above it.
            above_the_last = rows > 0 and here // self.columns < self.rows - 1
            return self.count - 1 if above_the_last else here
        return min(max(to, 0), self.count - 1)

    @property
    def _left(self) -> int:
        """What is left over stands on both sides."""
        return max(self.width - self.columns * self.cell_wh[0], 0) // 2
