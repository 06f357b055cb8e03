"""A project's sources in the window: what changed on disk is told and never read unasked, what is gone is asked for."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton

from app.application import Application
from app.cli import run
from app.operations import edit
from app.operations.dataset import OpenRequest
from engine.data.sources import Sources
from engine.opening import open_sources
from tests.engine.formats.samples import annotation, coco, write_json, write_png
from widgets.dialogs.error import ErrorDialog
from widgets.dialogs.sources import SourcesDialog
from widgets.dialogs.where import WhereDialog

Wait = Callable[[], None]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was begun from labels, images and predictions beside it."""
    folder = tmp_path / "data"
    for name in ("a.jpg", "b.jpg"):
        write_png(folder / "images" / name)
    sources = Sources(
        write_json(folder / "labels.json", coco(annotation())),
        folder / "images",
        write_json(folder / "results.json", [scored()]),
    )
    open_sources(sources, folder / "p.boxwright").close()
    return folder / "p.boxwright"


def scored(score: float = 0.9) -> dict[str, object]:
    return {"image_id": 3, "category_id": 1, "bbox": [10, 20, 30, 40], "score": score}


def dialog_of(application: Application, kind: type[QDialog]) -> QDialog:
    return next(own for own in application.window.findChildren(kind) if own.isVisible())


def click(dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def said(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_nothing_is_said_of_sources_that_are_as_they_were(
    application: Application, project: Path, wait_until_idle: Wait
) -> None:
    application.open(OpenRequest(None, project))
    wait_until_idle()
    assert "changed" not in application.window.message_label.text()
    application.actions["sources"].trigger()
    wait_until_idle()
    dialog = dialog_of(application, SourcesDialog)
    assert said(dialog).count("As it was read (SHA-256 ") == 2
    assert "Found." in said(dialog)
    assert not [own for own in dialog.findChildren(QPushButton) if own.objectName().endswith("_button")]


def test_files_that_changed_are_told_compared_and_loaded_only_when_asked(
    application: Application, project: Path, wait_until_idle: Wait
) -> None:
    labels, results = project.with_name("labels.json"), project.with_name("results.json")
    write_json(labels, coco(annotation(bbox=[11, 20, 30, 40]), annotation(id=8, image_id=5)))
    write_json(results, [scored(0.5), scored(0.4)])
    application.open(OpenRequest(None, project))
    wait_until_idle()
    document, line = application.document, application.window.message_label
    assert line.text() == (
        '2 sources changed on disk; the project works on what it read · <a href="sources">Show</a>'
    )
    assert [Path(own.source).name for own in document.problems][:2] == ["labels.json", "results.json"]
    review = document.review
    assert review.annotations.boxes_xyxy.tolist() == [[10, 20, 40, 60]]
    assert review.predictions is not None
    assert review.predictions.scores.tolist() == [0.9]

    line.linkActivated.emit("sources")
    wait_until_idle()
    dialog = dialog_of(application, SourcesDialog)
    assert said(dialog).count("Changed on disk") == 2
    click(dialog, "annotations_button")
    wait_until_idle()
    changes = dialog.findChild(QLabel, "changes")
    assert changes is not None
    assert changes.text() == "boxes added: 1, boxes moved: 1"
    assert review.annotations.boxes_xyxy.tolist() == [[10, 20, 40, 60]]

    click(dialog, "predictions_button")
    wait_until_idle()
    assert review.predictions.scores.tolist() == [0.5, 0.4]
    assert [own.name for own in review.project.runs.all()] == ["results.json", "results.json, as changed"]
    application.open(OpenRequest(None, project))
    wait_until_idle()
    assert line.text().startswith("labels.json changed on disk; the project works")
    assert json.loads(labels.read_text())["annotations"][1]["id"] == 8


def test_images_that_are_gone_are_asked_for_and_edits_meanwhile_are_kept(
    application: Application, project: Path, tmp_path: Path, wait_until_idle: Wait
) -> None:
    new = (project.parent / "images").rename(tmp_path / "pictures")
    application.open(OpenRequest(None, project))
    wait_until_idle()
    document = application.document
    dialog = dialog_of(application, WhereDialog)
    assert dialog.windowTitle() == "Where is “images”?"
    assert str(project.parent / "images") in said(dialog)
    edit.draw_box(document, (30, 10, 60, 40), 0)
    line = dialog.findChild(QLineEdit, "images")
    use = dialog.findChild(QPushButton, "use")
    assert line is not None
    assert use is not None
    assert not use.isEnabled()
    line.setText(str(tmp_path))
    click(dialog, "use")
    wait_until_idle()
    error = dialog_of(application, ErrorDialog)
    assert "none of the project's images are here" in said(error)
    error.reject()
    assert dialog.isVisible()
    line.setText(str(new))
    click(dialog, "use")
    wait_until_idle()
    assert document.review.dataset.image_root == new
    assert len(document.review.annotations) == 2
    assert not [own for own in application.window.findChildren(WhereDialog) if own.isVisible()]


def test_whoever_goes_on_without_is_not_asked_again(
    application: Application, project: Path, wait_until_idle: Wait
) -> None:
    kept = (project.parent / "images").rename(project.parent / "kept")
    project.with_name("labels.json").unlink()
    application.open(OpenRequest(None, project))
    wait_until_idle()
    dialog = dialog_of(application, WhereDialog)
    assert dialog.windowTitle() == "Where are these?"
    click(dialog, "without")
    for _ in range(2):
        application.open(OpenRequest(None, project))
        wait_until_idle()
        assert not [own for own in application.window.findChildren(WhereDialog) if own.isVisible()]
        assert application.window.message_label.text().startswith("2 sources are not found")
    application.actions["sources"].trigger()
    wait_until_idle()
    click(dialog_of(application, SourcesDialog), "images_button")
    assert dialog_of(application, WhereDialog).isVisible()
    kept.rename(project.parent / "images")
    application.open(OpenRequest(None, project))
    wait_until_idle()
    assert application.window.message_label.text().startswith("labels.json is not found")


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_command_lists_sources_and_says_where_they_are(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    new = shutil.move(project.parent / "images", tmp_path / "größe 2")
    os.truncate(project.with_name("labels.json"), 0)
    assert run(["sources", str(project), *options]) == 0
    listed = capsys.readouterr()
    assert ("File > Sources, or boxwright sources" in listed.err) == (not options)
    if options:
        found = {own["kind"]: own["condition"] for own in json.loads(listed.out)["sources"]}
        assert found == {"annotations": "changed", "images": "missing", "predictions": "same"}
    assert run(["check", str(project)]) == 0
    warned = capsys.readouterr().err
    assert "images cannot be found" in warned
    assert "labels.json: the annotations changed on disk" in warned
    assert run(["sources", str(project), "--images", str(tmp_path)]) == 2
    assert "none of the project's images are here" in capsys.readouterr().err
    assert run(["sources", str(project), "--images", str(new), "--json"]) == 0
    found = {own["kind"]: own["path"] for own in json.loads(capsys.readouterr().out)["sources"]}
    assert found["images"] == str(new)


def test_opening_a_project_takes_no_other_files_than_its_images(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["open", str(project), "--predictions", str(project)]) == 2
    assert "boxwright sources says where others are" in capsys.readouterr().err
