import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formats.columns import look_up, number_lists, numbers, whole_numbers

ANYTHING = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.lists(st.integers())
)


@pytest.mark.parametrize(
    ("values", "expected", "usable"),
    [
        ([], [], []),
        ([1, -2], [1, -2], [True, True]),
        ([3.0, 3.5, math.nan, math.inf], [3, 0, 0, 0], [True, False, False, False]),
        (["3", None, True, [1], {}], [0] * 5, [False] * 5),
        ([2**63 - 1, 2**63, -(2**63), 10**400], [2**63 - 1, 0, -(2**63), 0], [True, False, True, False]),
    ],
)
def test_whole_numbers_of_64_bits_are_told_from_all_else(values, expected, usable):
    found, known = whole_numbers(values)
    assert found.dtype == np.int64
    assert found.tolist() == expected
    assert known.tolist() == usable


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([1, 2.5], [1.0, 2.5]),
        ([1, "2", None, False, [3]], [1.0, math.nan, math.nan, math.nan, math.nan]),
        ([10**400, -math.inf], [math.nan, -math.inf]),
    ],
)
def test_what_is_no_number_becomes_nan(values, expected):
    found = numbers(values)
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("values", "expected", "usable"),
    [
        ([], np.zeros((0, 2)), []),
        ([[1, 2], [3, 4.5]], [[1, 2], [3, 4.5]], [True, True]),
        ([[1, None], [3]], [[1, math.nan], [math.nan, math.nan]], [True, False]),
        (["ab", None, {}, (1, 2)], np.full((4, 2), math.nan), [False] * 4),
    ],
)
def test_lists_of_another_length_or_kind_become_nan(values, expected, usable):
    found, known = number_lists(values, 2)
    np.testing.assert_array_equal(found, expected)
    assert known.tolist() == usable


def test_values_that_cannot_be_keys_are_absent():
    assert look_up({1: 5, "a": 6}, [1, "a", [1], {}, None, "b"], absent=-1).tolist() == [5, 6, -1, -1, -1, -1]


@given(st.lists(ANYTHING))
def test_a_broken_value_changes_no_other(values):
    ids, known = whole_numbers([*values, 7])
    assert (ids[-1], known[-1]) == (7, True)
    assert numbers([*values, 0.5])[-1] == 0.5
    boxes, well_formed = number_lists([*values, [1, 2, 3, 4]], 4)
    assert boxes[-1].tolist() == [1, 2, 3, 4]
    assert well_formed[-1]
