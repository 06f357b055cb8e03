"""The gallery: a wall of crops, and above it of which class they are, in which order, and how large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStackedLayout, QVBoxLayout, QWidget

from engine.data.dataset import Int
from engine.data.gallery import Cells
from widgets.choice import Choice
from widgets.gallery.cell import CropPicture
from widgets.gallery.order import SortBy, order_of, title_of
from widgets.gallery.wall import Wall
from widgets.inspector.cards import swatch
from widgets.one_line import OneLine
from widgets.theme import GRID, Theme

_SIDES = (64, 96, 128, 160, 192, 256, 320)
_USUAL = 2


class Gallery(QWidget):
    """Shows boxes as crops, to find the wrong ones among many and to settle many at once."""

    selection_changed = Signal()
    opened = Signal(int)
    """Id of a box that is to be seen in its image."""
    crops_wanted = Signal(object, int)
    """Ids of boxes in sight and near it, list of int, and the side of their crops in physical pixels."""
    similarity_wanted = Signal()
    """The boxes shown are to be compared with each other: see `set_similar`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = Cells.empty()
        self._names: tuple[str, ...] = ()
        self._images: tuple[str, ...] = ()
        self._similar: Int = np.zeros(0, np.int64)
        self._sorted_by = SortBy.LOSS
        self._wall = Wall(_SIDES[_USUAL])
        self._classes = Choice(self.tr("Class of the boxes"))
        self._orders = Choice(self.tr("Sort the boxes"))
        self._count = OneLine()
        self._empty = QLabel()
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._stack = QStackedLayout()
        for key in SortBy:
            self._orders.addItem(title_of(key), key.value)
        self._lay_out()
        self._classes.activated.connect(self._choose_class)
        self._orders.activated.connect(self._choose_order)
        self._size.valueChanged.connect(lambda step: self._wall.set_side(_SIDES[step]))
        self._size.sliderReleased.connect(self._wall.setFocus)
        self._wall.selection_changed.connect(self._show_count)
        self._wall.selection_changed.connect(self.selection_changed)
        self._wall.opened.connect(self.opened)
        self._wall.crops_wanted.connect(self.crops_wanted)
        self._refresh()

    @property
    def category(self) -> int | None:
        """Index of the class shown; None: all."""
        chosen: int | None = self._classes.currentData()
        return chosen

    @property
    def by_similarity(self) -> bool:
        """Whether boxes are to stand by similarity."""
        return self._sorted_by is SortBy.SIMILARITY

    @property
    def shown(self) -> list[int]:
        """Ids of the boxes on the wall, in their order."""
        ids: list[int] = self._wall.shown.tolist()
        return ids

    @property
    def selected(self) -> list[int]:
        """Ids of the selected boxes, in the order shown."""
        return self._wall.selected

    @property
    def has_selection(self) -> bool:
        """Whether any box is selected."""
        return self._wall.selected_count > 0

    def set_boxes(self, cells: Cells, class_names: Sequence[str], image_names: Sequence[str]) -> None:
        """Show these boxes; class, order, selection and place stay as far as they can."""
        self._cells, self._images = cells, tuple(image_names)
        if tuple(class_names) != self._names:
            self._names = tuple(class_names)
            self._show_classes()
        self._refresh()

    def start_over(self) -> None:
        """Other data: every class, those first that the model contradicts most, if there is one."""
        self._similar = np.zeros(0, np.int64)
        self._classes.setCurrentIndex(0)
        self._sort(SortBy.LOSS if np.isfinite(self._cells.losses).any() else SortBy.IMAGE)
        self._wall.clear_selection()

    def set_similar(self, ids: Int) -> None:
        """Ids of boxes in order of similarity, those unlike their class first."""
        self._similar = ids
        if self._asked_order() is SortBy.SIMILARITY:
            self._sort(SortBy.SIMILARITY)

    def end_comparing(self) -> None:
        """The boxes are compared, or will not be: the choice says again how they stand."""
        with QSignalBlocker(self._orders):
            self._orders.setCurrentIndex(self._orders.findData(self._sorted_by.value))

    def set_crops(self, pictures: Mapping[int, CropPicture]) -> None:
        """Show crops that have come, by id."""
        self._wall.set_crops(pictures)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._wall.set_theme(theme)

    def show_class(self, category: int | None) -> None:
        """Show the boxes of this class alone; None: of every class."""
        self._classes.setCurrentIndex(self._classes.findData(category) if category is not None else 0)
        self._show_other_class()

    def go_to(self, box: int) -> None:
        """Bring this box into sight and select it."""
        self._wall.go_to(box)

    def select_all(self) -> None:
        """Select every box shown."""
        self._wall.select_all()

    def clear_selection(self) -> None:
        """Select nothing."""
        self._wall.clear_selection()

    def take_keys(self) -> None:
        """Let the keys act on the wall."""
        self._wall.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_class(self) -> None:
        self._show_other_class()
        self.take_keys()

    def _show_other_class(self) -> None:
        self._wall.clear_selection()
        self._refresh()
        self._wall.go_to_top()
        if self._asked_order() is SortBy.SIMILARITY:
            self.similarity_wanted.emit()

    def _choose_order(self) -> None:
        key = self._asked_order()
        self.take_keys()
        if key is SortBy.SIMILARITY:
            # The order stays until they are compared.
            self.similarity_wanted.emit()
        else:
            self._sort(key)

    def _asked_order(self) -> SortBy:
        return SortBy(self._orders.currentData())

    def _sort(self, key: SortBy) -> None:
        with QSignalBlocker(self._orders):
            self._orders.setCurrentIndex(self._orders.findData(key.value))
        self._sorted_by = key
        self._refresh()
        self._wall.go_to_top()

    def _refresh(self) -> None:
        order = order_of(self._cells, self._sorted_by, self._similar)
        category = self.category
        if category is not None:
            order = order[self._cells.categories[order] == category]
        self._wall.set_cells(self._cells, self._names, self._images, order)
        self._stack.setCurrentIndex(0 if len(order) else 1)
        self._empty.setText(
            self.tr("There is no box of this class.")
            if len(self._cells)
            else self.tr("There are no boxes yet. Draw them on the images, and they are shown here.")
        )
        self._show_count()

    def _show_classes(self) -> None:
        with QSignalBlocker(self._classes):
            self._classes.clear()
            self._classes.addItem(self.tr("All classes"), None)
            for index, name in enumerate(self._names):
                self._classes.addItem(swatch(index), name, index)

    def _show_count(self) -> None:
        count, selected = len(self._wall.shown), self._wall.selected_count
        text = self.tr("1 box") if count == 1 else self.tr("{count} boxes").format(count=f"{count:,}")
        if selected:
            text = self.tr("{boxes}, {count} selected").format(boxes=text, count=f"{selected:,}")
        self._count.set_whole(text)

    def _lay_out(self) -> None:
        self._classes.setMinimumContentsLength(14)
        self._orders.setMinimumContentsLength(12)
        self._orders.setToolTip(
            self.tr("Sort the boxes; by similarity: those unlike their class first, then like beside like")
        )
        self._size.setRange(0, len(_SIDES) - 1)
        self._size.setValue(_USUAL)
        self._size.setPageStep(1)
        self._size.setFixedWidth(30 * GRID)
        self._size.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._size.setAccessibleName(self.tr("Size of the crops"))
        self._size.setToolTip(self.tr("Size of the crops"))
        self._count.setProperty("muted", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("muted", True)
        bar = QHBoxLayout()
        bar.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        bar.setSpacing(2 * GRID)
        bar.addWidget(self._classes)
        bar.addWidget(self._orders)
        bar.addWidget(self._count, 1)
        bar.addWidget(self._size)
        self._stack.addWidget(self._wall)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addLayout(self._stack, 1)
