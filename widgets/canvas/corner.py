"""What lies in a corner over the canvas: a frame that stays there."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QFrame, QWidget

from widgets.theme import GRID

_MARGIN = 3 * GRID


class Corner(Enum):
    """A corner, as the shares of the room left that lie left of it and above it."""

    TOP_LEFT = (0, 0)
    TOP_RIGHT = (1, 0)
    BOTTOM_LEFT = (0, 1)
    BOTTOM_RIGHT = (1, 1)


class CornerFrame(QFrame):
    """A card in a corner of another widget, wherever that corner goes."""

    def __init__(self, over: QWidget, corner: Corner) -> None:
        super().__init__(over)
        self.setProperty("card", True)
        self.corner = corner
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the corner."""
        if event.type() is QEvent.Type.Resize and watched is self.parentWidget():
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Go to the corner, as large as is needed and has room."""
        over = self.parentWidget()
        assert over is not None
        self.resize(self.sizeHint().boundedTo(over.size() - QSize(2 * _MARGIN, 2 * _MARGIN)))
        self.move(self.place_in(self.corner).topLeft())

    def place_in(self, corner: Corner) -> QRect:
        """Where it would lie in a corner."""
        over = self.parentWidget()
        right, down = corner.value
        assert over is not None
        room = over.size() - self.size()
        x, y = (
            _MARGIN + share * max(free - 2 * _MARGIN, 0)
            for share, free in ((right, room.width()), (down, room.height()))
        )
        return QRect(QPoint(x, y), self.size())
