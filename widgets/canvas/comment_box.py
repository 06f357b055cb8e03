"""Where a comment is typed: a small card over the canvas, beside what the comment is about."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from widgets.answer_field import AnswerField
from widgets.canvas.view import PanZoomWidget
from widgets.theme import GRID

_WIDTH_PX = 320


class CommentBox(QFrame):
    """Asks for a line of text; Enter takes it, Esc or a press elsewhere's button leaves it."""

    entered = Signal(str)
    """What was typed, not empty where text is required."""

    def __init__(self, canvas: PanZoomWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._required = True
        self.setProperty("card", True)
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._field = AnswerField()
        self._field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._enter = QPushButton()
        self._enter.setProperty("primary", True)
        self._leave = QPushButton(self.tr("Cancel"))
        for button in (self._enter, self._leave):
            button.setAutoDefault(False)
        self._field.confirmed.connect(self._take)
        self._field.left.connect(self.leave)
        self._field.textChanged.connect(self._show_whether)
        self._enter.clicked.connect(self._take)
        self._leave.clicked.connect(self.leave)
        self._lay_out()
        self.hide()

    def ask(self, title: str, button: str, hint: str, at: QPoint | None, *, required: bool) -> None:
        """Ask.

        Parameters
        ----------
        title, button, hint
            What it is about, what Enter does, and what to write.
        at
            Beside what, in logical pixels of the canvas; None: at the top.
        required
            Whether there must be a text.
        """
        self._required = required
        self._title.setText(title)
        self._enter.setText(button)
        self._field.clear()
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(title)
        self._show_whether()
        self.resize(_WIDTH_PX, self.sizeHint().height())
        self.setFixedWidth(_WIDTH_PX)
        self.adjustSize()
        room = self._canvas.size() - self.size()
        wanted = QPoint(room.width() // 2, 3 * GRID) if at is None else at + QPoint(3 * GRID, 3 * GRID)
        self.move(
            min(max(wanted.x(), 0), max(room.width(), 0)), min(max(wanted.y(), 0), max(room.height(), 0))
        )
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Ask no more."""
        if self.isVisible():
            self.hide()
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        text = self._field.text().strip()
        if text or not self._required:
            self.leave()
            self.entered.emit(text)

    def _show_whether(self) -> None:
        self._enter.setEnabled(bool(self._field.text().strip()) or not self._required)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._title)
        column.addWidget(self._field)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._leave)
        line.addWidget(self._enter)
        column.addLayout(line)
