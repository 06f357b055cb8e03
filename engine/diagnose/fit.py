"""The model against the data: what it cannot see, what it does not put out, and what is thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine.anchors import COVERED, best_ious, propose, shape_ious
from engine.data.configuration import Configuration
from engine.data.dataset import Bool, Float, Int
from engine.data.finding import Finding, NextStep, NotLookedAt, Topic
from engine.data.model_config import ModelConfig
from engine.data.sentence import sentence
from engine.diagnose import better_anchors
from engine.diagnose.cut import find_cut
from engine.diagnose.patient import Patient, Progress
from engine.diagnose.priced import histogram, price_without, priced_finding
from engine.diagnose.put_out import find_discarded
from engine.errors import UserError
from engine.formats.model_config import read_model_config
from engine.formats.training_config import read_configuration

_FEW, _SHARE_SMALL, _SHARE_UNCOVERED = 5, 0.01, 0.05
_USUAL_STEP = 8.0
"""Of the finest feature map of most detectors."""
_STRETCHED, _OFTEN, _COST_OF_STRETCHING = 1.5, 0.5, 0.02
_SURE, _NOT_SURE, _HARDLY_SURE = 0.8, 0.6, 0.3
_ANCHORS = 9


@dataclass(frozen=True, eq=False, slots=True)
class _Seen:
    """Boxes that count as the model sees them.

    Attributes
    ----------
    rows : (n,) int64
        In the labels as they are now.
    centres, sizes_wh : (n, 2) float64
        In pixels of the model's input.
    """

    rows: Int
    centres: Float
    sizes_wh: Float


def find(patient: Patient, progress: Progress) -> Iterator[Finding | NotLookedAt]:
    """Where the model's input, anchors and limits do not suit the boxes, each with what it costs."""
    if patient.assessment.predictions is not None:
        yield from find_cut(patient)
    if patient.configuration is None or patient.configuration.suffix.lower() == ".json":
        yield NotLookedAt(
            Topic.MODEL,
            sentence(
                "Diagnose", "Without a pipeline.config nobody knows the model's input, anchors and limits."
            ),
        )
        return
    try:
        model = read_model_config(patient.configuration)
        settings = read_configuration(patient.configuration)
    except UserError as error:
        # What needs no configuration has been found by now and must not be lost.
        yield NotLookedAt(Topic.MODEL, sentence("Diagnose", "{reason}", reason=str(error)))
        return
    yield from _stretched(patient, model)
    if patient.assessment.predictions is None:
        return
    progress("Holding boxes against the model", 0, 0)
    seen = _seen(patient, model)
    small = _too_small(seen, model)
    yield from _small(patient, seen, small, model)
    yield from _uncovered(patient, seen, ~small, model, settings)
    if model.suppression is not None:
        yield from find_discarded(patient, model.suppression, settings.suppression_iou)


def _seen(patient: Patient, model: ModelConfig) -> _Seen:
    labels = patient.assessment.annotations
    counts = labels.countable() & ~labels.crowd & ~labels.ignore & (labels.sizes_wh > 0).all(axis=1)
    sizes = patient.dataset.images.sizes_wh
    known = np.asarray((sizes > 0).all(axis=1), np.bool_)
    rows = np.flatnonzero(counts & known[labels.images])
    scales = model.scales(sizes[labels.images[rows]])
    boxes = labels.boxes_xyxy[rows]
    return _Seen(rows, (boxes[:, :2] + boxes[:, 2:]) / 2 * scales, labels.sizes_wh[rows] * scales)


def _too_small(seen: _Seen, model: ModelConfig) -> Bool:
    side = np.sqrt(seen.sizes_wh.prod(axis=1))
    return np.asarray(side < (model.step or _USUAL_STEP), np.bool_)


def _small(patient: Patient, seen: _Seen, small: Bool, model: ModelConfig) -> Iterator[Finding]:
    count = int(np.count_nonzero(small))
    if count < max(_FEW, _SHARE_SMALL * len(small)):
        return
    price = price_without(patient, seen.rows[small])
    if price is None:
        return
    step = model.step or _USUAL_STEP
    side = np.sqrt(seen.sizes_wh.prod(axis=1))
    said = sentence(
        "Diagnose",
        "Too small for the model: {count:,} boxes ({share:.0%}) are smaller in its input than one cell of its finest "
        "feature map, {step:g} pixels. Over all other boxes mAP is {price:.4f} higher.",
        count=count,
        share=count / len(small),
        step=step,
        price=price.delta,
    )
    # Nine in ten boxes are then as large as a cell.
    wanted = step / max(float(np.quantile(side, 0.1)), 1e-9)
    yield priced_finding(
        "model.small_boxes",
        said,
        _SURE if model.step else _NOT_SURE,
        price,
        plot=histogram(
            side,
            step,
            sentence("Diagnose", "Boxes by their side in the model's input"),
            sentence("Diagnose", "side in pixels of the input"),
            sentence("Diagnose", "one cell"),
        ),
        step=sentence(
            "Diagnose",
            "Give the model an input {times:.1f} times as large, or cut images into tiles of that size.",
            times=max(wanted, 1.1),
        ),
    )


