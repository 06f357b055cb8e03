"""The journal in the window: moments are looked at, returned to and told apart, with real events."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableView, QWidget

from app.application import Application
from app.operations import edit
from app.operations.dataset import OpenRequest
from engine.data.journal import Origin
from engine.data.sources import Sources
from engine.formats.results import write_results
from engine.formats.write import write_dataset
from tests.engine.conftest import small_dataset, small_predictions
from widgets.canvas.past import Past
from widgets.journal.dialog import JournalDialog
from widgets.journal.differences import DifferencesDialog
from widgets.journal.model import Column

Wait = Callable[[], None]


@pytest.fixture
def edited(application: Application, tmp_path: Path, wait_until_idle: Wait) -> Application:
    """Twelve images after three steps: a verdict, a box drawn, that box deleted."""
    made = small_dataset(tmp_path)
    write_dataset(made, made.annotations, "coco", tmp_path / "truth.json")
    write_results(made, small_predictions(), tmp_path / "found.json")
    sources = Sources(tmp_path / "truth.json", predictions=tmp_path / "found.json")
    application.open(OpenRequest(sources, tmp_path / "p.boxwright"))
    wait_until_idle()
    QTest.keyClick(application.window, Qt.Key.Key_X)
    application.document.go_to_image(3)
    application.window.canvas.box_drawn.emit((10.0, 10.0, 50.0, 60.0))
    QTest.keyClick(application.window, Qt.Key.Key_Delete)
    return application


def labels(application: Application) -> list[str]:
    now = application.document.review.annotations
    return [repr(now.at(row)) for row in range(len(now))]


def show_journal(application: Application) -> JournalDialog:
    QTest.keySequence(application.window, QKeySequence("Ctrl+J"))
    (dialog,) = application.window.findChildren(JournalDialog)
    assert dialog.isVisible()
    return dialog


def table_of(dialog: QWidget) -> list[list[str]]:
    model = dialog.findChild(QTableView).model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button.isEnabled() and button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_every_step_is_listed_with_person_origin_and_map_after_it_and_new_ones_come_on_top(
    edited: Application,
) -> None:
    dialog = show_journal(edited)
    rows = table_of(dialog)
    review = edited.document.review
    assert [row[Column.MOMENT] for row in rows] == ["3", "2", "1", "0"]
    assert [row[Column.WHAT] for row in rows] == [
        "Deleted a box", "Added a box", "Verdict: label is right", "The source as it was opened",
    ]  # fmt: skip
    assert [row[Column.ORIGIN] for row in rows] == ["By hand", "By hand", "By hand", ""]
    assert rows[0][Column.PERSON] == review.journal[-1].author
    assert rows[0][Column.AP] == f"{review.metrics.ap:.4f}"
    assert rows[1][Column.IMAGE] == review.dataset.images.file_names[3]
    QTest.keySequence(edited.window, QKeySequence("Ctrl+Z"))
    assert table_of(dialog)[0][Column.WHAT] == "Undone: Deleted a box"
    assert len(table_of(dialog)) == 5
    # The key brings it up again, and no second one.
    assert show_journal(edited) is dialog
    dialog.close()


def test_a_moment_is_looked_at_with_its_labels_and_nothing_can_be_edited_meanwhile(
    edited: Application, wait_until_idle: Wait
) -> None:
    window, document = edited.window, edited.document
    before, journal = labels(edited), document.review.journal
    dialog = show_journal(edited)
    dialog.choose(2)
    press(dialog, "look")
    wait_until_idle()
    past = window.findChild(Past)
    assert past.isVisible() and not window.canvas.isVisible()
    assert "moment 2 of 3" in window.findChild(QLabel, "past_title").whole
    opened = document.review.dataset.annotations
    assert len(past.annotations) == len(opened.rows_of_image(3)) + 1
    for name in ("undo", "draw", "delete", "paste", "label_is_right", "reviewed", "gallery", "class_1"):
        assert not edited.actions[name].isEnabled()
    for key in ("Del", "X", "Ctrl+Z", "W", "1", "Space"):
        QTest.keySequence(window, QKeySequence(key))
    QTest.mouseClick(past, Qt.MouseButton.LeftButton)
    assert not window.inspector.isEnabled()
    assert (labels(edited), document.review.journal) == (before, journal)
    # Other images of that moment are gone through with the keys.
    QTest.keyClick(window, Qt.Key.Key_D)
    assert document.image == 4
    assert past.annotations.ids.tolist() == opened.take(opened.rows_of_image(4)).ids.tolist()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.canvas.isVisible() and edited.actions["undo"].isEnabled() and window.inspector.isEnabled()
    dialog.close()


def test_a_moment_is_returned_to_undone_after_a_restart_and_done_again(
    edited: Application, wait_until_idle: Wait
) -> None:
    document, path = edited.document, edited.document.review.project.path
    before = labels(edited)
    dialog = show_journal(edited)
    dialog.choose(0)
    press(dialog, "look")
    wait_until_idle()
    past = edited.window.findChild(Past)
    edit.move_boxes(document, [(int(document.review.annotations.ids[0]), (1.0, 2.0, 30.0, 40.0))])
    moved = labels(edited)
    assert moved != before
    press(past, "return_to_past")
    wait_until_idle()
    opened = document.review.dataset.annotations
    source = [repr(opened.at(row)) for row in range(len(opened))]
    assert labels(edited) == source
    assert document.review.verdicts == {}
    assert document.review.journal[-1].step.origin is Origin.RETURNED
    assert edited.window.canvas.isVisible()
    assert edited.window.message_label.text().startswith("Returned to an earlier state")
    for key, expected in (("Ctrl+Z", moved), ("Ctrl+Shift+Z", source)):
        edited.actions["close_dataset"].trigger()
        edited.open(OpenRequest(None, path))
        wait_until_idle()
        edited.window.activateWindow()
        QTest.keySequence(edited.window, QKeySequence(key))
        wait_until_idle()
        assert labels(edited) == expected
    assert not edited.window.findChildren(JournalDialog) or not dialog.isVisible()


def test_two_moments_are_told_apart_in_a_table_that_leads_to_the_boxes_and_is_exported(
    edited: Application, wait_until_idle: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, document = edited.window, edited.document
    dialog = show_journal(edited)
    dialog.choose(0, 2)
    press(dialog, "against_other")
    wait_until_idle()
    (found,) = window.findChildren(DifferencesDialog)
    assert "From the source to moment 2: 1 added, 1 verdict" in found.findChild(QLabel, "summary").text()
    drawn, said = table_of(found)
    assert drawn[:3] == [document.review.dataset.images.file_names[3], "added", "–"]
    assert said[1:4] == ["verdict", "Verdict: none", "Verdict: label is right"]
    document.go_to_image(0)
    view = found.findChild(QTableView)
    view.selectRow(0)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert document.image == 3
    for name in ("a.csv", "a.json"):
        chosen = (str(tmp_path / name), "")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given, chosen=chosen: chosen)
        press(found, "export")
        wait_until_idle()
        assert (tmp_path / name).is_file()
    with (tmp_path / "a.csv").open(newline="") as file:
        assert [row["change"] for row in csv.DictReader(file)] == ["added", ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(tmp_path / "j.csv"), ""))
    press(dialog, "export")
    wait_until_idle()
    assert (tmp_path / "j.csv").is_file()
    found.close()
    dialog.choose(3)
    press(dialog, "against_source")
    wait_until_idle()
    (found,) = [own for own in window.findChildren(DifferencesDialog) if own.isVisible()]
    assert len(table_of(found)) == 1
    edited.actions["close_dataset"].trigger()
    assert not found.isVisible() and not dialog.isVisible()
