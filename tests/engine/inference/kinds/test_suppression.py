import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycocotools.mask import iou

from engine.inference.kinds.suppression import AT_MOST, IOU, SCORE_FLOOR, suppress

NONE = np.zeros((0, 4)), np.zeros(0), np.zeros(0, np.int64)


def test_of_nothing_nothing_stays():
    assert suppress(*NONE).tolist() == []


def reference(boxes, scores, classes):
    """As it is defined: one after the other, by score."""
    sizes = np.hstack([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]])
    kept = []
    for row in np.argsort(-scores, kind="stable"):
        if scores[row] < SCORE_FLOOR:
            continue
        same = [other for other in kept if classes[other] == classes[row]]
        if not same or iou(sizes[[row]], sizes[same], [0] * len(same)).max() <= IOU:
            kept.append(row)
    return kept[:AT_MOST]


@given(st.integers(0, 60), st.integers(0, 20))
def test_what_stays_is_what_its_definition_says(count, seed):
    rng = np.random.default_rng(seed)
    corners = rng.integers(0, 6, (count, 2)).astype(np.float64)
    boxes = np.hstack([corners, corners + rng.integers(1, 9, (count, 2))])
    scores, classes = rng.uniform(0, 1, count) ** 4, rng.integers(0, 3, count)
    assert suppress(boxes, scores, classes).tolist() == reference(boxes, scores, classes)


def test_no_more_than_so_many_stay():
    count = AT_MOST + 50
    boxes = np.arange(count)[:, None] * 10.0 + np.array([0, 0, 5, 5])
    scores = np.linspace(1, 0.5, count)
    assert suppress(boxes, scores, np.zeros(count, np.int64)).tolist() == list(range(AT_MOST))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_no_number_stays_to_be_told(bad):
    boxes = np.array([[0, 0, 4, 4], [0, 0, bad, 4], [0, 0, 4, 4]])
    kept = suppress(boxes, np.array([0.9, 0.8, np.nan]), np.array([0, 0, 1]))
    assert sorted(kept.tolist()) == [0, 1, 2]
