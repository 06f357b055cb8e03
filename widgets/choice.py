"""A choice of one thing among a few, where keys are the window's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from widgets.theme import GRID

_Key = Qt.Key
CONFIRMING = (_Key.Key_Return, _Key.Key_Enter)
STEPPING = (_Key.Key_Tab, _Key.Key_Backtab)


class Choice(QComboBox):
    """A combo box that is as narrow as it must be, and leaves the focus and the window's keys alone."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        # The default one of a combo box takes no style.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setIconSize(QSize(4 * GRID, 4 * GRID))
        self.setMinimumContentsLength(5)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.activated.connect(self.clearFocus)

    def showPopup(self) -> None:
        """Make room for the longest text, however narrow the box itself is."""
        scroll_bar = 24 if self.count() > self.maxVisibleItems() else 0
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 4 * GRID + scroll_bar)
        super().showPopup()

    def event(self, event: QEvent) -> bool:
        """Claim the keys that open the list or lead to the next one."""
        if claims(event, (*CONFIRMING, *STEPPING, _Key.Key_Space, _Key.Key_Escape)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open the list; Esc leaves; the window has the rest."""
        if event.key() in (*CONFIRMING, _Key.Key_Space):
            self.showPopup()
        elif event.key() == _Key.Key_Escape:
            self.clearFocus()
        else:
            event.ignore()


def claims(event: QEvent, keys: Sequence[Qt.Key]) -> bool:
    """Whether one of these keys was pressed that the window would take as its own: accept the event to have it."""
    return (
        event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys
    )
