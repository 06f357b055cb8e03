"""How a cell of the wall looks: the crop, and below it what is known of the box."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen, QPixmap

from engine.data.dataset import BoxTuple
from widgets.canvas.look import CASING, class_colour
from widgets.gallery.caption import Caption
from widgets.icons import icon
from widgets.theme import GRID, Theme, flag_icon_name, tabular

_ICON_PX = 4 * GRID
_WIDE_PX = 120
"""From this side on there is room for the word before a loss."""


@dataclass(frozen=True, eq=False, slots=True)
class CropPicture:
    """A crop ready to be painted, or why there is none.

    Attributes
    ----------
    image : QImage or None
    box_xyxy : tuple of 4 float
        The box, in pixels of the image.
    side : int
        What was asked for, in physical pixels.
    message : str or None
        Why there is no image, for people.
    """

    image: QImage | None
    box_xyxy: BoxTuple
    side: int
    message: str | None = None


class CellPainter:
    """Paints cells of one size.

    Parameters
    ----------
    theme, font
    side
        Of the crop, logical pixels.
    ratio
        Physical pixels per logical one.
    loss
        The word for it.
    """

    def __init__(self, theme: Theme, font: QFont, side: int, ratio: float, loss: str) -> None:
        self._theme = theme
        self._font = tabular(font)
        self._metrics = QFontMetrics(self._font)
        self._loss = loss
        self._icons: dict[tuple[str, int], QPixmap] = {}
        self._line = self._metrics.height()
        self.side = side
        self.ratio = ratio
        self.cell_wh = (side + 4 * GRID, side + 2 * self._line + 5 * GRID)

    def paint(
        self,
        painter: QPainter,
        left: int,
        top: int,
        caption: Caption,
        picture: CropPicture | None,
        *,
        selected: bool,
        current: bool,
    ) -> None:
        """Paint a cell whose left upper corner is here."""
        theme = self._theme
        frame = QRect(left + GRID, top + GRID, self.cell_wh[0] - 2 * GRID, self.cell_wh[1] - 2 * GRID)
        if selected:
            painter.fillRect(frame, theme.selection)
        area = QRect(left + 2 * GRID, top + 2 * GRID, self.side, self.side)
        self._paint_crop(painter, area, caption, picture)
        self._paint_caption(painter, area, caption)
        if selected or current:
            # Told by its width as well as by its colour: what is selected has the broad one.
            width = 2 if selected else 1
            painter.setPen(QPen(theme.accent if selected else theme.text, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame.adjusted(0, 0, -width + 1, -width + 1))
            if selected and current:
                painter.setPen(QPen(theme.text, 1, Qt.PenStyle.DotLine))
                painter.drawRect(frame.adjusted(2, 2, -3, -3))

    def _paint_crop(
        self, painter: QPainter, area: QRect, caption: Caption, picture: CropPicture | None
    ) -> None:
        image = None if picture is None else picture.image
        if picture is None or image is None:
            painter.fillRect(area, self._theme.canvas)
            if picture is not None:
                middle = area.center() - QRect(0, 0, _ICON_PX, _ICON_PX).center()
                painter.drawPixmap(middle, self._icon("flag_unreadable_image", self._theme.muted))
            return
        zoom = self.side / picture.side
        width, height = image.width() * zoom, image.height() * zoom
        left = area.left() + round((self.side - width) / 2)
        top = area.top() + round((self.side - height) / 2)
        if image.width() != image.height():
            painter.fillRect(area, self._theme.canvas)
        if picture.side == round(self.side * self.ratio):
            # As many pixels as it takes on the screen: copied, not scaled.
            image.setDevicePixelRatio(self.ratio)
            painter.drawImage(QPointF(left, top), image)
        else:
            painter.drawImage(QRectF(left, top, width, height), image)
        x1, y1, x2, y2 = (value * zoom for value in picture.box_xyxy)
        outline = QRectF(left + x1, top + y1, x2 - x1, y2 - y1).intersected(QRectF(area))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(CASING, 3))
        painter.drawRect(outline)
        painter.setPen(QPen(class_colour(caption.category), 1.5))
        painter.drawRect(outline)

    def _paint_caption(self, painter: QPainter, area: QRect, caption: Caption) -> None:
        theme, ascent = self._theme, self._metrics.ascent()
        painter.setFont(self._font)
        first = area.bottom() + 1 + GRID + ascent
        second = first + self._line
        right = area.right() + 1
        if caption.kind is not None:
            score = f"{caption.score:.2f}"
            right -= self._metrics.horizontalAdvance(score)
            painter.setPen(theme.warning)
            painter.drawText(right, first, score)
            right -= _ICON_PX + 2
            self._paint_icon(painter, right, first, flag_icon_name(caption.kind), theme.warning)
        elif caption.confirmed:
            right -= _ICON_PX
            self._paint_icon(painter, right, first, "label_is_right", theme.good)
        painter.setPen(theme.text)
        painter.drawText(area.left(), first, self._elided(caption.name, right - area.left() - GRID))
        painter.setPen(theme.muted)
        if isfinite(caption.loss):
            word = f"{self._loss} " if self.side >= _WIDE_PX else ""
            painter.drawText(area.left(), second, f"{word}{caption.loss:.2f}")
        if isfinite(caption.price):
            price = f"{caption.price:+.4f}"
            painter.drawText(area.right() + 1 - self._metrics.horizontalAdvance(price), second, price)

    def _paint_icon(self, painter: QPainter, left: int, baseline: int, name: str, colour: QColor) -> None:
        top = baseline - self._metrics.ascent() + (self._line - _ICON_PX) // 2
        painter.drawPixmap(left, top, self._icon(name, colour))

    def _icon(self, name: str, colour: QColor) -> QPixmap:
        kept = self._icons.get((name, colour.rgb()))
        if kept is None:
            made = icon(name, colour).pixmap(QSize(_ICON_PX, _ICON_PX), self.ratio)
            kept = self._icons[name, colour.rgb()] = made
        return kept

    def _elided(self, text: str, width: int) -> str:
        if self._metrics.horizontalAdvance(text) <= width:
            return text
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))
