"""Boxes that do not go with the others on their image."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.evidence import Evidence, Testimony, log_shapes
from engine.checks.habits import NORMAL, cut_by_edge, nested_pairs, rarity, same_place_pairs
from engine.checks.pairs import one_object
from engine.data.dataset import Annotation, Annotations, Bool, Float, Int
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence

_HALF = 0.5
"""What an oddity that a photograph may well hold is worth beside one that it cannot: objects lie in objects, and far
behind others."""

_LEFT_IF_BOTH_SEEN = 0.25
"""What is left of the suspicion where the model sees an object of its own for each of the two boxes."""


def check_neighbours(
    evidence: Evidence, annotations: Annotations, testimony: Testimony | None, sound: Bool
) -> Iterator[Flag]:
    """Flag boxes out of scale with others of their class, nested in one, or on a box of another class."""
    rows = np.flatnonzero(sound & ~annotations.crowd & (annotations.categories >= 0))
    held = np.zeros(len(annotations)) if testimony is None else testimony.loss.held
    yield from _out_of_scale(evidence, annotations, rows, held)
    yield from _nested(evidence, annotations, rows, held)
    yield from _same_place(evidence, annotations, rows, testimony)


def _out_of_scale(evidence: Evidence, annotations: Annotations, rows: Int, held: Float) -> Iterator[Flag]:
    """Against the median size of the class on this image; what is odd among all of its class is an outlier already."""
    settings, shapes = evidence.settings, evidence.shapes
    sizes = log_shapes(annotations)[:, 0]
    cut = cut_by_edge(evidence.images, annotations, settings.edge_tolerance)
    order = rows[np.lexsort((rows, annotations.categories[rows], annotations.images[rows]))]
    keys = np.stack([annotations.images[order], annotations.categories[order]], axis=1)
    edges = np.r_[0, np.flatnonzero((keys[1:] != keys[:-1]).any(axis=1)) + 1, len(order)]
    large = np.flatnonzero(np.diff(edges) >= settings.neighbours)
    for start, end in zip(edges[large].tolist(), edges[large + 1].tolist(), strict=True):
        group = order[start:end]
        category = int(annotations.categories[group[0]])
        centre = np.median(sizes[group])
        spread = max(NORMAL * float(np.median(np.abs(sizes[group] - centre))), settings.min_spread)
        z = np.abs(sizes[group] - centre) / spread
        usual = np.abs(sizes[group] - shapes.centres[category, 0]) / shapes.spreads[category, 0]
        score = (1.0 - (settings.outlier_z / np.maximum(z, settings.outlier_z)) ** 2) * (1.0 - held[group])
        odd = (score >= max(settings.min_score, 1e-9)) & (usual < settings.outlier_z)
        odd &= ~cut[group] | (sizes[group] > centre)
        for i in np.flatnonzero(odd).tolist():
            box, ratio = annotations.at(int(group[i])), float(np.exp(abs(sizes[group[i]] - centre)))
            said = {
                "ratio": ratio,
                "others": len(group) - 1,
                "name": evidence.categories.name(category),
                "z": z[i],
            }
            reason = (
                sentence(
                    "Reason",
                    "This box is {ratio:.1f} times larger than the other {others} of {name} on this image "
                    "({z:.1f} robust standard deviations).",
                    **said,
                )
                if sizes[group[i]] > centre
                else sentence(
                    "Reason",
                    "This box is {ratio:.1f} times smaller than the other {others} of {name} on this image "
                    "({z:.1f} robust standard deviations).",
                    **said,
                )
            )
            yield _flag(FlagKind.OUT_OF_SCALE, box, float(score[i]), reason)


def _nested(evidence: Evidence, annotations: Annotations, rows: Int, held: Float) -> Iterator[Flag]:
    """Doubt the outer box: people draw one around a group more often than one around a part."""
    settings = evidence.settings
    pairs = nested_pairs(annotations, rows, settings.nested_share)
    outer, counts = np.unique(pairs.first, return_counts=True)
    rare = rarity(evidence.habits.nested, settings)[annotations.categories[outer]]
    # Two within it say more than one that a group was drawn.
    score = (1.0 - _HALF**counts) * rare * (1.0 - held[outer])
    for i in np.flatnonzero(score >= max(settings.min_score, 1e-9)).tolist():
        box = annotations.at(int(outer[i]))
        name = evidence.categories.name(box.category)
        share = evidence.habits.nested[box.category]
        reason = (
            sentence(
                "Reason",
                "This box holds another box of {name}, as {share:.1%} of the others of its class do: it may be "
                "around a group.",
                name=name,
                share=share,
            )
            if counts[i] == 1
            else sentence(
                "Reason",
                "This box holds {count} other boxes of {name}, as {share:.1%} of the others of its class do: it "
                "may be around a group.",
                count=counts[i],
                name=name,
                share=share,
            )
        )
        yield _flag(FlagKind.NESTED, box, float(score[i]), reason)


def _same_place(
    evidence: Evidence, annotations: Annotations, rows: Int, testimony: Testimony | None
) -> Iterator[Flag]:
    """Doubt the box that the model supports less; of two alike, the later."""
    settings, classes = evidence.settings, annotations.categories
    pairs = same_place_pairs(annotations, rows, settings.same_place_from)
    sure = one_object(pairs.iou, settings.same_place_from, settings.same_place_sure)
    rare = rarity(evidence.habits.together, settings)[classes[pairs.first], classes[pairs.second]]
    score = sure * rare
    kept, doubted = pairs.first, pairs.second
    if testimony is not None:
        held = testimony.loss.held
        swap = held[doubted] > held[kept]
        kept, doubted = np.where(swap, doubted, kept), np.where(swap, kept, doubted)
        score = np.where(np.minimum(held[kept], held[doubted]) > _HALF, score * _LEFT_IF_BOTH_SEEN, score)
    for i in np.flatnonzero(score >= max(settings.min_score, 1e-9)).tolist():
        box, other = annotations.at(int(doubted[i])), annotations.at(int(kept[i]))
        reason = sentence(
            "Reason",
            "This box says {name}, and box {other} just there says {other_name}: they overlap by {iou:.2f} IoU.",
            name=evidence.categories.name(box.category),
            other=other.id,
            other_name=evidence.categories.name(other.category),
            iou=pairs.iou[i],
        )
        yield _flag(FlagKind.SAME_PLACE, box, float(score[i]), reason, Edit.delete(box))


def _flag(kind: FlagKind, box: Annotation, score: float, reason: str, suggestion: Edit | None = None) -> Flag:
    return Flag(kind, box.image, box.id, box.category, box.box_xyxy, score, reason, suggestion)
