"""What goes wrong is said plainly; the rest of the dataset stays usable; nothing is lost, nothing half written."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations import edit
from app.operations.dataset import OpenRequest
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.sources import Sources
from engine.errors import UserError
from engine.opening import open_project, open_sources
from engine.store.presence import Opener
from widgets.dialogs.error import ErrorDialog
from widgets.dialogs.problems import ProblemsDialog
from widgets.dialogs.recover import RecoverDialog

NAMES = ("a.jpg", "b.jpg", "cut.jpg", "gone.jpg")


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Two good images and a truncated one; the fourth is missing."""
    folder = tmp_path / "images"
    folder.mkdir()
    noise = np.random.default_rng(0).integers(0, 255, (60, 80, 3), np.uint8)
    data = cv2.imencode(".jpg", noise)[1].tobytes()
    for name in NAMES[:2]:
        (folder / name).write_bytes(data)
    (folder / "cut.jpg").write_bytes(data[: len(data) // 3])
    return folder


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    """COCO ground truth with NaN coordinates, an unknown class and an annotation of no image."""
    path = tmp_path / "labels.json"
    boxes = [
        {"id": 1, "image_id": 1, "category_id": 1, "bbox": [5, 5, 20, 20], "area": 400, "iscrowd": 0},
        {
            "id": 2,
            "image_id": 2,
            "category_id": 1,
            "bbox": [float("nan"), 5, 20, 20],
            "area": 400,
            "iscrowd": 0,
        },
        {"id": 3, "image_id": 3, "category_id": 77, "bbox": [5, 5, 20, 20], "area": 400, "iscrowd": 0},
        {"id": 4, "image_id": 99, "category_id": 1, "bbox": [5, 5, 20, 20], "area": 400, "iscrowd": 0},
    ]
    images = [{"id": i, "file_name": name, "width": 80, "height": 60} for i, name in enumerate(NAMES, 1)]
    document = {"images": images, "annotations": boxes, "categories": [{"id": 1, "name": "cell"}]}
    path.write_text(json.dumps(document))
    return path


def shown_error(qtbot: QtBot) -> str:
    """All that the error dialog says; closes it."""

    def dialogs() -> list[ErrorDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()), timeout=60_000)
    (dialog,) = dialogs()
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.close()
    return text


def test_a_dataset_with_every_kind_of_broken_record_stays_usable(
    application: Application,
    pictures: Path,
    labels: Path,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
) -> None:
    before = labels.read_bytes()
    project = tmp_path / "p.boxwright"
    application.open(OpenRequest(Sources(labels, images=pictures), project))
    wait_until_idle()
    document = application.document
    said = " ".join(str(problem) for problem in document.problems)
    assert "annotation 2" in said
    assert "annotation 3" in said
    assert "annotation 4" in said
    assert "gone.jpg" in said
    assert "problems found" in application.window.message_label.text()
    kinds = {entry.flag.kind.value for entry in document.review.queue()}
    assert {"invalid_box", "unknown_category"} <= kinds
    for image in range(4):
        document.go_to_image(image)
        wait_until_idle()
        edit.draw_box(document, (30, 10, 60, 40), 0)
    assert len(document.review.annotations) == 3 + 4
    application.actions["close_dataset"].trigger()
    review = open_project(project)
    assert len(review.annotations) == 3 + 4
    review.close()
    assert labels.read_bytes() == before


def test_an_empty_dataset_opens(
    application: Application, tmp_path: Path, wait_until_idle: Callable[[], None]
) -> None:
    labels = tmp_path / "labels.json"
    labels.write_text('{"images": [], "annotations": [], "categories": []}')
    application.open(OpenRequest(Sources(labels), None))
    wait_until_idle()
    assert application.document.is_open
    for action in application.actions.values():
        if action.isEnabled() and action.objectName() in (
            "next_flag",
            "previous_flag",
            "fit",
            "cancel",
            "draw",
        ):
            action.trigger()
    QTest.keyClick(application.window, Qt.Key.Key_D)
    assert application.window.findChild(QLabel, "current_ap").text() == "–"


@pytest.mark.parametrize("content", [None, b"", b"no model"])
def test_a_model_that_is_none_leaves_the_labels_open(
    application: Application,
    pictures: Path,
    labels: Path,
    tmp_path: Path,
    qtbot: QtBot,
    wait_until_idle: Callable[[], None],
    allow: Callable[[Path], None],
    content: bytes | None,
) -> None:
    model = tmp_path / "model"
    model.mkdir()
    if content is not None:
        (model / "saved_model.pb").write_bytes(content)
        allow(model)
    application.open(OpenRequest(Sources(labels, images=pictures, model=model), None))
    assert "model" in shown_error(qtbot)
    wait_until_idle()
    assert application.document.is_open
    assert application.document.review.predictions is None
    edit.draw_box(application.document, (30, 10, 60, 40), 0)
    assert len(application.document.review.history.done) == 1


@pytest.mark.parametrize("place", ["file/p.boxwright", "/proc/p.boxwright"])
def test_a_project_file_that_cannot_be_written_is_said_plainly(
    application: Application, labels: Path, tmp_path: Path, qtbot: QtBot, place: str
) -> None:
    (tmp_path / "file").write_text("not a folder")
    files = sorted(path.name for path in tmp_path.iterdir())
    application.open(OpenRequest(Sources(labels), tmp_path / place))
    text = shown_error(qtbot)
    assert "cannot be written" in text
    assert "p.boxwright" in text
    assert not application.document.is_open
    assert sorted(path.name for path in tmp_path.iterdir()) == files


def test_sources_that_are_broken_as_a_whole_leave_what_is_open_alone(
    open_bccd: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    review = open_bccd.document.review
    open_bccd.open(OpenRequest(Sources(broken), None))
    assert "broken.json" in shown_error(qtbot)
    assert open_bccd.document.review is review


def test_an_edit_that_cannot_be_saved_is_not_shown(open_bccd: Application, qtbot: QtBot) -> None:
    document = open_bccd.document
    other = open_project(document.review.project.path)
    other.apply([Edit.delete(other.annotations.at(0))], Origin.DELETED)
    other.close()
    before = document.review.annotations
    box = before.at(10)
    document.go_to_image(box.image)
    with qtbot.captureExceptions() as caught:
        open_bccd.window.canvas.boxes_moved.emit(((box.id, (1.0, 1.0, 9.0, 9.0)),))
    assert [kind for kind, _, _ in caught] == [UserError]
    assert "another window" in str(caught[0][1])
    assert document.review.annotations is before
    open_bccd.dialogs.report(caught[0][1])
    assert "another window" in shown_error(qtbot)


def test_our_own_mistake_is_shown_with_what_to_report(application: Application, qtbot: QtBot) -> None:
    application.dialogs.report(ZeroDivisionError("by nothing"))
    assert "mistake" in shown_error(qtbot)
    assert application.window.isVisible()


def test_the_same_error_is_shown_once(application: Application, qtbot: QtBot) -> None:
    for _ in range(3):
        application.dialogs.report(UserError("the disk is gone", remedy="Bring it back"))
    assert "the disk is gone" in shown_error(qtbot)


def test_nothing_is_shown_as_saved_in_a_project_that_vanished_and_the_window_closes(
    open_bccd: Application, qtbot: QtBot, wait_until_idle: Callable[[], None]
) -> None:
    for path in open_bccd.document.review.project.path.parent.glob("bccd.boxwright*"):
        path.unlink()
    open_bccd.document.go_to_image(5)
    wait_until_idle()
    with qtbot.captureExceptions() as caught:
        open_bccd.window.canvas.box_drawn.emit((1.0, 1.0, 9.0, 9.0))
    assert "moved or deleted" in str(caught[0][1])
    assert not open_bccd.document.review.history.done
    open_bccd.window.close()
    assert not open_bccd.document.is_open


def test_a_step_that_another_program_keeps_from_being_saved_is_taken_back_soon(
    open_bccd: Application, qtbot: QtBot
) -> None:
    document, canvas = open_bccd.document, open_bccd.window.canvas
    box = document.review.annotations.at(10)
    document.go_to_image(box.image)
    other = sqlite3.connect(document.review.project.path)
    other.execute("BEGIN IMMEDIATE")
    with qtbot.captureExceptions() as caught:
        canvas.boxes_moved.emit(((box.id, (1.0, 1.0, 9.0, 9.0)),))
    assert "another program holds" in str(caught[0][1])
    assert document.review.annotations.get(box.id) == box
    other.rollback()
    other.close()
    canvas.boxes_moved.emit(((box.id, (1.0, 1.0, 9.0, 9.0)),))
    assert len(document.review.history.done) == 1


def test_a_damaged_project_is_offered_to_be_recovered_and_opens_as_another(
    application: Application,
    labels: Path,
    pictures: Path,
    tmp_path: Path,
    qtbot: QtBot,
    wait_until_idle: Callable[[], None],
) -> None:
    path = tmp_path / "p.boxwright"
    review = open_sources(Sources(labels, images=pictures), path)
    review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    review.close()
    content = path.read_bytes()
    damaged = content.replace(b'"box_xyxy":', b'"box_yxyx":', 1).replace(b'"box_xyxy": ', b'"box_yxyx": ', 1)
    assert damaged != content
    path.write_bytes(damaged)
    application.open(OpenRequest(None, path))
    wait_until_idle()
    (dialog,) = application.window.findChildren(RecoverDialog)
    assert "p.boxwright" in dialog.findChild(QLabel, "message").text()
    dialog.findChild(QPushButton, "recover").click()
    wait_until_idle()
    document = application.document
    assert document.review.project.path == tmp_path / "p-recovered.boxwright"
    assert not document.review.history.done
    (listed,) = application.window.findChildren(ProblemsDialog)
    table = listed.findChild(QTableWidget)
    assert any("the last 1 of 1 steps" in table.item(row, 2).text() for row in range(table.rowCount()))
    listed.close()
    assert path.read_bytes() == damaged


def test_who_else_has_the_project_open_is_told(application: Application, qtbot: QtBot) -> None:
    application.dialogs.tell_others(())
    application.dialogs.tell_others((Opener("anna", "host7", 4711, "2026-01-02T03:04:05+00:00"),))
    text = shown_error(qtbot)
    assert "anna on host7" in text and "process 4711" in text
