"""Before a stranger's model is loaded, it is said what it is and what it could do."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from widgets.dialogs.trust import TrustDialog

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
DANGER = "A Lambda layer holds Python code."


@pytest.fixture
def ask(qtbot):
    def ask(*dangers, kind="Keras model"):
        dialog = TrustDialog(Path("/models/a.keras"), kind, 18_400_000, HASH, dangers, None)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return ask


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def button(dialog, name):
    return dialog.findChild(QPushButton, name)


def test_it_says_what_the_model_is(ask):
    shown = texts(ask())
    assert {"/models/a.keras", "Keras model", "18 MB", "9f86d081884c7d65…"} <= set(shown)
    assert "not recognised" in texts(ask(kind=""))


def test_where_nothing_was_found_enter_runs_it(ask):
    dialog = ask()
    assert "Nothing was found" in dialog.findChild(QLabel, "found").text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_where_something_was_found_no_thoughtless_key_runs_it(ask, key):
    dialog = ask(DANGER)
    assert DANGER in texts(dialog)
    QTest.keyClick(dialog.focusWidget(), key)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_it_can_be_run_all_the_same(ask):
    dialog = ask(DANGER, DANGER.replace("A", "Another"))
    QTest.mouseClick(button(dialog, "run"), Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_all_of_it_is_read_without_a_gap(ask):
    dialog = ask(*[DANGER * 5] * 3)
    for label in dialog.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())
