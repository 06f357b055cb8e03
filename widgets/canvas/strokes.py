"""Outlines of many boxes at once, solid or dashed, straight from arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from engine.data.dataset import Float, Int
from widgets.canvas.look import CASING, Look, class_colour


class Dash(NamedTuple):
    """A pattern, in line widths."""

    line: float
    gap: float


SHORT, LONG = Dash(4, 2.5), Dash(9, 4)

_FARTHEST = 30_000.0
_FARTHEST_WHOLE = float(1 << 24)

Rects = NDArray[np.int32]


class Strokes:
    """Paints outlines: filled rectangles on whole pixels, which Qt does ten times as quickly as stroked ones.

    Boxes are (n, 4) float64 in screen pixels, categories (n,) int64, widths logical pixels. The painter's
    unit must be the physical pixel.
    """

    def __init__(self, look: Look) -> None:
        self._look = look

    def solid(self, painter: QPainter, screen: Float, colour: QColor, width: float) -> None:
        """Paint outlines."""
        _fill(painter, colour, outlines(screen, self._look.px(width)))

    def by_group(
        self,
        painter: QPainter,
        screen: Float,
        groups: Int,
        width: float,
        colour_of: Callable[[int], QColor] = class_colour,
    ) -> None:
        """Paint outlines in the colours of their groups: of their classes, unless another colouring is given."""
        order = np.argsort(groups, kind="stable")
        rects = outlines(screen[order], self._look.px(width))
        for group, run in _runs(groups[order]):
            _fill(painter, colour_of(group), rects[run])

    def dashed(self, painter: QPainter, screen: Float, colour: QColor, width: float, area: QRect) -> None:
        """Paint the dashed outlines in an area, dark in the gaps: they are seen on light and on dark."""
        rects = outlines(screen, self._look.px(width))
        _fill(painter, CASING, rects)
        _fill(painter, colour, self._dashes(rects, area, SHORT)[0])

    def dashed_by_group(
        self,
        painter: QPainter,
        screen: Float,
        groups: Int,
        width: float,
        area: QRect,
        colour_of: Callable[[int], QColor] = class_colour,
        *,
        dash: Dash = SHORT,
    ) -> None:
        """Paint the dashed outlines in an area in the colours of their groups."""
        order = np.argsort(groups, kind="stable")
        rects = outlines(screen[order], self._look.px(width))
        _fill(painter, CASING, rects)
        dashes, boxes = self._dashes(rects, area, dash)
        for group, run in _runs(groups[order][boxes]):
            _fill(painter, colour_of(group), dashes[run])

    def _dashes(self, rects: Rects, area: QRect, dash: Dash) -> tuple[Rects, Int]:
        """Outlines cut into dashes, (m, 4), as far as they lie in an area; and the box of each, (m,), ascending."""
        lines = rects.reshape(-1, 4)
        across = lines[:, 2] - lines[:, 0] > lines[:, 3] - lines[:, 1]
        start = np.where(across, lines[:, 0], lines[:, 1])
        end = np.where(across, lines[:, 2], lines[:, 3]) + 1
        line = np.minimum(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]).max(initial=0) + 1
        length, period = round(dash.line * line), round((dash.line + dash.gap) * line)
        # Dashes begin at the corners; only those in sight are made, of however long a line.
        first = np.maximum((np.where(across, area.left(), area.top()) - start) // period, 0)
        last = np.minimum(np.where(across, area.right(), area.bottom()) + 1, end) - start
        counts = np.maximum(-(-last // period) - first, 0)
        of = np.repeat(np.arange(len(lines)), counts)
        number = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts) + first[of]
        begins = start[of] + number * period
        ends = np.minimum(begins + length, end[of]) - 1
        cut = lines[of]
        lies = across[of]
        cut[lies, 0], cut[lies, 2] = begins[lies], ends[lies]
        cut[~lies, 1], cut[~lies, 3] = begins[~lies], ends[~lies]
        return cut, of // 4


def outlines(screen: Float, line: int) -> Rects:
    """The outlines of boxes as four filled rectangles each, which do not overlap, (n, 4, 4) int32.

    The lines lie on the boxes' edges, half in and half out: upper, lower, left, right. Each is left, top,
    right, bottom, inclusive, as QRect holds it.
    """
    reachable = np.clip(screen, -_FARTHEST_WHOLE, _FARTHEST_WHOLE)
    # Not np.round: it rounds halves to even, so that a pan would shift some edges more than others.
    whole = np.floor(reachable + 0.5).astype(np.int32) - line // 2
    left, top = whole[:, 0], whole[:, 1]
    right = np.maximum(whole[:, 2], left + line) + line - 1
    bottom = np.maximum(whole[:, 3], top + line) + line - 1
    rects = np.empty((len(screen), 4, 4), np.int32)
    for i, sides in enumerate((
        (left, top, right, top + line - 1),
        (left, bottom - line + 1, right, bottom),
        (left, top + line, left + line - 1, bottom - line),
        (right - line + 1, top + line, right, bottom - line),
    )):  # fmt: skip
        for j, side in enumerate(sides):
            rects[:, i, j] = side
    return rects


def near(screen: Float) -> Float:
    """Boxes in screen pixels, cut off where Qt's painting with floats becomes slow or wrong."""
    return np.clip(screen, -_FARTHEST, _FARTHEST)


def _runs(categories: Int) -> Iterator[tuple[int, slice]]:
    """Each category of an ascending array, and where it is."""
    present, starts = np.unique(categories, return_index=True)
    ends = [*starts[1:].tolist(), len(categories)]
    for category, start, end in zip(present.tolist(), starts.tolist(), ends, strict=False):
        yield category, slice(start, end)


def _fill(painter: QPainter, colour: QColor, rects: Rects) -> None:
    """Fill rectangles, (..., 4) and contiguous; Qt reads them from the array as its own."""
    if rects.size:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        # A QRect is four 32-bit integers; the first stands for all that follow it in memory.
        first: QRect = shiboken6.wrapInstance(rects.ctypes.data, QRect)  # type: ignore[assignment]
        painter.drawRects(first, rects.size // 4)
