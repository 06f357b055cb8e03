"""The image on the canvas: sharp when close, smooth when far, as bright as is wished."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from engine.data.dataset import BoxTuple, Int
from widgets.canvas.adjustment import AS_IT_IS, Adjustment, Pixels, adjusted, table_of, tones_of
from widgets.canvas.geometry import Size, View

_SHARP_FROM_ZOOM = 4.0

_AROUND = 0.5
_LARGEST_PART = 24_000_000
"""Pixels: 72 MB."""


class ScaledImage:
    """An image that stands for one of another size: a preview is stretched to the whole.

    Made on any thread, painted on the GUI's.

    Parameters
    ----------
    pixels : (h, w, 3) uint8 or uint16
        RGB, as many as there are.
    size_wh
        Of the whole image, which boxes refer to.
    """

    def __init__(self, pixels: NDArray[Any], size_wh: tuple[int, int]) -> None:
        self.size_wh = size_wh
        self.tones = tones_of(pixels)
        self.part: Levels | None = None
        """What there is in more detail of it: painted over the rest where one is close enough to see it."""
        self._whole = Levels(pixels, (0, 0, *size_wh))
        self._adjustment = AS_IT_IS
        self._table: Pixels | None = None

    @property
    def reduced_by(self) -> float:
        """Pixels of the whole image, in either direction, for each that there is."""
        return self._whole.scale_xy[0]

    @property
    def bytes(self) -> int:
        """What it takes of memory."""
        return self._whole.bytes + (0 if self.part is None else self.part.bytes)

    def paint(self, painter: QPainter, view: View, area: QRect, adjustment: Adjustment = AS_IT_IS) -> None:
        """Paint what of it lies in an area of the screen."""
        if adjustment != self._adjustment or self._table is None:
            self._adjustment, self._table = adjustment, table_of(adjustment, self.tones)
        plain = adjustment == AS_IT_IS and self.tones.top == np.iinfo(np.uint8).max
        table = None if plain else self._table
        self._whole.paint(painter, view, area, table)
        if self.part is not None and self.is_coarse(view):
            self.part.paint(painter, view, area, table)

    def is_coarse(self, view: View) -> bool:
        """Whether the whole image has more detail than there is of it, and one would see that."""
        return self.reduced_by > 1 and view.zoom * self.reduced_by > 1


def missing_part(image: ScaledImage, view: View, viewport_wh: Size) -> tuple[int, int, int, int] | None:
    """The x, y, width and height of what to read of an image so that one sees its detail; None: nothing.

    More than what is in sight, so that a little panning needs no other, unless that would be too much.
    """
    if not image.is_coarse(view):
        return None
    width, height = image.size_wh
    left, top = view.point_to_image((0.0, 0.0))
    right, bottom = view.point_to_image(viewport_wh)
    seen = _within((left, top, right, bottom), width, height)
    if image.part is not None and _holds(image.part.box_xyxy, seen):
        return None
    across, down = (right - left) * _AROUND, (bottom - top) * _AROUND
    ample = _within((left - across, top - down, right + across, bottom + down), width, height)
    for x1, y1, x2, y2 in (ample, seen):
        if x1 < x2 and y1 < y2 and (x2 - x1) * (y2 - y1) <= _LARGEST_PART:
            return (x1, y1, x2 - x1, y2 - y1)
    return None


def _within(box: BoxTuple, width: int, height: int) -> tuple[int, int, int, int]:
    """Whole pixels around a box, inside the image."""
    x1, y1, x2, y2 = box
    return (max(floor(x1), 0), max(floor(y1), 0), min(ceil(x2), width), min(ceil(y2), height))


def _holds(outer: BoxTuple, inner: BoxTuple) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


class Levels:
    """Some pixels that stand for a rectangle of the image, and the same ones halved, and halved again.

    Parameters
    ----------
    pixels : (h, w, 3) uint8 or uint16
        RGB.
    box_xyxy
        What they stand for, in image pixels.
    """

    def __init__(self, pixels: NDArray[Any], box_xyxy: BoxTuple) -> None:
        self.box_xyxy = box_xyxy
        self._levels = [pixels]
        while min(self._levels[-1].shape[:2]) > 1:
            height, width = self._levels[-1].shape[:2]
            half = cv2.resize(self._levels[-1], (width // 2, height // 2), interpolation=cv2.INTER_AREA)
            self._levels.append(half)

    @property
    def finest(self) -> NDArray[Any]:
        """The pixels, (h, w, 3)."""
        return self._levels[0]

    @property
    def scale_xy(self) -> tuple[float, float]:
        """Image pixels, across and down, for each of the finest."""
        return self._scale_xy(self._levels[0])

    @property
    def bytes(self) -> int:
        """What they take of memory."""
        return sum(level.nbytes for level in self._levels)

    def paint(self, painter: QPainter, view: View, area: QRect, table: Pixels | None) -> None:
        """Paint what of them lies in an area of the screen, looked up in a table.

        Pixels of the image itself are sharp when close; those of a reduced one are no pixels of the image.
        """
        if view.zoom < _SHARP_FROM_ZOOM or self.scale_xy[0] > 1:
            self._paint_smooth(painter, view, area, table)
        else:
            self._paint_sharp(painter, view, area, table)

    def _paint_smooth(self, painter: QPainter, view: View, area: QRect, table: Pixels | None) -> None:
        level = self._level(view.zoom)
        rows, columns = level.shape[:2]
        across, down = self._scale_xy(level)
        x1, y1 = self.box_xyxy[:2]
        left, top = view.point_to_image((area.left() - 2, area.top() - 2))
        right, bottom = view.point_to_image((area.right() + 3, area.bottom() + 3))
        # Huge coordinates lose precision in Qt, and pixels are looked up here: no more than what is seen.
        seen = QRect(
            floor((left - x1) / across) - 1, floor((top - y1) / down) - 1,
            ceil((right - left) / across) + 3, ceil((bottom - top) / down) + 3,
        ).intersected(QRect(0, 0, columns, rows))  # fmt: skip
        if seen.isEmpty():
            return
        x, y = view.point_to_screen((x1 + seen.x() * across, y1 + seen.y() * down))
        target = QRectF(x, y, seen.width() * across * view.zoom, seen.height() * down * view.zoom)
        pixels = _shown(level[seen.top() : seen.bottom() + 1, seen.left() : seen.right() + 1], table)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, _image_of(pixels), QRectF(0, 0, seen.width(), seen.height()))

    def _paint_sharp(self, painter: QPainter, view: View, area: QRect, table: Pixels | None) -> None:
        """Each pixel of the screen is that of the image at its middle: the same in a strip and in the whole.

        Qt would place the edges of pixels by where a strip begins, so that they would jut out after a pan.
        """
        level = self._level(view.zoom)
        (x1, y1), (across, down) = self.box_xyxy[:2], self._scale_xy(level)
        left, top = view.point_to_screen((x1, y1))
        columns, first_x = _pixels_at(area.left(), area.right(), left, across * view.zoom, level.shape[1])
        rows, first_y = _pixels_at(area.top(), area.bottom(), top, down * view.zoom, level.shape[0])
        if not len(columns) or not len(rows):
            return
        shown = _shown(level[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], table).view(np.uint32)
        pixels = shown[..., 0].take(columns - columns[0], axis=1).take(rows - rows[0], axis=0)
        painter.drawImage(first_x, first_y, _image_of(pixels))

    def _scale_xy(self, level: NDArray[Any]) -> tuple[float, float]:
        x1, y1, x2, y2 = self.box_xyxy
        return ((x2 - x1) / int(level.shape[1]), (y2 - y1) / int(level.shape[0]))

    def _level(self, zoom: float) -> NDArray[Any]:
        """Those of which less than two fall on a pixel of the screen: no moiré, and quicker."""
        wanted, shrink = 0, 1 / (self.scale_xy[0] * zoom)
        while shrink >= 2 and wanted + 1 < len(self._levels):
            wanted, shrink = wanted + 1, shrink / 2
        return self._levels[wanted]


def _pixels_at(first: int, last: int, origin: float, size: float, count: int) -> tuple[Int, int]:
    """Which of so many pixels of a size the middles of the screen's lie in, those beside them left out.

    Returns
    -------
    (n,) int64, never falling, and the first pixel of the screen that lies in one.
    """
    found = np.floor((np.arange(first, last + 1) + 0.5 - origin) / size).astype(np.int64)
    before = int(np.searchsorted(found, 0))
    return found[before : int(np.searchsorted(found, count))], first + before


def _shown(pixels: NDArray[Any], table: Pixels | None) -> Pixels:
    """Pixels looked up in a table, (h, w, 4) uint8 BGRA: what Qt paints quickest."""
    looked_up = pixels if table is None else adjusted(pixels, table)
    return np.asarray(cv2.cvtColor(looked_up, cv2.COLOR_RGB2BGRA), np.uint8)


def _image_of(pixels: NDArray[Any]) -> QImage:
    """An image for Qt; it does not own the array's memory, which must outlive it."""
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB32)
