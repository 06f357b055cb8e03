"""The image: stretched, halved, and the same in parts as in whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.canvas.adjustment import Adjustment, table_of
from widgets.canvas.geometry import View, fitted
from widgets.canvas.picture import Levels, ScaledImage, missing_part

SCREEN = QRect(0, 0, 240, 180)


def noise(width, height):
    return np.random.default_rng(0).integers(0, 256, (height, width, 3), np.uint8)


def plain(width, height, rgb):
    return np.full((height, width, 3), rgb, np.uint8)


def painted(image, view, areas=(SCREEN,)):
    screen = QImage(SCREEN.size(), QImage.Format.Format_RGB32)
    screen.fill(QColor("black"))
    with QPainter(screen) as painter:
        for area in areas:
            painter.setClipRect(area)
            image.paint(painter, view, area)
    return np.frombuffer(screen.constBits(), np.uint8).reshape(180, 240, 4)[..., 2::-1].copy()


@pytest.mark.parametrize("depth", [1, 257])
@pytest.mark.parametrize("width", [7, 8, 230, 641])
def test_an_image_of_8_or_16_bits_is_painted_pixel_by_pixel(depth, width):
    image = noise(width, 5)
    deep = image if depth == 1 else image.astype(np.uint16) * depth
    result = painted(ScaledImage(deep, (width, 5)), View(1.0, (3, 2)))
    assert (result[2:7, 3 : 3 + width] == image[:, :237]).all()


@given(zoom=st.floats(4, 64), x=st.integers(-3000, 200), y=st.integers(-2000, 150))
def test_from_fourfold_on_each_pixel_of_the_screen_is_one_of_the_image(zoom, x, y):
    image = noise(40, 30)
    columns = np.floor((np.arange(240) + 0.5 - x) / zoom).astype(int)
    rows = np.floor((np.arange(180) + 0.5 - y) / zoom).astype(int)
    expected = image[rows.clip(0, 29)[:, None], columns.clip(0, 39)]
    expected[(rows < 0) | (rows > 29)] = 0
    expected[:, (columns < 0) | (columns > 39)] = 0
    assert (painted(ScaledImage(image, (40, 30)), View(zoom, (x, y))) == expected).all()


def test_noise_seen_from_afar_is_even_grey():
    view = fitted((0, 0, 2400, 1800), (240, 180))
    result = painted(ScaledImage(noise(2400, 1800), (2400, 1800)), view)[20:-20, 20:-20]
    assert result.std() < 12
    assert result.mean() == pytest.approx(127.5, abs=3)


@pytest.mark.parametrize("size", [(1, 1), (3000, 1), (2, 900)])
@pytest.mark.parametrize("zoom", [0.01, 0.3, 64.0])
def test_narrow_images_are_painted_at_any_zoom(size, zoom):
    painted(ScaledImage(plain(*size, (10, 200, 30)), size), View(zoom, (0, 0)))


@pytest.mark.parametrize("zoom", [0.2, 0.77, 1.9, 5.0, 7.3, 40.0])
def test_strips_join_to_what_is_painted_at_once(zoom):
    image, view = ScaledImage(noise(600, 450), (600, 450)), View(zoom, (-13, -7))
    strips = (QRect(0, 0, 101, 180), QRect(101, 0, 139, 57), QRect(101, 57, 139, 123))
    apart = painted(image, view, strips).astype(int) - painted(image, view).astype(int)
    assert np.abs(apart).max() <= (0 if zoom >= 4 else 3)


def test_a_preview_stands_where_the_whole_image_would():
    preview = plain(64, 48, (255, 255, 255))
    result = painted(ScaledImage(preview, (640, 480)), View(0.25, (20, 30)))
    rows, columns = np.nonzero(result.any(axis=2))
    assert (columns.min(), columns.max(), rows.min(), rows.max()) == (20, 179, 30, 149)


@pytest.mark.parametrize(
    "adjustment", [Adjustment(), Adjustment(brightness=0.3), Adjustment(0.1, 0.5, 2.0, True)]
)
@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_every_pixel_is_painted_as_the_table_says(adjustment, depth):
    image = noise(60, 40).astype(depth)
    shown = ScaledImage(image, (60, 40))
    with QPainter(screen := QImage(SCREEN.size(), QImage.Format.Format_RGB32)) as painter:
        shown.paint(painter, View(1.0, (0, 0)), SCREEN, adjustment)
    result = np.frombuffer(screen.constBits(), np.uint8).reshape(180, 240, 4)[:40, :60, 2::-1]
    assert (result == table_of(adjustment, shown.tones)[image]).all()


class TestAPart:
    """An image of 640 x 480, white, at a quarter; a part of it, black, in full."""

    AT = (160, 120, 320, 240)

    @pytest.fixture
    def image(self):
        image = ScaledImage(plain(160, 120, (255, 255, 255)), (640, 480))
        image.part = Levels(plain(160, 120, (1, 1, 1)), self.AT)
        return image

    @pytest.mark.parametrize(("zoom", "origin"), [(0.5, (0, 0)), (1.0, (-100, -100)), (7.0, (-1000, -800))])
    def test_it_lies_where_it_belongs(self, image, zoom, origin):
        view = View(zoom, origin)
        left, top, right, bottom = (round(v) for v in view.box_to_screen(self.AT))
        result = painted(image, view)
        inside = np.zeros(result.shape[:2], bool)
        inside[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = True
        assert (result[inside] == 1).all()
        assert (result[~inside] == 255).all()

    def test_from_afar_it_is_not_needed(self, image):
        assert (painted(image, View(0.25, (0, 0)))[:120, :160] == 255).all()

    def test_what_is_in_sight_and_some_around_it_is_to_be_read(self, image):
        image.part = None
        assert missing_part(image, View(0.25, (0, 0)), (240, 180)) is None
        assert missing_part(image, View(1.0, (-200, -150)), (240, 180)) == (80, 60, 480, 360)
        assert missing_part(image, View(1.0, (0, 0)), (240, 180)) == (0, 0, 360, 270)
        assert missing_part(image, View(1.0, (-5000, 0)), (240, 180)) is None

    def test_what_was_read_is_not_read_again(self, image):
        assert missing_part(image, View(2.0, (-330, -250)), (240, 180)) is None
        assert missing_part(image, View(2.0, (-530, -250)), (240, 180)) is not None

    def test_of_an_image_in_full_nothing_is_to_be_read(self):
        whole = ScaledImage(plain(640, 480, (9, 9, 9)), (640, 480))
        assert missing_part(whole, View(20.0, (-330, -250)), (240, 180)) is None
