"""How training goes, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from engine.data.comparison import Interval
from widgets.icons import IconLabel
from widgets.theme import GRID, Theme, tabular
from widgets.words import translated

if TYPE_CHECKING:
    from widgets.plots.training import TrainingPlot

_SIGN_PX = 16


@dataclass(frozen=True, slots=True)
class HeldOut:
    """mAP on the images held out.

    Attributes
    ----------
    ap, low, high : float
        With its 95 % interval.
    """

    ap: float
    low: float
    high: float


class TrainingCourse(QWidget):
    """How it goes, and what came of it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._plot: TrainingPlot | None = None
        self._total = 0
        self._per_epoch = 0
        self._epochs = 0
        self._what = QLabel()
        self._what.setObjectName("what")
        self._what.setWordWrap(True)
        font = self._what.font()
        font.setBold(True)
        self._what.setFont(font)
        self._bar = QProgressBar()
        self._bar.setProperty("big", True)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far the training is"))
        self._step = QLabel()
        self._step.setObjectName("step")
        self._step.setFont(tabular(self._step.font()))
        # Of one length for a screen reader, which would read each step out.
        self._step.setAccessibleName(self.tr("Epoch, step and loss"))
        self._plot_place = QVBoxLayout()
        self._result = _Result()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._what)
        layout.addWidget(self._bar)
        layout.addWidget(self._step)
        layout.addLayout(self._plot_place, 1)
        layout.addWidget(self._result)

    def begin(self, epochs: int) -> None:
        """Show the page before anything is known."""
        if self._plot is None:
            # A third of a second that nobody waits for who trains nothing.
            from widgets.plots.training import TrainingPlot

            self._plot = TrainingPlot(self._theme)
            self._plot_place.addWidget(self._plot)
        self._plot.start(0, epochs)
        self._epochs = epochs
        self._bar.setRange(0, 0)
        self._step.setText("")
        self._result.clear()
        self.say(self.tr("Measuring the model as it is"))

    def start(self, steps_per_epoch: int, epochs: int) -> None:
        """Training begins: so many steps."""
        if self._plot is None:
            self.begin(epochs)
        assert self._plot is not None
        self._per_epoch, self._epochs = steps_per_epoch, epochs
        self._total = steps_per_epoch * epochs
        self._bar.setRange(0, self._total)
        self._bar.setValue(0)
        self._plot.start(steps_per_epoch, epochs)
        self.say(self.tr("Training"))

    def say(self, what: str) -> None:
        """Say what is going on."""
        self._what.setText(what)

    def add_loss(self, step: int, loss: float) -> None:
        """Show the loss of a step, from 1."""
        assert self._plot is not None
        self._plot.add_loss(step, loss)
        self._bar.setValue(step)
        said = self.tr("Epoch {epoch} of {epochs} · step {step} of {steps} · loss {loss:.4f}")
        epoch = min((step - 1) // max(self._per_epoch, 1) + 1, self._epochs)
        self._step.setText(
            said.format(
                epoch=epoch, epochs=self._epochs, step=f"{step:,}", steps=f"{self._total:,}", loss=loss
            )
        )

    def show_before(self, before: HeldOut) -> None:
        """Show mAP as it was before."""
        self._result.show_values(before, None)

    def show_result(self, before: HeldOut, after: HeldOut, change: Interval) -> None:
        """Show what came of it."""
        self._settle()
        self._result.show_values(before, after)
        self._result.judge(change)
        self.say(self.tr("Done"))

    def show_end(self, why: str) -> None:
        """Say why there is no result."""
        self._settle()
        self.say(why)

    def _settle(self) -> None:
        """Nothing goes on any more."""
        if not self._bar.maximum():
            self._bar.setRange(0, 1)


class _Result(QFrame):
    """mAP before and after, and what to make of it; as high when it is empty."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._sign = IconLabel(_SIGN_PX)
        self._values = {name: QLabel() for name in ("before", "after")}
        for name, label in self._values.items():
            label.setObjectName(name)
            label.setFont(tabular(label.font()))
        self._verdict = QLabel()
        self._verdict.setObjectName("verdict")
        self._verdict.setWordWrap(True)
        self._verdict.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._verdict.setMinimumHeight(3 * self._verdict.fontMetrics().lineSpacing())
        grid = QGridLayout(self)
        grid.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        for row, (title, label) in enumerate(
            (
                (self.tr("mAP before"), self._values["before"]),
                (self.tr("mAP after"), self._values["after"]),
            )
        ):
            caption = QLabel(title)
            caption.setProperty("muted", True)
            grid.addWidget(caption, row, 0)
            grid.addWidget(label, row, 1)
        verdict = QHBoxLayout()
        verdict.setSpacing(2 * GRID)
        verdict.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self._verdict, 1)
        grid.setRowMinimumHeight(2, GRID)
        grid.addLayout(verdict, 3, 0, 1, 2)
        self.clear()

    def clear(self) -> None:
        """Nothing is measured yet."""
        self.show_values(None, None)
        self._sign.show_icon("information")
        self._verdict.setText(self.tr("Measured on the images held out; the verdict comes at the end."))

    def show_values(self, before: HeldOut | None, after: HeldOut | None) -> None:
        """Show mAP, as far as it is measured."""
        for name, value in (("before", before), ("after", after)):
            self._values[name].setText(self._said(value))

    def judge(self, change: Interval) -> None:
        """Say what to make of the change."""
        if not change.is_more_than_noise:
            sign, said = "unsure", self.tr("No difference can be told: more images held out would tell more.")
        elif change.delta > 0:
            sign, said = (
                "fixed",
                self.tr("Training on the labels as they are now helps the model, on the images held out."),
            )
        else:
            sign = "problem"
            said = self.tr("The model got worse: look at the learning rate first, then at the corrections.")
        self._sign.show_icon(sign)
        self._verdict.setText(f"{said}\n{translated(change.said())}")

    def _said(self, value: HeldOut | None) -> str:
        if value is None:
            return "–"
        text = self.tr("{ap}, 95 % between {low} and {high}")
        return text.format(ap=f"{value.ap:.4f}", low=f"{value.low:.4f}", high=f"{value.high:.4f}")
