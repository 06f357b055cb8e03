"""Long work shows how far it is, can be cancelled, and leaves the window alive."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations import edit
from app.operations.dataset import OpenRequest
from engine.data.sources import Sources
from widgets.dialogs.open_dataset import OpenDatasetDialog


@pytest.fixture
def with_model(bccd: Path, allow: Callable[[Path], None]) -> Sources:
    allow(bccd / "saved_model")
    return Sources(
        bccd / "Annotations",
        images=bccd / "JPEGImages",
        model=bccd / "saved_model",
        label_map=bccd / "label_map.pbtxt",
        split=bccd / "ImageSets" / "Main" / "test.txt",
    )


def test_a_run_of_the_model_is_cancelled_and_run_again_with_edits_meanwhile(
    application: Application,
    with_model: Sources,
    tmp_path: Path,
    qtbot: QtBot,
    wait_until_idle: Callable[[], None],
) -> None:
    window, document, jobs = application.window, application.document, application.jobs
    application.open(OpenRequest(with_model, tmp_path / "p.boxwright"))
    qtbot.waitUntil(lambda: jobs.running("predict"), timeout=60_000)
    assert window.progress.isVisible()

    def stops_of_the_model() -> list[QToolButton]:
        buttons = window.progress.findChildren(QToolButton)
        return [one for one in buttons if one.isVisible() and "the model" in one.accessibleName()]

    # A widget that joins a layout is shown by the event loop; image files are looked at meanwhile.
    qtbot.waitUntil(lambda: len(stops_of_the_model()) == 1)
    stops_of_the_model()[0].click()
    wait_until_idle()
    assert not window.progress.isVisible()
    assert document.is_open
    assert document.review.predictions is None

    application.actions["run_model"].trigger()
    beats: list[int] = []
    heart = QTimer(interval=10)
    heart.timeout.connect(lambda: beats.append(1))
    heart.start()
    edit.draw_box(document, (10, 10, 60, 60), 0)
    wait_until_idle()
    heart.stop()
    # The event loop ran all the while: the window was never frozen for long.
    assert len(beats) > 50
    assert document.review.predictions is not None
    assert len(document.review.history.done) == 1
    assert document.review.metrics.ap != document.review.baseline.ap


def test_closing_the_window_during_a_run_stops_everything(
    application: Application, with_model: Sources, tmp_path: Path, qtbot: QtBot
) -> None:
    application.open(OpenRequest(with_model, tmp_path / "p.boxwright"))
    qtbot.waitUntil(lambda: application.jobs.running("predict"), timeout=60_000)
    application.window.close()
    assert application.jobs.idle
    assert not application.document.is_open


def test_opening_is_cancelled_before_anything_is_written(
    application: Application, with_model: Sources, tmp_path: Path, wait_until_idle: Callable[[], None]
) -> None:
    application.open(OpenRequest(with_model, tmp_path / "p.boxwright"))
    application.jobs.cancel("open")
    wait_until_idle()
    assert not application.document.is_open
    assert list(tmp_path.iterdir()) == []


def test_the_dialog_opens_the_same_choices(
    application: Application,
    bccd: Path,
    tmp_path: Path,
    qtbot: QtBot,
    wait_until_idle: Callable[[], None],
) -> None:
    application.actions["open_dataset"].trigger()
    dialog = application.window.findChild(OpenDatasetDialog)
    assert isinstance(dialog, OpenDatasetDialog)
    for name, path in (
        ("annotations", bccd / "test_ground_truth.coco.json"),
        ("images", bccd / "JPEGImages"),
        ("predictions", bccd / "test_predictions.coco.json"),
        ("project", tmp_path / "mine.boxwright"),
    ):
        line = dialog.findChild(QLineEdit, name)
        assert isinstance(line, QLineEdit)
        line.setText(str(path))
    buttons = dialog.findChild(QDialogButtonBox)
    assert isinstance(buttons, QDialogButtonBox)
    buttons.button(QDialogButtonBox.StandardButton.Open).click()
    wait_until_idle()
    assert application.document.is_open
    assert application.document.review.project.path == tmp_path / "mine.boxwright"
    assert application.document.review.predictions is not None


def test_the_window_says_whether_the_change_is_more_than_noise(
    open_bccd: Application, wait_until_idle: Callable[[], None]
) -> None:
    panel = open_bccd.window.change
    said, button = panel.findChild(QLabel, "change"), panel.findChild(QPushButton, "compare")
    assert isinstance(said, QLabel)
    assert isinstance(button, QPushButton)
    button.click()
    wait_until_idle()
    assert said.text().startswith("Nothing changed.")
    for _ in range(12):
        open_bccd.actions["accept"].trigger()
    wait_until_idle()
    assert said.text() == "Is the change of mAP more than noise, and who made it?"
    button.click()
    wait_until_idle()
    assert "noise" in said.text()
    assert "between" in said.text()
    assert "the model's own" in said.text()
