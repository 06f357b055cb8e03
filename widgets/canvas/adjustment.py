"""How bright an image is shown: from pixels to those of the screen, by a table. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Float, Int

Pixels = NDArray[np.uint8]

TONES = 256
"""Bars of a histogram."""

_STEEPEST = 4.0
_CUT_OFF = 0.005
_NARROW = 0.25
_COUNTED = 300_000


@dataclass(frozen=True, slots=True)
class Adjustment:
    """How an image is shown; nothing of it is kept with the image.

    Attributes
    ----------
    brightness : float
        Added to what is shown, -1 (all black) to 1 (all white).
    contrast : float
        Steepness about middle grey, -1 (a quarter) to 1 (fourfold).
    gamma : float
        More than 1 brightens what is dark; above 0.
    stretch : bool
        Spread the values that the image has over all the screen can show.
    """

    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 1.0
    stretch: bool = False


AS_IT_IS = Adjustment()


@dataclass(frozen=True, eq=False, slots=True)
class Tones:
    """Which values an image has, over all its channels.

    Attributes
    ----------
    counts : (256,) int64
        Of values from 0 to ``top``, in as many even steps.
    low, high : int
        All but the lowest and the highest 0.5 % of the values lie between them.
    top : int
        The highest value there can be: 255 or 65,535.
    """

    counts: Int
    low: int
    high: int
    top: int

    @property
    def narrow(self) -> bool:
        """Whether an image of 16 bits uses so few of them that it must be stretched for one to see anything."""
        return self.top > 255 and self.high - self.low < _NARROW * self.top


def tones_of(pixels: NDArray[Any]) -> Tones:
    """Count the values of an image, (h, w, 3) uint8 or uint16; of a large one, those of evenly spaced pixels."""
    top = int(np.iinfo(pixels.dtype).max)
    step = max(int(np.sqrt(pixels.shape[0] * pixels.shape[1] / _COUNTED)), 1)
    counts = np.bincount(pixels[::step, ::step].ravel(), minlength=top + 1)
    reached = np.cumsum(counts)
    cut_off = _CUT_OFF * reached[-1]
    low = int(np.searchsorted(reached, cut_off, side="right"))
    high = int(np.searchsorted(reached, reached[-1] - cut_off, side="left"))
    return Tones(counts.reshape(TONES, -1).sum(axis=1), low, max(low, high), top)


def table_of(adjustment: Adjustment, tones: Tones) -> Pixels:
    """What is shown for each value of an image, (256,) or (65536,) uint8; never falling."""
    values: Float = np.arange(tones.top + 1) / tones.top
    if adjustment.stretch and tones.high > tones.low:
        low, high = tones.low / tones.top, tones.high / tones.top
        values = ((values - low) / (high - low)).clip(0, 1)
    values = values ** (1 / adjustment.gamma)
    values = (values - 0.5) * _STEEPEST**adjustment.contrast + 0.5 + adjustment.brightness
    return np.asarray((values.clip(0, 1) * 255 + 0.5).astype(np.uint8))


def adjusted(pixels: NDArray[Any], table: Pixels) -> Pixels:
    """Look every value of some pixels, (h, w, 3) uint8 or uint16, up in a table of as many; (h, w, 3) uint8."""
    if pixels.dtype == np.uint8:
        return np.asarray(cv2.LUT(pixels, table), np.uint8)
    return table.take(pixels)
