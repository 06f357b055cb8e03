"""Which entries pass the filter, and in which order: over arrays, so that half a million answer at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import repeat
from operator import attrgetter, contains
from types import MappingProxyType

import numpy as np

from engine.data.dataset import Bool, Float, Int
from engine.data.flag import Flag, FlagKind, QueueEntry, VerdictKind
from engine.data.image_state import ImageState
from widgets.queue.columns import KINDS, VERDICTS, Columns
from widgets.queue.filter import NO_OBJECTS, Field, Filter, Holds, OneOf, Stand, Term, Within
from widgets.queue.model import class_name
from widgets.queue.order import Order, SortKey
from widgets.theme import flag_title

_WAITING = OneOf(Field.VERDICT, (Stand.WAITING,))


class Rows:
    """The entries of the queue.

    Parameters
    ----------
    entries
        In the queue's own order.
    class_names, image_names
        By index.
    columns
        The entries by column, where that is known.
    states
        Of images, by index, where something was said of them.
    """

    def __init__(
        self,
        entries: Sequence[QueueEntry],
        class_names: Sequence[str],
        image_names: Sequence[str],
        columns: Columns | None = None,
        states: Mapping[int, ImageState] = MappingProxyType({}),
    ) -> None:
        self.entries = entries
        self.class_names = class_names
        self.image_names = image_names
        self.columns = columns or Columns(entries)
        self.states = states
        self._masks: dict[Term, Bool] = {}

    def after(
        self,
        entries: Sequence[QueueEntry],
        class_names: Sequence[str],
        image_names: Sequence[str],
        states: Mapping[int, ImageState] = MappingProxyType({}),
    ) -> Rows:
        """Rows of other entries, most of which are likely the same as here."""
        columns, source = self.columns.after(entries)
        rows = Rows(entries, class_names, image_names, columns, states)
        if rows._names == self._names:
            come = Rows(source.come(entries), class_names, image_names, states=states)
            kept = (term for term in self._masks if states == self.states or not _of_state(term))
            rows._masks = {term: source.patched(self._masks[term], come._mask(term)) for term in kept}
        return rows

    def passing(self, wanted: Filter) -> Int:
        """Indices of the entries that pass, ascending, (m,) int64."""
        terms = wanted.terms if wanted.of(Field.VERDICT) else (_WAITING, *wanted.terms)
        # Only the terms of now are kept: what a person types goes through many.
        self._masks = {term: self._mask(term) for term in terms}
        passes = np.ones(len(self.entries), np.bool_)
        for mask in self._masks.values():
            passes &= mask
        return np.flatnonzero(passes)[: wanted.top]

    def counts(self, wanted: Filter, field: Field) -> dict[str, int]:
        """How many entries would pass for each value of a field, by value; under "" for the field left out.

        The field is the kind, the class or the verdict.
        """
        rest = wanted.with_terms(field)
        if field is Field.VERDICT:
            values = (*Stand, *VerdictKind)
            found = {
                str(one): len(self._among(rest.with_terms(field, OneOf(field, (one,))))) for one in values
            }
            return {"": found[Stand.WAITING]} | found
        among = self._among(replace(rest, top=None))
        most = len(among) if rest.top is None else rest.top
        if field is Field.KIND:
            numbers = np.bincount(self.columns.kinds[among], minlength=len(KINDS)).tolist()
            found = dict(zip(map(str, KINDS), numbers, strict=True))
        else:
            categories = self.columns.categories[among]
            numbers = np.bincount(categories[categories >= 0], minlength=len(self.class_names)).tolist()
            found = {}
            for name, number in zip(self.class_names, numbers, strict=False):
                found[name] = found.get(name, 0) + number
        return {value: min(number, most) for value, number in ({"": len(among)} | found).items()}

    def ordered(self, indices: Int, order: Order) -> Int:
        """The same indices, given ascending, sorted; equal entries keep their order."""
        if order.key is SortKey.WORTH:
            return indices[:: 1 if order.descending else -1]
        keys = self._sort_keys(order.key)[indices]
        return indices[np.argsort(-keys if order.descending else keys, kind="stable")]

    def index_of(self, key: str | None) -> int | None:
        """Index of the entry whose flag has this key, or None."""
        if key is None:
            return None
        near = np.flatnonzero(self.columns.images == Flag.image_of(key)).tolist()
        return next((i for i in near if self.entries[i].flag.key == key), None)

    @property
    def _names(self) -> tuple[Sequence[str], Sequence[str]]:
        return self.class_names, self.image_names

    @cached_property
    def waiting(self) -> Bool:
        """Which still wait for a verdict, (n,) bool."""
        waiting: Bool = self.columns.verdicts == 0
        return waiting

    @cached_property
    def any_loss(self) -> bool:
        """Whether a label has a loss."""
        return any(map(attrgetter("loss"), self.entries))

    def _among(self, wanted: Filter) -> Int:
        """`passing`, leaving what is remembered of the filter of now as it is."""
        kept = self._masks
        found = self.passing(wanted)
        self._masks = kept
        return found

    def _mask(self, term: Term) -> Bool:
        if term in self._masks:
            return self._masks[term]
        if isinstance(term, Holds):
            mask = self._holding(term.words.casefold())
        elif isinstance(term, Within):
            mask = self._within(term)
        else:
            mask = np.zeros(len(self.entries), np.bool_)
            for value in term.values:
                mask |= self._being(term.field, value)
        return ~mask if term.negated else mask

    def _being(self, field: Field, value: str) -> Bool:
        columns = self.columns
        if field is Field.KIND:
            return np.equal(columns.kinds, KINDS.index(FlagKind(value)))
        if field is Field.CLASS:
            return _have(value == name for name in [*self.class_names, ""])[columns.categories]
        if field is Field.IMAGE:
            return self._images_holding(value.casefold())
        if field is Field.STATE:
            return self._images_in(value)
        if value == Stand.ANY:
            return np.ones(len(self.entries), np.bool_)
        if value in (Stand.WAITING, Stand.SETTLED):
            return self.waiting if value == Stand.WAITING else ~self.waiting
        return np.equal(columns.verdicts, VERDICTS.index(VerdictKind(value)))

    def _within(self, term: Within) -> Bool:
        numbers = {
            Field.SCORE: lambda: self.columns.scores,
            Field.PRICE: lambda: self.columns.prices,
            Field.LOSS: lambda: self.columns.losses,
            Field.WORTH: lambda: self.columns.worths,
        }[term.field]()
        # What is no number compares to nothing.
        mask = ~np.isnan(numbers)
        if term.low is not None:
            mask &= numbers > term.low if term.strict else numbers >= term.low
        if term.high is not None:
            mask &= numbers < term.high if term.strict else numbers <= term.high
        return mask

    def _holding(self, words: str) -> Bool:
        """Which entries hold words, given in lower case."""
        # The name for -1, an unknown class, stands last, where that index finds it.
        names = [*self.class_names, class_name(self.class_names, -1)]
        classes = _have(words in name.casefold() for name in names)
        kinds = _have(words in flag_title(kind).casefold() for kind in KINDS)
        found = self._images_holding(words)
        found |= classes[self.columns.categories]
        found |= kinds[self.columns.kinds]
        rest = np.flatnonzero(self._narrowed(words) & ~found)
        hold = map(contains, self.columns.reasons[rest], repeat(words))
        found[rest] = np.fromiter(hold, np.bool_, len(rest))
        return found

    def _narrowed(self, words: str) -> Bool:
        """Which entries may hold words: those that hold a part of them, where that was looked for just now."""
        may = np.ones(len(self.entries), np.bool_)
        for term, mask in self._masks.items():
            if isinstance(term, Holds) and not term.negated and term.words.casefold() in words:
                may &= mask
        return may

    def _images_holding(self, part: str) -> Bool:
        return _have(part in name.casefold() for name in self.image_names)[self.columns.images]

    def _images_in(self, value: str) -> Bool:
        """Which entries are on images in a state."""
        images = range(len(self.image_names))
        states = (self.states.get(image, ImageState()) for image in images)
        fits = _have(state.empty if value == NO_OBJECTS else state.stage == value for state in states)
        return fits[self.columns.images]

    def _sort_keys(self, key: SortKey) -> Float | Int:
        columns = self.columns
        if key is SortKey.KIND:
            titles = sorted(KINDS, key=flag_title)
            return np.array([titles.index(kind) for kind in KINDS])[columns.kinds]
        if key is SortKey.CLASS:
            names = sorted(range(len(self.class_names)), key=lambda i: self.class_names[i].casefold())
            ranks = np.append(np.argsort(names), -1).astype(np.int64)
            return ranks[columns.categories]
        if key is SortKey.SCORE:
            return columns.scores
        if key is SortKey.LOSS:
            # What has none comes after all that has one.
            return np.nan_to_num(columns.losses, nan=-1.0)
        if key is SortKey.PRICE:
            # What has no price is worth nothing.
            return np.nan_to_num(columns.prices, nan=0.0)
        if key is SortKey.ANNOTATION:
            return columns.annotations
        return columns.images if key is SortKey.IMAGE else columns.verdicts


def _of_state(term: Term) -> bool:
    return not isinstance(term, Holds) and term.field is Field.STATE


def _have(answers: Iterable[bool]) -> Bool:
    return np.array(list(answers), np.bool_)
