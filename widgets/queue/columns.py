"""What is asked of half a million entries, as arrays: each made when first asked for, and patched after an edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

import numpy as np

from engine.data.dataset import Float, Int
from engine.data.flag import FlagKind, QueueEntry, VerdictKind
from widgets.words import all_translated

KINDS = tuple(FlagKind)
VERDICTS = (None, *VerdictKind)

_Array = np.ndarray[Any, Any]
_Entries = Sequence[QueueEntry]

_MOST_APART = 4096
"""So far ahead is looked for where two queues agree again."""
_IDENTITIES = "identities"
_AT_ONCE = 20_000
_NO_LABEL = np.iinfo(np.int64).max


class Columns:
    """The entries by column, in their order.

    Parameters
    ----------
    entries
    made
        Columns that are known already, by name.
    """

    def __init__(self, entries: _Entries, made: dict[str, _Array] | None = None) -> None:
        self.entries = entries
        self._made = made or {}

    def after(self, entries: _Entries) -> tuple[Columns, Source]:
        """The columns of other entries, at the cost of those that are not the same objects as before."""
        identities = _identities(entries)
        source = Source(same_rows(self._identities, identities))
        if len(source.fresh) > len(entries) // 2:
            return Columns(entries), source
        come = Columns(source.come(entries))
        made = {
            name: source.patched(column, come.column(name))
            for name, column in self._made.items()
            if name != _IDENTITIES
        }
        return Columns(entries, made | {_IDENTITIES: identities}), source

    def read_ahead(self) -> Iterator[None]:
        """Make every column, a little at each step, so that none has to be waited for."""
        for name, read in _READERS.items():
            if name not in self._made:
                parts = [read(self.entries[:0])]
                for start in range(0, len(self.entries), _AT_ONCE):
                    parts.append(read(self.entries[start : start + _AT_ONCE]))
                    yield
                self._made.setdefault(name, np.concatenate(parts))

    def column(self, name: str) -> _Array:
        """One of the columns below, by name."""
        if name not in self._made:
            self._made[name] = _READERS[name](self.entries)
        return self._made[name]

    @property
    def kinds(self) -> Int:
        """Indices into `KINDS`, (n,) int8."""
        return self.column("kinds")

    @property
    def verdicts(self) -> Int:
        """Indices into `VERDICTS`, (n,) int8."""
        return self.column("verdicts")

    @property
    def categories(self) -> Int:
        """Indices of classes, -1 for none, (n,) int32."""
        return self.column("categories")

    @property
    def images(self) -> Int:
        """Indices of images, (n,) int32."""
        return self.column("images")

    @property
    def scores(self) -> Float:
        """0 to 1, (n,) float64."""
        return self.column("scores")

    @property
    def prices(self) -> Float:
        """Signed, NaN where there is none, (n,) float64."""
        return self.column("prices")

    @property
    def losses(self) -> Float:
        """0 to 1, NaN where there is none, (n,) float64."""
        return self.column("losses")

    @property
    def worths(self) -> Float:
        """Size of the price times the probability, NaN where there is no price, (n,) float64."""
        worths: Float = np.abs(self.prices) * self.scores
        return worths

    @property
    def annotations(self) -> Int:
        """Ids of labels, the largest number for a place without one, (n,) int64."""
        return self.column("annotations")

    @property
    def reasons(self) -> _Array:
        """In lower case, (n,) object."""
        return self.column("reasons")

    @property
    def _identities(self) -> Int:
        return self.column(_IDENTITIES)


class Source:
    """Where rows come from after an edit.

    Parameters
    ----------
    rows : (m,) int64
        Rows of what was before; -1 for one that is new.
    """

    def __init__(self, rows: Int) -> None:
        self._rows = rows
        self.fresh = np.flatnonzero(rows < 0)

    def come(self, entries: _Entries) -> list[QueueEntry]:
        """The entries that are new."""
        return [entries[row] for row in self.fresh.tolist()]

    def patched(self, before: _Array, come: _Array) -> _Array:
        """An array after the edit, given the one before and what those that are new have."""
        if not len(before):
            return come
        after = before[self._rows]
        after[self.fresh] = come
        return after


def same_rows(before: Int, after: Int) -> Int:
    """Where each row of a sequence stood in an earlier one.

    Parameters
    ----------
    before, after : (n,), (m,) int64
        What tells the rows apart. What both have is expected in the same order; what moved counts as new.

    Returns
    -------
    (m,) int64
        Rows of ``before``; -1 for one that is new.
    """
    source = np.full(len(after), -1)
    i = j = 0
    while i < len(before) and j < len(after):
        run = _run(before[i:], after[j:])
        source[j : j + run] = np.arange(i, i + run)
        i, j = i + run, j + run
        if i == len(before) or j == len(after):
            break
        come = np.flatnonzero(after[j : j + _MOST_APART] == before[i])
        gone = np.flatnonzero(before[i : i + _MOST_APART] == after[j])
        i += int(gone[0]) if len(gone) else int(not len(come))
        j += int(come[0]) if len(come) else int(not len(gone))
    return source


def _run(before: Int, after: Int) -> int:
    """How many rows agree from the first on."""
    most, start, size = min(len(before), len(after)), 0, 64
    while start < most:
        end = min(start + size, most)
        differ = before[start:end] != after[start:end]
        first = int(differ.argmax())
        if differ[first]:
            return start + first
        start, size = end, 4 * size
    return most


def _identities(entries: _Entries) -> Int:
    # Where the objects lie; the array holds them, so that no other comes to lie there. This is quicker than `id`.
    return np.frombuffer(np.fromiter(entries, np.object_, len(entries)), np.intp)


def _read(name: str, dtype: type) -> Callable[[_Entries], _Array]:
    def read(entries: _Entries) -> _Array:
        # None becomes NaN here.
        return np.array(list(map(attrgetter(name), entries)), dtype)

    return read


def _codes(name: str, members: Sequence[object]) -> Callable[[_Entries], _Array]:
    # Each member is there once, and its identity is quicker looked up than its hash.
    codes = {id(member): code for code, member in enumerate(members)}

    def read(entries: _Entries) -> _Array:
        found = map(codes.__getitem__, map(id, map(attrgetter(name), entries)))
        return np.fromiter(found, np.int8, len(entries))

    return read


def _losses(entries: _Entries) -> Float:
    losses = (np.nan if loss is None else loss.total for loss in map(attrgetter("loss"), entries))
    return np.fromiter(losses, np.float64, len(entries))


def _annotations(entries: _Entries) -> Int:
    ids = map(attrgetter("flag.annotation_id"), entries)
    return np.fromiter((_NO_LABEL if id_ is None else id_ for id_ in ids), np.int64, len(entries))


def _reasons(entries: _Entries) -> _Array:
    reasons = all_translated(map(attrgetter("flag.reason"), entries))
    return np.fromiter(map(str.casefold, reasons), np.object_, len(entries))


_READERS: dict[str, Callable[[_Entries], _Array]] = {
    _IDENTITIES: _identities,
    "kinds": _codes("flag.kind", KINDS),
    "verdicts": _codes("verdict", VERDICTS),
    "categories": _read("flag.category", np.int32),
    "images": _read("flag.image", np.int32),
    "scores": _read("flag.score", np.float64),
    "prices": _read("price", np.float64),
    "losses": _losses,
    "annotations": _annotations,
    "reasons": _reasons,
}
