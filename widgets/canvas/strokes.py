"""Outlines of many boxes at once, solid or dashed, straight from arrays."""

from __future__ import annotations

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from engine.data.dataset import Float, Int
from widgets.canvas.look import CASING, Look, class_colour

_DASH, _GAP = 4, 2.5
"""In line widths."""
_FARTHEST = 30_000.0
"""Physical pixels: outside of any display, yet within what Qt can paint."""

Rects = NDArray[np.int32]


class Strokes:
    """Paints outlines: filled rectangles on whole pixels, which Qt does ten times as quickly as stroked ones.

    Widths are logical pixels. The painter's unit must be the physical pixel, and its brush origin the
    image's corner, so that dashes stay where they are on the image.
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        self._dashes: dict[tuple[int, int, bool], QBrush] = {}

    def solid(self, painter: QPainter, screen: Float, colour: QColor, width: float) -> None:
        """Paint outlines of boxes, (n, 4) in screen pixels."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        _fill(painter, outlines(screen, self._look.px(width)))

    def dashed(self, painter: QPainter, screen: Float, colour: QColor, width: float) -> None:
        """Paint dashed outlines, dark in the gaps: they are seen on light and on dark."""
        painter.setPen(Qt.PenStyle.NoPen)
        line = self._look.px(width)
        rects = outlines(screen, line)
        half = len(rects) // 2
        painter.setBrush(self._dash(colour, line, across=True))
        _fill(painter, rects[:half])
        painter.setBrush(self._dash(colour, line, across=False))
        _fill(painter, rects[half:])

    def by_class(self, painter: QPainter, screen: Float, categories: Int, width: float) -> None:
        """Paint outlines in the colours of their classes, (n,) int64."""
        for category in np.unique(categories).tolist():
            self.solid(painter, screen[categories == category], class_colour(category), width)

    def dashed_by_class(self, painter: QPainter, screen: Float, categories: Int, width: float) -> None:
        """Paint dashed outlines in the colours of their classes, (n,) int64."""
        for category in np.unique(categories).tolist():
            self.dashed(painter, screen[categories == category], class_colour(category), width)

    def _dash(self, colour: QColor, line: int, *, across: bool) -> QBrush:
        key = (colour.rgb(), line, across)
        if key not in self._dashes:
            dash, gap = round(_DASH * line), round(_GAP * line)
            size = (dash + gap, 1) if across else (1, dash + gap)
            image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(CASING)
            for i in range(dash):
                image.setPixelColor(*((i, 0) if across else (0, i)), colour)
            self._dashes[key] = QBrush(image)
        return self._dashes[key]


def outlines(screen: Float, line: int) -> Rects:
    """The outlines of boxes as filled rectangles that do not overlap, (4n, 4) int32.

    The lines lie on the boxes' edges, half in and half out. First come all upper and lower edges,
    then all left and right ones. Each row is left, top, right, bottom, inclusive, as QRect holds it.
    """
    # Not np.round: it rounds halves to even, so that a pan would shift some edges more than others.
    whole = np.floor(near(screen) + 0.5).astype(np.int32) - line // 2
    first = whole[:, :2]
    last = np.maximum(whole[:, 2:], first + line) + line - 1
    (left, top), (right, bottom) = first.T, last.T
    rects = np.concatenate([
        np.stack([left, top, right, top + line - 1], axis=1),
        np.stack([left, bottom - line + 1, right, bottom], axis=1),
        np.stack([left, top + line, left + line - 1, bottom - line], axis=1),
        np.stack([right - line + 1, top + line, right, bottom - line], axis=1),
    ])  # fmt: skip
    return np.ascontiguousarray(rects, np.int32)


def near(screen: Float) -> Float:
    """Boxes in screen pixels, cut off where Qt's painting with floats becomes slow or wrong."""
    return np.clip(screen, -_FARTHEST, _FARTHEST)


def _fill(painter: QPainter, rects: Rects) -> None:
    """Fill rectangles with the painter's brush; Qt reads them from the array as its own."""
    if len(rects):
        # A QRect is four 32-bit integers; the first stands for all that follow it in memory.
        first: QRect = shiboken6.wrapInstance(rects.ctypes.data, QRect)  # type: ignore[assignment]
        painter.drawRects(first, len(rects))
