"""A callout over the window: a few words on one part of it, and a line around that part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.icons import set_icon
from widgets.key_text import with_key
from widgets.theme import GRID
from widgets.tour.place import place_beside, place_over

_WIDTH_PX = 320
_OUTLINE_PX, _RADIUS_PX, _AROUND_PX = 2, 6, 3
_MOVED = frozenset(
    {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the window.

    Attributes
    ----------
    widget : QWidget
    area : function that returns QRect, or None
        What of the widget is meant, in its logical pixels; None: all of it.
    """

    widget: QWidget
    area: Callable[[], QRect] | None = None

    def place(self) -> QRect:
        """Where it is now, in the window's logical pixels; empty where it is out of sight."""
        if not self.widget.isVisible():
            return QRect()
        window = self.widget.window()
        area = self.widget.rect() if self.area is None else self.area()
        area.translate(self.widget.mapTo(window, QPoint(0, 0)))
        for above in self.around():
            area = area.intersected(QRect(above.mapTo(window, QPoint(0, 0)), above.size()))
        return area

    def around(self) -> list[QWidget]:
        """The widget and all that hold it, up to the window."""
        found = [self.widget]
        while not found[-1].isWindow() and (above := found[-1].parentWidget()) is not None:
            found.append(above)
        return found


@dataclass(frozen=True, slots=True)
class Step:
    """What is said of one part.

    Attributes
    ----------
    title, text : str
    place, count : int
        Which step it is, from 1, of how many.
    next_key, leave_key : str
        Keys as people know them; empty where there is none.
    over : bool
        Whether the callout lies over the part, which is large, rather than beside it.
    """

    title: str
    text: str
    place: int
    count: int
    next_key: str = ""
    leave_key: str = ""
    over: bool = False


class Callout(QFrame):
    """Lies over the window and takes no focus by itself; what is around it can be used all the while.

    Parameters
    ----------
    window
        What it lies over.
    """

    next_clicked = Signal()
    leave_clicked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("card", True)
        self.setObjectName("tour")
        self.setFixedWidth(_WIDTH_PX)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(6 * GRID)
        shadow.setOffset(0, GRID)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(shadow)
        self._window = window
        self._outline = _Outline(window)
        self._part: Part | None = None
        self._over = False
        self._title = QLabel()
        self._title.setObjectName("tour_title")
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._count = QLabel()
        self._count.setProperty("muted", True)
        self._text = QLabel()
        self._text.setObjectName("tour_text")
        self._text.setWordWrap(True)
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._leave = QPushButton(self.tr("Leave the tour"))
        self._leave.setObjectName("tour_leave")
        self._leave.setProperty("link", True)
        self._next = QPushButton()
        self._next.setObjectName("tour_next")
        self._next.setProperty("primary", True)
        for button, signal in ((self._leave, self.leave_clicked), (self._next, self.next_clicked)):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(signal)
        self._lay_out()
        # What moves is often laid out in several goes.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._place)
        self.hide()
        self._outline.hide()

    def show_step(self, step: Step, part: Part) -> None:
        """Say this of a part, and stay beside it wherever it goes."""
        self._watch(on=False)
        self._part, self._over = part, step.over
        self._title.setText(step.title)
        self._text.setText(step.text)
        self._count.setText(self.tr("{place} of {count}").format(place=step.place, count=step.count))
        last = step.place == step.count
        self._next.setText(with_key(self.tr("Done") if last else self.tr("Next"), step.next_key))
        self._leave.setText(with_key(self.tr("Leave the tour"), step.leave_key))
        self._leave.setVisible(not last)
        self.setAccessibleName(f"{step.title}. {step.text}")
        self._watch(on=True)
        self.show()
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def leave(self) -> None:
        """Say no more."""
        self._watch(on=False)
        self._later.stop()
        self.hide()
        self._outline.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the part."""
        if event.type() in _MOVED and self.isVisible():
            self._later.start()
        return False

    def _watch(self, *, on: bool) -> None:
        """Hear of whatever may move the part."""
        for widget in () if self._part is None else self._part.around():
            if on:
                widget.installEventFilter(self)
            else:
                widget.removeEventFilter(self)

    def _place(self) -> None:
        assert self._part is not None
        part, room = self._part.place(), self._window.rect()
        self.resize(_WIDTH_PX, self.heightForWidth(_WIDTH_PX))
        place = place_over if self._over and not part.isEmpty() else place_beside
        self.move(place(part, self.size(), room))
        self._outline.surround(part)
        self.raise_()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        buttons = QHBoxLayout()
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        buttons.addWidget(self._next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(head)
        layout.addWidget(self._text)
        layout.addSpacing(GRID)
        layout.addLayout(buttons)
        set_icon(self._leave, "cancel")


class _Outline(QWidget):
    """A line around a part; the mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def surround(self, part: QRect) -> None:
        """Lie around a part, as far as the window goes; around none where it is empty."""
        window = self.parentWidget()
        assert window is not None
        around = part.adjusted(-_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX).intersected(window.rect())
        self.setGeometry(around)
        self.setVisible(not part.isEmpty())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colour of what has the focus."""
        half = _OUTLINE_PX / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), _OUTLINE_PX))
            area = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(area, _RADIUS_PX, _RADIUS_PX)
