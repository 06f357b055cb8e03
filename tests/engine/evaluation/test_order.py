from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.dataset import Float, Int
from engine.evaluation.order import by_index, falling, rising

NUMBERS = st.lists(st.floats(allow_nan=False) | st.sampled_from([0.0, -0.0, 0.5, -1.0]), max_size=20)


def many(numbers: list[float]) -> Float:
    """Enough of them that they are not compared, the same ones over and over."""
    return np.resize(np.array(numbers), 5000)


@pytest.mark.parametrize("sort", [rising, falling])
def test_nothing_is_in_order(sort: Callable[[Float], Int]) -> None:
    assert sort(np.zeros(0)).tolist() == []
    assert by_index(np.zeros(0, np.int64), np.zeros(0, np.int64), 0).tolist() == []


@given(NUMBERS.filter(len))
def test_numbers_stand_as_if_they_had_been_compared(numbers: list[float]) -> None:
    for values in (np.array(numbers), many(numbers)):
        assert (rising(values) == np.argsort(values, kind="stable")).all()
        assert (falling(values) == np.argsort(-values, kind="stable")).all()


@settings(max_examples=30)
@given(st.sampled_from([1, 80, 256, 50_000, 65_536, 70_000, 2**33]), st.integers(0, 1000))
def test_rows_stand_by_index_whatever_its_limit(limit: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.integers(0, limit, 300)
    rows = rng.permutation(300)[:200]
    assert (by_index(rows, values, limit) == rows[np.argsort(values[rows], kind="stable")]).all()
