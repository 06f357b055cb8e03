"""What an evaluation measures: IoU thresholds, recall thresholds, area ranges, detections per image."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Float
from engine.errors import UserError


@dataclass(frozen=True, eq=False, slots=True)
class EvaluationSettings:
    """The parameters of COCO's evaluation.

    Attributes
    ----------
    iou_thresholds : (T,) float64
        Ascending, 0 to 1.
    recall_thresholds : (R,) float64
        Where precision is sampled, ascending, 0 to 1.
    area_names : tuple of A str
        ``"all"``, ``"small"``, ``"medium"`` and ``"large"`` are what the twelve metrics look for.
    area_ranges : (A, 2) float64
        Smallest and largest area in square pixels, both inclusive.
    max_detections : tuple of M int
        How many of the best-scored predictions per image and category count, ascending.

    Raises
    ------
    UserError
        There are no thresholds, ranges or numbers of detections, or they do not ascend.
    """

    iou_thresholds: Float
    recall_thresholds: Float
    area_names: tuple[str, ...]
    area_ranges: Float
    max_detections: tuple[int, ...]

    def __post_init__(self) -> None:
        for name in ("iou_thresholds", "recall_thresholds", "max_detections"):
            values = np.asarray(getattr(self, name), np.float64)
            if not len(values) or (np.diff(values) <= 0).any():
                raise UserError(
                    f"{name.replace('_', ' ')} must ascend, and there must be one at least",
                    record="evaluation settings",
                    remedy="List them from the smallest to the largest",
                )
        if not self.area_names or self.area_ranges.shape != (len(self.area_names), 2):
            raise UserError(
                "every area range needs a name, a smallest and a largest area",
                record="evaluation settings",
                remedy='Give at least the range "all"',
            )

    def area(self, name: str) -> int | None:
        """Index of the area range with this name, or None."""
        return self.area_names.index(name) if name in self.area_names else None

    def threshold(self, iou: float) -> int | None:
        """Index of this IoU threshold, or None."""
        found = np.flatnonzero(self.iou_thresholds == iou)
        return int(found[0]) if len(found) else None


COCO = EvaluationSettings(
    iou_thresholds=np.linspace(0.5, 0.95, 10),
    recall_thresholds=np.linspace(0.0, 1.0, 101),
    area_names=("all", "small", "medium", "large"),
    area_ranges=np.array([[0.0, 1e5**2], [0.0, 32.0**2], [32.0**2, 96.0**2], [96.0**2, 1e5**2]]),
    max_detections=(1, 10, 100),
)
"""pycocotools' defaults for boxes, to the last bit."""
