import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.anchors import best_ious, propose, shape_ious
from engine.data.model_config import AnchorLevel
from engine.evaluation.iou import iou

SIDES = st.lists(st.tuples(st.floats(1, 500), st.floats(1, 500)), min_size=1, max_size=30).map(np.array)


def level(step: float, *sizes: tuple[float, float]) -> AnchorLevel:
    return AnchorLevel(np.full(2, step), np.full(2, step / 2), np.array(sizes, np.float64).reshape(-1, 2))


def test_without_boxes_or_anchors_nothing_is_covered() -> None:
    assert len(best_ious(np.zeros((0, 2)), np.zeros((0, 2)), [level(8, (10, 10))])) == 0
    assert best_ious(np.full((1, 2), 4.0), np.full((1, 2), 10.0), [level(8)]).tolist() == [0]


@pytest.mark.parametrize(
    ("centre", "size", "expected"),
    [
        ((4, 4), (10, 10), 1.0),
        ((12, 20), (10, 10), 1.0),
        # Half a step away across: 6 of 10 pixels overlap.
        ((8, 4), (10, 10), 60 / 140),
        ((4, 4), (20, 5), 50 / 150),
    ],
)
def test_a_box_is_held_against_the_anchor_next_to_it(
    centre: tuple[float, float], size: tuple[float, float], expected: float
) -> None:
    found = best_ious(np.array([centre], np.float64), np.array([size], np.float64), [level(8, (10, 10))])
    assert found == pytest.approx([expected])


@given(SIDES, SIDES)
def test_shapes_overlap_as_boxes_about_one_centre_do(sizes: np.ndarray, anchors: np.ndarray) -> None:
    boxes, others = (np.hstack([-own / 2, own / 2]) for own in (sizes, anchors))
    assert shape_ious(sizes, anchors) == pytest.approx(iou(boxes, others), abs=1e-9)


@given(st.floats(0, 100), st.floats(0, 100), st.floats(5, 60), st.floats(5, 60))
def test_the_best_of_a_grid_is_found_without_looking_at_all_of_it(
    x: float, y: float, width: float, height: float
) -> None:
    grid = level(16, (32, 32), (45, 22), (22, 45))
    centres = np.array([(column * 16 + 8, row * 16 + 8) for row in range(-2, 10) for column in range(-2, 10)])
    anchors = np.concatenate([np.hstack([centres - size / 2, centres + size / 2]) for size in grid.sizes_wh])
    box = np.array([[x - width / 2, y - height / 2, x + width / 2, y + height / 2]])
    found = best_ious(np.array([[x, y]]), np.array([[width, height]]), [grid])
    assert found == pytest.approx([iou(box, anchors).max()])


def test_anchors_are_proposed_where_boxes_are() -> None:
    rng = np.random.default_rng(0)
    kinds = np.array([[10, 20], [60, 60], [200, 90]], np.float64)
    sizes = kinds[rng.integers(3, size=600)] * rng.uniform(0.9, 1.1, (600, 2))
    assert propose(sizes, 3) == pytest.approx(kinds, rel=0.02)


@given(SIDES, st.integers(1, 6))
def test_no_more_anchors_are_proposed_than_there_are_boxes(sizes: np.ndarray, count: int) -> None:
    anchors = propose(sizes, count)
    assert 1 <= len(anchors) <= min(count, len(np.unique(sizes, axis=0)))
    assert (np.diff(anchors.prod(axis=1)) >= 0).all()
    assert (anchors >= sizes.min(axis=0) - 1e-9).all() and (anchors <= sizes.max(axis=0) + 1e-9).all()
