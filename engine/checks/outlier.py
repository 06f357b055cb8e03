"""Boxes unlike the others of their class."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.evidence import Evidence, Testimony, log_shapes
from engine.checks.habits import cut_by_edge
from engine.data.dataset import Annotations, Bool
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence

_KINDS = (FlagKind.SIZE_OUTLIER, FlagKind.ASPECT_OUTLIER)
_HOW = (
    (sentence("Reason", "smaller"), sentence("Reason", "larger")),
    (sentence("Reason", "narrower for its height"), sentence("Reason", "wider for its height")),
)
"""What is unusual of size and shape, below and above what is usual."""


def check_outliers(
    evidence: Evidence, annotations: Annotations, testimony: Testimony | None, sound: Bool
) -> Iterator[Flag]:
    """Flag boxes whose size or shape is far from what is usual in their class.

    The score is 1 - (limit / z)^2, by Chebyshev's reasoning: of boxes beyond z, a share that falls with z
    squared is merely unusual. A box that the model confirms just there is let be, and so is one that the edge of the
    image cuts off.
    """
    shapes, settings = evidence.shapes, evidence.settings
    known = sound & (annotations.categories >= 0) & ~annotations.crowd
    rows = np.flatnonzero(known)
    rows = rows[shapes.counts[annotations.categories[rows]] >= settings.min_boxes]
    category = annotations.categories[rows]
    deviation = log_shapes(annotations)[rows] - shapes.centres[category]
    z = np.abs(deviation) / shapes.spreads[category]
    score = 1.0 - (settings.outlier_z / np.maximum(z, settings.outlier_z)) ** 2
    cut = cut_by_edge(evidence.images, annotations, settings.edge_tolerance)[rows]
    score[cut & (deviation[:, 0] < 0), 0] = 0.0
    score[cut, 1] = 0.0
    if testimony is not None:
        score *= 1.0 - testimony.loss.held[rows, None]
    for i, which in np.argwhere((score >= settings.min_score) & (score > 0)):
        box = annotations.at(rows[i])
        name = evidence.categories.name(box.category)
        ratio = float(np.exp(abs(deviation[i, which])))
        how = _HOW[which][int(deviation[i, which] > 0)]
        reason = sentence(
            "Reason",
            "This box is {ratio:.1f} times {how} than is usual for {name} ({z:.1f} robust standard deviations over "
            "{count} boxes).",
            ratio=ratio,
            how=how,
            name=name,
            z=z[i, which],
            count=shapes.counts[box.category],
        )
        suggestion, prediction = None, None
        if testimony is not None and testimony.loss.elsewhere[rows[i]] >= 0:
            prediction = int(testimony.loss.elsewhere[rows[i]])
            x1, y1, x2, y2 = testimony.model.predictions.boxes_xyxy[prediction].tolist()
            suggestion = Edit.move(box, (x1, y1, x2, y2))
        yield Flag(
            _KINDS[which],
            box.image,
            box.id,
            box.category,
            box.box_xyxy,
            float(score[i, which]),
            reason,
            suggestion,
            prediction,
        )
