"""How other tools rank the same labels, as flags."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import hotcoco
import numpy as np

from engine.data.dataset import Annotations, Categories, Float, Images, Int, Predictions
from engine.data.flag import Flag, FlagKind
from engine.evaluation.iou import boxes_xywh, iou

Ranker = Callable[[Images, Categories, Annotations, Predictions], tuple[Flag, ...]]

_PROBABLE = 0.5
_LEAST_CONFIDENT = 0.05
_SPURIOUS = 0.6
"""FiftyOne says only yes or no of a label without a prediction: here of 0.1 to 0.6 it did best, on another seed."""


def hotcoco_flags(
    images: Images, categories: Categories, labels: Annotations, predictions: Predictions
) -> tuple[Flag, ...]:
    """hotcoco's label errors as flags, by the score of the prediction that contradicts the label."""
    truth = hotcoco.COCO.from_arrays(
        [{"id": i + 1} for i in range(len(images))],
        [{"id": k + 1, "name": name} for k, name in enumerate(categories.names)],
        labels.images + 1,
        labels.categories + 1,
        boxes_xywh(labels.boxes_xyxy, labels.sizes_wh),
        ids=labels.ids,
    )
    boxes = boxes_xywh(predictions.boxes_xyxy, predictions.sizes_wh)
    columns = (predictions.images + 1, boxes, predictions.scores, predictions.categories + 1)
    run = hotcoco.COCOeval(truth, truth.load_res(np.column_stack(columns)), "bbox")
    run.evaluate()
    flags = []
    for error in run.image_diagnostics(score_thr=0.0)["label_errors"]:
        row, number = int(error["dt_id"]) - 1, error["gt_id"]
        if number is None:
            flags.append(_candidate(predictions, row, float(error["dt_score"])))
        else:
            label = labels.row(int(number))
            assert label is not None
            flags.append(_label(labels, label, float(error["dt_score"])))
    return tuple(flags)


def objectlab_flags(
    images: Images, categories: Categories, labels: Annotations, predictions: Predictions
) -> tuple[Flag, ...]:
    """cleanlab's ObjectLab: one minus the lower score of a label (badly located, swapped), and that of the overlooked.

    Its threshold of what is probable is lowered to 0.5, at which it finds more here.
    """
    from cleanlab.object_detection.rank import (
        compute_badloc_box_scores,
        compute_overlooked_box_scores,
        compute_swap_box_scores,
    )

    own, seen = _by_image(labels.images, len(images)), _by_image(predictions.images, len(images))
    given = [
        {"bboxes": labels.boxes_xyxy[rows].astype(np.float32), "labels": labels.categories[rows]}
        for rows in own
    ]
    found, order = [], []
    for rows in seen:
        of_class = [rows[predictions.categories[rows] == k] for k in range(len(categories))]
        order.append(np.concatenate(of_class))
        tables = np.empty(len(categories), object)
        for k, mine in enumerate(of_class):
            tables[k] = np.column_stack([predictions.boxes_xyxy[mine], predictions.scores[mine]])
        found.append(tables)
    flags = []
    located = compute_badloc_box_scores(labels=given, predictions=found)
    swapped = compute_swap_box_scores(labels=given, predictions=found, high_probability_threshold=_PROBABLE)
    overlooked = compute_overlooked_box_scores(
        labels=given, predictions=found, high_probability_threshold=_PROBABLE
    )
    for image, rows in enumerate(own):
        scores = np.minimum(located[image], swapped[image]) if len(rows) else np.zeros(0)
        flags += [_label(labels, row, 1.0 - s) for row, s in zip(rows.tolist(), scores.tolist(), strict=True)]
        missed = np.asarray(overlooked[image], np.float64)
        flags += [
            _candidate(predictions, row, 1.0 - s)
            for row, s in zip(order[image].tolist(), missed.tolist(), strict=False)
            if np.isfinite(s)
        ]
    return tuple(flags)


def mistakenness_flags(
    images: Images, categories: Categories, labels: Annotations, predictions: Predictions
) -> tuple[Flag, ...]:
    """FiftyOne's mistakenness as its documentation describes it, made a ranking of all: the score of a prediction of
    another class where the label is, times the lack of overlap for one of its own; predictions without a label by their
    score; labels without a prediction by a constant; and a check for duplicates, which it has not.
    """
    flags: list[Flag] = []
    own, seen = _by_image(labels.images, len(images)), _by_image(predictions.images, len(images))
    for rows, there in zip(own, seen, strict=True):
        overlap = iou(labels.boxes_xyxy[rows], predictions.boxes_xyxy[there])
        scores = predictions.scores[there]
        used = np.zeros(len(there), np.bool_)
        suspicion = np.full(len(rows), _SPURIOUS)
        for at in np.argsort(-scores).tolist():
            if not len(rows) or overlap[:, at].max() < 0.5:
                continue
            label = int(overlap[:, at].argmax())
            used[at] = True
            score = float(scores[at])
            if suspicion[label] != _SPURIOUS:
                continue
            if labels.categories[rows[label]] == predictions.categories[there[at]]:
                suspicion[label] = max((1.0 - score) / 2, score * 2 * (1.0 - float(overlap[label, at])) / 2)
            else:
                suspicion[label] = (1.0 + score) / 2
        same = labels.categories[rows][:, None] == labels.categories[rows][None, :]
        twice = np.where(same, iou(labels.boxes_xyxy[rows], labels.boxes_xyxy[rows]), 0.0)
        np.fill_diagonal(twice, 0.0)
        copied = np.clip((twice.max(axis=1, initial=0.0) - 0.5) / 0.3, 0.0, 1.0)
        for row, score in zip(rows.tolist(), np.maximum(suspicion, copied).tolist(), strict=True):
            flags.append(_label(labels, row, score))
        free = np.flatnonzero(~used & (scores >= _LEAST_CONFIDENT)).tolist()
        flags += [_candidate(predictions, int(there[at]), float(scores[at])) for at in free]
    return tuple(flags)


PEERS: dict[str, Ranker] = {"hotcoco 1.3": hotcoco_flags, "FiftyOne's formulas": mistakenness_flags}
if find_spec("cleanlab") is not None:
    PEERS["ObjectLab 2.9"] = objectlab_flags


def _by_image(images: Int, count: int) -> list[Int]:
    order = np.argsort(images, kind="stable")
    return np.split(order, np.searchsorted(images[order], np.arange(1, count)))


def _label(labels: Annotations, row: int, score: float) -> Flag:
    box = labels.at(row)
    return Flag(FlagKind.WRONG_CLASS, box.image, box.id, box.category, box.box_xyxy, score, "")


def _candidate(predictions: Predictions, row: int, score: float) -> Flag:
    corners: Float = predictions.boxes_xyxy[row]
    image, category = int(predictions.images[row]), int(predictions.categories[row])
    x1, y1, x2, y2 = corners.tolist()
    return Flag(FlagKind.MISSING_LABEL, image, None, category, (x1, y1, x2, y2), score, "")
