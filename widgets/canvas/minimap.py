"""The whole image in a corner of the canvas, with what of it is in sight."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QRegion
from PySide6.QtWidgets import QSizePolicy

from engine.data.dataset import Bool, BoxTuple, Float
from widgets.canvas.adjustment import AS_IT_IS, Adjustment
from widgets.canvas.corner import Corner, CornerFrame
from widgets.canvas.geometry import View
from widgets.canvas.look import CASING, DARK, LIGHT
from widgets.canvas.picture import ScaledImage
from widgets.canvas.view import PanZoomWidget
from widgets.theme import Scheme, theme_of

_LONGER_SIDE = 180
_OF_CANVAS = 0.4
"""Its longer side is at most this share of the canvas's shorter one: beside another run there is little room."""
_SHORTEST_SIDE = 40
_EDGE = 1
_DOT = 3.0
_MARK = 5.0
_CORNERS = (Corner.BOTTOM_RIGHT, Corner.BOTTOM_LEFT, Corner.TOP_RIGHT, Corner.TOP_LEFT)

_OVER_IMAGES = theme_of(Scheme.DARK)
"""What is painted over an image is alike in all themes: the image is."""

_SEEN_OF_LARGE = 0.9
_SEEN_OF_SMALL = 0.25
"""Shown while less than this share of the image's area is in sight: of one that does not fit at 100 %, else."""


