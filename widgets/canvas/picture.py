"""The image on the canvas: sharp when close, smooth when far."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from widgets.canvas.geometry import View

_SHARP_FROM_ZOOM = 4.0


class ScaledImage:
    """An image that stands for one of another size: a preview is stretched to the whole.

    Parameters
    ----------
    image
        The pixels, as many as there are.
    size_wh
        Of the whole image, which boxes refer to.
    """

    def __init__(self, image: QImage, size_wh: tuple[int, int]) -> None:
        self._size_wh = size_wh
        self._source = image.convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(self._source.constBits(), np.uint8).reshape(self._source.height(), -1)
        self._levels: list[NDArray[Any]] = [
            rows[:, : 3 * self._source.width()].reshape(self._source.height(), -1, 3)
        ]
        self._painted: dict[int, tuple[QImage, NDArray[Any]]] = {}

    def paint(self, painter: QPainter, view: View, area: QRect) -> None:
        """Paint what of it lies in an area of the screen."""
        width, height = self._size_wh
        image = self._level(view.zoom)
        # Image pixels, in both directions, per pixel of the level.
        across, down = width / image.width(), height / image.height()
        left, top = view.point_to_image((area.left() - 2, area.top() - 2))
        right, bottom = view.point_to_image((area.right() + 3, area.bottom() + 3))
        # Huge coordinates lose precision in Qt: paint no more than what is seen.
        source = QRect(
            floor(left / across) - 1, floor(top / down) - 1,
            ceil((right - left) / across) + 3, ceil((bottom - top) / down) + 3,
        ).intersected(image.rect())  # fmt: skip
        if source.isEmpty():
            return
        x, y = view.point_to_screen((source.x() * across, source.y() * down))
        target = QRectF(x, y, source.width() * across * view.zoom, source.height() * down * view.zoom)
        smooth = view.zoom < _SHARP_FROM_ZOOM
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(target, image, QRectF(source))

    def _level(self, zoom: float) -> QImage:
        """The pixels, halved until less than two of them fall on one of the screen's: no moiré, and quicker."""
        wanted = 0
        shrink = self._levels[0].shape[1] / (self._size_wh[0] * zoom)
        while shrink >= 2 and min(self._levels[0].shape[:2]) >> (wanted + 1):
            wanted, shrink = wanted + 1, shrink / 2
        while len(self._levels) <= wanted:
            height, width = self._levels[-1].shape[:2]
            half = cv2.resize(self._levels[-1], (width // 2, height // 2), interpolation=cv2.INTER_AREA)
            self._levels.append(half)
        if wanted not in self._painted:
            # What Qt paints quickest. The array is kept, since the image does not own its memory.
            pixels = cv2.cvtColor(self._levels[wanted], cv2.COLOR_RGB2BGRA)
            height, width = pixels.shape[:2]
            self._painted[wanted] = (
                QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32),
                pixels,
            )
        return self._painted[wanted][0]
