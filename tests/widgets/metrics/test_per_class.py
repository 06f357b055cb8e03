"""One measure at a time, by class and over all; numbers that are old say so, and rows can be clicked."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableWidget, QVBoxLayout, QWidget

from engine.data.metrics import NOT_DEFINED, Measure, Measured
from widgets.metrics.per_class import ALL_CLASSES, PerClassTable
from widgets.theme import Scheme, apply_theme

# Of the list that opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def measured(*values, which=Measure.AP, points=None):
    return Measured(which, np.array(values, float), None if points is None else np.array(points, float))


@pytest.fixture
def panel(qtbot):
    panel = PerClassTable()
    qtbot.addWidget(panel)
    panel.resize(420, 240)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def table_of(panel):
    return panel.findChild(QTableWidget)


def rows(panel):
    table = table_of(panel)
    return [[table.item(i, j).text() for j in range(table.columnCount())] for i in range(table.rowCount())]


def titles(panel):
    table = table_of(panel)
    return [table.horizontalHeaderItem(j).text() for j in range(table.columnCount())]


def choose(panel, which):
    """Open the list by a click, and go down to one."""
    choice = panel.findChild(QComboBox)
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    assert choice.view().isVisible()
    QTest.keyClick(choice.view(), Qt.Key.Key_Home)
    for _ in range(list(Measure).index(which)):
        QTest.keyClick(choice.view(), Qt.Key.Key_Down)
    QTest.keyClick(choice.view(), Qt.Key.Key_Return)
    assert panel.measure is which


def row_middle(panel, row):
    table = table_of(panel)
    return table.visualItemRect(table.item(row, 0)).center()


def test_all_classes_come_first_then_each(panel):
    panel.set_rows((), (), None, None)
    assert rows(panel) == []
    panel.set_rows(
        ("bolt", "nut"), (4155, 0), measured(0.25, NOT_DEFINED, 0.25), measured(0.5, NOT_DEFINED, 0.5)
    )
    assert titles(panel) == ["Class", "Boxes", "Baseline", "AP", "Delta"]
    assert rows(panel) == [
        ["All classes", "4,155", "0.2500", "0.5000", "▲ +0.2500"],
        ["bolt", "4,155", "0.2500", "0.5000", "▲ +0.2500"],
        ["nut", "0", "–", "–", "–"],
    ]
    panel.set_rows(("bolt",), (1,), None, None)
    assert rows(panel) == [["All classes", "1", "–", "–", "–"], ["bolt", "1", "–", "–", "–"]]


@pytest.mark.parametrize(
    ("which", "title"),
    [
        (Measure.AP50, "AP50"),
        (Measure.AR, "AR"),
        (Measure.BEST_F1, "Best F1"),
        (Measure.VOC_11_POINT, "VOC AP"),
        (Measure.VOC_ALL_POINT, "VOC AP"),
    ],
)
def test_another_measure_is_chosen_and_nothing_of_the_last_one_stands_under_its_title(
    panel, qtbot, which, title
):
    panel.set_rows(("bolt",), (1,), measured(0.25, 0.25), measured(0.5, 0.5))
    with qtbot.waitSignal(panel.measure_chosen) as chosen:
        choose(panel, which)
    assert chosen.args == [which]
    assert titles(panel)[3] == title
    assert rows(panel) == []
    assert not panel.findChild(QComboBox).hasFocus()


def test_numbers_are_rounded_to_be_read_and_exact_to_be_checked(panel):
    before, now = 0.5031220529217976, 0.5043001100000001
    panel.set_rows(("bolt",), (1,), measured(before, NOT_DEFINED), measured(now, 0.25))
    table = table_of(panel)
    assert [table.item(1, column).toolTip() for column in (2, 3, 4)] == list(
        map(repr, (before, now, now - before))
    )
    assert [table.item(0, column).toolTip() for column in (2, 3, 4)] == ["", "0.25", ""]


def test_the_best_f1_says_where_to_cut(panel):
    choose(panel, Measure.BEST_F1)
    now = measured(
        0.8,
        0.0,
        0.75,
        which=Measure.BEST_F1,
        points=[[0.31, 0.9, 0.72], [np.nan] * 3, [0.3, 0.7, 0.8]],
    )
    panel.set_rows(("bolt", "nut"), (10, 2), measured(0.5, 0.0, 0.75, which=Measure.BEST_F1), now)
    assert titles(panel)[4:] == ["Delta", "Score", "Precision", "Recall"]
    assert rows(panel) == [
        ["All classes", "12", "0.7500", "0.7500", "0.0000", "0.300", "0.700", "0.800"],
        ["bolt", "10", "0.5000", "0.8000", "▲ +0.3000", "0.310", "0.900", "0.720"],
        ["nut", "2", "0.0000", "0.0000", "0.0000", "–", "–", "–"],
    ]
    panel.set_rows(("bolt",), (10,), None, None)
    assert rows(panel)[1] == ["bolt", "10", "–", "–", "–", "–", "–", "–"]


def test_old_numbers_say_so(panel):
    panel.set_rows(("bolt",), (1,), measured(0.25, 0.25), measured(0.5, 0.5))
    said = panel.findChild(QLabel, "measuring")
    assert not said.isVisible()
    fresh = panel.grab().toImage()
    panel.set_waiting(True)
    assert said.isVisible()
    assert panel.grab().toImage() != fresh
    panel.set_waiting(False)
    assert not said.isVisible()
    assert panel.grab().toImage() == fresh


def test_every_measure_is_explained(panel):
    choice = panel.findChild(QComboBox)
    assert choice.accessibleName()
    sentences = [choice.itemData(n, Qt.ItemDataRole.ToolTipRole) for n in range(choice.count())]
    assert len(set(sentences)) == len(Measure)
    assert all(sentence.endswith(".") and sentence in choice.toolTip() for sentence in sentences)


def test_a_clicked_row_says_which_class_and_takes_no_focus(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    layout, text, panel = QVBoxLayout(holder), QLineEdit(), PerClassTable()
    layout.addWidget(text)
    layout.addWidget(panel)
    with qtbot.waitActive(holder):
        holder.show()
    text.setFocus()
    panel.set_rows(("bolt", "nut"), (1, 1), None, None)
    chosen = []
    panel.class_chosen.connect(chosen.append)
    for row in (2, 0, 1):
        QTest.mouseClick(table_of(panel).viewport(), Qt.MouseButton.LeftButton, pos=row_middle(panel, row))
    assert chosen == [1, ALL_CLASSES, 0]
    assert text.hasFocus()
    QTest.mouseClick(
        table_of(panel).viewport(), Qt.MouseButton.LeftButton, pos=row_middle(panel, 2) + QPoint(0, 40)
    )
    assert chosen == [1, ALL_CLASSES, 0]


@pytest.mark.parametrize("scheme", Scheme)
def test_the_row_under_the_mouse_looks_as_if_it_can_be_clicked(panel, qapp, qtbot, scheme):
    palette = qapp.palette()
    apply_theme(qapp, scheme)
    panel.set_rows(("bolt", "nut"), (1, 1), None, None)
    viewport = table_of(panel).viewport()
    panel.grab()
    before = viewport.grab().toImage()
    place = row_middle(panel, 1)
    for step in (row_middle(panel, 2), place):
        QTest.mouseMove(viewport, step)
    qtbot.waitUntil(lambda: viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    hovered = viewport.grab().toImage()
    right = viewport.width() - 2
    assert hovered.pixelColor(right, place.y()) != before.pixelColor(right, place.y())
    for row in (0, 2):
        y = row_middle(panel, row).y()
        assert hovered.pixelColor(right, y) == before.pixelColor(right, y)
    qapp.setStyleSheet("")
    qapp.setPalette(palette)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Escape])
def test_a_key_leaves_the_choice(panel, key):
    choice = panel.findChild(QComboBox)
    choice.setFocus()
    QTest.keyClick(choice, key)
    assert not choice.hasFocus()
    assert panel.measure is Measure.AP


def test_a_long_class_name_takes_one_line_and_can_be_read_whole(panel):
    name = "traffic light (pedestrian, with countdown timer)"
    panel.set_rows([name] * 80, [36781] * 80, None, None)
    table = table_of(panel)
    assert not table.wordWrap()
    assert table.item(80, 0).toolTip() == name


@pytest.mark.parametrize(
    ("which", "width", "left_out"),
    [
        (Measure.AP, 240, [2]),
        (Measure.AP, 292, [2]),
        (Measure.AP, 360, []),
        (Measure.BEST_F1, 340, [1, 2, 4]),
        (Measure.BEST_F1, 700, []),
    ],
)
def test_a_narrow_table_leaves_columns_out_and_cuts_nothing_off(panel, which, width, left_out):
    if which is not Measure.AP:
        choose(panel, which)
    panel.resize(width, 200)
    QApplication.processEvents()
    table = table_of(panel)
    assert [column for column in range(table.columnCount()) if table.isColumnHidden(column)] == left_out
    assert table.horizontalHeader().length() <= max(table.viewport().width(), 292)
