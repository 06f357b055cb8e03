"""Comments on the image as pins with numbers, as large at every zoom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from widgets.canvas.look import DARK
from widgets.canvas.view import PanZoomWidget
from widgets.theme import Scheme, theme_of

_OVER_IMAGES = theme_of(Scheme.DARK)
"""What is painted over an image is alike in all themes: the image is."""
_WIDTH, _HEIGHT = 24, 30


@dataclass(frozen=True, slots=True)
class PinMark:
    """A comment to be shown on the image.

    Attributes
    ----------
    id : int
        The comment's.
    number : int
        What stands on the pin.
    text : str
        What it says when one points at it.
    at_xy : tuple of 2 float
        Where its tip is, in image pixels.
    resolved : bool
    """

    id: int
    number: int
    text: str
    at_xy: tuple[float, float]
    resolved: bool


class Pins(QObject):
    """Keeps pins where their places are, whatever is zoomed and panned.

    Parameters
    ----------
    canvas
        What they lie over.
    """

    chosen = Signal(int)
    """Id of the comment whose pin was clicked."""

    def __init__(self, canvas: PanZoomWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._marks: tuple[PinMark, ...] = ()
        self._pins: list[_Pin] = []
        canvas.view_changed.connect(self._place)

    def set_marks(self, marks: Sequence[PinMark]) -> None:
        """Show these comments."""
        if tuple(marks) == self._marks:
            return
        self._marks = tuple(marks)
        for pin in self._pins:
            pin.hide()
            pin.deleteLater()
        self._pins = [self._pin(mark) for mark in marks]
        self._place()

    def _pin(self, mark: PinMark) -> _Pin:
        pin = _Pin(mark, self._canvas)
        pin.clicked.connect(partial(self.chosen.emit, mark.id))
        return pin

    def _place(self) -> None:
        ratio, taken = self._canvas.ratio, set[tuple[int, int]]()
        for mark, pin in zip(self._marks, self._pins, strict=True):
            x, y = (round(v / ratio) for v in self._canvas.view.point_to_screen(mark.at_xy))
            while (x, y) in taken:
                # Several on one box stand beside each other.
                x += _WIDTH
            taken.add((x, y))
            pin.move(QPoint(x - _WIDTH // 2, y - _HEIGHT))
            pin.setVisible(self._canvas.rect().contains(x, y))


class _Pin(QToolButton):
    def __init__(self, mark: PinMark, over: QWidget) -> None:
        super().__init__(over)
        self._mark = mark
        self.setObjectName(f"pin_{mark.id}")
        self.setFixedSize(QSize(_WIDTH, _HEIGHT))
        # Keys stay the canvas's; the inspector lists the same comments for them.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(mark.text)
        self.setAccessibleName(self.tr("Comment {number}").format(number=mark.number))
        self.setAccessibleDescription(mark.text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a drop with its tip at the place; one of a resolved comment is hollow."""
        body = QRectF(2, 2, _WIDTH - 4, _WIDTH - 4)
        path = QPainterPath()
        path.moveTo(_WIDTH / 2, _HEIGHT - 1)
        path.arcTo(body, 225, -270)
        path.closeSubpath()
        fill = DARK if self._mark.resolved else _OVER_IMAGES.warning
        ink = _OVER_IMAGES.warning if self._mark.resolved else DARK
        font = QFont(self.font())
        font.setBold(True)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(DARK, 3))
            painter.drawPath(path)
            painter.setPen(QPen(ink if self._mark.resolved else fill, 1.5))
            painter.setBrush(fill)
            painter.drawPath(path)
            painter.setPen(ink)
            painter.setFont(font)
            painter.drawText(body, Qt.AlignmentFlag.AlignCenter, str(self._mark.number))
