"""Two boxes of a class on what seems to be one object."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.evidence import Evidence, Testimony
from engine.checks.pairs import one_object, overlapping
from engine.data.dataset import Annotations, Bool
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence

_LEFT_IF_BOTH_SEEN = 0.25
"""What is left of the suspicion where the model sees an object of its own for each of the two boxes."""

_LATER_IS_THE_COPY = 0.75
"""How often the later of two boxes is the one too many, where nothing else is known: of a certain pair one box is
wrong, and the two share the suspicion."""

_EVEN, _CLEAR = 0.52, 0.77
"""The same of the box that the model's own fits less, where the two fit alike, and where one fits clearly better."""

_CLEARLY_BETTER = 0.1
"""By how much the model's box fits one of the two clearly better, in probability times IoU."""


def check_duplicates(
    evidence: Evidence, annotations: Annotations, testimony: Testimony | None, sound: Bool
) -> Iterator[Flag]:
    """Flag the less supported of two boxes that overlap; crowds are left alone."""
    settings = evidence.settings
    candidates = np.flatnonzero(sound & ~annotations.crowd & (annotations.categories >= 0))
    pairs = overlapping(annotations, candidates, within_class=True)
    pairs = pairs.where(pairs.iou > settings.duplicate_from)
    a, b, iou = pairs.first, pairs.second, pairs.iou
    score = one_object(iou, settings.duplicate_from, settings.duplicate_sure)
    kept, doubted, share = a, b, np.full(len(a), _LATER_IS_THE_COPY)
    if testimony is not None:
        loss = testimony.loss
        both = (loss.own[a] >= 0) & (loss.own[b] >= 0) & (loss.own[a] != loss.own[b])
        score = np.where(both & (iou < settings.duplicate_sure), score * _LEFT_IF_BOTH_SEEN, score)
        better = loss.fit[b] - loss.fit[a]
        kept, doubted = np.where(better > 0, b, a), np.where(better > 0, a, b)
        share = _EVEN + (_CLEAR - _EVEN) * np.minimum(1.0, np.abs(better) / _CLEARLY_BETTER)
    # A pair is one doubt: the likelier copy stands for it, unless every label is to be listed.
    other = score * (1.0 - share) if settings.min_score == 0 else np.zeros(len(score))
    scores = np.concatenate([score * share, other])
    boxes, others = np.concatenate([doubted, kept]), np.concatenate([kept, doubted])
    overlaps = np.concatenate([iou, iou])
    order = np.lexsort((others, -scores, boxes))
    _, first = np.unique(boxes[order], return_index=True)
    worst = order[first]
    for pair in worst[(scores[worst] >= settings.min_score) & (scores[worst] > 0)].tolist():
        box = annotations.at(int(boxes[pair]))
        name = evidence.categories.name(box.category)
        reason = sentence(
            "Reason",
            "This box and box {other}, also {name}, overlap by {iou:.2f} IoU: they seem to be one object.",
            other=annotations.ids[others[pair]],
            name=name,
            iou=overlaps[pair],
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
