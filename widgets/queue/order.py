"""By what the queue is sorted, and the choice of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Signal

from widgets.choice import Choice


class SortKey(StrEnum):
    """What a flag can be sorted by. ``WORTH`` is the queue's own order."""

    WORTH = "worth"
    SCORE = "score"
    LOSS = "loss"
    PRICE = "price"
    KIND = "kind"
    CLASS = "class"
    IMAGE = "image"
    ANNOTATION = "annotation"
    VERDICT = "verdict"


_LARGEST_FIRST = frozenset({SortKey.WORTH, SortKey.SCORE, SortKey.LOSS, SortKey.PRICE, SortKey.VERDICT})


@dataclass(frozen=True, slots=True)
class Order:
    """A key and a direction; the largest come first as a rule, names and places in their own order."""

    key: SortKey
    descending: bool

    @staticmethod
    def by(key: SortKey) -> Order:
        """The usual direction of a key."""
        return Order(key, key in _LARGEST_FIRST)


class OrderChoice(Choice):
    """Chooses by what to sort."""

    chosen = Signal(object)
    """`Order`: a person chose another one."""

    def __init__(self) -> None:
        super().__init__(self.tr("Sort the queue"))
        self.setToolTip(self.tr("Sort by: worth is the size of the change of mAP times its probability"))
        for key, title in (
            (SortKey.WORTH, self.tr("By worth")),
            (SortKey.SCORE, self.tr("By probability")),
            (SortKey.LOSS, self.tr("By loss")),
            (SortKey.PRICE, self.tr("By price")),
            (SortKey.KIND, self.tr("By kind")),
            (SortKey.CLASS, self.tr("By class")),
            (SortKey.IMAGE, self.tr("By image")),
            (SortKey.ANNOTATION, self.tr("As annotated")),
            (SortKey.VERDICT, self.tr("By verdict")),
        ):
            self.addItem(title, str(key))
        self.currentIndexChanged.connect(self._choose)

    def show_order(self, order: Order) -> None:
        """Show the order that was chosen elsewhere."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(str(order.key)))

    def _choose(self) -> None:
        self.chosen.emit(Order.by(SortKey(self.currentData())))
