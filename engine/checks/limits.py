"""What the data do not allow to tell: no doubt about a box, so problems, not flags."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.checks.evidence import Evidence
from engine.data.dataset import Annotations, Problem
from engine.loss import MATCHED, ModelEvidence, Scene, look, usable_boxes

_NOTED = 0.1
"""Share of the images without predictions from which on it is no accident."""

_HARDLY = 0.05
"""Share of labels that a model finds, below which it was hardly made for these classes."""


def check_limits(
    evidence: Evidence, annotations: Annotations, scene: Scene | None = None
) -> tuple[Problem, ...]:
    """Say what cannot be checked, and why.

    Parameters
    ----------
    evidence
        Of the dataset.
    annotations
        All of its labels.
    scene
        `engine.loss.look` at them, where somebody has.
    """
    problems = [*_sizes(evidence, annotations)]
    if evidence.model is not None:
        problems += _predictions(evidence.model, scene or look(evidence.model, annotations))
    return tuple(problems)


def _sizes(evidence: Evidence, annotations: Annotations) -> Iterator[Problem]:
    usable = usable_boxes(annotations.boxes_xyxy)
    sizes = annotations.sizes_wh[usable]
    if len(sizes) >= evidence.settings.min_boxes and (sizes == sizes[0]).all():
        width, height = sizes[0].tolist()
        yield Problem(
            "",
            f"all {len(sizes):,} boxes",
            f"they are of one size, {width:g} x {height:g} pixels, so that none can be unlike the others",
            "Check how they were made: people draw no two boxes of the same size",
        )


def _predictions(model: ModelEvidence, scene: Scene) -> Iterator[Problem]:
    annotations = scene.annotations
    if not len(model.order):
        yield Problem(
            "",
            "predictions",
            "none of them can be used, so that labels are not held against the model",
            "Check their boxes, scores and classes",
        )
        return
    labelled = np.unique(annotations.images)
    unseen = labelled[model.starts[labelled + 1] == model.starts[labelled]]
    if len(unseen) >= _NOTED * max(len(labelled), 1) and len(unseen):
        yield Problem(
            "",
            f"{len(unseen):,} of {len(labelled):,} images",
            "they have labels and no predictions, so that their labels are not held against the model",
            "Run the model on all images, or open those alone that it was run on",
        )
    scores = model.predictions.scores[model.order]
    if model.indiscriminate:
        yield Problem(
            "",
            "predictions",
            f"all have the score {scores[0]:g}, so that no label is called missing: nobody can tell which are sure",
            "Have the model write its scores",
        )
    found = _share_found(model, scene)
    if found < _HARDLY:
        yield Problem(
            "",
            "predictions",
            f"the model finds {found:.0%} of the labels in their place and class",
            "Check that its classes are the dataset's: a label map that is off by one looks like this",
        )


def _share_found(model: ModelEvidence, scene: Scene) -> float:
    """Share of the usable labels on images with predictions that have one of their class; 1 without any."""
    annotations = scene.annotations
    asked = usable_boxes(annotations.boxes_xyxy) & (annotations.categories >= 0)
    asked &= model.starts[annotations.images + 1] > model.starts[annotations.images]
    same = annotations.categories[scene.labels] == model.predictions.categories[scene.columns[scene.seen]]
    found = np.zeros(len(annotations), np.bool_)
    found[scene.labels[same & (scene.iou >= MATCHED)]] = True
    return float(found[asked].mean()) if asked.any() else 1.0
