"""What is known of each box on the wall, as figures and in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.data.dataset import Int
from engine.data.flag import FlagKind
from engine.data.gallery import FLAG_KINDS, NO_FLAG, Cells
from widgets.theme import flag_title

_CONTEXT = "GalleryCaption"
_UNKNOWN = QT_TRANSLATE_NOOP("GalleryCaption", "unknown class")
_FLAG = QT_TRANSLATE_NOOP("GalleryCaption", "{flag}, probability {score:.2f}")
_CONFIRMED = QT_TRANSLATE_NOOP("GalleryCaption", "confirmed")
_LOSS = QT_TRANSLATE_NOOP("GalleryCaption", "loss {loss:.2f}")
_PRICE = QT_TRANSLATE_NOOP("GalleryCaption", "price {price:+.5f}")


@dataclass(frozen=True, slots=True)
class Caption:
    """What is known of a box.

    Attributes
    ----------
    category : int
    name : str
        Of its class.
    kind : FlagKind or None
        What its best flag that waits doubts.
    score, loss, price : float
        NaN where there is none.
    confirmed : bool
    """

    category: int
    name: str
    kind: FlagKind | None
    score: float
    loss: float
    price: float
    confirmed: bool


@dataclass(frozen=True, eq=False, slots=True)
class Captions:
    """Captions of the boxes on the wall, made where they are asked for.

    Attributes
    ----------
    cells : Cells
    names, images : tuple of str
        Of classes and of image files, by index.
    order : (n,) int64
        Rows of ``cells`` by their position on the wall.
    """

    cells: Cells
    names: tuple[str, ...]
    images: tuple[str, ...]
    order: Int

    def of(self, position: int) -> Caption:
        """The caption of a box."""
        cells, row = self.cells, int(self.order[position])
        category, kind = int(cells.categories[row]), int(cells.kinds[row])
        known = 0 <= category < len(self.names)
        return Caption(
            category,
            self.names[category] if known else _translated(_UNKNOWN),
            None if kind == NO_FLAG else FLAG_KINDS[kind],
            float(cells.scores[row]),
            float(cells.losses[row]),
            float(cells.prices[row]),
            bool(cells.confirmed[row]),
        )

    def said(self, position: int) -> str:
        """All that is known of a box, a line for each thing."""
        caption = self.of(position)
        parts = [caption.name, self.images[int(self.cells.images[int(self.order[position])])]]
        if caption.kind is not None:
            flag = flag_title(caption.kind)
            parts.append(_translated(_FLAG).format(flag=flag, score=caption.score))
        if caption.confirmed:
            parts.append(_translated(_CONFIRMED))
        if isfinite(caption.loss):
            parts.append(_translated(_LOSS).format(loss=caption.loss))
        if isfinite(caption.price):
            parts.append(_translated(_PRICE).format(price=caption.price))
        return "\n".join(parts)


def _translated(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))
