"""Walk the controls of a panel with keys, where keys are the window's otherwise."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from widgets.choice import CONFIRMING, STEPPING

_Key = Qt.Key
_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
_PARTS = (QHeaderView, QScrollBar)
_WITH_PARTS = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)
_ARROWS = (_Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down)
_FAR = (_Key.Key_Home, _Key.Key_End, _Key.Key_PageUp, _Key.Key_PageDown)
_SOME_LINES_PX = 24
"""Controls whose tops are no further apart stand in one line."""


class Walk(QObject):
    """Leads through a panel: Tab to the next control, Esc back to where keys are the window's.

    While a control is walked to, it has the keys it is used with; the window has all the others, and has these again
    once the focus is elsewhere. A click into the panel is no walk.

    Parameters
    ----------
    panel
    home
        What gets the focus after Esc.
    """

    def __init__(self, panel: QWidget, home: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._home = home
        self._at: QWidget | None = None
        self._last: QWidget | None = None

    @property
    def panel(self) -> QWidget:
        """What is walked through."""
        return self._panel

    def enter(self) -> None:
        """Go to the control that was left last, or to the first."""
        controls = self.controls()
        if controls:
            self._go(self._last if self._last in controls else controls[0])

    def controls(self) -> list[QWidget]:
        """What can be used now, line by line."""
        found = [widget for widget in self._panel.findChildren(QWidget) if self._usable(widget)]
        places = {widget: widget.mapTo(self._panel, QPoint(0, 0)) for widget in found}
        found.sort(key=lambda widget: places[widget].y())
        lines: list[list[QWidget]] = []
        for widget in found:
            if lines and places[widget].y() - places[lines[-1][0]].y() < _SOME_LINES_PX:
                lines[-1].append(widget)
            else:
                lines.append([widget])
        return [widget for line in lines for widget in sorted(line, key=lambda widget: places[widget].x())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that the control is used with; step with Tab, leave with Esc."""
        control = self._at
        if control is None or watched is not control:
            return False
        if isinstance(event, QKeyEvent):
            key = _Key(event.key())
            if event.type() == QEvent.Type.ShortcutOverride and _uses(control, key, event.modifiers()):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._press(control, key)
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._lose(control, event.reason())
        return False

    def _press(self, control: QWidget, key: Qt.Key) -> bool:
        if key in STEPPING:
            self._step(1 if key == _Key.Key_Tab else -1)
        elif key == _Key.Key_Escape:
            if isinstance(control, QLineEdit) and control.text() and not control.isReadOnly():
                # It forgets its text first.
                return False
            self._leave()
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in CONFIRMING and isinstance(control, QAbstractButton):
            control.click()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        controls = self.controls()
        if controls:
            here = controls.index(self._at) if self._at in controls else -1
            self._go(controls[(here + by) % len(controls)])

    def _go(self, control: QWidget) -> None:
        self._leave()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        # Those that were never meant to have the focus by a click have it all the same.
        self._at = self._last = control
        control.installEventFilter(self)
        if isinstance(control, QComboBox):
            control.activated.connect(self._chosen)

    def _leave(self) -> None:
        if self._at is not None:
            self._at.removeEventFilter(self)
            if isinstance(self._at, QComboBox):
                self._at.activated.disconnect(self._chosen)
            self._at = None

    def _lose(self, control: QWidget, reason: Qt.FocusReason) -> None:
        if reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            # It comes back.
            return
        self._leave()
        if not self._usable(control):
            # What was done with it took it away, and Qt gave the focus to whatever comes next.
            QTimer.singleShot(0, self, self.enter)
        elif isinstance(control, QComboBox):
            QTimer.singleShot(0, self, self._resume)

    def _chosen(self) -> None:
        """Its list is still open, so that nobody hears of the focus it gives up."""
        QTimer.singleShot(0, self, self.enter)

    def _resume(self) -> None:
        """Go on where a choice gave the focus up, to nobody."""
        if QApplication.focusWidget() is None:
            self.enter()

    def _usable(self, widget: QWidget) -> bool:
        wanted = isinstance(widget, _CONTROLS) and not isinstance(widget, _PARTS)
        return wanted and widget.isVisible() and widget.isEnabled() and not self._is_part(widget)

    def _is_part(self, widget: QWidget) -> bool:
        """Whether it belongs to a control that is used as a whole."""
        above = widget.parentWidget()
        while above is not None and above is not self._panel:
            if isinstance(above, _WITH_PARTS):
                return True
            above = above.parentWidget()
        return widget.window() is not self._panel.window()


def _uses(control: QWidget, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
    """Whether a control is used with a key that the window would take."""
    if held & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return False
    if key in STEPPING or key == _Key.Key_Escape:
        return True
    if isinstance(control, QAbstractButton):
        return key in (*CONFIRMING, _Key.Key_Space)
    if isinstance(control, QComboBox):
        return key in (*CONFIRMING, *_ARROWS, _Key.Key_Space)
    if isinstance(control, QTabBar | QAbstractSlider):
        return key in (*_ARROWS, *_FAR)
    if isinstance(control, QLineEdit | QAbstractSpinBox):
        return key in (*CONFIRMING, *_ARROWS, *_FAR)
    # Tables say themselves what they take; the window's keys lead through most of them.
    return key in _FAR
