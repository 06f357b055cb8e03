import numpy as np
import pytest

from engine.data.reading import NORMALISED, PIXELS, Fit, Layout, Scale
from engine.doctor.boxes import corners, laid_out, scaled, share_outside

BOX = [10.0, 20.0, 30.0, 40.0]
WIDE = np.array([[200, 100]])


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("scale", [PIXELS, NORMALISED])
def test_no_boxes_stay_none(layout: Layout, scale: Scale) -> None:
    assert scaled(laid_out(np.zeros((0, 4)), layout), scale, np.zeros((0, 2), np.int64)).shape == (0, 4)


@pytest.mark.parametrize(
    ("layout", "numbers"),
    [
        (Layout.XYWH, [10, 20, 30, 40]),
        (Layout.XYXY, [10, 20, 40, 60]),
        (Layout.YXYX, [20, 10, 60, 40]),
        (Layout.CXCYWH, [25, 40, 30, 40]),
        (Layout.YXHW, [20, 10, 40, 30]),
    ],
)
def test_numbers_become_left_top_width_and_height(layout: Layout, numbers: list[float]) -> None:
    assert laid_out(np.array([numbers], np.float64), layout).tolist() == [BOX]


@pytest.mark.parametrize(
    ("scale", "numbers"),
    [
        (PIXELS, [10, 20, 30, 40]),
        (NORMALISED, [0.05, 0.2, 0.15, 0.4]),
        (Scale(Fit.STRETCHED, (100, 100)), [5, 20, 15, 40]),
        (Scale(Fit.CENTRED, (100, 100)), [5, 35, 15, 20]),
        (Scale(Fit.CORNER, (100, 100)), [5, 10, 15, 20]),
        (Scale(Fit.CENTRED, (1, 1)), [0.05, 0.35, 0.15, 0.2]),
    ],
)
def test_pixels_of_the_model_become_those_of_the_image(scale: Scale, numbers: list[float]) -> None:
    assert scaled(np.array([numbers], np.float64), scale, WIDE) == pytest.approx(np.array([BOX]))


def test_a_box_on_an_image_of_unknown_size_is_nowhere() -> None:
    unknown = np.zeros((1, 2), np.int64)
    assert np.isnan(scaled(np.array([BOX]), NORMALISED, unknown)).all()
    assert scaled(np.array([BOX]), PIXELS, unknown).tolist() == [BOX]


def test_corners_are_left_top_right_bottom() -> None:
    assert corners(np.array([BOX])).tolist() == [[10, 20, 40, 60]]


@pytest.mark.parametrize(
    ("boxes", "share"),
    [
        ([], 0.0),
        ([BOX], 0.0),
        ([BOX, [190, 0, 11, 10]], 0.0),
        ([BOX, [190, 0, 20, 10]], 0.5),
        ([[-5, 0, 20, 10], [0, 0, 0, 5]], 1.0),
    ],
)
def test_the_share_of_boxes_outside_allows_for_two_pixels(boxes: list[list[float]], share: float) -> None:
    values = np.array(boxes, np.float64).reshape(-1, 4)
    assert share_outside(values, np.repeat(WIDE, len(values), axis=0)) == share
