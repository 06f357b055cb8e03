"""The note in the canvas's corner: that what is shown is not the image as it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from widgets.canvas.corner import Corner, CornerFrame
from widgets.icons import IconLabel
from widgets.theme import GRID


class Note(CornerFrame):
    """A few words on what is shown; hidden where there is nothing to say."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, Corner.TOP_LEFT)
        self.setAccessibleName(self.tr("How the image is shown"))
        # Boxes under it can be clicked.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._icon = IconLabel(4 * GRID)
        self._icon.show_icon("adjust")
        self._text = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text)
        self.hide()

    def say(self, lines: Sequence[str]) -> None:
        """Show these lines, or nothing."""
        self._text.setText("\n".join(lines))
        self.setAccessibleDescription(self._text.text())
        self.setVisible(bool(lines))
        self.place()
