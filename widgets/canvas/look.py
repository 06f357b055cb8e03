"""Colours and sizes of what the canvas paints, and the tags: short texts in pills, legible over any image."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from widgets.theme import Scheme, Theme, category_colour, tabular, theme_of

_PADDING = 5.0
_MOST_TAGS_KEPT = 2000

DARK = QColor(12, 14, 18)
LIGHT = QColor(255, 255, 255)
CASING = QColor(0, 0, 0, 110)
"""Beside a line, so that it is seen on an image of any colour."""

UNKNOWN = QColor(170, 174, 180)


@dataclass(frozen=True, slots=True)
class Look:
    """What the theme means on the canvas.

    Attributes
    ----------
    background, frame : QColor
        Around the image, and the line at its border.
    card, text : QColor
        Of a message.
    accent, caution : QColor
        The box under review; what a suggestion deletes.
    font : QFont
        Of tags.
    ratio : float
        Physical pixels per logical one; all that is painted is measured in physical ones.
    """

    background: QColor
    frame: QColor
    card: QColor
    text: QColor
    accent: QColor
    caution: QColor
    font: QFont
    ratio: float

    @staticmethod
    def of(theme: Theme, font: QFont, ratio: float) -> Look:
        """The look of a theme. What is painted over the image is alike in all: the image is."""
        bright = theme_of(Scheme.DARK)
        return Look(
            background=theme.canvas,
            frame=theme.border,
            card=theme.panel,
            text=theme.text,
            accent=bright.accent,
            caution=bright.bad,
            font=tabular(font),
            ratio=ratio,
        )

    def px(self, logical: float) -> int:
        """A length in whole physical pixels, at least one."""
        return max(round(logical * self.ratio), 1)


@dataclass(frozen=True, slots=True)
class TagStyle:
    """Colours of a tag, as 0xAARRGGBB; the border may be transparent."""

    fill: int
    text: int
    border: int = 0


def class_colour(category: int) -> QColor:
    """Colour of a class by index; grey where the class is not known."""
    return category_colour(category) if category >= 0 else UNKNOWN


def solid(colour: QColor) -> TagStyle:
    """A tag filled with a colour; its text black or white, whichever has more contrast to it."""
    return TagStyle(colour.rgba(), (DARK if _luminance(colour) > 0.18 else LIGHT).rgba())


def outlined(colour: QColor) -> TagStyle:
    """A dark tag with a border of this colour."""
    return TagStyle(DARK.rgba(), LIGHT.rgba(), colour.rgba())


def _luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1, by WCAG 2's formula."""
    red, green, blue = (
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
        for v in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _sized(font: QFont, pixels: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(pixels)
    return sized


class Tags:
    """Pictures of tags, each painted once."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._font = _sized(look.font, look.px(12))
        self.large_font = _sized(look.font, look.px(14))
        self._metrics = QFontMetricsF(self._font)
        self._kept: dict[tuple[str, TagStyle], QPixmap] = {}
        self.height = round(self._metrics.height() + look.px(3))

    def get(self, text: str, style: TagStyle) -> QPixmap:
        """The picture of this text, in physical pixels."""
        picture = self._kept.get((text, style))
        if picture is None:
            if len(self._kept) >= _MOST_TAGS_KEPT:
                self._kept.clear()
            picture = self._kept[text, style] = self._painted(text, style)
        return picture

    def width(self, text: str) -> float:
        """How wide the tag with this text is."""
        return round(self._metrics.horizontalAdvance(text)) + 2 * self._look.px(_PADDING)

    def _painted(self, text: str, style: TagStyle) -> QPixmap:
        picture = QPixmap(round(self.width(text)), self.height)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._look.px(1) if style.border else 0
        area = QRectF(picture.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(QColor.fromRgba(style.border), line) if line else Qt.PenStyle.NoPen)
        painter.setBrush(QColor.fromRgba(style.fill))
        radius = self._look.px(3)
        painter.drawRoundedRect(area, radius, radius)
        painter.setFont(self._font)
        painter.setPen(QColor.fromRgba(style.text))
        baseline = (self.height + self._metrics.ascent() - self._metrics.descent()) / 2
        painter.drawText(QPointF(self._look.px(_PADDING), baseline), text)
        painter.end()
        return picture