class Minimap(CornerFrame):
    """Shown where a person might lose their bearings; a click or a drag in it moves the view.

    It keeps off the box under review as long as another corner is free.
    """

    def __init__(self, canvas: PanZoomWidget) -> None:
        super().__init__(canvas, _CORNERS[0])
        self._canvas = canvas
        self._on = True
        self._image: ScaledImage | None = None
        self._adjustment = AS_IT_IS
        self._boxes: Float = np.zeros((0, 4))
        self._flagged: Bool = np.zeros(0, np.bool_)
        self._focus: BoxTuple | None = None
        self._background: QImage | None = None
        self._dragged = False
        self.setAccessibleName(self.tr("Overview of the image"))
        self.setToolTip(self.tr("Click or drag to go there"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        canvas.view_changed.connect(self._follow)
        self.hide()

    def set_on(self, *, on: bool) -> None:
        """Show it where it is of use, or never."""
        self._on = on
        self._follow()

    def set_image(self, image: ScaledImage | None, adjustment: Adjustment) -> None:
        """Show this image, as bright as this."""
        self._image, self._adjustment = image, adjustment
        self._renew()

    def set_boxes(self, boxes_xyxy: Float, flagged: Bool) -> None:
        """Show boxes as dots, (n, 4) float64, and those that are flagged, (n,) bool, as larger ones."""
        finite = np.isfinite(boxes_xyxy).all(axis=1)
        self._boxes, self._flagged = boxes_xyxy[finite], flagged[finite]
        self._renew()

    def set_focus(self, box: BoxTuple | None) -> None:
        """Keep off this box."""
        self._focus = box if box is not None and np.isfinite(box).all() else None
        self._follow()

    def sizeHint(self) -> QSize:
        """The image's shape."""
        width, height = self._size_wh()
        room = _OF_CANVAS * min(self._canvas.width(), self._canvas.height())
        scale = min(_LONGER_SIDE, room) / max(width, height)
        sides = (max(round(side * scale), _SHORTEST_SIDE) + 2 * _EDGE for side in (width, height))
        return QSize(*sides)

    def place(self) -> None:
        """Go to the first corner where the box under review does not lie, if this one is not free."""
        if not self._dragged:
            free = [corner for corner in (self.corner, *_CORNERS) if not self._covers(corner)]
            self.corner = free[0] if free else _CORNERS[0]
        super().place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image with its boxes, which are kept, and what is in sight."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._background is None or self._background.size() != size:
            self._background = self._painted(size)
        with QPainter(self) as painter:
            painter.drawImage(self.rect(), self._background)
            left, top = self._to_map(self._canvas.view.point_to_image((0.0, 0.0)))
            right, bottom = self._to_map(self._canvas.view.point_to_image(self._canvas.viewport_wh))
            sight = QRectF(left, top, right - left, bottom - top).intersected(
                QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
            )
            inside = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            painter.setClipRegion(QRegion(inside) - QRegion(sight.toAlignedRect()))
            painter.fillRect(inside, CASING)
            painter.setClipping(False)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for colour, width in ((CASING, 4), (_OVER_IMAGES.accent, 2)):
                painter.setPen(QPen(colour, width))
                painter.drawRect(sight)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged = True
            self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on there."""
        if self._dragged:
            self._go_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragged = False
        self._follow()

    def _go_to(self, at: QPointF) -> None:
        zoom = self._canvas.view.zoom
        scale_x, scale_y = self._scale()
        self._canvas.set_view_state(zoom, ((at.x() - _EDGE) / scale_x, (at.y() - _EDGE) / scale_y))

    def _follow(self) -> None:
        """Be there if it is of use, in a corner that is free."""
        shown = self._dragged or self._is_of_use()
        if shown:
            self.place()
            self.update()
        self.setVisible(shown)

    def _is_of_use(self) -> bool:
        if not self._on or self._image is None:
            return False
        (width, height), (across, down) = self._size_wh(), self._canvas.viewport_wh
        left, top, right, bottom = self._canvas.view.box_to_screen((0.0, 0.0, width, height))
        seen = max(min(right, across) - max(left, 0), 0) * max(min(bottom, down) - max(top, 0), 0)
        share = seen / ((right - left) * (bottom - top))
        return share < (_SEEN_OF_LARGE if width > across or height > down else _SEEN_OF_SMALL)

    def _covers(self, corner: Corner) -> bool:
        if self._focus is None:
            return False
        ratio = self._canvas.ratio
        left, top, right, bottom = (v / ratio for v in self._canvas.view.box_to_screen(self._focus))
        return QRectF(left, top, right - left, bottom - top).intersects(QRectF(self.place_in(corner)))

    def _renew(self) -> None:
        self._background = None
        self._follow()

    def _size_wh(self) -> tuple[int, int]:
        return (4, 3) if self._image is None else self._image.size_wh

    def _scale(self) -> tuple[float, float]:
        """Logical pixels here for each of the image."""
        width, height = self._size_wh()
        return ((self.width() - 2 * _EDGE) / width, (self.height() - 2 * _EDGE) / height)

    def _to_map(self, image_xy: tuple[float, float]) -> tuple[float, float]:
        scale_x, scale_y = self._scale()
        return (image_xy[0] * scale_x + _EDGE, image_xy[1] * scale_y + _EDGE)

    def _painted(self, size: QSize) -> QImage:
        """The image and its boxes, in physical pixels."""
        made = QImage(size, QImage.Format.Format_RGB32)
        made.fill(self.palette().color(QPalette.ColorRole.Mid))
        if self._image is None:
            return made
        ratio = self.devicePixelRatioF()
        with QPainter(made) as painter:
            inside = made.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            painter.setClipRect(inside)
            zoom = min(scale * ratio for scale in self._scale())
            painter.save()
            painter.translate(inside.topLeft())
            across, down = (scale * ratio / zoom for scale in self._scale())
            painter.scale(across, down)
            everything = QRectF(0, 0, inside.width() / across, inside.height() / down).toAlignedRect()
            self._image.paint(painter, View(zoom, (0, 0)), everything, self._adjustment)
            painter.restore()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(ratio, ratio)
            centres = (self._boxes[:, :2] + self._boxes[:, 2:]) / 2 * self._scale() + _EDGE
            for chosen, colour, dot in (
                (~self._flagged, LIGHT, _DOT),
                (self._flagged, _OVER_IMAGES.warning, _MARK),
            ):
                points = QPolygonF([QPointF(x, y) for x, y in centres[chosen].tolist()])
                for paint, width in ((DARK, dot + 2), (colour, dot)):
                    cap = Qt.PenCapStyle.RoundCap
                    painter.setPen(QPen(paint, width, Qt.PenStyle.SolidLine, cap))
                    painter.drawPoints(points)
        return made
