"""Crops show the box with what is around it, whatever its size and place."""

import cv2
import numpy as np
import pytest

from engine.crops import cut_crops
from engine.errors import UserError

WIDTH, HEIGHT = 400, 300
RED, GREY = (255, 0, 0), (128, 128, 128)


@pytest.fixture
def picture(tmp_path):
    """A grey image with one red rectangle from (100, 80) to (180, 120)."""

    def make(name="a.png", factor=1):
        pixels = np.full((HEIGHT * factor, WIDTH * factor, 3), GREY, np.uint8)
        pixels[80 * factor : 120 * factor, 100 * factor : 180 * factor] = RED
        path = tmp_path / name
        cv2.imwrite(str(path), pixels[..., ::-1])
        return path

    return make


def cut(path, boxes, side=64, **more):
    return cut_crops(path, np.array(boxes, np.float64).reshape(-1, 4), side, **more)


def test_no_boxes_give_no_crops(picture):
    assert cut(picture(), []) == []


def test_the_box_lies_in_the_crop_where_it_lies_in_the_image(picture):
    (crop,) = cut(picture(), [100, 80, 180, 120])
    assert crop.pixels.shape == (64, 64, 3)
    x1, y1, x2, y2 = (round(v) for v in crop.box_xyxy)
    assert (crop.pixels[y1 + 2 : y2 - 2, x1 + 2 : x2 - 2] == RED).all()
    assert (crop.pixels[: y1 - 2] == GREY).all()
    assert (crop.pixels[:, : x1 - 2] == GREY).all()
    assert (x2 - x1) / (y2 - y1) == pytest.approx(2, rel=0.1)


@pytest.mark.parametrize(
    "box", [(0, 0, 40, 40), (360, 260, 400, 300), (-20, -20, 20, 20), (380, 0, 420, 30), (0, 140, 20, 160)]
)
def test_at_the_border_the_window_moves_inside(picture, box):
    (crop,) = cut(picture(), box)
    assert crop.pixels.shape == (64, 64, 3)


def test_a_box_as_large_as_the_image_keeps_its_aspect(picture):
    (crop,) = cut(picture(), [0, 0, WIDTH, HEIGHT])
    assert crop.pixels.shape == (48, 64, 3)
    assert crop.box_xyxy == pytest.approx((0, 0, 64, 48))


@pytest.mark.parametrize(
    "box", [(np.nan, 0, 10, 10), (0, 0, np.inf, 10), (500, 0, 520, 20), (0, -50, 20, -30)]
)
def test_what_is_not_on_the_image_has_no_crop(picture, box):
    assert cut(picture(), [box, [100, 80, 180, 120]])[0] is None


@pytest.mark.parametrize("box", [(10, 10, 10, 10), (30, 30, 20, 20), (10, 10, 11, 11)])
def test_a_box_of_no_size_is_shown_with_its_surroundings(picture, box):
    (crop,) = cut(picture(), box)
    assert crop.pixels.shape == (64, 64, 3)


@pytest.mark.parametrize("size_wh", [(0, 0), (4 * WIDTH, 4 * HEIGHT), (WIDTH, HEIGHT)])
def test_a_large_image_decoded_smaller_gives_the_same_crop(picture, size_wh):
    box = [400, 320, 720, 480]
    (crop,) = cut(picture("a.jpg", factor=4), box, size_wh=size_wh)
    (whole,) = cut(picture("a.png", factor=4), box)
    assert crop.box_xyxy == pytest.approx(whole.box_xyxy, abs=2)
    if size_wh != (WIDTH, HEIGHT):
        assert np.abs(crop.pixels.astype(int) - whole.pixels).mean() < 12


def test_a_missing_image_is_told(tmp_path):
    with pytest.raises(UserError, match="missing"):
        cut(tmp_path / "gone.jpg", [0, 0, 10, 10])
