"""The inspector says why a box is flagged, and offers what can be said of it."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QToolButton,
)

from engine.data.edit import Edit
from engine.data.flag import OF_IMAGES, FlagKind, VerdictKind
from engine.data.journal import Action, BoxChange, Origin
from tests.widgets.flags import NAMES, box, entry
from widgets.inspector.inspector import Inspector
from widgets.theme import flag_title

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def inspector(qtbot):
    inspector = Inspector()
    qtbot.addWidget(inspector)
    inspector.resize(320, 600)
    with qtbot.waitExposed(inspector):
        inspector.show()
    return inspector


def texts(inspector):
    QApplication.processEvents()
    return [label.text() for label in inspector.findChildren(QLabel) if label.isVisible() and label.text()]


def named(inspector, name):
    label = inspector.findChild(QLabel, name)
    return label.text() if label.isVisible() else None


def number(inspector, name):
    shown = (*inspector.findChildren(QLabel), *inspector.findChildren(QLineEdit))
    return next(one for one in shown if one.accessibleName() == name).text()


def field(inspector, name):
    return next(one for one in inspector.findChildren(QLineEdit) if one.accessibleName() == name)


def button(inspector, text):
    return next(one for one in inspector.findChildren(QPushButton) if one.text().startswith(text))


def test_without_a_flag_it_says_how_to_get_one(inspector):
    assert "No flag under review" in texts(inspector)
    assert not any(one.isVisible() for one in inspector.findChildren(QPushButton))


@pytest.mark.parametrize("kind", FlagKind)
def test_a_flag_has_title_class_reason_and_numbers(inspector, kind):
    one = entry(1, kind, category=1, score=0.876, price=-0.00213, reason="It is <b> & far too wide.")
    inspector.show_flag(one, NAMES, "Change the class to washer.")
    shown = texts(inspector)
    assert flag_title(kind) in shown
    about = "The box with the comment" if kind is FlagKind.RETURNED else "The whole image"
    assert (about if kind in OF_IMAGES else "nut") in shown
    assert named(inspector, "reason") == "It is <b> & far too wide."
    assert named(inspector, "suggestion") == "Change the class to washer."
    assert number(inspector, "Score") == "0.88"
    assert number(inspector, "Price") == "-0.00213"


@pytest.mark.parametrize(
    ("more", "price"), [({}, "…"), ({"suggestion": None}, "–"), ({"price": 0.5}, "+0.50000")]
)
def test_a_price_that_is_not_there_is_said_so(inspector, more, price):
    inspector.show_flag(entry(1, **more), NAMES, None)
    assert number(inspector, "Price") == price


def test_what_has_no_suggestion_cannot_be_accepted(inspector):
    inspector.show_flag(entry(1, suggestion=None), NAMES, None)
    assert not button(inspector, "No suggestion").isEnabled()
    assert named(inspector, "suggestion") is None
    inspector.show_flag(entry(2), NAMES, "Delete the box.")
    assert button(inspector, "Accept").isEnabled()


@pytest.mark.parametrize(
    ("verdict", "said"),
    [(None, None), (VerdictKind.FIXED, "Verdict: Fixed"), (VerdictKind.UNSURE, "Verdict: Unsure")],
)
def test_a_verdict_is_shown_where_there_is_one(inspector, verdict, said):
    inspector.show_flag(entry(1, verdict=verdict), NAMES, None)
    assert named(inspector, "verdict") == said


@pytest.mark.parametrize(
    ("text", "signal", "key"),
    [
        ("Accept", "accept_clicked", "Enter"),
        ("Label is right", "label_is_right_clicked", "X"),
        ("Unsure", "unsure_clicked", "U"),
    ],
)
def test_each_verdict_has_a_button_that_names_its_key(inspector, qtbot, text, signal, key):
    inspector.set_keys(defaultdict(str, accept="Enter", label_is_right="X", unsure="U"))
    inspector.show_flag(entry(1), NAMES, "Delete the box.")
    pressed = button(inspector, text)
    assert key in [label.text() for label in pressed.findChildren(QLabel)]
    assert key in pressed.accessibleDescription()
    with qtbot.waitSignal(getattr(inspector, signal)):
        QTest.mouseClick(pressed, LEFT)


def test_without_a_box_there_is_no_class_to_choose(inspector):
    assert "No single box selected" in texts(inspector)
    assert not inspector.findChild(QComboBox).isVisible()


def test_a_box_has_class_geometry_and_match(inspector):
    inspector.show_box(box(2, category=2), NAMES, "Matched by a prediction with score 0.92, IoU 0.87.")
    assert "Box 102" in texts(inspector)
    assert inspector.findChild(QComboBox).currentText() == "washer"
    numbers = {name: number(inspector, name) for name in ("x", "y", "width", "height", "area")}
    assert numbers == {"x": "20.0", "y": "20.0", "width": "30.5", "height": "25.2", "area": "770.1"}
    assert named(inspector, "match") == "Matched by a prediction with score 0.92, IoU 0.87."


@pytest.mark.parametrize(("marked", "said"), [({}, False), ({"crowd": True}, True), ({"ignore": True}, True)])
def test_a_box_that_does_not_count_says_so(inspector, marked, said):
    inspector.show_box(replace(box(1), **marked), NAMES, None)
    assert any("Not counted" in text for text in texts(inspector)) == said


def test_a_box_of_no_numbers_or_class_can_be_shown(inspector):
    broken = replace(box(1, category=-1), box_xyxy=(float("nan"), 0.0, 1.0, 1.0))
    inspector.show_box(broken, NAMES, None)
    combo = inspector.findChild(QComboBox)
    assert (combo.currentIndex(), combo.placeholderText()) == (-1, "unknown class")
    assert number(inspector, "x") == "nan"


def test_a_class_name_that_is_cut_can_be_read_whole(inspector):
    names = ("traffic light (pedestrian, with countdown timer) " * 2, "nut")
    inspector.show_box(box(1), names, None)
    assert names[0] in inspector.findChild(QComboBox).toolTip()


def test_choosing_a_class_relabels_and_showing_one_does_not(inspector, qtbot):
    with qtbot.assertNotEmitted(inspector.relabel_chosen):
        inspector.show_box(box(1), NAMES, None)
        inspector.show_box(box(1, category=2), NAMES, None)
        inspector.show_box(box(1, category=1), ("a", "b"), None)
    combo = inspector.findChild(QComboBox)
    assert [combo.itemText(i) for i in range(combo.count())] == ["a", "b"]
    with qtbot.waitSignal(inspector.relabel_chosen) as heard:
        combo.activated.emit(0)
    assert heard.args == [0]


def test_nothing_is_cut_off_in_a_narrow_dock(inspector):
    inspector.resize(inspector.minimumWidth(), 600)
    inspector.show_flag(entry(1, verdict=VerdictKind.LABEL_IS_RIGHT, price=0.01), NAMES, "Move the box " * 12)
    inspector.show_box(box(1), NAMES, "No prediction of its class overlaps it by 0.50 IoU or more.")
    QApplication.processEvents()
    for widget in (*inspector.findChildren(QLabel), *inspector.findChildren(QPushButton)):
        if widget.isVisible():
            assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
            needed = widget.heightForWidth(widget.width())
            assert widget.height() >= needed, widget.text()


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_X, Qt.Key.Key_1, Qt.Key.Key_Down]
)
def test_keys_belong_to_the_window_after_a_click(qtbot, key):
    window, inspector = QMainWindow(), Inspector()
    qtbot.addWidget(window)
    window.setCentralWidget(inspector)
    heard = []
    action = QAction(window)
    action.setShortcut(QKeySequence(key))
    action.triggered.connect(lambda: heard.append(key))
    window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
    inspector.show_flag(entry(1), NAMES, "Delete the box.")
    QTest.mouseClick(button(inspector, "Unsure"), LEFT)
    QTest.keyClick(window.focusWidget() or window, key)
    assert heard == [key]


class TestTypedGeometry:
    @pytest.fixture
    def entered(self, inspector):
        heard = []
        inspector.box_entered.connect(heard.append)
        inspector.show_box(box(1), NAMES, None)
        return heard

    def type_over(self, inspector, name, text, key=Qt.Key.Key_Return):
        one = field(inspector, name)
        one.setFocus()
        QTest.keyClicks(one, text)
        QTest.keyClick(one, key)
        return one

    @pytest.mark.parametrize(
        ("name", "text", "expected"),
        [
            ("x", "12", (12.0, 20.0, 42.5, 45.25)),
            ("y", "7.5", (10.0, 7.5, 40.5, 32.75)),
            ("width", "8,25", (10.0, 20.0, 18.25, 45.25)),
            ("height", "1", (10.0, 20.0, 40.5, 21.0)),
        ],
    )
    def test_a_number_typed_moves_or_resizes_the_box(self, inspector, entered, name, text, expected):
        one = self.type_over(inspector, name, text)
        assert entered == [expected]
        assert not one.hasFocus()

    @pytest.mark.parametrize("text", ["", "wide", "nan", "inf", "0", "-4"])
    def test_what_is_no_width_is_not_taken(self, inspector, entered, text):
        self.type_over(inspector, "width", text or " ")
        assert entered == []

    def test_escape_forgets_and_the_same_number_changes_nothing(self, inspector, entered):
        one = self.type_over(inspector, "x", "99", Qt.Key.Key_Escape)
        assert one.text() == "10.0"
        self.type_over(inspector, "x", "10")
        assert entered == []

    def test_up_and_down_change_it_by_one(self, inspector, entered):
        one = field(inspector, "x")
        one.setFocus()
        QTest.keyClick(one, Qt.Key.Key_Up)
        QTest.keyClick(one, Qt.Key.Key_Return)
        assert entered == [(11.0, 20.0, 41.5, 45.25)]


def test_the_other_flags_of_a_box_are_listed_and_chosen(inspector):
    heard = []
    inspector.flag_chosen.connect(heard.append)
    inspector.show_box(box(1), NAMES, None)
    inspector.show_other_flags([])
    assert "Other flags of this box" not in texts(inspector)
    one = entry(1, FlagKind.DUPLICATE, score=0.7, reason="Another box is here.", verdict=VerdictKind.UNSURE)
    inspector.show_other_flags([one])
    assert {"Other flags of this box", "Another box is here."} <= set(texts(inspector))
    QTest.mouseClick(button(inspector, "Duplicate"), LEFT)
    assert heard == [one.flag.key]


def test_the_history_says_who_changed_what_and_offers_each_state(inspector):
    heard = []
    inspector.state_chosen.connect(heard.append)
    opened = box(1)
    moved = opened.moved((1.0, 2.0, 31.0, 42.0))
    now = moved.relabelled(2)
    at = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
    inspector.show_box(opened, NAMES, None)
    inspector.show_history(opened, (), NAMES)
    assert "History" not in texts(inspector)
    changes = (
        BoxChange(Edit(opened, moved), Action.DO, Origin.DRAGGED, "ada", at),
        BoxChange(Edit(moved, now), Action.REDO, Origin.RELABELLED, "bo", at),
    )
    inspector.show_history(now, changes, NAMES)
    shown = texts(inspector)
    assert [text for text in shown if text in ("Done again: Relabelled", "Moved", "As opened")] == [
        "Done again: Relabelled", "Moved", "As opened",
    ]  # fmt: skip
    assert any(text.startswith("ada, 2026-03-04") for text in shown)
    assert "washer  30 × 40  @ 1, 2" in shown
    buttons = [one for one in inspector.findChildren(QToolButton) if one.isVisible()]
    assert len(buttons) == 2
    for one in buttons:
        QTest.mouseClick(one, LEFT)
    assert heard == [moved, opened]
