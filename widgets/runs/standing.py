"""How a run is going: how far, how quick, and what mAP is so far."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from engine.data.run import Standing
from widgets.icons import IconLabel, set_icon
from widgets.one_line import OneLine
from widgets.runs.figures import memory_text, speed_text, time_left_text
from widgets.runs.steady import SteadyLabel
from widgets.theme import GRID

_ICON_PX = 16
_PER_MILLE = 1000
_SPOKEN_STEPS = 4
"""A screen reader is told of the start, the end, and of each quarter."""
_BETWEEN = " · "


class RunState(Enum):
    """What a run is doing."""

    STARTING = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPED = auto()
    FAILED = auto()
    FINISHED = auto()


_ICONS = {
    RunState.STARTING: "run",
    RunState.RUNNING: "run",
    RunState.PAUSED: "pause",
    RunState.STOPPED: "stop",
    RunState.FAILED: "problem",
    RunState.FINISHED: "fixed",
}
_GOING = (RunState.STARTING, RunState.RUNNING, RunState.PAUSED)
_UNFINISHED = (RunState.STOPPED, RunState.FAILED)


class StandingPanel(QFrame):
    """Shown while a run goes on, and after it until somebody closes it. Numbers change and nothing moves."""

    pause_clicked = Signal()
    resume_clicked = Signal()
    stop_clicked = Signal()
    go_on_clicked = Signal()
    """The rest of the images is to be run after all."""
    problems_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("standing")
        self._state: RunState | None = None
        self._standing = Standing(0, 0)
        self._problems = 0
        self._spoken = -1
        self._sign = IconLabel(_ICON_PX)
        self._title = OneLine()
        self._title.setObjectName("run_title")
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._bar = QProgressBar()
        self._bar.setProperty("big", True)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far the run is"))
        self._message = SteadyLabel()
        self._message.setObjectName("run_message")
        self._progress = SteadyLabel()
        self._progress.setObjectName("run_progress")
        self._ap = SteadyLabel()
        self._ap.setObjectName("run_ap")
        self._device = SteadyLabel()
        self._device.setObjectName("run_device")
        self._device.setProperty("muted", True)
        self._pause = self._button("pause", "pause", self.tr("Pause"))
        self._stop = self._button("stop", "stop", self.tr("Stop"))
        self._go_on = self._button("go_on", "run", self.tr("Go on"))
        self._close = self._button("close_run", "cancel", self.tr("Close"))
        self._problem_link = self._button("run_problems", "problem", "")
        self._problem_link.setProperty("link", True)
        # A word among words, no higher than their line.
        self._problem_link.setFixedHeight(self._problem_link.fontMetrics().height() + 2)
        self._lay_out()
        self._pause.clicked.connect(self._pause_or_resume)
        self._stop.clicked.connect(self._stop_once)
        self._go_on.clicked.connect(self.go_on_clicked)
        self._close.clicked.connect(self.hide)
        self._problem_link.clicked.connect(self.problems_clicked)
        self.hide()

    @property
    def state(self) -> RunState | None:
        """What the run is doing; None: there was none."""
        return self._state

    def set_run(self, state: RunState, standing: Standing, message: str = "") -> None:
        """Show how a run stands.

        Parameters
        ----------
        state
        standing
        message
            Why it failed, or what there is to say at its end.
        """
        begins = state is RunState.STARTING and self._state is not RunState.STARTING
        other = state is not self._state
        self._state, self._standing = state, standing
        if begins:
            self._spoken = -1
            for label in (self._message, self._progress, self._ap, self._device):
                label.start_over()
        if other:
            self._show_state()
            self.show()
        self._message.setVisible(bool(message))
        self._message.show_text(message, speak=True)
        self._show_numbers(speak=self._has_come_far() or other)

    def set_problems(self, count: int) -> None:
        """Say how many images could not be run, and how much else went wrong."""
        self._problems = count
        text = self.tr("1 problem") if count == 1 else self.tr("{count} problems").format(count=f"{count:,}")
        self._problem_link.setText(text)
        self._problem_link.setVisible(count > 0)

    def _show_state(self) -> None:
        state = self._state
        assert state is not None
        self._sign.show_icon(_ICONS[state])
        title = {
            RunState.STARTING: self.tr("Loading the model"),
            RunState.RUNNING: self.tr("Running the model"),
            RunState.PAUSED: self.tr("Paused"),
            RunState.STOPPED: self.tr("The run was stopped"),
            RunState.FAILED: self.tr("The run was interrupted"),
            RunState.FINISHED: self.tr("The run is finished"),
        }[state]
        self._title.set_whole(title)
        paused = state is RunState.PAUSED
        self._pause.setAccessibleName(self.tr("Resume") if paused else self.tr("Pause"))
        set_icon(self._pause, "run" if paused else "pause")
        self._pause.setEnabled(state is not RunState.STARTING)
        self._stop.setEnabled(True)
        for button, shown in (
            (self._pause, state in _GOING),
            (self._stop, state in _GOING),
            (self._go_on, state in _UNFINISHED),
            (self._close, state not in _GOING),
        ):
            button.setVisible(shown)
        self._fit_words()
        quiet = state is RunState.PAUSED or state in _UNFINISHED
        self._bar.setProperty("quiet", quiet)
        # Only then is the style's rule for it looked up again.
        self._bar.style().unpolish(self._bar)
        self._bar.style().polish(self._bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in icons what there is no room to say in words."""
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        """Have words on the buttons where the title is not cut for it."""
        shown = [own for own in (self._pause, self._stop, self._go_on, self._close) if not own.isHidden()]
        for button in shown:
            button.setText(button.accessibleName())
            button.setToolTip("")
        # Room for the longer of its two words, so that Stop stays where it is.
        widths = []
        for text in (self.tr("Resume"), self.tr("Pause"), self._pause.accessibleName()):
            self._pause.setText(text)
            widths.append(self._pause.sizeHint().width())
        self._pause.setMinimumWidth(max(widths))
        needed = sum(max(own.sizeHint().width(), own.minimumWidth()) + 2 * GRID for own in shown)
        title = self._title.fontMetrics().horizontalAdvance(self._title.whole)
        if needed + title + _ICON_PX + 7 * GRID > self.width():
            self._pause.setMinimumWidth(0)
            for button in shown:
                button.setText("")
                button.setToolTip(button.accessibleName())

    def _show_numbers(self, *, speak: bool) -> None:
        standing = self._standing
        if self._state is RunState.STARTING and not standing.done:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, _PER_MILLE)
            self._bar.setValue(_PER_MILLE * standing.done // max(standing.total, 1))
        self._progress.show_text(self._progress_text(), speak=speak)
        self._ap.show_text(self._ap_text(), speak=speak)
        self._device.show_text(self._device_text(), speak=speak)

    def _has_come_far(self) -> bool:
        step = _SPOKEN_STEPS * self._standing.done // max(self._standing.total, 1)
        further, self._spoken = step > self._spoken, step
        return further

    def _progress_text(self) -> str:
        standing = self._standing
        parts = [
            self.tr("{done} of {total} images").format(done=f"{standing.done:,}", total=f"{standing.total:,}")
        ]
        if standing.reused:
            parts.append(self.tr("{count} known already").format(count=f"{standing.reused:,}"))
        if standing.skipped:
            parts.append(self.tr("{count} skipped").format(count=f"{standing.skipped:,}"))
        if self._state is RunState.RUNNING:
            if standing.images_per_second is not None:
                parts.append(speed_text(standing.images_per_second))
            if standing.seconds_left is not None:
                parts.append(time_left_text(standing.seconds_left))
        return _BETWEEN.join(parts)

    def _ap_text(self) -> str:
        standing = self._standing
        if standing.ap is None:
            return self.tr("mAP is told after the first images.") if self._state in _GOING else ""
        finished = self._state is RunState.FINISHED and standing.done == standing.total
        if standing.low is None or standing.high is None:
            text = self.tr("mAP {ap}") if finished else self.tr("mAP so far {ap} (on {count} images)")
            return text.format(ap=f"{standing.ap:.3f}", count=f"{standing.measured:,}")
        text = (
            self.tr("mAP {ap}, 95 % between {low} and {high}")
            if finished
            else self.tr("mAP so far {ap}, 95 % between {low} and {high} (on {count} images)")
        )
        return text.format(
            ap=f"{standing.ap:.3f}",
            low=f"{standing.low:.3f}",
            high=f"{standing.high:.3f}",
            count=f"{standing.measured:,}",
        )

    def _device_text(self) -> str:
        standing = self._standing
        parts = [standing.device]
        if standing.memory is not None:
            parts.append(memory_text(standing.memory))
        if standing.batch is not None:
            parts.append(
                self.tr("1 image at once")
                if standing.batch == 1
                else self.tr("{count} images at once").format(count=standing.batch)
            )
        return _BETWEEN.join(part for part in parts if part)

    def _pause_or_resume(self) -> None:
        if self._state is RunState.PAUSED:
            self.resume_clicked.emit()
        else:
            self.pause_clicked.emit()

    def _stop_once(self) -> None:
        self._stop.setEnabled(False)
        self.stop_clicked.emit()

    def _button(self, name: str, icon_name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_icon(button, icon_name)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(self._sign)
        top.addWidget(self._title, 1)
        for button in (self._pause, self._stop, self._go_on, self._close):
            top.addWidget(button)
        self._problem_link.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addSpacing(GRID)
        for widget in (self._message, self._progress, self._ap):
            column.addWidget(widget)
        last = QHBoxLayout()
        last.setSpacing(2 * GRID)
        last.addWidget(self._device, 1, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self._problem_link, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(last)
