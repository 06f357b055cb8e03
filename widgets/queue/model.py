"""Flags as a table model: rows are drawn when they are seen, so that half a million scroll like fifty."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from engine.data.flag import QueueEntry, VerdictKind
from widgets.icons import icon
from widgets.theme import flag_icon_name, flag_title, tabular

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """Columns of the queue."""

    KIND = 0
    CLASS = 1
    IMAGE = 2
    SCORE = 3
    PRICE = 4


VERDICT_TITLES = {
    VerdictKind.FIXED: "Fixed",
    VerdictKind.LABEL_IS_RIGHT: "Label is right",
    VerdictKind.UNSURE: "Unsure",
}
_VERDICT_ICONS = {
    VerdictKind.FIXED: "fixed",
    VerdictKind.LABEL_IS_RIGHT: "label_is_right",
    VerdictKind.UNSURE: "unsure",
}
_NUMBERS = (Column.SCORE, Column.PRICE)


def price_text(entry: QueueEntry) -> str:
    """A price in points of mAP, 100 at most; a dash without a suggestion, dots until it is computed."""
    if entry.flag.suggestion is None:
        return "–"
    return "…" if entry.price is None else f"{100 * entry.price:+.3f}"


class QueueModel(QAbstractTableModel):
    """The entries shown, in the order they are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[QueueEntry] = ()
        self._class_names: Sequence[str] = ()
        self._image_names: Sequence[str] = ()
        self._figures = tabular(QFont())

    def set_entries(
        self, entries: Sequence[QueueEntry], class_names: Sequence[str], image_names: Sequence[str]
    ) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._entries, self._class_names, self._image_names = entries, class_names, image_names
        self.endResetModel()

    @property
    def entries(self) -> Sequence[QueueEntry]:
        """The rows."""
        return self._entries

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of rows."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles, and what they mean."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Flag"), self.tr("Class"), self.tr("Image"), self.tr("Score"), self.tr("Price"))[
                column
            ]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return {
                Column.SCORE: self.tr("How likely the label is wrong, 0 to 1"),
                Column.PRICE: self.tr("Change of mAP if the suggestion is accepted, in hundredths"),
            }.get(column)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """A cell."""
        entry, column = self._entries[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, column)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.KIND:
            return icon(_VERDICT_ICONS[entry.verdict] if entry.verdict else flag_icon_name(entry.flag.kind))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole and column in _NUMBERS:
            return self._figures
        if role == Qt.ItemDataRole.ToolTipRole:
            said = "" if entry.verdict is None else f"{VERDICT_TITLES[entry.verdict]}. "
            return f"{said}{entry.flag.reason}"
        return None

    def _text(self, entry: QueueEntry, column: Column) -> str:
        flag = entry.flag
        if column is Column.KIND:
            return flag_title(flag.kind)
        if column is Column.CLASS:
            return class_name(self._class_names, flag.category)
        if column is Column.IMAGE:
            return self._image_names[flag.image].rpartition(".")[0] or self._image_names[flag.image]
        return f"{flag.score:.2f}" if column is Column.SCORE else price_text(entry)


def class_name(class_names: Sequence[str], category: int) -> str:
    """Name of a class by index; says so where the dataset does not define it."""
    return class_names[category] if 0 <= category < len(class_names) else "unknown class"


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
