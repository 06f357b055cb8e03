"""Predictions that are read wrong are noticed in the window, and one click reads them as they are meant."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from app.application import Application
from app.operations.dataset import OpenRequest
from app.operations.doctor import DoctorResponse, examine_predictions, is_of_the_file
from engine.data.diagnosis import Cause
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.sources import Sources
from widgets.dialogs.doctor import DoctorDialog

Wait = Callable[[], None]
REFERENCE_AP = 0.5031220529217976


@pytest.fixture
def broken(bccd: Path, tmp_path: Path) -> Path:
    """BCCD's predictions as [x1, y1, x2, y2], of classes from 0."""
    records = json.loads((bccd / "test_predictions.coco.json").read_text())
    for record in records:
        x, y, width, height = record["bbox"]
        record["bbox"] = [x, y, x + width, y + height]
        record["category_id"] -= 1
    path = tmp_path / "results.json"
    path.write_text(json.dumps(records))
    return path


def dialog_of(application: Application) -> DoctorDialog:
    return next(own for own in application.window.findChildren(DoctorDialog) if own.isVisible())


def test_misread_predictions_are_found_and_one_click_reads_them_as_they_are_meant(
    application: Application, bccd_test_sources: Sources, broken: Path, tmp_path: Path, wait_until_idle: Wait
) -> None:
    project, before = tmp_path / "p.boxwright", broken.read_bytes()
    application.open(OpenRequest(replace(bccd_test_sources, predictions=broken), project))
    wait_until_idle()
    line, review = application.window.message_label, application.document.review
    assert review.metrics.ap < 0.1
    now = f"mAP is {review.metrics.ap:.3f}, read so 0.503"
    misread = f'The predictions seem to be misread: {now} · <a href="doctor">Show</a>'
    assert line.text() == f'{misread}   3 problems found in the files · <a href="problems">Show</a>'
    of_file = [own for own in application.document.problems if own.source == str(broken)]
    assert of_file
    line.linkActivated.emit("doctor")
    dialog = dialog_of(application)
    assert {own.objectName() for own in dialog.findChildren(QFrame) if own.property("card")} == {
        "layout",
        "zero_based",
    }
    worth = dialog.findChild(QLabel, "worth")
    assert worth is not None
    assert worth.text() == f"mAP now {review.metrics.ap:.3f}, read so 0.503"
    QTest.mouseClick(dialog.findChild(QPushButton, "read_so"), Qt.MouseButton.LeftButton)
    wait_until_idle()
    assert review.metrics.ap == pytest.approx(REFERENCE_AP, abs=1e-9)
    assert line.text().startswith("The predictions are read so now.")
    # What could not be used of the file was of the other reading.
    assert not [own for own in application.document.problems if own.source == str(broken)]
    runs = review.project.runs
    assert [run.name for run in runs.all() if run.id == runs.in_use()] == ["results.json, read anew"]
    assert broken.read_bytes() == before

    # The file still says what it did, but what is in use fits.
    application.open(OpenRequest(None, project))
    wait_until_idle()
    assert is_of_the_file(application.document)
    assert application.document.review.metrics.ap == pytest.approx(REFERENCE_AP, abs=1e-9)
    assert "misread" not in line.text()
    assert not [own for own in application.document.problems if own.source == str(broken)]
    application.actions["doctor"].trigger()
    wait_until_idle()
    assert dialog_of(application).findChild(QPushButton, "read_so") is None
    assert not dialog_of(application).findChildren(QFrame, "layout")


def test_nothing_is_said_of_the_right_file_until_somebody_asks(
    open_bccd: Application, wait_until_idle: Wait
) -> None:
    assert open_bccd.window.message_label.text() == ""
    assert open_bccd.actions["doctor"].isEnabled()
    open_bccd.actions["doctor"].trigger()
    wait_until_idle()
    dialog = dialog_of(open_bccd)
    assert [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()] == [
        "Ground truth and predictions fit each other."
    ]
    open_bccd.actions["close_dataset"].trigger()
    assert not open_bccd.actions["doctor"].isEnabled()


