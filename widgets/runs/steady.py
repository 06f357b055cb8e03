"""A text that changes often and moves nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from widgets.theme import tabular


class SteadyLabel(QLabel):
    """Wraps, and never gets lower than it once was at a width; a screen reader is told only what is to be said.

    Any label tells a screen reader of each new text. One with an accessible name tells of a new name alone.

    Parameters
    ----------
    lines
        How many lines it takes at least.
    """

    def __init__(self, parent: QWidget | None = None, *, lines: int = 1) -> None:
        super().__init__(parent)
        self._lines = lines
        self._highest: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setFont(tabular(self.font()))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str, *, speak: bool) -> None:
        """Show a text, and have it read out or not."""
        if speak or not self.accessibleName():
            self.setAccessibleName(text)
        if text != self.text():
            self.setText(text)

    def start_over(self) -> None:
        """Forget how high it was."""
        self._highest.clear()
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """As high as the highest text so far at this width."""
        needed = max(super().heightForWidth(width), self._lines * self.fontMetrics().lineSpacing())
        self._highest[width] = max(self._highest.get(width, 0), needed)
        return self._highest[width]
