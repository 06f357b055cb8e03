"""Which classes are taken for which, as a matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor

from engine.data.dataset import Int
from widgets.plots.plot import Plot
from widgets.theme import GRID, Theme

_MOST_NUMBERS = 12
"""Classes up to which every cell has its count written into it."""
_MOST_NAME_PX = 96
_STRONG = 0.5
"""Share from which on a cell is dark enough for the other colour of text."""


class ConfusionPlot(Plot):
    """A row for each class of a box, a column for each class of a prediction, and one for none of either."""

    cell_chosen = Signal(int, int)
    """Class of the box and class of the prediction; the number of classes stands for none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._names: Sequence[str] = ()
        self._counts = np.zeros((0, 0), np.int64)
        self.set_titles(left=self.tr("Box"), bottom=self.tr("Prediction"))
        self.setAccessibleName(self.tr("Which classes are taken for which"))
        item = self.getPlotItem()
        item.invertY(True)
        item.getViewBox().setDefaultPadding(0)
        self.picked.connect(self._pick)

    def set_counts(self, names: Sequence[str], counts: Int) -> None:
        """Show counts, (k + 1, k + 1) int64, of k classes."""
        self._names, self._counts = (*names, self.tr("none")), counts
        self.redraw()

    def redraw(self) -> None:
        """Draw every cell."""
        self.clear()
        size = len(self._counts)
        if not size:
            return
        shares = self._counts / np.maximum(self._counts.sum(axis=1, keepdims=True), 1)
        image = pg.ImageItem(shares, axisOrder="row-major", levels=(0, 1))
        image.setLookupTable(_shades(self.theme))
        image.setRect(QRectF(-0.5, -0.5, size, size))
        self.addItem(image)
        if size <= _MOST_NUMBERS + 1:
            for (row, column), count in np.ndenumerate(self._counts):
                strong = shares[row, column] > _STRONG
                text = self.text(
                    f"{count:,}", self.theme.on_accent if strong else self.theme.text, anchor=(0.5, 0.5)
                )
                text.setPos(column, row)
                self.addItem(text)
        self._frame = pg.PlotCurveItem(pen=pg.mkPen(self.theme.text, width=2))
        self.addItem(self._frame)
        self._name_axes(size)
        self.setXRange(-0.5, size - 0.5, padding=0)
        self.setYRange(-0.5, size - 0.5, padding=0)

    def tip(self, x: float, y: float) -> str:
        """What is taken for what, and how often."""
        cell = self._cell(x, y)
        if cell is None:
            return ""
        row, column = cell
        count, of = int(self._counts[cell]), int(self._counts[row].sum())
        if row == len(self._counts) - 1:
            return self.tr("{count:,} predictions of {predicted} where there is no box").format(
                count=count, predicted=self._names[column]
            )
        if column == len(self._counts) - 1:
            return self.tr("{count:,} of {of:,} boxes of {box} without a prediction").format(
                count=count, of=of, box=self._names[row]
            )
        return self.tr("{count:,} of {of:,} boxes of {box} predicted as {predicted}").format(
            count=count, of=of, box=self._names[row], predicted=self._names[column]
        )

    def point(self, x: float, y: float) -> None:
        """Frame the cell."""
        cell = self._cell(x, y)
        if cell is None:
            self.unpoint()
        else:
            top, left = cell[0] - 0.5, cell[1] - 0.5
            self._frame.setData([left, left + 1, left + 1, left, left], [top, top, top + 1, top + 1, top])

    def unpoint(self) -> None:
        """Take the frame away."""
        if len(self._counts):
            self._frame.setData([], [])

    def _name_axes(self, size: int) -> None:
        metrics = self.fontMetrics()
        names = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, _MOST_NAME_PX) for name in self._names]
        # Names of many classes would stand on each other.
        every = -(-size // 24)
        ticks = [[(i, names[i]) for i in range(0, size, every)]]
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setTicks(ticks)
            axis.setStyle(tickLength=0)
        widest = max(metrics.horizontalAdvance(name) for name in names)
        self.getPlotItem().getAxis("left").setWidth(widest + 8 * GRID)

    def _pick(self, x: float, y: float) -> None:
        cell = self._cell(x, y)
        if cell is not None:
            self.cell_chosen.emit(*cell)

    def _cell(self, x: float, y: float) -> tuple[int, int] | None:
        row, column, size = round(y), round(x), len(self._counts)
        return (row, column) if 0 <= row < size and 0 <= column < size else None


def _shades(theme: Theme) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """From the ground to the accent, evenly, (256, 3) uint8."""
    ends = np.array([_rgb(theme.panel), _rgb(theme.accent)], np.float64)
    return np.linspace(ends[0], ends[1], 256).round().astype(np.uint8)


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
