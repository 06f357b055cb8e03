"""What makes a model quicker is measured before one's eyes; what changes its answers cannot be chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QRadioButton

from engine.data.model import Acceleration
from engine.data.speed_up import SpeedUp
from widgets.dialogs.speed_up import SpeedUpDialog

NONE = SpeedUp(Acceleration.NONE, 38.2, 1.0, 0.0)
XLA = SpeedUp(Acceleration.XLA, why_not="XLA cannot compile it.")
HALF = SpeedUp(Acceleration.MIXED_PRECISION, 68.4, 1.79, 0.0003, "AP75")
BOTH = SpeedUp(Acceleration.BOTH, 70.0, 1.83, 0.0041, "APs", "APs changes by 0.0041.")


@pytest.fixture
def dialog(qtbot):
    dialog = SpeedUpDialog(Acceleration.NONE, 0.001, None)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


@pytest.fixture
def heard(dialog):
    heard = []
    dialog.chosen.connect(heard.append)
    return heard


def radio(dialog, way):
    return dialog.findChild(QRadioButton, way.value)


def use(dialog):
    return dialog.findChild(QPushButton, "use")


def test_before_anything_is_measured_nothing_can_be_chosen(dialog):
    assert not use(dialog).isEnabled()
    assert not any(own.isEnabled() for own in dialog.findChildren(QRadioButton))


def test_it_tells_what_is_being_measured(dialog):
    dialog.set_measured([NONE], measuring=Acceleration.XLA)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts.count("is being measured…") == 1
    assert texts.count("waits") == 2
    assert use(dialog).isEnabled()


def test_the_quickest_that_may_be_used_is_proposed(dialog, heard):
    dialog.set_measured([NONE, XLA, HALF, BOTH], measuring=None)
    assert [radio(dialog, way).isEnabled() for way in Acceleration] == [True, False, True, False]
    assert radio(dialog, Acceleration.MIXED_PRECISION).isChecked()
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert {
        "68",
        "1.79 ×",
        "0.0003 AP75",
        "0.0000",
        "XLA cannot compile it.",
        "APs changes by 0.0041.",
    } <= texts
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert heard == [Acceleration.MIXED_PRECISION]
    assert not dialog.isVisible()


def test_what_a_person_chose_stays_chosen(dialog, heard):
    dialog.set_measured([NONE], measuring=Acceleration.MIXED_PRECISION)
    radio(dialog, Acceleration.NONE).click()
    dialog.set_measured([NONE, HALF], measuring=None)
    QTest.mouseClick(use(dialog), Qt.MouseButton.LeftButton)
    assert heard == [Acceleration.NONE]


def test_cancelling_chooses_nothing(dialog, heard):
    dialog.set_measured([NONE], measuring=None)
    cancel = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Cancel)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert heard == []
    assert not dialog.isVisible()


def test_a_screen_reader_hears_the_figures_of_each(dialog):
    dialog.set_measured([NONE, HALF], measuring=None)
    said = radio(dialog, Acceleration.MIXED_PRECISION).accessibleDescription()
    assert said == "68, 1.79 ×, 0.0003 AP75, can be used"
