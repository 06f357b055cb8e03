"""A choice that says beside each thing how many flags it has."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from widgets.choice import Choice
from widgets.theme import GRID, tabular

_COUNT = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class CountedChoice(Choice):
    """Counts are asked for when they are about to be seen."""

    opening = Signal()
    """The list is about to be seen."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setItemDelegate(_Counted(self))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many flags each choice has, by its data; "" is for the first, which lets all through."""
        for row in range(self.count()):
            count = counts.get(self.itemData(row) or "")
            if count is not None and not _is_separator(self.model().index(row, 0)):
                self.setItemData(row, count, _COUNT)
                said = self.tr("{choice}, {count} flags").format(choice=self.itemText(row), count=count)
                self.setItemData(row, said, Qt.ItemDataRole.AccessibleTextRole)

    def showPopup(self) -> None:
        """Have the counts first."""
        self.opening.emit()
        super().showPopup()


def _is_separator(index: _Index) -> bool:
    # So Qt marks what `insertSeparator` made.
    return bool(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "separator")


class _Counted(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        if _is_separator(index):
            middle = option.rect.center().y()
            painter.setPen(option.palette.color(QPalette.ColorRole.Mid))
            painter.drawLine(option.rect.left() + 2 * GRID, middle, option.rect.right() - 2 * GRID, middle)
            return
        super().paint(painter, option, index)
        count = index.data(_COUNT)
        if count is not None:
            painter.save()
            painter.setFont(tabular(option.font))
            painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
            place = option.rect.adjusted(0, 0, -2 * GRID, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{count:,}")
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        size = super().sizeHint(option, index)
        if _is_separator(index):
            size.setHeight(2 * GRID)
        count = index.data(_COUNT)
        if count is not None:
            size.setWidth(size.width() + 4 * GRID + option.fontMetrics.horizontalAdvance(f"{count:,}"))
        return size
