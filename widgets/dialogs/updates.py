"""Whether the program may ask for a newer version, where, and what that sends."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from widgets.theme import GRID

_WIDTH_PX = 480


class UpdatesDialog(QDialog):
    """A switch and an address; it stays until both are understood."""

    chosen = Signal(str, bool)
    """The address, and whether it may be asked."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Look for updates"))
        self.setFixedWidth(_WIDTH_PX)
        self._on = QCheckBox(self.tr("&Look for a newer version, once a day at most"))
        self._address = QLineEdit()
        self._address.setPlaceholderText("https://")
        self._address.setAccessibleName(self.tr("Address"))
        label = QLabel(self.tr("&Address"))
        label.setBuddy(self._address)
        self._problem = QLabel()
        self._problem.setObjectName("problem")
        self._problem.setProperty("bad", True)
        says = QLabel(
            self.tr(
                "Off, Boxwright asks nothing of the network. On, it fetches this address when it starts, and shows a "
                "line at the bottom where it names a newer version. Nothing is sent along: no name, no data, not even "
                "the version you have. It never downloads or installs anything."
            )
        )
        says.setProperty("muted", True)
        for text in (self._problem, says):
            text.setWordWrap(True)
        self._problem.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(lambda: self.chosen.emit(self._address.text().strip(), self._on.isChecked()))
        buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._on)
        layout.addWidget(says)
        layout.addSpacing(2 * GRID)
        for widget in (label, self._address, self._problem):
            layout.addWidget(widget)
        layout.addSpacing(3 * GRID)
        layout.addWidget(buttons)

    def set_choice(self, address: str, *, on: bool) -> None:
        """Show what is chosen now."""
        self._on.setChecked(on)
        self._address.setText(address)

    def refuse(self, reason: str) -> None:
        """Say what is wrong with the address."""
        self._problem.setText(reason)
        self._problem.show()
        self.adjustSize()
        self._address.setFocus()
        self._address.selectAll()
