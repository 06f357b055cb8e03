"""Measuring in another way, in the real window."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.sources import Sources
from engine.evaluation.incremental import evaluate
from widgets.dialogs.evaluation_settings import EvaluationSettingsDialog

Wait = Callable[[], None]


def ask(application: Application, line: int, text: str) -> EvaluationSettingsDialog:
    """Type into a line of the dialog, and press OK."""
    application.actions["evaluation_settings"].trigger()
    dialog = application.window.findChildren(EvaluationSettingsDialog)[-1]
    field = dialog.findChildren(QLineEdit)[line]
    field.selectAll()
    QTest.keyClicks(field, text)
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    QTest.mouseClick(ok, Qt.MouseButton.LeftButton)
    return dialog


def shown_ap(application: Application) -> float:
    return float(application.window.findChild(QLabel, "current_ap").accessibleDescription())


def note(application: Application) -> QLabel:
    return application.window.findChild(QLabel, "settings_note")


def test_other_thresholds_measure_baseline_and_labels_anew_and_stay_in_the_project(
    open_bccd: Application, bccd: Path, tmp_path: Path, wait_until_idle: Wait
) -> None:
    expected = json.loads((bccd / "test_reference_metrics.json").read_text())["metrics"]
    assert not note(open_bccd).isVisible()
    QTest.keyClick(open_bccd.window, Qt.Key.Key_Return)
    wait_until_idle()
    dialog = ask(open_bccd, 0, "0.5")
    wait_until_idle()
    assert not dialog.isVisible()
    review = open_bccd.document.review
    assert review.baseline.ap == pytest.approx(expected["AP50"], abs=1e-12)
    data = review.dataset
    fresh = evaluate(data.images, data.categories, review.annotations, review.predictions, review.settings)
    assert shown_ap(open_bccd) == fresh.metrics.ap != review.baseline.ap
    assert note(open_bccd).isVisible()
    assert "IoU thresholds: 0.5" in note(open_bccd).toolTip()

    # An edit goes on in the same way, and so does the project when it is opened again.
    QTest.keyClick(open_bccd.window, Qt.Key.Key_Return)
    wait_until_idle()
    kept = shown_ap(open_bccd)
    open_bccd.actions["close_dataset"].trigger()
    assert not note(open_bccd).isVisible()
    open_bccd.open(OpenRequest(None, tmp_path / "bccd.boxwright"))
    wait_until_idle()
    assert shown_ap(open_bccd) == kept
    assert note(open_bccd).isVisible()
    ask(open_bccd, 0, "0.5:0.95:0.05")
    wait_until_idle()
    assert not note(open_bccd).isVisible()
    assert open_bccd.document.review.baseline.ap == pytest.approx(expected["AP"], abs=1e-12)


def test_what_cannot_be_understood_is_said_in_the_dialog_and_changes_nothing(
    open_bccd: Application, wait_until_idle: Wait
) -> None:
    before = shown_ap(open_bccd)
    dialog = ask(open_bccd, 2, "many")
    assert dialog.isVisible()
    (error,) = [label for label in dialog.findChildren(QLabel, "error") if label.isVisible()]
    assert "'many' is no number" in error.text()
    dialog.reject()
    wait_until_idle()
    assert shown_ap(open_bccd) == before


def test_the_limit_of_detections_is_a_problem_until_it_is_raised(
    application: Application, tmp_path: Path, wait_until_idle: Wait, qtbot: QtBot
) -> None:
    labels, results = tmp_path / "labels.json", tmp_path / "results.json"
    box = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 9, 9], "area": 81, "iscrowd": 0}
    image = {"id": 1, "file_name": "a.jpg", "width": 50, "height": 50}
    truth = {"images": [image], "annotations": [box], "categories": [{"id": 1, "name": "cell"}]}
    labels.write_text(json.dumps(truth))
    many = [{"image_id": 1, "category_id": 1, "bbox": [1, 1, 9, 9], "score": i / 200} for i in range(130)]
    results.write_text(json.dumps(many))
    application.open(OpenRequest(Sources(labels, predictions=results), tmp_path / "p.boxwright"))
    wait_until_idle()

    def left_out() -> list[str]:
        return [own.problem for own in application.document.problems if own.record == "predictions"]

    (said,) = left_out()
    assert said.startswith("30 predictions do not count")
    ask(application, 2, "1, 10, 200")
    wait_until_idle()
    assert left_out() == []
