"""The one-to-one assignment that is worth most."""

from __future__ import annotations

import numpy as np

from engine.data.dataset import Float, Int


def best_assignment(worth: Float) -> Int:
    """For each row a column of its own, so that together they are worth most, (n,) int64; -1 where columns run out.

    Kuhn's method with potentials, a row at a time.

    Parameters
    ----------
    worth : (n, k) float64
    """
    rows, columns = worth.shape
    if rows > columns:
        turned = best_assignment(np.ascontiguousarray(worth.T))
        result = np.full(rows, -1, np.int64)
        result[turned[turned >= 0]] = np.flatnonzero(turned >= 0)
        return result
    if not rows:
        return np.zeros(0, np.int64)
    cost = worth.max() - worth
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    owner, before = np.zeros(columns + 1, np.int64), np.zeros(columns + 1, np.int64)
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        least = np.full(columns + 1, np.inf)
        used = np.zeros(columns + 1, np.bool_)
        while owner[column]:
            used[column] = True
            own = owner[column]
            free = np.flatnonzero(~used[1:]) + 1
            reduced = cost[own - 1, free - 1] - of_row[own] - of_column[free]
            shorter = reduced < least[free]
            least[free[shorter]] = reduced[shorter]
            before[free[shorter]] = column
            following = int(free[np.argmin(least[free])])
            step = least[following]
            of_row[owner[used]] += step
            of_column[used] -= step
            least[free] -= step
            column = following
        while column:
            owner[column] = owner[before[column]]
            column = int(before[column])
    result = np.full(rows, -1, np.int64)
    taken = np.flatnonzero(owner[1:])
    result[owner[1:][taken] - 1] = taken
    return result
