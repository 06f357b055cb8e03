"""Gaps in regular rows: on a shelf, in a car park, on a tray."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.checks.evidence import Evidence, Testimony, log_shapes
from engine.checks.habits import NORMAL
from engine.data.dataset import Annotation, Annotations, Bool, BoxTuple, Float, Int
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence
from engine.evaluation.iou import iou
from engine.loss import MATCHED

_STEPS = 4
"""Equal steps that make a row regular: three objects are in a line by chance."""

_ALIGNED = 0.25
"""How far, in sides of a box, the next one in a row may be beside the line; or larger and smaller, in the log."""

_EVEN = 0.15
"""Spread of the steps, in steps, from which on they are not equal."""

_WIDEST = 3
"""Steps that a gap may be wide: beyond that the row has ended, and another begins."""

_FREE = 0.3
"""IoU with another box from which on a place is taken."""

_HALF = 0.5
"""What is left of the suspicion where a model sees nothing there."""

Place = tuple[int, BoxTuple, float, float, int]


@dataclass(frozen=True, eq=False, slots=True)
class _Unlabelled:
    """`engine.data.loss.MissingLabels`, by image: image, class, corners and score of each."""

    images: Int
    categories: Int
    boxes_xyxy: Float
    scores: Float

    @staticmethod
    def of(testimony: Testimony) -> _Unlabelled:
        predictions, missing = testimony.model.predictions, testimony.missing
        rows = missing.predictions
        return _Unlabelled(
            predictions.images[rows],
            predictions.categories[rows],
            predictions.boxes_xyxy[rows],
            missing.scores,
        )


def check_rows(
    evidence: Evidence, annotations: Annotations, testimony: Testimony | None, sound: Bool
) -> Iterator[Flag]:
    """Flag places in rows and columns of a class where one box seems to be missing."""
    settings = evidence.settings
    rows = np.flatnonzero(sound & ~annotations.crowd & ~annotations.ignore & (annotations.categories >= 0))
    order = rows[np.lexsort((rows, annotations.categories[rows], annotations.images[rows]))]
    keys = np.stack([annotations.images[order], annotations.categories[order]], axis=1)
    edges = np.r_[0, np.flatnonzero((keys[1:] != keys[:-1]).any(axis=1)) + 1, len(order)]
    long = np.flatnonzero(np.diff(edges) > _STEPS)
    shapes = log_shapes(annotations)
    by_image = np.argsort(annotations.images, kind="stable")
    images = annotations.images[by_image]
    seen = None if testimony is None else _Unlabelled.of(testimony)
    for start, end in zip(edges[long].tolist(), edges[long + 1].tolist(), strict=True):
        group = order[start:end]
        gaps = [*_gaps(annotations, shapes, group)]
        if not gaps:
            continue
        image = int(annotations.images[group[0]])
        taken = annotations.boxes_xyxy[by_image[_run(images, image)]]
        # A hole in a grid is in a row and in a column; the more regular of the two speaks.
        for category, box, score, step, count in sorted(gaps, key=lambda gap: -gap[2]):
            there = np.array([box])
            score = _heard(seen, image, category, there, score, settings.min_score)
            if score < max(settings.min_score, 1e-9) or iou(there, taken).max(initial=0.0) >= _FREE:
                continue
            if _outside(box, evidence.images.sizes_wh[image]):
                continue
            taken = np.concatenate([taken, there])
            name = evidence.categories.name(category)
            reason = sentence(
                "Reason",
                "{count} boxes of {name} stand in a row, {step:.0f} pixels apart; one seems to be missing here.",
                count=count,
                name=name,
                step=step,
            )
            added = Annotation.new(image, category, box)
            yield Flag(FlagKind.GAP_IN_ROW, image, None, category, box, score, reason, Edit.add(added))


def _outside(box: BoxTuple, size_wh: Int) -> bool:
    """Whether a box reaches over the edge of an image; False where its size is not known."""
    width, height = size_wh.tolist()
    return bool(width > 0 and height > 0 and (box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height))


def _heard(
    seen: _Unlabelled | None, image: int, category: int, there: Float, score: float, least: float
) -> float:
    """The score once the model was heard: less if it sees nothing, 0 if it misses a label itself."""
    if seen is None:
        return score
    run = _run(seen.images, image)
    own = seen.categories[run] == category
    near = iou(there, seen.boxes_xyxy[run][own])[0] >= MATCHED
    said = seen.scores[run][own][near]
    if not len(said):
        return score * _HALF
    return 0.0 if said.max() >= least else score


def _run(images: Int, image: int) -> slice:
    """Where an image is among ascending ones."""
    first, last = np.searchsorted(images, (image, image + 1)).tolist()
    return slice(first, last)


def _gaps(annotations: Annotations, shapes: Float, group: Int) -> Iterator[Place]:
    """Places where a row or a column of some boxes has a step of two or three: class, box, score, step and length.

    ``shapes`` are those of `log_shapes`.
    """
    boxes = annotations.boxes_xyxy[group]
    category = int(annotations.categories[group[0]])
    for axis in (0, 1):
        for chain in _chains(boxes, shapes[group], axis):
            along = (boxes[chain, axis] + boxes[chain, axis + 2]) / 2
            steps = np.diff(along)
            step = float(np.median(steps))
            parts = np.round(steps / step)
            spread = NORMAL * float(np.median(np.abs(steps / step - parts)))
            even = np.abs(steps / step - parts) < 2 * _EVEN
            if spread >= _EVEN or not even.all() or parts.max() > _WIDEST or (parts == 1).sum() < _STEPS:
                continue
            score = 1.0 - spread / _EVEN
            for at in np.flatnonzero(parts > 1).tolist():
                before, after = boxes[chain[at]], boxes[chain[at + 1]]
                for i in range(1, int(parts[at])):
                    x1, y1, x2, y2 = (before + (after - before) * i / parts[at]).tolist()
                    yield category, (x1, y1, x2, y2), score, step, len(chain)


def _chains(boxes: Float, shapes: Float, axis: int) -> Iterator[list[int]]:
    """Boxes of one shape that follow each other along an axis, each its predecessor's nearest in line."""
    middle, sides = (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]
    across = 1 - axis
    ahead = middle[None, :, axis] - middle[:, None, axis]
    in_line = np.abs(middle[None, :, across] - middle[:, None, across]) <= _ALIGNED * sides[:, None, across]
    alike = (np.abs(shapes[None] - shapes[:, None]) <= _ALIGNED).all(axis=2)
    near = np.where((ahead > 0) & in_line & alike, ahead, np.inf)
    following = np.where(np.isfinite(near.min(axis=1)), near.argmin(axis=1), -1)
    preceding = np.where(np.isfinite(near.min(axis=0)), near.argmin(axis=0), -1)
    # Two boxes follow each other where each is the other's nearest.
    follows = {i: j for i, j in enumerate(following.tolist()) if j >= 0 and preceding[j] == i}
    for start in sorted(set(range(len(boxes))) - set(follows.values())):
        chain = [start]
        while chain[-1] in follows:
            chain.append(follows[chain[-1]])
        if len(chain) > _STEPS:
            yield chain
