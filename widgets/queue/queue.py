"""The queue of flags, with filters, counts and a place that stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from engine.data.dataset import Int
from engine.data.flag import QueueEntry
from widgets.icons import set_icon
from widgets.queue.filters import FilterBar
from widgets.queue.model import Column, QueueModel
from widgets.queue.order import Order, OrderChoice, SortKey
from widgets.queue.rows import Rows, Stand
from widgets.queue.table import QueueTable
from widgets.theme import GRID
from widgets.words import translated

_OWN = Order.by(SortKey.WORTH)
_KEYS = {
    Column.KIND: SortKey.KIND,
    Column.CLASS: SortKey.CLASS,
    Column.IMAGE: SortKey.IMAGE,
    Column.SCORE: SortKey.SCORE,
    Column.LOSS: SortKey.LOSS,
    Column.PRICE: SortKey.PRICE,
    Column.VERDICT: SortKey.VERDICT,
}


class Queue(QWidget):
    """Shows flags, the one whose correction is worth most at the top."""

    flag_chosen = Signal(object)
    """`QueueEntry` a person picked."""
    all_flags_clicked = Signal()
    """The queue is to hold every flag again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows((), (), ())
        self._shown = np.zeros(0, np.int64)
        self._current: int | None = None
        self._current_key: str | None = None
        self._settled = 0
        self._order = _OWN
        self._orders = OrderChoice()
        self._model = QueueModel(self)
        self._narrowing = _Narrowing()
        self._filters = FilterBar()
        self._count = QLabel()
        self._table = QueueTable()
        self._empty = _Empty()
        self._stack = QStackedLayout()
        self._table.setModel(self._model)
        self._table.place_columns()
        self._lay_out()
        self._filters.changed.connect(self._show_top)
        self._filters.entered.connect(self._choose_first)
        self._empty.clear.clicked.connect(self._filters.clear)
        self._narrowing.all_flags.clicked.connect(self.all_flags_clicked)
        self._table.pressed.connect(self._pick)
        self._table.horizontalHeader().sectionClicked.connect(self._sort_column)
        self._orders.chosen.connect(self._sort)
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
        if tuple(class_names) != tuple(self._rows.class_names):
            self._filters.set_classes(class_names)
        before, top = self._row(), self._table.verticalScrollBar().value()
        in_sight = before is not None and top <= before < top + self._table.rows_in_sight()
        self._rows = Rows(entries, class_names, image_names)
        self._current = self._rows.index_of(self._current_key)
        self._refresh()
        now = self._row()
        # The row under review stays where the eye is, however many came or went above it.
        moved = now - before if in_sight and now is not None and before is not None else 0
        self._table.verticalScrollBar().setValue(top + moved)

    def set_narrowing(self, title: str | None) -> None:
        """Say what the entries have in common; None: nothing, these are all flags."""
        self._narrowing.show_title(title)

    def show_all_waiting(self) -> None:
        """Let every entry through that waits for a verdict."""
        self._filters.clear()

    def show_class(self, category: int | None) -> None:
        """Let the entries of one class through alone; None: of every class."""
        self._filters.choose_class(category)

    def set_current(self, key: str | None) -> None:
        """Mark the entry under review."""
        if key != self._current_key:
            self._current_key = key
            self._current = self._rows.index_of(key)
            self._mark_current()
            self._scroll_to_current()

    def entries_shown(self) -> tuple[QueueEntry, ...]:
        """The entries that the filters let through, in the order shown."""
        return self._model.entries

    def following(self) -> Iterator[QueueEntry]:
        """The entries shown after the one under review, to the end and then from the top, as they are now."""
        entries, row = self._model.entries, self._row()
        start = 0 if row is None else row + 1
        return chain(entries[start:], entries[: max(start - 1, 0)])

    def filter_text(self) -> str:
        """The filter as text."""
        return self._filters.filter().text

    def images_shown(self) -> Int:
        """Images with a flag that is shown, ascending, (m,) int64."""
        return np.unique(np.array([entry.flag.image for entry in self._model.entries], np.int64))

    def go_to_find(self) -> None:
        """Go to the text filter."""
        self._filters.go_to_find()

    def choose_next(self) -> None:
        """Pick the next entry that waits for a verdict."""
        row = self._row()
        start = 0 if row is None else row + 1
        entries = self.entries_shown()
        following = (entries[i] for i in range(start, len(entries)) if entries[i].verdict is None)
        self._choose(next(following, None))

    def choose_previous(self) -> None:
        """Pick the entry above."""
        row = self._row()
        if row:
            self._choose(self.entries_shown()[row - 1])

    def _choose(self, entry: QueueEntry | None) -> None:
        if entry is not None:
            self.flag_chosen.emit(entry)

    def _choose_first(self) -> None:
        self._choose(next(iter(self.entries_shown()), None))

    def _pick(self, index: QModelIndex) -> None:
        self._choose(self.entries_shown()[index.row()])

    def _row(self) -> int | None:
        """Row of the entry under review, None where it is not shown."""
        if self._current is None:
            return None
        found = np.flatnonzero(self._shown == self._current)
        return int(found[0]) if len(found) else None

    def _lay_out(self) -> None:
        self._count.setObjectName("count")
        self._count.setProperty("muted", True)
        top = QVBoxLayout()
        top.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        top.setSpacing(GRID)
        top.addWidget(self._narrowing)
        top.addWidget(self._filters)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self._count, 1)
        below.addWidget(self._orders)
        top.addLayout(below)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._stack, 1)
        self.setMinimumWidth(320)

    def _refresh(self) -> None:
        """Filter and sort anew."""
        wanted = self._filters.filter()
        self._shown = self._rows.passing(wanted)
        self._shown = self._rows.ordered(self._shown, self._order)
        entries = self._rows.entries
        self._model.set_entries(
            tuple(entries[i] for i in self._shown.tolist()), self._rows.class_names, self._rows.image_names
        )
        self._table.setColumnHidden(Column.VERDICT, wanted.stand is Stand.WAITING)
        self._table.set_losses_shown(shown=any(entry.loss is not None for entry in entries))
        self._table.fit_columns(self._rows.class_names)
        self._show_counts()
        self._mark_current()

    def _show_counts(self) -> None:
        shown, total = len(self._shown), len(self._rows.entries)
        said = self.tr("{shown} of {all} flags, {settled} settled")
        if self._narrowing.active:
            said = self.tr("{shown} of {all} boxes")
        self._count.setText(said.format(shown=f"{shown:,}", all=f"{total:,}", settled=f"{self._settled:,}"))
        self._count.setVisible(bool(total or self._settled))
        if not shown:
            self._empty.say(self._why_empty(), clearable=total > 0 and self._rows.any_waiting)
        self._stack.setCurrentWidget(self._table if shown else self._empty)

    def _why_empty(self) -> str:
        if not len(self._rows.image_names):
            return self.tr("Open a dataset to see which boxes are doubtful.")
        stand = self._filters.filter().stand
        if self._narrowing.active and not self._rows.any_waiting and stand is Stand.WAITING:
            return self.tr("Nothing is left here.")
        if self._settled and not self._rows.any_waiting and stand is Stand.WAITING:
            return self.tr("Every flag is settled. Well done.")
        if not len(self._rows.entries):
            return self.tr("No box looks doubtful.")
        if stand is Stand.SETTLED and not self._settled:
            return self.tr("Nothing is settled yet.")
        return self.tr("No flag matches these filters.")

    def _mark_current(self) -> None:
        row = self._row()
        if row is None:
            self._table.clearSelection()
            self._table.setCurrentIndex(QModelIndex())
        else:
            self._table.selectRow(row)

    def _scroll_to_current(self) -> None:
        row = self._row()
        if row is not None:
            self._table.scrollTo(self._model.index(row, Column.KIND))

    def _show_top(self) -> None:
        """Other filters, another list: from the top, or where the entry under review stands in it."""
        self._refresh()
        self._table.scrollToTop()
        self._scroll_to_current()

    def _sort_column(self, section: int) -> None:
        """First click: largest first; second: smallest first; third: the queue's own order."""
        key = _KEYS[Column(section)]
        if self._order.key is not key:
            self._sort(Order(key, descending=True))
        else:
            self._sort(Order(key, descending=False) if self._order.descending else _OWN)

    def _sort(self, order: Order) -> None:
        self._order = order
        self._orders.show_order(order)
        header = self._table.horizontalHeader()
        column = next((column for column, key in _KEYS.items() if key is order.key), None)
        header.setSortIndicatorShown(column is not None)
        if column is not None:
            down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
            header.setSortIndicator(column, down if order.descending else up)
        self._show_top()


