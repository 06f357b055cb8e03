"""What all plots share: colours, axes, and where the mouse is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QWheelEvent
from PySide6.QtWidgets import QToolTip

from widgets.theme import Theme, tabular

_TICK_PX = 11


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """One pair of axes that cannot be dragged or zoomed, and leaves keys to the window.

    Parameters
    ----------
    theme
    """

    tr: Callable[[str], str]
    picked = Signal(float, float)
    """Where the plot was clicked, in its own units."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(enableMenu=False)
        self._titles = {"left": "", "bottom": ""}
        item = self.getPlotItem()
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        self.setMouseTracking(True)
        figures = tabular(QFont(self.font()))
        figures.setPixelSize(_TICK_PX)
        for side in self._titles:
            axis = item.getAxis(side)
            axis.setTickFont(figures)
            axis.setStyle(tickLength=-4)
            # mAP is read as 0.503, not as 503 thousandths.
            axis.enableAutoSIPrefix(False)
        self.scene().sigMouseClicked.connect(self._click)
        self.scene().sigMouseMoved.connect(self._hover)
        self._colour(theme)

    def set_titles(self, *, left: str = "", bottom: str = "") -> None:
        """Name the axes."""
        self._titles = {"left": left, "bottom": bottom}
        self._colour(self.theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours from now on."""
        self._colour(theme)
        self.redraw()

    def redraw(self) -> None:
        """Draw the content anew."""

    def tip(self, x: float, y: float) -> str:
        """What is said of a place under the mouse; nothing where it is empty."""
        return ""

    def point(self, x: float, y: float) -> None:
        """Show what is under the mouse."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to what the plot may be scrolled in."""
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self.unpoint()

    def unpoint(self) -> None:
        """Stop pointing."""

    def text(self, said: str, colour: QColor, *, anchor: tuple[float, float]) -> Any:
        """A text in figures of one width, to be placed in the plot; ``anchor`` 0, 0 is its upper left."""
        item = pg.TextItem(said, color=colour, anchor=anchor)
        figures = tabular(QFont(self.font()))
        figures.setPixelSize(_TICK_PX)
        item.setFont(figures)
        return item

    def _colour(self, theme: Theme) -> None:
        self.theme = theme
        self.setBackground(theme.panel)
        for side, title in self._titles.items():
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(pg.mkPen(theme.border))
            axis.setTextPen(pg.mkPen(theme.muted))
            if title:
                axis.setLabel(title, **{"color": theme.muted.name(), "font-size": "9pt"})
            else:
                axis.showLabel(False)

    def _place(self, position: QPointF) -> tuple[float, float] | None:
        box = self.getPlotItem().getViewBox()
        if not box.sceneBoundingRect().contains(position):
            return None
        at = box.mapSceneToView(position)
        return at.x(), at.y()

    def _click(self, event: Any) -> None:
        place = self._place(event.scenePos())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(*place)

    def _hover(self, position: QPointF) -> None:
        place = self._place(position)
        if place is None:
            self.unpoint()
            return
        self.point(*place)
        said = self.tip(*place)
        if said:
            QToolTip.showText(self.mapToGlobal(self.mapFromScene(position)), said, self)
        else:
            QToolTip.hideText()
