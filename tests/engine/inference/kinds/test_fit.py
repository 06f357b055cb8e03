import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.kinds.fit import crop, fixed_size, pad, stretch, to_image, to_whole
from engine.inference.signature import Tensor

SIDES = st.integers(1, 90)
SIZES = st.tuples(SIDES, SIDES)


def image(size_wh):
    width, height = size_wh
    return np.zeros((height, width, 3), np.uint8)


def centred(pixels, size_wh):
    return pad(pixels, size_wh, grey=(1, 2, 3), centred=True)


def top_left(pixels, size_wh):
    return pad(pixels, size_wh, grey=(1, 2, 3), centred=False)


def test_no_boxes_stay_none():
    prepared = stretch(image((4, 3)), (8, 8))
    assert to_image(np.zeros((0, 4)), prepared).shape == (0, 4)


@pytest.mark.parametrize("fit", [stretch, centred, top_left, crop])
@given(own=SIZES, wanted=SIZES)
def test_the_image_has_the_size_that_is_wanted_and_its_boxes_come_back(fit, own, wanted):
    prepared = fit(image(own), wanted)
    assert prepared.pixels.shape == (wanted[1], wanted[0], 3) and prepared.pixels.flags.c_contiguous
    assert prepared.size_wh == own
    box = np.array([0.0, 1.0, own[0], own[1]])
    there = box * (prepared.scale_xy * 2) + prepared.offset_xy * 2
    np.testing.assert_allclose(to_image(there[None], prepared)[0], box, atol=1e-9)
    if fit in (centred, top_left):
        assert there.min() >= 0 and (there[2:] <= np.array(wanted) + 1e-9).all()


@pytest.mark.parametrize("fit", [stretch, centred, top_left, crop])
def test_what_is_in_the_image_lies_where_its_box_is_said_to(fit):
    pixels = image((80, 40))
    pixels[10:30, 36:60] = 255
    prepared = fit(pixels, (50, 60))
    x1, y1, x2, y2 = np.array([36, 10, 60, 30]) * (prepared.scale_xy * 2) + prepared.offset_xy * 2
    rows, columns = np.nonzero(prepared.pixels.min(axis=2) > 128)
    assert [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1] == pytest.approx(
        [max(x1, 0), max(y1, 0), min(x2, 50), min(y2, 60)], abs=1.01
    )


def test_padding_is_of_one_colour_all_around_or_below():
    pixels = np.full((10, 20, 3), 200, np.uint8)
    around, below = centred(pixels, (20, 20)).pixels, top_left(pixels, (20, 20)).pixels
    assert around[[0, 4, 15, 19], 7].tolist() == [[1, 2, 3]] * 4 and around[[5, 14], 7].min() == 200
    assert below[[0, 9], 7].min() == 200 and below[[10, 19], 7].tolist() == [[1, 2, 3]] * 2


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        (None, (7, 5)),
        ((1, None, None, 3), (7, 5)),
        ((1, 32, None, 3), (7, 32)),
        ((None, 32, 64, 3), (64, 32)),
    ],
)
def test_sides_that_are_not_fixed_are_those_of_the_image(shape, size):
    assert fixed_size(Tensor("image", "uint8", shape), (7, 5)) == size


def test_classes_become_whole_numbers_and_what_is_none_minus_1():
    assert to_whole(np.array([])).tolist() == []
    assert to_whole(np.float32([1, 2.0001, np.nan, np.inf, 0])).tolist() == [1, 2, -1, -1, 0]
