"""The queue of flags, with filters, counts and a place that stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engine.data.flag import FlagKind, QueueEntry
from widgets.icons import icon
from widgets.queue.model import Column, QueueModel, class_name
from widgets.theme import GRID, flag_icon_name, flag_title

_WAITING, _SETTLED, _ALL = 0, 1, 2

_SORT_KEYS: dict[Column, Callable[[QueueEntry], float | str]] = {
    Column.KIND: lambda entry: entry.flag.kind.value,
    Column.CLASS: lambda entry: entry.flag.category,
    Column.IMAGE: lambda entry: entry.flag.image,
    Column.SCORE: lambda entry: entry.flag.score,
    Column.PRICE: lambda entry: abs(entry.price or 0.0),
}


class _Table(QTableView):
    """Leaves keys to the window: its actions move through the queue, letters are no search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class Queue(QWidget):
    """Shows flags, the one whose correction is worth most at the top."""

    flag_chosen = Signal(object)
    """`QueueEntry` a person picked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[QueueEntry] = ()
        self._class_names: Sequence[str] = ()
        self._image_names: Sequence[str] = ()
        self._current: str | None = None
        self._settled = 0
        self._sorted_by: tuple[Column, Qt.SortOrder] | None = None
        self._model = QueueModel(self)
        self._table = self._make_table()
        self._kind = QComboBox()
        self._class = QComboBox()
        self._verdict = QComboBox()
        self._text = QLineEdit()
        self._count = QLabel()
        self._empty = QLabel()
        self._stack = QStackedLayout()
        self._lay_out()
        self._fill_kinds()
        self._wire()
        self._refresh()

    def set_entries(
        self,
        entries: Sequence[QueueEntry],
        class_names: Sequence[str],
        image_names: Sequence[str],
        *,
        settled: int,
    ) -> None:
        """Show these entries, in the order they come unless a column was chosen to sort by.

        ``settled`` counts all that were, those included that are gone since their box changed.
        """
        self._settled = settled
        if list(class_names) != list(self._class_names):
            self._fill_classes(class_names)
        self._all, self._class_names, self._image_names = entries, class_names, image_names
        self._refresh()

    def set_current(self, key: str | None) -> None:
        """Mark the entry under review."""
        self._current = key
        self._mark_current()

    def entries_shown(self) -> tuple[QueueEntry, ...]:
        """The entries that the filters let through, in the order shown."""
        return tuple(self._model.entries)

    def choose_next(self) -> None:
        """Pick the next entry that waits for a verdict."""
        row = self._row()
        entries = self._model.entries
        after = (entry for entry in entries[row + 1 :] if entry.verdict is None)
        self._choose(next(after, None))

    def choose_previous(self) -> None:
        """Pick the entry above."""
        row = self._row()
        if row > 0:
            self._choose(self._model.entries[row - 1])

    def _choose(self, entry: QueueEntry | None) -> None:
        if entry is not None:
            self.flag_chosen.emit(entry)

    def _row(self) -> int:
        """Row of the entry under review, -1 where it is not shown."""
        return next((i for i, e in enumerate(self._model.entries) if e.flag.key == self._current), -1)

    def _make_table(self) -> QTableView:
        table = _Table()
        table.setModel(self._model)
        table.setAccessibleName(self.tr("Flags"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setTextElideMode(Qt.TextElideMode.ElideLeft)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(28)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(40)
        for column, width in zip(Column, (138, 76, 72, 56, 78), strict=True):
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.IMAGE, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        for box, name in (
            (self._kind, self.tr("Kind of flag")),
            (self._class, self.tr("Class")),
            (self._verdict, self.tr("Verdict")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        self._verdict.addItems([self.tr("Waiting"), self.tr("Settled"), self.tr("All")])
        self._text.setPlaceholderText(self.tr("Find in image, class or reason"))
        self._text.setAccessibleName(self.tr("Find"))
        self._text.setClearButtonEnabled(True)
        self._count.setProperty("muted", True)
        self._empty.setProperty("muted", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(4 * GRID)
        filters = QHBoxLayout()
        filters.setSpacing(GRID)
        for box in (self._kind, self._class, self._verdict):
            filters.addWidget(box, 1)
        top = QVBoxLayout()
        top.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        top.setSpacing(GRID)
        top.addWidget(self._text)
        top.addLayout(filters)
        top.addWidget(self._count)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._stack, 1)
        self.setMinimumWidth(396)

    def _wire(self) -> None:
        for box in (self._kind, self._class, self._verdict):
            box.currentIndexChanged.connect(self._refresh)
        self._text.textChanged.connect(self._refresh)
        self._table.horizontalHeader().sectionClicked.connect(self._sort)
        self._table.clicked.connect(self._pick)

    def _fill_kinds(self) -> None:
        self._kind.addItem(self.tr("Every kind"), None)
        for kind in FlagKind:
            self._kind.addItem(icon(flag_icon_name(kind)), flag_title(kind), kind)
        self._fill_classes(())

    def _fill_classes(self, class_names: Sequence[str]) -> None:
        self._class.blockSignals(True)
        self._class.clear()
        self._class.addItem(self.tr("Every class"), None)
        for index, name in enumerate(class_names):
            self._class.addItem(name, index)
        self._class.blockSignals(False)

    def _refresh(self) -> None:
        shown = [entry for entry in self._all if self._passes(entry)]
        if self._sorted_by is not None:
            column, order = self._sorted_by
            shown.sort(key=_SORT_KEYS[column], reverse=order is Qt.SortOrder.DescendingOrder)
        self._model.set_entries(shown, self._class_names, self._image_names)
        self._count.setText(
            self.tr("{shown} of {all} flags, {settled} settled").format(
                shown=f"{len(shown):,}", all=f"{len(self._all):,}", settled=f"{self._settled:,}"
            )
        )
        self._empty.setText(self._why_empty())
        self._stack.setCurrentIndex(0 if shown else 1)
        self._mark_current()

    def _passes(self, entry: QueueEntry) -> bool:
        flag = entry.flag
        verdict = self._verdict.currentIndex()
        if verdict != _ALL and (entry.verdict is None) != (verdict == _WAITING):
            return False
        kind, category = self._kind.currentData(), self._class.currentData()
        if kind is not None and flag.kind != kind:
            return False
        if category is not None and flag.category != category:
            return False
        wanted = self._text.text().strip().casefold()
        if not wanted:
            return True
        names = (self._image_names[flag.image], class_name(self._class_names, flag.category), flag.reason)
        return any(wanted in name.casefold() for name in names)

    def _why_empty(self) -> str:
        if not len(self._image_names):
            return self.tr("Open a dataset to see which boxes are doubtful.")
        waiting = any(entry.verdict is None for entry in self._all)
        if not waiting and self._settled and self._verdict.currentIndex() == _WAITING:
            return self.tr("Every flag is settled. Well done.")
        if not self._all:
            return self.tr("No box looks doubtful.")
        return self.tr("No flag matches these filters.")

    def _mark_current(self) -> None:
        row = self._row()
        if row < 0:
            self._table.clearSelection()
            self._table.setCurrentIndex(QModelIndex())
        else:
            self._table.selectRow(row)
            self._table.scrollTo(self._model.index(row, Column.KIND))

    def _pick(self, index: QModelIndex) -> None:
        self._choose(self._model.entries[index.row()])

    def _sort(self, section: int) -> None:
        """First click: largest first; second: smallest first; third: the queue's own order."""
        column = Column(section)
        header = self._table.horizontalHeader()
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        if self._sorted_by is None or self._sorted_by[0] is not column:
            self._sorted_by = (column, down)
        else:
            self._sorted_by = (column, up) if self._sorted_by[1] is down else None
        header.setSortIndicatorShown(self._sorted_by is not None)
        if self._sorted_by is not None:
            header.setSortIndicator(section, self._sorted_by[1])
        self._refresh()
