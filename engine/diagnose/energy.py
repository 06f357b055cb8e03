"""Whether two clouds of points are of one distribution, and how far they are apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.data.dataset import Bool, Float

_MOST_COMPONENTS = 32
_KEPT = 0.95
"""Share of the variance that the components kept have."""
_RIDGE = 1e-2
"""Added to each component's variance, as a share of the largest."""
PERMUTATIONS = 999
_AT_ONCE = 200


@dataclass(frozen=True, eq=False, slots=True)
class Apart:
    """How two groups of points differ.

    Attributes
    ----------
    effect : float
        0 to 1: the largest distance between the cumulated shares of the groups' scores, the second having the larger.
    p : float
        How often chance alone makes an energy distance as large.
    scores : (n,) float64
        Of each point: how much it is like the second group, by a rule that was made without it; about 0 and 1.
    """

    effect: float
    p: float
    scores: Float


def reduced(vectors: Float) -> Float:
    """Principal components of features that are made alike first, at most 32, (n, k) float64.

    Parameters
    ----------
    vectors : (n, d) float64
    """
    spread = vectors.std(axis=0)
    some = spread > 1e-9 * max(float(spread.max(initial=0.0)), 1e-300)
    alike = (vectors[:, some] - vectors[:, some].mean(axis=0)) / spread[some]
    if not alike.size:
        return np.zeros((len(vectors), 0))
    left, size, _ = np.linalg.svd(alike, full_matrices=False)
    share = np.cumsum(size**2) / max(float((size**2).sum()), 1e-300)
    # No more than a rule can be made of.
    count = min(int(np.searchsorted(share, _KEPT)) + 1, _MOST_COMPONENTS, max(len(vectors) // 4, 1))
    components: Float = left[:, :count] * size[:count]
    return components


def energy_test(
    points: Float,
    second: Bool,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Apart:
    """Hold two groups of points against each other.

    The test is by the energy distance, points changing groups (G. Székely and M. Rizzo, Energy statistics, Journal of
    Statistical Planning and Inference 143, 2013): it finds any difference, in the mean or not. The effect is by the
    line that tells the groups apart best, a ridge regression on the group; the score of a point is of the rule that
    all other points make, so that chance has none.

    Parameters
    ----------
    points : (n, k) float64
    second : (n,) bool
        Which are of the second group; some are, and some are not.
    permutations
        The least p-value is one by one more than these.
    seed
    progress
        May raise `engine.errors.CancelledError`.
    """
    count, chosen = len(points), int(second.sum())
    squares = (points**2).sum(axis=1)
    apart = np.sqrt(np.maximum(squares[:, None] + squares - 2 * points @ points.T, 0.0))
    rows = apart.sum(axis=1)
    observed = _energy(second.astype(np.float64)[None], apart, rows, chosen)[0]
    rng = np.random.default_rng(seed)
    as_large = 0
    for start in range(0, permutations, _AT_ONCE):
        progress(start, permutations)
        draws = np.zeros((min(_AT_ONCE, permutations - start), count))
        order = rng.random(draws.shape).argpartition(chosen, axis=1)[:, :chosen]
        np.put_along_axis(draws, order, 1.0, axis=1)
        as_large += int((_energy(draws, apart, rows, chosen) >= observed * (1 - 1e-12)).sum())
    scores = left_out_scores(points, second)
    return Apart(_ahead(scores, second), (1 + as_large) / (1 + permutations), scores)


def left_out_scores(points: Float, second: Bool) -> Float:
    """What a ridge regression on the group says of each point when made without it, (n,) float64.

    Groups of different size weigh the same. Source of the short cut: R. Cook and S. Weisberg, Residuals and influence
    in regression, 1982.
    """
    weight = np.where(second, 0.5 / second.mean(), 0.5 / (~second).mean())
    design = np.column_stack([np.ones(len(points)), points]) * np.sqrt(weight)[:, None]
    target = second * np.sqrt(weight)
    inner = design.T @ design
    size = float(inner.diagonal()[1:].max(initial=0.0))
    inner[np.diag_indices(len(inner))] += np.array([0.0, *([_RIDGE * size] * points.shape[1])])
    solved = np.linalg.solve(inner, design.T)
    hat = np.einsum("ij,ji->i", design, solved)
    fitted = design @ (solved @ target)
    scores: Float = (fitted - hat * target) / np.maximum(1 - hat, 1e-9) / np.sqrt(weight)
    return scores


def _energy(chosen: Float, apart: Float, rows: Float, count: int) -> Float:
    """Energy distance of each draw, (d,) float64, of (d, n) ones and zeros."""
    others = len(rows) - count
    inside = np.einsum("dn,dn->d", chosen @ apart, chosen)
    both = chosen @ rows
    between = both - inside
    outside = rows.sum() - 2 * both + inside
    energy: Float = 2 * between / (count * others) - inside / count**2 - outside / others**2
    return energy


def _ahead(scores: Float, second: Bool) -> float:
    """Largest share of the first group below a value less that of the second: 0 where the second is not ahead."""
    values = np.sort(scores)
    below = [
        np.searchsorted(np.sort(own), values, side="right") / len(own)
        for own in (scores[~second], scores[second])
    ]
    return max(float((below[0] - below[1]).max()), 0.0)
