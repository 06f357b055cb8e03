"""Paints all boxes and predictions from arrays, and only those in sight."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap, QPolygonF

from engine.data.dataset import Bool, Float, Int
from widgets.canvas.geometry import View
from widgets.canvas.look import DARK, Look, Tags, outlined, solid
from widgets.canvas.scene import Scene
from widgets.theme import category_colour

_MOST_TAGS = 400
_CASED_UP_TO = 3000
_THIN_BELOW = 12.0
_DASH, _GAP = 5, 4

Rects = NDArray[np.int32]


class BoxLayer:
    """All that stays where it is on the image: boxes, predictions, flags and tags.

    What is selected, under the mouse or under review is `widgets.canvas.overlay.Overlay`'s.
    """

    def __init__(self, look: Look, tags: Tags) -> None:
        self._look = look
        self._tags = tags
        self._dashes: dict[tuple[int, bool], QBrush] = {}
        self._flag = _flag_picture(look)

    def paint(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        """Paint what lies in an area of the screen; the painter's unit is the physical pixel."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrushOrigin(QPoint(*view.origin_xy))
        self._paint_ghosts(painter, scene, view, area)
        self._paint_predictions(painter, scene, view, area)
        if scene.boxes_shown:
            self._paint_annotations(painter, scene, view, area)

    def _paint_annotations(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        annotations = scene.annotations
        screen = view.to_screen(annotations.boxes_xyxy)
        shown = self._in_sight(screen, area)
        if scene.hidden_id is not None:
            shown &= annotations.ids != scene.hidden_id
        rows = np.flatnonzero(shown)
        screen = screen[rows]
        thin = (
            np.minimum(screen[:, 2] - screen[:, 0], screen[:, 3] - screen[:, 1])
            < _THIN_BELOW * self._look.ratio
        )
        line = self._look.px(2)
        if len(rows) <= _CASED_UP_TO:
            painter.setBrush(QColor(0, 0, 0, 110))
            fill(painter, outlines(screen[~thin], line + 2 * self._look.px(1)))
        categories = annotations.categories[rows]
        for category in np.unique(categories).tolist():
            of_class = categories == category
            painter.setBrush(category_colour(category))
            fill(painter, outlines(screen[of_class & ~thin], line))
            fill(painter, outlines(screen[of_class & thin], self._look.px(1)))
        self._paint_class_tags(painter, scene, screen, categories)
        self._paint_flags(painter, screen[np.isin(annotations.ids[rows], list(scene.flagged))])

    def _paint_predictions(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        predictions = scene.predictions
        screen = view.to_screen(predictions.boxes_xyxy)
        rows = np.flatnonzero(self._in_sight(screen, area) & scene.predictions_visible())
        screen, categories = screen[rows], predictions.categories[rows]
        for category in np.unique(categories).tolist():
            self._fill_dashed(painter, screen[categories == category], category_colour(category))
        texts = [
            prediction_text(scene.class_name(category), score)
            for category, score in zip(categories[:_MOST_TAGS].tolist(), predictions.scores[rows].tolist())
        ]
        for box, category, text in zip(screen.tolist(), categories.tolist(), texts):
            if box[2] - box[0] < self._tags.width(text) or box[3] - box[1] < 2 * self._tags.height:
                continue
            picture = self._tags.get(text, outlined(category_colour(category)))
            painter.drawPixmap(floor(box[2]) - picture.width(), floor(box[3]) + self._look.px(1), picture)

    def _paint_ghosts(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        screen = view.to_screen(scene.ghosts.boxes_xyxy)
        self._fill_dashed(painter, screen[self._in_sight(screen, area)], QColor(235, 235, 235))

    def _paint_class_tags(self, painter: QPainter, scene: Scene, screen: Float, categories: Int) -> None:
        roomy = np.flatnonzero(screen[:, 3] - screen[:, 1] >= 2 * self._tags.height)
        if len(roomy) > _MOST_TAGS:
            return
        for (x1, y1, x2, _), category in zip(screen[roomy].tolist(), categories[roomy].tolist()):
            name = scene.class_name(category)
            if x2 - x1 >= self._tags.width(name):
                picture = self._tags.get(name, solid(category_colour(category)))
                painter.drawPixmap(floor(x1) - self._look.px(1), floor(y1) - picture.height(), picture)

    def _paint_flags(self, painter: QPainter, screen: Float) -> None:
        size = self._flag.width()
        for _, y1, x2, _ in screen.tolist():
            painter.drawPixmap(floor(x2) - size // 2, floor(y1) - size // 2, self._flag)

    def _fill_dashed(self, painter: QPainter, screen: Float, colour: QColor) -> None:
        line = self._look.px(1.5)
        rects = outlines(screen, line)
        half = len(rects) // 2
        painter.setBrush(self._dash(colour, across=True))
        fill(painter, rects[:half])
        painter.setBrush(self._dash(colour, across=False))
        fill(painter, rects[half:])

    def _dash(self, colour: QColor, *, across: bool) -> QBrush:
        """A pattern of dashes whose gaps are dark: it is seen on light and on dark."""
        key = (colour.rgb(), across)
        if key not in self._dashes:
            dash, gap = self._look.px(_DASH), self._look.px(_GAP)
            image = QImage(
                *((dash + gap, 1) if across else (1, dash + gap)), QImage.Format.Format_ARGB32_Premultiplied
            )
            image.fill(QColor(0, 0, 0, 130))
            for i in range(dash):
                image.setPixelColor(*((i, 0) if across else (0, i)), colour)
            self._dashes[key] = QBrush(image)
        return self._dashes[key]

    def _in_sight(self, screen: Float, area: QRect) -> Bool:
        """Which boxes, their tags included, reach into an area; none with NaN does."""
        x1, y1, x2, y2 = screen.T
        room = self._tags.height + self._look.px(4)
        with np.errstate(invalid="ignore"):
            return (
                (x2 >= area.left() - room)
                & (x1 <= area.right() + room)
                & (y2 >= area.top() - room)
                & (y1 <= area.bottom() + room)
            )


def prediction_text(class_name: str, score: float) -> str:
    """What a prediction's tag says."""
    return f"{class_name} {score:.2f}"


def outlines(screen: Float, line: int) -> Rects:
    """The outlines of boxes as filled rectangles that do not overlap, (4n, 4) int32.

    The lines lie on the boxes' edges, half in and half out. First come all upper and lower edges,
    then all left and right ones. Each row is left, top, right, bottom, inclusive, as QRect holds it.
    """
    # Far outside of any display, yet within what Qt can paint.
    near = np.clip(screen, -30_000.0, 30_000.0)
    # Not np.round: it rounds halves to even, so that a pan would shift some edges more than others.
    first = np.floor(near[:, :2] + 0.5).astype(np.int32) - line // 2
    last = np.floor(near[:, 2:] + 0.5).astype(np.int32) - line // 2 + line - 1
    last = np.maximum(last, first + 2 * line - 1)
    (left, top), (right, bottom) = first.T, last.T
    rects = np.concatenate([
        np.stack([left, top, right, top + line - 1], axis=1),
        np.stack([left, bottom - line + 1, right, bottom], axis=1),
        np.stack([left, top + line, left + line - 1, bottom - line], axis=1),
        np.stack([right - line + 1, top + line, right, bottom - line], axis=1),
    ])  # fmt: skip
    return np.ascontiguousarray(rects, np.int32)


def fill(painter: QPainter, rects: Rects) -> None:
    """Fill rectangles with the painter's brush; Qt reads them from the array as its own."""
    if len(rects):
        # QRect is four 32-bit integers; the first stands for all that follow it in memory.
        painter.drawRects(shiboken6.wrapInstance(rects.ctypes.data, QRect), len(rects))


def _flag_picture(look: Look) -> QPixmap:
    """A small warning triangle: told from boxes by its shape as well as by its colour."""
    size = look.px(13)
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(DARK, look.px(1.5), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(QColor(255, 200, 40))
    painter.drawPolygon(_scaled(((0.5, 0.1), (0.95, 0.9), (0.05, 0.9)), size))
    painter.setPen(QPen(DARK, look.px(1.5), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(_scaled(((0.5, 0.42), (0.5, 0.6)), size)[0], _scaled(((0.5, 0.6),), size)[0])
    painter.drawPoint(_scaled(((0.5, 0.77),), size)[0])
    painter.end()
    return picture


def _scaled(points: Iterable[tuple[float, float]], size: int) -> QPolygonF:
    return QPolygonF([QPointF(x * size, y * size) for x, y in points])
