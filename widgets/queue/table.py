"""The table of the queue: columns that fit, and keys left to the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from engine.data.flag import FlagKind
from widgets.queue.cells import Cell, EndOfName
from widgets.queue.model import Column
from widgets.theme import GRID, flag_title, row_px

_ICON_PX = 16
_CELL_PX = 4 * GRID
"""What a cell needs beside its text."""
_MOST_CLASS_PX = 96
_LEAST_PX = 56
"""Of class and image; with less room, the image's name is left to the status bar."""


class QueueTable(QTableView):
    """Leaves keys to the window: its actions move through the queue, letters are no search."""

    def __init__(self) -> None:
        super().__init__()
        self._class_px = 0
        self._losses_shown = False
        self._grouped = False
        self._loss_px = 0
        self.setItemDelegate(Cell(self))
        self.setItemDelegateForColumn(Column.IMAGE, EndOfName(self))
        self.setAccessibleName(self.tr("Flags"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_px(self.fontMetrics()))

    def place_columns(self) -> None:
        """Give the columns of the model the widths that their texts need."""
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(_ICON_PX + _CELL_PX)
        width_of = self.fontMetrics().horizontalAdvance
        kinds = max(width_of(flag_title(kind)) for kind in FlagKind)
        for column, width in (
            (Column.KIND, _ICON_PX + 2 * GRID + kinds),
            (Column.SCORE, width_of(self.tr("Score"))),
            (Column.LOSS, width_of(self.tr("Loss"))),
            (Column.PRICE, width_of("+0.00000")),
            (Column.VERDICT, _ICON_PX),
        ):
            self.setColumnWidth(column, width + _CELL_PX)
        # A column that is hidden has no width.
        self._loss_px = self.columnWidth(Column.LOSS)

    def set_grouped(self, *, grouped: bool) -> None:
        """Leave the column of images out: they are said in headings."""
        self._grouped = grouped

    def set_losses_shown(self, *, shown: bool) -> None:
        """Show the column of losses where there is room for it."""
        self._losses_shown = shown

    def fit_columns(self, class_names: Sequence[str] | None = None) -> None:
        """Share the room that is left between class and image.

        Where it is little, the class has it all; where it is less, at the cost of the loss.
        """
        if class_names is not None:
            # The title has a sign beside it where the queue is sorted by class.
            texts = [*class_names, self.tr("Class") + "MM"]
            widest = max(map(self.fontMetrics().horizontalAdvance, texts))
            self._class_px = min(widest, _MOST_CLASS_PX) + _CELL_PX
        fixed = [Column.KIND, Column.SCORE, Column.PRICE]
        if not self.isColumnHidden(Column.VERDICT):
            fixed.append(Column.VERDICT)
        left = self.viewport().width() - sum(map(self.columnWidth, fixed))
        loss_px = self._loss_px
        with_loss = self._losses_shown and left - loss_px >= min(self._class_px, _LEAST_PX)
        self.setColumnHidden(Column.LOSS, not with_loss)
        if with_loss:
            left -= loss_px
        roomy = not self._grouped and left >= min(self._class_px, _LEAST_PX) + _LEAST_PX
        stretched, other = (Column.IMAGE, Column.CLASS) if roomy else (Column.CLASS, Column.IMAGE)
        header = self.horizontalHeader()
        header.setSectionResizeMode(other, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.setColumnHidden(Column.IMAGE, not roomy)
        if roomy:
            self.setColumnWidth(Column.CLASS, min(self._class_px, left - _LEAST_PX))

    def rows_in_sight(self) -> int:
        """How many rows fit, counting one that is cut."""
        return -(-self.viewport().height() // self.verticalHeader().defaultSectionSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns as well."""
        super().resizeEvent(event)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Not ours."""
        event.ignore()

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """One row is marked, by a press on it: whatever key is held, wherever the mouse goes on to."""
        flag = QItemSelectionModel.SelectionFlag
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable or (
            event is not None and event.type() != QEvent.Type.MouseButtonPress
        ):
            return flag.NoUpdate
        return flag.ClearAndSelect | flag.Rows
