"""A model's classes line by line, each with the dataset's class that it is matched with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from engine.data.dataset import Int
from widgets.icons import icon
from widgets.inspector.cards import swatch
from widgets.metrics.metrics import NONE
from widgets.theme import GRID, tabular

CLASS, COUNT, MATCH, AGREES = range(4)
PLACE = Qt.ItemDataRole.UserRole
"""Where a line's match stands in the list offered: 0 leaves it out, then the dataset's classes."""

_ROW_PX = 9 * GRID
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ModelClass:
    """A class of a model.

    Attributes
    ----------
    number : int
        As the model says it.
    name : str
        What the model calls it; empty where it does not say.
    count : int
        How many predictions of it there are on the images looked at.
    category : int or None
        Index of the dataset's class that it was matched with; None: with none.
    """

    number: int
    name: str
    count: int
    category: int | None


class ClassTable(QTableWidget):
    """A line for each class of the model. A click, Enter, Space or F2 opens the list of the dataset's classes."""

    mapping_changed = Signal()

    def __init__(self, classes: Sequence[ModelClass], names: Sequence[str]) -> None:
        super().__init__(len(classes), 4)
        self._rows = tuple(classes)
        self._names = tuple(names)
        # One list of classes for all lines, however many there are.
        self._offered = QStandardItemModel(self)
        self._offered.appendRow(QStandardItem(icon("left_out"), self.tr("leave out")))
        for index, name in enumerate(names):
            self._offered.appendRow(QStandardItem(swatch(index), name))
        self._lay_out()
        for row, own in enumerate(classes):
            self._fill(row, own)
        if classes:
            self.setCurrentCell(0, MATCH)
        self.itemChanged.connect(self._follow)
        self.clicked.connect(self.edit)

    def categories(self) -> list[int | None]:
        """Index of the dataset's class matched with each; None: left out."""
        places = [self._item(row, MATCH).data(PLACE) for row in range(self.rowCount())]
        return [place - 1 if place > 0 else None for place in places]

    def match(self, categories: Sequence[int | None]) -> None:
        """Match all of them anew."""
        before = self.categories()
        self.blockSignals(True)
        for row, category in enumerate(categories):
            self._put(self._item(row, MATCH), 0 if category is None else category + 1)
        self.blockSignals(False)
        self.viewport().update()
        if self.categories() != before:
            self.mapping_changed.emit()

    def show_agreement(self, overlaps: Int | None) -> None:
        """Say of each class how many of its predictions lie on a label of the class matched."""
        for row, category in enumerate(self.categories()):
            item = self._item(row, AGREES)
            item.setText(NONE)
            item.setIcon(icon("left_out") if category is None else QIcon())
            item.setToolTip("")
            if category is None:
                item.setText(self.tr("not counted"))
            elif overlaps is not None and self._rows[row].count:
                self._judge(item, row, category, overlaps[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list of the line the keyboard is at."""
        if event.key() in _OPENING and self.currentIndex().isValid():
            self.edit(self.currentIndex().siblingAtColumn(MATCH))
            return
        super().keyPressEvent(event)

    def _follow(self, item: QTableWidgetItem) -> None:
        """Say in words what was chosen."""
        if item.column() != MATCH:
            return
        self.blockSignals(True)
        self._put(item, item.data(PLACE))
        self.blockSignals(False)
        self.mapping_changed.emit()

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None
        return item

    def _put(self, item: QTableWidgetItem, place: int) -> None:
        offered = self._offered.item(place)
        item.setText(offered.text())
        item.setIcon(offered.icon())
        item.setData(PLACE, place)

    def _judge(self, item: QTableWidgetItem, row: int, category: int, overlaps: Int) -> None:
        agreeing, most = int(overlaps[category]), int(np.argmax(overlaps))
        wrong = int(overlaps[most]) > agreeing
        item.setIcon(icon("disagrees" if wrong else "agrees"))
        if wrong:
            name = self._names[most]
            item.setText(self.tr("{count}; most on {name}").format(count=f"{agreeing:,}", name=name))
            tip = self.tr(
                "{count} of {all} lie on a label of the class matched, and {more} on one of {name}: that may be the "
                "right one."
            )
        else:
            share = self.tr("{count} of {all}")
            item.setText(share.format(count=f"{agreeing:,}", all=f"{self._rows[row].count:,}"))
            name = self._names[category]
            tip = self.tr("{count} of {all} lie on a label of {name}.")
        item.setToolTip(
            tip.format(
                count=f"{agreeing:,}",
                all=f"{self._rows[row].count:,}",
                more=f"{int(overlaps[most]):,}",
                name=name,
            )
        )

    def _fill(self, row: int, own: ModelClass) -> None:
        said = (
            self.tr("{number}: {name}").format(number=own.number, name=own.name)
            if own.name
            else f"{own.number}"
        )
        figures = tabular(self.font())
        for column, text in ((CLASS, said), (COUNT, f"{own.count:,}"), (AGREES, NONE)):
            item = QTableWidgetItem(text)
            item.setFont(figures)
            item.setToolTip(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if column == COUNT:
                item.setTextAlignment(_RIGHT)
            self.setItem(row, column, item)
        match = QTableWidgetItem()
        named = self.tr("Class of the dataset for {model_class}").format(model_class=said)
        match.setData(Qt.ItemDataRole.AccessibleDescriptionRole, named)
        self._put(match, 0 if own.category is None else own.category + 1)
        self.setItem(row, MATCH, match)

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Classes of the model"))
        self.setItemDelegateForColumn(MATCH, _Match(self, self._offered))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        titles = (
            self.tr("Model's class"),
            self.tr("Predictions"),
            self.tr("Class of the dataset"),
            self.tr("On such a label"),
        )
        for column, title in enumerate(titles):
            item = QTableWidgetItem(title)
            item.setTextAlignment(_RIGHT if column == COUNT else _LEFT)
            self.setHorizontalHeaderItem(column, item)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for column, wide in ((COUNT, 88), (MATCH, 144), (AGREES, 168)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, wide)
        header.setSectionResizeMode(CLASS, QHeaderView.ResizeMode.Stretch)


class _Match(QStyledItemDelegate):
    """Draws a match as a choice, and makes the real one when it is asked for: a thousand would take seconds."""

    def __init__(self, table: QWidget, offered: QStandardItemModel) -> None:
        super().__init__(table)
        self._table = table
        self._offered = offered

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the frame of a choice, its colour, its name and its arrow."""
        state, palette = option.state, option.palette
        if state & QStyle.StateFlag.State_Selected:
            style = self._table.style()
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._table)
        frame = QRectF(_frame(option)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        painter.setPen(palette.color(QPalette.ColorRole.Accent if hot else QPalette.ColorRole.Mid))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(frame, GRID, GRID)
        inside = frame.adjusted(1.5 * GRID, 0, -5 * GRID, 0)
        side = 4 * GRID
        mark = index.data(Qt.ItemDataRole.DecorationRole)
        mark.paint(painter, int(inside.left()), int(inside.center().y() - side / 2 + 0.5), side, side)
        inside.setLeft(inside.left() + side + GRID)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.setFont(option.font)
        name = index.data(Qt.ItemDataRole.DisplayRole)
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, _LEFT, text)
        middle = QPointF(frame.right() - 2.5 * GRID, frame.center().y() + 1)
        painter.drawPolyline([middle + QPointF(dx, dy) for dx, dy in ((-3.5, -2), (0, 1.5), (3.5, -2))])
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A choice with its list open."""
        choice = QComboBox(parent)
        choice.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleDescriptionRole))
        choice.setItemDelegate(QStyledItemDelegate(choice))
        choice.setIconSize(QSize(4 * GRID, 4 * GRID))
        choice.setModel(self._offered)
        choice.activated.connect(lambda: self._take(choice))
        # It has no place yet.
        QTimer.singleShot(0, choice, choice.showPopup)
        return choice

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Stand at the match there is."""
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(index.data(PLACE))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Take what was chosen."""
        assert isinstance(editor, QComboBox)
        if editor.currentIndex() != index.data(PLACE):
            model.setData(index, editor.currentIndex(), PLACE)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """Lie where it was drawn."""
        editor.setGeometry(_frame(option))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, where the list was closed by Esc, takes what stands there."""
        if (
            isinstance(watched, QComboBox)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._take(watched)
            return True
        return super().eventFilter(watched, event)

    def _take(self, choice: QWidget) -> None:
        self.commitData.emit(choice)
        self.closeEditor.emit(choice)


def _frame(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    return rect.adjusted(0, 3, -GRID, -3)
