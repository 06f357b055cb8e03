"""What can be said of a finding: it is so, it is none and why, or it is a task."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from engine.data.finding_verdict import FindingVerdict
from widgets.choice import CONFIRMING, claims
from widgets.findings.said import verdict_text
from widgets.icons import set_icon
from widgets.inspector.cards import muted_label
from widgets.theme import GRID


class VerdictLine(QWidget):
    """Three buttons, a line for the reason; or what was said, and the way back."""

    confirmed = Signal()
    listed = Signal()
    dismissed = Signal(str)
    """Why."""
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = muted_label()
        self._confirm = _button("confirm_finding", "accept", self.tr("Confirm"))
        self._list = _button("list_finding", "tasks", self.tr("Make it a task"))
        self._dismiss = _button("dismiss_finding", "dismiss", self.tr("Dismiss…"))
        self._take_back = _button("take_back_finding", "undo", self.tr("Take back"))
        self._reason = _Reason()
        self._reason.setObjectName("dismiss_reason")
        self._reason.setAccessibleName(self.tr("Why it is dismissed"))
        self._reason.setPlaceholderText(self.tr("Why is this no cause?"))
        self._settle = _button("dismiss_with_reason", "dismiss", self.tr("Dismiss"))
        self._asking = QWidget()
        asking = QHBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self._reason, 1)
        asking.addWidget(self._settle)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in (self._confirm, self._list, self._dismiss, self._take_back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._said)
        column.addLayout(buttons)
        column.addWidget(self._asking)
        self._confirm.clicked.connect(self.confirmed)
        self._list.clicked.connect(self.listed)
        self._take_back.clicked.connect(self.taken_back)
        self._dismiss.clicked.connect(self._ask)
        self._reason.textChanged.connect(lambda text: self._settle.setEnabled(bool(text.strip())))
        self._reason.entered.connect(self._settle.click)
        self._settle.clicked.connect(lambda: self.dismissed.emit(self._reason.text().strip()))
        self.show_verdict(None)

    def show_verdict(self, verdict: FindingVerdict | None) -> None:
        """Show what was said; None: nothing yet."""
        self._said.setText("" if verdict is None else verdict_text(verdict))
        self._said.setVisible(verdict is not None)
        self._take_back.setVisible(verdict is not None)
        for button in (self._confirm, self._list, self._dismiss):
            button.setVisible(verdict is None)
        self._asking.hide()
        self._reason.clear()
        self._settle.setEnabled(False)

    def _ask(self) -> None:
        self._asking.show()
        self._reason.setFocus()


class _Reason(QLineEdit):
    """Enter is the window's key elsewhere."""

    entered = Signal()

    def event(self, event: QEvent) -> bool:
        """Claim it."""
        if claims(event, CONFIRMING):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Done."""
        if event.key() in CONFIRMING:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _button(name: str, icon_name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    set_icon(button, icon_name)
    return button
