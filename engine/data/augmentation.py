"""How images are changed for training, and what that does to their boxes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Bool, Float, Int


@dataclass(frozen=True, slots=True)
class Augmentation:
    """A change of an image: about its middle, flips first, then zoom, shear, rotation and shift.

    Attributes
    ----------
    flip_horizontally, flip_vertically : bool
        Left becomes right; top becomes bottom.
    rotation : float
        Degrees, clockwise.
    shift_x, shift_y : float
        To the right and down, as shares of the image's width and height.
    shear : float
        Degrees by which upright lines lean to the right.
    zoom : float
        Above 1 what is in the image becomes larger; above 0.
    brightness : float
        Added, as a share of white: -1 to 1.
    contrast, saturation : float
        1 leaves them; 0 takes them away.
    hue : float
        Degrees by which colours are turned.
    least_visible : float
        Share of a box that must stay inside the image for the box to be kept: 0 to 1.
    """

    flip_horizontally: bool = False
    flip_vertically: bool = False
    rotation: float = 0.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    shear: float = 0.0
    zoom: float = 1.0
    brightness: float = 0.0
    contrast: float = 1.0
    saturation: float = 1.0
    hue: float = 0.0
    least_visible: float = 0.3


@dataclass(frozen=True, eq=False, slots=True)
class MovedBoxes:
    """Boxes that went along with their images.

    Attributes
    ----------
    boxes_xyxy : (n, 4) float64
        The smallest upright box around what became of each, cut at the image's edges.
    visible : (n,) float64
        Share of each that is still inside the image, 0 to 1.
    tightness : (n,) float64
        Area of what became of each by that of the upright box around it, 0 to 1: a turned box leaves corners empty.
    kept : (n,) bool
        Whether enough of each is visible.
    """

    boxes_xyxy: Float
    visible: Float
    tightness: Float
    kept: Bool


@dataclass(frozen=True, slots=True)
class AugmentationShares:
    """What an augmentation does to all boxes of a dataset; shares of them, 0 to 1.

    Attributes
    ----------
    boxes : int
        How many there are.
    lost : float
        Leave the image, or too little of them stays.
    cut : float
        Are kept and lose a part.
    loose : float
        Are kept in an upright box of which they fill less than two thirds of what they filled.
    astray : float
        If boxes were left where they are while pixels move: overlap by less than half with where they belong.
    """

    boxes: int
    lost: float
    cut: float
    loose: float
    astray: float


@dataclass(frozen=True, eq=False, slots=True)
class AugmentationPreview:
    """One image changed, with boxes that went along and boxes that did not.

    Attributes
    ----------
    name : str
        Of the image.
    pixels : (h, w, 3) uint8
        RGB, contiguous.
    moved : MovedBoxes
        In these pixels, as the next.
    left : (n, 4) float64
        The boxes where they were.
    categories : (n,) int64
    shares : AugmentationShares
        Of all boxes of the dataset.
    """

    name: str
    pixels: NDArray[np.uint8]
    moved: MovedBoxes
    left: Float
    categories: Int
    shares: AugmentationShares
