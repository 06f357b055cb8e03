"""Labels of a class that the dataset does not define."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.evidence import Evidence, Testimony
from engine.data.dataset import Annotations, Bool
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence


def check_classes(
    evidence: Evidence, annotations: Annotations, testimony: Testimony | None, sound: Bool
) -> Iterator[Flag]:
    """Flag labels of an unknown class; where the model sees a known one just there, suggest it."""
    known = (annotations.categories >= 0) & (annotations.categories < len(evidence.categories))
    for row in np.flatnonzero(sound & ~known).tolist():
        box = annotations.at(row)
        reason = sentence("Reason", "The dataset does not define the class of this box.")
        suggestion, prediction = None, None
        if testimony is not None and testimony.loss.rival[row] >= 0:
            prediction = int(testimony.loss.rival[row])
            category = int(testimony.model.predictions.categories[prediction])
            score = testimony.model.predictions.scores[prediction]
            reason = sentence(
                "Reason",
                "The dataset does not define the class of this box; the model sees {name} here with score "
                "{score:.2f}.",
                name=evidence.categories.name(category),
                score=score,
            )
            suggestion = Edit.relabel(box, category)
        yield Flag(
            FlagKind.UNKNOWN_CATEGORY,
            box.image,
            box.id,
            box.category,
            box.box_xyxy,
            1.0,
            reason,
            suggestion,
            prediction,
        )
