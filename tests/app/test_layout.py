"""The window comes back as it was left, and always where it can be seen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtWidgets import QApplication

from app.actions import ACTIONS, make_actions
from app.application import Application
from app.layout import Layout, in_sight
from app.main_window import MainWindow

LAPTOP, DESK = QRect(0, 0, 1280, 720), QRect(1280, 0, 3840, 2160)


@pytest.mark.parametrize(
    ("window", "screens", "placed"),
    [
        # Seen well enough.
        (QRect(0, 0, 1280, 720), [LAPTOP], QRect(0, 0, 1280, 720)),
        (QRect(100, 50, 960, 600), [LAPTOP], QRect(100, 50, 960, 600)),
        (QRect(-300, 50, 960, 600), [LAPTOP], QRect(-300, 50, 960, 600)),
        (QRect(800, 50, 960, 600), [LAPTOP, DESK], QRect(800, 50, 960, 600)),
        (QRect(2000, 300, 3000, 1500), [LAPTOP, DESK], QRect(2000, 300, 3000, 1500)),
        # The second screen is gone.
        (QRect(2000, 300, 960, 600), [LAPTOP], QRect(320, 120, 960, 600)),
        (QRect(2000, 300, 3000, 1500), [LAPTOP], QRect(0, 0, 1280, 720)),
        (QRect(-2000, -2000, 960, 600), [LAPTOP, DESK], QRect(0, 0, 960, 600)),
        # Its title bar, by which it could be moved, is above the screen.
        (QRect(100, -100, 960, 600), [LAPTOP], QRect(100, 0, 960, 600)),
        # A corner of it on one of two screens: there.
        (QRect(4900, 1900, 960, 600), [LAPTOP, DESK], QRect(4160, 1560, 960, 600)),
    ],
)
def test_a_window_out_of_sight_is_brought_back(window: QRect, screens: list[QRect], placed: QRect) -> None:
    assert in_sight(window, screens) == placed


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def shown(qtbot: object, kept: QSettings) -> tuple[MainWindow, Layout]:
    window = MainWindow()
    window.place_actions(make_actions(window, {spec.id: lambda: None for spec in ACTIONS}))
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    layout = Layout(window, kept)
    layout.restore()
    window.show()
    return window, layout


def places(window: MainWindow) -> list[tuple[bool, Qt.DockWidgetArea, int]]:
    QApplication.processEvents()
    return [
        (dock.isVisible(), window.dockWidgetArea(dock), dock.width() if dock.isVisible() else 0)
        for dock in window.docks
    ]


def test_the_first_window_takes_a_good_size_within_the_screen(qtbot: object, kept: QSettings) -> None:
    window, _ = shown(qtbot, kept)
    room = QApplication.primaryScreen().availableGeometry()
    assert room.contains(window.geometry().topLeft())
    assert window.width() <= max(room.width(), window.minimumWidth())


def test_docks_come_back_where_they_were_left(qtbot: object, kept: QSettings) -> None:
    window, layout = shown(qtbot, kept)
    queue, inspector, metrics = window.docks
    window.resize(1280, 800)
    window.show_dataset("one")
    at_first = places(window)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, metrics)
    inspector.hide()
    window.resizeDocks([queue], [420], Qt.Orientation.Horizontal)
    moved = places(window)
    assert moved != at_first
    # While nothing is open they are not seen, and remembered all the same.
    window.show_dataset(None)
    assert not any(dock.isVisible() for dock in window.docks)
    layout.keep()
    again, _ = shown(qtbot, kept)
    again.resize(1280, 800)
    again.show_dataset("two")
    assert places(again) == moved
    # Another dataset does not move them.
    again.show_dataset("three")
    assert places(again) == moved
    again.show_dataset(None)
    again.show_dataset("four")
    assert places(again) == moved
    again.reset_layout()
    assert places(again) == at_first


def test_another_screen_has_an_arrangement_of_its_own(qtbot: object, kept: QSettings) -> None:
    window, layout = shown(qtbot, kept)
    window.show_dataset("one")
    window.docks[1].hide()
    layout.keep()
    kept.beginGroup("layout")
    (name,) = kept.childGroups()
    assert name.endswith(f" {window.screen().devicePixelRatio():g}")
    state = kept.value(f"{name}/docks")
    kept.remove(name)
    kept.setValue("another 1x1 1/docks", state)
    kept.endGroup()
    again, _ = shown(qtbot, kept)
    again.show_dataset("two")
    assert again.docks[1].isVisible()


def test_nonsense_in_the_settings_is_no_obstacle(qtbot: object, kept: QSettings) -> None:
    _, layout = shown(qtbot, kept)
    layout.keep()
    kept.beginGroup("layout")
    for name in kept.childGroups():
        kept.setValue(f"{name}/docks", b"nonsense")
        kept.setValue(f"{name}/geometry", "nonsense")
    kept.endGroup()
    again, _ = shown(qtbot, kept)
    again.show_dataset("two")
    assert all(dock.isVisible() for dock in again.docks)


@pytest.mark.parametrize("size", [(960, 600), (1280, 720), (1600, 1000), (3840, 2160)])
def test_every_dock_has_room_at_any_size(qtbot: object, kept: QSettings, size: tuple[int, int]) -> None:
    window, _ = shown(qtbot, kept)
    window.resize(*size)
    window.show_dataset("one")
    assert (window.width(), window.height()) == size
    assert window.canvas.width() >= 200
    assert window.canvas.width() >= 0.45 * size[0] or size[0] < 1600
    assert window.docks[0].width() >= min(760, size[0] * 0.25)


def test_the_programs_layout_is_put_back_by_an_action(
    open_bccd: Application, wait_until_idle: Callable[[], None]
) -> None:
    window = open_bccd.window
    for dock in window.docks:
        assert dock.toggleViewAction().isEnabled()
        dock.toggleViewAction().trigger()
        assert not dock.isVisible()
    open_bccd.actions["reset_layout"].trigger()
    assert all(dock.isVisible() for dock in window.docks)
