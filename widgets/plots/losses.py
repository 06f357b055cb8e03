"""How many labels have which loss: a histogram to brush."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from engine.data.dataset import Float, Int
from engine.data.loss import Losses, LossPart
from widgets.plots.plot import Plot
from widgets.theme import GRID, Theme, category_colour

BINS = 40
_TICKS = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
_LEAST_BRUSHED = 0.5
"""From where the brush reaches at first: rather wrong than right."""


class LossPlot(Plot):
    """Labels by their loss, and a line for each of its parts; a range can be brushed, or a bar picked.

    Counts are drawn as the logarithm of one more: nearly all labels have a loss near 0, and the few others matter.
    """

    range_chosen = Signal(float, float)
    """From which loss to which."""
    range_changing = Signal()
    """The brush moves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._totals = np.zeros(0)
        self._parts = np.zeros((0, len(LossPart)))
        self._brush = pg.LinearRegionItem((_LEAST_BRUSHED, 1.0), bounds=(0.0, 1.0), swapMode="sort")
        self._brush.setZValue(-10)
        self.set_titles(left=self.tr("Labels"), bottom=self.tr("Loss"))
        self.setAccessibleName(self.tr("How many labels have which loss"))
        self.setXRange(0, 1, padding=0.02)
        axis = self.getPlotItem().getAxis("left")
        axis.setTicks([[(float(np.log10(1 + n)), f"{n:,}") for n in _TICKS]])
        self._brush.sigRegionChanged.connect(self.range_changing)
        self._brush.sigRegionChangeFinished.connect(self._choose)
        self.picked.connect(self._pick)

    @property
    def brushed(self) -> tuple[float, float]:
        """What is brushed."""
        low, high = self._brush.getRegion()
        return float(low), float(high)

    def count_brushed(self) -> int:
        """How many labels are in the range."""
        low, high = self.brushed
        return int(((self._totals >= low) & (self._totals <= high)).sum())

    def set_losses(self, losses: Losses) -> None:
        """Show the losses of all labels."""
        self._totals, self._parts = losses.totals, losses.parts
        self.redraw()

    def redraw(self) -> None:
        """Draw bars, lines and brush."""
        self.clear()
        item = self.getPlotItem()
        item.showGrid(x=False, y=True, alpha=0.12)
        edges = np.linspace(0, 1, BINS + 1)
        counts = _counts(self._totals)
        of_parts = [_counts(self._parts[:, part]) for part in LossPart]
        bars = pg.BarGraphItem(
            x0=edges[:-1] + 0.002,
            width=1 / BINS - 0.004,
            y0=0,
            height=np.log10(1 + counts),
            brush=self.theme.border,
            pen=pg.mkPen(None),
        )
        self.addItem(bars)
        for part, of_part in zip(LossPart, of_parts, strict=True):
            pen = pg.mkPen(part_colour(part), width=2)
            self.addItem(pg.PlotCurveItem(edges, np.log10(1 + of_part), stepMode="center", pen=pen))
        fill = QColor(self.theme.accent)
        fill.setAlpha(40)
        self._brush.setBrush(fill)
        self._brush.setHoverBrush(fill)
        for line in self._brush.lines:
            line.setPen(pg.mkPen(self.theme.accent, width=2))
            line.setHoverPen(pg.mkPen(self.theme.accent, width=4))
        self.addItem(self._brush)
        most = np.max([counts, *of_parts])
        self.setYRange(0, float(np.log10(1 + max(most, 1))), padding=0.05)

    def tip(self, x: float, y: float) -> str:
        """How many labels, and for which reasons."""
        at = _bin(x)
        if at is None or not len(self._totals):
            return ""
        said = self.tr("{count:,} labels with a loss of {low:.3f} to {high:.3f}")
        return said.format(count=int(_counts(self._totals)[at]), low=at / BINS, high=(at + 1) / BINS)

    def _pick(self, x: float, y: float) -> None:
        at = _bin(x)
        if at is not None:
            with QSignalBlocker(self._brush):
                self._brush.setRegion((at / BINS, (at + 1) / BINS))
            self.range_changing.emit()
            self._choose()

    def _choose(self) -> None:
        self.range_chosen.emit(*self.brushed)


class Legend(QWidget):
    """Which line is which part."""

    def __init__(self) -> None:
        super().__init__()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(2 * GRID)
        layout.setVerticalSpacing(0)
        for part, name in (
            (LossPart.CATEGORY, self.tr("Class")),
            (LossPart.PLACE, self.tr("Place")),
            (LossPart.EXISTENCE, self.tr("Existence")),
        ):
            line = QLabel()
            line.setFixedSize(4 * GRID, 3)
            line.setStyleSheet(f"background: {part_colour(part).name()}")
            layout.addWidget(line, part, 0)
            layout.addWidget(QLabel(name), part, 1)
        layout.setColumnStretch(1, 1)


def part_colour(part: LossPart) -> QColor:
    """Colour of the line of a part."""
    return category_colour((1, 0, 6)[part])


def _counts(values: Float) -> Int:
    counts: Int = np.histogram(values, BINS, (0.0, 1.0))[0]
    return counts


def _bin(x: float) -> int | None:
    return min(int(x * BINS), BINS - 1) if 0 <= x <= 1 else None
