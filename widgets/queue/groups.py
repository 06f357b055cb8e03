"""The queue as it stands on the screen: entries one under another, or under a heading for each image."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Float, Int


@dataclass(frozen=True, eq=False, slots=True)
class Groups:
    """The images that have an entry, in the order of their first ones.

    Attributes
    ----------
    images : (g,) int64
        Indices of images.
    counts : (g,) int64
        How many entries each has, one at least.
    worths : (g,) float64
        The largest worth of each; NaN where none has one.
    order : (m,) int64
        Indices of all entries, image by image.
    """

    images: Int
    counts: Int
    worths: Float
    order: Int


def group_by_image(shown: Int, images: Int, worths: Float) -> Groups:
    """Put entries of an image together: images by their first entry, entries in the order they had.

    Parameters
    ----------
    shown : (m,) int64
        Indices of entries, in the order to show them.
    images, worths : (n,) int, (n,) float64
        Of all entries; NaN: none.
    """
    own = images[shown]
    many = len(shown)
    first = np.full(int(own.max(initial=-1)) + 1, many)
    # What is written last stays: the first place of each image.
    first[own[::-1]] = np.arange(many - 1, -1, -1)
    leading = np.sort(first[first < many])
    ranks = np.zeros(len(first), np.min_scalar_type(len(leading)))
    ranks[own[leading]] = np.arange(len(leading))
    order = shown[np.argsort(ranks[own], kind="stable")]
    counts = np.bincount(own, minlength=1)[own[leading]]
    starts = np.cumsum(counts) - counts
    best = np.fmax.reduceat(worths[order], starts) if many else np.zeros(0)
    return Groups(own[leading].astype(np.int64), counts, best, order)


def places_of(groups: Groups, folded: Collection[int]) -> Int:
    """What stands at each row of the screen: headings with their entries below, but for images that are folded up.

    Returns
    -------
    (r,) int64
        Index of an entry, or -1 less the number of a group for its heading.
    """
    many = len(groups.images)
    unfolded = ~np.isin(groups.images, np.fromiter(folded, np.int64, len(folded)))
    starts = np.cumsum(groups.counts) - groups.counts
    at = np.insert(groups.order, starts, -1 - np.arange(many))
    seen = np.insert(np.repeat(unfolded, groups.counts), starts, np.ones(many, np.bool_))
    return at[seen]
