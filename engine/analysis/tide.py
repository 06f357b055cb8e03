"""Which errors the model makes, and what each kind costs: TIDE."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import hotcoco
import numpy as np

from engine.analysis.outcome import Outcomes
from engine.data.analysis import ErrorCost, ErrorKind
from engine.data.dataset import Bool, Float, Int
from engine.evaluation.iou import boxes_xywh
from engine.evaluation.matching import Pairs

KINDS = tuple(ErrorKind)

FOUND = 0.5
"""IoU from which on a prediction is in the right place."""

BACKGROUND = 0.1
"""IoU up to which a prediction has nothing to do with a box."""

_NAMES = {
    ErrorKind.CLASS: "Cls",
    ErrorKind.LOCATION: "Loc",
    ErrorKind.BOTH: "Both",
    ErrorKind.DUPLICATE: "Dupe",
    ErrorKind.BACKGROUND: "Bkg",
    ErrorKind.MISSED: "Miss",
}
"""The library's."""

_BEYOND = 1e20
"""An area outside every range: the library ignores such a box, yet measures IoU with it as with any other."""


@dataclass(frozen=True, eq=False, slots=True)
class Errors:
    """The error of each prediction, and the boxes missed.

    Attributes
    ----------
    kinds : (m,) int64
        Index into `KINDS` for each prediction of the `Outcomes`, or -1 where it is no error.
    about : (m,) int64
        Row in `Outcomes.annotations` of the box that it should have been, or -1.
    overlaps : (m,) float64
        IoU with that box.
    missed : (n,) bool
        Boxes without a prediction, not even one that would find them if its class or its place were right.
    """

    kinds: Int
    about: Int
    overlaps: Float
    missed: Bool


def tell_errors_apart(outcomes: Outcomes) -> Errors:
    """Say of each false positive what is wrong with it, and which boxes nothing points to.

    The first that holds: right class and IoU from `BACKGROUND` to `FOUND`, location; another class at `FOUND` or above,
    class; right class at `FOUND` or above, duplicate; no IoU above `BACKGROUND`, background; else both. Crowds of
    another class say nothing.
    """
    boxes, size = outcomes.annotations, len(outcomes.rows)
    order = np.argsort(outcomes.images, kind="stable")
    pairs = Pairs.of(outcomes.boxes_xywh[order], outcomes.images[order], boxes, BACKGROUND)
    prediction, box, overlap = order[pairs.predictions], pairs.annotations, pairs.overlaps
    same = outcomes.categories[prediction] == boxes.categories[box]
    own, own_box = _largest(prediction[same], box[same], overlap[same], size)
    foreign = ~same & ~boxes.crowd[box]
    other, other_box = _largest(prediction[foreign], box[foreign], overlap[foreign], size)

    found = outcomes.iou_threshold
    conditions = {
        ErrorKind.LOCATION: (own >= BACKGROUND) & (own <= found),
        ErrorKind.CLASS: other >= found,
        ErrorKind.DUPLICATE: own > found,
        ErrorKind.BACKGROUND: other <= BACKGROUND,
    }
    kinds = np.select(
        list(conditions.values()), [KINDS.index(kind) for kind in conditions], KINDS.index(ErrorKind.BOTH)
    )
    kinds[~outcomes.false_positive] = -1
    of_own_class = np.isin(kinds, (KINDS.index(ErrorKind.LOCATION), KINDS.index(ErrorKind.DUPLICATE)))
    of_other = np.isin(kinds, (KINDS.index(ErrorKind.CLASS), KINDS.index(ErrorKind.BOTH)))
    about = np.select([of_own_class, of_other], [own_box, other_box], -1)
    mended = np.isin(kinds, (KINDS.index(ErrorKind.LOCATION), KINDS.index(ErrorKind.CLASS)))
    missed = outcomes.missed
    missed[about[mended]] = False
    return Errors(kinds, about, np.select([of_own_class, of_other], [own, other], 0.0), missed)


def error_costs(
    outcomes: Outcomes,
    errors: Errors,
    iou_thresholds: Float,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[ErrorCost, ...]:
    """What AP would gain without each kind of error, in the order of `ErrorKind`.

    Parameters
    ----------
    outcomes, errors
        At an IoU of `FOUND`: the errors that are counted.
    iou_thresholds : (T,) float64
        Over which the cost is averaged.
    progress
        Told how many thresholds are done, of how many. May raise `engine.errors.CancelledError`.
    """
    if not len(outcomes.rows) and not len(outcomes.annotations):
        return tuple(ErrorCost(kind, 0, 0.0, 0.0) for kind in KINDS)
    thresholds = sorted({FOUND, *iou_thresholds.tolist()})
    evaluator = _evaluator(outcomes, thresholds)
    at: dict[float, dict[str, float]] = {}
    for done, threshold in enumerate(thresholds):
        progress(done, len(thresholds))
        at[threshold] = evaluator.tide_errors(pos_thr=threshold, bg_thr=BACKGROUND)["delta_ap"]
    progress(len(thresholds), len(thresholds))
    counts = np.bincount(errors.kinds[errors.kinds >= 0], minlength=len(KINDS))
    counts[KINDS.index(ErrorKind.MISSED)] = np.count_nonzero(errors.missed)
    return tuple(
        ErrorCost(
            kind,
            int(count),
            float(np.mean([at[threshold][_NAMES[kind]] for threshold in iou_thresholds.tolist()])),
            at[FOUND][_NAMES[kind]],
        )
        for kind, count in zip(KINDS, counts.tolist(), strict=True)
    )


def _largest(predictions: Int, boxes: Int, overlaps: Float, size: int) -> tuple[Float, Int]:
    """The largest IoU of each prediction, 0 without one, and the box it is with, the first of equals, or -1."""
    order = np.lexsort((-boxes, overlaps, predictions))
    largest, box = np.zeros(size), np.full(size, -1, np.int64)
    # Of several values for one place NumPy keeps the last.
    largest[predictions[order]] = overlaps[order]
    box[predictions[order]] = boxes[order]
    return largest, box


def _evaluator(outcomes: Outcomes, iou_thresholds: list[float]) -> Any:
    """The library's evaluator over the same predictions and boxes, evaluated."""
    boxes = outcomes.annotations
    images = np.union1d(outcomes.images, boxes.images)
    categories = np.union1d(outcomes.categories, boxes.categories)
    truth = hotcoco.COCO.from_arrays(
        [{"id": image + 1} for image in images.tolist()],
        [{"id": category + 1, "name": str(category)} for category in categories.tolist()],
        boxes.images + 1,
        boxes.categories + 1,
        boxes_xywh(boxes.boxes_xyxy, boxes.sizes_wh),
        ids=np.arange(1, len(boxes) + 1),
        area=np.where(boxes.ignore, _BEYOND, boxes.areas),
        iscrowd=boxes.crowd,
    )
    columns = (outcomes.images + 1, outcomes.boxes_xywh, outcomes.scores, outcomes.categories + 1)
    scored = truth.load_res(np.column_stack(columns))
    evaluator = hotcoco.COCOeval(truth, scored, "bbox")
    settings = evaluator.params
    settings.iou_thrs = iou_thresholds
    settings.area_rng, settings.area_rng_lbl = [[0.0, 1e10]], ["all"]
    # The ranking has left out what is beyond the limit.
    settings.max_dets = [max(len(outcomes.rows), 1)]
    evaluator.evaluate()
    return evaluator
