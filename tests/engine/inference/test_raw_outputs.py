import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.raw_outputs import AT_MOST, FLOOR, misshapen, reduced


def arrays(n, classes, seed=0):
    rng = np.random.default_rng(seed)
    corners = rng.uniform(0, 0.5, (n, 2))
    boxes = np.hstack([corners, corners + rng.uniform(0.01, 0.5, (n, 2))]).astype(np.float32)
    return boxes, rng.uniform(0, 1, (n, classes + 1)).astype(np.float32) ** 8


def test_no_anchors_leave_no_rows():
    raw = reduced(np.zeros((0, 4), np.float32), np.zeros((0, 4), np.float32), (100, 60))
    assert raw.boxes_xyxy.shape == (0, 4) and len(raw.scores) == len(raw.classes) == 0


@given(st.integers(0, 400), st.integers(1, 5), st.integers(0, 9))
def test_the_best_rows_above_the_floor_are_kept_in_pixels(n, classes, seed):
    boxes, scores = arrays(n, classes, seed)
    raw = reduced(boxes, scores, (200, 100))
    wanted = sorted(
        ((s, c) for row in scores.tolist() for c, s in enumerate(row) if c and s >= np.float32(FLOOR)),
        key=lambda own: -own[0],
    )[:AT_MOST]
    np.testing.assert_allclose(raw.scores, [s for s, _ in wanted])
    assert raw.classes.tolist() == [c for _, c in wanted]
    assert [a.dtype for a in (raw.boxes_xyxy, raw.scores, raw.classes)] == [np.float32, np.float32, np.int32]
    places = (boxes[:, [1, 0, 3, 2]] * np.array([200, 100, 200, 100], np.float32)).tolist()
    assert all(box in places for box in raw.boxes_xyxy.tolist())


def test_logits_are_read_as_the_probabilities_they_stand_for():
    boxes, scores = arrays(300, 3)
    scores = np.clip(scores, 1e-4, 0.999)
    logits = np.log(scores / (1 - scores)).astype(np.float32)
    plain, read = (reduced(boxes, own, (200, 100)) for own in (scores, logits))
    np.testing.assert_allclose(read.scores, plain.scores, rtol=1e-4)
    np.testing.assert_array_equal(read.classes, plain.classes)


def test_a_softmax_that_passes_1_by_a_bit_is_no_logit():
    boxes, scores = arrays(5, 2)
    scores[0] = np.nextafter(np.float32(1), np.float32(2))
    assert reduced(boxes, scores, (10, 10)).scores.max() == 1


def test_what_is_no_number_or_no_box_is_left_out():
    boxes, scores = arrays(4, 1)
    scores[:] = 0.5
    boxes[0, 0], boxes[1, 3], scores[2, 1] = np.nan, -1, np.nan
    raw = reduced(boxes, scores, (10, 10))
    np.testing.assert_allclose(raw.boxes_xyxy, boxes[3:, [1, 0, 3, 2]] * 10, rtol=1e-6)


@pytest.mark.parametrize(
    ("boxes", "scores", "words"),
    [
        (np.zeros((2, 5, 4), np.float32), np.zeros((2, 5, 4), np.float32), None),
        (np.zeros((1, 5, 4), np.float32), np.zeros((1, 5, 4), np.float32), "shapes"),
        (np.zeros((2, 5, 4), np.float32), np.zeros((2, 6, 4), np.float32), "[2, 6, 4]"),
        (np.zeros((2, 5, 3), np.float32), np.zeros((2, 5, 4), np.float32), "shapes"),
        (np.zeros((2, 5, 4), np.float32), np.zeros((2, 5, 1), np.float32), "shapes"),
        (np.zeros((2, 5, 7, 4), np.float32), np.zeros((2, 5, 8), np.float32), "[2, 5, 7, 4]"),
        (np.zeros(0, np.float32), np.zeros((), np.float32), "shapes"),
        (np.zeros((2, 5, 4), np.float32), np.zeros((2, 5, 4), np.int32), "no fractions"),
    ],
)
def test_what_are_no_raw_outputs_is_said(boxes, scores, words):
    problem = misshapen(boxes, scores, 2)
    assert problem is None if words is None else words in problem
