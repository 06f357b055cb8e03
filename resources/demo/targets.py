"""What the demo's detector should say of labelled boxes; without TensorFlow, so that it can be checked alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from resources.demo.draw import CATEGORIES
from resources.demo.shading import Array

INPUT_HW = (240, 320)
STRIDE = 4
LARGEST_SIDE = 64.0
"""Distances to a box's sides are learnt as parts of this, in pixels of the input."""


def targets_of(boxes_xyxy: Array, classes: npt.NDArray[np.int64]) -> Array:
    """What the network should say: heat of each class, four distances, and where those count.

    Parameters
    ----------
    boxes_xyxy : (n, 4), pixels of the input
    classes : (n,), from 0

    Returns
    -------
    (60, 80, classes + 5)
    """
    height, width = INPUT_HW[0] // STRIDE, INPUT_HW[1] // STRIDE
    target = np.zeros((height, width, len(CATEGORIES) + 5), np.float32)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    px, py = (xs + 0.5) * STRIDE, (ys + 0.5) * STRIDE
    nearest = np.full((height, width), np.inf, np.float32)
    for box, k in zip(boxes_xyxy, classes, strict=True):
        cx, cy, w, h = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box[2] - box[0], box[3] - box[1]
        row = min(int(cy / STRIDE), height - 1)
        column = min(int(cx / STRIDE), width - 1)
        # Heat falls off within a fifth of the box; the cell of the middle itself is 1.
        dx, dy = (px - px[row, column]) / max(0.2 * w, 2.0), (py - py[row, column]) / max(0.2 * h, 2.0)
        heat = np.exp(-0.5 * (dx**2 + dy**2))
        target[..., k] = np.maximum(target[..., k], heat)
        near = (heat > 0.3) & (dx**2 + dy**2 < nearest)
        nearest[near] = (dx**2 + dy**2)[near]
        sides = np.stack([px - box[0], py - box[1], box[2] - px, box[3] - py], -1)
        target[near, -5:-1] = np.maximum(sides[near], 0.0) / LARGEST_SIDE
        target[near, -1] = heat[near]
    return target
