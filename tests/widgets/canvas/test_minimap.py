"""The overview in the corner: when it is there, where, and that it leads there."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from widgets.canvas.adjustment import AS_IT_IS
from widgets.canvas.corner import Corner
from widgets.canvas.minimap import Minimap
from widgets.canvas.picture import ScaledImage

NOWHERE = (np.zeros((0, 4)), np.zeros(0, np.bool_))


@pytest.fixture
def minimap(canvas):
    """Of an image of 640 x 480 on a canvas of 800 x 600."""
    minimap = Minimap(canvas)
    minimap.set_image(canvas.image, AS_IT_IS)
    return minimap


def test_nothing_is_shown_of_no_image(canvas):
    empty = Minimap(canvas)
    canvas.set_view_state(30.0, (10, 10))
    assert not empty.isVisible()


@pytest.mark.parametrize(
    ("zoom", "shown"), [(None, False), (1.0, False), (1.5, False), (4.0, True), (20.0, True)]
)
def test_it_is_there_when_little_of_the_image_is_in_sight(canvas, minimap, zoom, shown):
    canvas.set_view_state(None if zoom is None else zoom * canvas.ratio, (320, 240))
    assert minimap.isVisible() is shown
    minimap.set_on(on=False)
    assert not minimap.isVisible()


def test_of_an_image_larger_than_the_canvas_it_is_there_as_soon_as_something_is_out_of_sight(canvas, minimap):
    canvas.resize(round(500 / canvas.ratio), round(400 / canvas.ratio))
    canvas.fit()
    assert not minimap.isVisible()
    canvas.set_zoom(1.0)
    assert minimap.isVisible()


def at(minimap, x, y):
    """Where an image point lies on it."""
    return QPoint(round(1 + x * 180 / 640), round(1 + y * 180 / 640))


def test_a_click_goes_there_and_a_drag_on(canvas, minimap):
    canvas.set_view_state(4.0 * canvas.ratio, (320, 240))
    assert minimap.width() == 182
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=at(minimap, 500, 300))
    zoom, centre = canvas.view_state()
    assert zoom == 4.0 * canvas.ratio
    assert centre == pytest.approx((500, 300), abs=3)
    QTest.mouseMove(minimap, at(minimap, 200, 100))
    assert canvas.view_state()[1] == pytest.approx((200, 100), abs=3)
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=at(minimap, 200, 100))
    QTest.mouseMove(minimap, at(minimap, 300, 300))
    assert canvas.view_state()[1] == pytest.approx((200, 100), abs=3)


def test_a_click_in_it_selects_no_box(canvas, minimap, qtbot):
    canvas.set_view_state(4.0 * canvas.ratio, (200, 180))
    with qtbot.assertNotEmitted(canvas.selection_changed):
        QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))


def test_it_keeps_off_the_box_under_review(canvas, minimap):
    canvas.set_view_state(4.0 * canvas.ratio, (320, 240))
    assert minimap.corner is Corner.BOTTOM_RIGHT
    right, bottom = canvas.view.point_to_image(canvas.viewport_wh)
    minimap.set_focus((right - 20, bottom - 20, right - 10, bottom - 10))
    assert minimap.corner is Corner.BOTTOM_LEFT
    minimap.set_focus((right - 190, bottom - 20, right - 10, bottom - 10))
    assert minimap.corner is Corner.TOP_RIGHT
    minimap.set_focus((0, 0, 640, 480))
    assert minimap.corner is Corner.BOTTOM_RIGHT
    minimap.set_focus((float("nan"), 0, 640, 480))
    assert minimap.isVisible()


def test_it_stays_in_the_corner_when_the_canvas_grows(canvas, minimap):
    canvas.set_view_state(8.0 * canvas.ratio, (320, 240))
    canvas.resize(1000, 700)
    assert minimap.geometry().bottomRight() == QPoint(1000 - 13, 700 - 13)


def test_boxes_are_dots_and_flagged_ones_are_larger(canvas, minimap):
    canvas.set_view_state(8.0 * canvas.ratio, (600, 400))

    def covered(boxes, flagged):
        minimap.set_boxes(*NOWHERE)
        before = minimap.grab().toImage()
        minimap.set_boxes(np.array(boxes, float), np.array(flagged))
        after = minimap.grab().toImage()
        places = [(x, y) for x in range(after.width()) for y in range(after.height())]
        return sum(before.pixel(*place) != after.pixel(*place) for place in places)

    place = [100, 100, 120, 120]
    assert 0 < covered([place], [False]) < covered([place], [True])
    assert covered([[float("nan")] * 4], [True]) == 0


@pytest.mark.parametrize("size", [(4000, 10), (10, 4000), (4000, 1)])
def test_images_of_any_shape_have_one(canvas, size):
    image = ScaledImage(np.full((size[1], size[0], 3), 90, np.uint8), size)
    canvas.set_image(image, size, None)
    minimap = Minimap(canvas)
    minimap.set_image(image, AS_IT_IS)
    canvas.set_view_state(64.0, (0, 0))
    minimap.grab()
    assert 40 <= min(minimap.width(), minimap.height()) <= max(minimap.width(), minimap.height()) <= 182