class _Narrowing(QWidget):
    """What the queue is narrowed to, with the way back."""

    def __init__(self) -> None:
        super().__init__()
        self._title = QLabel()
        self._title.setObjectName("narrowing")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self.all_flags = QPushButton(self.tr("All flags"))
        self.all_flags.setObjectName("all_flags")
        self.all_flags.setToolTip(self.tr("Show every flag again (Shift+Esc)"))
        self.all_flags.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(self.all_flags, "cancel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._title, 1)
        layout.addWidget(self.all_flags)
        self.active = False
        self.show_title(None)

    def show_title(self, title: str | None) -> None:
        self.active = title is not None
        self._title.setText(translated(title or ""))
        self.setVisible(title is not None)


class _Empty(QWidget):
    """Why there is nothing to show, and the way out if filters hide it."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = QLabel()
        self._sentence.setObjectName("why_empty")
        self._sentence.setProperty("muted", True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setWordWrap(True)
        self.clear = QPushButton(self.tr("Show all that wait"))
        self.clear.setObjectName("show_all_waiting")
        self.clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addStretch(2)
        layout.addWidget(self._sentence)
        layout.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def say(self, sentence: str, *, clearable: bool) -> None:
        self._sentence.setText(sentence)
        self.clear.setVisible(clearable)
