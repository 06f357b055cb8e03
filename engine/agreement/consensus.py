"""What several people would agree on: existence and class by vote, the box by the median of its sides.

An object is there if as many sets have it as the quorum asks for. Its class is the one that most of them say; where
several classes have as many votes, the one said by the set that comes first. Each side of its box is the median of
those sides: of two, their mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.agreement.matching import match_all, objects_of
from engine.agreement.tally import covered
from engine.data.agreement import AGREED_IOU, Consensus, LabelSet, Objects, usable
from engine.data.dataset import Annotation, Annotations, Float, Int


def consensus_of(sets: Sequence[LabelSet], objects: Objects, *, quorum: int | None = None) -> Consensus:
    """Merge what several label sets say of each object.

    Parameters
    ----------
    sets
        Usable boxes alone.
    objects
        Of these sets.
    quorum
        How many must have an object; None: more than half of those that have its image.
    """
    boxes = np.full((len(objects), len(sets), 4), np.nan)
    said = np.full((len(objects), len(sets)), -1)
    for place, own in enumerate(sets):
        has = objects.rows[:, place] >= 0
        rows = objects.rows[has, place]
        boxes[has, place], said[has, place] = (
            own.annotations.boxes_xyxy[rows],
            own.annotations.categories[rows],
        )
    votes = (said >= 0).sum(axis=1)
    asked = covered(sets)[objects.images].sum(axis=1)
    needed = asked // 2 + 1 if quorum is None else np.full(len(objects), quorum)
    categories, for_class = voted(said)
    return Consensus(votes >= needed, votes, asked, categories, for_class, median_boxes(boxes))


def merge(
    sets: Sequence[LabelSet], *, threshold: float = AGREED_IOU, quorum: int | None = None
) -> Annotations:
    """The labels that several people would agree on.

    Parameters
    ----------
    sets
    threshold
        Least IoU at which boxes can be of one object.
    quorum
        As for `consensus_of`.

    Returns
    -------
    Annotations
        By image, with ids from 1.
    """
    sets = [replace(own, annotations=usable(own.annotations)) for own in sets]
    objects = objects_of(sets, match_all(sets, threshold))
    found = consensus_of(sets, objects, quorum=quorum)
    kept = np.flatnonzero(found.kept).tolist()
    rows = []
    for number, place in enumerate(kept, start=1):
        x1, y1, x2, y2 = found.boxes_xyxy[place].tolist()
        box = Annotation.new(int(objects.images[place]), int(found.categories[place]), (x1, y1, x2, y2))
        rows.append(replace(box, id=number, source_id=number))
    return Annotations.of_rows(rows)


def median_boxes(boxes: Float) -> Float:
    """The median of each side of several people's boxes.

    Parameters
    ----------
    boxes : (o, s, 4) float64
        Of each object by each person; NaN where somebody has none.

    Returns
    -------
    (o, 4) float64
        NaN where nobody has one.
    """
    # numpy.nanmedian takes 200 us however few there are: too long for every edit.
    ordered = np.sort(boxes, axis=1)
    count = (~np.isnan(boxes[:, :, 0])).sum(axis=1)
    each = np.arange(len(boxes))
    median: Float = (
        ordered[each, np.maximum(count - 1, 0) // 2] + ordered[each, count // 2 * (count > 0)]
    ) / 2
    return median


def voted(said: Int) -> tuple[Int, Int]:
    """The value with the most votes in each row, and how many it has; of several, the first.

    Parameters
    ----------
    said : (o, s) int64
        -1 is no vote.

    Returns
    -------
    values, votes : (o,) int64
        -1 and 0 where there is no vote.
    """
    if not said.size:
        return np.zeros(len(said), np.int64), np.zeros(len(said), np.int64)
    times = ((said[:, :, None] == said[:, None, :]) & (said >= 0)[:, :, None]).sum(axis=2)
    place = times.argmax(axis=1)
    each = np.arange(len(said))
    return said[each, place], times[each, place]
