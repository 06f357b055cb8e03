"""What a finding was seen in: bars with names, lines with marked places, or points."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QLabel, QVBoxLayout, QWidget

from engine.data.dataset import Float
from engine.data.finding import EvidencePlot, PlotKind, Series
from widgets.inspector.cards import muted_label
from widgets.plots.plot import Plot
from widgets.theme import GRID, Theme
from widgets.words import translated

_BAR_PX = 18
_AXES_PX = 48
_HEIGHT_PX = 240
_MOST_NAME_PX = 120
_MOST_OF_BAND = 400
_BAND_OPACITY = 0.18
_MOST_SAID = 24
"""So many bars have their value written at their end."""


class EvidenceView(QWidget):
    """A plot with its title, what its colours mean, and the sentences of its marks.

    Parameters
    ----------
    theme
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.plot = EvidenceGraph(theme)
        self._title = muted_label()
        self._legend = QLabel()
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        self._legend.setWordWrap(True)
        self._marks = muted_label()
        self._marks.setObjectName("marks")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for widget in (self._title, self._legend, self.plot, self._marks):
            column.addWidget(widget)

    def set_evidence(self, evidence: EvidencePlot) -> None:
        """Show this."""
        self._title.setText(translated(evidence.title))
        self._marks.setText(
            "\n".join(
                f"{number}  {translated(mark.sentence)}" for number, mark in enumerate(evidence.marks, 1)
            )
        )
        self._marks.setVisible(bool(evidence.marks))
        self.plot.set_evidence(evidence)
        self._show_legend()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self.plot.set_theme(theme)
        self._show_legend()

    def _show_legend(self) -> None:
        evidence = self.plot.evidence
        names = [] if evidence is None else [translated(own.name) for own in evidence.series]
        spots = (
            f'<span style="color:{self.plot.colour(number).name()}">■</span> {_escaped(name)}'
            for number, name in enumerate(names)
            if name
        )
        self._legend.setText("&nbsp;&nbsp; ".join(spots))
        self._legend.setVisible(any(names))


