"""What the corrected labels do for the model: a few epochs, measured before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from engine.data.comparison import Interval
from widgets.dialogs.training_choice import Part, TrainingSetUp
from widgets.dialogs.training_course import HeldOut, TrainingCourse
from widgets.theme import GRID, Theme

_SIZE = (720, 580)


class FineTuneDialog(QDialog):
    """First what is to be done, then how it goes and what came of it.

    Parameters
    ----------
    theme
        The plot is drawn in.
    """

    start_clicked = Signal(object)
    """`FineTuneChoice`."""
    stop_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Fine-tune check"))
        self.setup = TrainingSetUp()
        self.live = TrainingCourse(theme)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.setup)
        self._stack.addWidget(self.live)
        self._start = QPushButton(self.tr("Start"))
        self._start.setObjectName("start")
        self._start.setProperty("primary", True)
        self._start.setDefault(True)
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.setObjectName("stop")
        self._again = QPushButton(self.tr("Back"))
        self._again.setObjectName("back")
        self._close = QPushButton(self.tr("Close"))
        self._close.setObjectName("close")
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addStretch(1)
        for button in (self._again, self._start, self._stop, self._close):
            button.setAutoDefault(button is self._start)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        layout.setSpacing(4 * GRID)
        layout.addLayout(self._stack, 1)
        layout.addLayout(buttons)
        self.setMinimumWidth(_SIZE[0])
        self.setup.changed.connect(self._refresh)
        self._start.clicked.connect(self._begin)
        self._stop.clicked.connect(self._stop_once)
        self._again.clicked.connect(lambda: self._show(self.setup, going=False))
        self._close.clicked.connect(self.reject)
        self._show(self.setup, going=False)

    def set_parts(self, train: Sequence[Part], held_out: Sequence[Part]) -> None:
        """Say what can be trained on, and what can be held out."""
        self.setup.set_parts(train, held_out)

    def start(self, steps_per_epoch: int, epochs: int) -> None:
        """Training begins."""
        self.live.start(steps_per_epoch, epochs)
        self._show(self.live, going=True)

    def say(self, what: str) -> None:
        """Say what is going on: measuring before, training, measuring after."""
        self.live.say(what)

    def add_loss(self, step: int, loss: float) -> None:
        """Show the loss of a step, from 1."""
        self.live.add_loss(step, loss)

    def show_before(self, before: HeldOut) -> None:
        """Show mAP as it was before."""
        self.live.show_before(before)

    def show_result(self, before: HeldOut, after: HeldOut, change: Interval) -> None:
        """Show what came of it."""
        self.live.show_result(before, after, change)
        self._show(self.live, going=False)

    def show_end(self, why: str) -> None:
        """It ended without a result: it was stopped, or failed."""
        self.live.show_end(why)
        self._show(self.live, going=False)

    def reject(self) -> None:
        """Closing stops what goes on."""
        if self._stop.isVisible() and self._stop.isEnabled():
            self._stop_once()
        super().reject()

    def _grow(self) -> None:
        """Make room for the plot."""
        room = self.screen().availableGeometry().height() - 12 * GRID
        self.resize(self.width(), max(self.height(), min(_SIZE[1], room)))

    def _begin(self) -> None:
        self.live.begin(self.setup.choice().epochs)
        self._show(self.live, going=True)
        self.start_clicked.emit(self.setup.choice())

    def _stop_once(self) -> None:
        self._stop.setEnabled(False)
        self.stop_clicked.emit()

    def _show(self, page: QWidget, *, going: bool) -> None:
        self._stack.setCurrentWidget(page)
        at_setup = page is self.setup
        if not at_setup:
            self._grow()
        self._start.setVisible(at_setup)
        self._again.setVisible(not at_setup and not going)
        self._stop.setVisible(going)
        self._stop.setEnabled(True)
        self._close.setText(self.tr("Cancel") if at_setup else self.tr("Close"))
        self._close.setVisible(not going)
        self._refresh()

    def _refresh(self) -> None:
        self._start.setEnabled(self.setup.problem() == "")
