"""The image on the canvas: sharp when close, smooth when far."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QRect, QRectF, Qt
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
        self._levels = [image.convertToFormat(QImage.Format.Format_RGB32)]

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
        shrink = self._levels[0].width() / (self._size_wh[0] * zoom)
        while shrink >= 2:
            wanted, shrink = wanted + 1, shrink / 2
        while len(self._levels) <= wanted:
            last = self._levels[-1]
            if min(last.width(), last.height()) < 4:
                return last
            self._levels.append(
                last.scaled(
                    last.width() // 2,
                    last.height() // 2,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        return self._levels[wanted]
