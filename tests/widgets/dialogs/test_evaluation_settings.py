"""The dialog asks how to measure, and says which line it does not understand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit

from engine.data.settings_text import SettingsText
from widgets.dialogs.evaluation_settings import EvaluationSettingsDialog

DEFAULT = SettingsText("0.5:0.95:0.05", "small=0:1024", "1, 10, 100")
OTHER = SettingsText("0.5", "", "300")


@pytest.fixture
def dialog(qtbot):
    dialog = EvaluationSettingsDialog(OTHER, DEFAULT)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


@pytest.fixture
def chosen(dialog):
    texts = []
    dialog.chosen.connect(texts.append)
    return texts


def press(dialog, which):
    button = dialog.findChild(QDialogButtonBox).button(which)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shown_errors(dialog):
    return [label.text() for label in dialog.findChildren(QLabel, "error") if label.isVisible()]


def test_the_settings_as_they_are_are_there_to_be_changed(dialog, chosen):
    lines = dialog.findChildren(QLineEdit)
    assert [line.text() for line in lines] == ["0.5", "", "300"]
    lines[0].setFocus()
    QTest.keyClicks(lines[0], ", 0.75")
    press(dialog, QDialogButtonBox.StandardButton.Ok)
    assert chosen == [SettingsText("0.5, 0.75", "", "300")]
    assert dialog.isVisible()


def test_cocos_settings_are_one_click_away(dialog, chosen):
    press(dialog, QDialogButtonBox.StandardButton.RestoreDefaults)
    press(dialog, QDialogButtonBox.StandardButton.Ok)
    assert chosen == [DEFAULT]


def test_a_line_that_is_not_understood_says_why_until_it_is_changed(dialog):
    dialog.show_error("areas", "'x' is no range.")
    assert shown_errors(dialog) == ["'x' is no range."]
    line = dialog.findChildren(QLineEdit)[1]
    assert line.accessibleName() == "Areas"
    QTest.keyClicks(line, "y")
    assert shown_errors(dialog) == []
