"""Paints what is emphasised: selection, hover, the box under review, its suggestion, a drag, the crosshair."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from engine.data.dataset import BoxTuple
from engine.data.edit import Edit, EditKind
from widgets.canvas.boxes import prediction_text
from widgets.canvas.geometry import Point, Size, View, is_finite
from widgets.canvas.look import DARK, LIGHT, Look, Tags, outlined, solid
from widgets.canvas.scene import Scene
from widgets.canvas.tools import Drag
from widgets.theme import category_colour

_HALO_GAP = 7
_HANDLE = 7
_HANDLES_FROM = 28
"""Logical pixels: the shortest side of a box whose handles are painted; they can be grabbed on smaller ones too."""


class Overlay:
    """Painted anew at every frame, over the `widgets.canvas.boxes.BoxLayer`; all in physical pixels.

    Parameters
    ----------
    viewport_wh
        Of the widget, in physical pixels: tags of emphasised boxes stay inside.
    """

    def __init__(self, look: Look, tags: Tags, painter: QPainter, view: View, viewport_wh: Size) -> None:
        self._look = look
        self._tags = tags
        self._painter = painter
        self._view = view
        self._viewport_wh = viewport_wh
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, scene: Scene, drag: Drag | None) -> None:
        """Paint what is emphasised, from the least to the most."""
        if scene.focus is not None and is_finite(scene.focus):
            self._paint_halo(scene.focus)
        self._paint_hover(scene)
        if scene.boxes_shown:
            for annotation_id in scene.selection:
                if drag is None or drag.annotation_id != annotation_id:
                    self._paint_selected(scene, annotation_id, None)
        if scene.suggestion is not None and drag is None:
            self._paint_suggestion(scene, scene.suggestion)
        if drag is not None:
            self._outline(drag.start, LIGHT, 1, Qt.PenStyle.DotLine)
            self._paint_selected(scene, drag.annotation_id, drag.box)

    def paint_drawing(self, box: BoxTuple, colour: QColor) -> None:
        """Paint the rectangle that is being drawn."""
        self._painter.setBrush(_faint(colour, 30))
        self._outline(box, colour, 2, Qt.PenStyle.SolidLine)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def paint_crosshair(self, screen_xy: Point) -> None:
        """Paint lines through the cursor over the whole view."""
        x, y = (int(v) + 0.5 for v in screen_xy)
        width, height = self._viewport_wh
        for colour, style in ((QColor(0, 0, 0, 150), Qt.PenStyle.SolidLine), (LIGHT, Qt.PenStyle.DashLine)):
            self._painter.setPen(QPen(colour, self._look.px(1), style))
            self._painter.drawLine(QPointF(x, 0), QPointF(x, height))
            self._painter.drawLine(QPointF(0, y), QPointF(width, y))

    def paint_caption(self, box: BoxTuple, text: str) -> None:
        """Paint a text below a box."""
        left, _, _, bottom = self._view.box_to_screen(box)
        picture = self._tags.get(text, outlined(self._look.accent))
        self._place(picture, left, bottom + self._look.px(8))

    def _paint_selected(self, scene: Scene, annotation_id: int, box: BoxTuple | None) -> None:
        annotation = scene.annotations.get(annotation_id)
        if annotation is None:
            return
        box = box or annotation.box_xyxy
        if not is_finite(box):
            return
        colour = category_colour(annotation.category)
        self._painter.setBrush(_faint(colour, 28))
        self._outline(box, LIGHT, 4, Qt.PenStyle.SolidLine)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._line(box, colour, 2, Qt.PenStyle.SolidLine)
        if len(scene.selection) == 1:
            self._paint_handles(box, colour)
        self._paint_name(box, scene.class_name(annotation.category), colour)

    def _paint_handles(self, box: BoxTuple, colour: QColor) -> None:
        left, top, right, bottom = self._view.box_to_screen(box)
        if min(right - left, bottom - top) < self._look.px(_HANDLES_FROM):
            return
        size = self._look.px(_HANDLE)
        self._painter.setPen(QPen(DARK, self._look.px(1)))
        self._painter.setBrush(LIGHT)
        for x in (left, (left + right) / 2, right):
            for y in (top, (top + bottom) / 2, bottom):
                if (x, y) != ((left + right) / 2, (top + bottom) / 2):
                    self._painter.drawRect(
                        QRectF(round(x - size / 2) + 0.5, round(y - size / 2) + 0.5, size, size)
                    )
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_hover(self, scene: Scene) -> None:
        if scene.hovered_id is not None and scene.hovered_id not in scene.selection:
            annotation = scene.annotations.get(scene.hovered_id)
            if annotation is not None:
                colour = category_colour(annotation.category)
                self._painter.setBrush(_faint(LIGHT, 30))
                self._outline(annotation.box_xyxy, colour, 2, Qt.PenStyle.SolidLine)
                self._painter.setBrush(Qt.BrushStyle.NoBrush)
                self._paint_name(annotation.box_xyxy, scene.class_name(annotation.category), colour)
        index = scene.hovered_prediction
        if index is not None and index < len(scene.predictions):
            category = int(scene.predictions.categories[index])
            x1, y1, x2, y2 = scene.predictions.boxes_xyxy[index].tolist()
            colour = category_colour(category)
            self._outline((x1, y1, x2, y2), colour, 2, Qt.PenStyle.DashLine)
            text = prediction_text(scene.class_name(category), float(scene.predictions.scores[index]))
            picture = self._tags.get(text, outlined(colour))
            _, _, right, bottom = self._view.box_to_screen((x1, y1, x2, y2))
            self._place(picture, right - picture.width(), bottom + self._look.px(1))

    def _paint_halo(self, box: BoxTuple) -> None:
        """A ring at a distance from the box, which leaves the box's own edges to be judged."""
        gap = self._look.px(_HALO_GAP)
        left, top, right, bottom = self._view.box_to_screen(box)
        ring = QRectF(left - gap, top - gap, right - left + 2 * gap, bottom - top + 2 * gap)
        for colour, width in (
            (_faint(self._look.accent, 60), 9),
            (QColor(0, 0, 0, 170), 5),
            (self._look.accent, 3),
        ):
            self._painter.setPen(QPen(colour, self._look.px(width)))
            self._painter.drawRoundedRect(ring, gap, gap)

    def _paint_suggestion(self, scene: Scene, suggestion: Edit) -> None:
        after, kind = suggestion.after, suggestion.kind
        if not is_finite(suggestion.subject.box_xyxy):
            return
        if after is None:
            self._cross_out(suggestion.subject.box_xyxy)
            return
        colour, name = category_colour(after.category), scene.class_name(after.category)
        if kind is not EditKind.RELABEL:
            self._outline(after.box_xyxy, colour, 3, Qt.PenStyle.DashLine)
        text = {EditKind.ADD: f"+ {name}", EditKind.MOVE: None}.get(kind, f"→ {name}")
        if text is not None:
            picture = self._tags.get(text, solid(colour))
            left, top, right, _ = self._view.box_to_screen(after.box_xyxy)
            beside = kind is not EditKind.ADD and suggestion.before is not None
            shift = 0.0
            if beside and suggestion.before is not None:
                shift = self._tags.width(scene.class_name(suggestion.before.category)) + self._look.px(4)
            self._place(picture, left - self._look.px(1) + shift, top - picture.height())

    def _cross_out(self, box: BoxTuple) -> None:
        left, top, right, bottom = self._view.box_to_screen(box)
        for colour, width in ((QColor(0, 0, 0, 150), 5), (self._look.caution, 2.5)):
            self._painter.setPen(QPen(colour, self._look.px(width), Qt.PenStyle.DashLine))
            self._painter.drawLine(QPointF(left, top), QPointF(right, bottom))
            self._painter.drawLine(QPointF(left, bottom), QPointF(right, top))

    def _outline(self, box: BoxTuple, colour: QColor, width: float, style: Qt.PenStyle) -> None:
        """A line with a dark casing."""
        self._line(box, QColor(0, 0, 0, 150), width + 2, Qt.PenStyle.SolidLine)
        brush = self._painter.brush()
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._line(box, colour, width, style)
        self._painter.setBrush(brush)

    def _line(self, box: BoxTuple, colour: QColor, width: float, style: Qt.PenStyle) -> None:
        pen = QPen(colour, self._look.px(width), style)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(pen)
        left, top, right, bottom = (round(v) for v in self._view.box_to_screen(box))
        self._painter.drawRect(QRectF(left, top, right - left, bottom - top))

    def _paint_name(self, box: BoxTuple, name: str, colour: QColor) -> None:
        left, top, _, _ = self._view.box_to_screen(box)
        picture = self._tags.get(name, solid(colour))
        self._place(picture, left - self._look.px(1), top - picture.height())

    def _place(self, picture: QPixmap, left: float, top: float) -> None:
        """Paint a tag as near to a place as keeps it in sight."""
        width, height = self._viewport_wh
        x = max(min(left, width - picture.width()), 0.0)
        y = max(min(top, height - picture.height()), 0.0)
        self._painter.drawPixmap(round(x), round(y), picture)


def _faint(colour: QColor, alpha: int) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(alpha)
    return faint
