"""A widget on which an image is zoomed and panned."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.data.dataset import BoxTuple
from widgets.canvas.geometry import Point, Size, View, fitted, kept_in_sight, surrounded

_STEP = 1.25
_NOTCH = 120.0


class PanZoomWidget(QWidget):
    """Wheel zooms at the cursor; middle-drag and Space-drag pan.

    All positions are physical pixels, so that 100 % is one pixel of the display for one of the image
    on every display.
    """

    view_changed = Signal()
    """The zoom or the place shown changed."""
    space_tapped = Signal()
    """Space was pressed and let go, and nothing was panned with it."""
    pans_with_left = False
    """Whether the left button pans by itself: where there is nothing else to do with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = View(1.0, (0, 0))
        self._frame: BoxTuple = (0.0, 0.0, 640.0, 480.0)
        self._target: tuple[BoxTuple, float] | None = None
        """Shown until the person zooms or pans: a box and its margin; None: as the person left it."""
        self._fits = True
        self._panned_from: Point | None = None
        self._space_held = False
        self._space_used = False

    @property
    def ratio(self) -> float:
        """Physical pixels per logical one."""
        return self.devicePixelRatioF()

    @property
    def viewport_wh(self) -> Size:
        """Size of the widget in physical pixels."""
        return (self.width() * self.ratio, self.height() * self.ratio)

    @property
    def view(self) -> View:
        """How the image falls on the screen."""
        return self._view

    def set_frame(self, frame: BoxTuple) -> None:
        """What is fitted and kept in sight."""
        if frame != self._frame:
            self._frame = frame
            self._follow_target()

    def fit(self) -> None:
        """Show the whole image, also when the widget's size changes."""
        self._fits, self._target = True, None
        self._follow_target()

    def zoom_to(self, box: BoxTuple, *, margin: float = 1.0) -> None:
        """Show a box with ``margin`` times its longer side around it, at most eightfold.

        A box that is nowhere, since it holds NaN, is not gone to: the whole image is shown.
        """
        if not all(isfinite(corner) for corner in box):
            self.fit()
            return
        self._fits, self._target = False, (box, margin)
        self._follow_target()

    def zoom_in(self) -> None:
        """One step closer, about the middle."""
        self._zoom_by(_STEP, self._middle())

    def zoom_out(self) -> None:
        """One step back, about the middle."""
        self._zoom_by(1 / _STEP, self._middle())

    def set_zoom(self, zoom: float) -> None:
        """Screen pixels per image pixel, about the middle: 1 is 100 %."""
        self._zoom_by(zoom / self._view.zoom, self._middle())

    def view_state(self) -> tuple[float | None, Point]:
        """The zoom, None where the whole image is fitted, and the image point in the middle."""
        return (None if self._fits else self._view.zoom, self._view.point_to_image(self._middle()))

    def set_view_state(self, zoom: float | None, centre_xy: Point) -> None:
        """Go back to what `view_state` told."""
        if zoom is None:
            self.fit()
        else:
            self._show(View.placed(zoom, centre_xy, self._middle()))

    def place_in_frame(self) -> tuple[float | None, Point]:
        """As `view_state`, with the middle as a share of the frame's width and height."""
        zoom, (x, y) = self.view_state()
        x1, y1, x2, y2 = self._frame
        return (zoom, ((x - x1) / (x2 - x1), (y - y1) / (y2 - y1)))

    def set_place_in_frame(self, zoom: float | None, share_xy: Point) -> None:
        """Go to what `place_in_frame` told, of a frame that may be of another size."""
        x1, y1, x2, y2 = self._frame
        self.set_view_state(zoom, (x1 + share_xy[0] * (x2 - x1), y1 + share_xy[1] * (y2 - y1)))

    def shows(self, box: BoxTuple, *, least_px: float) -> bool:
        """Whether all of a box is in sight, with a longer side of so many logical pixels at least."""
        left, top, right, bottom = self._view.box_to_screen(box)
        width, height = self.viewport_wh
        inside = left >= 0 and right <= width and top >= 0 and bottom <= height
        return inside and max(right - left, bottom - top) >= least_px * self.ratio

    def screen_xy(self, position: QPointF) -> Point:
        """A position of a mouse event in physical pixels."""
        return (position.x() * self.ratio, position.y() * self.ratio)

    def is_panning(self) -> bool:
        """Whether the mouse pans now or would at a press."""
        return self._panned_from is not None or self._space_held or self.pans_with_left

    def update_cursor(self) -> None:
        """Show the cursor of what a press would do."""
        if self._panned_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space_held or self.pans_with_left:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def event(self, event: QEvent) -> bool:
        """Take Space before a shortcut can, to pan with."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Space
            and not event.modifiers()
        ):
            event.accept()
            return True
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._follow_target()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space: the left button pans while it is held. All other keys are the window's."""
        if event.key() != Qt.Key.Key_Space:
            event.ignore()
        elif not event.isAutoRepeat():
            self._space_held, self._space_used = True, False
            self.update_cursor()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space let go: a tap, unless something was panned meanwhile."""
        if event.key() != Qt.Key.Key_Space:
            event.ignore()
        elif not event.isAutoRepeat():
            tapped = self._space_held and not self._space_used
            self._space_held = False
            self.update_cursor()
            if tapped:
                self.space_tapped.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Space may be let go elsewhere."""
        self._space_held = False
        self.update_cursor()
        super().focusOutEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the cursor."""
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self._zoom_by(_STEP**notches, self.screen_xy(event.position()))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, or keep the middle in the middle."""
        super().resizeEvent(event)
        if self._fits or self._target is not None:
            self._follow_target()
        else:
            grown = event.size() - event.oldSize()
            if event.oldSize().isValid():
                self._show(self._view.panned(grown.width() * self.ratio / 2, grown.height() * self.ratio / 2))

    def start_pan(self, event: QMouseEvent) -> bool:
        """Begin to pan if this press means that."""
        left, middle = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
        if event.button() == middle or (event.button() == left and (self._space_held or self.pans_with_left)):
            self._panned_from = self.screen_xy(event.position())
            self._space_used = True
            self.update_cursor()
            return True
        return False

    def pan(self, event: QMouseEvent) -> bool:
        """Follow the mouse if it pans."""
        if self._panned_from is None:
            return False
        x, y = self.screen_xy(event.position())
        dx, dy = round(x - self._panned_from[0]), round(y - self._panned_from[1])
        # Only whole pixels are panned; the rest is made up for at the next move.
        self._panned_from = (self._panned_from[0] + dx, self._panned_from[1] + dy)
        if dx or dy:
            self._show(self._view.panned(dx, dy))
        return True

    def end_pan(self) -> bool:
        """Stop panning; whether the mouse did."""
        was_panning = self._panned_from is not None
        self._panned_from = None
        self.update_cursor()
        return was_panning

    def _zoom_by(self, factor: float, screen_xy: Point) -> None:
        self._show(self._view.zoomed(self._view.zoom * factor, screen_xy))

    def _show(self, view: View) -> None:
        """Show this, as the person wishes."""
        self._fits, self._target = False, None
        x1, y1, x2, y2 = self._frame
        anchored = view.panned(x1 * view.zoom, y1 * view.zoom)
        kept = kept_in_sight(anchored, (x2 - x1, y2 - y1), self.viewport_wh)
        self._set_view(kept.panned(-x1 * view.zoom, -y1 * view.zoom))

    def _follow_target(self) -> None:
        if self._target is not None:
            box, margin = self._target
            self._set_view(surrounded(box, self._frame, self.viewport_wh, margin=margin))
        elif self._fits:
            self._set_view(fitted(self._frame, self.viewport_wh))

    def _set_view(self, view: View) -> None:
        if view != self._view:
            self._view = view
            self.update()
            self.view_changed.emit()

    def _middle(self) -> Point:
        width, height = self.viewport_wh
        return (width / 2, height / 2)
