"""A kept picture of what does not change from frame to frame."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap, QRegion

from widgets.canvas.geometry import Size, View


class StillPicture:
    """The image with all boxes as painted last.

    Kept while only what is emphasised changes; after a pan it is shifted and just the strips that came
    into sight are painted.

    Parameters
    ----------
    paint
        Paints an area, in physical pixels, for a view.
    """

    def __init__(self, paint: Callable[[QPainter, View, QRect], None]) -> None:
        self._paint = paint
        self._pixels = QPixmap()
        self._view: View | None = None

    def forget(self) -> None:
        """What was painted is out of date."""
        self._view = None

    def pixels(self, view: View, viewport_wh: Size) -> QPixmap:
        """The picture for this view, brought up to date."""
        everything = QRect(0, 0, ceil(viewport_wh[0]), ceil(viewport_wh[1]))
        if self._pixels.size() != everything.size():
            self._pixels = QPixmap(everything.size())
            self.forget()
        if self._view != view:
            exposed = self._shift(view, everything)
            with QPainter(self._pixels) as painter:
                for area in rects_of(exposed):
                    painter.setClipRect(area)
                    self._paint(painter, view, area)
            self._view = view
        return self._pixels

    def _shift(self, view: View, everything: QRect) -> QRegion:
        """Shift what can be used; what cannot."""
        if self._view is None or self._view.zoom != view.zoom:
            return QRegion(everything)
        dx, dy = (new - old for new, old in zip(view.origin_xy, self._view.origin_xy, strict=True))
        if abs(dx) >= everything.width() or abs(dy) >= everything.height():
            return QRegion(everything)
        self._pixels.scroll(dx, dy, everything)
        return QRegion(everything) - QRegion(everything.translated(dx, dy))


def rects_of(region: QRegion) -> list[QRect]:
    """The rectangles a region is made of."""
    # PySide's stubs do not know that a region can be iterated over.
    rects: list[QRect] = list(region)  # type: ignore[call-overload]
    return rects
