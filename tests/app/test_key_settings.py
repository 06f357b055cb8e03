"""Keys that were changed work at once, are named everywhere, and are kept."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.actions import ACTIONS, MENUS, make_actions
from app.application import Application
from app.key_settings import KeySettings
from app.settings import settings_file
from widgets.dialogs.keys import KeysDialog


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "window.ini"


@pytest.fixture
def parent(qapp: QObject) -> Iterator[QWidget]:
    window = QWidget()
    yield window
    window.deleteLater()


def started(file: Path, parent: QWidget) -> tuple[KeySettings, dict[str, QAction]]:
    """The keys as the program has them after a start with this settings file."""
    actions = make_actions(parent, {spec.id: lambda: None for spec in ACTIONS})
    return KeySettings(actions, QSettings(str(file), QSettings.Format.IniFormat), parent), actions


def keys_of(action: QAction) -> list[str]:
    return [key.toString() for key in action.shortcuts()]


def test_nothing_is_written_while_nothing_is_changed(file: Path, parent: QWidget) -> None:
    keys, actions = started(file, parent)
    assert all(keys_of(actions[spec.id]) == list(spec.shortcuts) for spec in ACTIONS)
    assert keys.assign("draw", ("R", "W")) is None
    keys.reset_all()
    assert not file.exists()


def test_every_action_is_listed_by_menu(file: Path, parent: QWidget) -> None:
    rows = started(file, parent)[0].rows()
    assert {row.action for row in rows} == {spec.id for spec in ACTIONS}
    groups = list(dict.fromkeys(row.group for row in rows))
    assert groups == [*(menu.replace("&", "") for menu in MENUS), "Boxes"]
    assert not any("&" in row.text or row.text.endswith("…") for row in rows)


@pytest.mark.parametrize("wanted", [(), ("Q",), (";", ","), ("Ctrl+;", "Alt+Shift+F12"), ("=", '"')])
def test_what_differs_is_kept_for_the_next_start(
    file: Path, parent: QWidget, wanted: tuple[str, ...]
) -> None:
    keys, actions = started(file, parent)
    assert keys.assign("draw", wanted) is None
    assert keys_of(actions["draw"]) == list(wanted)
    keys._settings.sync()
    assert "undo" not in file.read_text()
    again, actions = started(file, parent)
    assert keys_of(actions["draw"]) == list(wanted)
    assert again.reset("draw") is None
    again._settings.sync()
    assert "draw" not in file.read_text()


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("x", "X is the key of “The label is right”. Take it away there first."),
        (
            "Enter",
            "Enter (number pad) is the key of “Accept the suggestion, or go on”. Take it away there first.",
        ),
        ("Alt+F", "Alt+F has a meaning that cannot be changed"),
        ("F10", "F10 has a meaning that cannot be changed"),
    ],
)
def test_a_refusal_says_why(file: Path, parent: QWidget, key: str, reason: str) -> None:
    keys, actions = started(file, parent)
    said = keys.assign("open_demo", (key,))
    assert said is not None
    assert said.startswith(reason)
    assert keys_of(actions["open_demo"]) == []


def test_nonsense_in_the_file_leaves_every_key_with_one_action(
    file: Path, parent: QWidget, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_text("[keys]\nopen_demo=X\nunsure=w; nonsense\ngone=B\nundo=Ctrl+Z, Ctrl+K\ndraw=\n")
    with caplog.at_level(logging.WARNING, logger="boxwright"):
        _, actions = started(file, parent)
    shown = [key for action in actions.values() for key in keys_of(action)]
    assert len(shown) == len(set(shown))
    assert keys_of(actions["open_demo"]) == ["X"]
    assert keys_of(actions["label_is_right"]) == []
    assert keys_of(actions["unsure"]) == ["W"]
    assert keys_of(actions["undo"]) == ["Ctrl+Z"]
    assert all(name in caplog.text for name in ("gone", "label_is_right", "nonsense", "Ctrl+K"))


@pytest.fixture
def settings_restored() -> Iterator[None]:
    """The settings file of the whole suite is as it was."""
    path = settings_file()
    before = path.read_text() if path.exists() else None
    yield
    if before is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(before)


def test_a_key_changed_in_the_sheet_works_at_once_and_is_named_everywhere(
    settings_restored: None, application: Application
) -> None:
    window = application.window
    QTest.keyClick(window, Qt.Key.Key_Question)
    (sheet,) = window.findChildren(KeysDialog)
    finder = sheet.findChildren(QLineEdit)[0]
    finder.setText("find in the queue")
    table = sheet.findChild(QWidget, "actions")
    assert table is not None
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_T)
    sheet.close()
    find = application.actions["find"]
    assert keys_of(find) == ["T"]
    assert find.toolTip() == "Find in the queue (T)"
    hints = [field.placeholderText() for field in window.queue.findChildren(QLineEdit)]
    assert "Find, or kind:… score>=0.5 image:… (T)" in hints
    find.setEnabled(True)
    spy = QSignalSpy(find.triggered)
    QTest.keyClick(window, Qt.Key.Key_Slash)
    assert spy.count() == 0
    QTest.keyClick(window, Qt.Key.Key_T)
    assert spy.count() == 1
    buttons = {button.text(): button for button in window.inspector.findChildren(QPushButton)}
    assert application._keys.assign("unsure", ()) is None
    assert buttons["Unsure"].toolTip() == "Unsure"
    assert application._keys.assign("unsure", ("Shift+U",)) is None
    assert buttons["Unsure"].toolTip() == "Unsure (Shift+U)"
    assert buttons["Unsure"].accessibleDescription() == "Key: Shift+U"
    application._keys.reset_all()
    assert "Find, or kind:… score>=0.5 image:… (/)" in [
        field.placeholderText() for field in window.queue.findChildren(QLineEdit)
    ]
