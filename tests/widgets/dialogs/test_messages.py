"""Errors and problems are listed plainly, and can be copied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTableWidget

from engine.data.dataset import Problem
from widgets.dialogs.about import AboutDialog
from widgets.dialogs.error import ErrorDialog
from widgets.dialogs.problems import ProblemsDialog


@pytest.fixture
def shown(qtbot):
    """Shows a dialog; it is closed after the test."""

    def show(dialog):
        # Deletes itself when it is closed.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return show


def click(dialog, text):
    button = next(one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def rows(dialog):
    table = dialog.findChild(QTableWidget)
    return [[table.item(i, j).text() for j in range(table.columnCount())] for i in range(table.rowCount())]


def test_their_error_is_one_plain_message(shown):
    text = "/data/a.xml, object 3: xmax is no number (<b>). Write it with a point."
    dialog = shown(ErrorDialog.for_user_error(text, None))
    assert dialog.findChild(QLabel, "message").text() == text
    assert dialog.findChild(QPlainTextEdit) is None
    click(dialog, "Close")
    assert not dialog.isVisible()


def test_our_mistake_can_be_copied_and_names_the_log(shown):
    dialog = shown(ErrorDialog.for_bug("Traceback: it broke", "/logs/boxwright.log", None))
    assert dialog.windowTitle() == "Boxwright made a mistake"
    assert "/logs/boxwright.log" in dialog.findChild(QLabel, "message").text()
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "Traceback: it broke"
    click(dialog, "Copy the report")
    assert QGuiApplication.clipboard().text() == "Traceback: it broke"


def test_no_problems_are_said_without_a_table(shown):
    dialog = shown(ProblemsDialog((), None))
    assert not dialog.findChild(QTableWidget).isVisible()
    assert "Nothing was wrong" in dialog.findChild(QLabel).text()


def test_problems_are_listed_and_copied(shown):
    problems = [
        Problem("/data/a.xml", "object 2", "the box has no size", "draw it again"),
        Problem("/data/b.json", "annotation 17", "its class 9 is " + "not " * 60 + "known", "add it"),
    ]
    dialog = shown(ProblemsDialog(problems, None))
    assert rows(dialog)[0] == ["a.xml", "object 2", "The box has no size", "Draw it again"]
    table = dialog.findChild(QTableWidget)
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.rowHeight(1) > 2 * table.rowHeight(0)
    click(dialog, "Copy all")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["File", "Record", "What is wrong", "What to do"]
    assert len(lines) == 3


def test_long_names_leave_room_for_what_to_do(shown):
    long = Problem(
        "/data/" + "very-long-" * 12 + "b.json", "annotation 17", "not " * 60, "Add it to the file"
    )
    dialog = shown(ProblemsDialog([long] * 4, None))
    table = dialog.findChild(QTableWidget)
    assert table.columnWidth(3) >= 160
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_about_names_the_version(shown):
    dialog = shown(AboutDialog(None))
    assert any("Boxwright 0" in label.text() for label in dialog.findChildren(QLabel))
