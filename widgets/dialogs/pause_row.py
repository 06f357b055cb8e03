"""A line that says that a project is paused, and lets a lead pause it or let it go on."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton

from engine.data.pause import Pause
from widgets.theme import GRID


class PauseRow(QFrame):
    """Nothing is shown to somebody who may not pause, unless somebody has."""

    paused = Signal(str)
    """A lead pauses the project, for this reason, which may be empty."""
    continued = Signal()
    """A lead lets it go on."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pause_row")
        self.setProperty("card", True)
        self._said = QLabel()
        self._said.setObjectName("pause_said")
        self._said.setWordWrap(True)
        self._reason = QLineEdit()
        self._reason.setObjectName("pause_reason")
        self._reason.setPlaceholderText(self.tr("Why, for everybody to read"))
        self._reason.setMaxLength(300)
        self._pause = QPushButton(self.tr("Pause the project"))
        self._pause.setObjectName("pause")
        self._go_on = QPushButton(self.tr("Let it go on"))
        self._go_on.setObjectName("go_on")
        self._go_on.setProperty("primary", True)
        for button in (self._pause, self._go_on):
            button.setAutoDefault(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._said, 1)
        layout.addWidget(self._reason, 1)
        layout.addWidget(self._pause)
        layout.addWidget(self._go_on)
        self._reason.returnPressed.connect(self._pause.click)
        self._pause.clicked.connect(lambda: self.paused.emit(self._reason.text().strip()))
        self._go_on.clicked.connect(self.continued)

    def show_pause(self, pause: Pause | None, *, leads: bool) -> None:
        """Show how the project stands.

        Parameters
        ----------
        pause
            None: everybody goes on.
        leads
            Whether whoever looks is a lead.
        """
        if pause is None:
            said = self.tr("Annotators go on. A pause keeps everything they did and takes nothing new.")
        else:
            since = QLocale().toString(
                QDateTime.fromSecsSinceEpoch(int(pause.at.timestamp())), QLocale.FormatType.ShortFormat
            )
            said = self.tr("Paused by {author} since {time}.").format(author=pause.author, time=since)
            said += f" {pause.reason}" if pause.reason else ""
        self._said.setText(said)
        self._reason.setVisible(leads and pause is None)
        self._pause.setVisible(leads and pause is None)
        self._go_on.setVisible(leads and pause is not None)
        self.setVisible(leads or pause is not None)
