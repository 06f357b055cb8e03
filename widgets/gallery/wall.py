"""The wall of crops: only what is in sight is painted and asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from engine.data.dataset import Int
from engine.data.gallery import Cells
from widgets.gallery.caption import Captions
from widgets.gallery.cell import CellPainter, CropPicture
from widgets.gallery.grid import Grid
from widgets.gallery.selection import Reach, Selection
from widgets.theme import GRID, Scheme, Theme, theme_of
from widgets.words import translated

_ASKED_AFTER_MS = 20
_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_OPENING = (_Key.Key_Return, _Key.Key_Enter)


class Wall(QAbstractScrollArea):
    """Cells in rows, to look at, choose from and open."""

    selection_changed = Signal()
    opened = Signal(int)
    """Id of a box that is to be seen in its image."""
    crops_wanted = Signal(object, int)
    """Ids of the boxes in sight and near it, the nearest first, and the side of their crops in physical pixels."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._captions = Captions(Cells.empty(), (), (), np.zeros(0, np.int64))
        self._pictures: dict[int, CropPicture] = {}
        self._wanted: set[int] = set()
        self._selection = Selection()
        self._theme = theme_of(Scheme.LIGHT)
        self._side = side
        self._painter = self._make_painter()
        self._band: tuple[QPoint, QPoint] | None = None
        self._before_band: set[int] = set()
        self._asking = QTimer(self, singleShot=True, interval=_ASKED_AFTER_MS)
        self._asking.timeout.connect(self._ask)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: else the number of columns would depend on whether it is.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Crops of boxes"))

    @property
    def shown(self) -> Int:
        """Ids of the boxes on the wall, in their order, (n,) int64."""
        return self._selection.shown

    @property
    def selected(self) -> list[int]:
        """Ids of the selected boxes, in the order shown."""
        return self._selection.in_order()

    @property
    def selected_count(self) -> int:
        """How many boxes are selected."""
        return len(self._selection.ids)

    def set_cells(self, cells: Cells, names: Sequence[str], images: Sequence[str], order: Int) -> None:
        """Show some boxes.

        Parameters
        ----------
        cells
        names, images
            Of classes and of image files, by index.
        order : (n,) int64
            Rows of ``cells`` to show.
        """
        before = len(self._selection.ids)
        self._captions = Captions(cells, tuple(names), tuple(images), order)
        self._selection.show(cells.ids[order])
        self._lay_out()
        self._describe_current()
        if before != len(self._selection.ids):
            self.selection_changed.emit()

    def set_crops(self, pictures: Mapping[int, CropPicture]) -> None:
        """Show crops that have come, by id; those out of sight are not kept here."""
        new = {
            box: pictures[box]
            for box in self._wanted.intersection(pictures)
            if self._pictures.get(box) is not pictures[box]
        }
        self._pictures |= new
        area = QRect()
        for position in self._in_sight():
            if int(self.shown[position]) in new:
                area = area.united(self._rect(position))
        self.viewport().update(area)

    def set_side(self, side: int) -> None:
        """Show crops of this size, in logical pixels; the cell at which the eye is stays in sight."""
        here = self._selection.current
        if here is None or here not in self._in_sight():
            here = next(iter(self._in_sight()), None)
        self._side = side
        self._painter = self._make_painter()
        self._lay_out()
        if here is not None:
            self._scroll_to(here)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self._painter = self._make_painter()
        self.viewport().update()

    def go_to_top(self) -> None:
        """Show the first cells."""
        self.verticalScrollBar().setValue(0)

    def go_to(self, box: int) -> None:
        """Put the keys at this box and bring it into sight."""
        (places,) = np.nonzero(self.shown == box)
        if len(places):
            self._choose(int(places[0]), Reach.ONE)

    def select_all(self) -> None:
        """Select every box shown."""
        self._selection.take_all()
        self._show_selection()

    def clear_selection(self) -> None:
        """Select nothing."""
        self._selection.clear()
        self._show_selection()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells in the part that is out of date."""
        painter = QPainter(self.viewport())
        area = event.rect()
        painter.fillRect(area, self._theme.panel)
        grid, top = self._grid, self.verticalScrollBar().value()
        selection = self._selection
        current = selection.current if self.hasFocus() else None
        for position in grid.between(area.top() + top, area.bottom() + 1 + top):
            left, cell_top = grid.corner(position)
            box = int(selection.shown[position])
            self._painter.paint(
                painter,
                left,
                cell_top - top,
                self._captions.of(position),
                self._pictures.get(box),
                selected=box in selection.ids,
                current=position == current,
            )
        if self._band is not None:
            self._paint_band(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit other numbers of cells into a row; the first in sight stays there."""
        first = next(iter(self._in_sight(QRect(QPoint(), event.oldSize()))), None)
        self._lay_out()
        if first is not None and event.oldSize().width() != event.size().width():
            self.verticalScrollBar().setValue(self._grid.corner(first)[1])

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is in sight now."""
        super().showEvent(event)
        self._asking.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow font and screen."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange):
            self._painter = self._make_painter()
            self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Shift what is painted; only what comes into sight is painted anew."""
        if self._band is None:
            self.viewport().scroll(0, dy)
        else:
            self.viewport().update()
        self._ask_soon()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is known of the box under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self._at(event.pos())
            QToolTip.showText(event.globalPos(), "" if position is None else self._said(position), self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell, or begin a rubber band."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place, position = event.position().toPoint(), self._at(event.position().toPoint())
        self._before_band = set(self._selection.ids) if event.modifiers() & _Mod.ControlModifier else set()
        self._band = (self._on_wall(place), self._on_wall(place))
        if position is not None:
            self._choose(position, _reach(event.modifiers()))
        elif not event.modifiers() & (_Mod.ControlModifier | _Mod.ShiftModifier):
            self.clear_selection()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the rubber band, and scroll where it reaches beyond."""
        if self._band is None:
            return
        place = event.position().toPoint()
        beyond = min(place.y(), 0) + max(place.y() - self.viewport().height(), 0)
        if beyond:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + beyond)
        self._band = (self._band[0], self._on_wall(place))
        if not self._band_is_drawn():
            return
        band = QRect(*self._band).normalized()
        inside = self._grid.touched(band.left(), band.top(), band.right(), band.bottom())
        self._selection.take(inside, self._before_band)
        self._show_selection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the rubber band."""
        self._band = None
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the box."""
        position = self._at(event.position().toPoint())
        if position is not None and event.button() == Qt.MouseButton.LeftButton:
            self._band = None
            self.opened.emit(int(self.shown[position]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from cell to cell, select and open; the window has the other keys."""
        current = self._selection.current
        if event.key() in _OPENING and current is not None:
            self.opened.emit(int(self.shown[current]))
        elif event.key() == _Key.Key_Space and current is not None:
            self._choose(current, Reach.TOGGLE)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif (to := self._position_after(Qt.Key(event.key()))) is not None:
            reach = Reach.RANGE if event.modifiers() & _Mod.ShiftModifier else Reach.ONE
            self._choose(to, reach)
        else:
            event.ignore()

    def focusInEvent(self, event: QEvent) -> None:
        """Show at which cell the keys act."""
        self.viewport().update()

    def focusOutEvent(self, event: QEvent) -> None:
        """Show that they act elsewhere."""
        self.viewport().update()

    @property
    def _grid(self) -> Grid:
        return Grid(len(self.shown), self.viewport().width(), self._painter.cell_wh)

    def _make_painter(self) -> CellPainter:
        return CellPainter(self._theme, self.font(), self._side, self.devicePixelRatioF(), self.tr("loss"))

    def _lay_out(self) -> None:
        height = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(self._grid.height + 2 * GRID - height, 0))
        bar.setPageStep(max(height // self._painter.cell_wh[1], 1) * self._painter.cell_wh[1])
        bar.setSingleStep(self._painter.cell_wh[1] // 3)
        self.viewport().update()
        self._ask_soon()

    def _ask_soon(self) -> None:
        if self.isVisible() and not self._asking.isActive():
            self._asking.start()

    def _ask(self) -> None:
        """Ask for the crops in sight, then for those a page below and above."""
        height = self.viewport().height()
        top = self.verticalScrollBar().value()
        grid = self._grid
        near = (
            grid.between(top, top + height),
            grid.between(top + height, top + 2 * height),
            grid.between(top - height, top),
        )
        ids = list(dict.fromkeys(self.shown[position] for own in near for position in own))
        boxes = [int(box) for box in ids]
        self._wanted = set(boxes)
        self._pictures = {box: own for box, own in self._pictures.items() if box in self._wanted}
        self.crops_wanted.emit(boxes, round(self._side * self.devicePixelRatioF()))

    def _in_sight(self, viewport: QRect | None = None) -> range:
        top = self.verticalScrollBar().value()
        area = self.viewport().rect() if viewport is None else viewport
        return Grid(len(self.shown), area.width(), self._painter.cell_wh).between(top, top + area.height())

    def _rect(self, position: int) -> QRect:
        left, top = self._grid.corner(position)
        return QRect(left, top - self.verticalScrollBar().value(), *self._painter.cell_wh)

    def _on_wall(self, place: QPoint) -> QPoint:
        return place + QPoint(0, self.verticalScrollBar().value())

    def _at(self, place: QPoint) -> int | None:
        on_wall = self._on_wall(place)
        return self._grid.at(on_wall.x(), on_wall.y())

    def _position_after(self, key: Qt.Key) -> int | None:
        """Where a key leads to; None for other keys, and where there are no cells."""
        grid = self._grid
        page = max(self.viewport().height() // grid.cell_wh[1], 1)
        moves = {
            _Key.Key_Left: (-1, 0),
            _Key.Key_Right: (1, 0),
            _Key.Key_Up: (0, -1),
            _Key.Key_Down: (0, 1),
            _Key.Key_PageUp: (0, -page),
            _Key.Key_PageDown: (0, page),
            _Key.Key_Home: (-grid.count, 0),
            _Key.Key_End: (grid.count, 0),
        }
        if not grid.count or key not in moves:
            return None
        here = self._selection.current
        if here is None and key not in (_Key.Key_Home, _Key.Key_End):
            return next(iter(self._in_sight()), 0)
        return grid.after(here or 0, *moves[key])

    def _choose(self, position: int, reach: Reach) -> None:
        self._selection.choose(position, reach)
        self._scroll_to(position)
        self._describe_current()
        self._show_selection()

    def _show_selection(self) -> None:
        self.viewport().update()
        self.selection_changed.emit()

    def _scroll_to(self, position: int) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top = self._grid.corner(position)[1]
        bottom = top + self._painter.cell_wh[1]
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def _band_is_drawn(self) -> bool:
        if self._band is None:
            return False
        away = (self._band[1] - self._band[0]).manhattanLength()
        return away >= QApplication.startDragDistance()

    def _paint_band(self, painter: QPainter) -> None:
        if self._band is None or not self._band_is_drawn():
            return
        band = QRect(*self._band).normalized().translated(0, -self.verticalScrollBar().value())
        fill = self._theme.accent.toRgb()
        fill.setAlphaF(0.15)
        painter.setPen(self._theme.accent)
        painter.setBrush(fill)
        painter.drawRect(band)

    def _said(self, position: int) -> str:
        """All that is known of a box, in words."""
        picture = self._pictures.get(int(self.shown[position]))
        said = self._captions.said(position)
        return (
            said if picture is None or picture.message is None else f"{said}\n{translated(picture.message)}"
        )

    def _describe_current(self) -> None:
        """Let a screen reader say at which box the keys are."""
        current = self._selection.current
        if current is None:
            self.setAccessibleDescription("")
            return
        chosen = self.tr("selected") if int(self.shown[current]) in self._selection.ids else ""
        said = self._said(current).replace("\n", ", ")
        self.setAccessibleDescription(", ".join(part for part in (said, chosen) if part))


def _reach(modifiers: Qt.KeyboardModifier) -> Reach:
    if modifiers & _Mod.ShiftModifier:
        return Reach.RANGE
    return Reach.TOGGLE if modifiers & _Mod.ControlModifier else Reach.ONE
