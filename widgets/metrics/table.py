"""A table of names and numbers, to be read and not touched."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from widgets.theme import GRID, row_px, tabular

_LEAST_NAME_PX = 64
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NumberTable(QTableWidget):
    """Rows of a name and numbers, right-aligned in figures of one width.

    Parameters
    ----------
    columns
        As for `set_columns`.
    spare
        As for `set_columns`.
    """

    def __init__(self, columns: Sequence[tuple[str, str]], spare: Sequence[int]) -> None:
        super().__init__()
        self._spare: Sequence[int] = ()
        self._widths: list[int] = []
        self._figures = tabular(QFont(self.font()))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_px(self.fontMetrics()))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_columns(columns, spare)

    def set_columns(self, columns: Sequence[tuple[str, str]], spare: Sequence[int]) -> None:
        """Have other columns, and no rows.

        Parameters
        ----------
        columns
            Title and widest number of each column; of the first, which holds names, one that must not be cut.
        spare
            The columns that make room for names where the table is narrow, the first to go first.
        """
        self.setRowCount(0)
        self.setColumnCount(len(columns))
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        metrics = QFontMetricsF(self._figures)
        for column, (title, _) in enumerate(columns):
            item = QTableWidgetItem(title)
            item.setTextAlignment(_RIGHT if column else _LEFT)
            self.setHorizontalHeaderItem(column, item)
        self._spare = spare
        self._widths = [ceil(max(map(metrics.horizontalAdvance, texts))) + 3 * GRID for texts in columns]
        for column, width in enumerate(self._widths):
            self.setColumnHidden(column, False)
            self.setColumnWidth(column, width)
        self._leave_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out rather than cut names and numbers."""
        super().resizeEvent(event)
        self._leave_out()

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows: a name each, then numbers as text."""
        self.setRowCount(len(rows))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                item = self.item(i, j)
                if item is None:
                    item = QTableWidgetItem()
                    item.setFont(self._figures)
                    item.setTextAlignment(_RIGHT if j else _LEFT)
                    self.setItem(i, j, item)
                if item.text() != text:
                    item.setText(text)
                    item.setToolTip("" if j else text)

    def set_exact(self, column: int, values: Sequence[float | None]) -> None:
        """Give the numbers of a column in full to whoever asks; None: there is none."""
        for row, value in enumerate(values):
            item = self.item(row, column)
            if item is not None:
                item.setToolTip("" if value is None else repr(value))

    def _leave_out(self) -> None:
        least_px = max(self._widths[0], _LEAST_NAME_PX)
        room_px = self.viewport().width() - sum(self._widths[1:])
        for column in self._spare:
            lacking = room_px < least_px
            self.setColumnHidden(column, lacking)
            if lacking:
                room_px += self._widths[column]
