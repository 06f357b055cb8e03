"""Two boxes of a class on what seems to be one object."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.evidence import Evidence, Testimony
from engine.data.dataset import Annotations, Bool, Float, Int
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.evaluation.iou import boxes_xywh, iou_of_pairs

_DOUBT_IF_BOTH_SEEN = 0.25
"""What is left of the suspicion where the model sees an object of its own for each of the two boxes."""


def check_duplicates(
    evidence: Evidence, annotations: Annotations, testimony: Testimony | None, sound: Bool
) -> Iterator[Flag]:
    """Flag the less supported of two boxes that overlap; crowds are left alone."""
    settings = evidence.settings
    candidates = np.flatnonzero(sound & ~annotations.crowd & (annotations.categories >= 0))
    a, b, iou = _overlapping(annotations, candidates, settings.duplicate_from)
    score = (iou - settings.duplicate_from) / (settings.duplicate_sure - settings.duplicate_from)
    score = np.clip(score, 0.0, 1.0)
    kept, doubted = a, b
    if testimony is not None:
        loss = testimony.loss
        both = (loss.own[a] >= 0) & (loss.own[b] >= 0) & (loss.own[a] != loss.own[b])
        score = np.where(both & (iou < settings.duplicate_sure), score * _DOUBT_IF_BOTH_SEEN, score)
        swap = loss.fit[a] < loss.fit[b]
        kept, doubted = np.where(swap, b, a), np.where(swap, a, b)
    order = np.lexsort((kept, -score, doubted))
    _, first = np.unique(doubted[order], return_index=True)
    for pair in order[first]:
        if score[pair] < settings.min_score or score[pair] <= 0:
            continue
        box = annotations.at(doubted[pair])
        name = evidence.categories.name(box.category)
        other = annotations.ids[kept[pair]]
        reason = f"This box and box {other}, also {name}, overlap by {iou[pair]:.2f} IoU: they seem to be one object."
        yield Flag(
            FlagKind.DUPLICATE,
            box.image,
            box.id,
            box.category,
            box.box_xyxy,
            float(score[pair]),
            reason,
            Edit.delete(box),
        )


def _overlapping(annotations: Annotations, rows: Int, least: float) -> tuple[Int, Int, Float]:
    """Pairs of boxes of one class on one image that overlap by more than ``least`` IoU, a before b."""
    rows = rows[np.lexsort((rows, annotations.categories[rows], annotations.images[rows]))]
    groups = np.stack([annotations.images[rows], annotations.categories[rows]], axis=1)
    changes = np.flatnonzero((groups[1:] != groups[:-1]).any(axis=1)) + 1
    ends = np.repeat(np.append(changes, len(rows)), np.diff(np.r_[0, changes, len(rows)]))
    followers = ends - np.arange(len(rows)) - 1
    first = np.repeat(np.arange(len(rows)), followers)
    step = np.arange(len(first)) - np.repeat(np.cumsum(followers) - followers, followers) + 1
    a, b = rows[first], rows[first + step]
    boxes = boxes_xywh(annotations.boxes_xyxy, annotations.sizes_wh)
    iou = iou_of_pairs(boxes[a], boxes[b], np.zeros(len(a), np.bool_))
    over = iou > least
    return a[over], b[over], iou[over]
