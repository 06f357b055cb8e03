"""The main job on a real dataset, in the real window: every number read off the window equals pycocotools'."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.dataset import Annotation
from engine.data.sources import Sources
from engine.formats.results import write_results
from engine.formats.write import write_dataset
from tests.app.reference import twelve

EXACT = 1e-9


def read_off(application: Application, name: str) -> float:
    label = application.window.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return float(label.toolTip().split()[-1])


def reference_ap(application: Application, folder: Path) -> float:
    """AP that pycocotools gives the labels as they would be exported now."""
    review = application.document.review
    assert review.predictions is not None
    folder.mkdir(exist_ok=True)
    labels, results = folder / "labels.json", folder / "results.json"
    labels.unlink(missing_ok=True)
    write_dataset(review.dataset, review.annotations, "coco", labels)
    if not results.exists():
        write_results(review.dataset, review.predictions, results)
    return twelve(labels, results)[0]


def drag(application: Application, start: QPointF, end: QPointF) -> None:
    """Drag with the left button from one image point to another."""
    canvas = application.window.canvas

    def on_widget(point: QPointF) -> QPoint:
        x, y = canvas.view.point_to_screen((point.x(), point.y()))
        return QPoint(round(x / canvas.ratio), round(y / canvas.ratio))

    def send(kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        local = QPointF(at)
        event = QMouseEvent(
            kind, local, canvas.mapToGlobal(local), button, held, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(canvas, event)

    from_, to = on_widget(start), on_widget(end)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    send(QEvent.Type.MouseMove, from_, none, none)
    send(QEvent.Type.MouseButtonPress, from_, left, left)
    for step in range(1, 6):
        send(QEvent.Type.MouseMove, from_ + (to - from_) * (step / 5), none, left)
    send(QEvent.Type.MouseButtonRelease, to, left, none)


def lonely_box(application: Application) -> Annotation:
    """A box of the image shown that no other touches, and that a prediction matches: moving it moves AP."""
    review = application.document.review
    matches = review.matches(application.document.image)
    matched = set(matches.annotation_ids[matches.annotation_prediction >= 0].tolist())
    own = review.annotations.take(review.annotations.rows_of_image(application.document.image))
    for i in range(len(own)):
        x1, y1, x2, y2 = own.boxes_xyxy[i]
        others = own.boxes_xyxy[[j for j in range(len(own)) if j != i]]
        apart = (others[:, 0] > x2) | (others[:, 2] < x1) | (others[:, 1] > y2) | (others[:, 3] < y1)
        roomy = x1 > 0.5 * (x2 - x1) and y1 > 0.5 * (y2 - y1)
        if apart.all() and roomy and int(own.ids[i]) in matched:
            return own.at(i)
    pytest.fail("every box touches another, or matches nothing")


def press(application: Application, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    window = application.window
    QTest.keyClick(window, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_the_twelve_metrics_in_the_window_are_the_reference(open_bccd: Application, bccd: Path) -> None:
    expected = json.loads((bccd / "test_reference_metrics.json").read_text())["metrics"]
    shown = open_bccd.document.review.metrics.named()
    assert shown == pytest.approx(expected, abs=EXACT)
    assert read_off(open_bccd, "current_ap") == pytest.approx(expected["AP"], abs=EXACT)
    assert read_off(open_bccd, "delta_ap") == 0.0


def test_the_whole_job_on_the_voc_folder_with_the_model(
    application: Application,
    bccd: Path,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
    allow: Callable[[Path], None],
) -> None:
    allow(bccd / "saved_model")
    sources = Sources(
        bccd / "Annotations",
        images=bccd / "JPEGImages",
        model=bccd / "saved_model",
        label_map=bccd / "label_map.pbtxt",
        split=bccd / "ImageSets" / "Main" / "test.txt",
    )
    application.open(OpenRequest(sources, tmp_path / "bccd.boxwright"))
    wait_until_idle()
    document = application.document
    baseline = reference_ap(application, tmp_path / "reference")
    assert baseline == pytest.approx(0.5031220529217976, abs=0.01)
    assert read_off(application, "baseline_ap") == pytest.approx(baseline, abs=EXACT)

    def the_window_is_right() -> float:
        wait_until_idle()
        expected = reference_ap(application, tmp_path / "reference")
        assert read_off(application, "current_ap") == pytest.approx(expected, abs=EXACT)
        assert read_off(application, "delta_ap") == pytest.approx(expected - baseline, abs=EXACT)
        return expected

    # Walk the queue: the first flag is up, and each key brings another.
    seen = [document.entry]
    for _ in range(5):
        press(application, Qt.Key.Key_N)
        seen.append(document.entry)
    keys = [entry.flag.key for entry in seen if entry is not None]
    assert len(set(keys)) == 6
    assert document.entry is not None
    assert document.entry.flag.image == document.image
    the_window_is_right()

    # Drag a box.
    wait_until_idle()
    press(application, Qt.Key.Key_F)
    box = lonely_box(application)
    x1, y1, x2, y2 = box.box_xyxy
    middle = QPointF((x1 + x2) / 2, (y1 + y2) / 2)
    drag(application, middle, middle)
    assert document.selection == (box.id,)
    drag(application, middle, middle - QPointF(0.45 * (x2 - x1), 0.45 * (y2 - y1)))
    moved = document.review.annotations.get(box.id)
    assert moved is not None
    assert moved.box_xyxy != box.box_xyxy
    after_drag = the_window_is_right()
    assert after_drag != baseline

    # Relabel it.
    other = 2 if moved.category != 1 else 1
    QTest.keyClick(application.window, Qt.Key.Key_0 + other)
    relabelled = document.review.annotations.get(box.id)
    assert relabelled is not None
    assert relabelled.category == other - 1
    the_window_is_right()

    # Accept a suggestion; the next flag comes up by itself.
    entry = next(e for e in application.window.queue.entries_shown() if e.flag.suggestion is not None)
    document.go_to_flag(entry)
    press(application, Qt.Key.Key_Return)
    assert len(document.review.history.done) == 3
    assert document.entry is None or document.entry.flag.key != entry.flag.key
    the_window_is_right()

    # Undo all, and look again after each.
    for left in (2, 1, 0):
        press(application, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert len(document.review.history.done) == left
        the_window_is_right()
    assert read_off(application, "delta_ap") == 0.0
    assert document.review.annotations.get(box.id) == box


def test_reopening_lands_on_the_same_image_box_and_zoom(
    open_bccd: Application, wait_until_idle: Callable[[], None]
) -> None:
    document, canvas = open_bccd.document, open_bccd.window.canvas
    for _ in range(3):
        press(open_bccd, Qt.Key.Key_N)
    wait_until_idle()
    press(open_bccd, Qt.Key.Key_X)
    wait_until_idle()
    canvas.set_zoom(2.0)
    before = (document.image, document.selection, document.entry and document.entry.flag.key)
    zoom, centre = canvas.view_state()
    path = document.review.project.path
    open_bccd.actions["close_dataset"].trigger()
    assert not document.is_open
    open_bccd.open(OpenRequest(None, path))
    wait_until_idle()
    assert (document.image, document.selection, document.entry and document.entry.flag.key) == before
    again, where = canvas.view_state()
    assert again == zoom
    assert where == pytest.approx(centre, abs=1.0)
    assert len(document.review.verdicts) == 1
