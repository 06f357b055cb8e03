"""The panel over the canvas: sliders, keys, and what it tells."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from widgets.canvas.adjust_panel import AdjustPanel
from widgets.canvas.adjustment import AS_IT_IS, Adjustment, tones_of
from widgets.canvas.note import Note

KEY = Qt.Key


@pytest.fixture
def over(qtbot):
    """What the panel lies over; its window has keys of its own, as the program's has."""
    over = QWidget()
    over.resize(800, 600)
    over.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(over)
    over.show()
    qtbot.waitExposed(over)
    over.activateWindow()
    return over


@pytest.fixture
def panel(over, qtbot):
    panel = AdjustPanel(over)
    panel.open()
    qtbot.waitUntil(panel.brightness.hasFocus)
    return panel


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_nothing_is_adjusted_at_first(panel):
    assert panel.adjustment == AS_IT_IS


def test_arrows_set_and_tab_goes_round(panel, over):
    window_keys = [QShortcut(QKeySequence(key), over) for key in ("Left", "Tab", "Shift+Tab", "Esc", "Space")]
    for shortcut in window_keys:
        shortcut.activated.connect(lambda: pytest.fail("the window took a key of the panel"))
    press(
        KEY.Key_Left,
        KEY.Key_Left,
        KEY.Key_Tab,
        KEY.Key_PageUp,
        KEY.Key_Tab,
        KEY.Key_Home,
        KEY.Key_Tab,
        KEY.Key_Space,
    )
    assert panel.adjustment == Adjustment(-0.02, 0.1, pytest.approx(0.2), True)
    assert [slider.number.text() for slider in (panel.brightness, panel.contrast, panel.gamma)] == [
        "-2",
        "+10",
        "0.20",
    ]
    press(KEY.Key_Tab, KEY.Key_Return)
    assert panel.adjustment == AS_IT_IS
    press(KEY.Key_Tab)
    assert panel.close_button.hasFocus()
    press(KEY.Key_Tab)
    assert panel.brightness.hasFocus()
    press(KEY.Key_Backtab, KEY.Key_Return)
    assert not panel.isVisible()


def test_esc_closes_it_and_gives_the_keys_back(panel, over, qtbot):
    with qtbot.waitSignal(panel.closed):
        press(KEY.Key_Escape)
    assert not panel.isVisible()
    assert over.hasFocus()


def test_every_change_is_told_once(panel, qtbot):
    told = []
    panel.adjusted.connect(told.append)
    panel.gamma.setValue(100)
    wanted = Adjustment(0.25, -0.5, 1.0, True)
    panel.set_adjustment(wanted)
    panel.set_adjustment(wanted)
    panel.reset.click()
    assert told == [Adjustment(gamma=5.0), wanted, AS_IT_IS]


def test_where_a_stretch_is_needed_it_is_no_choice(panel):
    told = []
    panel.adjusted.connect(told.append)
    panel.set_shown(tones_of(np.arange(48, dtype=np.uint16).reshape(4, 4, 3)), Adjustment(stretch=True))
    assert panel.stretch.isChecked()
    assert not panel.stretch.isEnabled()
    assert panel.adjustment == AS_IT_IS
    press(KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Tab)
    assert panel.reset.hasFocus()
    panel.set_shown(tones_of(np.zeros((4, 4, 3), np.uint8)), AS_IT_IS)
    assert not panel.stretch.isChecked()
    assert panel.stretch.isEnabled()
    assert told == []


def test_every_control_is_named(panel):
    controls = (
        panel,
        panel.histogram,
        panel.brightness,
        panel.contrast,
        panel.gamma,
        panel.stretch,
        panel.reset,
        panel.close_button,
    )
    assert all(control.accessibleName() for control in controls)


def test_the_histogram_follows_the_image_and_the_adjustment(panel):
    pictures = [panel.histogram.grab().toImage()]
    for tones, adjustment in (
        (tones_of(np.zeros((4, 4, 3), np.uint8)), AS_IT_IS),
        (tones_of(np.arange(48, dtype=np.uint16).reshape(4, 4, 3) * 1000), AS_IT_IS),
        (tones_of(np.zeros((4, 4, 3), np.uint8)), Adjustment(gamma=3)),
    ):
        panel.set_shown(tones, adjustment)
        pictures.append(panel.histogram.grab().toImage())
    assert all(a != b for n, a in enumerate(pictures) for b in pictures[:n])


def test_a_note_is_there_only_while_there_is_something_to_say(over):
    note = Note(over)
    assert not note.isVisible()
    note.say(["Adjusted", "Stretched"])
    assert note.isVisible()
    assert note.accessibleDescription() == "Adjusted\nStretched"
    tall = note.height()
    note.say(["Adjusted"])
    assert note.height() < tall
    note.say([])
    assert not note.isVisible()
