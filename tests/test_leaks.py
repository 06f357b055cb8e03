"""The check that nothing is left behind finds what is."""

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.leaks import Leaks


@pytest.fixture
def leaks(qapp: QApplication) -> Leaks:
    return Leaks()


def test_nothing_is_found_where_nothing_is_left(leaks: Leaks) -> None:
    QWidget().close()
    assert leaks.found() == []


def test_a_window_is_found(leaks: Leaks) -> None:
    window = QWidget(windowTitle="left")
    assert leaks.found() == ["window QWidget 'left'"]
    window.deleteLater()
    del window
    assert leaks.found() == []


def test_a_running_timer_is_found(leaks: Leaks) -> None:
    timer = QTimer(interval=60_000)
    timer.start()
    assert leaks.found() == ["timer of NoneType, 60000 ms"]
    timer.stop()
    assert leaks.found() == []


def test_a_thread_is_found(leaks: Leaks) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="left")
    thread.start()
    assert leaks.found() == ["thread left"]
    stop.set()
    thread.join()
    assert leaks.found() == []


def test_a_warning_of_qt_fails_a_test(request: pytest.FixtureRequest) -> None:
    assert request.config.getini("qt_log_level_fail") == "WARNING"
