"""What stands in the place of a queue that shows nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.theme import GRID


class EmptyNote(QWidget):
    """Why there is nothing to show, and the way out if filters hide it."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = QLabel()
        self._sentence.setObjectName("why_empty")
        self._sentence.setProperty("muted", True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setWordWrap(True)
        self.clear = QPushButton(self.tr("Show all that wait"))
        self.clear.setObjectName("show_all_waiting")
        self.clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addStretch(2)
        layout.addWidget(self._sentence)
        layout.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, sentence: str, *, clearable: bool) -> None:
        """Say why, and whether filters can be taken back."""
        self._sentence.setText(sentence)
        self.clear.setVisible(clearable)
