"""What a detector's configuration says of what it can see and what it puts out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Float, Int


@dataclass(frozen=True, eq=False, slots=True)
class AnchorLevel:
    """Anchors that stand on one grid.

    Attributes
    ----------
    steps : (2,) float64
        Distance of neighbours across and down, in pixels of the model's input.
    offset : (2,) float64
        Where the first one's centre is.
    sizes_wh : (m, 2) float64
        Width and height of each, in pixels of the model's input.
    """

    steps: Float
    offset: Float
    sizes_wh: Float


@dataclass(frozen=True, slots=True)
class Suppression:
    """What is done with boxes before they are put out.

    Attributes
    ----------
    score : float
        Boxes that score less are dropped.
    iou : float
        Of boxes of one class that overlap by more, the better one stays.
    most, most_of_class : int
        So many boxes an image has at most.
    """

    score: float
    iou: float
    most: int
    most_of_class: int


@dataclass(frozen=True, eq=False, slots=True)
class ModelConfig:
    """What the TF2 Object Detection API's pipeline.config says.

    Attributes
    ----------
    fixed_wh : tuple of 2 int or None
        Every image is resized to this, whatever its shape.
    sides : tuple of 2 int or None
        The shorter side becomes the first, unless the longer one would exceed the second.
    step : float
        Pixels of the input that one cell of the finest feature map stands for; 0 where it is not known.
    anchors : tuple of AnchorLevel
        Empty where the model has none, or where they are not known.
    suppression : Suppression or None
        None where it is not told.
    """

    fixed_wh: tuple[int, int] | None = None
    sides: tuple[int, int] | None = None
    step: float = 0.0
    anchors: tuple[AnchorLevel, ...] = ()
    suppression: Suppression | None = None

    def scales(self, sizes_wh: Int) -> Float:
        """By how much images are resized across and down.

        Parameters
        ----------
        sizes_wh : (n, 2) int64
            Of the images; above 0.

        Returns
        -------
        (n, 2) float64
        """
        if self.fixed_wh is not None:
            return np.asarray(np.array(self.fixed_wh) / sizes_wh, np.float64)
        if self.sides is None:
            return np.ones(sizes_wh.shape)
        shorter, longer = self.sides
        scale = np.minimum(shorter / sizes_wh.min(axis=1), longer / sizes_wh.max(axis=1))
        return np.repeat(scale[:, None], 2, axis=1)
