"""Images that show the same: in two splits, or with labels that disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.checks.evidence import Evidence
from engine.checks.whole_images import whole_image
from engine.data.appearance import PARTS, Appearances
from engine.data.dataset import Annotation, Annotations, Float, Int
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence
from engine.evaluation.iou import iou
from engine.loss import MATCHED, usable_boxes

_EITHER = 0.5
"""Where two labels of the same thing disagree, one of them is wrong, and nobody knows which."""

_SAME_LEVELS = 20.0
"""Grey levels by which a part of two images may differ that show the same: compression leaves less than that."""

_SAME, _NEARLY = 0.95, 0.6
"""Score of an image that another split has as well, and of one that is hardly another: the next frame of a film."""


@dataclass(frozen=True, eq=False, slots=True)
class _Side:
    """The labels of one image of a pair; ``shares`` are corners as shares of its width and height."""

    image: int
    rows: Int
    shares: Float
    size_wh: Float


def check_copies(evidence: Evidence, annotations: Annotations, image: int | None) -> Iterator[Flag]:
    """Flag images, all or one, that show what another one shows; ``annotations`` are those of all images."""
    seen = evidence.appearances
    if seen is None:
        return
    for place, (first, second) in enumerate(
        zip(seen.pairs.first.tolist(), seen.pairs.second.tolist(), strict=True)
    ):
        if image is not None and image not in (first, second):
            continue
        flags = [*_in_two_splits(evidence, seen, first, second, place)]
        if second < len(evidence.images):
            flags += _disagreeing(evidence, annotations, seen, first, second, place)
        yield from (flag for flag in flags if image is None or flag.image == image)


def twins(evidence: Evidence, image: int) -> tuple[int, ...]:
    """The images whose flags depend on the labels of this one."""
    seen = evidence.appearances
    if seen is None:
        return ()
    return tuple(row for row, _ in seen.pairs.of(image) if row < len(evidence.images))


def _in_two_splits(
    evidence: Evidence, seen: Appearances, first: int, second: int, place: int
) -> Iterator[Flag]:
    splits, others = seen.splits[first], seen.splits[second]
    if not splits or not others or set(splits) & set(others) or first >= len(evidence.images):
        return
    # The one that a model is tested on, if one of them can be removed; else the later.
    doubted, other = (
        (first, second) if "train" in others or second >= len(evidence.images) else (second, first)
    )
    largest = float(seen.pairs.differences[place].max())
    same = largest <= _SAME_LEVELS
    said = {
        "split": seen.splits[doubted][0],
        "other": seen.names[other],
        "other_split": seen.splits[other][0],
        "levels": largest,
    }
    reason = (
        sentence(
            "Reason",
            "This image of the split {split} shows the same as {other} of the split {other_split}: they differ by "
            "{levels:.0f} of 255 grey levels at most.",
            **said,
        )
        if same
        else sentence(
            "Reason",
            "This image of the split {split} shows nearly the same as {other} of the split {other_split}: they "
            "differ by {levels:.0f} of 255 grey levels at most.",
            **said,
        )
    )
    box = whole_image(evidence, doubted)
    yield Flag(FlagKind.IN_TWO_SPLITS, doubted, None, -1, box, _SAME if same else _NEARLY, reason)


def _disagreeing(
    evidence: Evidence, annotations: Annotations, seen: Appearances, first: int, second: int, place: int
) -> Iterator[Flag]:
    sides = [_side(annotations, seen, image) for image in (first, second)]
    overlap = iou(sides[0].shares, sides[1].shares)
    classes = [annotations.categories[side.rows] for side in sides]
    matched = overlap >= MATCHED
    same = matched & (classes[0][:, None] == classes[1][None, :])
    for mine, theirs, other_classes, near, agreed in (
        (sides[0], sides[1], classes[1], matched, same),
        (sides[1], sides[0], classes[0], matched.T, same.T),
    ):
        name = seen.names[mine.image]
        for i in np.flatnonzero(~agreed.any(axis=1)).tolist():
            if not _looks_the_same(seen, place, mine.shares[i]):
                continue
            box = annotations.at(int(mine.rows[i]))
            rivals = np.flatnonzero(near[i] & ~agreed.any(axis=0))
            if len(rivals):
                yield _of_other_class(evidence, box, int(other_classes[rivals[0]]), seen.names[theirs.image])
            elif not near[i].any():
                yield _lacking(evidence, box, mine.shares[i] * np.tile(theirs.size_wh, 2), theirs.image, name)


def _side(annotations: Annotations, seen: Appearances, image: int) -> _Side:
    own = annotations.rows_of_image(image)
    rows = own[usable_boxes(annotations.boxes_xyxy[own]) & ~annotations.crowd[own] & ~annotations.ignore[own]]
    size = np.maximum(seen.sizes_wh[image], 1).astype(np.float64)
    return _Side(image, rows, annotations.boxes_xyxy[rows] / np.tile(size, 2), size)


def _looks_the_same(seen: Appearances, place: int, shares: Float) -> bool:
    """Whether the two images do not differ where a box is: else it is another object, not another opinion."""
    first = np.clip(np.floor(shares[:2] * PARTS), 0, PARTS - 1).astype(int)
    last = np.clip(np.ceil(shares[2:] * PARTS), first + 1, PARTS).astype(int)
    part = seen.pairs.differences[place][first[1] : last[1], first[0] : last[0]]
    return float(part.max()) <= _SAME_LEVELS


def _of_other_class(evidence: Evidence, box: Annotation, category: int, other: str) -> Flag:
    known = category >= 0
    said = evidence.categories.name(category)
    name = evidence.categories.name(box.category)
    reason = sentence(
        "Reason",
        "This box says {name}; on {other}, which shows the same, it says {said}.",
        name=name,
        other=other,
        said=said,
    )
    suggestion = Edit.relabel(box, category) if known else None
    return Flag(
        FlagKind.COPIES_DISAGREE, box.image, box.id, box.category, box.box_xyxy, _EITHER, reason, suggestion
    )


def _lacking(evidence: Evidence, box: Annotation, corners: Float, image: int, other: str) -> Flag:
    x1, y1, x2, y2 = corners.tolist()
    added = Annotation.new(image, box.category, (x1, y1, x2, y2))
    name = evidence.categories.name(box.category)
    reason = sentence(
        "Reason",
        "{other} shows the same and has a box of {name} here; this image has none.",
        other=other,
        name=name,
    )
    suggestion = Edit.add(added) if box.category >= 0 else None
    return Flag(
        FlagKind.COPIES_DISAGREE, image, None, box.category, added.box_xyxy, _EITHER, reason, suggestion
    )
