"""The model in the window: one key runs it, the window lives meanwhile, and nothing is computed twice."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations import edit
from app.operations.dataset import OpenRequest
from engine.data.model import Acceleration
from engine.data.sources import Sources
from widgets.dialogs.choose_model import ChooseModelDialog
from widgets.dialogs.error import ErrorDialog
from widgets.dialogs.label_map import LabelMapDialog
from widgets.dialogs.speed_up import SpeedUpDialog
from widgets.dialogs.trust import TrustDialog
from widgets.runs.standing import RunState
from widgets.runs.table import RunTable

IMAGES, ALL_IMAGES = 72, 364


@pytest.fixture
def with_model(bccd: Path) -> Sources:
    return Sources(
        bccd / "test_ground_truth.coco.json",
        images=bccd / "JPEGImages",
        model=bccd / "saved_model",
        label_map=bccd / "label_map.pbtxt",
    )


@pytest.fixture
def whole_with_model(bccd: Path) -> Sources:
    """All 364 images: a run of them lasts long enough to be met on its way."""
    return Sources(
        bccd / "Annotations",
        images=bccd / "JPEGImages",
        model=bccd / "saved_model",
        label_map=bccd / "label_map.pbtxt",
    )


@pytest.fixture
def opened(
    application: Application,
    with_model: Sources,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
    qtbot: QtBot,
) -> Application:
    """BCCD's test images with its model, which has been run."""
    open_and_allow(application, with_model, tmp_path / "p.boxwright", qtbot)
    wait_until_idle()
    return application


def shown(kind: type[QDialog]) -> list[QDialog]:
    return [own for own in QApplication.topLevelWidgets() if isinstance(own, kind) and own.isVisible()]


def allow(application: Application, qtbot: QtBot) -> None:
    """Say that the model may run."""
    qtbot.waitUntil(lambda: bool(shown(TrustDialog)), timeout=60_000)
    (dialog,) = shown(TrustDialog)
    button = dialog.findChild(QPushButton, "run")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    # Without a window manager nobody gives the focus back.
    application.window.activateWindow()


def open_and_allow(application: Application, sources: Sources, project: Path, qtbot: QtBot) -> None:
    """Open a dataset whose model is still to be run; it may."""
    application.open(OpenRequest(sources, project))
    qtbot.waitUntil(lambda: bool(shown(TrustDialog)) or state(application) is not None, timeout=60_000)
    if shown(TrustDialog):
        allow(application, qtbot)


def said(application: Application, name: str) -> str:
    label = application.window.runs.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def state(application: Application) -> RunState | None:
    return application.window.runs.standing.state


def test_a_model_is_asked_about_once_and_one_that_is_refused_is_not_run(
    application: Application,
    with_model: Sources,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
    qtbot: QtBot,
) -> None:
    # Another user, who has said nothing yet.
    application._settings.remove("trusted_models")
    application.open(OpenRequest(with_model, tmp_path / "p.boxwright"))
    qtbot.waitUntil(lambda: bool(shown(TrustDialog)), timeout=60_000)
    (dialog,) = shown(TrustDialog)
    dialog.reject()
    wait_until_idle()
    assert application.document.review.predictions is None
    assert application.inference.process.pid is None
    application.actions["run_model"].trigger()
    allow(application, qtbot)
    wait_until_idle()
    assert application.document.review.predictions is not None
    QTest.keyClick(application.window, Qt.Key.Key_F5)
    wait_until_idle()
    assert not shown(TrustDialog)
    assert len(application.document.review.project.runs.all()) == 2


def test_the_second_run_computes_nothing_and_says_so(
    opened: Application, wait_until_idle: Callable[[], None]
) -> None:
    first = opened.document.review.predictions
    pid = opened.inference.process.pid
    edit.draw_box(opened.document, (10, 10, 60, 60), 0)
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    wait_until_idle()
    runs = opened.document.review.project.runs.all()
    assert [run.computed for run in runs] == [IMAGES, None]
    assert "72 known already" in said(opened, "run_progress")
    assert "0.0000 by the model" in said(opened, "run_message")
    again = opened.document.review.predictions
    assert first is not None and again is not None
    assert again.scores.tolist() == first.scores.tolist()
    assert opened.inference.process.pid == pid
    # Labels have changed between the two: so has mAP.
    assert opened.document.review.metrics.ap != opened.document.review.baseline.ap


def test_an_inference_process_that_is_killed_is_told_of_and_one_click_goes_on(
    application: Application,
    whole_with_model: Sources,
    tmp_path: Path,
    qtbot: QtBot,
    wait_until_idle: Callable[[], None],
) -> None:
    open_and_allow(application, whole_with_model, tmp_path / "p.boxwright", qtbot)
    qtbot.waitUntil(lambda: state(application) is RunState.RUNNING, timeout=60_000)
    qtbot.waitUntil(lambda: application._runs._standing.done > 5, timeout=60_000)
    pid = application.inference.process.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: state(application) is RunState.FAILED, timeout=60_000)
    assert "is kept" in said(application, "run_message")
    assert not shown(ErrorDialog)
    assert application.window.runs.isVisible()
    wait_until_idle()
    go_on = application.window.runs.findChild(QPushButton, "go_on") or application.window.runs.findChild(
        QToolButton, "go_on"
    )
    assert go_on is not None
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    wait_until_idle()
    (run,) = application.document.review.project.runs.all()
    assert run.computed is not None and 0 < run.computed < ALL_IMAGES
    assert state(application) is RunState.FINISHED
    assert application.document.review.predictions is not None


