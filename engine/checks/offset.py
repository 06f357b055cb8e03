"""Boxes that are not where they usually are beside a box of another class."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.beside import beside, closest
from engine.checks.evidence import Evidence, Testimony
from engine.checks.habits import rarity
from engine.data.dataset import Annotation, Annotations, Bool, Float
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence


def check_offsets(
    evidence: Evidence, annotations: Annotations, testimony: Testimony | None, sound: Bool
) -> Iterator[Flag]:
    """Flag boxes that have the usual neighbour on their image, and none of them in the usual place."""
    settings, habits = evidence.settings, evidence.offsets
    if not len(habits.categories):
        return
    held = np.zeros(len(annotations)) if testimony is None else testimony.loss.held
    pairs = beside(annotations, sound)
    for habit in range(len(habits.categories)):
        rows, z, others = closest(annotations, pairs, habits, habit)
        rare = float(rarity(habits.odd[habit], settings))
        scores = (
            (1.0 - (settings.outlier_z / np.maximum(z, settings.outlier_z)) ** 2) * rare * (1.0 - held[rows])
        )
        served = set(others[z <= settings.outlier_z].tolist())
        for i in np.flatnonzero(scores >= max(settings.min_score, 1e-9)).tolist():
            box, other = annotations.at(int(rows[i])), annotations.at(int(others[i]))
            reason = sentence(
                "Reason",
                "A box of {name} is usually in one place beside one of {other}; this one is elsewhere beside all of "
                "them ({z:.1f} robust standard deviations).",
                name=evidence.categories.name(box.category),
                other=evidence.categories.name(other.category),
                z=z[i],
            )
            suggestion = None if int(others[i]) in served else _moved(box, other, habits.centres[habit])
            yield Flag(
                FlagKind.ODD_OFFSET,
                box.image,
                box.id,
                box.category,
                box.box_xyxy,
                float(scores[i]),
                reason,
                suggestion,
            )


def _moved(box: Annotation, other: Annotation, centre: Float) -> Edit:
    """The box as large as it is in the usual place."""
    x1, y1, x2, y2 = other.box_xyxy
    size = ((x2 - x1) * (y2 - y1)) ** 0.5
    x, y = (x1 + x2) / 2 + centre[0] * size, (y1 + y2) / 2 + centre[1] * size
    width, height = box.box_xyxy[2] - box.box_xyxy[0], box.box_xyxy[3] - box.box_xyxy[1]
    corners = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    left, top, right, bottom = map(float, corners)
    return Edit.move(box, (left, top, right, bottom))
