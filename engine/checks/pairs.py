"""Pairs of boxes of one image that overlap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Annotations, Float, Int
from engine.evaluation.iou import boxes_xywh, iou_of_pairs


@dataclass(frozen=True, eq=False, slots=True)
class BoxPairs:
    """Pairs of boxes on one image.

    Attributes
    ----------
    first, second : (p,) int64
        Their rows, ``first`` before ``second``.
    iou : (p,) float64
    """

    first: Int
    second: Int
    iou: Float

    def where(self, kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> BoxPairs:
        """Some of the pairs."""
        return BoxPairs(self.first[kept], self.second[kept], self.iou[kept])


def overlapping(annotations: Annotations, rows: Int, *, within_class: bool) -> BoxPairs:
    """The pairs among some boxes that overlap at all, of the same class or of different ones."""
    group = np.where(within_class, annotations.categories[rows], 0)
    rows = rows[np.lexsort((rows, group, annotations.images[rows]))]
    keys = np.stack([annotations.images[rows], annotations.categories[rows] * within_class], axis=1)
    changes = np.flatnonzero((keys[1:] != keys[:-1]).any(axis=1)) + 1
    ends = np.repeat(np.append(changes, len(rows)), np.diff(np.r_[0, changes, len(rows)]))
    followers = ends - np.arange(len(rows)) - 1
    earlier = np.repeat(np.arange(len(rows)), followers)
    step = np.arange(len(earlier)) - np.repeat(np.cumsum(followers) - followers, followers) + 1
    first, second = rows[earlier], rows[earlier + step]
    boxes = boxes_xywh(annotations.boxes_xyxy, annotations.sizes_wh)
    iou = iou_of_pairs(boxes[first], boxes[second], np.zeros(len(first), np.bool_))
    kept = iou > 0
    if not within_class:
        kept &= annotations.categories[first] != annotations.categories[second]
    return BoxPairs(first, second, iou).where(kept)


def one_object(iou: Float, begins: float, sure: float) -> Float:
    """How surely two boxes are one object: 0 up to the IoU where that begins, 1 from where it is sure, (p,)."""
    # Where the two thresholds are the same, there is nothing between.
    return np.clip((iou - begins) / max(sure - begins, 1e-9), 0.0, 1.0)
