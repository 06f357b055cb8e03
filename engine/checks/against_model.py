"""Labels that the model contradicts, and places where it sees a label that is missing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks import model_reasons
from engine.checks.evidence import Evidence, Testimony
from engine.data.dataset import Annotation, Annotations, Bool, BoxTuple
from engine.data.edit import Edit
from engine.data.flag import Flag, FlagKind
from engine.data.sentence import sentence

_KINDS = (FlagKind.WRONG_CLASS, FlagKind.BAD_LOCATION, FlagKind.SPURIOUS_LABEL)


def check_against_model(
    evidence: Evidence, annotations: Annotations, testimony: Testimony, sound: Bool
) -> Iterator[Flag]:
    """Flag each label by the part of its loss that is largest, and each place without a label."""
    loss, settings = testimony.loss, evidence.settings
    parts = np.stack([loss.category, loss.place, loss.existence], axis=1)
    largest = parts.argmax(axis=1)
    scores = parts.max(axis=1)
    asked = sound & ~annotations.crowd & ~annotations.ignore & (annotations.categories >= 0)
    for row in np.flatnonzero(asked & (scores >= settings.min_score)).tolist():
        kind = _KINDS[largest[row]]
        yield _label_flag(evidence, testimony, annotations.at(row), row, kind, float(scores[row]))
    missing = testimony.missing
    shown = np.flatnonzero((missing.scores >= settings.min_score) & (missing.scores > 0))
    for prediction, score in zip(
        missing.predictions[shown].tolist(), missing.scores[shown].tolist(), strict=True
    ):
        yield _missing_flag(evidence, testimony, prediction, score)


def _label_flag(
    evidence: Evidence, testimony: Testimony, box: Annotation, row: int, kind: FlagKind, score: float
) -> Flag:
    loss, name = testimony.loss, evidence.categories.name(box.category)
    prediction: int | None
    if kind is FlagKind.SPURIOUS_LABEL:
        prediction = None
        reason = model_reasons.of_spurious(name, loss.missed[row])
        return _flag(kind, box, score, reason, Edit.delete(box), prediction)
    if kind is FlagKind.WRONG_CLASS and loss.raw_rival[row] >= 0:
        return _raw_flag(evidence, testimony, box, row, score)
    rival = kind is FlagKind.WRONG_CLASS
    prediction = int((loss.rival if rival else loss.elsewhere)[row])
    seen = int(testimony.model.predictions.categories[prediction])
    seen_score = testimony.model.predictions.scores[prediction]
    iou = float((loss.rival_iou if rival else loss.elsewhere_iou)[row])
    if rival:
        reason = model_reasons.of_class(name, evidence.categories.name(seen), seen_score, iou)
        return _flag(kind, box, score, reason, Edit.relabel(box, seen), prediction)
    reason = model_reasons.of_place(name, seen_score, iou)
    return _flag(kind, box, score, reason, Edit.move(box, _corners(testimony, prediction)), prediction)


def _raw_flag(evidence: Evidence, testimony: Testimony, box: Annotation, row: int, score: float) -> Flag:
    """Another class that suppression has hidden, or less of it than the anchors here say."""
    raw = testimony.model.raw
    rival = int(testimony.loss.raw_rival[row])
    seen = int(raw.outputs.categories[rival])
    reason = sentence(
        "Reason",
        "Before suppression the model sees {seen} here with score {score:.2f} where this box says {name}.",
        seen=evidence.categories.name(seen),
        score=raw.outputs.scores[rival],
        name=evidence.categories.name(box.category),
    )
    return _flag(FlagKind.WRONG_CLASS, box, score, reason, Edit.relabel(box, seen), None)


def _missing_flag(evidence: Evidence, testimony: Testimony, prediction: int, score: float) -> Flag:
    predictions = testimony.model.predictions
    image, category = int(predictions.images[prediction]), int(predictions.categories[prediction])
    box = _corners(testimony, prediction)
    added = Annotation.new(image, category, box)
    name = evidence.categories.name(category)
    reason = model_reasons.of_missing(name, predictions.scores[prediction])
    return Flag(
        FlagKind.MISSING_LABEL, image, None, category, box, score, reason, Edit.add(added), prediction
    )


def _flag(
    kind: FlagKind,
    box: Annotation,
    score: float,
    reason: str,
    suggestion: Edit | None,
    prediction: int | None,
) -> Flag:
    return Flag(kind, box.image, box.id, box.category, box.box_xyxy, score, reason, suggestion, prediction)


def _corners(testimony: Testimony, prediction: int) -> BoxTuple:
    x1, y1, x2, y2 = testimony.model.predictions.boxes_xyxy[prediction].tolist()
    return x1, y1, x2, y2
