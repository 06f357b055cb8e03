"""How to measure: IoU thresholds, area ranges, detections per image."""

from __future__ import annotations

from dataclasses import astuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from engine.data.settings_text import SettingsText
from widgets.theme import GRID


class EvaluationSettingsDialog(QDialog):
    """Asks for three lines, and stays until they are understood.

    Parameters
    ----------
    text
        The settings as they are.
    default
        COCO's.
    parent
    """

    chosen = Signal(object)
    """`SettingsText` that a person asks for."""

    def __init__(self, text: SettingsText, default: SettingsText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Evaluation settings"))
        self.setMinimumWidth(560)
        self._default = default
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        self._lines: list[QLineEdit] = []
        self._errors: list[QLabel] = []
        for row, (title, hint) in enumerate(
            (
                (self.tr("&IoU thresholds"), self.tr("From, to and step, or a list: 0.5, 0.75")),
                (
                    self.tr("&Areas"),
                    self.tr("Ranges in square pixels; any area is always measured too"),
                ),
                (
                    self.tr("&Detections per image"),
                    self.tr("How many of the best count, per class; mAP takes the last"),
                ),
            )
        ):
            self._add_row(grid, 3 * row, title, hint)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.RestoreDefaults
        )
        restore = self._buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        restore.setText(self.tr("COCO's settings"))
        restore.clicked.connect(lambda: self._fill(self._default))
        self._buttons.accepted.connect(lambda: self.chosen.emit(self._text()))
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addLayout(grid)
        layout.addWidget(self._buttons)
        self._fill(text)

    def show_error(self, line: str, problem: str) -> None:
        """Say what is wrong with a line, named as in its caption."""
        for own, error in zip(self._lines, self._errors, strict=True):
            wrong = own.accessibleName().lower() == line.lower()
            error.setText(problem if wrong else "")
            error.setVisible(wrong)
            if wrong:
                own.setFocus()
                own.selectAll()

    def _add_row(self, grid: QGridLayout, row: int, title: str, hint: str) -> None:
        line = QLineEdit()
        line.setAccessibleName(title.replace("&", ""))
        label = QLabel(title)
        label.setBuddy(line)
        help_ = QLabel(hint)
        help_.setProperty("muted", True)
        error = QLabel()
        error.setObjectName("error")
        error.setProperty("bad", True)
        error.setWordWrap(True)
        error.hide()
        line.textEdited.connect(error.hide)
        grid.addWidget(label, row, 0)
        grid.addWidget(line, row, 1)
        grid.addWidget(error, row + 1, 1)
        grid.addWidget(help_, row + 2, 1)
        grid.setRowMinimumHeight(row + 2, 6 * GRID)
        self._lines.append(line)
        self._errors.append(error)

    def _fill(self, text: SettingsText) -> None:
        for line, value, error in zip(self._lines, astuple(text), self._errors, strict=True):
            line.setText(value)
            error.hide()

    def _text(self) -> SettingsText:
        return SettingsText(*(line.text() for line in self._lines))
