"""Whether scores are what they promise: the share of right predictions over their score."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal

from engine.data.analysis import Calibration
from widgets.plots.plot import Plot
from widgets.theme import Theme


class CalibrationPlot(Plot):
    """A bar for each bin of scores beside the line of what it should be; a bar can be picked."""

    bin_chosen = Signal(int)
    """Index of the bin."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._calibration: Calibration | None = None
        self.set_titles(left=self.tr("Share that is right"), bottom=self.tr("Score"))
        self.setAccessibleName(self.tr("Share of right predictions over their score"))
        self.setXRange(0, 1, padding=0.02)
        self.setYRange(0, 1, padding=0.04)
        self.picked.connect(self._pick)

    def set_calibration(self, calibration: Calibration) -> None:
        """Show a calibration."""
        self._calibration = calibration
        self.redraw()

    def redraw(self) -> None:
        """Draw bars and line."""
        self.clear()
        item = self.getPlotItem()
        item.showGrid(x=False, y=True, alpha=0.12)
        if self._calibration is None:
            return
        own, bins = self._calibration, len(self._calibration.counts)
        left = np.arange(bins) / bins
        self.addItem(
            pg.BarGraphItem(
                x0=left + 0.004,
                width=1 / bins - 0.008,
                y0=0,
                height=own.right,
                brush=self.theme.accent,
                pen=pg.mkPen(None),
            )
        )
        self.addItem(
            pg.PlotCurveItem(
                [0, 1], [0, 1], pen=pg.mkPen(self.theme.muted, width=2, style=Qt.PenStyle.DashLine)
            )
        )
        full = own.counts > 0
        self.addItem(
            pg.ScatterPlotItem(
                own.scores[full],
                own.right[full],
                size=8,
                brush=self.theme.panel,
                pen=pg.mkPen(self.theme.text, width=2),
            )
        )
        self._ground = pg.LinearRegionItem(
            (-2, -1), movable=False, brush=self.theme.selection, pen=pg.mkPen(None)
        )
        self._ground.setZValue(-10)
        self.addItem(self._ground)

    def tip(self, x: float, y: float) -> str:
        """Mean score, share that is right, and of how many."""
        at = self._bin(x)
        if at is None or self._calibration is None:
            return ""
        own = self._calibration
        return self.tr("{count:,} predictions: mean score {score:.2f}, {right:.0%} right").format(
            count=int(own.counts[at]), score=own.scores[at], right=own.right[at]
        )

    def point(self, x: float, y: float) -> None:
        """Mark the bin."""
        at = self._bin(x)
        if at is None or self._calibration is None:
            self.unpoint()
        else:
            bins = len(self._calibration.counts)
            self._ground.setRegion((at / bins, (at + 1) / bins))

    def unpoint(self) -> None:
        """Take the mark away."""
        if self._calibration is not None:
            self._ground.setRegion((-2, -1))

    def _pick(self, x: float, y: float) -> None:
        at = self._bin(x)
        if at is not None:
            self.bin_chosen.emit(at)

    def _bin(self, x: float) -> int | None:
        if self._calibration is None or not 0 <= x <= 1:
            return None
        bins = len(self._calibration.counts)
        return min(int(x * bins), bins - 1)
