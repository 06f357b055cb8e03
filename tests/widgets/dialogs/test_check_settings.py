"""The dialog asks for thresholds, marks what is not the default, and says what does not go together."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QDoubleSpinBox, QLabel, QPushButton, QScrollArea

from engine.data.check_settings import DEFAULTS, THRESHOLDS, CheckSettings
from widgets.dialogs.check_settings import CheckSettingsDialog

Button = QDialogButtonBox.StandardButton


@pytest.fixture
def dialog(qtbot):
    dialog = CheckSettingsDialog(CheckSettings(tiny_side=4.0))
    # It deletes itself once it is closed; a test still looks at it then.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


@pytest.fixture
def chosen(dialog):
    settings = []
    dialog.chosen.connect(settings.append)
    return settings


def number(dialog, name):
    return dialog.findChild(QDoubleSpinBox, name)


def write(dialog, name, text):
    field = number(dialog, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def button(dialog, which):
    return dialog.findChild(QDialogButtonBox).button(which)


def press(dialog, which):
    QTest.mouseClick(button(dialog, which), Qt.MouseButton.LeftButton)


def scroll_down(dialog, widget):
    middle = widget.mapTo(dialog, widget.rect().center())
    QTest.wheelEvent(dialog.windowHandle(), middle, QPoint(0, -120))
    QApplication.processEvents()


def marked(dialog):
    return [
        own.name for own in THRESHOLDS if dialog.findChild(QPushButton, f"back_{own.name}").isVisibleTo(dialog)
    ]  # fmt: skip


def errors(dialog):
    return [own.text() for own in dialog.findChildren(QLabel, "error") if own.isVisibleTo(dialog)]


def test_every_threshold_is_there_with_its_title_and_reason(dialog):
    said = {label.text() for label in dialog.findChildren(QLabel)}
    for own in THRESHOLDS:
        assert number(dialog, own.name).accessibleName() == own.title
        assert {own.title, own.reason, own.unit} <= said
    assert number(dialog, "tiny_side").value() == 4.0
    assert marked(dialog) == ["tiny_side"]


def test_what_is_typed_is_chosen_and_the_dialog_closes(dialog, chosen):
    write(dialog, "min_score", "0.15")
    write(dialog, "min_boxes", "30")
    assert marked(dialog) == ["min_score", "tiny_side", "min_boxes"]
    press(dialog, Button.Ok)
    assert chosen == [CheckSettings(min_score=0.15, tiny_side=4.0, min_boxes=30)]
    assert isinstance(chosen[0].min_boxes, int)
    assert not dialog.isVisible()


def test_one_value_or_all_of_them_go_back_to_the_default(dialog, chosen):
    write(dialog, "covered", "0.9")
    QTest.mouseClick(dialog.findChild(QPushButton, "back_tiny_side"), Qt.MouseButton.LeftButton)
    assert marked(dialog) == ["covered"]
    press(dialog, Button.RestoreDefaults)
    assert marked(dialog) == []
    assert not button(dialog, Button.RestoreDefaults).isEnabled()
    press(dialog, Button.Ok)
    assert chosen == [DEFAULTS]


def test_what_does_not_go_together_is_said_in_place_until_it_does(dialog, chosen):
    assert errors(dialog) == []
    write(dialog, "duplicate_from", "0.9")
    assert errors(dialog) == ["It must not be above “Two boxes are surely one object”, 0.80 IoU."]
    assert not button(dialog, Button.Ok).isEnabled()
    press(dialog, Button.Ok)
    assert chosen == []
    write(dialog, "duplicate_sure", "0.9")
    assert errors(dialog) == []
    press(dialog, Button.Ok)
    assert chosen == [CheckSettings(tiny_side=4.0, duplicate_from=0.9, duplicate_sure=0.9)]


def test_closing_it_chooses_nothing(dialog, chosen):
    write(dialog, "min_score", "0.9")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert chosen == []


def test_a_small_screen_scrolls_and_scrolling_past_changes_no_number(dialog):
    dialog.resize(500, 360)
    QApplication.processEvents()
    area = dialog.findChild(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert area.verticalScrollBar().maximum() > 0
    field = number(dialog, "edge_tolerance")
    number(dialog, "min_score").setFocus()
    scroll_down(dialog, field)
    assert field.value() == DEFAULTS.edge_tolerance
    assert area.verticalScrollBar().value() > 0
    field.setFocus()
    scroll_down(dialog, field)
    assert field.value() == DEFAULTS.edge_tolerance - 0.5


def test_the_number_in_focus_turns_with_the_arrow_keys(dialog):
    field = number(dialog, "edge_tolerance")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 1.5
