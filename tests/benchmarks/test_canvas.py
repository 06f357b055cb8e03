"""How long a frame of the canvas takes: panning, dragging, zooming, moving the mouse."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from engine.data.dataset import Annotations, Predictions
from widgets.canvas.canvas import Canvas

WIDTH, HEIGHT = 4000, 3000
VIEW = (1600, 1000)


def crowded(boxes):
    """Boxes of a twentieth of the image's width at most, 80 classes, as annotations and as predictions."""
    rng = np.random.default_rng(0)
    first = rng.uniform(0, (WIDTH - 200, HEIGHT - 150), (boxes, 2))
    sizes = rng.uniform(8, (200, 150), (boxes, 2))
    numbers = np.arange(1, boxes + 1)
    blank = np.zeros(boxes, np.bool_)
    corners = np.concatenate([first, first + sizes], axis=1)
    categories = rng.integers(0, 80, boxes)
    annotations = Annotations(
        numbers, numbers, 0 * numbers, categories, corners, sizes, sizes.prod(axis=1), blank, blank
    )
    some = slice(0, min(boxes, 300))
    predictions = Predictions(
        0 * numbers[some], categories[some], corners[some] + 5, sizes[some], rng.uniform(0.3, 1, boxes)[some]
    )
    return annotations, predictions


@pytest.fixture
def crowd(qtbot):
    def make(boxes):
        canvas = Canvas()
        qtbot.addWidget(canvas)
        canvas.resize(*VIEW)
        pixels = np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
        image = QImage(pixels.data, WIDTH, HEIGHT, 3 * WIDTH, QImage.Format.Format_RGB888).copy()
        canvas.set_image(image, (WIDTH, HEIGHT), None)
        annotations, predictions = crowded(boxes)
        canvas.set_annotations(annotations, [f"class {i}" for i in range(80)])
        canvas.set_predictions(predictions, np.arange(len(predictions)))
        canvas.show()
        qtbot.waitExposed(canvas)
        canvas.fit()
        canvas.repaint()
        return canvas

    return make


def send(canvas, kind, x, y, button, held):
    place = QPointF(x, y)
    QApplication.sendEvent(
        canvas,
        QMouseEvent(kind, place, canvas.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier),
    )


def moves(canvas, held, start):
    """Each call moves the mouse a little, there and back, and paints the frame."""
    step = 0

    def frame():
        nonlocal step
        step += 1
        away = 7 * min(step % 40, 40 - step % 40)
        send(canvas, QEvent.Type.MouseMove, start[0] + away, start[1] + away, Qt.MouseButton.NoButton, held)
        QApplication.processEvents()

    return frame


def within(benchmark, seconds):
    assert benchmark.stats is None or benchmark.stats.stats.median < seconds


@pytest.mark.parametrize(("boxes", "budget"), [(500, 0.016), (5_000, 0.016), (50_000, 0.033)])
def test_a_frame_while_panning(benchmark, crowd, boxes, budget):
    canvas = crowd(boxes)
    middle = Qt.MouseButton.MiddleButton
    send(canvas, QEvent.Type.MouseButtonPress, 500, 400, middle, middle)
    benchmark.pedantic(moves(canvas, middle, (500, 400)), rounds=80, warmup_rounds=5)
    send(canvas, QEvent.Type.MouseButtonRelease, 500, 400, middle, Qt.MouseButton.NoButton)
    within(benchmark, budget)


@pytest.mark.parametrize(("boxes", "budget"), [(500, 0.002), (5_000, 0.002), (50_000, 0.004)])
def test_a_frame_while_dragging(benchmark, crowd, boxes, budget):
    canvas = crowd(boxes)
    canvas.set_drag_caption("84 × 91  Δ mAP +0.0012")
    box = canvas._scene.boxes[boxes // 2]
    left, top, right, bottom = canvas.view.box_to_screen(tuple(box))
    at = ((left + right) / 2, (top + bottom) / 2)
    canvas.select((boxes // 2 + 1,))
    button = Qt.MouseButton.LeftButton
    send(canvas, QEvent.Type.MouseButtonPress, *at, button, button)
    benchmark.pedantic(moves(canvas, button, at), rounds=80, warmup_rounds=10)
    send(canvas, QEvent.Type.MouseButtonRelease, *at, button, Qt.MouseButton.NoButton)
    within(benchmark, budget)


@pytest.mark.parametrize(("boxes", "budget"), [(500, 0.03), (5_000, 0.05), (50_000, 0.2)])
def test_a_frame_painted_anew(benchmark, crowd, boxes, budget):
    canvas = crowd(boxes)
    zooms = iter(range(10_000))

    def frame():
        (canvas.zoom_in if next(zooms) % 2 else canvas.zoom_out)()
        QApplication.processEvents()

    benchmark.pedantic(frame, rounds=20, warmup_rounds=4)
    within(benchmark, budget)


@pytest.mark.parametrize(("boxes", "budget"), [(500, 0.008), (5_000, 0.008), (50_000, 0.016)])
def test_a_move_of_the_mouse_over_boxes(benchmark, crowd, boxes, budget):
    canvas = crowd(boxes)
    benchmark.pedantic(moves(canvas, Qt.MouseButton.NoButton, (500, 400)), rounds=80, warmup_rounds=5)
    within(benchmark, budget)
