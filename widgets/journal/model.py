"""The journal as a table model: rows are put into words when they are seen, so that 100,000 steps scroll like ten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from engine.data.dataset import Annotation
from engine.data.difference import Difference, MarkDifference, VerdictDifference
from engine.data.flag import Flag
from engine.data.image_state import StateChange
from engine.data.journal import JournalEntry
from widgets.journal.words import change_said, entry_said, how_said, side_said, verdict_said
from widgets.metrics.metrics import NONE, delta_text
from widgets.queue.model import class_name
from widgets.theme import tabular

Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """Columns of the journal."""

    MOMENT = 0
    AT = 1
    PERSON = 2
    WHAT = 3
    ORIGIN = 4
    IMAGE = 5
    AP = 6
    CHANGE = 7


_NUMBERS = (Column.MOMENT, Column.AP, Column.CHANGE)


class JournalModel(QAbstractTableModel):
    """A row for each moment, the last at the top, down to the source as it was opened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[JournalEntry] = ()
        self._image_names: Sequence[str] = ()
        self._figures = tabular(QFont())

    def show_entries(self, entries: Sequence[JournalEntry], image_names: Sequence[str]) -> None:
        """Show this journal, oldest first; where it is one entry longer than before, what is selected stays."""
        before, self._image_names = self._entries, image_names
        if len(entries) == len(before) + 1 and (not before or entries[-2] is before[-1]):
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._entries = entries
            self.endInsertRows()
        elif entries is not before:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()

    def moment_at(self, row: int) -> int:
        """Number of the moment at a row."""
        return len(self._entries) - row

    def entry_at(self, row: int) -> JournalEntry | None:
        """The entry that led to the moment at a row; None for the source."""
        moment = self.moment_at(row)
        return self._entries[moment - 1] if moment else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of moments."""
        return 0 if parent.isValid() else len(self._entries) + 1

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
                Column.MOMENT: self.tr("Moment"),
                Column.AT: self.tr("Time"),
                Column.PERSON: self.tr("Person"),
                Column.WHAT: self.tr("What"),
                Column.ORIGIN: self.tr("How"),
                Column.IMAGE: self.tr("Image"),
                Column.AP: self.tr("mAP after"),
                Column.CHANGE: self.tr("Change"),
            }[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in _NUMBERS else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.CHANGE:
            return self.tr("Of mAP by this step; a dash where predictions or settings changed meanwhile")
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """A cell."""
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in _NUMBERS else _LEFT
        if role == Qt.ItemDataRole.FontRole and column in (*_NUMBERS, Column.AT):
            return self._figures
        return None

    def _text(self, row: int, column: Column) -> str:
        moment, entry = self.moment_at(row), self.entry_at(row)
        if column is Column.MOMENT:
            return f"{moment}"
        if entry is None:
            return self.tr("The source as it was opened") if column is Column.WHAT else ""
        if column is Column.AT:
            return time_text(entry.at)
        if column is Column.PERSON:
            return entry.author
        if column is Column.WHAT:
            return entry_said(entry)
        if column is Column.ORIGIN:
            return how_said(entry.step.origin)
        if column is Column.IMAGE:
            return self._where(entry)
        return _ap_text(entry) if column is Column.AP else self._change_text(moment)

    def _where(self, entry: JournalEntry) -> str:
        step = entry.step
        images = {edit.subject.image for edit in step.edits}
        images |= {Flag.image_of(verdict.flag_key) for verdict in step.verdicts}
        images |= {mark.image for mark in step.marks}
        if len(images) == 1:
            return self._image_names[images.pop()]
        return self.tr("{} images").format(len(images)) if images else NONE

    def _change_text(self, moment: int) -> str:
        if moment < 2:
            return NONE
        before, after = (self._entries[number - 1].measured for number in (moment - 1, moment))
        if before is None or after is None or not after.comparable(before):
            return NONE
        if before.ap is None or after.ap is None:
            return NONE
        return delta_text(after.ap - before.ap)


class DifferenceColumn(IntEnum):
    """Columns of a difference."""

    IMAGE = 0
    WHAT = 1
    BEFORE = 2
    AFTER = 3
    PERSON = 4
    AT = 5


class DifferenceModel(QAbstractTableModel):
    """A row for each box that differs between two moments, then one for each verdict and each mark.

    Parameters
    ----------
    found
    image_names, class_names
        By index.
    """

    def __init__(
        self,
        found: Difference,
        image_names: Sequence[str],
        class_names: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._found = found
        self._image_names = image_names
        self._class_names = class_names
        self._figures = tabular(QFont())

    def place_at(self, row: int) -> tuple[int, int | None]:
        """Index of the image that a row is about, and the id of the box; None where it is about none."""
        if row < len(self._found):
            return int(self._found.images[row]), int(self._found.ids[row])
        said = self._said(row)
        if isinstance(said, MarkDifference):
            return said.mark.image, None
        return Flag.image_of(said.verdict.flag_key), None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of boxes, verdicts and marks."""
        found = self._found
        return 0 if parent.isValid() else len(found) + len(found.verdicts) + len(found.marks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return 0 if parent.isValid() else len(DifferenceColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                DifferenceColumn.IMAGE: self.tr("Image"),
                DifferenceColumn.WHAT: self.tr("What"),
                DifferenceColumn.BEFORE: self.tr("Before"),
                DifferenceColumn.AFTER: self.tr("After"),
                DifferenceColumn.PERSON: self.tr("Last by"),
                DifferenceColumn.AT: self.tr("Time"),
            }[DifferenceColumn(section)]
        return _LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = 0) -> Any:
        """A cell."""
        column = DifferenceColumn(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        if role == Qt.ItemDataRole.FontRole:
            return self._figures
        return None

    def _said(self, row: int) -> VerdictDifference | MarkDifference:
        place = row - len(self._found)
        verdicts = self._found.verdicts
        return verdicts[place] if place < len(verdicts) else self._found.marks[place - len(verdicts)]

    def _text(self, row: int, column: DifferenceColumn) -> str:
        if column is DifferenceColumn.IMAGE:
            return self._image_names[self.place_at(row)[0]]
        if row >= len(self._found):
            return self._said_text(self._said(row), column)
        own = self._found.at_row(row)
        texts = {
            DifferenceColumn.WHAT: change_said(own.change),
            DifferenceColumn.BEFORE: box_text(own.edit.before, self._class_names),
            DifferenceColumn.AFTER: box_text(own.edit.after, self._class_names),
            DifferenceColumn.PERSON: own.author,
            DifferenceColumn.AT: time_text(own.at),
        }
        return texts[column]

    def _said_text(self, said: VerdictDifference | MarkDifference, column: DifferenceColumn) -> str:
        if isinstance(said, VerdictDifference):
            what = self.tr("verdict")
            before, after = verdict_said(said.verdict.before), verdict_said(said.verdict.after)
        else:
            is_state = isinstance(said.mark, StateChange)
            what = self.tr("image") if is_state else self.tr("comment")
            before, after = side_said(said.mark.before), side_said(said.mark.after)
        texts = {
            DifferenceColumn.WHAT: what,
            DifferenceColumn.BEFORE: before,
            DifferenceColumn.AFTER: after,
            DifferenceColumn.PERSON: said.author,
            DifferenceColumn.AT: time_text(said.at),
        }
        return texts[column]


def box_text(box: Annotation | None, class_names: Sequence[str]) -> str:
    """Class, size and place of a box; a dash where there is none."""
    if box is None:
        return NONE
    (x, y, _, _), (width, height) = box.box_xyxy, box.size_wh
    return f"{class_name(class_names, box.category)}  {width:.0f} × {height:.0f}  @ {x:.0f}, {y:.0f}"


def time_text(at: datetime) -> str:
    """A time of the journal where the reader is."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _ap_text(entry: JournalEntry) -> str:
    ap = None if entry.measured is None else entry.measured.ap
    return NONE if ap is None else f"{ap:.4f}"
