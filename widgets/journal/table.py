"""A table of rows to choose: columns that fit, rows of one height, however many there are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from widgets.choice import CONFIRMING
from widgets.theme import GRID, row_px

_CELL_PX = 4 * GRID
"""What a cell needs beside its text."""


class RowTable(QTableView):
    """Rows of a model; the named columns are as wide as a sample text, the others share what is left.

    Parameters
    ----------
    model
    samples
        By column: a text that has to fit; the title of the column always does.
    name
        What it is called to those who hear it.
    """

    confirmed = Signal(int)
    """A row was double-clicked, or Enter pressed on it."""

    def __init__(self, model: QAbstractTableModel, samples: Mapping[int, str], name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_px(self.fontMetrics()))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        width_of = self.fontMetrics().horizontalAdvance
        for column in range(model.columnCount()):
            title = str(model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
            if column in samples:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(column, max(width_of(title), width_of(samples[column])) + _CELL_PX)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self.confirmed.emit(index.row()))

    def chosen(self) -> list[int]:
        """The selected rows, ascending."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms a row."""
        if event.key() in CONFIRMING and self.currentIndex().isValid():
            self.confirmed.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
