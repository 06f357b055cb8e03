"""A canvas with a few boxes, and a mouse."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from engine.data.dataset import Annotation, Annotations, Predictions
from widgets.canvas.canvas import Canvas
from widgets.canvas.picture import ScaledImage

NAMES = ("bolt", "nut", "washer")


def annotation(annotation_id, box, category=0):
    x1, y1, x2, y2 = box
    return Annotation(
        annotation_id, annotation_id, 0, category, box, (x2 - x1, y2 - y1), (x2 - x1) * (y2 - y1)
    )


def predictions(*rows):
    """Each row: box, category, score."""
    boxes = np.array([row[0] for row in rows], float).reshape(-1, 4)
    return Predictions(
        images=np.zeros(len(rows), np.int64),
        categories=np.array([row[1] for row in rows], np.int64),
        boxes_xyxy=boxes,
        sizes_wh=boxes[:, 2:] - boxes[:, :2],
        scores=np.array([row[2] for row in rows], float),
    )


@dataclass
class Mouse:
    """Sends what a window system would, at places given in image pixels."""

    canvas: Canvas
    held: Qt.MouseButton = Qt.MouseButton.NoButton
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    def place(self, image_xy) -> QPointF:
        x, y = self.canvas.view.point_to_screen(image_xy)
        return QPointF(x / self.canvas.ratio, y / self.canvas.ratio)

    def press(self, image_xy, button=Qt.MouseButton.LeftButton, kind=QEvent.Type.MouseButtonPress):
        self.held = button
        self._send(kind, self.place(image_xy), button)

    def move(self, image_xy):
        self._send(QEvent.Type.MouseMove, self.place(image_xy), Qt.MouseButton.NoButton)

    def move_by(self, position: QPointF):
        self._send(QEvent.Type.MouseMove, position, Qt.MouseButton.NoButton)

    def release(self, image_xy):
        button, self.held = self.held, Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseButtonRelease, self.place(image_xy), button)

    def click(self, image_xy, button=Qt.MouseButton.LeftButton):
        self.press(image_xy, button)
        self.release(image_xy)

    def double_click(self, image_xy):
        self.click(image_xy)
        self.press(image_xy, kind=QEvent.Type.MouseButtonDblClick)
        self.release(image_xy)

    def drag(self, start, end, button=Qt.MouseButton.LeftButton, steps=4):
        # Places are fixed before the view moves, as those of a hand are.
        places = [self.place((start[0] + (end[0] - start[0]) * i / steps,
                              start[1] + (end[1] - start[1]) * i / steps)) for i in range(steps + 1)]  # fmt: skip
        self.move_by(places[0])
        self.held = button
        self._send(QEvent.Type.MouseButtonPress, places[0], button)
        for place in places[1:]:
            self.move_by(place)
        self.held = Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseButtonRelease, places[-1], button)

    def wheel(self, image_xy, notches):
        place = self.place(image_xy)
        QApplication.sendEvent(
            self.canvas,
            QWheelEvent(
                place,
                self.canvas.mapToGlobal(place),
                QPoint(),
                QPoint(0, round(120 * notches)),
                self.held,
                self.keys,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    def _send(self, kind, place, button):
        QApplication.sendEvent(
            self.canvas,
            QMouseEvent(kind, place, self.canvas.mapToGlobal(place), button, self.held, self.keys),
        )


@dataclass
class Heard:
    """The signals of a canvas, in order."""

    signals: list = field(default_factory=list)

    def of(self, name):
        return [values for heard, values in self.signals if heard == name]


@pytest.fixture
def canvas(qtbot):
    """An image of 640 x 480 at 100 %, its corner at the widget's (80, 60)."""
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(800, 600)
    pixels = np.full((480, 640, 3), (120, 140, 130), np.uint8)
    canvas.set_image(ScaledImage(pixels, (640, 480)), (640, 480), None)
    canvas.set_annotations(
        Annotations.of_rows([
            annotation(1, (100.0, 100.0, 300.0, 260.0)),
            annotation(2, (150.0, 140.0, 200.0, 180.0), 1),
            annotation(3, (400.0, 100.0, 500.0, 200.0), 2),
            annotation(4, (float("nan"), 10.0, 60.0, 60.0)),
        ]),
        NAMES,
    )  # fmt: skip
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.set_zoom(1.0)
    return canvas


@pytest.fixture
def mouse(canvas):
    return Mouse(canvas)


@pytest.fixture
def heard(canvas):
    heard = Heard()
    for name in (
        "box_drawn", "boxes_dragging", "boxes_moved", "drag_cancelled", "selection_changed",
        "prediction_chosen", "view_changed", "tool_changed", "cursor_moved",
    ):  # fmt: skip
        getattr(canvas, name).connect(lambda *values, name=name: heard.signals.append((name, values)))
    return heard
