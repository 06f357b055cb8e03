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
    own = scores[:, 1:]
    floor = FLOOR
    # The background counts too: where it is certain, every class's logit may happen to lie between 0 and 1.
    logits = bool(
        np.fmin.reduce(scores, None, initial=0.0) < 0 or np.fmax.reduce(scores, None, initial=0.0) > _ONE
    )
    if logits:
        floor = float(np.log(FLOOR / (1.0 - FLOOR)))
    anchors, columns = np.divmod(np.flatnonzero(own >= floor), max(own.shape[1], 1))
    found = own[anchors, columns]
    if len(found) > 4 * AT_MOST:
        best = np.argpartition(-found, 4 * AT_MOST)[: 4 * AT_MOST]
        anchors, columns, found = anchors[best], columns[best], found[best]
    width, height = size_wh
    scale = np.array([width, height, width, height], np.float32)
    corners = boxes[anchors][:, [1, 0, 3, 2]].astype(np.float32) * scale
    usable = np.isfinite(found) & np.isfinite(corners).all(axis=1)
    usable &= (corners[:, 2:] > corners[:, :2]).all(axis=1)
    rows = np.flatnonzero(usable)
    rows = rows[np.argsort(-found[rows], kind="stable")][:AT_MOST]
    kept = found[rows].astype(np.float64)
    kept = 1.0 / (1.0 + np.exp(-kept)) if logits else np.minimum(kept, 1.0)
    return RawOutputs(corners[rows], kept.astype(np.float32), (columns[rows] + 1).astype(np.int32))
