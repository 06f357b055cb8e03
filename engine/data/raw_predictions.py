"""Predictions as their file states them, before anything is looked up or converted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Bool, Float, Int

Key = str | int | float
"""An image or a class as a file names it: by number, file name or whatever else."""


@dataclass(frozen=True, eq=False, slots=True)
class RawPredictions:
    """Scored boxes in the order of their file; every record of it is a row, also one that nothing can be made of.

    Attributes
    ----------
    image_keys, category_keys : tuple of str, int, float or None
        What the records name, each once, in the order of the first record that names it; None where a record names
        nothing that could be a name.
    images, categories : (n,) int64
        Indices into these.
    boxes : (n, 4) float64
        The four numbers in the order of the file; NaN where there are none.
    scores : (n,) float64
        NaN where there is none.
    """

    image_keys: tuple[Key | None, ...]
    category_keys: tuple[Key | None, ...]
    images: Int
    categories: Int
    boxes: Float
    scores: Float

    def __len__(self) -> int:
        return len(self.scores)

    @staticmethod
    def empty() -> RawPredictions:
        """No predictions."""
        none = np.zeros(0, np.int64)
        return RawPredictions((), (), none, none, np.zeros((0, 4)), np.zeros(0))

    def take(self, rows: Int | Bool) -> RawPredictions:
        """The predictions in these rows."""
        return RawPredictions(
            self.image_keys,
            self.category_keys,
            self.images[rows],
            self.categories[rows],
            self.boxes[rows],
            self.scores[rows],
        )
