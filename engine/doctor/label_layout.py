"""Whether the labels themselves are read as they were meant: boxes that leave their images were meant otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Bool, Dataset, Float
from engine.data.reading import NORMALISED, PIXELS, LabelReading, Layout, Scale
from engine.doctor.boxes import laid_out, scaled, share_outside

_LAYOUTS = (Layout.XYXY, Layout.CXCYWH, Layout.YXYX)
_UNIT = 1.5
"""Numbers up to this are parts of an image; there is hardly a box whose far corner is at pixel 1."""
_FEW, _SURE_FEW = 3, 10
_LEFT, _SURE_LEFT = 0.25, 0.1
_SURE_SHARE = 0.05
_TIE = 0.01


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of the labels that keeps them in their images better than the present one.

    Attributes
    ----------
    reading : LabelReading
    outside, outside_now : float
        Share of the boxes that leave their image under it, and now.
    sure : bool
        Whether this alone is enough to say so.
    """

    reading: LabelReading
    outside: float
    outside_now: float
    sure: bool


def usable_labels(dataset: Dataset) -> Bool:
    """Labels that boxes can be compared with, whatever their class, (n,) bool."""
    own = dataset.annotations
    return np.isfinite(own.boxes_xyxy).all(axis=1) & ~own.crowd


def label_boxes(dataset: Dataset, reading: LabelReading) -> Float:
    """Left, top, width and height of all labels under a reading of layout and scale, (n, 4) float64."""
    own = dataset.annotations
    boxes = np.hstack([own.boxes_xyxy[:, :2], own.sizes_wh])
    return scaled(laid_out(boxes, reading.layout), reading.scale, dataset.images.sizes_wh[own.images])


def label_candidates(dataset: Dataset) -> Iterator[Candidate]:
    """Readings of the labels that fit their images better than the present one, the best first."""
    rows = usable_labels(dataset)
    sizes = dataset.images.sizes_wh[dataset.annotations.images[rows]]
    count = int(np.count_nonzero((sizes > 0).all(axis=1)))
    if not count:
        return
    boxes = np.hstack([dataset.annotations.boxes_xyxy[rows, :2], dataset.annotations.sizes_wh[rows]])
    unit = bool(np.abs(boxes).max() <= _UNIT and np.median(sizes) > 8)
    scale: Scale = NORMALISED if unit else PIXELS
    now = share_outside(boxes, sizes)
    shares = {
        layout: share_outside(scaled(laid_out(boxes, layout), scale, sizes), sizes)
        for layout in (Layout.XYWH, *_LAYOUTS)
    }
    if unit:
        least = min(shares.values())
        # The usual one unless it keeps clearly fewer boxes in their images.
        likely = (
            [Layout.XYWH] if shares[Layout.XYWH] <= least + _TIE else sorted(_LAYOUTS, key=shares.__getitem__)
        )
        for layout in likely:
            yield Candidate(LabelReading(layout, scale), shares[layout], 1.0, sure=count >= _SURE_FEW)
        return
    for layout in sorted(_LAYOUTS, key=shares.__getitem__):
        share = shares[layout]
        if now * count >= _FEW and share <= _LEFT * now:
            sure = now >= _SURE_SHARE and now * count >= _SURE_FEW and share <= _SURE_LEFT * now
            yield Candidate(LabelReading(layout, scale), share, now, sure=sure)
