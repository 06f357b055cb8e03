"""The panel says whether a change is more than noise, in words and by class."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget

from engine.data.attribution import Attribution
from engine.data.comparison import Comparison, Interval
from widgets.metrics.change import ChangePanel

PER_CLASS = np.array([[0.01, 0.002, 0.02], [np.nan, np.nan, np.nan]])
COMPARED = Comparison(Interval(0.01, 0.002, 0.02), np.zeros((12, 3)), PER_CLASS, 1000)
SHARED_OUT = Attribution((), 0.01, 0.01)


@pytest.fixture
def panel(qtbot):
    panel = ChangePanel()
    qtbot.addWidget(panel)
    panel.resize(344, 300)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def said(panel):
    return panel.findChild(QLabel, "change").text()


def test_before_a_comparison_there_is_a_question_and_a_button_at_the_top(panel):
    panel.grab()
    assert said(panel) == "Is the change of mAP more than noise?"
    assert not panel.findChild(QTableWidget).isVisible()
    assert panel.findChild(QPushButton).geometry().bottom() < 150


def test_a_comparison_is_said_and_listed_by_class(panel):
    panel.set_comparison(("bolt", "nut"), COMPARED, SHARED_OUT)
    assert COMPARED.ap.said() in said(panel)
    assert SHARED_OUT.said() in said(panel)
    table = panel.findChild(QTableWidget)
    assert table.isVisible()
    assert table.accessibleName()
    rows = [[table.item(i, j).text() for j in range(4)] for i in range(table.rowCount())]
    assert rows == [["bolt", "+0.0100", "+0.0020", "+0.0200"], ["nut", "–", "–", "–"]]


def test_a_comparison_that_no_longer_holds_is_gone(panel):
    panel.set_comparison(("bolt", "nut"), COMPARED, SHARED_OUT)
    panel.set_comparison((), None, None)
    assert said(panel) == "Is the change of mAP more than noise?"
    assert not panel.findChild(QTableWidget).isVisible()


@pytest.mark.parametrize("enabled", [True, False])
def test_what_cannot_be_compared_cannot_be_asked_for(panel, enabled):
    heard = []
    panel.compare_clicked.connect(lambda: heard.append(True))
    panel.set_enabled(enabled)
    QTest.mouseClick(panel.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert bool(heard) == enabled
