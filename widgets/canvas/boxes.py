"""Paints all boxes and predictions from arrays, and only those in sight."""

from __future__ import annotations

from math import floor

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from engine.data.dataset import Bool, Float, Int
from widgets.canvas.geometry import View
from widgets.canvas.look import CASING, DARK, Look, Tags, outlined, solid
from widgets.canvas.scene import Scene
from widgets.canvas.strokes import LONG, Strokes

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

    def __init__(self, look: Look) -> None:
        self.look = look
        self.tags = Tags(look)
        self.strokes = Strokes(look)
        self._flag = _flag_picture(look)

    def paint(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        """Paint what lies in an area of the screen; the painter's unit is the physical pixel."""
        self._paint_ghosts(painter, scene, view, area)
        self._paint_predictions(painter, scene, view, area)
        self._paint_annotations(painter, scene, view, area)
        # After all lines, lest a line strike a text through.
        self.paint_tags(painter, scene, view, area)

    def paint_tags(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        """Paint tags and marks alone."""
        self._tag_predictions(painter, scene, *self._predictions_in_sight(scene, view, area))
        self._tag_annotations(painter, scene, *self._annotations_in_sight(scene, view, area))

    def _paint_ghosts(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        screen = view.to_screen(scene.ghosts)
        self.strokes.dashed(painter, screen[self._in_sight(screen, area)], _GHOST, 1, area)

    def _paint_predictions(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        rows, screen = self._predictions_in_sight(scene, view, area)
        shades = scene.prediction_shades(rows)
        self.strokes.dashed_by_group(painter, screen, shades.groups, PREDICTION_LINE, area, shades.colour_of)

    def _paint_annotations(self, painter: QPainter, scene: Scene, view: View, area: QRect) -> None:
        rows, screen = self._annotations_in_sight(scene, view, area)
        shades = scene.box_shades(rows)
        groups, colour_of, dashed = shades.groups, shades.colour_of, shades.dashed
        short = np.minimum(screen[:, 2] - screen[:, 0], screen[:, 3] - screen[:, 1])
        thin = short < _THIN_BELOW * self.look.ratio
        thick = ~thin & ~dashed
        if len(rows) <= _CASED_UP_TO:
            self.strokes.solid(painter, screen[thick], CASING, LINE + 2)
        self.strokes.by_group(painter, screen[thick], groups[thick], LINE, colour_of)
        thin &= ~dashed
        self.strokes.by_group(painter, screen[thin], groups[thin], 1, colour_of)
        if dashed.any():
            self.strokes.dashed_by_group(
                painter, screen[dashed], groups[dashed], LINE, area, colour_of, dash=LONG
            )

    def _tag_predictions(self, painter: QPainter, scene: Scene, rows: Int, screen: Float) -> None:
        roomy = self._roomy(screen)
        rows, screen = rows[roomy], screen[roomy]
        shades = scene.prediction_shades(rows)
        for (x1, _, x2, y2), group, text in zip(
            screen.tolist(), shades.groups.tolist(), scene.prediction_texts(rows), strict=True
        ):
            text = self._fitting(text, x2 - x1)
            if text:
                picture = self.tags.get(text, outlined(shades.colour_of(group)))
                painter.drawPixmap(floor(x2) - picture.width(), floor(y2) + self.look.px(1), picture)

    def _tag_annotations(self, painter: QPainter, scene: Scene, rows: Int, screen: Float) -> None:
        roomy = self._roomy(screen)
        tagged_to = screen[:, 0].copy()
        shades = scene.box_shades(rows[roomy])
        texts = scene.box_texts(rows[roomy])
        for i, (x1, y1, x2, _), group, text in zip(
            roomy.tolist(), screen[roomy].tolist(), shades.groups.tolist(), texts, strict=True
        ):
            text = self._fitting(text, 1.5 * (x2 - x1))
            if text:
                picture = self.tags.get(text, solid(shades.colour_of(group)))
                painter.drawPixmap(floor(x1) - self.look.px(1), floor(y1) - picture.height(), picture)
                tagged_to[i] = x1 + picture.width()
        if scene.known.kinds:
            flagged = np.isin(scene.annotations.ids[rows], list(scene.known.kinds))
            size = self._flag.width()
            for (_, y1, x2, _), free in zip(
                screen[flagged].tolist(), tagged_to[flagged].tolist(), strict=True
            ):
                # Above the line, where no handle covers it; beside the class's tag, never on it.
                painter.drawPixmap(
                    floor(max(x2 - size, free)), floor(y1) - size - self.look.px(1), self._flag
                )

    def _fitting(self, text: str, room: float) -> str:
        """A tag's text, without its note where that takes too much room; empty where even that does."""
        shorter = (text, text.partition(" · ")[0])
        return next((own for own in shorter if self.tags.width(own) <= room), "")

    def _predictions_in_sight(self, scene: Scene, view: View, area: QRect) -> tuple[Int, Float]:
        """Indices, (m,) int64, and where they are on the screen, (m, 4) float64."""
        screen = view.to_screen(scene.prediction_boxes)
        rows = np.flatnonzero(self._in_sight(screen, area) & scene.predictions_visible())
        return rows, screen[rows]

    def _annotations_in_sight(self, scene: Scene, view: View, area: QRect) -> tuple[Int, Float]:
        """Rows, (m,) int64, and where they are on the screen, (m, 4) float64."""
        screen = view.to_screen(scene.boxes)
        rows = np.flatnonzero(self._in_sight(screen, area) & scene.boxes_visible())
        return rows, screen[rows]

    def _roomy(self, screen: Float) -> Int:
        """Which boxes are high enough for a tag, (m,) int64; none where they are too many to read."""
        roomy = np.flatnonzero(screen[:, 3] - screen[:, 1] >= 2.2 * self.tags.height)
        return roomy if len(roomy) <= _MOST_TAGS else roomy[:0]

    def _in_sight(self, screen: Float, area: QRect) -> Bool:
        """Which boxes, their tags included, reach into an area; none with NaN does."""
        x1, y1, x2, y2 = screen.T
        # A tag may overhang its box by half the box's width, and a mark stand beside it.
        beside = self._flag.width() + (x2 - x1) / 2
        above = self.look.px(4) + max(self.tags.height, self._flag.height())
        sight: Bool = (
            (x2 + beside >= area.left())
            & (x1 - beside <= area.right())
            & (y2 + above >= area.top())
            & (y1 - above <= area.bottom())
        )
        return sight


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
