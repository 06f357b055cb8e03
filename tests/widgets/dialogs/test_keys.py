"""The ? sheet lists every action, and asks for other keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTreeWidget

from widgets.dialogs.keys import KeyField, KeyRow, KeysDialog

ROWS = (
    KeyRow("open", "File", "Open dataset", ("Ctrl+O",), changed=False),
    KeyRow("demo", "File", "Open the demo", (), changed=False),
    KeyRow("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "B"), changed=True),
    KeyRow("accept", "Review", "Accept", ("Return", "Enter"), changed=False),
)
NO, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Sheet:
    """The dialog as a person handles it, and what it asked for."""

    def __init__(self, dialog):
        self.dialog = dialog
        self.table = dialog.findChild(QTreeWidget)
        self.asked = []
        dialog.assigned.connect(lambda action, keys: self.asked.append((action, keys)))
        dialog.reset.connect(lambda action: self.asked.append(action))
        dialog.all_reset.connect(lambda: self.asked.append("all"))

    def rows(self):
        shown = []
        for i in range(self.table.topLevelItemCount()):
            head = self.table.topLevelItem(i)
            items = [head.child(j) for j in range(head.childCount())]
            texts = [[item.text(column) for column in range(3)] for item in items if not item.isHidden()]
            if not head.isHidden():
                shown.append((head.text(0), texts))
        return shown

    def choose(self, text, column):
        (item,) = self.table.findItems(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)
        self.table.setCurrentItem(item, column)
        self.table.setFocus()

    def press(self, key, modifiers=NO, text=""):
        target = self.field() or self.table
        if text:
            QTest.sendKeyEvent(QTest.KeyAction.Click, target, key, text, modifiers)
        else:
            QTest.keyClick(target, key, modifiers)

    def field(self):
        return next((field for field in self.table.findChildren(KeyField) if field.isVisible()), None)

    def click(self, text):
        button = next(
            one for one in self.dialog.findChildren(QPushButton) if one.text().replace("&", "") == text
        )
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def said(self):
        return self.dialog.findChild(QLabel, "said").text()


@pytest.fixture
def sheet(qtbot):
    dialog = KeysDialog(None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.set_rows(ROWS)
    with qtbot.waitActive(dialog):
        dialog.show()
    return Sheet(dialog)


def test_nothing_is_listed_where_there_is_nothing(qtbot):
    dialog = KeysDialog(None)
    qtbot.addWidget(dialog)
    dialog.set_rows(())
    assert Sheet(dialog).rows() == []


def test_actions_are_listed_under_their_groups(sheet):
    assert sheet.rows() == [
        ("File", [["Open dataset", "Ctrl+O", ""], ["Open the demo", "", ""]]),
        ("Edit", [["Redo", "Ctrl+Shift+Z", "B"]]),
        ("Review", [["Accept", "Enter", "Enter (number pad)"]]),
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", 4), ("open", 2), ("shift+z", 1), ("file demo", 1), ("number pad", 1), ("nothing of it", 0)],
)
def test_actions_are_found_by_name_group_and_key(sheet, typed, found):
    sheet.dialog.findChild(QLineEdit).setText(typed)
    assert sum(len(texts) for _, texts in sheet.rows()) == found


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "name"),
    [
        (Qt.Key.Key_B, NO, "", "B"),
        (Qt.Key.Key_Tab, NO, "", "Tab"),
        (Qt.Key.Key_Backtab, SHIFT, "", "Shift+Tab"),
        (Qt.Key.Key_Space, NO, "", "Space"),
        (Qt.Key.Key_Delete, NO, "", "Del"),
        (Qt.Key.Key_Return, NO, "", "Return"),
        (Qt.Key.Key_Escape, SHIFT, "", "Shift+Esc"),
        (Qt.Key.Key_Z, CONTROL | SHIFT, "", "Ctrl+Shift+Z"),
        (Qt.Key.Key_Question, SHIFT, "?", "?"),
        (Qt.Key.Key_1, SHIFT, "1", "1"),
        (Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier, "1", "1"),
    ],
)
def test_any_key_is_taken(sheet, key, modifiers, text, name):
    sheet.choose("Open dataset", 1)
    sheet.press(Qt.Key.Key_Return)
    sheet.press(key, modifiers, text)
    assert sheet.asked == [("open", (name,))]
    assert sheet.field() is None
    assert sheet.table.hasFocus()


def test_a_modifier_alone_is_waited_on(sheet):
    sheet.choose("Open dataset", 1)
    sheet.press(Qt.Key.Key_F2)
    QTest.keyPress(sheet.field(), Qt.Key.Key_Control)
    assert sheet.field().text() == "Ctrl+"
    assert sheet.asked == []


def test_esc_leaves_a_key_as_it_is_and_is_taken_only_when_asked_for(sheet):
    sheet.choose("Open dataset", 1)
    sheet.click("Change…")
    assert "Open dataset" in sheet.said()
    sheet.press(Qt.Key.Key_Escape)
    assert (sheet.asked, sheet.field()) == ([], None)
    assert sheet.dialog.isVisible()
    sheet.click("Use Esc")
    assert sheet.asked == [("open", ("Esc",))]


def test_to_go_elsewhere_leaves_a_key_as_it_is(sheet):
    sheet.choose("Open dataset", 1)
    sheet.press(Qt.Key.Key_Return)
    sheet.dialog.findChild(QLineEdit).setFocus()
    assert (sheet.asked, sheet.field()) == ([], None)


@pytest.mark.parametrize(
    ("text", "column", "keys"),
    [
        ("Open the demo", 0, ("F7",)),
        ("Open the demo", 2, ("F7",)),
        ("Open dataset", 0, ("F7",)),
        ("Open dataset", 2, ("Ctrl+O", "F7")),
        ("Redo", 1, ("F7", "B")),
        ("Redo", 2, ("Ctrl+Shift+Z", "F7")),
    ],
)
def test_the_key_chosen_is_changed_or_another_added(sheet, text, column, keys):
    sheet.choose(text, column)
    place = sheet.table.visualItemRect(sheet.table.currentItem()).center()
    place.setX(sheet.table.columnViewportPosition(column) + 20)
    QTest.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    sheet.press(Qt.Key.Key_F7)
    assert [asked for _, asked in sheet.asked] == [keys]


def test_a_key_is_taken_away(sheet):
    sheet.choose("Redo", 2)
    sheet.press(Qt.Key.Key_Delete)
    sheet.choose("Redo", 1)
    sheet.click("Remove")
    sheet.choose("Open the demo", 1)
    sheet.press(Qt.Key.Key_Delete)
    assert sheet.asked == [("redo", ("Ctrl+Shift+Z",)), ("redo", ("B",))]


def test_what_was_changed_is_reset_alone_or_with_all(sheet):
    buttons = {one.text().replace("&", ""): one for one in sheet.dialog.findChildren(QPushButton)}
    sheet.choose("Open dataset", 1)
    assert not buttons["Reset"].isEnabled()
    sheet.choose("Redo", 1)
    sheet.click("Reset")
    sheet.click("Reset all")
    assert sheet.asked == ["redo", "all"]
    sheet.dialog.set_rows(ROWS[:2])
    assert not buttons["Reset all"].isEnabled()


def test_a_refusal_is_said_until_the_next_change(sheet):
    sheet.dialog.refuse("W is the key of “Draw a box”.")
    assert sheet.said() == "W is the key of “Draw a box”."
    sheet.dialog.set_rows(ROWS)
    assert sheet.said() == ""


def test_all_is_copied(sheet):
    sheet.click("Copy all")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["File", "Open dataset", "Ctrl+O"]
    assert len(lines) == 4
