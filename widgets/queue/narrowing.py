"""The line that says to which boxes the queue is narrowed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from widgets.icons import set_icon
from widgets.key_text import Hints, with_key
from widgets.theme import GRID
from widgets.words import translated


class NarrowingLine(QWidget):
    """What the queue is narrowed to, with the way back."""

    def __init__(self) -> None:
        super().__init__()
        self._title = QLabel()
        self._title.setObjectName("narrowing")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self.all_flags = QPushButton(self.tr("All flags"))
        self.all_flags.setObjectName("all_flags")
        self.all_flags.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(self.all_flags, "cancel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._title, 1)
        layout.addWidget(self.all_flags)
        self.active = False
        self.show_title(None)

    def set_keys(self, keys: Hints) -> None:
        """Name these keys."""
        self.all_flags.setToolTip(with_key(self.tr("Show every flag again"), keys["all_flags"]))

    def show_title(self, title: str | None) -> None:
        """Say what the boxes have in common; None: the queue holds every flag."""
        self.active = title is not None
        self._title.setText(translated(title or ""))
        self.setVisible(title is not None)
