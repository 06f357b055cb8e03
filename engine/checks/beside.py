"""Which classes have a usual place beside another: a helmet on its wearer, a plate on its car."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.checks.habits import NORMAL
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotations, Bool, Float, Int

_MOST_ON_AN_IMAGE = 300
"""Boxes on an image from which on it is left out: in a crowd everything is beside everything."""

_USUAL = 0.5
"""Share of a class's boxes that have the other class on their image where it is a neighbour they usually have."""

_COUNTED = 1 << 22
"""Pairs of classes that are counted in a table however few boxes there are; beyond it would take too much memory."""

_STEADY = 0.25, 0.25, 0.5
"""Spread, across, down and of the log of the sizes' ratio, up to which a neighbour has a place of its own.

Boxes that are near each other by chance are so in any direction.
"""


@dataclass(frozen=True, eq=False, slots=True)
class Offsets:
    """Where boxes of a class usually are beside those of another that are larger.

    Attributes
    ----------
    categories, others : (h,) int64
        The two classes of each habit.
    centres, spreads : (h, 3) float64
        Median and robust standard deviation of the offset: from the other's middle to the box's, across and down, in
        sizes of the other (square root of the area), and the log of the ratio of the sizes.
    odd : (h,) float64
        Share of the class's boxes that are elsewhere, but for one.
    """

    categories: Int
    others: Int
    centres: Float
    spreads: Float
    odd: Float


@dataclass(frozen=True, eq=False, slots=True)
class Beside:
    """Pairs of boxes of two classes on one image: rows, and the offset of the first from the second."""

    rows: Int
    others: Int
    offsets: Float


def measure_offsets(
    annotations: Annotations, sound: Bool, categories: int, settings: CheckSettings
) -> Offsets:
    """Learn from a whole dataset which classes have a place beside another."""
    pairs = beside(annotations, sound)
    counts = np.bincount(annotations.categories[sound & (annotations.categories >= 0)], minlength=categories)
    pairs = _often(annotations, pairs, counts, settings)
    own, other = annotations.categories[pairs.rows], annotations.categories[pairs.others]
    # The nearest of each class stands for it.
    order = np.lexsort((np.hypot(pairs.offsets[:, 0], pairs.offsets[:, 1]), other, pairs.rows))
    keys = pairs.rows[order] * categories + other[order]
    nearest = order[np.flatnonzero(np.diff(keys, prepend=-1))]
    both = own[nearest] * categories + other[nearest]
    kinds, sizes = np.unique(both, return_counts=True)
    found: list[tuple[int, int, Float, Float]] = []
    for kind in kinds[
        (sizes >= settings.min_boxes) & (sizes > _USUAL * counts[kinds // max(categories, 1)])
    ].tolist():
        offsets = pairs.offsets[nearest[both == kind]]
        centre = np.median(offsets, axis=0)
        spread = NORMAL * np.median(np.abs(offsets - centre), axis=0)
        # Of two boxes that belong together, the smaller is the one that has a place.
        if centre[2] < 0 and (spread <= _STEADY).all():
            found.append(
                (kind // categories, kind % categories, centre, np.maximum(spread, settings.min_spread))
            )
    empty = np.zeros((0, 3))
    habits = Offsets(
        np.array([f[0] for f in found], np.int64),
        np.array([f[1] for f in found], np.int64),
        np.array([f[2] for f in found]) if found else empty,
        np.array([f[3] for f in found]) if found else empty,
        np.zeros(len(found)),
    )
    odd = np.zeros(len(found))
    for habit in range(len(found)):
        _, z, _ = closest(annotations, pairs, habits, habit)
        odd[habit] = max((z > settings.outlier_z).sum() - 1, 0) / max(counts[habits.categories[habit]], 1)
    return Offsets(habits.categories, habits.others, habits.centres, habits.spreads, odd)


def _often(annotations: Annotations, pairs: Beside, counts: Int, settings: CheckSettings) -> Beside:
    """The pairs of those classes of which there are enough for a habit: most have too few, and need no sorting."""
    if len(counts) ** 2 > max(len(pairs.rows), _COUNTED):
        return pairs
    both = annotations.categories[pairs.rows] * len(counts) + annotations.categories[pairs.others]
    kinds = np.bincount(both, minlength=len(counts) ** 2).reshape(len(counts), len(counts))
    enough = (kinds >= settings.min_boxes) & (kinds > _USUAL * counts[:, None])
    kept = np.flatnonzero(enough.ravel()[both])
    return Beside(pairs.rows[kept], pairs.others[kept], pairs.offsets[kept])


def beside(annotations: Annotations, sound: Bool) -> Beside:
    """Every pair of boxes of different known classes on one image, both ways."""
    rows = np.flatnonzero(sound & ~annotations.crowd & ~annotations.ignore & (annotations.categories >= 0))
    rows = rows[np.argsort(annotations.images[rows], kind="stable")]
    _, first, counts = np.unique(annotations.images[rows], return_index=True, return_counts=True)
    few = (counts > 1) & (counts <= _MOST_ON_AN_IMAGE)
    firsts, sizes = first[few], counts[few]
    own = np.repeat(np.repeat(firsts, sizes), np.repeat(sizes, sizes))
    members = np.concatenate([np.zeros(0, np.int64), *(np.arange(n) for n in sizes.tolist())])
    place = np.repeat(members, np.repeat(sizes, sizes))
    begin = np.cumsum(np.repeat(sizes, sizes)) - np.repeat(sizes, sizes)
    step = np.arange(len(own)) - np.repeat(begin, np.repeat(sizes, sizes))
    a, b = rows[own + place], rows[own + step]
    differ = annotations.categories[a] != annotations.categories[b]
    a, b = a[differ], b[differ]
    boxes = annotations.boxes_xyxy
    size, middle = np.ones(len(boxes)), np.zeros((len(boxes), 2))
    # Others may have corners that are no numbers.
    size[rows] = np.sqrt((boxes[rows, 2:] - boxes[rows, :2]).prod(axis=1))
    middle[rows] = (boxes[rows, :2] + boxes[rows, 2:]) / 2
    apart = (middle[a] - middle[b]) / size[b, None]
    return Beside(a, b, np.column_stack([apart, np.log(size[a] / size[b])]))


def closest(annotations: Annotations, pairs: Beside, habits: Offsets, habit: int) -> tuple[Int, Float, Int]:
    """Boxes of a habit's class: row, how far from the usual place beside the best of the others, and which it is."""
    asked = (annotations.categories[pairs.rows] == habits.categories[habit]) & (
        annotations.categories[pairs.others] == habits.others[habit]
    )
    rows, others = pairs.rows[asked], pairs.others[asked]
    z = np.abs((pairs.offsets[asked] - habits.centres[habit]) / habits.spreads[habit]).max(
        axis=1, initial=0.0
    )
    order = np.lexsort((others, z, rows))
    _, first = np.unique(rows[order], return_index=True)
    best = order[first]
    return rows[best], z[best], others[best]
