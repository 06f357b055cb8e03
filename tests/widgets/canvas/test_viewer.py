"""What is only to be looked at can be panned and zoomed, and nothing else."""

import pytest
from PySide6.QtCore import Qt

from tests.widgets.canvas.conftest import Mouse
from widgets.canvas.viewer import Viewer


@pytest.fixture
def viewer(canvas, qtbot):
    viewer = Viewer()
    qtbot.addWidget(viewer)
    viewer.resize(800, 600)
    viewer.set_image(canvas.image, (640, 480), None)
    viewer.set_annotations(canvas._scene.annotations, ("bolt", "nut", "washer"))
    viewer.show()
    qtbot.waitExposed(viewer)
    viewer.set_zoom(2.0)
    return viewer


def test_a_drag_pans_and_selects_or_moves_nothing(viewer, qtbot):
    before = viewer.view_state()[1]
    with qtbot.assertNotEmitted(viewer.selection_changed), qtbot.assertNotEmitted(viewer.boxes_moved):
        Mouse(viewer).drag((320, 200), (300, 190))
    after = viewer.view_state()[1]
    assert (after[0] - before[0], after[1] - before[1]) == pytest.approx((20, 10), abs=1)
    assert viewer._scene.selection == ()


def test_a_click_or_a_double_click_chooses_nothing(viewer, qtbot):
    mouse = Mouse(viewer)
    with qtbot.assertNotEmitted(viewer.selection_changed), qtbot.assertNotEmitted(viewer.prediction_chosen):
        mouse.click((200, 180))
        mouse.double_click((200, 180))
    assert viewer._scene.selection == ()


def test_what_lies_under_the_mouse_is_named_and_the_hand_shows_what_a_drag_does(viewer):
    mouse = Mouse(viewer)
    mouse.move((420, 150))
    assert viewer._scene.hovered_id == 3
    assert viewer.cursor().shape() is Qt.CursorShape.OpenHandCursor
    mouse.press((420, 150))
    assert viewer.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    mouse.release((420, 150))
    assert viewer.cursor().shape() is Qt.CursorShape.OpenHandCursor


def test_the_wheel_zooms(viewer):
    Mouse(viewer).wheel((320, 240), 1)
    assert viewer.view.zoom == pytest.approx(2.5)
