from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from app.file_events import FileEvents


def test_a_file_that_the_desktop_hands_over_is_asked_for(qapp: QApplication) -> None:
    events = FileEvents(qapp)
    asked: list[Path] = []
    events.asked.connect(asked.append)
    try:
        QCoreApplication.sendEvent(qapp, QEvent(QEvent.Type.User))
        QCoreApplication.sendEvent(QObject(qapp), QFileOpenEvent("/other.boxwright"))
        assert asked == []
        QCoreApplication.sendEvent(qapp, QFileOpenEvent("/früh.boxwright"))
        assert asked == [Path("/früh.boxwright")]
    finally:
        qapp.removeEventFilter(events)
        events.deleteLater()
