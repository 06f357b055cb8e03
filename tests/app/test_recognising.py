"""What files turn out to be is said as soon as they are given; predictions of any format are compared."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.sources import Sources
from engine.formats.predictions import write_predictions
from tests.conftest import DEMO
from widgets.dialogs.choose_predictions import ChoosePredictionsDialog
from widgets.dialogs.form import FormDialog
from widgets.dialogs.open_dataset import OpenDatasetDialog


def type_path(dialog: FormDialog, name: str, path: Path) -> None:
    line = dialog.findChild(QLineEdit, name)
    assert line is not None
    line.clear()
    QTest.keyClicks(line, str(path))


def note(dialog: FormDialog, name: str) -> str:
    label = dialog.findChild(QLabel, f"{name}_note")
    assert label is not None
    return label.text() if label.isVisible() else ""


def visible(application: Application, kind: type[FormDialog]) -> FormDialog:
    return next(own for own in application.window.findChildren(kind) if own.isVisible())


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "yolo" / "labels").mkdir(parents=True)
    (tmp_path / "yolo" / "labels" / "a.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    (tmp_path / "yolo" / "classes.txt").write_text("cat\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "results.json").write_text("[]")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "path", "said"),
    [
        ("annotations", "empty", "This folder is empty. Choose COCO,"),
        ("annotations", "nowhere", ""),
        ("annotations", DEMO / "ground_truth.json", "Recognised as COCO JSON"),
        ("annotations", "yolo", "Recognised as YOLO"),
        ("predictions", "results.json", "Recognised as COCO results"),
        ("predictions", "yolo/labels", "Recognised as YOLO"),
        ("predictions", "yolo/classes.txt", "These are no predictions in a known format."),
    ],
)
def test_the_format_is_said_as_soon_as_a_path_is_in(
    application: Application, qtbot: QtBot, files: Path, name: str, path: str | Path, said: str
) -> None:
    application.actions["open_dataset"].trigger()
    dialog = visible(application, OpenDatasetDialog)
    type_path(dialog, name, files / path)
    if said:
        qtbot.waitUntil(lambda: note(dialog, name).startswith(said))
        height = dialog.height()
        assert dialog.layout().totalHeightForWidth(dialog.width()) <= height
        # It is not that of the next path.
        type_path(dialog, name, files / "nowhere")
    qtbot.waitUntil(lambda: application.jobs.idle and not note(dialog, name))


def test_predictions_in_a_folder_are_compared(
    application: Application,
    qtbot: QtBot,
    demo_results: Path,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
) -> None:
    sources = Sources(DEMO / "ground_truth.json", DEMO / "images", demo_results)
    application.open(OpenRequest(sources, tmp_path / "p.boxwright"))
    wait_until_idle()
    review = application.document.review
    assert review.predictions is not None
    write_predictions(review.dataset, review.predictions, "yolo", tmp_path / "other")
    application.actions["compare_file"].trigger()
    dialog = visible(application, ChoosePredictionsDialog)
    assert not dialog.go_on.isEnabled()
    type_path(dialog, "predictions", tmp_path / "other")
    qtbot.waitUntil(lambda: note(dialog, "predictions") == "Recognised as YOLO")
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    wait_until_idle()
    said = application.window.change.findChild(QLabel, "change")
    assert said is not None
    assert "No box was edited" in said.text() or "Nothing changed" in said.text()
