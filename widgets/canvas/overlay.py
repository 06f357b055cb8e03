"""Paints what is emphasised: selection, hover, the box under review, its suggestion, a drag, the crosshair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from engine.data.dataset import BoxTuple, Float, Int
from engine.data.edit import Edit, EditKind
from widgets.canvas.boxes import LINE, PREDICTION_LINE, BoxLayer
from widgets.canvas.colouring import Key
from widgets.canvas.geometry import Point, Size, View, is_finite
from widgets.canvas.look import CASING, DARK, LIGHT, class_colour, outlined, solid
from widgets.canvas.scene import Scene
from widgets.canvas.strokes import near
from widgets.canvas.tools import Drag

_HALO_GAP, _HALO_ARM = 10, 26
_CLEAR = QColor(0, 0, 0, 0)
_HALO_CASING = QColor(0, 0, 0, 190)
_HANDLE = 7
_HANDLES_FROM = 28
"""Logical pixels: the shortest side of a box whose handles are painted; they can be grabbed on smaller ones too."""
_MOST_NAMES = 60
_PERSONS = (QColor("#ff9ee5"), QColor("#8ff5ff"), QColor("#d4ff7a"), QColor("#ffffff"))
"""Colours of other people's boxes, none of them a class's."""


class Overlay:
    """Painted anew at every frame, over the `widgets.canvas.boxes.BoxLayer`; all in physical pixels.

    Parameters
    ----------
    viewport_wh
        Of the widget, in physical pixels: tags of emphasised boxes stay inside.
    """

    def __init__(self, layer: BoxLayer, painter: QPainter, view: View, viewport_wh: Size) -> None:
        self._layer = layer
        self._look, self._tags, self._strokes = layer.look, layer.tags, layer.strokes
        self._painter = painter
        self._view = view
        self._viewport_wh = viewport_wh
        self._sight = QRectF(0, 0, *viewport_wh).toAlignedRect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, scene: Scene, drag: Drag | None) -> None:
        """Paint what is emphasised, from the least to the most; lines before texts."""
        rows, screen = self._selected(scene, drag)
        if drag is None:
            self._paint_review(scene)
            self._paint_hovered_prediction(scene)
            self._paint_hovered_box(scene)
        else:
            starts = near(self._view.to_screen(np.array(drag.starts)))
            self._strokes.dashed(self._painter, starts, LIGHT, 1, self._sight)
        self._paint_selection(scene, rows, screen)
        if drag is None:
            self._restore_tags(scene, screen)
        self._name_selection(scene, rows, screen)
        if len(rows) == 1:
            self._paint_handles(screen[0])
        if drag is None:
            self._name_opinions(scene)
        if drag is None and scene.suggestion is not None:
            self._name_suggestion(scene, scene.suggestion)

    def paint_drawing(self, box: BoxTuple) -> None:
        """Paint the rectangle that is being drawn."""
        screen = self._on_screen(box)
        self._strokes.solid(self._painter, screen, CASING, LINE + 2)
        self._strokes.solid(self._painter, screen, self._look.accent, LINE)

    def paint_band(self, box: BoxTuple) -> None:
        """Paint the band that is drawn around boxes to select them."""
        screen = self._on_screen(box)
        left, top, right, bottom = screen[0].tolist()
        self._painter.fillRect(QRectF(left, top, right - left, bottom - top), _faint(self._look.accent, 28))
        self._strokes.dashed(self._painter, screen, self._look.accent, 1, self._sight)

    def paint_legend(self, keys: Sequence[Key]) -> None:
        """Paint what colours and dashes mean, in the lower left corner."""
        line, gap = self._look.px(22), self._look.px(6)
        widths = [line + gap + self._tags.width(key.text) for key in keys]
        # Beside each other where there is room, else below.
        beside = sum(widths) + 3 * gap <= self._viewport_wh[0]
        rows = 1 if beside else len(keys)
        width = (sum(widths) if beside else max(widths)) + gap
        row = self._tags.height + gap / 2
        height = rows * row + 1.5 * gap
        left, top = gap + 0.5, round(self._viewport_wh[1] - height - gap) + 0.5
        self._painter.setPen(QPen(self._look.frame, self._look.px(1)))
        self._painter.setBrush(DARK)
        self._painter.drawRoundedRect(QRectF(left, top, width, height), gap, gap)
        middle = top + 0.75 * gap + row / 2
        for key, taken in zip(keys, widths, strict=True):
            pen = QPen(key.colour, self._look.px(LINE + 1))
            if key.dashed:
                pen.setDashPattern([2.5, 1.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            self._painter.setPen(pen)
            self._painter.drawLine(QPointF(left + gap, middle), QPointF(left + gap + line, middle))
            picture = self._tags.get(key.text, outlined(_CLEAR))
            self._painter.drawPixmap(int(left + gap + line), int(middle - picture.height() / 2), picture)
            left += taken if beside else 0
            middle += 0 if beside else row

    def paint_crosshair(self, screen_xy: Point) -> None:
        """Paint lines through the cursor over the whole view."""
        x, y = (int(v) + 0.5 for v in screen_xy)
        width, height = self._viewport_wh
        for colour, style in ((CASING, Qt.PenStyle.SolidLine), (LIGHT, Qt.PenStyle.DashLine)):
            self._painter.setPen(QPen(colour, self._look.px(1), style))
            self._painter.drawLine(QPointF(x, 0), QPointF(x, height))
            self._painter.drawLine(QPointF(0, y), QPointF(width, y))

    def paint_caption(self, box: BoxTuple, text: str) -> None:
        """Paint a text below a box."""
        left, _, _, bottom = self._on_screen(box)[0].tolist()
        self._place(self._tags.get(text, outlined(self._look.accent)), left, bottom + self._look.px(8))

    def paint_message(self, text: str) -> None:
        """Paint a text in the middle of the view, in as many lines as it takes."""
        width, height = self._viewport_wh
        font, padding = self._tags.large_font, self._look.px(16)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignCenter)
        widest = QRectF(0, 0, min(width - 4 * padding, self._look.px(480)), height)
        area = QFontMetricsF(font).boundingRect(widest, flags, text)
        area.moveCenter(QPointF(width // 2, height // 2))
        card = area.adjusted(-padding, -padding, padding, padding)
        self._painter.setPen(QPen(self._look.frame, self._look.px(1)))
        self._painter.setBrush(self._look.card)
        self._painter.drawRoundedRect(card, padding / 2, padding / 2)
        self._painter.setFont(font)
        self._painter.setPen(self._look.text)
        self._painter.drawText(area.adjusted(-1, 0, 1, 0), flags, text)

    def _selected(self, scene: Scene, drag: Drag | None) -> tuple[Int, Float]:
        """Rows of the selected boxes, (m,) int64, and where they are on the screen now, (m, 4) float64."""
        rows = scene.selected_rows()
        boxes = scene.boxes[rows].copy()
        if drag is not None:
            ids, dragged = scene.annotations.ids[rows], np.array(drag.ids)
            order = np.argsort(dragged)
            moved = np.isin(ids, dragged)
            boxes[moved] = np.array(drag.boxes)[order][np.searchsorted(dragged[order], ids[moved])]
        drawn = np.isfinite(boxes).all(axis=1)
        return rows[drawn], self._view.to_screen(boxes[drawn])

    def _paint_selection(self, scene: Scene, rows: Int, screen: Float) -> None:
        self._strokes.solid(self._painter, screen, CASING, LINE + 4)
        self._strokes.solid(self._painter, screen, LIGHT, LINE + 2)
        shades = scene.box_shades(rows)
        self._strokes.by_group(self._painter, screen, shades.groups, LINE, shades.colour_of)

    def _restore_tags(self, scene: Scene, screen: Float) -> None:
        """Paint again the tags that lines painted since may strike through."""
        touched = screen if len(screen) <= _MOST_NAMES else screen[:0]
        if scene.focus is not None and is_finite(scene.focus):
            touched = np.concatenate([touched, self._on_screen(scene.focus)])
        if len(touched):
            self._layer.paint_tags(self._painter, scene, self._view, _around(touched))

    def _name_selection(self, scene: Scene, rows: Int, screen: Float) -> None:
        rows = rows[:_MOST_NAMES]
        shades = scene.box_shades(rows)
        groups = shades.groups.tolist()
        for box, text, group in zip(screen[:_MOST_NAMES], scene.box_texts(rows), groups, strict=True):
            self._paint_name(box, text, shades.colour_of(group))

    def _paint_handles(self, screen: Float) -> None:
        left, top, right, bottom = near(screen).tolist()
        if min(right - left, bottom - top) < self._look.px(_HANDLES_FROM):
            return
        size = self._look.px(_HANDLE)
        self._painter.setPen(QPen(DARK, self._look.px(1)))
        self._painter.setBrush(LIGHT)
        middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
        for x in (left, middle_x, right):
            for y in (top, middle_y, bottom):
                if (x, y) != (middle_x, middle_y):
                    corner = QPointF(round(x - size / 2) + 0.5, round(y - size / 2) + 0.5)
                    self._painter.drawRect(QRectF(corner.x(), corner.y(), size - 1, size - 1))

    def _paint_hovered_box(self, scene: Scene) -> None:
        hovered = scene.hovered_id
        if hovered is None or hovered in scene.selection or (box := scene.box_of(hovered)) is None:
            return
        rows = np.flatnonzero(scene.annotations.ids == hovered)
        shades = scene.box_shades(rows)
        colour = shades.colour_of(int(shades.groups[0]))
        screen = self._on_screen(box)
        self._strokes.solid(self._painter, screen, CASING, LINE + 3)
        self._strokes.solid(self._painter, screen, colour, LINE + 1)
        self._paint_name(screen[0], scene.box_texts(rows)[0], colour)

    def _paint_hovered_prediction(self, scene: Scene) -> None:
        index = scene.hovered_prediction
        if index is None:
            return
        row = np.array([index])
        shades = scene.prediction_shades(row)
        colour = shades.colour_of(int(shades.groups[0]))
        screen = self._view.to_screen(scene.prediction_boxes[index : index + 1])
        self._strokes.dashed(self._painter, screen, colour, PREDICTION_LINE + 1, self._sight)
        picture = self._tags.get(scene.prediction_texts(row)[0], outlined(colour))
        _, _, right, bottom = near(screen)[0].tolist()
        self._place(picture, right - picture.width(), bottom + self._look.px(1))

    def _paint_halo(self, box: BoxTuple) -> None:
        """Brackets at a distance from the box, which leave its edges and surroundings to be judged."""
        gap = self._look.px(_HALO_GAP)
        left, top, right, bottom = self._on_screen(box)[0].tolist()
        left, top, right, bottom = left - gap, top - gap, right + gap, bottom + gap
        arm = min(self._look.px(_HALO_ARM), (right - left) / 2, (bottom - top) / 2)
        path = QPainterPath()
        for x, y, dx, dy in (
            (left, top, 1, 1),
            (right, top, -1, 1),
            (right, bottom, -1, -1),
            (left, bottom, 1, -1),
        ):
            path.moveTo(x, y + dy * arm)
            path.lineTo(x, y)
            path.lineTo(x + dx * arm, y)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((_faint(self._look.accent, 60), 11), (_HALO_CASING, 6), (self._look.accent, 3)):
            pen = QPen(colour, self._look.px(width))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            self._painter.strokePath(path, pen)

    def _paint_review(self, scene: Scene) -> None:
        """Paint the lines of the place under review and of what is suggested there."""
        if scene.focus is not None and is_finite(scene.focus):
            self._paint_halo(scene.focus)
        for place, opinion in enumerate(scene.opinions):
            screen = self._on_screen(opinion.box_xyxy)
            self._strokes.solid(self._painter, screen, CASING, LINE + 1)
            self._strokes.dashed(self._painter, screen, _person_colour(place), LINE, self._sight)
        suggestion = scene.suggestion
        if suggestion is None or not is_finite(suggestion.subject.box_xyxy):
            return
        if suggestion.after is None:
            self._cross_out(suggestion.subject.box_xyxy)
        elif suggestion.kind is not EditKind.RELABEL:
            colour, screen = (
                class_colour(suggestion.after.category),
                self._on_screen(suggestion.after.box_xyxy),
            )
            left, top, right, bottom = screen[0].tolist()
            self._painter.fillRect(QRectF(left, top, right - left, bottom - top), _faint(colour, 22))
            self._strokes.dashed(self._painter, screen, colour, LINE + 1, self._sight)

    def _name_suggestion(self, scene: Scene, suggestion: Edit) -> None:
        before, after, kind = suggestion.before, suggestion.after, suggestion.kind
        if after is None or kind is EditKind.MOVE or not is_finite(after.box_xyxy):
            return
        name, colour = scene.class_name(after.category), class_colour(after.category)
        picture = self._tags.get(f"+ {name}" if before is None else f"→ {name}", solid(colour))
        left, top, _, _ = self._on_screen(after.box_xyxy)[0].tolist()
        if kind is EditKind.RELABEL and before is not None:
            rows = np.flatnonzero(scene.annotations.ids == before.id)
            texts = scene.box_texts(rows) or [scene.class_name(before.category)]
            left += self._tags.width(texts[0]) + self._look.px(3)
        self._place(picture, left - self._look.px(1), top - picture.height())

    def _name_opinions(self, scene: Scene) -> None:
        """Who has which box: one name below the other, since the boxes lie nearly on each other."""
        if not scene.opinions:
            return
        corners = np.concatenate([self._on_screen(own.box_xyxy) for own in scene.opinions])
        left, top = float(corners[:, 0].min()), float(corners[:, 3].max()) + self._look.px(_HALO_GAP + 6)
        for place, own in enumerate(scene.opinions):
            text = f"{own.who}: {scene.class_name(own.category)}"
            picture = self._tags.get(text, outlined(_person_colour(place)))
            self._place(picture, left, top)
            top += picture.height() + self._look.px(2)

    def _cross_out(self, box: BoxTuple) -> None:
        left, top, right, bottom = self._on_screen(box)[0].tolist()
        for colour, width in ((CASING, 5), (self._look.caution, 3)):
            self._painter.setPen(QPen(colour, self._look.px(width)))
            self._painter.drawLine(QPointF(left, top), QPointF(right, bottom))
            self._painter.drawLine(QPointF(left, bottom), QPointF(right, top))

    def _paint_name(self, screen: Float, name: str, colour: QColor) -> None:
        left, top, _, _ = near(screen).tolist()
        picture = self._tags.get(name, solid(colour))
        self._place(picture, left - self._look.px(1), top - picture.height())

    def _place(self, picture: QPixmap, left: float, top: float) -> None:
        """Paint a tag as near to a place as keeps it in sight."""
        width, height = self._viewport_wh
        x = max(min(left, width - picture.width()), 0.0)
        y = max(min(top, height - picture.height()), 0.0)
        self._painter.drawPixmap(int(x), int(y), picture)

    def _on_screen(self, box: BoxTuple) -> Float:
        """A box in screen pixels, (1, 4) float64."""
        return near(self._view.to_screen(np.array([box])))


def _person_colour(place: int) -> QColor:
    return _PERSONS[place % len(_PERSONS)]


def _around(screen: Float) -> QRect:
    (left, top), (right, bottom) = near(screen)[:, :2].min(axis=0), near(screen)[:, 2:].max(axis=0)
    return QRectF(left, top, right - left, bottom - top).toAlignedRect()


def _faint(colour: QColor, alpha: int) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(alpha)
    return faint
