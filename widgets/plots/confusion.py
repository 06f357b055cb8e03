"""Which classes are taken for which, as a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor

from engine.data.dataset import Int
from widgets.plots.plot import Plot
from widgets.theme import GRID, Theme

MOST_READ = 12
"""Classes up to which every cell is large enough to be read and clicked."""
_MOST_NAME_PX = 96
_STRONG = 0.6
"""Shade from which on a cell is dark enough for the other colour of text."""
_TICK_PX = 14


class ConfusionPlot(Plot):
    """A row for each class of a box, a column for each class of a prediction, and one for none of either."""

    cell_chosen = Signal(int, int)
    """Class of the box and class of the prediction; the number of classes stands for none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._names: Sequence[str] = ()
        self._counts = np.zeros((0, 0), np.int64)
        self._shown = np.zeros(0, np.int64)
        self._texts: list[Any] = []
        self.set_titles(left=self.tr("Box"), bottom=self.tr("Prediction"))
        self.setAccessibleName(self.tr("Which classes are taken for which"))
        item = self.getPlotItem()
        item.invertY(True)
        item.getViewBox().setDefaultPadding(0)
        item.getViewBox().sigResized.connect(self._fit)
        self.picked.connect(self._pick)

    def set_counts(self, names: Sequence[str], counts: Int, shown: Int) -> None:
        """Show counts.

        Parameters
        ----------
        names
            Of the k classes.
        counts : (k + 1, k + 1) int64
        shown : (s,) int64
            The classes to show, ascending; none of either is always shown.
        """
        self._names, self._counts = (*names, self.tr("none")), counts
        self._shown = np.append(shown, len(names))
        self.redraw()

    def redraw(self) -> None:
        """Draw every cell."""
        self.clear()
        self._texts = []
        size = len(self._shown)
        if not size:
            return
        counts = self._counts[np.ix_(self._shown, self._shown)]
        of = np.maximum(self._counts.sum(axis=1)[self._shown, None], 1)
        # By the square root, so that a few of many are seen.
        shades = np.sqrt(counts / of)
        image = pg.ImageItem(shades, axisOrder="row-major", levels=(0, 1))
        image.setLookupTable(_shades(self.theme))
        image.setRect(QRectF(-0.5, -0.5, size, size))
        self.addItem(image)
        if size <= MOST_READ + 1:
            for (row, column), count in np.ndenumerate(counts):
                strong = shades[row, column] > _STRONG
                text = self.text(
                    f"{count:,}", self.theme.on_accent if strong else self.theme.text, anchor=(0.5, 0.5)
                )
                text.setPos(column, row)
                self._texts.append(text)
                self.addItem(text)
        self._frame = pg.PlotCurveItem(pen=pg.mkPen(self.theme.text, width=2))
        self.addItem(self._frame)
        self.setXRange(-0.5, size - 0.5, padding=0)
        self.setYRange(-0.5, size - 0.5, padding=0)
        self._fit()

    def tip(self, x: float, y: float) -> str:
        """What is taken for what, and how often."""
        cell = self._cell(x, y)
        if cell is None:
            return ""
        row, column = int(self._shown[cell[0]]), int(self._shown[cell[1]])
        count, of = int(self._counts[row, column]), int(self._counts[row].sum())
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
        if len(self._shown):
            self._frame.setData([], [])

    def _fit(self) -> None:
        """Name as many rows and columns as there is room for; write counts where all fit into their cells."""
        size = len(self._shown)
        if not size:
            return
        metrics, view = self.fontMetrics(), self.getPlotItem().getViewBox()
        own = [self._names[k] for k in self._shown.tolist()]
        names = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, _MOST_NAME_PX) for name in own]
        widest = max(metrics.horizontalAdvance(name) for name in names)
        for side, room, needed in (
            ("left", view.height(), _TICK_PX),
            ("bottom", view.width(), widest + 2 * GRID),
        ):
            every = max(int(np.ceil(size * needed / max(room, 1))), 1)
            axis = self.getPlotItem().getAxis(side)
            axis.setTicks([[(i, names[i]) for i in range(0, size, every)]])
            axis.setStyle(tickLength=0)
        self.getPlotItem().getAxis("left").setWidth(widest + 8 * GRID)
        longest = max((text.boundingRect().width() for text in self._texts), default=0.0)
        for text in self._texts:
            text.setVisible(longest * size <= view.width())

    def _pick(self, x: float, y: float) -> None:
        cell = self._cell(x, y)
        if cell is not None:
            self.cell_chosen.emit(int(self._shown[cell[0]]), int(self._shown[cell[1]]))

    def _cell(self, x: float, y: float) -> tuple[int, int] | None:
        row, column, size = round(y), round(x), len(self._shown)
        return (row, column) if 0 <= row < size and 0 <= column < size else None


def _shades(theme: Theme) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """From the ground to the accent, evenly, (256, 3) uint8."""
    ends = np.array([_rgb(theme.panel), _rgb(theme.accent)], np.float64)
    return np.linspace(ends[0], ends[1], 256).round().astype(np.uint8)


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
