"""How well a model's anchors cover boxes, and which would cover them better."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.data.dataset import Float, Int
from engine.data.model_config import AnchorLevel

COVERED = 0.5
"""IoU at which a box counts as an anchor's own where models are trained."""
_ROUNDS = 100
_AT_ONCE = 4096


def best_ious(centres: Float, sizes_wh: Float, levels: Sequence[AnchorLevel]) -> Float:
    """IoU of each box with the anchor that fits it best, where that anchor stands next to it on its grid.

    Parameters
    ----------
    centres : (n, 2) float64
        In pixels of the model's input.
    sizes_wh : (n, 2) float64
        Likewise.
    levels

    Returns
    -------
    (n,) float64
        0 to 1; 0 without anchors. Near the border of an image, where the grid ends, it may be less in truth.
    """
    best = np.zeros(len(sizes_wh))
    for level in levels:
        for first in range(0, len(best) if len(level.sizes_wh) else 0, _AT_ONCE):
            own = slice(first, first + _AT_ONCE)
            away = centres[own] - level.offset
            away = np.abs(away - np.round(away / level.steps) * level.steps)
            found = _ious(sizes_wh[own], level.sizes_wh, away).max(axis=1)
            best[own] = np.maximum(best[own], found)
    return best


def shape_ious(sizes_wh: Float, anchors_wh: Float) -> Float:
    """IoU of each box with each anchor as if both had the same centre, (n, m) float64."""
    return _ious(sizes_wh, anchors_wh, np.zeros((len(sizes_wh), 2)))


def propose(sizes_wh: Float, count: int, *, seed: int = 0) -> Float:
    """Anchors for boxes, by k-means with 1 - IoU as distance.

    Source: J. Redmon and A. Farhadi, YOLO9000: Better, Faster, Stronger, CVPR 2017, section 2, dimension clusters.

    Parameters
    ----------
    sizes_wh : (n, 2) float64
        Width and height of the boxes, above 0; one at least.
    count
        How many anchors; no more than there are different boxes are made.
    seed
        The same seed begins with the same boxes.

    Returns
    -------
    (count, 2) float64
        Ascending by area.
    """
    anchors = _begun(sizes_wh, count, np.random.default_rng(seed))
    nearest: Int = np.full(len(sizes_wh), -1, np.int64)
    for _ in range(_ROUNDS):
        ious = shape_ious(sizes_wh, anchors)
        now = ious.argmax(axis=1)
        if (now == nearest).all():
            break
        nearest = now
        members = np.bincount(nearest, minlength=len(anchors))
        sums = np.stack(
            [np.bincount(nearest, sizes_wh[:, side], minlength=len(anchors)) for side in (0, 1)], axis=1
        )
        anchors = np.where(members[:, None] > 0, sums / np.maximum(members, 1)[:, None], anchors)
    return np.asarray(anchors[np.argsort(anchors.prod(axis=1), kind="stable")], np.float64)


def _begun(sizes_wh: Float, count: int, rng: np.random.Generator) -> Float:
    """Boxes to begin with, each likely to be unlike those before it (k-means++)."""
    chosen = [sizes_wh[rng.integers(len(sizes_wh))]]
    while len(chosen) < count:
        distance = (1.0 - shape_ious(sizes_wh, np.array(chosen)).max(axis=1)) ** 2
        distance[distance < 1e-18] = 0.0
        if not distance.any():
            break
        chosen.append(sizes_wh[rng.choice(len(sizes_wh), p=distance / distance.sum())])
    return np.array(chosen)


def _ious(sizes_wh: Float, anchors_wh: Float, away: Float) -> Float:
    """IoU of boxes with anchors whose centres are so far away, (n, m)."""
    sizes, anchors = sizes_wh[:, None], anchors_wh[None]
    overlap = np.minimum((sizes + anchors) / 2 - away[:, None], np.minimum(sizes, anchors))
    inside = np.maximum(overlap, 0.0).prod(axis=2)
    return np.asarray(inside / (sizes.prod(axis=2) + anchors.prod(axis=2) - inside), np.float64)
