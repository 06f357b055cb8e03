from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formats.problem_list import ProblemList
from engine.formats.unique_ids import unique_ids


@pytest.mark.parametrize(
    ("values", "ids", "own", "wrong"),
    [
        ([], [], [], []),
        ([5, 2, 9], [5, 2, 9], [True] * 3, []),
        ([5, 5, 9], [5, 10, 9], [True, False, True], ["thing 5"]),
        ([5, None, 2.5], [5, 6, 7], [True, False, False], ["things[1]", "things[2]"]),
        (["a", 1, "b"], [2, 1, 3], [False, True, False], []),
        ([2**63 - 1, None, 1], [2**63 - 1, 2, 1], [True, False, True], ["things[1]"]),
    ],
)
def test_ids_that_cannot_be_used_get_the_next_free_one(values, ids, own, wrong):
    found = ProblemList(Path("a.json"))
    result, is_own = unique_ids(values, "thing", found)
    assert result.tolist() == ids
    assert is_own.tolist() == own
    assert [problem.record for problem in found.all()] == wrong


def test_an_id_that_means_something_else_is_not_given():
    found = ProblemList(Path("a.json"))
    ids, _ = unique_ids([5, None, None], "thing", found, reserved=[6, 7.0, None, "8", [9]])
    assert ids.tolist() == [5, 8, 9]


def test_zero_is_an_id_only_where_it_is_allowed():
    found = ProblemList(Path("a.json"))
    assert unique_ids([0, 1], "image", found)[0].tolist() == [0, 1]
    assert found.all() == ()
    assert unique_ids([0, 1], "annotation", found, zero_allowed=False)[0].tolist() == [2, 1]
    assert "pycocotools" in str(found.all()[0])


@given(st.lists(st.integers(-3, 3) | st.none() | st.text(max_size=1) | st.integers(2**62, 2**64)))
def test_ids_are_unique_and_good_ones_stay(values):
    ids, own = unique_ids(values, "thing", ProblemList(Path("a.json")))
    assert len(set(ids.tolist())) == len(values)
    assert [value for value, kept in zip(values, own.tolist(), strict=True) if kept] == ids[own].tolist()
