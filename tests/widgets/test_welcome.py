"""The start page leads to a dataset, a project or the demo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from widgets.welcome import Welcome

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def welcome(qtbot):
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.resize(800, 600)
    with qtbot.waitExposed(welcome):
        welcome.show()
    return welcome


def button(welcome, text):
    return next(one for one in welcome.findChildren(QPushButton) if one.text() == text)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Open dataset…", "open_dataset_clicked"),
        ("Open project…", "open_project_clicked"),
        ("Open the demo", "demo_clicked"),
        ("New here? A guided tour on the demo takes two minutes", "tour_clicked"),
    ],
)
def test_each_way_in_has_a_button(welcome, qtbot, text, signal):
    with qtbot.waitSignal(getattr(welcome, signal)):
        QTest.mouseClick(button(welcome, text), LEFT)


def test_without_projects_there_is_no_list(welcome):
    assert "Recent projects" not in [one.text() for one in welcome.findChildren(QLabel) if one.isVisible()]


def test_a_recent_project_is_opened_by_its_whole_path(welcome, qtbot):
    home = Path.home()
    paths = [str(home / "data" / "bccd.boxwright"), "/" + "deep/" * 60 + "trays.boxwright"]
    welcome.set_recent(paths)
    assert button(welcome, "bccd").findChild(QLabel).text() == str(Path("~", "data"))
    for name, path in zip(("bccd", "trays"), paths, strict=True):
        with qtbot.waitSignal(welcome.recent_chosen) as heard:
            QTest.mouseClick(button(welcome, name), LEFT)
        assert heard.args == [path]
        assert button(welcome, name).width() < welcome.width()


def test_the_list_is_replaced(welcome, qtbot):
    welcome.set_recent(["/a/one.boxwright"])
    welcome.set_recent(["/a/two.boxwright"])
    qtbot.waitUntil(lambda: len(welcome.findChildren(QPushButton)) == 6)
    assert button(welcome, "two").isVisible()
