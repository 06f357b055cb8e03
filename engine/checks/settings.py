"""The thresholds of the checks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Thresholds, each with its reason.

    Attributes
    ----------
    min_score : float
        Flags less likely than this are not raised: below it, two in three or more would be false alarms.
        0 lists every label and every candidate, to measure the ranking.
    edge_tolerance : float
        Pixels a box may hang over the edge: tools differ by one in what they call the last pixel.
    min_boxes : int
        Boxes a class needs before any of them can be unlike the rest; with fewer, the spread is a guess.
    outlier_z : float
        Robust standard deviations from the median from which a box is odd: for a normal spread, one
        box in 2,000.
    min_spread : float
        Smallest spread of log size and log aspect ratio: people draw boxes no more alike than some 10 %.
    duplicate_from, duplicate_sure : float
        IoU of two boxes of a class at which they begin to be one object, and at which they surely are:
        different objects seldom overlap by more than the first, careful people agree on the second.
    tiny_side : float
        Pixels below which a side is a slip of the mouse: nobody draws around so little on purpose.
    covered : float
        Share of the image from which on a box covers all of it.
    neighbours : int
        Boxes of a class an image needs before one of them can be out of scale with the others.
    same_place_from, same_place_sure : float
        IoU of boxes of different classes at which they begin to be one object, and at which they surely are: an object
        held or worn fills less of the other.
    nested_share : float
        Share of a box inside another of its class from which on it is a part of it, or the other a group.
    common : float
        Share of a class's boxes from which on what looks odd is simply what such boxes do, and no doubt at all.
    dark_level : float
        Grey level, of 255, below which 95 % of an image that is too dark lies: a screen shows nothing there.
    blank_contrast : float
        Standard deviation of the grey levels of an image below which it shows nothing: noise alone is more.
    """

    min_score: float = 0.3
    edge_tolerance: float = 1.0
    min_boxes: int = 20
    outlier_z: float = 3.5
    min_spread: float = 0.1
    duplicate_from: float = 0.45
    duplicate_sure: float = 0.80
    tiny_side: float = 2.0
    covered: float = 0.95
    neighbours: int = 6
    same_place_from: float = 0.75
    same_place_sure: float = 0.95
    nested_share: float = 0.95
    common: float = 0.05
    dark_level: float = 40.0
    blank_contrast: float = 2.0


DEFAULTS = CheckSettings()
