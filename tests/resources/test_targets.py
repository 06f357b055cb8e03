"""What the demo's detector is taught of a box."""

import numpy as np
import pytest

from resources.demo.draw import CATEGORIES
from resources.demo.targets import INPUT_HW, LARGEST_SIDE, STRIDE, targets_of

CLASSES = len(CATEGORIES)
SHAPE = (INPUT_HW[0] // STRIDE, INPUT_HW[1] // STRIDE, CLASSES + 5)


def targets(*boxes: tuple[float, float, float, float, int]) -> np.ndarray:
    return targets_of(
        np.array([box[:4] for box in boxes], np.float32).reshape(-1, 4),
        np.array([box[4] for box in boxes], np.int64),
    )


def test_a_picture_without_boxes_teaches_nothing_but_silence() -> None:
    target = targets()
    assert target.shape == SHAPE
    assert not target.any()


def test_the_cell_in_the_middle_of_a_box_says_its_class_and_its_four_sides() -> None:
    # 40 x 20 around (122, 62), which is the middle of the cell in row 15, column 30.
    target = targets((102, 52, 142, 72, 2))
    assert target[15, 30, :CLASSES].tolist() == [0, 0, 1, 0, 0, 0]
    assert target[15, 30, CLASSES:-1] * LARGEST_SIDE == pytest.approx([20, 10, 20, 10])
    assert target[15, 30, -1] == 1
    assert (target[..., 2] == 1).sum() == 1


def test_heat_falls_off_within_a_fifth_of_the_box() -> None:
    target = targets((102, 52, 142, 72, 2))
    # One cell is 4 pixels: half a deviation along the 40 pixels, a whole one along the 20.
    assert target[15, 31, 2] == pytest.approx(np.exp(-0.125))
    assert target[16, 30, 2] == pytest.approx(np.exp(-0.5))
    assert target[16, 30, CLASSES:-1] * LARGEST_SIDE == pytest.approx([20, 14, 20, 6])


def test_sides_count_only_near_the_middle() -> None:
    target = targets((102, 52, 142, 72, 2))
    counted = target[..., -1] > 0
    assert (counted == (target[..., 2] > 0.3)).all()
    assert not target[~counted][:, CLASSES:].any()


def test_where_two_boxes_meet_the_nearer_one_gives_the_sides() -> None:
    left, right = (102, 52, 142, 72, 0), (134, 52, 174, 72, 1)
    both = targets(left, right)
    assert (both == targets(right, left)).all()
    assert (both[15, 30, CLASSES:] == targets(left)[15, 30, CLASSES:]).all()
    assert (both[15, 38, CLASSES:] == targets(right)[15, 38, CLASSES:]).all()


@pytest.mark.parametrize("corner", [(0, 0, 8, 8), (312, 232, 320, 240), (310, 0, 330, 10)])
def test_a_box_at_the_edge_has_its_middle_in_the_picture(corner: tuple[float, ...]) -> None:
    target = targets((*corner, 5))
    assert (target[..., 5] == 1).sum() == 1
    assert np.isfinite(target).all()


@pytest.mark.parametrize("seed", range(5))
def test_the_sides_lead_back_to_the_box(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, 250), rng.uniform(0, 180)
    box = np.array([x, y, x + rng.uniform(8, 60), y + rng.uniform(8, 50)], np.float32)
    target = targets((*box, int(rng.integers(CLASSES))))
    for row, column in zip(*np.nonzero(target[..., -1]), strict=True):
        px, py = (column + 0.5) * STRIDE, (row + 0.5) * STRIDE
        left, top, right, bottom = target[row, column, CLASSES:-1] * LARGEST_SIDE
        # A small box's heat reaches beyond its sides, and a distance is never negative.
        if box[0] <= px <= box[2] and box[1] <= py <= box[3]:
            assert [px - left, py - top, px + right, py + bottom] == pytest.approx(box, abs=1e-3)
