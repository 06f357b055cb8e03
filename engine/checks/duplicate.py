"""Two boxes of a class on what seems to be one object."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.evidence import Evidence, Testimony
from engine.data.dataset import Annotations, Bool, Float, Int
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.evaluation.iou import boxes_xywh, iou_of_pairs

_LEFT_IF_BOTH_SEEN = 0.25
"""What is left of the suspicion where the model sees an object of its own for each of the two boxes."""

_CLEARLY_BETTER = 0.02
"""How much better the model's box must fit one of the two (probability times IoU) to overrule their order:
of two that fit alike, the later one is the copy."""

_BETTER_IS_THE_COPY = 0.25
"""How often the box that fits better, or came first, is the one too many: of a certain pair one box is
wrong, and the two share the suspicion."""


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
        score = np.where(both & (iou < settings.duplicate_sure), score * _LEFT_IF_BOTH_SEEN, score)
        swap = loss.fit[b] > loss.fit[a] + _CLEARLY_BETTER
        kept, doubted = np.where(swap, b, a), np.where(swap, a, b)
    scores = np.concatenate([score * (1.0 - _BETTER_IS_THE_COPY), score * _BETTER_IS_THE_COPY])
    boxes, others = np.concatenate([doubted, kept]), np.concatenate([kept, doubted])
    overlaps = np.concatenate([iou, iou])
    order = np.lexsort((others, -scores, boxes))
    _, first = np.unique(boxes[order], return_index=True)
    worst = order[first]
    for pair in worst[(scores[worst] >= settings.min_score) & (scores[worst] > 0)].tolist():
        box = annotations.at(int(boxes[pair]))
        name = evidence.categories.name(box.category)
        reason = (
            f"This box and box {annotations.ids[others[pair]]}, also {name}, overlap by {overlaps[pair]:.2f} IoU: "
            f"they seem to be one object."
        )
        yield Flag(
            FlagKind.DUPLICATE,
            box.image,
            box.id,
            box.category,
            box.box_xyxy,
            float(scores[pair]),
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
