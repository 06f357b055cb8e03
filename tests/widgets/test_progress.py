"""Work in the background is shown while it goes on, and can be stopped."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton

from widgets.progress import ProgressStrip


@pytest.fixture
def strip(qtbot):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    return strip


def texts(strip):
    return [label.text() for label in strip.findChildren(QLabel) if not label.isHidden()]


def test_nothing_is_shown_where_nothing_goes_on(strip):
    assert not strip.isVisible()
    strip.hide_job("open")
    assert not strip.isVisible()


def test_jobs_are_shown_side_by_side_until_they_end(strip):
    strip.show_job("open", "", 0, 0)
    strip.show_job("predict", "Running the model", 31, 7200)
    assert texts(strip) == ["Starting", "Running the model  31 / 7,200"]
    bars = strip.findChildren(QProgressBar)
    assert [(bar.value(), bar.maximum()) for bar in bars][1] == (31, 7200)
    assert bars[0].maximum() == 0
    strip.hide_job("open")
    assert strip.isVisible()
    strip.hide_job("predict")
    assert not strip.isVisible()


def test_progress_moves_on_in_its_place(strip):
    strip.show_job("predict", "Running the model", 1, 3)
    strip.show_job("predict", "Running the model", 2, 3)
    assert texts(strip) == ["Running the model  2 / 3"]


def test_a_job_is_stopped_once_and_by_its_own_button(strip, qtbot):
    strip.show_job("open", "Reading", 0, 0)
    strip.show_job("predict", "Running", 0, 0)
    stop = strip.findChildren(QToolButton)[1]
    assert stop.accessibleName() == "Stop: Running"
    heard = []
    strip.cancel_clicked.connect(heard.append)
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert heard == ["predict"]
