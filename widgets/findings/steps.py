"""What to do next about a finding: a sentence each, and a button where the program can do it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.data.finding import Line, NextStep
from widgets.icons import set_icon
from widgets.inspector.cards import muted_label, text_label
from widgets.theme import GRID
from widgets.words import translated


class Steps(QWidget):
    """Next steps, one under the other."""

    filter_chosen = Signal(str)
    action_chosen = Signal(str)
    """Id of an action of the window."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)

    def set_steps(self, steps: Sequence[NextStep]) -> None:
        """Show these."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, step in enumerate(steps):
            self._column.addWidget(self._row(step, number))
            if step.line is not None:
                self._column.addWidget(_line_card(step.line))
        self.setVisible(bool(steps))

    def _row(self, step: NextStep, number: int) -> QWidget:
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        said = text_label()
        said.setText(translated(step.sentence))
        layout.addWidget(said)
        left = Qt.AlignmentFlag.AlignLeft
        if step.filter_text is not None:
            button = _button(f"step_{number}", "next", self.tr("Show these flags"))
            button.clicked.connect(partial(self.filter_chosen.emit, step.filter_text))
            layout.addWidget(button, 0, left)
        elif step.action is not None:
            button = _button(f"step_{number}", "next_image", self.tr("Go there"))
            button.clicked.connect(partial(self.action_chosen.emit, step.action))
            layout.addWidget(button, 0, left)
        elif step.line is not None:
            button = _button(f"step_{number}", "copy", self.tr("Copy the line"))
            button.clicked.connect(partial(_copy, step.line.after))
            layout.addWidget(button, 0, left)
        return row


def _button(name: str, icon_name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    set_icon(button, icon_name)
    return button


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _line_card(line: Line) -> QFrame:
    """A line as it is and as it should be."""
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    column.setSpacing(GRID)
    column.addWidget(muted_label(f"{line.path}:{line.number}" if line.number else line.path))
    for sign, text in (("−", line.before), ("+", line.after)):
        if text:
            label = QLabel(f"{sign} {text.strip()}")
            label.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            label.setProperty("bad" if sign == "−" else "good", True)
            label.setWordWrap(True)
            column.addWidget(label)
    return card
