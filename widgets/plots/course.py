"""mAP over the course of the edits."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal

from engine.data.dataset import Float
from engine.data.metrics import NOT_DEFINED
from widgets.plots.plot import Plot
from widgets.theme import Theme

_LEAST_RANGE = 0.002
"""Of mAP on the axis: less would make a mountain of rounding."""
_MOST_DOTS = 60


class CoursePlot(Plot):
    """One line from the baseline to now; a step can be picked."""

    step_chosen = Signal(int)
    """Index of the step that edited a box, from 0."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._aps = np.zeros(0)
        self.set_titles(left=self.tr("mAP"), bottom=self.tr("Steps that edited a box"))
        self.setAccessibleName(self.tr("mAP over the course of the edits"))
        self.picked.connect(self._pick)

    def set_course(self, aps: Float) -> None:
        """Show AP at the baseline and after each step, (s + 1,) float64."""
        self._aps = np.where(aps == NOT_DEFINED, 0.0, aps)
        self.redraw()

    def redraw(self) -> None:
        """Draw the line, and where it began."""
        self.clear()
        aps, item = self._aps, self.getPlotItem()
        item.showGrid(x=False, y=True, alpha=0.12)
        if not len(aps):
            return
        dashed = pg.mkPen(self.theme.muted, width=1, style=Qt.PenStyle.DashLine)
        self.addItem(pg.InfiniteLine(aps[0], angle=0, pen=dashed))
        steps = np.arange(len(aps))
        dots = {"symbol": "o", "symbolSize": 5, "symbolBrush": self.theme.accent, "symbolPen": None}
        # A level holds until the next step.
        edges = np.append(steps, len(aps)) - 0.5
        self.plot(edges, aps, stepMode="center", pen=pg.mkPen(self.theme.accent, width=2))
        if len(aps) <= _MOST_DOTS:
            self.plot(steps, aps, pen=None, **dots)
        self._marker = pg.ScatterPlotItem(size=10, brush=self.theme.accent, pen=pg.mkPen(self.theme.panel))
        self.addItem(self._marker)
        middle, reach = (aps.min() + aps.max()) / 2, max(np.ptp(aps), _LEAST_RANGE)
        self.setYRange(middle - 0.6 * reach, middle + 0.6 * reach, padding=0)
        self.setXRange(-0.5, len(aps) - 0.5, padding=0.01)

    def tip(self, x: float, y: float) -> str:
        """mAP after the step, and what the step did to it."""
        at = self._nearest(x)
        if at is None:
            return ""
        if at == 0:
            return self.tr("Baseline: {ap:.4f}").format(ap=self._aps[0])
        return self.tr("After step {step}: {ap:.4f} ({delta:+.4f})").format(
            step=at, ap=self._aps[at], delta=self._aps[at] - self._aps[at - 1]
        )

    def point(self, x: float, y: float) -> None:
        """Mark the step."""
        at = self._nearest(x)
        if at is not None:
            self._marker.setData([at], [self._aps[at]])

    def unpoint(self) -> None:
        """Take the mark away."""
        if len(self._aps):
            self._marker.setData([], [])

    def _pick(self, x: float, y: float) -> None:
        at = self._nearest(x)
        if at:
            self.step_chosen.emit(at - 1)

    def _nearest(self, x: float) -> int | None:
        at = round(x)
        return at if 0 <= at < len(self._aps) else None
