"""The assignment of rows to columns with the greatest sum of weights: the Hungarian method."""

from __future__ import annotations

import numpy as np

from engine.data.dataset import Float, Int


def assignment(weights: Float) -> tuple[Int, Int]:
    """Give each row a column of its own, or each column a row where there are fewer columns.

    By shortest augmenting paths, O(n^2 m). Source: R. Jonker and A. Volgenant, A shortest augmenting path algorithm
    for dense and sparse linear assignment problems, Computing 38, 1987; without its quicker beginning, which pays for
    hundreds of rows.

    Parameters
    ----------
    weights : (n, m) float64
        Finite.

    Returns
    -------
    rows, columns : (min(n, m),) int64
        Rows ascending.
    """
    if weights.shape[0] > weights.shape[1]:
        columns, rows = assignment(weights.T)
        order = np.argsort(rows)
        return rows[order], columns[order]
    costs = -weights
    row_prices, column_prices = np.zeros(costs.shape[0]), np.zeros(costs.shape[1])
    row_of, column_of = np.full(costs.shape[1], -1), np.full(costs.shape[0], -1)
    for row in range(costs.shape[0]):
        _augment(costs, row, row_prices, column_prices, row_of, column_of)
    return np.arange(costs.shape[0]), column_of


def _augment(
    costs: Float, row: int, row_prices: Float, column_prices: Float, row_of: Int, column_of: Int
) -> None:
    """Give one more row a column, along the cheapest path of rows that change theirs."""
    columns = costs.shape[1]
    distance, came_from = np.full(columns, np.inf), np.full(columns, -1)
    done = np.zeros(columns, np.bool_)
    current, travelled = row, 0.0
    visited: list[int] = []
    while True:
        through = travelled + costs[current] - row_prices[current] - column_prices
        nearer = ~done & (through < distance)
        distance[nearer] = through[nearer]
        came_from[nearer] = current
        column = int(np.where(done, np.inf, distance).argmin())
        travelled = float(distance[column])
        done[column] = True
        if row_of[column] < 0:
            break
        visited.append(column)
        current = int(row_of[column])
    row_prices[row] += travelled
    for passed in visited:
        row_prices[row_of[passed]] += travelled - distance[passed]
        column_prices[passed] -= travelled - distance[passed]
    while True:
        origin = int(came_from[column])
        row_of[column] = origin
        column, column_of[origin] = int(column_of[origin]), column
        if origin == row:
            return
