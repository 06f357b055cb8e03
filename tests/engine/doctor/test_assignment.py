from itertools import permutations

import numpy as np
import pytest

from engine.doctor.assignment import best_assignment


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nothing_is_assigned_to_nothing(shape: tuple[int, int]) -> None:
    assert best_assignment(np.zeros(shape)).tolist() == [-1] * shape[0]


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (2, 4), (5, 3), (5, 5)])
def test_no_other_assignment_is_worth_more(shape: tuple[int, int]) -> None:
    worth = np.random.default_rng(sum(shape)).integers(0, 20, shape).astype(np.float64)
    rows, columns = shape
    found = best_assignment(worth)
    used = found[found >= 0]
    assert len(used) == len(set(used.tolist())) == min(shape)
    own = worth[np.flatnonzero(found >= 0), used].sum()
    if rows <= columns:
        best = max(worth[np.arange(rows), list(some)].sum() for some in permutations(range(columns), rows))
    else:
        best = max(worth[list(some), np.arange(columns)].sum() for some in permutations(range(rows), columns))
    assert own == best
