import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pycocotools import mask

from engine.evaluation.iou import iou, iou_of_pairs, iou_xywh, meeting

Box = tuple[float, float, float, float]

numbers = st.sampled_from([0.0, 1.0, 10.0, 10.5]) | st.floats(-100, 1000)
sizes = st.just(0.0) | st.floats(1e-3, 1000)
boxes = st.lists(st.tuples(numbers, numbers, sizes, sizes), min_size=1, max_size=6)


@given(boxes, boxes, st.data())
def test_iou_is_pycocotools_to_the_last_bit(some: list[Box], others: list[Box], data: st.DataObject) -> None:
    crowd = data.draw(st.lists(st.booleans(), min_size=len(others), max_size=len(others)))
    expected = mask.iou(np.array(some), np.array(others), [int(flag) for flag in crowd])
    found = iou_xywh(np.array(some), np.array(others), np.array(crowd))
    np.testing.assert_array_equal(found, expected)


def test_iou_of_nothing_is_empty() -> None:
    assert iou(np.zeros((0, 4)), np.zeros((3, 4))).shape == (0, 3)


def test_iou_of_corners() -> None:
    found = iou(np.array([[0.0, 0, 10, 10]]), np.array([[0.0, 0, 10, 5], [5, 5, 15, 15], [10, 0, 20, 10]]))
    np.testing.assert_allclose(found, [[0.5, 25 / 175, 0]])


def test_a_crowd_is_measured_against_the_box_alone() -> None:
    found = iou(np.array([[0.0, 0, 10, 10]]), np.array([[0.0, 0, 100, 100]]), np.array([True]))
    assert found.tolist() == [[1.0]]


def test_nothing_meets_nothing() -> None:
    none = np.zeros(0, np.int64)
    assert [own.tolist() for own in meeting(np.zeros((0, 4)), np.zeros((0, 4)), none, none)] == [[], []]
    first, _ = meeting(np.ones((2, 4)), np.zeros((0, 4)), np.zeros(2, np.int64), np.zeros(2, np.int64))
    assert len(first) == 0


@settings(max_examples=50, deadline=None)
@given(boxes, boxes, st.sampled_from([0, 1, 3, 400]), st.integers(0, 1000))
def test_all_that_overlap_meet_however_many_are_asked(
    some: list[Box], others: list[Box], longest: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    mine, theirs = np.resize(np.array(some), (150, 4)), np.resize(np.array(others), (500, 4))
    counts = rng.integers(0, longest + 1, len(mine))
    begins = rng.integers(0, len(theirs) - counts + 1)
    first = np.repeat(np.arange(len(mine)), counts)
    second = np.concatenate([np.arange(b, b + c) for b, c in zip(begins, counts, strict=True)])
    overlap = iou_of_pairs(mine[first], theirs[second], np.zeros(len(first), np.bool_)) > 0
    met = np.stack(meeting(mine, theirs, begins, counts))
    kept = iou_of_pairs(mine[met[0]], theirs[met[1]], np.zeros(met.shape[1], np.bool_)) > 0
    np.testing.assert_array_equal(met[:, kept], np.stack([first, second])[:, overlap])
