"""Flags as a table model: rows are drawn when they are seen, so that half a million scroll like fifty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication

from engine.data.dataset import UNKNOWN_CLASS, Int
from engine.data.flag import OF_IMAGES, Flag, QueueEntry, VerdictKind
from engine.data.image_state import ImageState
from widgets.icons import icon
from widgets.state import image_mark
from widgets.theme import flag_icon_name, flag_title, tabular
from widgets.words import translated

Index = QModelIndex | QPersistentModelIndex


HEADING = Qt.ItemDataRole.UserRole
"""The role under which each cell of a heading has its `Heading`."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the flags of an image: its name, how many, what the best of them is worth, NaN: nothing, and the
    mark of its state, if any.
    """

    image: str
    count: int
    worth: float
    folded: bool
    mark: str = ""

    @property
    def title(self) -> str:
        """Name and mark."""
        return f"{self.image}   {self.mark}".rstrip()


class Column(IntEnum):
    """Columns of the queue."""

    KIND = 0
    CLASS = 1
    IMAGE = 2
    SCORE = 3
    LOSS = 4
    PRICE = 5
    VERDICT = 6


_VERDICT_TITLES = {
    VerdictKind.FIXED: QT_TRANSLATE_NOOP("VerdictKind", "Fixed"),
    VerdictKind.LABEL_IS_RIGHT: QT_TRANSLATE_NOOP("VerdictKind", "Label is right"),
    VerdictKind.UNSURE: QT_TRANSLATE_NOOP("VerdictKind", "Unsure"),
}
_COLUMNS = tuple(Column)
_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        HEADING,
    )
)
_NUMBERS = (Column.SCORE, Column.LOSS, Column.PRICE)


def price_text(entry: QueueEntry) -> str:
    """A price as change of mAP; a dash without a suggestion or predictions, dots until it is computed."""
    if entry.price is not None:
        return f"{entry.price:+.5f}"
    return "…" if entry.awaited and entry.flag.suggestion is not None else "–"


def loss_text(entry: QueueEntry) -> str:
    """The loss of the label; a dash for a place without one, and without a model."""
    return "–" if entry.loss is None else f"{entry.loss.total:.2f}"


class QueueModel(QAbstractTableModel):
    """What stands at each row: an entry, or the heading of an image."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[QueueEntry] = ()
        self._class_names: Sequence[str] = ()
        self._image_names: Sequence[str] = ()
        self._states: Mapping[int, ImageState] = {}
        self._others: Mapping[int, str] = {}
        self._at: Int = np.zeros(0, np.int64)
        self._headings: Callable[[int], Heading] | None = None
        self._figures = tabular(QFont())
        self._slanted = QFont()
        self._slanted.setItalic(True)

    def show_entries(
        self,
        entries: Sequence[QueueEntry],
        class_names: Sequence[str],
        image_names: Sequence[str],
        states: Mapping[int, ImageState],
    ) -> None:
        """Take other entries in; `place` says what is shown of them."""
        self._entries, self._class_names, self._image_names = entries, class_names, image_names
        self._states = states

    def show_others(self, others: Mapping[int, str]) -> None:
        """Mark the images that somebody else has, names by index of image."""
        self._others = others
        if len(self._at):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._at) - 1, len(Column) - 1))

    def place(self, at: Int, heading: Callable[[int], Heading] | None = None) -> None:
        """Show these rows.

        Parameters
        ----------
        at : (r,) int64
            Index of an entry, or -1 less the number of a group for its heading.
        heading
            Gives the heading of a group.
        """
        self.beginResetModel()
        self._at, self._headings = at, heading
        self.endResetModel()

    def entry_at(self, row: int) -> QueueEntry | None:
        """The entry at a row; None for a heading."""
        index = int(self._at[row])
        return self._entries[index] if index >= 0 else None

    def heading_at(self, row: int) -> Heading | None:
        """The heading at a row; None for an entry."""
        index = int(self._at[row])
        return self._headings(-1 - index) if index < 0 and self._headings is not None else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        if self.entry_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of rows."""
        return 0 if parent.isValid() else len(self._at)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles, and what they mean."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                Column.KIND: self.tr("Flag"),
                Column.CLASS: self.tr("Class"),
                Column.IMAGE: self.tr("Image"),
                Column.SCORE: self.tr("Score"),
                Column.LOSS: self.tr("Loss"),
                Column.PRICE: self.tr("Price"),
            }.get(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return {
                Column.SCORE: self.tr("How likely the label is wrong, 0 to 1"),
                Column.LOSS: self.tr("How far the model contradicts the label, 0 to 1"),
                Column.PRICE: self.tr("Change of mAP if the suggestion is accepted"),
                Column.VERDICT: self.tr("Verdict"),
            }.get(column)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """A cell."""
        if role not in _ROLES:
            return None
        entry = self.entry_at(index.row())
        if entry is None:
            return self._heading(index, role)
        column = _COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(entry, column)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon("person") if self._is_taken(entry, column) else _decoration(entry, column)
        if role == Qt.ItemDataRole.ForegroundRole and self._others.get(entry.flag.image):
            return QApplication.palette().placeholderText()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole and column in _NUMBERS:
            return self._figures
        if role == Qt.ItemDataRole.FontRole:
            # Not by its grey alone, where there is no room for the image.
            return self._slanted if self._others.get(entry.flag.image) else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(entry, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.VERDICT:
            return verdict_title(entry.verdict) if entry.verdict else self.tr("Waiting")
        return None

    def _heading(self, index: Index, role: int) -> Any:
        heading = self.heading_at(index.row())
        if heading is None:
            return None
        if role == HEADING:
            return heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return heading.title
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.KIND:
            said = (
                self.tr("{image}, {count} flags, folded")
                if heading.folded
                else self.tr("{image}, {count} flags")
            )
            return said.format(image=heading.title, count=heading.count)
        return None

    def _text(self, entry: QueueEntry, column: Column) -> str:
        flag = entry.flag
        if column is Column.KIND:
            return flag_title(flag.kind)
        if column is Column.CLASS:
            return class_of_flag(self._class_names, flag)
        if column is Column.IMAGE:
            return self._image_names[flag.image].rpartition(".")[0] or self._image_names[flag.image]
        if column is Column.SCORE:
            return f"{flag.score:.2f}"
        if column is Column.LOSS:
            return loss_text(entry)
        return price_text(entry) if column is Column.PRICE else ""

    def _tip(self, entry: QueueEntry, column: Column) -> str:
        if column is Column.IMAGE:
            mark = image_mark(
                self._states.get(entry.flag.image, ImageState()), self._others.get(entry.flag.image, "")
            )
            return f"{self._image_names[entry.flag.image]}   {mark}".rstrip()
        if column is Column.VERDICT and entry.verdict is not None:
            return verdict_title(entry.verdict)
        if column is Column.LOSS and entry.loss is not None:
            said = self.tr("Class {category:.2f}, place {place:.2f}, existence {existence:.2f}")
            loss = entry.loss
            return said.format(category=loss.category, place=loss.place, existence=loss.existence)
        reason, others = translated(entry.flag.reason), self._others.get(entry.flag.image)
        return f"{reason}\n{self.tr('● {} has this image').format(others)}" if others else reason

    def _is_taken(self, entry: QueueEntry, column: Column) -> bool:
        """Whether somebody else has the image that a cell names."""
        return column is Column.IMAGE and entry.flag.image in self._others


def verdict_title(verdict: VerdictKind) -> str:
    """What a verdict is called in the window."""
    return QCoreApplication.translate("VerdictKind", str(_VERDICT_TITLES[verdict]))


def verdict_icon_name(verdict: VerdictKind) -> str:
    """Name of its icon in `widgets.icons`."""
    return verdict.value


def class_name(class_names: Sequence[str], category: int) -> str:
    """Name of a class by index; says so where the dataset does not define it."""
    return class_names[category] if 0 <= category < len(class_names) else translated(UNKNOWN_CLASS)


def class_of_flag(class_names: Sequence[str], flag: Flag) -> str:
    """Name of the class that a flag is of, a dash for one of an image as a whole."""
    return "–" if flag.kind in OF_IMAGES else class_name(class_names, flag.category)


def _decoration(entry: QueueEntry, column: Column) -> QIcon | None:
    if column is Column.KIND:
        return icon(flag_icon_name(entry.flag.kind))
    if column is Column.VERDICT and entry.verdict is not None:
        return icon(verdict_icon_name(entry.verdict))
    return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
