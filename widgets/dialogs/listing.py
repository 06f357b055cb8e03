"""A dialog that lists rows of text, to be read, copied and closed."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets.theme import GRID, tabular

_MOST_ROWS_WRAPPED = 500
"""Measuring how high a wrapped row gets takes time."""
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MOST_COLUMN_PX = 240
"""A column of wider texts wraps them."""


class ListingDialog(QDialog):
    """Rows under titles; columns of long texts and the last one share the room there is, and wrap.

    Parameters
    ----------
    title
        Of the dialog.
    explanation
        A sentence above the rows.
    titles, rows
        Of the columns.
    figures
        The columns that hold figures, which stand at the right.
    """

    def __init__(
        self,
        title: str,
        explanation: str,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QWidget | None,
        *,
        figures: Container[int] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(800, 560)
        above = QLabel(explanation)
        above.setWordWrap(True)
        self.table = table = _table(titles, rows, figures)
        table.setAccessibleName(title)
        table.setVisible(bool(rows))
        self.buttons = buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 3 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(above)
        layout.addWidget(table, 1)
        layout.addWidget(buttons)
        if rows:
            copy = QPushButton(self.tr("Copy all"))
            plain = [title.replace("\n", " ") for title in titles]
            text = "\n".join("\t".join(row) for row in [plain, *rows])
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
            buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        else:
            self.resize(480, 120)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]], figures: Container[int]) -> QTableWidget:
    left, right = (side | Qt.AlignmentFlag.AlignVCenter for side in (_LEFT, _RIGHT))
    table = QTableWidget(len(rows), len(titles))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for column, heading in enumerate(titles):
        item = QTableWidgetItem(heading)
        item.setTextAlignment(right if column in figures else left)
        table.setHorizontalHeaderItem(column, item)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if j in figures:
                item.setTextAlignment(right)
                item.setFont(tabular(table.font()))
            table.setItem(i, j, item)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    table.resizeColumnsToContents()
    last = len(titles) - 1
    for column in range(len(titles)):
        if column == last or table.columnWidth(column) > _MOST_COLUMN_PX:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    if len(rows) <= _MOST_ROWS_WRAPPED:
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
