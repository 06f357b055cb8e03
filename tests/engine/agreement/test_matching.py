"""Boxes are matched one to one, as SciPy assigns them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from engine.agreement.matching import match_all, match_boxes, objects_of
from engine.evaluation.iou import iou
from tests.engine.agreement.sets import label_set


def crowded(random, count):
    corners = random.uniform(0, 60, (count, 2))
    return np.concatenate([corners, corners + random.uniform(15, 40, (count, 2))], axis=1)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("threshold", [0.1, 0.5])
def test_boxes_are_matched_as_scipy_assigns_their_overlaps(seed, threshold):
    random = np.random.default_rng(seed)
    overlap = iou(crowded(random, 14), crowded(random, 11))
    first, second = match_boxes(overlap, np.zeros(overlap.shape, np.bool_), threshold)
    weights = np.where(overlap >= threshold, overlap, 0.0)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    kept = weights[rows, columns] > 0
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == list(
        zip(rows[kept].tolist(), columns[kept].tolist(), strict=True)
    )


@pytest.mark.parametrize(
    ("overlap", "same_class", "expected"),
    [
        pytest.param(np.zeros((0, 3)), np.zeros((0, 3)), [], id="no boxes"),
        pytest.param([[0.49]], [[1]], [], id="too far apart"),
        pytest.param([[0.5]], [[0]], [(0, 0)], id="of another class"),
        pytest.param([[0.8, 0.8]], [[0, 1]], [(0, 1)], id="of two equally near, the one of the same class"),
        pytest.param([[0.81, 0.8]], [[0, 1]], [(0, 0)], id="the nearer, whatever the class"),
        pytest.param(
            [[0.9, 0.8], [0.8, 0.0]], [[1, 1], [1, 1]], [(0, 1), (1, 0)], id="the best of all pairs"
        ),
    ],
)
def test_which_boxes_belong_together(overlap, same_class, expected):
    first, second = match_boxes(np.array(overlap, float), np.array(same_class, bool))
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == expected


def rows_of(sets):
    found = objects_of(sets, match_all(sets))
    return sorted(tuple(row) for row in found.rows.tolist())


def test_boxes_of_three_people_become_objects():
    box, beside, far = (0.0, 0.0, 10.0, 10.0), (2.0, 0.0, 12.0, 10.0), (50.0, 50.0, 60.0, 60.0)
    sets = [
        label_set("a", [0, 1], [(0, 0, box)]),
        label_set("b", [0, 1], [(1, 0, box), (0, 0, beside)]),
        label_set("c", [0, 1], [(0, 1, box), (0, 0, far)]),
    ]
    assert rows_of(sets) == [(-1, -1, 1), (-1, 0, -1), (0, 1, 0)]


def test_an_object_never_has_two_boxes_of_one_person():
    # Each overlaps the next by 0.6 IoU: b would join both of a.
    def at(x):
        return (x, 0.0, x + 40.0, 10.0)

    sets = [
        label_set("a", [0], [(0, 0, at(0)), (0, 0, at(20))]),
        label_set("b", [0], [(0, 0, at(10))]),
        label_set("c", [0], [(0, 0, at(1)), (0, 0, at(19))]),
    ]
    rows = rows_of(sets)
    for place in range(3):
        used = [row[place] for row in rows if row[place] >= 0]
        assert len(used) == len(set(used)) == len(sets[place].annotations)


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.permutations(range(3)))
def test_objects_do_not_depend_on_who_comes_first(seed, order):
    random = np.random.default_rng(seed)
    base = crowded(random, 6)
    sets = [
        label_set(
            str(person),
            [0],
            [(0, 0, tuple(box)) for box in (base + random.normal(0, 2, base.shape)).tolist()],
        )
        for person in range(3)
    ]
    shuffled = [sets[place] for place in order]
    moved = [tuple(row[order.index(place)] for place in range(3)) for row in rows_of(shuffled)]
    assert sorted(moved) == rows_of(sets)
