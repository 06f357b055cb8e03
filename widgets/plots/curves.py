"""Precision over recall, of the baseline and of the labels as they are."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal

from engine.data.dataset import Float
from widgets.plots.plot import Plot
from widgets.theme import Theme


class CurvesPlot(Plot):
    """Two curves on one axis; a point of the current one can be picked."""

    point_chosen = Signal(int)
    """Index of the recall."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._recall = np.zeros(0)
        self._baseline: Float | None = None
        self._current: Float | None = None
        self._scores: Float | None = None
        self.set_titles(left=self.tr("Precision"), bottom=self.tr("Recall"))
        self.setAccessibleName(self.tr("Precision over recall"))
        self.setXRange(0, 1, padding=0.02)
        self.setYRange(0, 1, padding=0.04)
        self.picked.connect(self._pick)

    def set_curves(
        self, recall: Float, baseline: Float | None, current: Float | None, scores: Float | None
    ) -> None:
        """Show curves.

        Parameters
        ----------
        recall : (R,) float64
        baseline, current : (R,) float64 or None
            Precision; None where it is not defined.
        scores : (R,) float64 or None
            Of the current curve's points; None where they are of several classes.
        """
        self._recall, self._baseline, self._current, self._scores = recall, baseline, current, scores
        self.redraw()

    def redraw(self) -> None:
        """Draw both curves."""
        self.clear()
        item = self.getPlotItem()
        item.showGrid(x=True, y=True, alpha=0.12)
        legend = item.addLegend(offset=(12, -8), labelTextColor=self.theme.text, labelTextSize="9pt")
        legend.clear()
        dashed = pg.mkPen(self.theme.muted, width=2, style=Qt.PenStyle.DashLine)
        for name, values, pen in (
            (self.tr("Baseline"), self._baseline, dashed),
            (self.tr("Current"), self._current, pg.mkPen(self.theme.accent, width=2)),
        ):
            if values is not None:
                self.plot(self._recall, values, pen=pen, name=name)
        self._marker = pg.ScatterPlotItem(
            size=9, brush=pg.mkBrush(self.theme.accent), pen=pg.mkPen(self.theme.panel)
        )
        self.addItem(self._marker)

    def tip(self, x: float, y: float) -> str:
        """Recall, precision and score of the nearest point."""
        if self._current is None:
            return ""
        at = self._nearest(x)
        said = self.tr("Recall {recall:.2f}, precision {precision:.3f}").format(
            recall=self._recall[at], precision=self._current[at]
        )
        if self._scores is not None and self._current[at] > 0:
            said += self.tr(", score {score:.2f} or more").format(score=self._scores[at])
        return said

    def point(self, x: float, y: float) -> None:
        """Mark the nearest point."""
        if self._current is not None:
            at = self._nearest(x)
            self._marker.setData([self._recall[at]], [self._current[at]])

    def unpoint(self) -> None:
        """Take the mark away."""
        self._marker.setData([], [])

    def _pick(self, x: float, y: float) -> None:
        if self._current is not None:
            self.point_chosen.emit(self._nearest(x))

    def _nearest(self, x: float) -> int:
        return int(np.abs(self._recall - x).argmin())
