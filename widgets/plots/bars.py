"""Horizontal bars with names and values, one of which can be picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from widgets.plots.plot import Plot
from widgets.theme import GRID, Theme

_ROW_PX = 26
_AXIS_PX = 28
_MOST_NAME_PX = 120


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes
    ----------
    name : str
    value : float
    said : str
        Written at its end.
    tip : str
        Said under the mouse.
    """

    name: str
    value: float
    said: str
    tip: str


class BarsPlot(Plot):
    """Bars from the top down.

    Parameters
    ----------
    theme
    signed
        Whether values are gains and losses, drawn in their colours.
    """

    bar_chosen = Signal(int)
    """Index of the bar."""

    def __init__(self, theme: Theme, *, signed: bool) -> None:
        super().__init__(theme)
        self._signed = signed
        self._bars: Sequence[Bar] = ()
        self.getPlotItem().invertY(True)
        self.getPlotItem().getViewBox().sigResized.connect(self._fit)
        self.picked.connect(self._pick)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars."""
        self._bars = bars
        self.redraw()

    def redraw(self) -> None:
        """Draw every bar."""
        self.clear()
        item, bars = self.getPlotItem(), self._bars
        if not bars:
            return
        metrics = self.fontMetrics()
        names = [metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, _MOST_NAME_PX) for bar in bars]
        axis = item.getAxis("left")
        axis.setTicks([list(enumerate(names))])
        axis.setTextPen(pg.mkPen(self.theme.text))
        axis.setStyle(tickLength=0)
        axis.setWidth(max((metrics.horizontalAdvance(name) for name in names), default=0) + 3 * GRID)
        values = np.array([bar.value for bar in bars])
        signs = [self.theme.good if value > 0 else self.theme.bad for value in values.tolist()]
        colours = signs if self._signed else [self.theme.accent] * len(bars)
        rows = np.arange(len(bars))
        # The ground of what is under the mouse; as wide as the plot, whatever that is.
        self._ground = pg.LinearRegionItem(
            (-10, -9), orientation="horizontal", movable=False, brush=self.theme.selection, pen=pg.mkPen(None)
        )
        self.addItem(self._ground)
        self.addItem(
            pg.BarGraphItem(
                x0=0, y=rows, width=values, height=0.6, brushes=colours, pens=[pg.mkPen(None)] * len(bars)
            )
        )
        self.addItem(pg.InfiniteLine(0, angle=90, pen=pg.mkPen(self.theme.border)))
        for row, bar in enumerate(bars):
            text = self.text(bar.said, self.theme.text, anchor=(0.0 if bar.value >= 0 else 1.0, 0.5))
            text.setPos(bar.value, row)
            self.addItem(text)
        self.setYRange(-0.6, len(bars) - 0.4, padding=0)
        self._fit()

    def tip(self, x: float, y: float) -> str:
        """What the bar's own tip says."""
        row = self._row(y)
        return "" if row is None else self._bars[row].tip

    def point(self, x: float, y: float) -> None:
        """Mark the bar."""
        row = self._row(y)
        if row is None:
            self.unpoint()
        else:
            self._ground.setRegion((row - 0.5, row + 0.5))

    def unpoint(self) -> None:
        """Take the mark away."""
        if self._bars:
            self._ground.setRegion((-10, -9))

    def _fit(self) -> None:
        """Leave room for the texts at the ends of the bars."""
        if not self._bars:
            return
        low = min(0.0, *(bar.value for bar in self._bars))
        high = max(0.0, *(bar.value for bar in self._bars))
        text = max(self.fontMetrics().horizontalAdvance(bar.said) for bar in self._bars) + 3 * GRID
        sides = (low < 0) + (high > 0 or low == 0)
        inside = max(self.getPlotItem().getViewBox().width() - sides * text, text)
        room = max(high - low, 1e-6) * text / inside
        self.setXRange(low - room * (low < 0), high + room * (high > 0 or low == 0), padding=0)

    def _pick(self, x: float, y: float) -> None:
        row = self._row(y)
        if row is not None:
            self.bar_chosen.emit(row)

    def _row(self, y: float) -> int | None:
        row = round(y)
        return row if 0 <= row < len(self._bars) else None


class BarList(QScrollArea):
    """Bars in rows of one height, scrolled where there are many."""

    def __init__(self, plot: BarsPlot) -> None:
        super().__init__()
        self.plot = plot
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        inside = QWidget()
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(plot)
        layout.addStretch(1)
        self.setWidget(inside)
        plot.setRenderHint(QPainter.RenderHint.Antialiasing)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars."""
        self.plot.setFixedHeight(len(bars) * _ROW_PX + _AXIS_PX + 4 * GRID)
        self.plot.set_bars(bars)
