import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pycocotools import mask

from engine.evaluation.iou import iou, iou_xywh

numbers = st.sampled_from([0.0, 1.0, 10.0, 10.5]) | st.floats(-100, 1000)
sizes = st.just(0.0) | st.floats(1e-3, 1000)
boxes = st.lists(st.tuples(numbers, numbers, sizes, sizes), min_size=1, max_size=6)


@given(boxes, boxes, st.data())
def test_iou_is_pycocotools_to_the_last_bit(some: list, others: list, data: st.DataObject) -> None:
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
