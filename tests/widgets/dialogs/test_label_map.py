"""A model's classes are matched with the dataset's, and ten examples show at once what that means."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QPushButton, QTableWidget

from engine.data.dataset import Annotation, Annotations, Predictions
from widgets.canvas.picture import ScaledImage
from widgets.canvas.viewer import Viewer
from widgets.dialogs.class_table import MATCH, ModelClass
from widgets.dialogs.examples import Example, ExampleStrip
from widgets.dialogs.label_map import LabelMapDialog
from widgets.theme import Scheme, theme_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NAMES = ("bolt", "nut", "washer")
CLASSES = (ModelClass(1, "Bolt", 120, 0), ModelClass(2, "", 30, None), ModelClass(7, "ring", 0, 2))
# Off by one: what the model calls 1 lies on nuts.
OVERLAPS = np.array([[5, 100, 0], [0, 0, 25], [0, 0, 0]])


@pytest.fixture
def ask(qtbot):
    def ask(classes=CLASSES, names=NAMES):
        dialog = LabelMapDialog(classes, names, theme_of(Scheme.LIGHT), None)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return ask


def example(name="a.jpg", image=True, message=None):
    box = (10.0, 10.0, 60.0, 50.0)
    boxes = np.array([box, box]) + np.array([[4.0], [12.0]])
    return Example(
        name,
        ScaledImage(np.full((80, 100, 3), 200, np.uint8), (100, 80)) if image else None,
        (100, 80),
        Annotations.of_rows([Annotation(1, 1, 0, 1, box, (50.0, 40.0), 2000.0)]),
        Predictions(np.zeros(2, np.int64), np.array([1, 2]), boxes, boxes[:, 2:], np.array([0.9, 0.8])),
        message,
    )


def choose(dialog, row, keys):
    """Open a line's list by the mouse, walk it by the keyboard and take what stands there."""
    table = dialog.findChild(QTableWidget)
    place = table.visualItemRect(table.item(row, MATCH)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()
    popup = table.findChild(QComboBox).view()
    for key in (*keys, Qt.Key.Key_Return):
        QTest.keyClick(popup, key)
    QApplication.processEvents()


def column(dialog, number):
    table = dialog.findChild(QTableWidget)
    return [table.item(row, number).text() for row in range(table.rowCount())]


def said(dialog):
    return dialog.findChild(QLabel, "agreement").text()


def click(dialog, text):
    button = next(own for own in dialog.findChildren(QPushButton) if own.text().replace("&", "") == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_model_without_classes_matches_nothing(ask):
    dialog = ask(())
    assert dialog.mapping() == ()
    assert not next(
        own for own in dialog.findChildren(QPushButton) if own.text() == "Use this match"
    ).isEnabled()


def test_it_begins_with_the_match_that_is_given(ask):
    dialog = ask()
    assert column(dialog, 0) == ["1: Bolt", "2", "7: ring"]
    assert column(dialog, MATCH) == ["bolt", "leave out", "washer"]
    assert dialog.mapping() == ((1, "bolt"), (7, "washer"))
    assert said(dialog) == "1 class is left out, with 30 predictions."


def test_another_class_is_chosen_with_the_keyboard(ask, qtbot):
    dialog = ask()
    table = dialog.findChild(QTableWidget)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    QApplication.processEvents()
    popup = table.findChild(QComboBox).view()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.mapping_changed):
        QTest.keyClick(popup, Qt.Key.Key_Return)
    assert dialog.mapping() == ((1, "bolt"), (2, "bolt"), (7, "washer"))
    assert column(dialog, MATCH) == ["bolt", "bolt", "washer"]


def test_a_list_that_was_only_looked_at_changes_nothing(ask):
    dialog = ask()
    table = dialog.findChild(QTableWidget)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    QApplication.processEvents()
    choice = table.findChild(QComboBox)
    QTest.keyClick(choice.view(), Qt.Key.Key_Down)
    QTest.keyClick(choice.view(), Qt.Key.Key_Escape)
    QTest.keyClick(choice, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not choice.isVisible()
    assert table.hasFocus()
    assert dialog.isVisible()
    assert dialog.mapping() == ((1, "bolt"), (7, "washer"))


def test_classes_in_a_wrong_order_are_seen_and_set_right(ask):
    dialog = ask()
    assert column(dialog, 3) == ["–", "not counted", "–"]
    dialog.set_overlaps(OVERLAPS)
    assert column(dialog, 3) == ["5; most on nut", "not counted", "–"]
    assert said(dialog).startswith(
        "5 of 120 predictions lie on a label of their class. Others would fit better"
    )
    click(dialog, "Match by the labels")
    assert dialog.mapping() == ((1, "nut"), (2, "washer"), (7, "washer"))
    assert column(dialog, 3) == ["100 of 120", "25 of 30", "–"]
    assert said(dialog) == "125 of 150 predictions lie on a label of their class."
    click(dialog, "Match by name")
    assert dialog.mapping() == ((1, "bolt"), (7, "washer"))


def test_all_left_out_cannot_be_used(ask):
    dialog = ask()
    choose(dialog, 0, [Qt.Key.Key_Home])
    choose(dialog, 2, [Qt.Key.Key_Home])
    assert dialog.mapping() == ()
    assert "no prediction would count" in said(dialog)
    click(dialog, "Use this match")
    assert dialog.isVisible()


def test_the_match_is_used_or_not(ask):
    dialog = ask()
    click(dialog, "Use this match")
    assert dialog.result() == QDialog.DialogCode.Accepted
    other = ask()
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert other.result() == QDialog.DialogCode.Rejected


def tags(dialog):
    """What the large example's predictions are called."""
    scene = dialog.findChild(Viewer)._scene
    return scene.prediction_texts(np.arange(len(scene.predictions)))


def test_examples_follow_a_change_of_the_match_at_once(ask):
    dialog = ask()
    dialog.set_example(0, example())
    assert tags(dialog) == ["bolt 0.90"]
    before = dialog.findChild(ExampleStrip).grab().toImage()
    choose(dialog, 0, [Qt.Key.Key_Down])
    choose(dialog, 1, [Qt.Key.Key_End])
    assert tags(dialog) == ["nut 0.90", "washer 0.80"]
    assert dialog.findChild(ExampleStrip).grab().toImage() != before


def test_examples_come_one_by_one_and_each_can_be_seen_large(ask):
    dialog = ask()
    strip, name = dialog.findChild(ExampleStrip), dialog.findChild(QLabel, "example_name")
    assert name.text() == "Example 1"
    dialog.set_example(1, example("b.jpg"))
    dialog.set_example(9, example("broken.jpg", image=False, message="It is damaged."))
    assert name.text() == "Example 1"
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert name.text() == "Example 2: b.jpg"
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() - 20, strip.height() - 20))
    assert (strip.current, name.text()) == (9, "Example 10: broken.jpg")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(strip, key)
    assert strip.current == 9
    QTest.keyClick(strip, Qt.Key.Key_Up)
    assert strip.current == 4
    dialog.set_example(4, example("e.jpg"))
    assert name.text() == "Example 5: e.jpg"


def test_a_thousand_classes_need_no_thousand_choices(ask):
    names = tuple(f"class {n}" for n in range(1000))
    dialog = ask([ModelClass(n, "", 1, n) for n in range(1000)], names)
    assert dialog.findChild(QTableWidget).findChildren(QComboBox) == []
    assert len(dialog.mapping()) == 1000
