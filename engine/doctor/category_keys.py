"""Which class a prediction means by the number or name it gives: what it overlaps with tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Categories, Float, Int
from engine.data.diagnosis import Cause
from engine.data.raw_predictions import Key, RawPredictions
from engine.doctor.agreement import Sample, overlaps
from engine.doctor.image_keys import UNKNOWN

BACKGROUND_NAMES = frozenset({"background", "__background__", "bg", "no object", "no_object", "none", "n/a"})

_SAME_OBJECT = 0.5
_LEAST_VOTES, _LEAST_OF_KEY, _LEAST_SHARE = 5, 3, 0.4
_NEARLY_ALL = 0.97
_MOST_ASSIGNED = 500


@dataclass(frozen=True, eq=False, slots=True)
class Renaming:
    """Class names of a file that mean other classes than they say.

    Attributes
    ----------
    cause : Cause
    indices : (k,) int64
        The category index that each of the file's class names means; `UNKNOWN` where none.
    shift : int
        By how much numbers are too large, for `Cause.OFF_BY_ONE` and `Cause.ZERO_BASED`; else 0.
    votes, votes_now : int
        How many predictions of the classes that change agree with the label they overlap with: so, and as read now.
    """

    cause: Cause
    indices: Int
    shift: int
    votes: int
    votes_now: int


def votes(
    raw: RawPredictions, seen: Sample, boxes: Float, labels: Float, of_labels: Int, categories: int
) -> Float:
    """How often predictions of each class name lie on labels of each class, (k, categories) float64.

    Parameters
    ----------
    raw, seen
    boxes, labels : (p, 4), (l, 4) float64
        Of the sample: left, top, width, height.
    of_labels : (l,) int64
        Category of each label, `UNKNOWN` where it has none.
    categories
        How many there are.
    """
    found = np.zeros((len(raw.category_keys), categories))
    close = overlaps(seen.pairs, boxes, labels)
    known = (close >= _SAME_OBJECT) & (of_labels[seen.pairs[:, 1]] >= 0)
    pairs, close = seen.pairs[known], close[known]
    # The label that a prediction lies on best is what it means.
    order = np.lexsort((-close, pairs[:, 0]))
    pairs = pairs[order]
    first = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1))
    box, label = pairs[first].T
    np.add.at(found, (raw.categories[seen.rows[box]], of_labels[label]), 1.0)
    return found


def as_read(keys: Sequence[Key | None], categories: Categories) -> Int:
    """Category index of each class name as it is read now."""
    index_of: dict[Key | None, int] = {number: n for n, number in enumerate(categories.ids.tolist())}
    return np.array([index_of.get(key, UNKNOWN) for key in keys], np.int64)


def renamed(
    keys: Sequence[Key | None],
    categories: Categories,
    found: Float,
    label_map: Mapping[int, str] | None = None,
) -> Renaming | None:
    """Say what class names mean, where it is not what they say.

    Parameters
    ----------
    keys
        As in `engine.data.raw_predictions.RawPredictions.category_keys`.
    categories
    found : (k, categories) float64
        As `votes` gives.
    label_map
        Names of the file's class numbers, where they are known.
    """
    now = as_read(keys, categories)
    by_name = _by_name(keys, categories, label_map, now)
    if by_name is not None:
        return Renaming(Cause.CATEGORY_NAMES, by_name, 0, int(_sum(found, by_name)), int(_sum(found, now)))
    assigned = _assigned(found, now)
    candidates = list(_systematic(keys, categories))
    candidates.sort(key=lambda own: -_sum(found, own.indices))
    chosen = None
    if candidates:
        first = candidates[0]
        if _gained(found, assigned, first.indices) <= (1 - _NEARLY_ALL) * found.sum() + 2:
            chosen = first
    if chosen is None:
        changed = {keys[row] for row in np.flatnonzero(assigned != now).tolist()}
        known = changed <= set(categories.ids.tolist())
        chosen = Renaming(Cause.PERMUTED if known else Cause.OTHER_LABEL_MAP, assigned, 0, 0, 0)
    moved = chosen.indices != now
    new, old = _sum(found[moved], chosen.indices[moved]), _sum(found[moved], now[moved])
    least = max(min(_LEAST_VOTES, 0.5 * found.sum()), _LEAST_OF_KEY)
    if not moved.any() or new < least or new <= 2 * old + 2 * np.sqrt(old):
        return None
    # Of most predictions that lie on a label, the class must be right then.
    if new < _LEAST_SHARE * found[moved].sum():
        return None
    return Renaming(chosen.cause, chosen.indices, chosen.shift, int(new), int(old))


def _systematic(keys: Sequence[Key | None], categories: Categories) -> Iterator[Renaming]:
    """Numbers that are all too large or too small, or places in the list of classes."""
    ids = categories.ids.tolist()
    numbers = [key for key in keys if isinstance(key, int)]
    if not numbers or not ids:
        return
    index_of = {number: n for n, number in enumerate(ids)}
    tables: list[tuple[Cause, int, dict[int, int]]] = []
    for shift in (-1, 1):
        zero = shift == -1 and min(numbers) == 0 and ids[0] == 1
        table = {number + shift: n for number, n in index_of.items()}
        tables.append((Cause.ZERO_BASED if zero else Cause.OFF_BY_ONE, shift, table))
    if ids != list(range(ids[0], ids[0] + len(ids))):
        tables.append((Cause.ZERO_BASED, 0, dict(enumerate(range(len(ids))))))
        tables.append((Cause.OTHER_LABEL_MAP, 0, {n + 1: n for n in range(len(ids))}))
    for cause, shift, table in tables:
        indices = [table.get(key, UNKNOWN) if isinstance(key, int) else UNKNOWN for key in keys]
        yield Renaming(cause, np.array(indices, np.int64), shift, 0, 0)


def _assignment(worth: Float) -> tuple[Int, Int]:
    """Rows and a column of its own for each, or as many as there are, so that together they are worth most."""
    best = worth.argmax(axis=1)
    if len(np.unique(best)) == len(best):
        # Of files that are right each is best by itself: 40 MB of SciPy stay out of the window's memory.
        return np.arange(len(best)), best
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(worth, maximize=True)
    return rows, columns


def _assigned(found: Float, now: Int) -> Int:
    """The class that each name lies on most often, no class twice; as read now where that is not clear."""
    result = now.copy()
    rows = np.flatnonzero(found.sum(axis=1) > 0)
    if not len(rows) or max(found.shape) > _MOST_ASSIGNED:
        return result
    worth = found[rows].copy()
    known = now[rows] >= 0
    worth[np.flatnonzero(known), now[rows][known]] += 0.5
    named, columns = _assignment(worth)
    for row, column in zip(rows[named].tolist(), columns.tolist(), strict=True):
        if column != now[row]:
            own = found[row]
            kept = own[now[row]] if now[row] >= 0 else 0.0
            if (
                own[column] >= _LEAST_OF_KEY
                and own[column] >= 2 * kept + 2
                and own[column] >= _LEAST_SHARE * own.sum()
            ):
                result[row] = column
    moved = np.flatnonzero(result != now)
    # A class that another name has now taken is no longer this one's.
    taken = set(result[moved].tolist())
    for row in np.flatnonzero(result == now).tolist():
        if result[row] in taken:
            result[row] = UNKNOWN
    free = [k for k in range(found.shape[1]) if k not in set(result.tolist())]
    lost = np.flatnonzero((result == UNKNOWN) & (now >= 0)).tolist()
    if len(lost) == 1 and len(free) == 1:
        result[lost[0]] = free[0]
    return result


def _gained(found: Float, assigned: Int, plain: Int) -> float:
    """By how much more votes hold under the one than under the other, of the names they tell apart."""
    apart = assigned != plain
    return _sum(found[apart], assigned[apart]) - _sum(found[apart], plain[apart])


def _sum(found: Float, indices: Int) -> float:
    known = indices >= 0
    return float(found[np.flatnonzero(known), indices[known]].sum())


def _by_name(
    keys: Sequence[Key | None], categories: Categories, label_map: Mapping[int, str] | None, now: Int
) -> Int | None:
    """What names mean that are text, or that the label map has for numbers; None where none is told so."""
    index_of = {plain_name(name): n for n, name in enumerate(categories.names)}
    ids = {str(number): n for n, number in enumerate(categories.ids.tolist())}
    indices, told = now.copy(), False
    for row, key in enumerate(keys):
        name = label_map.get(key) if label_map is not None and isinstance(key, int) else key
        if isinstance(name, str):
            place = index_of.get(plain_name(name), ids.get(name.strip(), UNKNOWN))
            told |= place != now[row] and place != UNKNOWN
            indices[row] = place
    return indices if told else None


def plain_name(name: str) -> str:
    """A class name without case, space, punctuation and plural."""
    letters = "".join(letter for letter in name.casefold() if letter.isalnum())
    for ending, singular in (
        ("ies", "y"),
        ("ves", "f"),
        ("sses", "ss"),
        ("xes", "x"),
        ("ches", "ch"),
        ("shes", "sh"),
    ):
        if letters.endswith(ending) and len(letters) > len(ending) + 1:
            return letters[: -len(ending)] + singular
    letters = (
        letters[:-1] if letters.endswith("s") and not letters.endswith("ss") and len(letters) > 3 else letters
    )
    return letters[:-1] if letters.endswith("fe") else letters
