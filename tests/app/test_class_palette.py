"""A class is found by typing, wherever the number keys end."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.application import Application
from app.operations import navigate
from widgets.dialogs.class_palette import ClassPalette

NAMES = ("traffic light", "light", "street sign", "stop sign", "lighthouse")


@pytest.fixture
def palette(qtbot) -> Callable[..., ClassPalette]:
    def make(names=NAMES, recent=()) -> ClassPalette:
        shown = ClassPalette(names, recent, None)
        qtbot.addWidget(shown)
        shown.show()
        return shown

    return make


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [3, 0, 1, 2, 4]),
        ("light", [1, 4, 0]),
        ("  LIGHT traf", [0]),
        ("sign", [3, 2]),
        ("zebra", []),
    ],
)
def test_what_begins_so_comes_first_and_what_was_used_last(palette, text: str, found: list[int]) -> None:
    shown = palette(recent=(3,))
    QTest.keyClicks(shown.findChild(QLineEdit), text)
    assert shown.matches() == found


def test_enter_takes_the_one_that_was_stepped_to_and_nothing_where_there_is_none(palette) -> None:
    shown = palette()
    heard: list[int] = []
    shown.chosen.connect(heard.append)
    field = shown.findChild(QLineEdit)
    QTest.keyClicks(field, "zebra")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown.isVisible()
    field.clear()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(field, key)
    assert heard == [2]
    assert not shown.isVisible()


def test_a_dataset_without_classes_has_an_empty_palette(palette) -> None:
    assert palette(()).matches() == []


def test_a_typed_class_is_that_of_the_selected_box_and_offered_first_next_time(
    open_bccd: Application,
) -> None:
    document = open_bccd.document
    box = next(entry.flag.annotation_id for entry in document.queue() if entry.flag.annotation_id is not None)
    document.go_to_image(document.review.annotations.get(box).image)
    document.select([box])
    open_bccd.actions["choose_class"].trigger()
    shown = open_bccd.window.findChildren(ClassPalette)[-1]
    names = document.review.dataset.categories.names
    QTest.keyClicks(shown.findChild(QLineEdit), "plat")
    QTest.keyClick(shown.findChild(QLineEdit), Qt.Key.Key_Return)
    platelets = names.index("Platelets")
    assert document.review.annotations.get(box).category == platelets
    assert document.recent_categories == (platelets,)
    open_bccd.actions["choose_class"].trigger()
    again = open_bccd.window.findChildren(ClassPalette)[-1]
    assert again.matches()[0] == platelets
    again.reject()


def test_flags_of_an_image_are_stepped_through_both_ways(open_bccd: Application) -> None:
    document = open_bccd.document
    image = next(image for image, flags in document.review.assessment.flags.items() if len(flags) > 2)
    keys = [flag.key for flag in document.review.flags_of(image)]
    document.go_to_flag(document.review.entry(document.review.flags_of(image)[0]))
    start = keys.index(document.entry.flag.key)
    open_bccd.actions["next_on_image"].trigger()
    assert document.entry.flag.key == keys[(start + 1) % len(keys)]
    for step in range(2):
        open_bccd.actions["previous_on_image"].trigger()
        assert document.entry.flag.key == keys[(start - step) % len(keys)]
    document.go_to_flag(None)
    navigate.previous_flag_on_image(document)
    assert document.entry.flag.key == keys[-1]