def test_a_run_is_paused_and_goes_on(
    application: Application,
    whole_with_model: Sources,
    tmp_path: Path,
    qtbot: QtBot,
    wait_until_idle: Callable[[], None],
) -> None:
    open_and_allow(application, whole_with_model, tmp_path / "p.boxwright", qtbot)
    qtbot.waitUntil(lambda: state(application) is RunState.RUNNING, timeout=60_000)
    application.actions["pause_run"].trigger()
    assert state(application) is RunState.PAUSED
    application.actions["pause_run"].trigger()
    assert state(application) is RunState.RUNNING
    wait_until_idle()
    assert state(application) is RunState.FINISHED


def test_only_images_of_the_filter_are_run_and_measured(
    opened: Application, wait_until_idle: Callable[[], None]
) -> None:
    queue = opened.window.queue
    queue.set_filter_text("kind:missing_label top:20")
    images = queue.images_shown()
    assert 0 < len(images) < IMAGES
    opened.actions["run_filtered"].trigger()
    wait_until_idle()
    runs = opened.document.review.project.runs
    whole, part = runs.all()
    assert part.images == len(images)
    assert runs.images(part.id) == tuple(sorted(images))
    assert runs.in_use() == whole.id
    assert "on the same images" in said(opened, "run_message")


def test_the_classes_are_matched_on_ten_examples(
    opened: Application, wait_until_idle: Callable[[], None], qtbot: QtBot
) -> None:
    opened.actions["match_classes"].trigger()
    qtbot.waitUntil(lambda: bool(shown(LabelMapDialog)), timeout=60_000)
    (dialog,) = shown(LabelMapDialog)
    assert isinstance(dialog, LabelMapDialog)
    names = opened.document.review.dataset.categories.names
    assert {name for _, name in dialog.mapping()} == set(names)
    dialog.accept()
    wait_until_idle()
    model = opened.document.model
    assert model is not None and model.names is not None
    assert {name for _, name in model.names} == set(names)
    assert len(opened.document.review.project.runs.all()) == 2


def test_a_run_is_used_seen_beside_renamed_and_deleted(
    opened: Application, wait_until_idle: Callable[[], None], qtbot: QtBot
) -> None:
    edit.draw_box(opened.document, (10, 10, 60, 60), 0)
    QTest.keyClick(opened.window, Qt.Key.Key_F5)
    wait_until_idle()
    first, second = opened.document.review.project.runs.all()
    opened.window.show_runs()
    page = opened.window.runs
    table = page.findChild(RunTable)
    assert isinstance(table, RunTable)
    qtbot.waitUntil(page.isVisible)
    page.beside_toggled.emit(first.id)
    wait_until_idle()
    assert opened.window.beside.is_on
    QTest.keyClick(opened.window, Qt.Key.Key_D)
    page.use_clicked.emit(first.id)
    wait_until_idle()
    assert opened.document.review.project.runs.in_use() == first.id
    page.renamed.emit(second.id, "after the correction")
    assert opened.document.review.project.runs.all()[1].name == "after the correction"
    page.delete_clicked.emit(first.id)
    assert shown(ErrorDialog)
    shown(ErrorDialog)[0].close()
    page.delete_clicked.emit(second.id)
    assert [run.id for run in opened.document.review.project.runs.all()] == [first.id]
    page.beside_toggled.emit(None)
    assert not opened.window.beside.is_on


def test_another_model_is_chosen_kept_and_run(
    opened: Application, tmp_path: Path, wait_until_idle: Callable[[], None], qtbot: QtBot
) -> None:
    model = opened.document.model
    assert model is not None
    copy = tmp_path / "a copy"
    shutil.copytree(model.path, copy)
    opened.actions["choose_model"].trigger()
    (dialog,) = shown(ChooseModelDialog)
    line = dialog.findChild(QLineEdit, "model")
    run = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert isinstance(line, QLineEdit)
    line.setText(str(tmp_path / "nowhere"))
    assert not run.isEnabled()
    line.setText(str(copy))
    QTest.mouseClick(run, Qt.MouseButton.LeftButton)
    wait_until_idle()
    # The same bytes are the same model: nobody is asked, and nothing is computed.
    assert not shown(TrustDialog)
    assert opened.document.model is not None and opened.document.model.path == copy
    assert [run.computed for run in opened.document.review.project.runs.all()] == [IMAGES, None]
    opened.actions["run_changed"].trigger()
    wait_until_idle()
    assert said(opened, "run_message") == "No image is new or has changed."


def test_two_runs_are_compared_with_labels_and_model_told_apart(
    opened: Application, wait_until_idle: Callable[[], None]
) -> None:
    edit.draw_box(opened.document, (10, 10, 60, 60), 0)
    opened.actions["run_model"].trigger()
    wait_until_idle()
    first, second = opened.document.review.project.runs.all()
    opened.window.runs.compare_clicked.emit(first.id, second.id)
    wait_until_idle()
    label = opened.window.change.findChild(QLabel, "change")
    assert isinstance(label, QLabel)
    assert "Labels alone" in label.text()
    assert "The model alone: Nothing changed." in label.text()


def test_ways_to_run_the_model_are_measured_and_one_is_chosen(
    opened: Application, wait_until_idle: Callable[[], None], qtbot: QtBot
) -> None:
    opened.actions["speed_up"].trigger()
    qtbot.waitUntil(lambda: bool(shown(SpeedUpDialog)), timeout=60_000)
    wait_until_idle()
    (dialog,) = shown(SpeedUpDialog)
    use = dialog.findChild(QPushButton, "use")
    assert isinstance(use, QPushButton)
    QTest.mouseClick(use, Qt.MouseButton.LeftButton)
    assert opened.inference.acceleration in set(Acceleration)
    opened.inference.choose_acceleration(Acceleration.NONE)
