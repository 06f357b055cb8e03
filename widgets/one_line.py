"""A text on one line, or a few, cut where there is no room for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class OneLine(QLabel):
    """Takes what room there is, and says all of it to whoever points at it or hears it.

    Parameters
    ----------
    lines
        How many it may have at most.
    """

    def __init__(self, lines: int = 1) -> None:
        super().__init__()
        self._whole = ""
        self._lines = lines
        self.setWordWrap(lines > 1)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def whole(self) -> str:
        """All of the text."""
        return self._whole

    def set_whole(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setAccessibleName(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut it anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        # Lines break at words: each but the last has some room left.
        room = self.width() * (1 if self._lines == 1 else self._lines - 0.5)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, int(room))
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)
