"""The canvas: an image with its boxes, on which boxes are selected, dragged and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from engine.data.agreement import Opinion
from engine.data.dataset import Annotations, BoxTuple, Int, Predictions
from engine.data.edit import Edit
from widgets.canvas.adjustment import AS_IT_IS, Adjustment
from widgets.canvas.boxes import BoxLayer
from widgets.canvas.colouring import Colouring, Known, legend
from widgets.canvas.geometry import Point, View, bounds_of, moved_together, upright
from widgets.canvas.look import Look
from widgets.canvas.overlay import Overlay
from widgets.canvas.picture import ScaledImage
from widgets.canvas.scene import Scene
from widgets.canvas.still import StillPicture, rects_of
from widgets.canvas.tools import DrawTool, Reach, SelectTool, Tool
from widgets.canvas.view import PanZoomWidget
from widgets.theme import Scheme, Theme, theme_of


class Canvas(PanZoomWidget):
    """Shows one image with boxes and predictions; tells what a person does to them and changes nothing itself."""

    box_drawn = Signal(object)
    """x1, y1, x2, y2 in image pixels: a rectangle was drawn."""
    boxes_dragging = Signal(object)
    """`Moves`, at every move of a drag."""
    boxes_moved = Signal(object)
    """`Moves`, at the end of a drag that changed anything, or after a nudge."""
    drag_cancelled = Signal()
    selection_changed = Signal(object)
    """Ids of the selected annotations, by the person."""
    prediction_chosen = Signal(int)
    """Row of a prediction that was double-clicked."""
    tool_changed = Signal(object)
    cursor_moved = Signal(object)
    """x, y in image pixels, or None when the mouse left."""
    content_changed = Signal()
    """Something else is shown, or in another way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = Scene()
        self._select = SelectTool(self._scene)
        self._draw = DrawTool(self._scene)
        self._tool = Tool.SELECT
        self._image: ScaledImage | None = None
        self._adjustment = AS_IT_IS
        self._message: str | None = None
        self._caption: str | None = None
        self._mouse_xy: Point | None = None
        self._drag_area = QRect()
        self._theme = theme_of(Scheme.DARK)
        self._still = StillPicture(self._paint_still)
        self._restyle()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(200, 150)
        self.setAccessibleName(self.tr("Image with boxes"))

    @property
    def tool(self) -> Tool:
        """What the left button does."""
        return self._tool

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self._theme = theme
        self._restyle()

    @property
    def image(self) -> ScaledImage | None:
        """What is shown, if it is."""
        return self._image

    def set_adjustment(self, adjustment: Adjustment) -> None:
        """Show the image brighter, darker, steeper."""
        if adjustment != self._adjustment:
            self._adjustment = adjustment
            self._repaint_all()

    def repaint_image(self) -> None:
        """There is more of the image than there was."""
        self._repaint_all()

    def set_image(self, image: ScaledImage | None, size_wh: tuple[int, int], message: str | None) -> None:
        """Show an image, or why there is none.

        Parameters
        ----------
        image
            May be smaller than the whole (a preview): it is stretched.
        size_wh
            Of the whole image, which boxes refer to; (0, 0) where unknown.
        message
            Shown over it.
        """
        self._scene.size_wh = size_wh
        self._image = image
        self._message = message
        self.set_frame(self._scene.frame)
        self._repaint_all()

    def set_annotations(self, annotations: Annotations, class_names: Sequence[str]) -> None:
        """Show these boxes: those of the image."""
        drag = self._select.drag
        self._scene.set_annotations(annotations, tuple(class_names))
        if drag is not None and tuple(map(self._scene.box_of, drag.ids)) != drag.starts:
            self._cancel_drag()
        self.set_frame(self._scene.frame)
        self._repaint_all()

    def set_predictions(self, predictions: Predictions, rows: Int) -> None:
        """Show these predictions; ``rows`` are their numbers in `prediction_chosen`."""
        self._scene.set_predictions(predictions, rows)
        self._repaint_all()

    def set_ghosts(self, ghosts: Annotations | None) -> None:
        """Show these boxes faintly: as they were opened."""
        self._scene.ghosts = upright((ghosts or Annotations.empty()).boxes_xyxy)
        self._repaint_all()

    def set_known(self, known: Known) -> None:
        """Say what is known of the boxes and predictions set last: what they are marked and coloured by."""
        self._scene.known = known
        self._repaint_all()

    def set_colouring(self, colouring: Colouring) -> None:
        """Tell boxes apart by this."""
        self._scene.colouring = colouring
        self._repaint_all()

    def set_focus(self, box: BoxTuple | None, suggestion: Edit | None) -> None:
        """Emphasise the place under review, and show what is suggested there."""
        self._scene.focus, self._scene.suggestion = box, suggestion
        self.update()
        self.content_changed.emit()

    def set_opinions(self, opinions: tuple[Opinion, ...]) -> None:
        """Show what other people have at the place under review, under their names."""
        if opinions != self._scene.opinions:
            self._scene.opinions = opinions
            self.update()

    def set_drag_caption(self, text: str | None) -> None:
        """Show a text beside the box that is dragged."""
        if text != self._caption:
            self._caption = text
            self._update_drag_area()

    def select(self, ids: Iterable[int]) -> None:
        """Select these boxes, without a signal."""
        self._scene.selection = tuple(ids)
        self.update()

    def set_tool(self, tool: Tool) -> None:
        """Take up a tool."""
        if tool == self._tool:
            return
        self._cancel_drag()
        self._draw.cancel()
        self._tool = tool
        self._hover()
        self.update_cursor()
        self.update()
        self.tool_changed.emit(tool)

    def set_min_score(self, score: float) -> None:
        """Hide predictions with a lower score."""
        self._scene.min_score = score
        self._repaint_all()

    def set_layers_shown(self, *, boxes: bool, predictions: bool) -> None:
        """Show or hide all boxes, all predictions."""
        self._scene.boxes_shown, self._scene.predictions_shown = boxes, predictions
        self._repaint_all()

    def nudge(self, dx: float, dy: float) -> None:
        """Shift the selected boxes by so many image pixels."""
        found = [(own, self._scene.box_of(own)) for own in self._scene.selection]
        whole = [(own, box) for own, box in found if box is not None]
        if not whole or self._select.drag is not None:
            return
        ids, boxes = zip(*whole, strict=True)
        shifted = moved_together(boxes, dx, dy, self._scene.limits_wh)
        if shifted != boxes:
            self.boxes_moved.emit(tuple(zip(ids, shifted, strict=True)))

    def cancel(self) -> None:
        """Give up the drag, else the rectangle, else the draw tool, else the selection."""
        if self._cancel_drag():
            return
        if self._tool is Tool.DRAW:
            if self._draw.cancel():
                self.update()
            else:
                self.set_tool(Tool.SELECT)
        elif self._scene.selection:
            self._scene.selection = ()
            self.update()
            self.selection_changed.emit(())

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start to pan, to draw, to drag; or select."""
        if self.start_pan(event) or event.button() != Qt.MouseButton.LeftButton:
            return
        at = self.screen_xy(event.position())
        if self._tool is Tool.DRAW:
            self._draw.press(self.view.point_to_image(at))
            self.update()
            return
        before = self._scene.selection
        modifiers = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        self._select.press(at, self.view, self._reach(), adds=bool(event.modifiers() & modifiers))
        self._tell_selection(before)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, drag, draw, or show what is under the mouse."""
        at = self._mouse_xy = self.screen_xy(event.position())
        self.cursor_moved.emit(self.view.point_to_image(at))
        if self.pan(event):
            return
        if self._tool is Tool.DRAW:
            self._draw.move(self.view.point_to_image(at))
            self.update()
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(at)
        else:
            self._hover()
        self.update_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish what the press started."""
        if self.end_pan() or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._tool is Tool.DRAW:
            box = self._draw.release(self.view.point_to_image(self.screen_xy(event.position())))
            self.update()
            if box is not None:
                self.set_tool(Tool.SELECT)
                self.box_drawn.emit(box)
            return
        before = self._scene.selection
        drag = self._select.release(self.view, self._reach())
        self._tell_selection(before)
        if drag is not None:
            self._end_drag()
            if drag.boxes != drag.starts:
                self.boxes_moved.emit(drag.moves)
            else:
                self.drag_cancelled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose a prediction; where there is none, this is a click like others."""
        found = None
        if (
            event.button() == Qt.MouseButton.LeftButton
            and self._tool is Tool.SELECT
            and not self.is_panning()
        ):
            at = self.view.point_to_image(self.screen_xy(event.position()))
            found = self._scene.prediction_at(at, self._reach().drag / self.view.zoom)
        if found is None:
            self.mousePressEvent(event)
        else:
            self.prediction_chosen.emit(int(self._scene.prediction_rows[found]))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self._mouse_xy = None
        self._hover()
        self.cursor_moved.emit(None)
        self.update()
        super().leaveEvent(event)

    def update_cursor(self) -> None:
        """Show the cursor of what a press would do."""
        if self.is_panning():
            super().update_cursor()
        elif self._tool is Tool.DRAW:
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif self._mouse_xy is None:
            self.unsetCursor()
        else:
            grabbed = self._select.drag or self._select.grab_at(self._mouse_xy, self.view, self._reach())
            self.setCursor(Qt.CursorShape.ArrowCursor if grabbed is None else _CURSORS[grabbed.handle])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is kept, and what is emphasised over it."""
        if self._layer.look.ratio != self.ratio:
            self._restyle()
        still = self._still.pixels(self.view, self.viewport_wh)
        with QPainter(self) as painter:
            painter.scale(1 / self.ratio, 1 / self.ratio)
            for rect in rects_of(event.region()):
                area = self._physical(rect)
                painter.drawPixmap(area, still, area)
            self._paint_overlay(Overlay(self._layer, painter, self.view, self.viewport_wh))

    def _paint_overlay(self, overlay: Overlay) -> None:
        drag, drawn, band = self._select.drag, self._draw.box, self._select.band
        overlay.paint(self._scene, drag)
        if drag is not None and self._caption:
            overlay.paint_caption(drag.boxes[0], self._caption)
        if band is not None:
            overlay.paint_band(band)
        if keys := legend(self._scene.colouring, self._scene.known):
            overlay.paint_legend(keys)
        if drawn is not None:
            overlay.paint_drawing(drawn)
            overlay.paint_caption(drawn, f"{drawn[2] - drawn[0]:.0f} × {drawn[3] - drawn[1]:.0f}")
        if self._tool is Tool.DRAW and self._mouse_xy is not None:
            overlay.paint_crosshair(self._mouse_xy)
        if self._message:
            overlay.paint_message(self._message)

    def _paint_still(self, painter: QPainter, view: View, area: QRect) -> None:
        painter.fillRect(area, self._layer.look.background)
        if all(self._scene.size_wh):
            screen = view.to_screen(np.array([self._scene.frame]))
            self._layer.strokes.solid(painter, screen, self._layer.look.frame, 2)
        if self._image is not None:
            self._image.paint(painter, view, area, self._adjustment)
        self._layer.paint(painter, self._scene, view, area)

    def _repaint_all(self) -> None:
        self._still.forget()
        self.update()
        self.content_changed.emit()

    def _restyle(self) -> None:
        """Take on the theme, on the display the widget is on now."""
        self._layer = BoxLayer(Look.of(self._theme, self.font(), self.ratio))
        self._repaint_all()

    # What is under the mouse, and drags

    def _reach(self) -> Reach:
        return Reach().scaled(self.ratio)

    def _hover(self) -> None:
        scene, found, prediction = self._scene, None, None
        if self._mouse_xy is not None and self._tool is Tool.SELECT:
            at = self.view.point_to_image(self._mouse_xy)
            found = next(iter(scene.ids_at(at, self._reach().box / self.view.zoom)), None)
            prediction = scene.prediction_at(at, self._reach().drag / self.view.zoom)
        if (found, prediction) != (scene.hovered_id, scene.hovered_prediction):
            scene.hovered_id, scene.hovered_prediction = found, prediction
            self.update()

    def _drag_to(self, at: Point) -> None:
        before, selected = self._select.drag, self._scene.selection
        drag = self._select.move(at, self.view, self._reach())
        if drag is None:
            if self._select.band is not None:
                self._tell_selection(selected)
            return
        if before is None:
            self._scene.hidden_ids = drag.ids
            self._scene.hovered_id = self._scene.hovered_prediction = None
            self._repaint_all()
        if before is None or before.boxes != drag.boxes:
            self._update_drag_area()
            self.boxes_dragging.emit(drag.moves)

    def _cancel_drag(self) -> bool:
        if not self._select.cancel():
            return False
        self._end_drag()
        self.drag_cancelled.emit()
        return True

    def _end_drag(self) -> None:
        self._scene.hidden_ids = ()
        self._caption = None
        self._repaint_all()

    def _update_drag_area(self) -> None:
        """Have only what a drag covers and covered painted: the box, its tag above, its caption below."""
        drag = self._select.drag
        if drag is None:
            return
        around = bounds_of(np.array(drag.boxes))
        assert around is not None
        left, top, right, bottom = (round(v / self.ratio) for v in self.view.box_to_screen(around))
        area = QRect(QPoint(left, top), QPoint(right, bottom)).adjusted(-_BESIDE, -_BESIDE, _BESIDE, _BESIDE)
        for y in (top - _BESIDE, bottom):
            # Texts are kept in sight where the box is not.
            x = min(max(left - _BESIDE, 0), self.width() - _LONGEST_TEXT)
            y = min(max(y, 0), self.height() - 2 * _BESIDE)
            area = area.united(QRect(x, y, _LONGEST_TEXT, 2 * _BESIDE))
        self.update(area.united(self._drag_area))
        self._drag_area = area

    def _tell_selection(self, before: tuple[int, ...]) -> None:
        self.update()
        if self._scene.selection != before:
            self.selection_changed.emit(self._scene.selection)

    def _physical(self, rect: QRect) -> QRect:
        ratio = self.ratio
        scaled = QRectF(rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio)
        return scaled.toAlignedRect()


_BESIDE, _LONGEST_TEXT = 24, 360
"""Logical pixels that handles and texts take around a dragged box."""

_CURSORS = {
    (0, 0): Qt.CursorShape.SizeAllCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
}
