"""Which entries pass the filters, and in which order: over arrays, so that half a million answer at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from engine.data.dataset import Bool, Float, Int
from engine.data.flag import Flag, FlagKind, QueueEntry, VerdictKind
from widgets.queue.model import class_name
from widgets.queue.order import Order, SortKey
from widgets.theme import flag_title
from widgets.words import all_translated

_KINDS = tuple(FlagKind)
_VERDICTS = (None, *VerdictKind)


class Stand(StrEnum):
    """Where a flag stands: with or without a verdict."""

    WAITING = "waiting"
    SETTLED = "settled"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show.

    Attributes
    ----------
    kind : FlagKind or None
        None: every kind.
    category : int or None
        Index of a class; None: every class.
    stand : Stand
    text : str
        Each of its words is in the image's name, the class, the kind's title or the reason, in any case.
    """

    kind: FlagKind | None = None
    category: int | None = None
    stand: Stand = Stand.WAITING
    text: str = ""


class Rows:
    """The entries of the queue; each column is made when it is first asked for.

    Parameters
    ----------
    entries
        In the queue's own order.
    class_names, image_names
        By index.
    """

    def __init__(
        self, entries: Sequence[QueueEntry], class_names: Sequence[str], image_names: Sequence[str]
    ) -> None:
        self.entries = entries
        self.class_names = class_names
        self.image_names = image_names

    def passing(self, wanted: Filter) -> Int:
        """Indices of the entries that pass, ascending, (m,) int64."""
        passes = np.ones(len(self.entries), np.bool_)
        if wanted.stand is not Stand.ALL:
            passes &= (self._verdicts == 0) == (wanted.stand is Stand.WAITING)
        if wanted.kind is not None:
            passes &= self._kinds == _KINDS.index(wanted.kind)
        if wanted.category is not None:
            passes &= self._categories == wanted.category
        for word in wanted.text.casefold().split():
            passes = self._holding(word, passes)
        return np.flatnonzero(passes)

    def ordered(self, indices: Int, order: Order) -> Int:
        """The same indices sorted; entries that are equal in what they are sorted by keep their order."""
        if order.key is SortKey.WORTH:
            return np.sort(indices)[:: 1 if order.descending else -1]
        keys = self._sort_keys(order.key)[indices]
        return indices[np.argsort(-keys if order.descending else keys, kind="stable")]

    def index_of(self, key: str | None) -> int | None:
        """Index of the entry whose flag has this key, or None."""
        if key is None:
            return None
        near = np.flatnonzero(self._images == Flag.image_of(key)).tolist()
        return next((i for i in near if self.entries[i].flag.key == key), None)

    @property
    def any_waiting(self) -> bool:
        """Whether a verdict is still to be given."""
        return bool((self._verdicts == 0).any())

    def _holding(self, word: str, among: Bool) -> Bool:
        """Which of some entries hold a word, given in lower case."""

        def hold(names: Iterable[str]) -> Bool:
            return np.array([word in name.casefold() for name in names], np.bool_)

        # The name for -1, an unknown class, stands last, where that index finds it.
        classes = hold([*self.class_names, class_name(self.class_names, -1)])
        found = hold(self.image_names)[self._images] | classes[self._categories]
        found |= hold(flag_title(kind) for kind in _KINDS)[self._kinds]
        rest = np.flatnonzero(among & ~found).tolist()
        reasons = self._reasons
        found[[i for i in rest if word in reasons[i]]] = True
        return among & found

    def _sort_keys(self, key: SortKey) -> Float | Int:
        if key is SortKey.KIND:
            titles = sorted(_KINDS, key=flag_title)
            return np.array([titles.index(kind) for kind in _KINDS])[self._kinds]
        if key is SortKey.CLASS:
            names = sorted(range(len(self.class_names)), key=lambda i: self.class_names[i].casefold())
            ranks = np.append(np.argsort(names), -1).astype(np.int64)
            return ranks[self._categories]
        if key is SortKey.SCORE:
            return self._scores
        if key is SortKey.LOSS:
            return self._losses
        if key is SortKey.PRICE:
            return self._prices
        if key is SortKey.ANNOTATION:
            return self._annotations
        return self._images if key is SortKey.IMAGE else self._verdicts

    @cached_property
    def _kinds(self) -> Int:
        codes = {kind: code for code, kind in enumerate(_KINDS)}
        return self._ints(lambda entry: codes[entry.flag.kind])

    @cached_property
    def _verdicts(self) -> Int:
        codes = {verdict: code for code, verdict in enumerate(_VERDICTS)}
        return self._ints(lambda entry: codes[entry.verdict])

    @cached_property
    def _categories(self) -> Int:
        return self._ints(lambda entry: entry.flag.category)

    @cached_property
    def _images(self) -> Int:
        return self._ints(lambda entry: entry.flag.image)

    @cached_property
    def _scores(self) -> Float:
        return np.fromiter((entry.flag.score for entry in self.entries), np.float64, len(self.entries))

    @cached_property
    def _prices(self) -> Float:
        """Signed; what has no price is worth nothing."""
        return np.fromiter((entry.price or 0.0 for entry in self.entries), np.float64, len(self.entries))

    @cached_property
    def _losses(self) -> Float:
        """What has none comes after all that has one."""
        losses = (-1.0 if entry.loss is None else entry.loss.total for entry in self.entries)
        return np.fromiter(losses, np.float64, len(self.entries))

    @cached_property
    def _annotations(self) -> Int:
        """Places without a label come after all labels."""
        last = np.iinfo(np.int64).max
        return self._ints(
            lambda entry: last if entry.flag.annotation_id is None else entry.flag.annotation_id
        )

    @cached_property
    def _reasons(self) -> list[str]:
        reasons = all_translated(entry.flag.reason for entry in self.entries)
        return [reason.casefold() for reason in reasons]

    def _ints(self, of: Callable[[QueueEntry], int]) -> Int:
        return np.fromiter(map(of, self.entries), np.int64, len(self.entries))
