"""The settings of an evaluation as a person types and reads them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingsText:
    """Three lines that say how to measure; `engine.evaluation.settings` makes settings of them.

    Attributes
    ----------
    iou_thresholds : str
        From, to and step as ``0.5:0.95:0.05``, or a list as ``0.5, 0.75``.
    areas : str
        Ranges of area besides that of all boxes, in square pixels: ``small=0:1024, large=9216:``.
    max_detections : str
        How many predictions per image and class count: ``1, 10, 100``.
    """

    iou_thresholds: str
    areas: str
    max_detections: str
