"""Everything is reached without a mouse, and says what it is."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollBar,
    QTabBar,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.actions import ACTIONS
from app.application import Application
from widgets.canvas.canvas import Canvas

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTabBar,
    Canvas,
)
WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)


def controls(parent: QWidget) -> list[QWidget]:
    """What a person can use in it now, each as a whole."""

    def is_part(widget: QWidget) -> bool:
        above = widget.parentWidget()
        return above is not None and above is not parent and (isinstance(above, WHOLE) or is_part(above))

    return [
        widget
        for widget in parent.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, QHeaderView | QScrollBar)
        and widget.isVisible()
        and widget.window() is parent.window()
        and not is_part(widget)
    ]


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return (widget.accessibleName() or text).replace("&", "").strip()


def press(key: str, target: QWidget | None = None) -> None:
    """As the keyboard does: to what has the focus."""
    combination = QKeySequence(key)[0]  # type: ignore[index]
    pressed = combination.key()
    if key == "Shift+Tab":
        pressed = Qt.Key.Key_Backtab
    QTest.keyClick(target or QApplication.focusWidget(), pressed, combination.keyboardModifiers())


@pytest.fixture
def with_plots(open_bccd: Application, wait_until_idle: Callable[[], None]) -> Iterator[Application]:
    """The window with everything in sight: docks, plots, a flag under review, a box selected."""
    open_bccd.window.resize(1600, 1000)
    open_bccd.actions["plots"].trigger()
    wait_until_idle()
    document = open_bccd.document
    entry = next(entry for entry in document.review.queue() if entry.flag.annotation_id is not None)
    document.go_to_flag(entry)
    document.select([entry.flag.annotation_id])
    QTest.qWaitForWindowActive(open_bccd.window)
    return open_bccd


def test_every_key_does_what_its_row_says(with_plots: Application) -> None:
    actions, window = with_plots.actions, with_plots.window
    done: list[str] = []
    for name, action in actions.items():
        # What they do is tested elsewhere; here, that it is they who are called.
        action.triggered.disconnect()
        action.triggered.connect(lambda _checked=False, name=name: done.append(name))
        action.setEnabled(True)
    expected = [(key, spec.id) for spec in ACTIONS for key in spec.shortcuts]
    for focus in (window.canvas, window.queue.findChild(QAbstractItemView)):
        assert isinstance(focus, QWidget)
        for key, name in expected:
            focus.setFocus()
            done.clear()
            press(key, focus)
            assert done == [name], f"{key} with the focus on {type(focus).__name__}"


def test_every_action_without_a_key_stands_in_a_menu_and_no_menu_has_a_letter_twice(
    application: Application,
) -> None:
    bar = application.window.menuBar()
    letters = [QKeySequence.mnemonic(action.text()).toString() for action in bar.actions()]
    assert all(letters)
    assert len(set(letters)) == len(letters)
    listed: list[QAction] = []
    for title in bar.actions():
        menu = title.menu()
        assert isinstance(menu, QMenu)
        own = [action for action in menu.actions() if not action.isSeparator()]
        listed += own
        for inner in own:
            within = inner.menu()
            listed += within.actions() if isinstance(within, QMenu) else []
        letters = [key for action in own if (key := QKeySequence.mnemonic(action.text()).toString())]
        assert len(set(letters)) == len(letters), title.text()
    assert all(action in listed or action.shortcuts() for action in application.actions.values())


def test_every_control_has_a_name(with_plots: Application) -> None:
    nameless = [widget for widget in controls(with_plots.window) if not name_of(widget)]
    assert [f"{type(one).__name__} in {type(one.parentWidget()).__name__}" for one in nameless] == []


def test_every_control_is_reached_by_keys(
    with_plots: Application, wait_until_idle: Callable[[], None]
) -> None:
    window = with_plots.window
    reached: set[QWidget] = {window.canvas}
    for key in ("Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6"):
        press("Ctrl+1")
        assert window.canvas.hasFocus()
        press(key)
        first = QApplication.focusWidget()
        assert first is not window.canvas, key
        around = []
        while (at := QApplication.focusWidget()) not in around:
            around.append(at)
            press("Tab")
        assert QApplication.focusWidget() is first
        press("Shift+Tab")
        assert QApplication.focusWidget() is around[-1]
        reached.update(around)
        press("Esc")
        assert window.canvas.hasFocus(), key
    wait_until_idle()
    # Those of the bar at the top are actions, with keys or in menus.
    bars = [widget for bar in window.findChildren(QToolBar) for widget in controls(bar)]
    missed = [one for one in controls(window) if one.isEnabled() and one not in reached and one not in bars]
    assert [f"{type(one).__name__} {name_of(one)!r}" for one in missed] == []


def test_what_is_walked_to_is_used_by_keys_and_the_window_has_the_others(with_plots: Application) -> None:
    window, document = with_plots.window, with_plots.document
    press("Ctrl+4")
    tabs = QApplication.focusWidget()
    assert isinstance(tabs, QTabBar)
    press("Right")
    assert tabs.currentIndex() == 1
    press("Left")
    press("Tab")
    assert isinstance(QApplication.focusWidget(), QComboBox)
    press("Tab")
    press("Down")
    press("Return")
    assert {entry.flag.category for entry in window.queue.entries_shown()} <= {0}
    press("Ctrl+6")
    before = window.min_score.value()
    press("Right")
    assert window.min_score.value() == before + 1
    # A letter is the window's all the while.
    image = document.image
    press("D")
    assert document.image == image + 1
    # A click elsewhere ends the walk: Tab leads to the next flag again.
    QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    press("Tab")
    assert window.canvas.hasFocus()
    press("Ctrl+3")
    press("Space")
    assert len(document.review.history.done) == 1


def test_the_canvas_says_what_it_shows(with_plots: Application) -> None:
    document, canvas = with_plots.document, with_plots.window.canvas
    entry = document.entry
    assert entry is not None
    boxes = len(document.review.annotations.rows_of_image(document.image))
    said = canvas.accessibleName()
    assert said.startswith(f"Image {document.image + 1} of 72, ")
    assert f"boxes: {boxes}. Under review: " in said
    assert said.endswith(entry.flag.reason)
    assert canvas.accessibleDescription().startswith("Selected: ")
    document.select([])
    assert canvas.accessibleDescription() == "No box is selected."


@pytest.mark.parametrize("name", ["open_dataset", "keys", "updates", "about"])
def test_dialogs_without_a_dataset_are_named_and_reached_by_tab(
    application: Application, qtbot: QtBot, name: str
) -> None:
    walk_dialog(application, qtbot, name)


def test_dialogs_of_a_dataset_are_named_and_reached_by_tab(open_bccd: Application, qtbot: QtBot) -> None:
    for name in ("problems", "evaluation_settings", "check_settings", "choose_class"):
        walk_dialog(open_bccd, qtbot, name)


def walk_dialog(application: Application, qtbot: QtBot, name: str) -> None:
    application.actions[name].trigger()
    (dialog,) = (one for one in application.window.findChildren(QDialog) if one.isVisible())
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    own = [one for one in controls(dialog) if one.isEnabled()]
    assert [type(one).__name__ for one in own if not name_of(one)] == []
    reached = set()
    for _ in range(2 * len(own)):
        at = QApplication.focusWidget()
        reached.add(at)
        press("Tab", at)
    missed = [one for one in own if one not in reached and one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert [f"{type(one).__name__} {name_of(one)!r}" for one in missed] == []
    dialog.reject()
    dialog.deleteLater()


def test_the_start_page_is_reached_by_tab(application: Application) -> None:
    window = application.window
    QTest.qWaitForWindowActive(window)
    window.welcome.findChildren(QAbstractButton)[0].setFocus()
    reached = set()
    for _ in range(20):
        reached.add(QApplication.focusWidget())
        press("Tab")
    missed = [one for one in controls(window.welcome) if one not in reached]
    assert [name_of(one) for one in missed] == []
