"""The queue of flags, with filters, counts and a place that stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from engine.data.dataset import Int
from engine.data.flag import QueueEntry
from engine.data.image_state import ImageState
from widgets.key_text import Hints
from widgets.queue.empty import EmptyNote
from widgets.queue.filter import Field, Filter, OneOf, Stand
from widgets.queue.filters import FilterBar
from widgets.queue.model import Column, Heading, QueueModel
from widgets.queue.narrowing import NarrowingLine
from widgets.queue.order import Order, SortKey
from widgets.queue.rows import Rows
from widgets.queue.shown import Shown
from widgets.queue.status import StatusLine
from widgets.queue.table import QueueTable
from widgets.theme import GRID

_SETTLED = Filter((OneOf(Field.VERDICT, (Stand.SETTLED,)),))
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
    give_back_clicked = Signal()
    """The images that were handed out are to go back."""
    filter_changed = Signal()
    """Something else is let through."""
    saved_filters_changed = Signal(object)
    """`dict` from name to text of the filters that are saved now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows((), (), ())
        self._folded: set[int] = set()
        self._current: int | None = None
        self._current_key: str | None = None
        self._settled = 0
        self._others: Mapping[int, str] = MappingProxyType({})
        self._order = _OWN
        self._shown = Shown(self._rows, Filter(), _OWN, grouped=False)
        self._model = QueueModel(self)
        self._narrowing = NarrowingLine()
        self._filters = FilterBar()
        self._status = StatusLine()
        self._table = QueueTable()
        self._empty = EmptyNote()
        self._stack = QStackedLayout()
        self._ahead: Iterator[None] = iter(())
        self._reading = QTimer(self, interval=0)
        self._table.setModel(self._model)
        self._table.place_columns()
        self._lay_out()
        self._connect()
        self._refresh()

    def set_entries(
        self,
        entries: Sequence[QueueEntry],
        class_names: Sequence[str],
        image_names: Sequence[str],
        *,
        settled: int,
        states: Mapping[int, ImageState] = MappingProxyType({}),
    ) -> None:
        """Show these entries, in the order they come unless a column was chosen to sort by.

        ``settled`` counts all that were, those included that are gone since their box changed; ``states`` are those of
        images, by index, where something was said of them. After an edit it costs
        least where entries that did not change are the same objects as before.
        """
        self._settled = settled
        if tuple(class_names) != tuple(self._rows.class_names):
            self._filters.set_classes(class_names)
        if image_names is not self._rows.image_names and tuple(image_names) != tuple(self._rows.image_names):
            self._folded.clear()
        before, top = self._row(), self._table.verticalScrollBar().value()
        in_sight = before is not None and top <= before < top + self._table.rows_in_sight()
        self._rows = self._rows.after(entries, class_names, image_names, states)
        self._ahead = self._rows.columns.read_ahead()
        self._reading.start()
        self._current = self._rows.index_of(self._current_key)
        self._refresh()
        now = self._row()
        # The row under review stays where the eye is, however many came or went above it.
        moved = now - before if in_sight and now is not None and before is not None else 0
        self._table.verticalScrollBar().setValue(top + moved)

    def set_keys(self, keys: Hints) -> None:
        """Name these keys wherever one is named."""
        self._filters.set_keys(keys)
        self._narrowing.set_keys(keys)

    def set_narrowing(self, title: str | None) -> None:
        """Say what the entries have in common; None: nothing, these are all flags."""
        self._narrowing.show_title(title)

    def set_work(self, title: str | None) -> None:
        """Say which images the entries are of that were handed out; None: these are all flags."""
        self._narrowing.show_work(title)

    def set_others(self, others: Mapping[int, str]) -> None:
        """Mark the images that somebody else has, names by index of image; they can be chosen all the same."""
        if others != self._others:
            self._others = others
            self._model.show_others(others)

    def show_all_waiting(self) -> None:
        """Let every entry through that waits for a verdict."""
        self._filters.clear()

    def show_class(self, category: int | None) -> None:
        """Let the entries of one class through alone; None: of every class."""
        self._filters.choose_class(category)

    def filter_text(self) -> str:
        """The filter in force, as text; empty: what waits for a verdict."""
        return self._filters.text()

    def set_filter_text(self, text: str) -> None:
        """Filter by a text; one with a mistake is told to the person, and the filter stays as it was."""
        self._filters.set_text(text)

    def set_saved_filters(self, saved: Mapping[str, str]) -> None:
        """Offer filters to choose from: texts by name."""
        self._filters.saved.set_saved(saved)

    def set_grouped(self, *, grouped: bool) -> None:
        """Show flags under a heading for each image, or one under another."""
        self._status.set_grouped(grouped=grouped)

    def set_current(self, key: str | None) -> None:
        """Mark the entry under review; its image is unfolded."""
        if key != self._current_key:
            self._current_key = key
            self._current = self._rows.index_of(key)
            if self._current is not None and int(self._rows.columns.images[self._current]) in self._folded:
                self._folded.remove(int(self._rows.columns.images[self._current]))
                self._place()
            self._mark_current()
            self._scroll_to_current()

    def entries_shown(self) -> tuple[QueueEntry, ...]:
        """The entries that the filter lets through, in the order shown, those of folded images included."""
        return self._shown.entries()

    def images_shown(self) -> Int:
        """The images that have an entry which the filter lets through, (m,) int64, ascending."""
        return self._shown.images

    def following(self) -> Iterator[QueueEntry]:
        """The entries shown after the one under review, to the end and then from the top, as they are now."""
        return self._shown.following(self._current)

    def waiting(self, key: str) -> QueueEntry | None:
        """The entry whose flag has this key, if it is shown and waits for a verdict."""
        return self._shown.waiting(key)

    def go_to_find(self) -> None:
        """Go to the text filter."""
        self._filters.go_to_find()

    def choose_next(self) -> None:
        """Pick the next entry that waits for a verdict."""
        self._choose(self._shown.next_waiting(self._current))

    def choose_previous(self) -> None:
        """Pick the entry above."""
        self._choose(self._shown.previous(self._current))

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001
        """Step around in here: Tab is the window's key elsewhere, and nothing here may have the focus unasked."""
        fields = [*self._filters.fields, *self._status.fields]
        here = next((i for i, field in enumerate(fields) if field.hasFocus()), 0)
        fields[(here + (1 if forwards else -1)) % len(fields)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _choose(self, entry: QueueEntry | None) -> None:
        if entry is not None:
            self.flag_chosen.emit(entry)

    def _pick(self, index: QModelIndex) -> None:
        self._choose(self._model.entry_at(index.row()))

    def _fold(self, index: QModelIndex) -> None:
        """Fold or unfold the image whose heading was clicked."""
        image = self._shown.image_of_heading(index.row())
        if image is not None:
            self._folded ^= {image}
            self._place_still()

    def _fold_all(self) -> None:
        self._folded = set(self._shown.images.tolist())
        self._place_still()

    def _unfold_all(self) -> None:
        self._folded.clear()
        self._place_still()

    def _row(self) -> int | None:
        """Row of the entry under review, None where it is not shown."""
        return self._shown.row_of(self._current)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        top.setSpacing(GRID)
        top.addWidget(self._narrowing)
        top.addWidget(self._filters)
        top.addWidget(self._status)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._stack, 1)
        self.setMinimumWidth(320)

    def _connect(self) -> None:
        filters, status, table = self._filters, self._status, self._table
        filters.changed.connect(self._show_top)
        filters.changed.connect(self.filter_changed)
        filters.entered.connect(lambda: self._choose(self._shown.first()))
        filters.mistaken.connect(status.show_mistake)
        filters.opening.connect(self._count_choices)
        filters.saved.changed.connect(self.saved_filters_changed)
        status.orders.chosen.connect(self._sort)
        status.grouping_changed.connect(self._show_top)
        status.fold_all_clicked.connect(self._fold_all)
        status.unfold_all_clicked.connect(self._unfold_all)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        table.addActions(status.fold_actions)
        table.pressed.connect(self._pick)
        table.clicked.connect(self._fold)
        table.horizontalHeader().sectionClicked.connect(self._sort_column)
        self._empty.clear.clicked.connect(filters.clear)
        self._narrowing.all_flags.clicked.connect(self.all_flags_clicked)
        self._narrowing.give_back.clicked.connect(self.give_back_clicked)
        self._reading.timeout.connect(self._read_ahead)

    def _read_ahead(self) -> None:
        """Between events, make what the next filter will ask for."""
        if next(self._ahead, True):
            self._reading.stop()

    def _count_choices(self, field: Field) -> None:
        self._filters.show_counts(field, self._rows.counts(self._filters.filter(), field))

    def _refresh(self) -> None:
        """Filter and sort anew."""
        rows, wanted = self._rows, self._filters.filter()
        self._shown = Shown(rows, wanted, self._order, grouped=self._status.grouped)
        self._model.show_entries(rows.entries, rows.class_names, rows.image_names, rows.states)
        self._place()
        self._table.setColumnHidden(Column.VERDICT, wanted.waiting_only)
        self._table.set_grouped(grouped=self._status.grouped)
        self._table.set_losses_shown(shown=rows.any_loss)
        self._table.fit_columns(rows.class_names)
        self._show_counts()
        self._mark_current()

    def _place(self) -> None:
        """Say what stands at each row."""
        self._shown.fold(self._folded)
        self._model.place(self._shown.at, self._heading)

    def _heading(self, group: int) -> Heading:
        return self._shown.heading(group, self._others)

    def _place_still(self) -> None:
        """The same after folding, where the table stands."""
        bar = self._table.verticalScrollBar()
        top = bar.value()
        self._place()
        self._mark_current()
        bar.setValue(top)

    def _show_counts(self) -> None:
        shown, total = len(self._shown.indices), len(self._rows.entries)
        waiting = int(self._rows.waiting.sum())
        said = self.tr("{shown} of {all} flags")
        if self._narrowing.active:
            said = self.tr("{shown} of {all} boxes")
        elif self._filters.filter().waiting_only:
            said = self.tr("{shown} of {waiting} waiting, {settled} settled")
        numbers = {"shown": shown, "all": total, "waiting": waiting, "settled": self._settled}
        said = said.format(**{name: f"{number:,}" for name, number in numbers.items()})
        self._status.show_count(said if total or self._settled else None)
        if not shown:
            self._empty.say(self._why_empty(waiting=waiting > 0), clearable=total > 0 and waiting > 0)
        self._stack.setCurrentWidget(self._table if shown else self._empty)

    def _why_empty(self, *, waiting: bool) -> str:
        if not len(self._rows.image_names):
            return self.tr("Open a dataset to see which boxes are doubtful.")
        wanted = self._filters.filter()
        if self._narrowing.active and not waiting and wanted.waiting_only:
            return self.tr("Nothing is left here.")
        if self._narrowing.is_work and not waiting and wanted.waiting_only:
            return self.tr("You are through with your images. Review > Give me work brings more.")
        if self._settled and not waiting and wanted.waiting_only:
            return self.tr("Every flag is settled. Well done.")
        if not len(self._rows.entries):
            return self.tr("No box looks doubtful.")
        if wanted == _SETTLED and not self._settled:
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
        self._status.orders.show_order(order)
        header = self._table.horizontalHeader()
        column = next((column for column, key in _KEYS.items() if key is order.key), None)
        header.setSortIndicatorShown(column is not None)
        if column is not None:
            down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
            header.setSortIndicator(column, down if order.descending else up)
        self._show_top()
