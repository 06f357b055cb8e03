"""How many steps wait for the server: a mark in the status bar that stays for as long as some do."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel

from widgets.theme import tabular


class WaitingLabel(QLabel):
    """Not there while nothing waits."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(tabular(self.font()))
        self.setMargin(4)
        self.setToolTip(
            self.tr(
                "The server cannot be reached. What you do is kept on this machine, also when the program ends, and is "
                "handed in when the server is back. Until then you do not see what others do."
            )
        )
        self.hide()

    @Slot(int)
    def set_count(self, count: int) -> None:
        """Show how many steps wait."""
        text = (
            self.tr("1 step waits for the server") if count == 1 else self.tr("{} steps wait for the server")
        )
        self.setText(f"<b>{text.format(count)}</b>")
        self.setVisible(count > 0)
