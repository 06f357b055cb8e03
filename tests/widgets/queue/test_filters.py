"""The filter's two faces say the same; bounds, saved filters and counts as a person meets them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QInputDialog,
    QLabel,
    QLineEdit,
    QTableView,
    QToolButton,
)

from engine.data.flag import FlagKind, VerdictKind
from tests.widgets.flags import IMAGES, NAMES, entry

Key = Qt.Key


@pytest.fixture
def filled(queue):
    some = [
        entry(1, score=0.9, price=0.0123),
        entry(2, FlagKind.MISSING_LABEL, category=1, image=1, score=0.8, price=-0.002),
        entry(3, verdict=VerdictKind.FIXED, score=0.95, price=0.001),
        entry(4, FlagKind.DUPLICATE, category=2, image=2, score=0.7),
        entry(5, FlagKind.SIZE_OUTLIER, score=0.6, suggestion=None, verdict=VerdictKind.UNSURE),
    ]
    queue.set_entries(some, NAMES, IMAGES, settled=1)
    return queue


def choice(queue, name):
    return next(box for box in queue.findChildren(QComboBox) if box.accessibleName() == name)


def button(queue, name):
    return next(one for one in queue.findChildren(QToolButton) if one.accessibleName() == name)


def find(queue):
    return next(one for one in queue.findChildren(QLineEdit) if one.accessibleName() == "Find")


def write(queue, text):
    find(queue).setFocus()
    find(queue).selectAll()
    QTest.keyClicks(find(queue), text)


def numbers(queue):
    return [int(one.flag.box_xyxy[0] / 10) for one in queue.entries_shown()]


def mistake(queue):
    label = queue.findChild(QLabel, "mistake")
    return label.text() if label.isVisible() else ""


def test_what_is_chosen_stands_in_the_text(filled):
    choice(filled, "Kind of flag").setCurrentIndex(choice(filled, "Kind of flag").findText("Duplicate"))
    choice(filled, "Verdict").setCurrentIndex(2)
    assert find(filled).text() == filled.filter_text() == "kind:duplicate verdict:any"
    choice(filled, "Kind of flag").setCurrentIndex(0)
    choice(filled, "Verdict").setCurrentIndex(0)
    assert find(filled).text() == ""


@pytest.mark.parametrize(
    ("text", "kind", "class_", "verdict", "found"),
    [
        ("", "Every kind", "Every class", "Waiting", [1, 2, 4]),
        ("verdict:waiting", "Every kind", "Every class", "Waiting", [1, 2, 4]),
        ("verdict:any", "Every kind", "Every class", "All", [1, 2, 3, 4, 5]),
        ("verdict:unsure", "Every kind", "Every class", "Unsure", [5]),
        ("kind:duplicate class:WASHER", "Duplicate", "washer", "Waiting", [4]),
        ("kind:duplicate,missing_label", "", "Every class", "Waiting", [2, 4]),
        ("-class:bolt", "Every kind", "", "Waiting", [2, 4]),
        ("-kind:duplicate -kind:missing_label", "", "Every class", "Waiting", [1]),
        ("image:tray_001,deep score>=0.9", "Every kind", "Every class", "Waiting", [1]),
        ("worth>0 verdict:any top:2", "Every kind", "Every class", "All", [1, 2]),
    ],
)
def test_what_is_written_shows_in_the_choices(filled, text, kind, class_, verdict, found):
    filled.set_filter_text(text)
    named = [choice(filled, name).currentText() for name in ("Kind of flag", "Class", "Verdict")]
    assert named == [kind, class_, verdict]
    assert numbers(filled) == found


def test_a_choice_that_cannot_say_it_all_says_several(filled):
    filled.set_filter_text("kind:duplicate,missing_label")
    assert choice(filled, "Kind of flag").placeholderText() == "Several"
    choice(filled, "Kind of flag").setCurrentIndex(0)
    assert filled.filter_text() == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "colour:red",
            "Nothing is called “colour:” here. Try kind, class, image, verdict, score, price, loss",
        ),
        ("kind:wrong_clas", "No kind is “wrong_clas”. Try wrong_class."),
        ("kind:x", "No kind is “x”. Try invalid_box, no_size, outside_image, tiny, …"),
        ("class:screw", "No class is “screw”. Try bolt, nut, washer."),
        ("class:", "Say which class: bolt, nut, washer."),
        ("image:", "Say a part of the image's name."),
        ("score>much", "“much” is no number. Write score>=0.5 or score:0.3..0.7."),
        ("kind<nut", "A kind is not larger or smaller. Write kind:nut."),
        ("top:few", "“top:few” says not how many. Write top:100, once."),
    ],
)
def test_a_mistake_is_told_and_the_last_good_filter_stays(filled, text, sentence):
    filled.set_filter_text("class:nut")
    table = filled.findChild(QTableView)
    before = table.geometry()
    filled.set_filter_text(text)
    assert mistake(filled).startswith(sentence[:40])
    assert numbers(filled) == [2]
    assert filled.filter_text() == "class:nut"
    assert table.geometry() == before
    filled.set_filter_text("")
    assert mistake(filled) == ""
    assert numbers(filled) == [1, 2, 4]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_word_that_is_still_typed_is_no_mistake_until_enter(filled, qtbot):
    write(filled, "kind:dup")
    assert mistake(filled) == ""
    QTest.keyClick(find(filled), Key.Key_Escape)
    QTest.keyClick(find(filled), Key.Key_Return)
    assert mistake(filled).startswith("No kind is “dup”")
    write(filled, "kind:dupl")
    qtbot.waitUntil(lambda: "“dupl”" in mistake(filled))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_fields_and_values_complete_themselves_by_keys(filled):
    write(filled, "ki")
    QTest.keyClick(find(filled), Key.Key_Tab)
    assert find(filled).text() == "kind:"
    QTest.keyClicks(find(filled), "dup")
    (offers,) = (
        one for one in QApplication.topLevelWidgets() if one.objectName() == "completions" and one.isVisible()
    )
    QTest.keyClick(offers, Key.Key_Down)
    QTest.keyClick(offers, Key.Key_Return)
    assert find(filled).text() == "kind:duplicate "
    assert find(filled).hasFocus()
    assert numbers(filled) == [4]
    QTest.keyClicks(find(filled), "class:was")
    place = offers.visualRect(offers.model().index(0, 0)).center()
    QTest.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert filled.filter_text() == "kind:duplicate class:washer"


def test_other_classes_take_what_was_asked_of_them_away(filled):
    filled.set_filter_text("class:bolt,nut score>0.5 -class:washer")
    filled.set_entries([entry(1)], ("nut", "screw"), IMAGES, settled=0)
    assert filled.filter_text() == "class:nut score>0.5"


def bounds(queue):
    panel = queue.findChild(QFrame, "bounds")
    return {field.accessibleName(): field for field in panel.findChildren(QLineEdit)}


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_bounds_are_set_without_writing_them(filled):
    QTest.keyClick(button(filled, "Bounds for score, price, loss and worth"), Key.Key_Space)
    panel = filled.findChild(QFrame, "bounds")
    assert panel.isVisible()
    QTest.keyClicks(bounds(filled)["Score from"], "0.75")
    assert filled.filter_text() == "score>=0.75"
    QTest.keyClicks(bounds(filled)["Score to"], "0.85")
    QTest.keyClicks(bounds(filled)["Price to"], "0")
    assert filled.filter_text() == "score:0.75..0.85 price<=0"
    assert numbers(filled) == [2]
    bounds(filled)["Score to"].selectAll()
    QTest.keyClick(bounds(filled)["Score to"], Key.Key_Delete)
    assert filled.filter_text() == "score>=0.75 price<=0"
    QTest.keyClick(bounds(filled)["Score to"], Key.Key_Return)
    assert not panel.isVisible()


def test_bounds_show_what_is_written(filled):
    filled.set_filter_text("score>0.25 loss:0.1..0.5 -worth<1")
    texts = {name: field.text() for name, field in bounds(filled).items() if field.text()}
    assert texts == {"Score from": "0.25", "Loss from": "0.1", "Loss to": "0.5"}
    assert bounds(filled)["Worth from"].placeholderText() == "several"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_choices_say_how_many_flags_the_rest_lets_through(filled):
    filled.set_filter_text("class:bolt verdict:any kind:duplicate")
    box = choice(filled, "Kind of flag")
    box.showPopup()
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [box.itemData(row, role) for row in range(box.count())]
    box.hidePopup()
    assert said[0] == "Every kind, 3 flags"
    assert "Wrong class, 2 flags" in said
    assert "Duplicate, 0 flags" in said
    assert None in said, "a line between kinds has no count"


def menu_texts(queue):
    menu = button(queue, "Saved filters").menu()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if action.text()}


def name_it(queue, name):
    dialog = next(one for one in queue.findChildren(QInputDialog) if one.isVisible())
    dialog.setTextValue(name)
    dialog.accept()


@pytest.fixture
def saved(filled):
    lists = []
    filled.saved_filters_changed.connect(lists.append)
    return lists


def test_filters_ship_under_names(filled):
    assert list(menu_texts(filled))[:3] == ["Worth most", "Missing labels, sure", "Unsure"]
    menu_texts(filled)["Unsure"].trigger()
    assert filled.filter_text() == "verdict:unsure"
    assert numbers(filled) == [5]
    assert menu_texts(filled)["Unsure"].isChecked()


def test_the_filter_in_force_is_saved_renamed_and_deleted(filled, saved):
    assert not menu_texts(filled)["Save this filter…"].isEnabled()
    filled.set_filter_text("-class:bolt   SCORE>.5")
    menu_texts(filled)["Save this filter…"].trigger()
    name_it(filled, " Nuts & co ")
    assert saved[-1]["Nuts & co"] == "-class:bolt score>0.5"
    filled.set_filter_text("")
    menu_texts(filled)["Nuts && co"].trigger()
    assert filled.filter_text() == "-class:bolt score>0.5"
    menu_texts(filled)["Rename “Nuts && co”…"].trigger()
    name_it(filled, "Small parts")
    assert list(saved[-1]) == ["Worth most", "Missing labels, sure", "Unsure", "Small parts"]
    menu_texts(filled)["Delete “Small parts”"].trigger()
    assert list(saved[-1]) == ["Worth most", "Missing labels, sure", "Unsure"]
    assert filled.filter_text() == "-class:bolt score>0.5"


def test_a_filter_without_a_name_is_not_saved(filled, saved):
    filled.set_filter_text("tray")
    menu_texts(filled)["Save this filter…"].trigger()
    name_it(filled, "  ")
    assert saved == []


def test_saved_filters_come_back(filled):
    filled.set_saved_filters({"Mine": "tray"})
    assert next(iter(menu_texts(filled))) == "Mine"
    menu_texts(filled)["Mine"].trigger()
    assert filled.filter_text() == "tray"


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_flags_are_grouped_by_a_key(filled, key):
    QTest.keyClick(button(filled, "Group by image"), key)
    assert button(filled, "Group by image").isChecked()
