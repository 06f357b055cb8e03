"""Boxes stay on their objects, whatever is done to the image."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.augmentation import change_pixels, move_boxes, shares
from engine.data.augmentation import Augmentation
from engine.data.dataset import Annotations, Images
from tests.engine.boxes import new_box

WIDTH, HEIGHT = 200, 140
COLOURS = ((250, 20, 20), (20, 250, 20), (20, 20, 250))
BOXES = np.array([[20.0, 30, 70, 60], [90, 20, 150, 100], [120, 105, 180, 135]])
ROUNDING = 1e-9
"""Pixels: a corner that is to lie on a whole one may be computed to lie a hair beside it."""
SIZES = np.tile([WIDTH, HEIGHT], (3, 1))

AUGMENTATIONS = st.builds(
    Augmentation,
    flip_horizontally=st.booleans(),
    flip_vertically=st.booleans(),
    rotation=st.floats(-180, 180),
    shift_x=st.floats(-0.6, 0.6),
    shift_y=st.floats(-0.6, 0.6),
    shear=st.floats(-40, 40),
    zoom=st.floats(0.4, 2.5),
)


def drawn():
    pixels = np.full((HEIGHT, WIDTH, 3), 60, np.uint8)
    for (x1, y1, x2, y2), colour in zip(BOXES.astype(int), COLOURS, strict=True):
        pixels[y1:y2, x1:x2] = colour
    return pixels


@example(Augmentation(zoom=2.4999999999999996))
@given(AUGMENTATIONS)
def test_every_box_stays_around_its_object(augmentation):
    pixels = change_pixels(drawn(), augmentation)
    moved = move_boxes(BOXES, SIZES, augmentation)
    for box, visible, kept, colour in zip(moved.boxes_xyxy, moved.visible, moved.kept, COLOURS, strict=True):
        far = np.abs(pixels.astype(int) - colour).sum(axis=2)
        # Half a pixel and more of the colour, where edges are blended.
        y, x = np.nonzero(far < 190)
        if not kept or visible < 0.3:
            continue
        assert len(x)
        found = np.array([x.min(), y.min(), x.max() + 1, y.max() + 1])
        # The upright box around the whole reaches further than what is seen where a turned one is cut.
        assert (found[:2] >= box[:2] - 1 - ROUNDING).all()
        assert (found[2:] <= box[2:] + 1 + ROUNDING).all()
        if visible == 1.0:
            assert np.abs(found - box).max() <= 3


@given(AUGMENTATIONS)
def test_visible_is_the_area_that_is_inside(augmentation):
    moved = move_boxes(BOXES, SIZES, augmentation)
    # A picture with four pixels for one, of the first box alone.
    scale = 4
    white = np.zeros((HEIGHT * scale, WIDTH * scale, 3), np.uint8)
    x1, y1, x2, y2 = (BOXES[0] * scale).astype(int)
    white[y1:y2, x1:x2] = 255
    inside = np.count_nonzero(change_pixels(white, augmentation)[..., 0] > 127)
    border_is_not_white = inside / scale**2
    area = (BOXES[0, 2:] - BOXES[0, :2]).prod() * augmentation.zoom**2
    assert border_is_not_white / area == pytest.approx(moved.visible[0], abs=0.04)


def test_no_change_changes_nothing():
    moved = move_boxes(BOXES, SIZES, Augmentation())
    assert np.array_equal(moved.boxes_xyxy, BOXES)
    assert moved.visible.tolist() == moved.tightness.tolist() == [1.0] * 3
    assert moved.kept.all()
    assert np.array_equal(change_pixels(drawn(), Augmentation()), drawn())
    assert len(move_boxes(np.zeros((0, 4)), np.zeros((0, 2), np.int64), Augmentation(rotation=3)).kept) == 0


@pytest.mark.parametrize(
    "augmentation",
    [
        Augmentation(flip_horizontally=True),
        Augmentation(flip_vertically=True),
        Augmentation(flip_horizontally=True, flip_vertically=True),
        Augmentation(rotation=180),
    ],
)
def test_twice_is_not_at_all(augmentation):
    once = move_boxes(BOXES, SIZES, augmentation)
    assert np.abs(once.boxes_xyxy - BOXES).max() > 10
    assert move_boxes(once.boxes_xyxy, SIZES, augmentation).boxes_xyxy == pytest.approx(BOXES, abs=1e-9)
    pixels = change_pixels(change_pixels(drawn(), augmentation), augmentation)
    assert np.array_equal(pixels, drawn())


def test_flipped_pixels_are_opencvs():
    assert np.array_equal(change_pixels(drawn(), Augmentation(flip_horizontally=True)), cv2.flip(drawn(), 1))
    assert np.array_equal(change_pixels(drawn(), Augmentation(flip_vertically=True)), cv2.flip(drawn(), 0))


def test_figures_worked_by_hand():
    box, size = np.array([[80.0, 60, 120, 80]]), np.array([[WIDTH, HEIGHT]])
    turned = move_boxes(box, size, Augmentation(rotation=45))
    side = 60 / 2**0.5
    middle = np.array([100, 70])
    assert turned.boxes_xyxy[0] == pytest.approx([*(middle - side / 2), *(middle + side / 2)])
    assert turned.tightness[0] == pytest.approx(800 / side**2)
    assert turned.visible[0] == 1.0
    shifted = move_boxes(box, size, Augmentation(shift_x=-0.45))
    assert shifted.boxes_xyxy[0] == pytest.approx([0, 60, 30, 80])
    assert shifted.visible[0] == pytest.approx(0.75)
    assert move_boxes(box, size, Augmentation(shift_x=-0.45, least_visible=0.8)).kept.tolist() == [False]
    assert move_boxes(box, size, Augmentation(shift_x=0.7, least_visible=0.0)).kept.tolist() == [False]
    leaning = move_boxes(box, size, Augmentation(shear=45))
    assert leaning.boxes_xyxy[0] == pytest.approx([70, 60, 130, 80])


def dataset(boxes):
    images = Images(np.arange(2), ("a", "b"), np.array([[WIDTH, HEIGHT], [0, 0]]))
    rows = [replace(box, id=number) for number, box in enumerate(boxes, 1)]
    return images, Annotations.of_rows(rows)


def test_shares_of_all_boxes():
    assert shares(*dataset([]), Augmentation(rotation=9)).boxes == 0
    assert shares(*dataset([new_box(1, 0, 5, 5, 9)]), Augmentation()).boxes == 0
    own = dataset([new_box(0, 0, 80, 50, 40), new_box(0, 0, 0, 50, 40), new_box(0, 0, 160, 50, 40)])
    still = shares(*own, Augmentation())
    assert (still.boxes, still.lost, still.cut, still.loose, still.astray) == (3, 0.0, 0.0, 0.0, 0.0)
    moved = shares(*own, Augmentation(shift_x=0.1))
    assert (moved.lost, moved.cut) == (0.0, pytest.approx(1 / 3))
    # 20 of 40 pixels: a third is common to both.
    assert moved.astray == pytest.approx(2 / 3)
    flipped = shares(*own, Augmentation(flip_horizontally=True))
    assert (flipped.lost, flipped.cut, flipped.astray) == (0.0, 0.0, pytest.approx(2 / 3))
    turned = shares(*own, Augmentation(rotation=45, least_visible=0.9))
    assert turned.loose == pytest.approx(1 / 3)
    assert turned.lost == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("augmentation", "expected"),
    [
        (Augmentation(brightness=0.2), (151, 101, 51)),
        (Augmentation(contrast=0.0), (128, 128, 128)),
        (Augmentation(saturation=0.0), (100, 100, 100)),
        (Augmentation(hue=120), (0, 100, 50)),
    ],
)
def test_colours_change_and_boxes_do_not(augmentation, expected):
    pixels = np.full((4, 4, 3), (100, 50, 0), np.uint8)
    assert np.abs(change_pixels(pixels, augmentation)[0, 0].astype(int) - expected).max() <= 1
    assert np.array_equal(move_boxes(BOXES, SIZES, augmentation).boxes_xyxy, BOXES)
