"""A plot with what it says beside it, or why there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from widgets.theme import GRID

_SIDE_PX = 200


class Page(QWidget):
    """Content on the left, words on the right; or one sentence where there is nothing to show.

    Parameters
    ----------
    content
        The plot.
    controls
        Above the words: what can be chosen.
    """

    def __init__(self, content: QWidget, *controls: QWidget) -> None:
        super().__init__()
        self._said = QLabel()
        self._said.setObjectName("said")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setProperty("muted", True)
        self._why_not = QLabel()
        self._why_not.setObjectName("why_not")
        self._why_not.setWordWrap(True)
        self._why_not.setProperty("muted", True)
        self._why_not.setAlignment(Qt.AlignmentFlag.AlignCenter)
        side = QVBoxLayout()
        side.setSpacing(2 * GRID)
        for control in controls:
            side.addWidget(control)
        side.addWidget(self._said)
        side.addWidget(self._hint)
        side.addStretch(1)
        words = QWidget()
        words.setFixedWidth(_SIDE_PX)
        words.setLayout(side)
        side.setContentsMargins(0, 2 * GRID, 2 * GRID, 2 * GRID)
        shown = QWidget()
        shown.setBackgroundRole(QPalette.ColorRole.Base)
        shown.setAutoFillBackground(True)
        row = QHBoxLayout(shown)
        row.setContentsMargins(GRID, GRID, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(content, 1)
        row.addWidget(words)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(shown)
        self._stack.addWidget(self._why_not)
        self.say_why_not("")

    def say(self, said: str, hint: str) -> None:
        """Show the plot: what it says, and what can be done with it."""
        self._said.setText(said)
        self._hint.setText(hint)
        self._stack.setCurrentIndex(0)

    def say_why_not(self, sentence: str) -> None:
        """Show a sentence in place of the plot."""
        self._why_not.setText(sentence)
        self._stack.setCurrentIndex(1)
