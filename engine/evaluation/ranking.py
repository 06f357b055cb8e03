"""Predictions in the orders an evaluation needs. Labels play no part, so edits leave them as they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Bool, Float, Int, Predictions
from engine.evaluation.iou import boxes_xywh
from engine.evaluation.order import by_index, falling
from engine.evaluation.settings import EvaluationSettings


@dataclass(frozen=True, eq=False, slots=True)
class CategoryRanking:
    """The predictions of one category over all images, by falling score.

    Attributes
    ----------
    scores : (d,) float64
    ranks : (d,) int32
        Place among the predictions of the same image and category, from 0.
    inside : (A, d) int32
        How many predictions up to and with this one have an area in each range.
    """

    scores: Float
    ranks: NDArray[np.int32]
    inside: NDArray[np.int32]

    def capped(self, max_detections: int, in_range: Bool) -> tuple[CategoryRanking, Int]:
        """The ranking without predictions beyond a number per image, and where each prediction went.

        Returns
        -------
        CategoryRanking
        (d,) int64
            New position of each prediction; meaningless where it is left out.
        """
        kept = self.ranks < max_detections
        inside = np.cumsum(in_range.compress(kept, axis=1), axis=1, dtype=np.int32)
        return CategoryRanking(self.scores[kept], self.ranks[kept], inside), np.cumsum(kept) - 1


@dataclass(frozen=True, eq=False, slots=True)
class Ranking:
    """All predictions that count, by category, image and falling score.

    Attributes
    ----------
    rows : (d,) int64
        Rows in `Predictions`.
    images : (d,) int64
    boxes_xywh : (d, 4) float64
    in_range : (A, d) bool
        Whether the area lies in each area range.
    positions : (d,) int64
        Place in the `CategoryRanking` of its category.
    bounds : (k + 1,) int64
        Where each category begins.
    categories : tuple of k CategoryRanking
    """

    rows: Int
    images: Int
    boxes_xywh: Float
    in_range: Bool
    positions: Int
    bounds: Int
    categories: tuple[CategoryRanking, ...]

    def of_category(self, category: int) -> slice:
        """Where the predictions of a category lie."""
        return slice(int(self.bounds[category]), int(self.bounds[category + 1]))

    def of_cell(self, category: int, image: int) -> slice:
        """Where the predictions of a category in an image lie."""
        start, stop = int(self.bounds[category]), int(self.bounds[category + 1])
        first, last = np.searchsorted(self.images[start:stop], (image, image + 1))
        return slice(start + int(first), start + int(last))


def in_ranges(areas: Float, settings: EvaluationSettings) -> NDArray[np.bool_]:
    """Whether areas lie in each area range, limits included.

    Parameters
    ----------
    areas : (n,) float64

    Returns
    -------
    (A, n) bool
    """
    low, high = settings.area_ranges[:, :1], settings.area_ranges[:, 1:]
    return (areas >= low) & (areas <= high)


def countable_rows(predictions: Predictions, images: int, categories: int) -> Int:
    """Rows of the predictions an evaluation can use, ascending, (m,) int64.

    They are of a known image and category, and their box and score are finite numbers.
    """
    return np.flatnonzero(
        (predictions.images >= 0)
        & (predictions.images < images)
        & (predictions.categories >= 0)
        & (predictions.categories < categories)
        & np.isfinite(predictions.boxes_xyxy).all(axis=1)
        & np.isfinite(predictions.scores)
    )


def rank(predictions: Predictions, images: int, categories: int, settings: EvaluationSettings) -> Ranking:
    """Put predictions in order.

    Left out are predictions that are not countable (see `countable_rows`), and those beyond the largest of
    `EvaluationSettings.max_detections` in their image and category.
    """
    rows = countable_rows(predictions, images, categories)
    rows = rows[falling(predictions.scores[rows])]
    rows = by_index(by_index(rows, predictions.images, images), predictions.categories, categories)
    places = np.arange(len(rows))
    first_of_cell = np.diff(predictions.categories[rows] * images + predictions.images[rows], prepend=-1) > 0
    place_in_cell = places - np.maximum.accumulate(np.where(first_of_cell, places, 0))
    kept = place_in_cell < settings.max_detections[-1]
    rows, ranks = rows[kept], place_in_cell[kept].astype(np.int32)

    own = predictions.take(rows)
    bounds = np.searchsorted(own.categories, np.arange(categories + 1))
    in_range = in_ranges(own.sizes_wh[:, 0] * own.sizes_wh[:, 1], settings)
    by_score = by_index(falling(own.scores), own.categories, categories)
    positions = np.empty(len(rows), np.int64)
    positions[by_score] = np.arange(len(rows)) - bounds[own.categories[by_score]]
    return Ranking(
        rows=rows,
        images=own.images,
        boxes_xywh=boxes_xywh(own.boxes_xyxy, own.sizes_wh),
        in_range=in_range,
        positions=positions,
        bounds=bounds,
        categories=tuple(
            CategoryRanking(
                own.scores[order],
                ranks[order],
                np.cumsum(in_range.take(order, axis=1), axis=1, dtype=np.int32),
            )
            for order in (by_score[start:stop] for start, stop in pairwise(bounds))
        ),
    )