def _uncovered(
    patient: Patient, seen: _Seen, large: Bool, model: ModelConfig, settings: Configuration
) -> Iterator[Finding]:
    if not model.anchors or not large.any():
        return
    ious = best_ious(seen.centres, seen.sizes_wh, model.anchors)
    rows = np.flatnonzero(large & (ious < COVERED))
    if len(rows) < max(_FEW, _SHARE_UNCOVERED * np.count_nonzero(large)):
        return
    price = price_without(patient, seen.rows[rows])
    if price is None:
        return
    better = propose(seen.sizes_wh[large], _ANCHORS, seed=patient.seed)
    covered = shape_ious(seen.sizes_wh[large], better).max(axis=1) >= COVERED
    said = sentence(
        "Diagnose",
        "Anchors do not fit: {count:,} boxes ({share:.0%}) have no anchor with an IoU of {iou:g} or more. Over all "
        "other boxes mAP is {price:.4f} higher.",
        count=len(rows),
        share=len(rows) / np.count_nonzero(large),
        iou=COVERED,
        price=price.delta,
    )
    own = priced_finding(
        "model.anchors",
        said,
        _NOT_SURE,
        price,
        plot=histogram(
            ious[large],
            COVERED,
            sentence("Diagnose", "Boxes by the IoU of their best anchor"),
            sentence("Diagnose", "best IoU"),
            sentence("Diagnose", "covered from here on"),
        ),
        step=sentence(
            "Diagnose",
            "Anchors of these shapes have an IoU of {iou:g} with {share:.0%} of the boxes, in pixels of the input: "
            "{anchors}; aspect ratios {ratios}.",
            iou=COVERED,
            share=float(covered.mean()),
            anchors=", ".join(f"{width:.0f} x {height:.0f}" for width, height in better.tolist()),
            ratios=", ".join(_ratios(better)),
        ),
    )
    yield replace(own, steps=(*_lines(patient, seen, large, settings), *own.steps))


def _lines(patient: Patient, seen: _Seen, large: Bool, settings: Configuration) -> tuple[NextStep, ...]:
    """The lines of the configuration that make better anchors, where it has some."""
    if settings.anchors is None:
        return ()
    path, boxes = Path(settings.path), (seen.centres[large], seen.sizes_wh[large])
    return better_anchors.steps(path, settings.anchors, *boxes, seed=patient.seed)


def _ratios(anchors: Float) -> list[str]:
    """Width over height of the anchors, ascending, no two alike."""
    return list(dict.fromkeys(f"{ratio:.1f}" for ratio in np.sort(anchors[:, 0] / anchors[:, 1]).tolist()))


def _stretched(patient: Patient, model: ModelConfig) -> Iterator[Finding]:
    sizes = patient.dataset.images.sizes_wh
    sizes = sizes[(sizes > 0).all(axis=1)]
    if model.fixed_wh is None or not len(sizes):
        return
    scales = model.scales(sizes)
    stretched = np.maximum(scales[:, 0] / scales[:, 1], scales[:, 1] / scales[:, 0])
    share = float(np.mean(stretched > _STRETCHED))
    if share < _OFTEN:
        return
    width, height = model.fixed_wh
    yield Finding(
        key="model.out_of_shape",
        topic=Topic.MODEL,
        sentence=sentence(
            "Diagnose",
            "Resized out of shape: {share:.0%} of the images are stretched by more than {limit:g} to fit {width} x "
            "{height} pixels, the middle one by {middle:.2f}.",
            share=share,
            limit=_STRETCHED,
            width=width,
            height=height,
            middle=float(np.median(stretched)),
        ),
        confidence=_HARDLY_SURE,
        weight=_COST_OF_STRETCHING * float(np.log2(np.median(stretched))),
        why_no_price=sentence("Diagnose", "Only training again without stretching would tell."),
        steps=(
            NextStep(
                sentence(
                    "Diagnose",
                    "Use keep_aspect_ratio_resizer, or an input of the images' own shape, and train again.",
                )
            ),
        ),
    )
