"""Paints all boxes and predictions from arrays, and only those in sight."""

from __future__ import annotations

from math import floor

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from engine.data.dataset import Bool, Float, Int
from widgets.canvas.geometry import View
from widgets.canvas.look import CASING, DARK, Look, Tags, class_colour, outlined, solid
from widgets.canvas.scene import Scene
from widgets.canvas.strokes import Strokes

LINE = 2.0
"""Logical pixels: the width of a box's outline."""

PREDICTION_LINE = 1.5

_MOST_TAGS = 400
"""More of them would hide the image, and cost too much."""

_CASED_UP_TO = 3000
_THIN_BELOW = 12.0
_GHOST = QColor(235, 235, 235)
_FLAG = QColor(255, 200, 40)


class BoxLayer:
    """All that stays where it is on the image: boxes, predictions, flags and tags.

    What is selected, under the mouse or under review is `widgets.canvas.overlay.Overlay`'s.
    """

    def __init__(self, look: Look, tags: Tags, strokes: Strokes) -> None:
        self._look = look
        self._tags = tags
        self._strokes = strokes
        self._flag = _flag_picture(look)

    def paint(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        """Paint what lies in an area of the screen; the painter's unit is the physical pixel."""
        painter.setBrushOrigin(QPoint(*view.origin_xy))
        self._paint_ghosts(painter, scene, view, area)
        # All tags come after all lines, lest a line strike a text through.
        predictions = self._paint_predictions(painter, scene, view, area)
        boxes = self._paint_annotations(painter, scene, view, area)
        self._tag_predictions(painter, scene, *predictions)
        self._tag_annotations(painter, scene, *boxes)

    def _paint_ghosts(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        screen = view.to_screen(scene.ghosts)
        self._strokes.dashed(painter, screen[self._in_sight(screen, area)], _GHOST, 1)

    def _paint_predictions(
        self, painter: QPainter, scene: Scene, view: View, area: QRect
    ) -> tuple[Int, Float]:
        """Paint the outlines; the indices of those painted, (m,), and where they are, (m, 4)."""
        screen = view.to_screen(scene.prediction_boxes)
        rows = np.flatnonzero(self._in_sight(screen, area) & scene.predictions_visible())
        screen = screen[rows]
        self._strokes.dashed_by_class(painter, screen, scene.predictions.categories[rows], PREDICTION_LINE)
        return rows, screen

    def _paint_annotations(
        self, painter: QPainter, scene: Scene, view: View, area: QRect
    ) -> tuple[Int, Float]:
        """Paint the outlines; the rows of those painted, (m,), and where they are, (m, 4)."""
        screen = view.to_screen(scene.boxes)
        rows = np.flatnonzero(self._in_sight(screen, area) & scene.boxes_visible())
        screen, categories = screen[rows], scene.annotations.categories[rows]
        short = np.minimum(screen[:, 2] - screen[:, 0], screen[:, 3] - screen[:, 1])
        thin = short < _THIN_BELOW * self._look.ratio
        if len(rows) <= _CASED_UP_TO:
            self._strokes.solid(painter, screen[~thin], CASING, LINE + 2)
        self._strokes.by_class(painter, screen[~thin], categories[~thin], LINE)
        self._strokes.by_class(painter, screen[thin], categories[thin], 1)
        return rows, screen

    def _tag_predictions(self, painter: QPainter, scene: Scene, rows: Int, screen: Float) -> None:
        roomy = self._roomy(screen)
        categories = scene.predictions.categories[rows[roomy]].tolist()
        scores = scene.predictions.scores[rows[roomy]].tolist()
        for (x1, _, x2, y2), category, score in zip(screen[roomy].tolist(), categories, scores, strict=True):
            text = prediction_text(scene.class_name(category), score)
            if self._tags.width(text) <= x2 - x1:
                picture = self._tags.get(text, outlined(class_colour(category)))
                painter.drawPixmap(floor(x2) - picture.width(), floor(y2) + self._look.px(1), picture)

    def _tag_annotations(self, painter: QPainter, scene: Scene, rows: Int, screen: Float) -> None:
        roomy = self._roomy(screen)
        categories = scene.annotations.categories[rows[roomy]].tolist()
        for (x1, y1, x2, _), category in zip(screen[roomy].tolist(), categories, strict=True):
            name = scene.class_name(category)
            if self._tags.width(name) <= 1.5 * (x2 - x1):
                picture = self._tags.get(name, solid(class_colour(category)))
                painter.drawPixmap(floor(x1) - self._look.px(1), floor(y1) - picture.height(), picture)
        if scene.flagged:
            flagged = np.isin(scene.annotations.ids[rows], list(scene.flagged))
            for _, y1, x2, _ in screen[flagged].tolist():
                half = self._flag.width() // 2
                painter.drawPixmap(floor(x2) - half, floor(y1) - half, self._flag)

    def _roomy(self, screen: Float) -> Int:
        """Which boxes are high enough for a tag, (m,) int64; none where they are too many to read."""
        roomy = np.flatnonzero(screen[:, 3] - screen[:, 1] >= 1.5 * self._tags.height)
        return roomy if len(roomy) <= _MOST_TAGS else roomy[:0]

    def _in_sight(self, screen: Float, area: QRect) -> Bool:
        """Which boxes, their tags included, reach into an area; none with NaN does."""
        x1, y1, x2, y2 = screen.T
        # A tag may overhang its box by half the box's width.
        beside = self._look.px(4) + (x2 - x1) / 2
        above = self._look.px(4) + self._tags.height
        sight: Bool = (
            (x2 + beside >= area.left())
            & (x1 - beside <= area.right())
            & (y2 + above >= area.top())
            & (y1 - above <= area.bottom())
        )
        return sight


def prediction_text(class_name: str, score: float) -> str:
    """What a prediction's tag says."""
    return f"{class_name} {score:.2f}"


def _flag_picture(look: Look) -> QPixmap:
    """A small warning triangle: told from boxes by its shape as well as by its colour."""
    size = look.px(16)
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 16, size / 16)
    pen = QPen(DARK, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(_FLAG)
    painter.drawPolygon(QPolygonF([QPointF(8, 1.5), QPointF(15, 14), QPointF(1, 14)]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(DARK)
    painter.drawRoundedRect(QRectF(7.1, 5.5, 1.8, 4.4), 0.9, 0.9)
    painter.drawEllipse(QPointF(8, 11.8), 1.05, 1.05)
    painter.end()
    return picture
