"""The image on the canvas: sharp when close, smooth when far, as bright as is wished."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from widgets.canvas.adjustment import AS_IT_IS, Adjustment, Pixels, adjusted, table_of, tones_of
from widgets.canvas.geometry import View

_SHARP_FROM_ZOOM = 4.0


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
        self._levels = [pixels]
        while min(self._levels[-1].shape[:2]) > 1:
            height, width = self._levels[-1].shape[:2]
            half = cv2.resize(self._levels[-1], (width // 2, height // 2), interpolation=cv2.INTER_AREA)
            self._levels.append(half)
        self._adjustment = AS_IT_IS
        self._table = table_of(AS_IT_IS, self.tones)

    @property
    def reduced_by(self) -> float:
        """Pixels of the whole image, in either direction, for each that there is."""
        return self.size_wh[0] / int(self._levels[0].shape[1])

    @property
    def bytes(self) -> int:
        """What it takes of memory."""
        return sum(level.nbytes for level in self._levels)

    def paint(self, painter: QPainter, view: View, area: QRect, adjustment: Adjustment = AS_IT_IS) -> None:
        """Paint what of it lies in an area of the screen."""
        width, height = self.size_wh
        level = self._level(view.zoom)
        rows, columns = level.shape[:2]
        # Image pixels, in both directions, per pixel of the level.
        across, down = width / columns, height / rows
        left, top = view.point_to_image((area.left() - 2, area.top() - 2))
        right, bottom = view.point_to_image((area.right() + 3, area.bottom() + 3))
        # Huge coordinates lose precision in Qt, and pixels are adjusted here: no more than what is seen.
        seen = QRect(
            floor(left / across) - 1, floor(top / down) - 1,
            ceil((right - left) / across) + 3, ceil((bottom - top) / down) + 3,
        ).intersected(QRect(0, 0, columns, rows))  # fmt: skip
        if seen.isEmpty():
            return
        x, y = view.point_to_screen((seen.x() * across, seen.y() * down))
        target = QRectF(x, y, seen.width() * across * view.zoom, seen.height() * down * view.zoom)
        shown = self._shown(level[seen.top() : seen.bottom() + 1, seen.left() : seen.right() + 1], adjustment)
        smooth = view.zoom < _SHARP_FROM_ZOOM
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        # What Qt paints quickest. The image does not own the array's memory, and goes before it.
        image = QImage(shown.data, seen.width(), seen.height(), 4 * seen.width(), QImage.Format.Format_RGB32)
        painter.drawImage(target, image, QRectF(image.rect()))

    def _level(self, zoom: float) -> NDArray[Any]:
        """The pixels, halved until less than two of them fall on one of the screen's: no moiré, and quicker."""
        wanted, shrink = 0, self._levels[0].shape[1] / (self.size_wh[0] * zoom)
        while shrink >= 2 and wanted + 1 < len(self._levels):
            wanted, shrink = wanted + 1, shrink / 2
        return self._levels[wanted]

    def _shown(self, pixels: NDArray[Any], adjustment: Adjustment) -> Pixels:
        """Some pixels as they are shown, (h, w, 4) uint8 BGRA."""
        if adjustment != self._adjustment:
            self._adjustment, self._table = adjustment, table_of(adjustment, self.tones)
        if adjustment != AS_IT_IS or pixels.dtype != np.uint8:
            pixels = adjusted(pixels, self._table)
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA), np.uint8)
