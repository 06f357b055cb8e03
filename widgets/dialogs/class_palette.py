"""Type to find a class: for datasets with more classes than there are number keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from widgets.choice import CONFIRMING, claims
from widgets.inspector.cards import SWATCH_PX, swatch
from widgets.key_text import Hints
from widgets.theme import GRID

_MOST_SEEN = 12
_ROW_PX = 6 * GRID
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_MOST_SEEN,
    Qt.Key.Key_PageDown: _MOST_SEEN,
}


class ClassPalette(QDialog):
    """Asks for one class, those used last first.

    Parameters
    ----------
    names
        Of all classes, by index.
    recent
        Indices of those used, the last first.
    parent
    """

    chosen = Signal(int)
    """Index of the class."""

    def __init__(self, names: Sequence[str], recent: Sequence[int], parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("class_palette")
        self._names = names
        self._keys: Hints = {}
        self._order = [*dict.fromkeys((*recent, *range(len(names))))]
        self._text = QLineEdit()
        self._text.setPlaceholderText(self.tr("Class"))
        self._text.setAccessibleName(self.tr("Find a class"))
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Classes"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setIconSize(QSize(SWATCH_PX, SWATCH_PX))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = QLabel(self.tr("No class is called so."))
        self._none.setProperty("muted", True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._text)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._none)
        self.setFixedWidth(80 * GRID)
        self._text.textChanged.connect(self._show_matches)
        self._text.installEventFilter(self)
        self._list.itemClicked.connect(self._choose)
        self._show_matches()

    def set_keys(self, keys: Hints) -> None:
        """Name these keys beside the classes they choose."""
        self._keys = keys
        self._show_matches()

    def matches(self) -> list[int]:
        """Indices of the classes shown, the first the one that Enter takes."""
        return [self._list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._list.count())]

    def showEvent(self, event: QEvent) -> None:
        """Type at once."""
        self._text.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """Go away once somebody turns to something else."""
        if event.type() == QEvent.Type.WindowDeactivate:
            self.reject()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step through the list, and take from it, while somebody types."""
        if claims(event, (*CONFIRMING, *_STEPS)):
            # Until this is the active window, the main window's keys would come first.
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS and self._list.count():
                row = self._list.currentRow() + _STEPS[key]
                self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _show_matches(self) -> None:
        """Those that begin with the text, then those that hold it, then those that hold all its words."""
        text = self._text.text().strip().casefold()
        found = []
        for place, index in enumerate(self._order):
            name = self._names[index].casefold()
            if all(word in name for word in text.split()):
                found.append((not name.startswith(text), text not in name, place, index))
        self._list.clear()
        for *_, index in sorted(found):
            key = self._keys.get(f"class_{index + 1}", "")
            item = QListWidgetItem(swatch(index), f"{self._names[index]}   {key}".rstrip())
            item.setSizeHint(QSize(0, _ROW_PX))
            item.setData(Qt.ItemDataRole.UserRole, index)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setVisible(bool(found))
        self._none.setVisible(not found)
        self._list.setFixedHeight(_ROW_PX * min(max(len(self._order), 1), _MOST_SEEN) + GRID)
        self.adjustSize()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()
