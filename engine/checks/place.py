"""Boxes where those of their class seldom are."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.evidence import Evidence, Testimony
from engine.checks.habits import middles
from engine.data.dataset import Annotations, Bool
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence

_SIDES = (
    (sentence("Reason", "left"), sentence("Reason", "right")),
    (sentence("Reason", "high"), sentence("Reason", "low")),
)
"""Where a box is in its image, across and down."""


def check_places(
    evidence: Evidence, annotations: Annotations, testimony: Testimony | None, sound: Bool
) -> Iterator[Flag]:
    """Flag boxes far from the usual place of their class in the image, as a fixed camera shows it.

    Where a class is anywhere in the image, its spread is so large that no place is unusual.
    """
    settings, habits = evidence.settings, evidence.habits
    rows = np.flatnonzero(sound & (annotations.categories >= 0) & ~annotations.crowd)
    rows = rows[evidence.shapes.counts[annotations.categories[rows]] >= settings.min_boxes]
    category = annotations.categories[rows]
    away = middles(evidence.images, annotations)[rows] - habits.places[category]
    z = np.nan_to_num(np.abs(away) / habits.place_spreads[category])
    which = z.argmax(axis=1) if len(rows) else np.zeros(0, np.int64)
    worst = z[np.arange(len(rows)), which]
    score = 1.0 - (settings.outlier_z / np.maximum(worst, settings.outlier_z)) ** 2
    if testimony is not None:
        score *= 1.0 - testimony.loss.held[rows]
    for i in np.flatnonzero(score >= max(settings.min_score, 1e-9)).tolist():
        box, side = annotations.at(int(rows[i])), int(which[i])
        name = evidence.categories.name(box.category)
        where = _SIDES[side][int(away[i, side] > 0)]
        reason = sentence(
            "Reason",
            "This box is unusually far {where} in the image for {name}: {away:.0%} of it from the usual place "
            "({z:.1f} robust standard deviations over {count} boxes).",
            where=where,
            name=name,
            away=abs(away[i, side]),
            z=worst[i],
            count=evidence.shapes.counts[box.category],
        )
        yield Flag(
            FlagKind.UNUSUAL_PLACE,
            box.image,
            box.id,
            box.category,
            box.box_xyxy,
            float(score[i]),
            reason,
        )
