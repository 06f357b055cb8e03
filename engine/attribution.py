"""Which edits made the delta: the change of AP divided among the boxes that were edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from engine.data.attribution import Attribution, Contribution
from engine.data.dataset import Annotation, Annotations
from engine.data.edit import Edit
from engine.data.journal import Step
from engine.editing import apply_edits, net_edits
from engine.evaluation.incremental import Evaluation, reevaluate
from engine.evaluation.iou import iou_xywh
from engine.evaluation.ranking import Ranking

COPY_IOU = 0.99
"""IoU with a prediction of its class above which a box counts as copied from the model."""


def attribute(
    baseline: Evaluation,
    annotations: Annotations,
    steps: Iterable[Step],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Attribution:
    """Divide the delta of AP among the edits of a journal.

    All edits of one box count as one, from the box at the baseline to the box now: where it stood in between changes
    nothing. These are applied one after another, in the order in which the boxes were first edited, and each is
    credited with the change of AP it makes in its turn. The contributions therefore add up to the delta. But they
    depend on the order: of two boxes that one prediction could match, the first to be mended gets the credit; and
    while a class gains from one edit, the next has less left to gain. The total, and the delta without copies, do not.

    A box counts as copied where its class is that of a prediction and their IoU is above `COPY_IOU`, whoever made the
    edit. A box drawn by hand that agrees so closely cannot be told from a copy, so the delta without copies is the
    cautious one.

    Parameters
    ----------
    baseline
        Of ``annotations``.
    annotations
        Every box as it was at the baseline, ascending by id.
    steps
        Those in force, oldest first: `engine.history.History.done`.
    progress
        Told how many boxes are done, of how many. May raise `engine.errors.CancelledError`.

    Raises
    ------
    EngineError
        The steps do not fit the annotations.
    """
    edited = net_edits(steps)
    boxes = {
        image: annotations.take(annotations.rows_of_image(image))
        for image in {own.edit.subject.image for own in edited}
    }
    now, current = baseline, dict(boxes)
    contributions: list[Contribution] = []
    for done, own in enumerate(edited):
        progress(done, len(edited))
        image = own.edit.subject.image
        current[image] = apply_edits(current[image], (own.edit,))
        before, now = now, reevaluate(now, {image: current[image]})
        copied = own.edit.after is not None and _is_copy(own.edit.after, now.ranking)
        contributions.append(Contribution(own.edit, own.origin, _ap(now) - _ap(before), copied))
    progress(len(edited), len(edited))
    without = _without_copies(now, boxes, contributions)
    return Attribution(tuple(contributions), _ap(now) - _ap(baseline), _ap(without) - _ap(baseline))


def _is_copy(box: Annotation, ranking: Ranking) -> bool:
    if not 0 <= box.category < len(ranking.categories):
        return False
    predicted = ranking.boxes_xywh[ranking.of_cell(box.category, box.image)]
    own = np.array([[*box.box_xyxy[:2], *box.size_wh]])
    return bool((iou_xywh(own, predicted) > COPY_IOU).any())


def _without_copies(
    now: Evaluation, boxes: Mapping[int, Annotations], contributions: Sequence[Contribution]
) -> Evaluation:
    """Evaluate the labels with the copied boxes as they were at the baseline."""
    kept: dict[int, list[Edit]] = {own.edit.subject.image: [] for own in contributions if own.copied}
    for own in contributions:
        if not own.copied and own.edit.subject.image in kept:
            kept[own.edit.subject.image].append(own.edit)
    return reevaluate(now, {image: apply_edits(boxes[image], edits) for image, edits in kept.items()})


def _ap(evaluation: Evaluation) -> float:
    """AP, 0 where there is nothing to measure, as prices count it."""
    return max(evaluation.metrics.ap, 0.0)
