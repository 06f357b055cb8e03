"""A dialog with something to fill in, a line that says what is still missing, and the buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.theme import GRID

_WIDTH_PX = 700


class FormDialog(QDialog):
    """Goes on only where nothing is missing.

    Parameters
    ----------
    title
        Of the dialog.
    button
        The one that goes on.
    """

    def __init__(self, title: str, button: QDialogButtonBox.StandardButton, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH_PX)
        self._message = QLabel()
        self._message.setObjectName("message")
        self._message.setWordWrap(True)
        self._message.setProperty("muted", True)
        buttons = QDialogButtonBox(button | QDialogButtonBox.StandardButton.Cancel)
        self.go_on: QPushButton = buttons.button(button)
        buttons.accepted.connect(self.choose)
        buttons.rejected.connect(self.reject)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        self._column.setSpacing(4 * GRID)
        self._column.addWidget(self._message)
        self._column.addWidget(buttons)

    def choose(self) -> None:
        """What the button does; unless something else is to be done first, the dialog is accepted."""
        self.accept()

    def add_part(self, part: QWidget, stretch: int = 0) -> None:
        """Put a part under those that are there."""
        self._column.insertWidget(self._column.count() - 2, part, stretch)

    def grow(self) -> None:
        """Take the height that the texts need by now; what a person has made higher stays so."""
        self._column.activate()
        self.resize(self.width(), max(self.height(), self._column.totalHeightForWidth(self.width())))

    def show_state(self, problem: str | None, otherwise: str) -> None:
        """Say what is missing; None: nothing, and ``otherwise`` is said."""
        self.go_on.setEnabled(problem is None)
        self._message.setText(otherwise if problem is None else problem)
