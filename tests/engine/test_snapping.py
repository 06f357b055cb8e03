"""A rough box snaps to the object it was drawn around."""

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.evaluation.iou import iou
from engine.snapping import snapped


def scene(seed: int = 0, size: tuple[int, int] = (300, 400)) -> np.ndarray:
    """A noisy grey picture with a red disc of radius 40 about (200, 150)."""
    noise = np.random.default_rng(seed).normal(120, 6, (*size, 3))
    cv2.circle(noise, (200, 150), 40, (190, 60, 60), -1)
    return noise.clip(0, 255).astype(np.uint8)


DISC = (160.0, 110.0, 241.0, 191.0)


def overlap(box, other):
    return float(iou(np.array([box]), np.array([other]))[0, 0])


@pytest.mark.parametrize(
    "rough",
    [
        pytest.param((0.0, 0.0, 0.0, 0.0), id="nothing"),
        pytest.param((10.0, 10.0, 13.0, 40.0), id="too narrow to tell"),
        pytest.param((500.0, 500.0, 600.0, 600.0), id="outside of the image"),
        pytest.param((0.0, 0.0, 400.0, 300.0), id="the whole image, so that nothing is beside it"),
    ],
)
def test_where_nothing_can_be_told_the_box_stays(rough):
    assert snapped(scene(), rough) is None


@settings(max_examples=20, deadline=None)
@example(
    [0.1, 0.0, -0.14, 0.0], 0
)  # drawn too small on two sides: of its own size it is farther off than of the object's
@given(st.lists(st.floats(-0.14, 0.14), min_size=4, max_size=4), st.integers(0, 3))
def test_a_rough_box_around_a_clear_object_becomes_a_tight_one(offsets, seed):
    rough = tuple(side + 80 * offset for side, offset in zip(DISC, offsets, strict=True))
    found = snapped(scene(seed), rough)
    assert found is not None
    assert overlap(found, DISC) >= 0.93
    assert snapped(scene(seed), rough) == found


def test_an_object_at_the_border_is_snapped_to_the_border():
    found = snapped(scene()[:, 190:], (0.0, 105.0, 60.0, 200.0))
    assert found is not None
    assert overlap(found, (0.0, 110.0, 51.0, 191.0)) >= 0.9


def test_what_is_far_from_the_rough_box_is_not_what_was_meant():
    image = scene()
    found = snapped(image, (130.0, 20.0, 270.0, 290.0))
    assert found is None or overlap(found, (130.0, 20.0, 270.0, 290.0)) >= 0.5
