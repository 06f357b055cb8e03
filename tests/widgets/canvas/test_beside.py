"""Two runs on one image, side by side: shown alike, zoomed and panned as one, the other only to be looked at."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QToolButton

from engine.data.dataset import Annotations, Predictions
from tests.widgets.canvas.conftest import NAMES, Mouse, annotation, predictions
from widgets.canvas.adjustment import Adjustment
from widgets.canvas.beside import Beside
from widgets.canvas.canvas import Canvas
from widgets.canvas.colouring import Colouring, Known
from widgets.canvas.picture import ScaledImage
from widgets.canvas.viewer import Viewer
from widgets.theme import Scheme, theme_of

ROWS = [annotation(1, (100.0, 100.0, 300.0, 260.0)), annotation(2, (150.0, 140.0, 200.0, 180.0), 1)]
OURS = predictions(((100.0, 100.0, 300.0, 250.0), 0, 0.9))
OTHERS = predictions(((150.0, 140.0, 210.0, 180.0), 1, 0.8), ((10.0, 10.0, 60.0, 60.0), 2, 0.2))


@pytest.fixture
def beside(qtbot):
    beside = Beside(Canvas())
    qtbot.addWidget(beside)
    beside.resize(1000, 500)
    show_image(beside, 100)
    with qtbot.waitExposed(beside):
        beside.show()
    return beside


def canvas_of(beside):
    return next(own for own in beside.findChildren(Canvas) if not isinstance(own, Viewer))


def viewer_of(beside):
    return beside.findChild(Viewer)


def show_image(beside, grey):
    canvas = canvas_of(beside)
    pixels = np.full((480, 640, 3), grey, np.uint8)
    canvas.set_image(ScaledImage(pixels, (640, 480)), (640, 480), None)
    canvas.set_annotations(Annotations.of_rows(ROWS), NAMES)
    canvas.set_predictions(OURS, np.arange(1))


@pytest.fixture
def both(beside):
    beside.show_other("ssd", "yolo")
    beside.set_predictions(OTHERS)
    QApplication.processEvents()
    return beside


def titles(beside):
    return [label.accessibleName() for label in beside.findChildren(QLabel) if label.accessibleName()]


def colour(viewer, image_xy):
    x, y = viewer.view.point_to_screen(image_xy)
    picture = viewer.grab().toImage()
    return picture.pixelColor(round(x), round(y))


def test_the_canvas_alone_has_no_title(beside):
    assert not beside.is_on
    assert not viewer_of(beside).isVisible()
    assert canvas_of(beside).size() == beside.size()


def test_a_canvas_that_somebody_else_hid_is_shown(qtbot):
    stack, canvas = QStackedWidget(), Canvas()
    qtbot.addWidget(stack)
    stack.addWidget(QLabel("start page"))
    stack.addWidget(canvas)
    beside = Beside(canvas)
    stack.setCurrentIndex(stack.addWidget(beside))
    with qtbot.waitExposed(stack):
        stack.show()
    assert canvas.isVisible()


def test_both_runs_are_named_and_equally_large(both):
    assert titles(both) == ["In use: ssd", "Beside: yolo"]
    assert abs(canvas_of(both).width() - viewer_of(both).width()) <= 1
    assert viewer_of(both).accessibleName() == "The same image with the predictions of yolo"


def test_the_other_side_shows_the_same_image_and_labels_with_its_own_predictions(both):
    viewer = viewer_of(both)
    assert viewer.image is canvas_of(both).image
    assert viewer._scene.annotations is canvas_of(both)._scene.annotations
    assert viewer._scene.prediction_texts(np.arange(2)) == ["nut 0.80", "washer 0.20"]
    canvas_of(both).set_min_score(0.5)
    assert viewer._scene.predictions_visible().tolist() == [True, False]
    canvas_of(both).set_layers_shown(boxes=True, predictions=False)
    assert viewer._scene.predictions_visible().tolist() == [False, False]


def test_the_next_image_is_the_next_one_on_both_sides(both):
    assert colour(viewer_of(both), (600, 400)).red() == 100
    show_image(both, 200)
    both.set_predictions(Predictions.empty(), missing=True)
    assert colour(viewer_of(both), (600, 400)).red() == 200
    assert len(viewer_of(both)._scene.predictions) == 0
    assert any(
        own.text() == "not run over this image" and own.isVisible() for own in both.findChildren(QLabel)
    )
    both.set_predictions(OTHERS)
    assert not any(own.text() == "not run over this image" for own in both.findChildren(QLabel))


def test_colouring_adjustment_and_theme_are_those_of_the_canvas(both):
    canvas, viewer = canvas_of(both), viewer_of(both)
    canvas.set_known(Known({}, np.array([0.1, 0.9]), np.array([1, 1]), np.array([1])))
    both.set_predictions(OTHERS, np.array([0, 1]), np.array([1, 0]))
    canvas.set_colouring(Colouring.MATCH)
    assert viewer._scene.prediction_texts(np.arange(2)) == ["nut 0.80 · right", "washer 0.20 · false"]
    assert viewer._scene.box_texts(np.arange(2)) == ["bolt · missed", "nut · found"]
    before = colour(viewer, (600, 400))
    canvas.set_theme(theme_of(Scheme.LIGHT))
    canvas.set_adjustment(Adjustment(brightness=0.5))
    assert viewer._theme is theme_of(Scheme.LIGHT)
    assert colour(viewer, (600, 400)).red() > before.red()


def test_outcomes_of_other_boxes_are_not_shown(both):
    canvas, viewer = canvas_of(both), viewer_of(both)
    canvas.set_colouring(Colouring.MATCH)
    both.set_predictions(OTHERS, np.array([0, 1]), np.array([1, 0]))
    canvas.set_annotations(Annotations.of_rows(ROWS[:1]), NAMES)
    assert viewer._scene.box_texts(np.arange(1)) == ["bolt"]
    assert not viewer.grab().isNull()


def test_zoom_and_pan_here_are_zoom_and_pan_there(both):
    canvas, viewer = canvas_of(both), viewer_of(both)
    Mouse(canvas).wheel((320, 240), 3)
    assert viewer.view.zoom == canvas.view.zoom
    assert viewer.view_state()[1] == pytest.approx(canvas.view_state()[1], abs=1 / canvas.view.zoom)
    canvas.zoom_to((150.0, 140.0, 200.0, 180.0), margin=1.0)
    assert viewer.view.zoom == canvas.view.zoom
    canvas.fit()
    assert viewer.view_state()[0] is None


def test_zoom_and_pan_there_are_zoom_and_pan_here_and_nothing_drifts(both):
    canvas, viewer = canvas_of(both), viewer_of(both)
    mouse = Mouse(viewer)
    mouse.wheel((320, 240), 5)
    mouse.drag((320, 200), (290, 180), steps=30)
    mine, theirs = canvas.view_state(), viewer.view_state()
    assert mine[0] == theirs[0]
    assert mine[1] == pytest.approx(theirs[1], abs=1 / mine[0])


def test_the_keys_stay_with_the_canvas(both):
    canvas, viewer = canvas_of(both), viewer_of(both)
    canvas.setFocus()
    QTest.mouseClick(viewer, Qt.MouseButton.LeftButton)
    assert canvas.hasFocus()


def test_resizing_does_not_undo_a_zoom_to_a_flag(both):
    canvas = canvas_of(both)
    canvas.zoom_to((150.0, 140.0, 200.0, 180.0), margin=1.0)
    both.resize(1300, 700)
    QApplication.processEvents()
    assert canvas._target is not None
    assert viewer_of(both).view.zoom == canvas.view.zoom


def test_the_other_run_is_closed(both, qtbot):
    with qtbot.waitSignal(both.closed):
        QTest.mouseClick(both.findChild(QToolButton, "close_beside"), Qt.MouseButton.LeftButton)
    both.hide_other()
    QApplication.processEvents()
    assert canvas_of(both).size() == both.size()
