"""People in the window: a name asked for once, an image returned, mended and approved, and who did how much."""

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableWidget, QToolButton, QWidget

from app.application import Application
from app.cli import run
from app.operations.dataset import OpenRequest
from app.settings import settings_file
from engine.data.flag import FlagKind, VerdictKind
from engine.data.image_state import Stage
from engine.data.journal import Origin
from engine.person import system_name
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.test_review import begin
from widgets.canvas.comment_box import CommentBox
from widgets.dialogs.people import PeopleDialog

Key = Qt.Key


@pytest.fixture(autouse=True)
def unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has said who they are."""
    monkeypatch.delenv("BOXWRIGHT_PERSON")
    QSettings(str(settings_file()), QSettings.Format.IniFormat).remove("person")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    dataset = small_dataset(tmp_path)
    picture = np.tile(np.arange(100, dtype=np.uint8), (80, 1)) + 90
    for name in dataset.images.file_names:
        cv2.imwrite(str(tmp_path / name), picture)
    dataset.source.write_text("{}")
    begin(tmp_path, dataset, small_predictions()).close()
    return tmp_path / "p.boxwright"


@pytest.fixture
def opened(application: Application, project: Path, wait_until_idle: Callable[[], None]) -> Application:
    application.open(OpenRequest(None, project))
    wait_until_idle()
    return application


def name_field(application: Application) -> QLineEdit:
    return application.window.person_bar.findChild(QLineEdit)


def sit_down(application: Application, name: str) -> None:
    """Have somebody say that they are here now."""
    application.actions["person"].trigger()
    field = name_field(application)
    assert field.selectedText() == application.document.person
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Key.Key_Return)
    assert application.document.person == name
    assert application.window.person_bar.isHidden()


def say(application: Application, text: str) -> None:
    """Type into the card that asks."""
    field = application.window.canvas.findChild(CommentBox).findChild(QLineEdit)
    assert field.isVisible()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)
    assert not field.isVisible()


def pins(application: Application) -> list[QToolButton]:
    found = application.window.canvas.findChildren(QToolButton)
    return [pin for pin in found if pin.objectName().startswith("pin_") and pin.isVisible()]


def returned(application: Application) -> list[tuple[int, str]]:
    flags = [entry.flag for entry in application.window.queue.entries_shown()]
    assert [flag.kind is FlagKind.RETURNED for flag in flags] == sorted(
        (flag.kind is FlagKind.RETURNED for flag in flags), reverse=True
    )
    return [(flag.image, flag.reason) for flag in flags if flag.kind is FlagKind.RETURNED]


def stage(application: Application, image: int) -> Stage:
    return application.document.review.states.of(image).stage


def said(application: Application) -> list[str]:
    QApplication.processEvents()
    labels = application.window.inspector.image_card.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def hover(application: Application, image_xy: tuple[float, float]) -> None:
    canvas = application.window.canvas
    # The window is laid out anew where something was hidden.
    QApplication.processEvents()
    x, y = (round(v / canvas.ratio) for v in canvas.view.point_to_screen(image_xy))
    QTest.mouseMove(canvas, QPoint(x, y))
    QApplication.processEvents()


def test_a_name_is_asked_for_once_and_work_goes_on_meanwhile(
    opened: Application, project: Path, wait_until_idle: Callable[[], None]
) -> None:
    window, document = opened.window, opened.document
    assert window.person_bar.isVisible()
    assert name_field(opened).text() == document.person == system_name()
    assert not name_field(opened).hasFocus()
    QTest.keyClick(window, Key.Key_Space)
    assert window.person_bar.isVisible()
    name_field(opened).setFocus()
    QTest.keyClick(name_field(opened), Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(name_field(opened), "  Ann Example ")
    QTest.keyClick(name_field(opened), Key.Key_Return)
    QTest.keyClick(window, Key.Key_E)
    opened.open(OpenRequest(None, project))
    wait_until_idle()
    assert window.person_bar.isHidden()
    document.apply([], Origin.VERDICT)
    assert [entry.author for entry in document.review.project.journal()] == [system_name(), "Ann Example"]


def test_a_name_given_from_outside_is_used_and_not_kept(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("BOXWRIGHT_PERSON", "Script")
    opened: Application = request.getfixturevalue("opened")
    assert opened.document.person == opened.document.review.author == "Script"
    assert opened.window.person_bar.isHidden()
    assert QSettings(str(settings_file()), QSettings.Format.IniFormat).value("person") is None


def test_esc_takes_the_name_that_was_proposed(opened: Application) -> None:
    opened.actions["person"].trigger()
    QTest.keyClicks(name_field(opened), "Nobody")
    QTest.keyClick(name_field(opened), Key.Key_Escape)
    assert opened.document.person == system_name()
    assert opened.window.person_bar.isHidden()


def test_an_image_is_returned_mended_by_another_person_and_approved(
    opened: Application,
    project: Path,
    wait_until_idle: Callable[[], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    window, document = opened.window, opened.document
    sit_down(opened, "Ann")
    document.go_to_image(4)
    QTest.keyClick(window, Key.Key_Y)
    assert window.message_label.text() == "Only a reviewed image can be approved."
    QTest.keyClick(window.canvas, Key.Key_Space)
    assert window.image_label.text().endswith("4.jpg   ✓ reviewed")

    sit_down(opened, "Lea")
    document.go_to_image(0)
    QTest.keyClick(window, Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert document.image == 4
    box = document.review.annotations.at(8)
    document.select((box.id,))
    QTest.keyClick(window, Key.Key_B)
    say(opened, "Too wide")
    document.select(())
    hover(opened, (60.0, 30.0))
    QTest.keyClick(window, Key.Key_B)
    say(opened, "One is missing here")
    assert window.image_label.text().endswith("↩ returned")
    assert [pin.toolTip() for pin in pins(opened)] == ["Too wide\nLea", "One is missing here\nLea"]
    pinned = [comment.pin for comment in document.review.states.comments_of(4)]
    assert pinned[0] == (box.id, box.box_xyxy)
    assert pinned[1][0] is None
    assert pinned[1][1] == pytest.approx((60.0, 30.0, 60.0, 30.0), abs=1.0)

    opened.open(OpenRequest(None, project))
    wait_until_idle()
    sit_down(opened, "Ann")
    assert returned(opened) == [(4, "One is missing here (Lea)"), (4, "Too wide (Lea)")]
    window.queue.set_filter_text("state:returned -kind:returned")
    assert {entry.flag.image for entry in window.queue.entries_shown()} <= {4}
    window.queue.set_filter_text("")
    document.go_to_image(0)
    document.go_to_flag(window.queue.entries_shown()[1])
    assert document.image == 4
    assert document.selection == (box.id,)
    assert {"Returned", "1  Too wide", "2  One is missing here"} <= set(said(opened))
    QTest.keyClick(window, Key.Key_Right)
    assert window.message_label.text().startswith("Moved a box · Comment resolved")
    assert returned(opened) == [(4, "One is missing here (Lea)")]
    QTest.mouseClick(pins(opened)[1], Qt.MouseButton.LeftButton)
    row = window.inspector.image_card.findChild(QWidget, "comment_2")
    row.findChild(QPushButton, "answer").click()
    say(opened, "That is a shadow")
    assert "→ That is a shadow" in said(opened)
    assert returned(opened) == [(4, "Returned, and every comment is resolved: mark it as reviewed.")]
    QTest.keyClick(window.canvas, Key.Key_Space)
    assert not returned(opened)

    sit_down(opened, "Lea")
    QTest.keyClick(window, Key.Key_Y)
    assert stage(opened, 4) is Stage.APPROVED
    assert window.image_label.text().endswith("✓✓ approved")
    assert not document.review.states.open_comments(4)
    document.select((box.id,))
    QTest.keyClick(window, Key.Key_Left)
    assert window.message_label.text().startswith("Moved a box · Image not approved any more")
    QTest.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage(opened, 4) is Stage.APPROVED

    opened.actions["people"].trigger()
    wait_until_idle()
    dialog = window.findChild(PeopleDialog)
    table = dialog.findChild(QTableWidget)
    rows = [[table.item(i, j).text() for j in range(table.columnCount())] for i in range(table.rowCount())]
    waiting = str(sum(own.verdict is None and own.flag.image == 4 for own in document.review.queue()))
    everything = {row[0]: row[2:7] + row[8:13] for row in rows if row[1] == "All"}
    assert everything["Ann"] == ["0", "1", "0", "0", "1", "1", "0 / 0", "0% (0 / 1)", "0% (0 / 1)", waiting]
    assert everything["Lea"] == ["0", "0", "0", "0", "0", "0", "1 / 1", "–", "–", "0"]
    dialog.reject()
    capsys.readouterr()
    assert run(["people", str(project), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["first_pass"] == {"decided": 1, "accepted": 0, "rate": 0.0}
    assert {own["name"]: own["edits"]["move"] for own in record["persons"]} == {"Ann": 1, "Lea": 0}
    assert run(["people", str(project)]) == 0
    assert "0% (0 of 1)" in capsys.readouterr().out


def test_that_there_is_nothing_on_an_image_is_said_of_one_without_boxes_alone(opened: Application) -> None:
    window, document = opened.window, opened.document
    document.go_to_image(11)
    QTest.keyClick(window, Key.Key_E)
    assert window.message_label.text() == "There are boxes on this image: delete them first."
    QTest.keyClick(window, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Key.Key_Delete)
    missing = [flag.key for flag in document.review.flags_of(11) if flag.kind is FlagKind.MISSING_LABEL]
    assert missing
    QTest.keyClick(window, Key.Key_E)
    assert document.review.states.of(11).empty
    assert window.image_label.text().endswith("✓ reviewed, no objects")
    assert {document.review.verdicts[key] for key in missing} == {VerdictKind.LABEL_IS_RIGHT}
    window.queue.set_filter_text("state:empty verdict:any")
    assert {entry.flag.image for entry in window.queue.entries_shown()} == {11}
    QTest.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage(opened, 11) is Stage.UNREVIEWED
    assert not window.queue.entries_shown()


def test_a_comment_that_is_left_is_not_made(opened: Application) -> None:
    window, document = opened.window, opened.document
    QTest.keyClick(window, Key.Key_B)
    field = window.canvas.findChild(CommentBox).findChild(QLineEdit)
    # Nothing is no reason, and letters are no keys of the window here.
    QTest.keyClick(field, Key.Key_Return)
    assert field.isVisible()
    QTest.keyClicks(field, "x d n")
    QTest.keyClick(field, Key.Key_Escape)
    assert not field.isVisible()
    assert not document.review.history.done
