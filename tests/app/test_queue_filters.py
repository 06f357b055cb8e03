"""The queue's filter in the real window."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Application


def test_saved_filters_and_the_walk_within_a_filter(
    open_bccd: Application, qapp: QApplication, qtbot: QtBot
) -> None:
    queue, document = open_bccd.window.queue, open_bccd.document
    queue.set_filter_text("kind:missing_label score>=0.5")
    queue.set_grouped(grouped=True)
    shown = queue.entries_shown()
    assert shown
    assert all(entry.flag.kind == "missing_label" and entry.flag.score >= 0.5 for entry in shown)
    document.go_to_flag(shown[0])
    open_bccd.actions["accept"].trigger()
    assert document.entry is not None
    assert document.entry.flag.key == shown[1].flag.key
    assert queue.images_shown().tolist() == sorted({entry.flag.image for entry in queue.entries_shown()})
    queue.saved_filters_changed.emit({"Mine": queue.filter_text()})
    again = Application(qapp)
    qtbot.addWidget(again.window)
    menu = again.window.queue.findChild(type(queue._filters.saved)).menu()
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "Mine"
    again.window.close()
    open_bccd._settings.remove("filters")
