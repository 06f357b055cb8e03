"""The line that says to which boxes the queue is narrowed, or whose images it is of."""

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
        self.give_back = QPushButton(self.tr("Give back"))
        self.give_back.setObjectName("give_back")
        self.give_back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(self.give_back, "give_back")
        self.give_back.setToolTip(self.tr("Let others have these images; what was done to them stays"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._title, 1)
        layout.addWidget(self.all_flags)
        layout.addWidget(self.give_back)
        self._narrowed: str | None = None
        self._work: str | None = None
        self._show()

    def set_keys(self, keys: Hints) -> None:
        """Name these keys."""
        self.all_flags.setToolTip(with_key(self.tr("Show every flag again"), keys["all_flags"]))

    @property
    def active(self) -> bool:
        """Whether the queue is narrowed to some boxes."""
        return self._narrowed is not None

    @property
    def is_work(self) -> bool:
        """Whether the queue is of images that were handed out."""
        return self._narrowed is None and self._work is not None

    def show_title(self, title: str | None) -> None:
        """Say what the boxes have in common; None: nothing."""
        self._narrowed = title
        self._show()

    def show_work(self, title: str | None) -> None:
        """Say which images were handed out, where the boxes have nothing else in common; None: none."""
        self._work = title
        self._show()

    def _show(self) -> None:
        title = self._work if self._narrowed is None else self._narrowed
        self._title.setText(translated(title or ""))
        self.all_flags.setVisible(self.active)
        self.give_back.setVisible(self.is_work)
        self.setVisible(title is not None)
