"""A small button beside the filter, which leaves the window's keys alone until someone steps to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

from widgets.choice import CONFIRMING, STEPPING, claims
from widgets.icons import set_icon

_Key = Qt.Key


class PanelButton(QToolButton):
    """An icon with a name; Space and Enter press it where it has the focus, Esc leaves it."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_icon(self, icon_name)

    def set_name(self, name: str) -> None:
        """Say what it does."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that press it or lead to the next one."""
        if claims(event, (*CONFIRMING, *STEPPING, _Key.Key_Space, _Key.Key_Escape)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it, or leave."""
        if event.key() in (*CONFIRMING, _Key.Key_Space):
            self.clearFocus()
            self.click()
        elif event.key() == _Key.Key_Escape:
            self.clearFocus()
        else:
            event.ignore()
