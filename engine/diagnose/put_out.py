"""What a model throws away before it puts boxes out: those beyond its limit, and neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from engine.analysis.outcome import Outcomes, outcomes
from engine.data.configuration import Setting
from engine.data.dataset import Bool, Int
from engine.data.finding import Finding, NextStep, NotLookedAt, Topic
from engine.data.model_config import Suppression
from engine.data.sentence import sentence
from engine.diagnose.patient import Patient
from engine.diagnose.priced import price_without, priced_finding
from engine.evaluation.iou import iou

_SAME = 0.9
"""Boxes of one class that overlap by more are one object labelled twice."""
_FEW = 5
_SURE, _NOT_SURE = 0.9, 0.7


def find_discarded(
    patient: Patient, suppression: Suppression, iou_setting: Setting | None
) -> Iterator[Finding | NotLookedAt]:
    """What the limits and the suppression of a configuration take from predictions that were made with it.

    Parameters
    ----------
    patient, suppression
    iou_setting
        Where the configuration has the suppression's IoU.
    """
    found = outcomes(patient.assessment.evaluation, patient.assessment.annotations)
    predictions = patient.assessment.predictions
    most = 0 if predictions is None or not len(predictions) else int(np.bincount(predictions.images).max())
    if most > suppression.most:
        yield NotLookedAt(
            Topic.MODEL,
            sentence(
                "Diagnose",
                "The configuration puts out {limit:,} boxes an image and there are {most:,} on one: these predictions "
                "were made with another, so that its limits were not looked at.",
                limit=suppression.most,
                most=most,
            ),
        )
        return
    one_class = len(patient.dataset.categories) == 1
    limit = min(suppression.most, suppression.most_of_class) if one_class else suppression.most
    yield from _crowded(patient, found, limit)
    yield from _suppressed(patient, found, suppression.iou, iou_setting)


def _crowded(patient: Patient, found: Outcomes, limit: int) -> Iterator[Finding]:
    images = found.annotations.images[~found.ignored]
    counts = np.bincount(images, minlength=len(patient.dataset.images))
    surplus = np.maximum(counts - limit, 0)
    total = int(surplus.sum())
    if total < _FEW:
        return
    missed = np.flatnonzero(found.missed)
    # Of the missed boxes of an image no more than could not be put out.
    of_image = found.annotations.images[missed]
    place = np.arange(len(missed)) - np.searchsorted(of_image, of_image)
    rows = missed[place < surplus[of_image]]
    if not len(rows):
        return
    price = price_without(patient, _own_rows(patient, found, rows))
    if price is None:
        return
    said = sentence(
        "Diagnose",
        "More objects than the model puts out: {images:,} images have more than {limit:,} boxes, {total:,} boxes too "
        "many. Without those mAP is {price:.4f} higher.",
        images=int(np.count_nonzero(surplus)),
        limit=limit,
        total=total,
        price=price.delta,
    )
    step = sentence(
        "Diagnose",
        "Set max_total_detections and max_detections_per_class to {count:,} or more, and export the model again.",
        count=int(counts.max()),
    )
    yield priced_finding("model.too_many_objects", said, _SURE, price, step=step)


def _suppressed(
    patient: Patient, found: Outcomes, limit: float, setting: Setting | None
) -> Iterator[Finding]:
    pairs, overlap = _neighbours(found, limit)
    if len(pairs) < _FEW:
        return
    missed = found.missed
    rows = np.unique(pairs[missed[pairs]])
    if not len(rows):
        return
    price = price_without(patient, _own_rows(patient, found, rows))
    if price is None:
        return
    said = sentence(
        "Diagnose",
        "Suppression eats neighbours: {pairs:,} pairs of boxes of one class overlap by more than {limit:g}, where only "
        "one prediction stays, and {count:,} of these boxes are missed. Without those mAP is {price:.4f} higher.",
        pairs=len(pairs),
        limit=limit,
        count=len(rows),
        price=price.delta,
    )
    wanted = float(np.ceil(np.quantile(overlap, 0.9) * 100) / 100)
    step = sentence(
        "Diagnose",
        "Set iou_threshold of batch_non_max_suppression to {iou:.2f}, which nine in ten of these pairs survive.",
        iou=wanted,
    )
    own = priced_finding("model.suppression", said, _NOT_SURE, price, step=step)
    line = None if setting is None else setting.line(f"{wanted:.2f}")
    yield replace(own, steps=(NextStep(step, line=line),))


def _neighbours(found: Outcomes, limit: float) -> tuple[Int, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Pairs of true boxes of one class and image that overlap by more than this, (p, 2) rows; and their IoU."""
    boxes = found.annotations
    counted = np.flatnonzero(~found.ignored)
    key = boxes.images[counted] * (int(boxes.categories.max(initial=0)) + 1) + boxes.categories[counted]
    order = counted[np.argsort(key, kind="stable")]
    bounds = np.flatnonzero(np.diff(np.sort(key), prepend=-1, append=-1))
    pairs, overlaps = [np.zeros((0, 2), np.int64)], [np.zeros(0)]
    for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if last - first < 2:
            continue
        rows = order[first:last]
        ious = iou(boxes.boxes_xyxy[rows], boxes.boxes_xyxy[rows])
        one, other = np.nonzero(np.triu((ious > limit) & (ious < _SAME), 1))
        pairs.append(np.stack([rows[one], rows[other]], axis=1))
        overlaps.append(ious[one, other])
    return np.concatenate(pairs), np.concatenate(overlaps)


def _own_rows(patient: Patient, found: Outcomes, rows: Int) -> Bool:
    """The same boxes among the patient's labels, (n,) bool."""
    return np.isin(patient.assessment.annotations.ids, found.annotations.ids[rows])
