"""Which boxes of several people are of one object.

Two sets: one to one on each image, so that the sum of the IoUs of pairs at or over the threshold is greatest, whatever
the classes; of two assignments that are equally good, the one with more pairs of one class.

More sets: every two are matched so, and pairs are joined to objects, the closest first, where the joined object would
not have two boxes of one set. That does not depend on which set comes first, and for two sets it is the matching
itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from engine.data.agreement import AGREED_IOU, LabelSet, Matched, Objects
from engine.data.dataset import Annotations, Float, Int
from engine.evaluation.iou import iou

_SAME_CLASS = 1e-9
"""What a pair of one class counts more: too little to outdo any real difference of IoU."""


def match_boxes(overlap: Float, same_class: Float, threshold: float = AGREED_IOU) -> tuple[Int, Int]:
    """Match the boxes of two people on one image.

    Parameters
    ----------
    overlap : (n, m) float64
        IoU of each of one with each of the other.
    same_class : (n, m) bool
    threshold
        Least IoU of a pair; over 0.

    Returns
    -------
    first, second : (p,) int64
        Places of the pairs' boxes, first ascending.
    """
    possible = overlap >= threshold
    weights = np.where(possible, overlap + _SAME_CLASS * same_class, 0.0)
    rows, columns = np.flatnonzero(possible.any(axis=1)), np.flatnonzero(possible.any(axis=0))
    if len(rows) == len(columns) == possible.sum():
        # Nobody has a choice.
        return rows, possible[rows].argmax(axis=1)
    from scipy.optimize import linear_sum_assignment  # the window starts without it

    first, second = linear_sum_assignment(weights[np.ix_(rows, columns)], maximize=True)
    first, second = rows[first], columns[second]
    kept = possible[first, second]
    return first[kept], second[kept]


def match_pair(sets: Sequence[LabelSet], first: int, second: int, threshold: float = AGREED_IOU) -> Matched:
    """Match the boxes of two label sets on the images that both have.

    Parameters
    ----------
    sets
        Usable boxes alone: see `engine.data.agreement.usable`.
    first, second
        Places of two of them.
    threshold
        Least IoU of a pair.
    """
    one, other = sets[first].annotations, sets[second].annotations
    one_rows, other_rows = rows_by_image(one), rows_by_image(other)
    images: list[Int] = []
    pairs: list[tuple[Int, Int]] = []
    ious: list[Float] = []
    shared = set(sets[first].images.tolist()) & set(sets[second].images.tolist())
    for image in sorted(one_rows.keys() & other_rows.keys() & shared):
        mine, theirs = one_rows[image], other_rows[image]
        overlap = iou(one.boxes_xyxy[mine], other.boxes_xyxy[theirs])
        same = one.categories[mine][:, None] == other.categories[theirs]
        a, b = match_boxes(overlap, same, threshold)
        images.append(np.full(len(a), image))
        pairs.append((mine[a], theirs[b]))
        ious.append(overlap[a, b])
    nothing = np.zeros(0, np.int64)
    return Matched(
        first,
        second,
        np.concatenate([nothing, *images]),
        np.concatenate([nothing, *(a for a, _ in pairs)]),
        np.concatenate([nothing, *(b for _, b in pairs)]),
        np.concatenate([np.zeros(0), *ious]),
    )


def match_all(sets: Sequence[LabelSet], threshold: float = AGREED_IOU) -> tuple[Matched, ...]:
    """`match_pair` of every two."""
    return tuple(match_pair(sets, a, b, threshold) for a, b in combinations(range(len(sets)), 2))


def objects_of(sets: Sequence[LabelSet], matches: Sequence[Matched]) -> Objects:
    """Join matched boxes to objects; a box that matches none is an object by itself.

    Parameters
    ----------
    sets
    matches
        `match_all` of them.
    """
    starts = np.cumsum([0, *(len(own.annotations) for own in sets)])
    owner = np.repeat(np.arange(len(sets)), np.diff(starts))
    pairs = np.concatenate(
        [np.zeros((0, 2), np.int64)]
        + [
            np.stack([own.first_rows + starts[own.first], own.second_rows + starts[own.second]], axis=1)
            for own in matches
        ]
    )
    ious = np.concatenate([np.zeros(0), *(own.ious for own in matches)])
    members: list[list[int]] = [[box] for box in range(int(starts[-1]))]
    sets_of = [{number} for number in owner.tolist()]
    for a, b in pairs[np.argsort(-ious, kind="stable")].tolist():
        if members[a] is members[b] or sets_of[a] & sets_of[b]:
            continue
        joined, known = members[a] + members[b], sets_of[a] | sets_of[b]
        for box in joined:
            members[box], sets_of[box] = joined, known
    every = {id(own): own for own in members}
    rows = np.full((len(every), len(sets)), -1)
    for place, own in enumerate(every.values()):
        rows[place, owner[own]] = np.array(own) - starts[owner[own]]
    columns = [np.append(own.annotations.images, -1)[rows[:, place]] for place, own in enumerate(sets)]
    images = np.max([np.full(len(rows), -1), *columns], axis=0)
    order = np.argsort(images, kind="stable")
    return Objects(images[order], rows[order])


def rows_by_image(labels: Annotations) -> dict[int, Int]:
    """Rows of each image that has boxes, ascending."""
    order = np.argsort(labels.images, kind="stable")
    found, starts = np.unique(labels.images[order], return_index=True)
    return dict(zip(found.tolist(), np.split(order, starts[1:]), strict=False))
