"""The panel says whether a change is more than noise, in words and for each metric and class."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableWidget

from engine.data.attribution import Attribution, Contribution
from engine.data.comparison import Comparison, EffectComparison, Interval
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.metrics import METRIC_NAMES
from tests.widgets.flags import box
from widgets.metrics.change import ChangePanel

QUESTION = "Is the change of mAP more than noise, and who made it?"
NAMES = (*METRIC_NAMES, "bolt", "nut")


def compared(delta, low, high):
    summary = np.tile([delta, low, high], (12, 1))
    per_class = np.array([[delta, low, high], [np.nan, np.nan, np.nan]])
    return Comparison(Interval(delta, low, high), summary, per_class, 1000)


GAIN, LOSS, NOISE = compared(0.01, 0.002, 0.02), compared(-0.03, -0.04, -0.02), compared(0.001, -0.01, 0.01)
EFFECTS = EffectComparison(NOISE, GAIN, LOSS)
NO_EDITS = Attribution((), 0.0, 0.0)
EDITS = Attribution((Contribution(Edit.add(box(1)), Origin.DRAWN, 0.01, True),), 0.01, 0.004)


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


def choices(panel, name):
    return next(own for own in panel.findChildren(QComboBox) if own.accessibleName() == name)


def button(panel, name):
    return panel.findChild(QPushButton, name)


def rows(panel):
    table = panel.findChild(QTableWidget)
    return [[table.item(i, j).text() for j in range(4)] for i in range(table.rowCount())]


def test_before_a_comparison_there_is_a_question_and_a_button_at_the_top(panel):
    panel.grab()
    assert said(panel) == QUESTION
    assert not panel.findChild(QTableWidget).isVisible()
    assert not button(panel, "show_edits").isVisible()
    assert button(panel, "compare").geometry().bottom() < 150


def test_a_comparison_of_labels_is_said_and_listed_by_metric_and_class(panel):
    panel.show_result(NAMES, GAIN, None, EDITS)
    assert GAIN.ap.said() in said(panel)
    assert EDITS.said() in said(panel)
    assert "added +0.0100" in said(panel)
    assert "By class of the box: bolt +0.0100." in said(panel)
    assert not choices(panel, "Part of the change").isVisible()
    listed = rows(panel)
    assert listed[0] == ["AP", "▲ +0.0100", "+0.0020", "+0.0200"]
    assert [row[0] for row in listed] == list(NAMES)
    assert listed[-1] == ["nut", "–", "–", "–"]


def test_labels_and_model_are_told_apart(panel):
    panel.show_result(NAMES, NOISE, EFFECTS, NO_EDITS)
    assert "which could be noise" in said(panel)
    assert "Labels alone: mAP changed by +0.0100, which is more than noise" in said(panel)
    assert "The model alone: mAP changed by -0.0300, which is more than noise" in said(panel)
    assert "No box was edited" in said(panel)
    assert rows(panel)[0][1] == "+0.0010"
    choices(panel, "Part of the change").setCurrentIndex(1)
    assert rows(panel)[0][1] == "▲ +0.0100"
    choices(panel, "Part of the change").setCurrentIndex(2)
    assert rows(panel)[0][1] == "▼ -0.0300"


def test_a_comparison_that_no_longer_holds_is_gone(panel):
    panel.show_result(NAMES, GAIN, None, EDITS)
    panel.clear()
    assert said(panel) == QUESTION
    assert not panel.findChild(QTableWidget).isVisible()
    assert not button(panel, "show_edits").isVisible()


def test_other_predictions_are_offered_and_the_choice_stays(panel):
    heard = []
    panel.other_clicked.connect(lambda: heard.append(True))
    with_what = choices(panel, "What to compare")
    assert with_what.count() == 2
    panel.set_others(["b.json", "a.json"])
    panel.choose(1)
    assert panel.chosen == 1
    panel.set_others(["c.json", "b.json"])
    assert panel.chosen == 2
    with_what.setCurrentIndex(with_what.count() - 1)
    assert (heard, panel.chosen) == ([True], 0)


@pytest.mark.parametrize("enabled", [True, False])
def test_what_cannot_be_compared_cannot_be_asked_for(panel, enabled):
    heard = []
    panel.compare_clicked.connect(lambda: heard.append(True))
    panel.set_enabled(enabled)
    QTest.mouseClick(button(panel, "compare"), Qt.MouseButton.LeftButton)
    assert heard == [True] * enabled


def test_the_edits_can_be_asked_for(panel):
    heard = []
    panel.edits_clicked.connect(lambda: heard.append(True))
    panel.show_result(NAMES, GAIN, None, EDITS)
    button(panel, "show_edits").click()
    assert heard == [True]
    assert not button(panel, "show_edits").hasFocus()
