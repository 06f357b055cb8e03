"""A line for a short answer: Enter gives it, Esc leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from widgets.choice import CONFIRMING
from widgets.queue.find import TextField


class AnswerField(TextField):
    """Tells how somebody ended to type."""

    confirmed = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc end it."""
        if event.key() in CONFIRMING:
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
