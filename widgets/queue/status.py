"""The line above the table: how many flags there are and in which order, or what is wrong with the filter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QStackedLayout, QWidget

from widgets.icons import IconLabel
from widgets.queue.button import PanelButton
from widgets.queue.order import OrderChoice
from widgets.theme import GRID


class StatusLine(QWidget):
    """Of one height, whatever it says: nothing below it jumps."""

    grouping_changed = Signal()
    fold_all_clicked = Signal()
    unfold_all_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.orders = OrderChoice()
        self._count = QLabel()
        self._count.setObjectName("count")
        self._count.setProperty("muted", True)
        self._group = PanelButton("group_by_image")
        self._group.set_name(self.tr("Group by image"))
        self._group.setCheckable(True)
        self._group.toggled.connect(self._toggle)
        self._mistake = QLabel()
        self._mistake.setObjectName("mistake")
        self._mistake.setTextFormat(Qt.TextFormat.PlainText)
        self._mistake.setWordWrap(True)
        # It has the room there is, and asks for none.
        self._mistake.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._counts())
        self._stack.addWidget(self._problem())
        self.setFixedHeight(max(self.orders.sizeHint().height(), 2 * self.fontMetrics().lineSpacing() + GRID))
        self.fold_actions = (
            self._action(self.tr("&Fold all images")),
            self._action(self.tr("&Unfold all images")),
        )
        self.fold_actions[0].triggered.connect(self.fold_all_clicked)
        self.fold_actions[1].triggered.connect(self.unfold_all_clicked)
        # Actions of its own would give the button the look of a menu.
        menu = QMenu(self)
        menu.addActions(self.fold_actions)
        self._group.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._group.customContextMenuRequested.connect(lambda at: menu.popup(self._group.mapToGlobal(at)))

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """What Tab steps through, in order."""
        return self.orders, self._group

    @property
    def grouped(self) -> bool:
        """Whether flags are to stand under their images."""
        return self._group.isChecked()

    def set_grouped(self, *, grouped: bool) -> None:
        """Put flags under their images, or not."""
        self._group.setChecked(grouped)

    def show_count(self, text: str | None) -> None:
        """Say how many there are; None: nothing."""
        self._count.setText(text or "")
        self._count.setVisible(text is not None)

    def show_mistake(self, sentence: str) -> None:
        """Say what is wrong with the filter; empty: nothing is."""
        self._mistake.setText(sentence)
        self._mistake.setToolTip(sentence)
        self._stack.setCurrentIndex(1 if sentence else 0)

    def _toggle(self) -> None:
        for action in self.fold_actions:
            action.setEnabled(self.grouped)
        self.grouping_changed.emit()

    def _action(self, text: str) -> QAction:
        action = QAction(text, self)
        action.setEnabled(False)
        return action

    def _counts(self) -> QWidget:
        page, layout = _page()
        layout.addWidget(self._count, 1)
        layout.addWidget(self.orders)
        layout.addWidget(self._group)
        return page

    def _problem(self) -> QWidget:
        page, layout = _page()
        sign = IconLabel(4 * GRID)
        sign.show_icon("problem")
        layout.addWidget(sign)
        layout.addWidget(self._mistake, 1)
        return page


def _page() -> tuple[QWidget, QHBoxLayout]:
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GRID)
    return page, layout
