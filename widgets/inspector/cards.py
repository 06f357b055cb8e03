"""What the cards of the inspector are made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from widgets.theme import GRID, category_colour, tabular

SWATCH_PX = 10
_FINENESS = 4
"""Pixels painted per logical one, so that it is crisp on any display."""


class Card(QFrame):
    """A framed part of the inspector."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        self.column.setSpacing(2 * GRID)


def title_label() -> QLabel:
    """A heading."""
    label = text_label()
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def text_label() -> QLabel:
    """Plain text that wraps, and can be selected to be copied."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def muted_label(text: str = "") -> QLabel:
    """Text of less weight; a caption stays on one line."""
    label = text_label()
    label.setProperty("muted", True)
    label.setText(text)
    label.setWordWrap(not text)
    return label


def number_label() -> QLabel:
    """A number in figures of one width."""
    label = text_label()
    label.setWordWrap(False)
    label.setFont(tabular(label.font()))
    return label


def swatch(category: int) -> QIcon:
    """A spot of the class's colour, as on the canvas; nothing for an unknown class."""
    pixmap = QPixmap(SWATCH_PX * _FINENESS, SWATCH_PX * _FINENESS)
    pixmap.setDevicePixelRatio(_FINENESS)
    pixmap.fill(QColor(0, 0, 0, 0))
    if category >= 0:
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(category_colour(category))
        painter.drawRoundedRect(0, 0, SWATCH_PX, SWATCH_PX, 2, 2)
        painter.end()
    shown = QIcon(pixmap)
    # Qt would tint it where its line is selected: it says which class.
    shown.addPixmap(pixmap, QIcon.Mode.Selected)
    return shown
