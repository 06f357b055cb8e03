"""What the image files of a dataset look like, as far as checks ask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Bool, Float, Int

PARTS = 32
"""Parts along a side into which two images are divided to be compared."""


@dataclass(frozen=True, eq=False, slots=True)
class Appearances:
    """What was seen of each image file; rows are those of `engine.data.dataset.Images`, then other splits' images.

    Attributes
    ----------
    names : tuple of str
        What people call the files.
    problems : tuple of str or None
        Why a file could not be read, or what is wrong with one that could.
    missing, unreadable : (n,) bool
        There is no such file; there is one, and it shows no image.
    sizes_wh : (n, 2) int64
        Width and height, upright; 0 where not known.
    sideways : (n,) bool
        EXIF says that the stored image is to be turned by a quarter.
    brightness : (n,) float64
        95th percentile of the grey levels, 0 to 255; NaN where not known, as the next two.
    contrast : (n,) float64
        Standard deviation of the grey levels.
    sharpness : (n,) float64
        Log of the variance of the Laplacian over that of the grey levels, both at one size for all images: how much
        of what is seen is fine detail.
    splits : tuple of tuple of str
        The splits that list each image; empty where none is known.
    pairs : Copies
        Images that show the same.
    """

    names: tuple[str, ...]
    problems: tuple[str | None, ...]
    missing: Bool
    unreadable: Bool
    sizes_wh: Int
    sideways: Bool
    brightness: Float
    contrast: Float
    sharpness: Float
    splits: tuple[tuple[str, ...], ...]
    pairs: Copies

    def __len__(self) -> int:
        return len(self.names)

    @property
    def unseen(self) -> int:
        """Of how many files nothing is known: there was no room for them."""
        return int(((self.sizes_wh == 0).all(axis=1) & ~self.missing & ~self.unreadable).sum())


@dataclass(frozen=True, eq=False, slots=True)
class Copies:
    """Pairs of images that show the same, but for a change of size, of brightness, or of compression.

    Attributes
    ----------
    first, second : (p,) int64
        Rows of `Appearances`, the first the smaller.
    differences : (p, 32, 32) float32
        By how many grey levels each part of the two differs.
    """

    first: Int
    second: Int
    differences: NDArray[np.float32]

    @staticmethod
    def none() -> Copies:
        """No two images are alike."""
        return Copies(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, PARTS, PARTS), np.float32))

    def of(self, row: int) -> list[tuple[int, int]]:
        """The images that show the same as one: row, and position of the pair."""
        places = np.flatnonzero((self.first == row) | (self.second == row)).tolist()
        return [(int(self.first[i] + self.second[i] - row), i) for i in places]