class EvidenceGraph(Plot):
    """Draws one `EvidencePlot`."""

    def __init__(self, theme: Theme) -> None:
        self.evidence: EvidencePlot | None = None
        super().__init__(theme)
        self.getPlotItem().getViewBox().sigResized.connect(self._fit)
        # A training has more steps than the plot has pixels.
        self.getPlotItem().setDownsampling(auto=True, mode="peak")

    def set_evidence(self, evidence: EvidencePlot) -> None:
        """Show this."""
        self.evidence = evidence
        bars = evidence.kind is PlotKind.BARS
        title, x, y = (translated(text) for text in (evidence.title, evidence.x_title, evidence.y_title))
        self.setAccessibleName(title)
        # Bars lie: their values are along the bottom.
        self.set_titles(left=x if bars else y, bottom=y if bars else x)
        self.getPlotItem().invertY(bars)
        count = len(evidence.names) * max(len(evidence.series), 1)
        self.setFixedHeight(count * _BAR_PX + len(evidence.names) * GRID + _AXES_PX if bars else _HEIGHT_PX)
        self.redraw()

    def colour(self, number: int) -> QColor:
        """Of a series."""
        theme = self.theme
        colours = (theme.accent, theme.warning, theme.good, theme.bad, theme.muted)
        return colours[number % len(colours)]

    def redraw(self) -> None:
        """Draw all of it."""
        self.clear()
        evidence, item = self.evidence, self.getPlotItem()
        if evidence is None:
            return
        axis = item.getAxis("left")
        axis.setTicks(None)
        axis.setWidth(None)
        if evidence.kind is PlotKind.BARS:
            item.showGrid(x=False, y=False)
            self._name_bars(evidence)
            for number, series in enumerate(evidence.series):
                self._draw_bars(evidence, series, number)
            self.addItem(pg.InfiniteLine(0, angle=90, pen=pg.mkPen(self.theme.border)))
        else:
            item.showGrid(x=False, y=True, alpha=0.12)
            for number, series in enumerate(evidence.series):
                self._draw_line(series, number, points=evidence.kind is PlotKind.POINTS)
            for number, mark in enumerate(evidence.marks, 1):
                self._draw_mark(mark.x, number)
        self._fit()

    def tip(self, x: float, y: float) -> str:
        """Name and value of the bar, or of the nearest point of each series."""
        evidence = self.evidence
        if evidence is None:
            return ""
        if evidence.kind is PlotKind.BARS:
            place = round(y)
            if not 0 <= place < len(evidence.names):
                return ""
            said = [
                _value(own, at) for own in evidence.series for at in np.flatnonzero(own.x == place).tolist()
            ]
            return "\n".join([evidence.names[place], *said])
        near = [(own, int(np.abs(own.x - x).argmin())) for own in evidence.series if len(own.x)]
        return "\n".join(f"{own.x[at]:.6g}: {_value(own, at)}" for own, at in near)

    def _name_bars(self, evidence: EvidencePlot) -> None:
        metrics, axis = self.fontMetrics(), self.getPlotItem().getAxis("left")
        cut = Qt.TextElideMode.ElideMiddle
        names = [metrics.elidedText(translated(name), cut, _MOST_NAME_PX) for name in evidence.names]
        axis.setTicks([list(enumerate(names))])
        axis.setTextPen(pg.mkPen(self.theme.text))
        axis.setStyle(tickLength=0)
        axis.setWidth(max((metrics.horizontalAdvance(name) for name in names), default=0) + 3 * GRID)

    def _draw_bars(self, evidence: EvidencePlot, series: Series, number: int) -> None:
        height = 0.84 / len(evidence.series)
        rows = series.x - 0.42 + height * (number + 0.5)
        values = np.nan_to_num(series.y)
        colour = self.colour(number)
        self.addItem(
            pg.BarGraphItem(
                x0=0, y=rows, width=values, height=0.86 * height, brush=colour, pen=pg.mkPen(None)
            )
        )
        low, high = _limits(series)
        if series.low is not None:
            self.addItem(
                pg.ErrorBarItem(
                    x=values,
                    y=rows,
                    left=values - low,
                    right=high - values,
                    beam=0.4 * height,
                    pen=pg.mkPen(self.theme.text, width=1),
                )
            )
        if len(evidence.names) * len(evidence.series) <= _MOST_SAID:
            for row, value, end in zip(rows.tolist(), series.y.tolist(), high.tolist(), strict=True):
                text = self.text(f"{value:.4g}", self.theme.text, anchor=(0.0 if value >= 0 else 1.0, 0.5))
                text.setPos(max(end, value) if value >= 0 else value, row)
                self.addItem(text)

    def _draw_line(self, series: Series, number: int, *, points: bool) -> None:
        colour = self.colour(number)
        if series.low is not None and series.high is not None:
            if points:
                rest = {"top": series.high - series.y, "bottom": series.y - series.low}
                pen = pg.mkPen(self.theme.handle, width=1)
                self.addItem(pg.ErrorBarItem(x=series.x, y=series.y, pen=pen, **rest))
            else:
                self._draw_band(series.x, series.low, series.high, colour)
        if points:
            item = pg.ScatterPlotItem(
                series.x, series.y, size=7, brush=colour, pen=pg.mkPen(self.theme.panel)
            )
            self.addItem(item)
        else:
            self.plot(series.x, series.y, pen=pg.mkPen(colour, width=2), connect="finite")

    def _draw_band(self, x: Float, low: Float, high: Float, colour: QColor) -> None:
        """Fill between two lines. Of many points a bucket has its extremes: Qt fills large polygons in seconds."""
        if len(x) > _MOST_OF_BAND:
            begins = np.linspace(0, len(x), _MOST_OF_BAND, endpoint=False).astype(np.int64)
            x, low, high = x[begins], np.fmin.reduceat(low, begins), np.fmax.reduceat(high, begins)
        known = np.isfinite(low) & np.isfinite(high)
        x, low, high = x[known], low[known], high[known]
        outline = pg.arrayToQPath(np.append(x, x[::-1]), np.append(low, high[::-1]))
        band = QGraphicsPathItem(outline)
        faded = QColor(colour)
        faded.setAlphaF(_BAND_OPACITY)
        band.setBrush(faded)
        band.setPen(QPen(Qt.PenStyle.NoPen))
        self.addItem(band)

    def _draw_mark(self, x: float, number: int) -> None:
        pen = pg.mkPen(self.theme.text, width=1, style=Qt.PenStyle.DashLine)
        self.addItem(
            pg.InfiniteLine(
                x,
                angle=90,
                pen=pen,
                label=str(number),
                labelOpts={"position": 0.94, "color": self.theme.on_accent, "fill": self.theme.accent},
            )
        )

    def _fit(self) -> None:
        """Show all of it, with room for the values at the ends of bars."""
        evidence = self.evidence
        ends = [] if evidence is None else [end for own in evidence.series for end in (own.y, *_limits(own))]
        values = np.concatenate([np.zeros(0), *ends])
        values = values[np.isfinite(values)]
        if evidence is None or not len(values):
            return
        low, high = float(values.min()), float(values.max())
        if evidence.kind is PlotKind.BARS:
            low, high = min(low, 0.0), max(high, 0.0)
            text = self.fontMetrics().horizontalAdvance("0.00000")
            room = (
                max(high - low, 1e-9) * text / max(self.getPlotItem().getViewBox().width() - 2 * text, text)
            )
            self.setXRange(low - room * (low < 0), high + room, padding=0)
            self.setYRange(-0.5, len(evidence.names) - 0.5, padding=0)
            return
        places = np.concatenate([own.x for own in evidence.series] + [[mark.x for mark in evidence.marks]])
        places = places[np.isfinite(places)]
        self.setXRange(float(places.min()), float(places.max()), padding=0.03)
        self.setYRange(low, high if high > low else low + 1e-6, padding=0.06)


def _limits(series: Series) -> tuple[Float, Float]:
    """Ends of the intervals; the values themselves where there are none."""
    low = series.y if series.low is None else series.low
    high = series.y if series.high is None else series.high
    return low, high


def _value(series: Series, at: int) -> str:
    said = f"{translated(series.name)} {series.y[at]:.4g}".strip()
    if series.low is None or series.high is None:
        return said
    return f"{said} ({series.low[at]:.4g} – {series.high[at]:.4g})"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
