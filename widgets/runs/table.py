"""The table of runs: columns that fit, names edited in their place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from math import ceil

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from widgets.choice import CONFIRMING, claims
from widgets.icons import icon
from widgets.metrics.metrics import WIDEST_DELTA
from widgets.runs.row import RunRow
from widgets.theme import GRID, row_px, tabular

_Key = Qt.Key
_ICON_PX = 16
_MOST_TEXT_PX = 200
_LEAST_NAME_PX = 112
_ROW = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """In the order shown."""

    NAME = 0
    STATE = 1
    AP = 2
    CHANGE = 3
    IMAGES = 4
    MADE_AT = 5
    SPEED = 6
    DEVICE = 7
    ORIGIN = 8


_TEXTS = (Column.NAME, Column.STATE, Column.MADE_AT, Column.DEVICE, Column.ORIGIN)
_SPARE = (Column.ORIGIN, Column.DEVICE, Column.SPEED, Column.MADE_AT, Column.IMAGES, Column.CHANGE)
"""What makes room for names where there is little, the first to go first; it is said when one points at a run."""


class RunTable(QTableWidget):
    """Runs, newest first. While it has the focus, it has the keys that act on a run; the window has the others."""

    use_wanted = Signal()
    delete_wanted = Signal()
    named = Signal(int, str)
    """Id of a run, and what it is to be called."""

    def __init__(self) -> None:
        super().__init__(0, len(Column))
        self._figures = tabular(QFont(self.font()))
        self._widths: dict[Column, int] = {}
        self.setAccessibleName(self.tr("Runs"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.setWordWrap(False)
        self.setShowGrid(False)
        name = _Name(self)
        name.named.connect(self.named)
        self.setItemDelegate(_Text(self))
        self.setItemDelegateForColumn(Column.NAME, name)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_px(self.fontMetrics()))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        self._titles = {
            Column.NAME: self.tr("Name"),
            Column.STATE: self.tr("Shown"),
            Column.AP: self.tr("mAP"),
            Column.CHANGE: self.tr("Change"),
            Column.IMAGES: self.tr("Images"),
            Column.MADE_AT: self.tr("Made at"),
            Column.SPEED: self.tr("Images/s"),
            Column.DEVICE: self.tr("Device"),
            Column.ORIGIN: self.tr("Model or file"),
        }
        for column, title in self._titles.items():
            item = QTableWidgetItem(title)
            item.setTextAlignment(_LEFT if column in _TEXTS else _RIGHT)
            if column is Column.CHANGE:
                item.setToolTip(self.tr("Of mAP, against the run before it"))
            self.setHorizontalHeaderItem(column, item)

    def show_rows(self, rows: Sequence[RunRow]) -> None:
        """Show these runs in this order; selection and a name that is being edited stay with their runs."""
        wanted = {row.run.id for row in rows}
        for place in reversed(range(self.rowCount())):
            if self.run_at(place).run.id not in wanted:
                self.removeRow(place)
        for place, row in enumerate(rows):
            # Ids ascend in time and rows stand the other way round: those that were there keep their order.
            if place >= self.rowCount() or self.run_at(place).run.id != row.run.id:
                self.insertRow(place)
            self._fill(place, row)
        self._measure(rows)

    def run_at(self, place: int) -> RunRow:
        """The run in this line."""
        row: RunRow = self.model().index(place, Column.NAME).data(_ROW)
        return row

    def chosen(self) -> list[RunRow]:
        """The selected runs, newest first."""
        return [self.run_at(index.row()) for index in sorted(self.selectionModel().selectedRows())]

    def choose(self, run_id: int) -> None:
        """Select this run alone."""
        for place in range(self.rowCount()):
            if self.run_at(place).run.id == run_id:
                self.setCurrentCell(place, Column.NAME)

    def edit_name(self) -> None:
        """Begin to edit the name of the selected run."""
        places = [index.row() for index in self.selectionModel().selectedRows()]
        if len(places) == 1:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edit(self.model().index(places[0], Column.NAME))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out rather than cut names and numbers."""
        super().resizeEvent(event)
        self._leave_out()

    def changeEvent(self, event: QEvent) -> None:
        """Draw icons in the new colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            for place in range(self.rowCount()):
                self._fill(place, self.run_at(place))

    def event(self, event: QEvent) -> bool:
        """Claim the keys that act on a run."""
        if claims(event, _KEYS):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Use, rename, delete; step and select."""
        key = event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            # The name's own keys, which it lets through when it is done with them.
            event.accept()
        elif key in CONFIRMING:
            self.use_wanted.emit()
        elif key == _Key.Key_Delete:
            self.delete_wanted.emit()
        elif key == _Key.Key_F2:
            self.edit_name()
        elif key == _Key.Key_Escape:
            self.clearFocus()
        elif key in _STEPS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _fill(self, place: int, row: RunRow) -> None:
        texts = {
            Column.NAME: row.run.name,
            Column.STATE: row.state,
            Column.AP: row.measured,
            Column.CHANGE: row.change,
            Column.IMAGES: row.images,
            Column.MADE_AT: row.made_at,
            Column.SPEED: row.speed,
            Column.DEVICE: row.run.device or "–",  # where all was known already, nothing was run
            Column.ORIGIN: row.run.origin,
        }
        details = row.details()
        for column, text in texts.items():
            item = self.item(place, column)
            if item is None:
                item = QTableWidgetItem()
                item.setTextAlignment(_LEFT if column in _TEXTS else _RIGHT)
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if column is Column.NAME else flags)
                self.setItem(place, column, item)
            font = QFont(self._figures)
            font.setBold(row.in_use and column in (Column.NAME, Column.STATE))
            item.setFont(font)
            item.setText(text)
            item.setToolTip(details)
            if column is Column.NAME:
                item.setData(_ROW, row)
            elif column is Column.STATE:
                item.setIcon(QIcon() if row.icon_name is None else icon(row.icon_name))

    def _measure(self, rows: Sequence[RunRow]) -> None:
        """Give columns the widths that their texts need."""
        bold = QFont(self._figures)
        bold.setBold(True)
        width_of = QFontMetricsF(bold).horizontalAdvance
        texts = {
            Column.STATE: [row.state for row in rows],
            Column.AP: ["0.0000"],
            Column.CHANGE: [WIDEST_DELTA, "▲ +0.0000"],
            Column.IMAGES: [row.images for row in rows],
            Column.MADE_AT: ["0000-00-00 00:00"],
            Column.SPEED: [row.speed for row in rows],
            Column.DEVICE: [row.run.device for row in rows],
            Column.ORIGIN: [row.run.origin for row in rows],
        }
        for column, own in texts.items():
            widest = max(map(width_of, (self._titles[column], *own)))
            room = _ICON_PX + GRID if column is Column.STATE else 0
            self._widths[column] = min(ceil(widest), _MOST_TEXT_PX) + room + 4 * GRID
        self._leave_out()

    def _leave_out(self) -> None:
        if not self._widths:
            return
        left = self.viewport().width() - _LEAST_NAME_PX - sum(self._widths.values())
        for column in _SPARE:
            lacking = left < 0
            self.setColumnHidden(column, lacking)
            if lacking:
                left += self._widths[column]
        for column, width in self._widths.items():
            self.setColumnWidth(column, width)


_STEPS = (_Key.Key_Up, _Key.Key_Down, _Key.Key_Home, _Key.Key_End)
_KEYS = (*CONFIRMING, *_STEPS, _Key.Key_Delete, _Key.Key_F2, _Key.Key_Escape)


class _Text(QStyledItemDelegate):
    """Marks a run as a whole: no cell of it is the one with the focus."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = (
            Qt.TextElideMode.ElideMiddle if index.column() == Column.ORIGIN else Qt.TextElideMode.ElideRight
        )


class _Name(_Text):
    """Tells what a run is to be called, and leaves it to others to call it so."""

    named = Signal(int, str)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        line = QLineEdit(parent)
        line.setAccessibleName(self.tr("Name of the run"))
        line.setFrame(False)
        line.setObjectName("in_place")
        return line

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            super().setEditorData(editor, index)

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        assert isinstance(editor, QLineEdit)
        name, row = editor.text().strip(), index.data(_ROW)
        # A run without a name could not be told from others.
        if name and name != row.run.name:
            self.named.emit(row.run.id, name)
