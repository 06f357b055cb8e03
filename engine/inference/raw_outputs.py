"""From what a model says of every anchor, before suppression, to the little of it that says something.

In the TF2 Object Detection API ``raw_detection_boxes`` are (n, anchors, 4) ymin, xmin, ymax, xmax as fractions of
the image, and ``raw_detection_scores`` (n, anchors, 1 + classes): column 0 is the background, column i the class
with number i. SSD gives sigmoids, Faster R-CNN softmaxes; some exports leave out that last step and give logits.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.model import RawOutputs

FLOOR = 0.02
"""Scores below say next to nothing: most anchors give most classes less."""

AT_MOST = 200
"""Rows kept of an image, the best: twice as many as the survivors of suppression usually are."""

_ONE = 1.0 + 1e-6
"""A softmax in single precision may pass 1 by its last bits."""


def misshapen(boxes: NDArray[Any], scores: NDArray[Any], images: int) -> str | None:
    """Say why these are no raw outputs of so many images; None where they are."""
    found = f"raw_detection_boxes {list(boxes.shape)}, raw_detection_scores {list(scores.shape)}"
    if not (
        boxes.ndim == scores.ndim == 3
        and len(boxes) == len(scores) == images
        and boxes.shape[1] == scores.shape[1]
        and boxes.shape[2] == 4
        and scores.shape[2] >= 2
    ):
        return f"their shapes do not go together ({found})"
    if not (np.issubdtype(boxes.dtype, np.floating) and np.issubdtype(scores.dtype, np.floating)):
        return f"they are no fractions ({boxes.dtype}, {scores.dtype})"
    return None


def reduced(boxes: NDArray[Any], scores: NDArray[Any], size_wh: tuple[int, int]) -> RawOutputs:
    """Keep the classes that anchors give more than next to nothing, the best first.

    Parameters
    ----------
    boxes : (a, 4)
        ymin, xmin, ymax, xmax as fractions.
    scores : (a, 1 + classes)
        The first column is the background. Where any number is not from 0 to 1 all are logits.
    size_wh
        Of the image in pixels.
    """
    floor = FLOOR
    # The background counts too: where it is certain, every class's logit may happen to lie between 0 and 1.
    logits = bool(
        np.fmin.reduce(scores, None, initial=0.0) < 0 or np.fmax.reduce(scores, None, initial=0.0) > _ONE
    )
    if logits:
        floor = float(np.log(FLOOR / (1.0 - FLOOR)))
    width, height = size_wh
    corners = boxes[:, [1, 0, 3, 2]].astype(np.float32) * np.array([width, height, width, height], np.float32)
    usable = np.isfinite(corners).all(axis=1) & (corners[:, 2:] > corners[:, :2]).all(axis=1)
    said = scores >= floor
    said[~usable] = False
    said[:, 0] = False
    anchors, columns = np.divmod(np.flatnonzero(said), scores.shape[1])
    found = scores[anchors, columns].astype(np.float64)
    best = np.argsort(-found, kind="stable")[:AT_MOST]
    kept = 1.0 / (1.0 + np.exp(-found[best])) if logits else np.minimum(found[best], 1.0)
    return RawOutputs(corners[anchors[best]], kept.astype(np.float32), columns[best].astype(np.int32))