def test_misread_labels_are_mended_as_one_step_but_for_those_that_somebody_has_changed(
    application: Application, bccd_test_sources: Sources, tmp_path: Path, wait_until_idle: Wait
) -> None:
    content = json.loads(bccd_test_sources.annotations.read_text())
    for own in content["annotations"]:
        x, y, width, height = own["bbox"]
        own |= {"bbox": [x, y, x + width, y + height], "area": (x + width) * (y + height)}
    labels = tmp_path / "labels.json"
    labels.write_text(json.dumps(content))
    application.open(OpenRequest(replace(bccd_test_sources, annotations=labels), tmp_path / "p.boxwright"))
    wait_until_idle()
    review, line = application.document.review, application.window.message_label
    now = review.metrics.ap
    assert f"The labels seem to be misread: mAP is {now:.3f}, read so 0.5" in line.text()
    drawn = review.annotations.at(0)
    application.document.apply([Edit.move(drawn, (1.0, 2.0, 30.0, 40.0))], Origin.DRAGGED)
    application.actions["doctor"].trigger()
    wait_until_idle()
    dialog = dialog_of(application)
    assert dialog.findChild(QPushButton, "read_so") is None
    QTest.mouseClick(dialog.findChild(QPushButton, "read_labels_so"), Qt.MouseButton.LeftButton)
    wait_until_idle()
    assert line.text().startswith(f"Read {len(review.annotations) - 1} boxes anew")
    assert review.metrics.ap == pytest.approx(REFERENCE_AP, abs=0.01)
    kept = review.annotations.get(drawn.id)
    assert kept is not None
    assert kept.box_xyxy == (1.0, 2.0, 30.0, 40.0)
    application.actions["doctor"].trigger()
    wait_until_idle()
    assert dialog_of(application).findChild(QPushButton, "read_labels_so") is None
    dialog_of(application).reject()
    for _ in range(2):
        application.actions["undo"].trigger()
        wait_until_idle()
    assert review.metrics.ap == now


def test_labels_alone_are_examined(
    application: Application, bccd_test_sources: Sources, tmp_path: Path, wait_until_idle: Wait
) -> None:
    content = json.loads(bccd_test_sources.annotations.read_text())
    for own in content["annotations"][:5]:
        own["attributes"] = {"difficult": "1"}
    labels = tmp_path / "labels.json"
    labels.write_text(json.dumps(content))
    application.open(OpenRequest(Sources(labels), tmp_path / "p.boxwright"))
    wait_until_idle()
    application.actions["doctor"].trigger()
    wait_until_idle()
    dialog = dialog_of(application)
    QTest.mouseClick(dialog.findChild(QPushButton, "read_labels_so"), Qt.MouseButton.LeftButton)
    wait_until_idle()
    assert int(application.document.review.annotations.ignore.sum()) == 5


def test_what_is_in_use_is_examined_where_the_file_is_gone_or_another_one(
    application: Application, bccd_test_sources: Sources, broken: Path, tmp_path: Path, wait_until_idle: Wait
) -> None:
    application.open(OpenRequest(replace(bccd_test_sources, predictions=broken), tmp_path / "p.boxwright"))
    wait_until_idle()
    answers: list[DoctorResponse] = []
    for content in ("[]", '[{"image_id": 1', None):
        if content is None:
            broken.unlink()
        else:
            broken.write_text(content)
        examine_predictions(application.document, application.jobs, answers.append)
        wait_until_idle()
    assert len(answers) == 3
    for answer in answers:
        assert answer.found.names(Cause.LAYOUT)
        assert answer.read_so is not None
        # What had an unknown class is not in the project.
        assert answer.ap is not None
        assert answer.mended_ap is not None
        assert answer.mended_ap > answer.ap


def test_images_that_a_split_leaves_out_are_no_finding(
    application: Application, bccd_test_sources: Sources, tmp_path: Path, wait_until_idle: Wait
) -> None:
    images = json.loads(bccd_test_sources.annotations.read_text())["images"]
    split = tmp_path / "half.txt"
    split.write_text("\n".join(Path(image["file_name"]).stem for image in images[::2]))
    application.open(OpenRequest(replace(bccd_test_sources, split=split), tmp_path / "p.boxwright"))
    wait_until_idle()
    assert len(application.document.review.dataset.images) == len(images[::2])
    assert 'href="doctor"' not in application.window.message_label.text()


def test_another_dataset_is_not_told_what_was_found_in_the_one_before(
    application: Application, bccd_test_sources: Sources, broken: Path, tmp_path: Path, wait_until_idle: Wait
) -> None:
    application.open(OpenRequest(replace(bccd_test_sources, predictions=broken), tmp_path / "p.boxwright"))
    wait_until_idle()
    application.actions["doctor"].trigger()
    dialog = dialog_of(application)
    application.actions["close_dataset"].trigger()
    assert application.window.message_label.text() == ""
    assert not dialog.isVisible()
    assert not application.jobs.running("doctor")
