"""What the checks know of a whole dataset."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.checks.beside import Offsets
from engine.checks.habits import NORMAL, Habits
from engine.data.agreement import LabelSet
from engine.data.appearance import Appearances
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotations, Categories, Float, Images, Int
from engine.data.loss import LabelLoss, MissingLabels
from engine.loss import ModelEvidence, Scene, usable_boxes


@dataclass(frozen=True, eq=False, slots=True)
class ClassShapes:
    """What boxes of each class usually look like, on a log scale.

    Attributes
    ----------
    counts : (k,) int64
        Boxes measured.
    centres, spreads : (k, 2) float64
        Median and robust standard deviation of the log of size (square root of the area) and of the
        log of the aspect ratio (width over height).
    """

    counts: Int
    centres: Float
    spreads: Float


@dataclass(frozen=True, eq=False, slots=True)
class Evidence:
    """What the checks know of the whole dataset: gathered once, unchanged by edits.

    Attributes
    ----------
    images, categories
        Of the dataset.
    settings : CheckSettings
    shapes : ClassShapes
    habits : Habits
    offsets : Offsets
    model : ModelEvidence or None
        None without predictions.
    appearances : Appearances or None
        None until somebody has looked at the image files.
    others : tuple of LabelSet
        Other people's labels of the same images.
    """

    images: Images
    categories: Categories
    settings: CheckSettings
    shapes: ClassShapes
    habits: Habits
    offsets: Offsets
    model: ModelEvidence | None
    appearances: Appearances | None = None
    others: tuple[LabelSet, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Testimony:
    """What the model says of the labels under check.

    Attributes
    ----------
    model : ModelEvidence
    scene : Scene
    loss : LabelLoss
    missing : MissingLabels
    """

    model: ModelEvidence
    scene: Scene
    loss: LabelLoss
    missing: MissingLabels


def log_shapes(annotations: Annotations) -> Float:
    """Log of size (square root of the area, pixels) and of aspect ratio; NaN for unusable boxes, (n, 2)."""
    usable = usable_boxes(annotations.boxes_xyxy)
    shapes = np.full((len(annotations), 2), np.nan)
    boxes = annotations.boxes_xyxy[usable]
    width, height = np.log(boxes[:, 2] - boxes[:, 0]), np.log(boxes[:, 3] - boxes[:, 1])
    shapes[usable] = np.stack([(width + height) / 2, width - height], axis=1)
    return shapes


def measure_shapes(annotations: Annotations, categories: int, min_spread: float) -> ClassShapes:
    """Measure what the boxes of each class look like; crowds are left out.

    Parameters
    ----------
    annotations
        All of the dataset.
    categories
        How many the dataset has.
    min_spread
        `CheckSettings.min_spread`.
    """
    shapes = log_shapes(annotations)
    measured = np.isfinite(shapes).all(axis=1) & ~annotations.crowd
    counts = np.zeros(categories, np.int64)
    centres, spreads = np.zeros((categories, 2)), np.ones((categories, 2))
    for category in range(categories):
        own = shapes[measured & (annotations.categories == category)]
        counts[category] = len(own)
        if len(own):
            centres[category] = np.median(own, axis=0)
            deviation = np.median(np.abs(own - centres[category]), axis=0)
            spreads[category] = np.maximum(NORMAL * deviation, min_spread)
    return ClassShapes(counts, centres, spreads)
