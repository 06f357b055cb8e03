"""By what the gallery is sorted."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.data.dataset import Float, Int
from engine.data.gallery import Cells

_CONTEXT = "GalleryOrder"


class SortBy(StrEnum):
    """What boxes can be sorted by."""

    LOSS = "loss"
    PRICE = "price"
    SIMILARITY = "similarity"
    LARGEST = "largest"
    SMALLEST = "smallest"
    CLASS = "class"
    IMAGE = "image"


_TITLES = {
    SortBy.LOSS: QT_TRANSLATE_NOOP("GalleryOrder", "By loss"),
    SortBy.PRICE: QT_TRANSLATE_NOOP("GalleryOrder", "By price"),
    SortBy.SIMILARITY: QT_TRANSLATE_NOOP("GalleryOrder", "By similarity"),
    SortBy.LARGEST: QT_TRANSLATE_NOOP("GalleryOrder", "Largest first"),
    SortBy.SMALLEST: QT_TRANSLATE_NOOP("GalleryOrder", "Smallest first"),
    SortBy.CLASS: QT_TRANSLATE_NOOP("GalleryOrder", "By class"),
    SortBy.IMAGE: QT_TRANSLATE_NOOP("GalleryOrder", "By image"),
}


def title_of(key: SortBy) -> str:
    """What an order is called in the window."""
    return QCoreApplication.translate(_CONTEXT, str(_TITLES[key]))


def order_of(cells: Cells, key: SortBy, similar: Int) -> Int:
    """Put boxes in order; what has no loss or price comes last, and equals stand by id.

    Parameters
    ----------
    cells
    key
    similar : (m,) int64
        Ids of boxes, by similarity; those not among them come last.

    Returns
    -------
    (n,) int64
        Rows of ``cells``.
    """
    # NaN sorts after all numbers.
    order: Int = np.argsort(_values(cells, key, similar), kind="stable")
    return order


def _values(cells: Cells, key: SortBy, similar: Int) -> Float | Int:
    """What is sorted by, the smallest first."""
    if key is SortBy.SIMILARITY:
        return _ranks(cells.ids, similar)
    return {
        SortBy.LOSS: -cells.losses,
        SortBy.PRICE: -cells.prices,
        SortBy.LARGEST: -cells.areas,
        SortBy.SMALLEST: cells.areas,
        SortBy.CLASS: cells.categories.astype(np.float64),
        SortBy.IMAGE: cells.images.astype(np.float64),
    }[key]


def _ranks(ids: Int, similar: Int) -> Int:
    """Place of each id in ``similar``; ``len(similar)`` where it is not there."""
    order = np.argsort(similar)
    places = np.searchsorted(similar[order], ids)
    inside = places < len(similar)
    ranks = np.full(len(ids), len(similar))
    candidates = order[places[inside]]
    ranks[inside] = np.where(similar[candidates] == ids[inside], candidates, len(similar))
    return ranks
