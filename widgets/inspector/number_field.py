"""A number to read, and to type another one over."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from widgets.choice import CONFIRMING, STEPPING, claims
from widgets.theme import tabular

_Key = Qt.Key
_TYPING = (*CONFIRMING, *STEPPING, _Key.Key_Escape, _Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down)


class NumberField(QLineEdit):
    """Shows a number with one decimal, all of them while somebody types; Enter takes it, Esc leaves it.

    Parameters
    ----------
    name
        For screen readers.
    """

    entered = Signal(float)
    """Another number."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._number = 0.0
        self.setFont(tabular(self.font()))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("quiet", True)
        self.setMinimumWidth(56)

    @property
    def number(self) -> float:
        """What is shown."""
        return self._number

    def show_number(self, number: float) -> None:
        """Show this, whatever was being typed."""
        self._number = number
        self.setToolTip(repr(number))
        self._restore()

    def event(self, event: QEvent) -> bool:
        """Claim the keys that the window would take while someone types."""
        if claims(event, _TYPING):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show all decimals, to be typed over."""
        super().focusInEvent(event)
        self.setText(f"{self._number:.10g}")
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was not entered is forgotten."""
        super().focusOutEvent(event)
        self._restore()

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001
        """Tab enters the number and goes on to the next field."""
        self._enter()
        return super().focusNextPrevChild(forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the number, Esc does not; Up and Down change it by one."""
        if event.key() in CONFIRMING:
            if self._enter():
                self.clearFocus()
        elif event.key() == _Key.Key_Escape:
            self.clearFocus()
        elif event.key() in (_Key.Key_Up, _Key.Key_Down):
            number = self._typed()
            if number is not None:
                self.setText(f"{number + (1 if event.key() == _Key.Key_Up else -1):.10g}")
        else:
            super().keyPressEvent(event)

    def _typed(self) -> float | None:
        try:
            number = float(self.text().strip().replace(",", "."))
        except ValueError:
            return None
        return number if isfinite(number) else None

    def _enter(self) -> bool:
        """Take the number; False where it is none, and the text stays to be mended."""
        number = self._typed()
        if number is None:
            self.selectAll()
            return False
        if f"{number:.10g}" != f"{self._number:.10g}":
            self.entered.emit(number)
        return True

    def _restore(self) -> None:
        if not self.hasFocus():
            self.setText(f"{self._number:,.1f}")
            self.setCursorPosition(0)
