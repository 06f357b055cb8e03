"""What the gallery shows of each box: a frozen struct of arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Bool, Float, Int
from engine.data.flag import FlagKind

FLAG_KINDS = tuple(FlagKind)
"""What `Cells.kinds` counts in."""

NO_FLAG = -1


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """Every box of a dataset, in ascending order of id.

    Attributes
    ----------
    ids, images, categories : (n,) int64
        As in `Annotations`.
    areas : (n,) float64
        Width times height of the box, square pixels.
    losses : (n,) float64
        How far the model contradicts the label, 0 to 1; NaN without a model.
    kinds : (n,) int64
        What the box's best flag that waits for a verdict doubts, as an index into `FLAG_KINDS`, or `NO_FLAG`.
    scores, prices : (n,) float64
        Of that flag; NaN where there is none.
    confirmed : (n,) bool
        Whether somebody said that this label, as it is now, is right.
    """

    ids: Int
    images: Int
    categories: Int
    areas: Float
    losses: Float
    kinds: Int
    scores: Float
    prices: Float
    confirmed: Bool

    def __len__(self) -> int:
        return len(self.ids)

    @staticmethod
    def empty() -> Cells:
        """No boxes."""
        none, some = np.zeros(0, np.int64), np.zeros(0)
        return Cells(none, none, none, some, some, none, some, some, np.zeros(0, np.bool_))
