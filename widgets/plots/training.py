"""The loss while a model learns: of each step, and the mean of each epoch."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from widgets.plots.plot import Plot
from widgets.theme import Theme

_LEAST_TOP = 1e-6
_LEAST_STEPS = 10


class TrainingPlot(Plot):
    """A thin line for the steps, a thick one for the epochs.

    Parameters
    ----------
    theme
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._steps: list[int] = []
        self._losses: list[float] = []
        self._per_epoch = 0
        self._total = 0
        self.set_titles(left=self.tr("Loss"), bottom=self.tr("Steps; thick: the mean of each epoch"))
        self.setAccessibleName(self.tr("Loss over the steps of training"))
        self.redraw()

    def start(self, steps_per_epoch: int, epochs: int) -> None:
        """Begin anew, with room for so many steps."""
        self._steps, self._losses = [], []
        self._per_epoch, self._total = steps_per_epoch, steps_per_epoch * epochs
        self.redraw()

    def add_loss(self, step: int, loss: float) -> None:
        """Add the loss of a step, from 1; steps come in order."""
        self._steps.append(step)
        self._losses.append(loss)
        self._follow()

    def means(self) -> list[tuple[float, float, float]]:
        """Where each epoch begins and ends, in steps, and the mean of its losses; of the last one as far as it is."""
        found = []
        begin = 0
        while begin < len(self._steps) and self._per_epoch:
            start = (self._steps[begin] - 1) // self._per_epoch * self._per_epoch
            end = bisect_left(self._steps, start + self._per_epoch + 1, begin)
            own = np.array(self._losses[begin:end])
            finite = own[np.isfinite(own)]
            if len(finite):
                found.append((float(start), float(self._steps[end - 1]), float(finite.mean())))
            begin = end
        return found

    def redraw(self) -> None:
        """Draw all of it."""
        self.clear()
        self.getPlotItem().showGrid(x=False, y=True, alpha=0.12)
        dashed = pg.mkPen(self.theme.border, width=1, style=Qt.PenStyle.DashLine)
        for end in range(self._per_epoch, self._total, max(self._per_epoch, 1)):
            self.addItem(pg.InfiniteLine(end, angle=90, pen=dashed))
        thin = pg.mkPen(self.theme.handle, width=1)
        self._line = self.plot([], [], pen=thin, connect="finite")
        self._epochs = self.plot([], [], pen=pg.mkPen(self.theme.accent, width=3), connect="pairs")
        self.setXRange(0, max(self._total, _LEAST_STEPS), padding=0.02)
        self._follow()

    def tip(self, x: float, y: float) -> str:
        """The loss of the step nearest to the mouse."""
        if not self._steps:
            return ""
        at = min(bisect_left(self._steps, round(x)), len(self._steps) - 1)
        said = self.tr("Step {step}: {loss:.4f}")
        return said.format(step=self._steps[at], loss=self._losses[at])

    def _follow(self) -> None:
        self._line.setData(self._steps, self._losses)
        means = self.means()
        ends = [step for begin, end, _ in means for step in (begin, end)]
        self._epochs.setData(ends, [loss for _, _, loss in means for _ in range(2)])
        finite = [loss for loss in self._losses if np.isfinite(loss)]
        self.setYRange(0, max(max(finite, default=1.0), _LEAST_TOP), padding=0.05)
