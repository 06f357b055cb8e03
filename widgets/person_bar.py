"""Asks a person's name, once, in a line above the image; work goes on meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from widgets.answer_field import AnswerField
from widgets.icons import IconLabel
from widgets.theme import GRID

_FIELD_PX = 220


class PersonBar(QFrame):
    """Takes no focus by itself: whoever has something better to do leaves it standing."""

    entered = Signal(str)
    """A name, not empty."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("standing")
        icon = IconLabel(4 * GRID)
        icon.show_icon("person")
        self._says = QLabel(self.tr("What you do is kept under this name:"))
        self._field = AnswerField()
        self._field.setFixedWidth(_FIELD_PX)
        self._field.setAccessibleName(self.tr("Your name"))
        self._says.setBuddy(self._field)
        self._use = QPushButton(self.tr("Use it"))
        self._use.setAutoDefault(False)
        self._use.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(icon)
        layout.addWidget(self._says)
        layout.addWidget(self._field)
        layout.addWidget(self._use)
        layout.addStretch(1)
        self._field.confirmed.connect(self._enter)
        self._field.left.connect(self._leave)
        self._use.clicked.connect(self._enter)
        self._field.textChanged.connect(lambda text: self._use.setEnabled(bool(text.strip())))
        self._proposed = ""
        self.hide()

    def propose(self, name: str) -> None:
        """Ask, with a name to take or to type over."""
        self._proposed = name
        self._field.setText(name)
        self.show()

    def go_to_field(self) -> None:
        """Go to the name with the keyboard."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def _enter(self) -> None:
        name = self._field.text().strip()
        if name:
            self.hide()
            self.entered.emit(name)

    def _leave(self) -> None:
        """What was proposed will do."""
        self._field.setText(self._proposed)
        self._enter()
