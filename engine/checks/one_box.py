"""Boxes that are wrong whatever they are of: no numbers, no size, outside the image."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.evidence import Evidence
from engine.checks.habits import covers_image, input_scales, is_tiny, rarity
from engine.data.dataset import Annotations, Bool
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import Sentence, sentence
from engine.loss import usable_boxes


def sound_boxes(evidence: Evidence, annotations: Annotations) -> Bool:
    """Which boxes have finite corners, a size, and some part inside their image, (n,) bool."""
    sizes = evidence.images.sizes_wh[annotations.images]
    boxes = annotations.boxes_xyxy
    known = (sizes > 0).all(axis=1)
    outside = known & ((boxes[:, :2] >= sizes).any(axis=1) | (boxes[:, 2:] <= 0).any(axis=1))
    return usable_boxes(boxes) & ~outside


def check_boxes(evidence: Evidence, annotations: Annotations) -> Iterator[Flag]:
    """Flag boxes that no image can hold as they are."""
    usable, sound = usable_boxes(annotations.boxes_xyxy), sound_boxes(evidence, annotations)
    finite = np.isfinite(annotations.boxes_xyxy).all(axis=1)
    for row in np.flatnonzero(~finite).tolist():
        reason = sentence("Reason", "A corner of this box is not a number.")
        yield _certain(annotations, row, FlagKind.INVALID_BOX, reason)
    for row in np.flatnonzero(finite & ~usable).tolist():
        width, height = annotations.sizes_wh[row]
        reason = sentence(
            "Reason",
            "This box has no size: it is {width:.1f} pixels wide and {height:.1f} high.",
            width=width,
            height=height,
        )
        yield _certain(annotations, row, FlagKind.NO_SIZE, reason)
    for row in np.flatnonzero(usable & ~sound).tolist():
        width, height = evidence.images.sizes_wh[annotations.images[row]]
        reason = sentence(
            "Reason",
            "All of this box lies outside its image of {width} x {height} pixels.",
            width=width,
            height=height,
        )
        yield _certain(annotations, row, FlagKind.OUTSIDE_IMAGE, reason)
    yield from _overhanging(evidence, annotations, sound)
    # A slip of the mouse is tiny, a box for the whole image covers it: odd where the class seldom does so.
    asked = sound & ~annotations.crowd & (annotations.categories >= 0)
    yield from _tiny(evidence, annotations, asked)
    yield from _covering(evidence, annotations, asked)


def _certain(annotations: Annotations, row: int, kind: FlagKind, reason: str) -> Flag:
    box = annotations.at(row)
    return Flag(kind, box.image, box.id, box.category, box.box_xyxy, 1.0, reason, Edit.delete(box))


def _overhanging(evidence: Evidence, annotations: Annotations, sound: Bool) -> Iterator[Flag]:
    """Certainly wrong, but the less so in substance the smaller the part outside: from 0.5 to 1."""
    sizes = evidence.images.sizes_wh[annotations.images].astype(np.float64)
    limits = np.concatenate([sizes, sizes], axis=1)
    boxes = annotations.boxes_xyxy
    over = np.concatenate([-boxes[:, :2], boxes[:, 2:] - sizes], axis=1).max(axis=1, initial=-np.inf)
    known = (sizes > 0).all(axis=1)
    for row in np.flatnonzero(sound & known & (over > evidence.settings.edge_tolerance)).tolist():
        box = annotations.at(row)
        x1, y1, x2, y2 = np.clip(boxes[row], 0.0, limits[row]).tolist()
        left, top, right, bottom = box.box_xyxy
        outside = 1.0 - (x2 - x1) / (right - left) * ((y2 - y1) / (bottom - top))
        width, height = sizes[row]
        reason = sentence(
            "Reason",
            "This box hangs {over:.1f} pixels over the edge of its image of {width:.0f} x {height:.0f} pixels; "
            "{outside:.0%} of it lies outside.",
            over=over[row],
            width=width,
            height=height,
            outside=outside,
        )
        score = min(max(0.5 + 0.5 * outside, 0.5), 1.0)
        clip = Edit.move(box, (x1, y1, x2, y2))
        yield Flag(FlagKind.OUTSIDE_IMAGE, box.image, box.id, box.category, box.box_xyxy, score, reason, clip)


def _tiny(evidence: Evidence, annotations: Annotations, asked: Bool) -> Iterator[Flag]:
    """From 0.5 at the threshold to 1. What only the model cannot see is a box of something, and not to be deleted."""
    settings, habits = evidence.settings, evidence.habits
    shortest = annotations.sizes_wh.min(axis=1, initial=np.inf)
    scales, _ = input_scales(evidence.images, annotations, settings)
    for row in np.flatnonzero(asked & is_tiny(evidence.images, annotations, settings)).tolist():
        box = annotations.at(row)
        width, height = box.size_wh
        slip = shortest[row] < settings.tiny_side
        side, limit = shortest[row], settings.tiny_side
        if not slip:
            side, limit = shortest[row] * scales[row], settings.tiny_input_side
        score = float(rarity(habits.tiny, settings)[box.category] * (1.0 - 0.5 * side / limit))
        share = habits.tiny[box.category]
        if score >= settings.min_score and score > 0:
            reason = _too_small(width, height, share, None if slip else scales[row])
            suggestion = Edit.delete(box) if slip else None
            yield Flag(
                FlagKind.TINY, box.image, box.id, box.category, box.box_xyxy, score, reason, suggestion
            )


def _too_small(width: float, height: float, share: float, scale: float | None) -> Sentence:
    """Why a box is tiny; ``scale`` is that of the model's input, where it is too small only there."""
    if scale is None:
        return sentence(
            "Reason",
            "This box is only {width:.1f} x {height:.1f} pixels, as {share:.1%} of the others of its class are: too "
            "small to see what it is of.",
            width=width,
            height=height,
            share=share,
        )
    return sentence(
        "Reason",
        "This box is only {width:.1f} x {height:.1f} pixels, {seen_width:.1f} x {seen_height:.1f} of the model's "
        "input, as {share:.1%} of the others of its class are: too small to see what it is of.",
        width=width,
        height=height,
        seen_width=width * scale,
        seen_height=height * scale,
        share=share,
    )


def _covering(evidence: Evidence, annotations: Annotations, asked: Bool) -> Iterator[Flag]:
    settings, habits = evidence.settings, evidence.habits
    for row in np.flatnonzero(asked & covers_image(evidence.images, annotations, settings)).tolist():
        box = annotations.at(row)
        score = float(rarity(habits.covering, settings)[box.category]) * 0.5
        reason = sentence(
            "Reason",
            "This box covers all of its image, as {share:.1%} of the others of its class do: it may stand for the "
            "image, not for an object.",
            share=habits.covering[box.category],
        )
        if score >= settings.min_score and score > 0:
            yield Flag(FlagKind.COVERS_IMAGE, box.image, box.id, box.category, box.box_xyxy, score, reason)
