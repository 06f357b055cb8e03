"""The guided tour, driven in the real window: it moves on by what is done, and gets in nobody's way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.application import Application
from app.operations.dataset import OpenRequest
from app.settings import demo_project_file
from engine.data.flag import VerdictKind
from engine.data.sources import Sources
from widgets.tour.callout import Callout

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NOTHING, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def fresh_demo_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the lean program has it: predictions are read, no process is started."""
    monkeypatch.setattr("app.settings.can_run_models", lambda: False)
    for file in demo_project_file().parent.glob("demo.boxwright*"):
        file.unlink()


@pytest.fixture
def toured(application: Application, wait_until_idle: Callable[[], None]) -> Application:
    """The tour begun from the start page."""
    welcome = application.window.welcome
    button = next(own for own in welcome.findChildren(QPushButton) if "tour" in own.text())
    QTest.mouseClick(button, LEFT)
    wait_until_idle()
    return application


def callout(application: Application) -> Callout:
    found = application.window.findChild(Callout)
    assert isinstance(found, Callout)
    return found


def title(application: Application) -> str | None:
    """What the tour tells of; None where it is not under way."""
    shown = callout(application)
    return shown.findChild(QLabel, "tour_title").text() if shown.isVisible() else None


def text(application: Application) -> str:
    return callout(application).findChild(QLabel, "tour_text").text()


def press(application: Application, key: Key, held: Qt.KeyboardModifier = NOTHING) -> None:
    QTest.keyClick(application.window, key, held)
    QApplication.processEvents()


def told_to_the_end(application: Application) -> list[str]:
    """What is told of while a person reads on."""
    told = []
    while (now := title(application)) is not None:
        told.append(now)
        press(application, Key.Key_F2)
    return told


def test_it_moves_on_by_what_is_done(toured: Application, wait_until_idle: Callable[[], None]) -> None:
    shown, window, document = callout(toured), toured.window, toured.document
    assert not shown.isAncestorOf(QApplication.focusWidget())
    told = []
    for key, held in (
        (Key.Key_N, NOTHING),
        (Key.Key_F2, NOTHING),
        (Key.Key_F2, NOTHING),
        (Key.Key_F2, NOTHING),
        (Key.Key_Return, NOTHING),
        (Key.Key_F2, NOTHING),
        (Key.Key_X, NOTHING),
        (Key.Key_Z, CONTROL),
    ):
        told.append(title(toured))
        assert window.rect().contains(shown.geometry())
        assert shown.accessibleName() == f"{title(toured)}. {text(toured)}"
        if title(toured) == "mAP after each fix":
            numbers = document.review.baseline.ap, document.review.metrics.ap
            assert numbers[0] != numbers[1]
            assert all(f"{number:.4f}" in text(toured) for number in numbers)
        press(toured, key, held)
    assert told == [
        "The queue",
        "Why it is doubted",
        "What it is worth",
        "The image",
        "Accept the suggestion",
        "mAP after each fix",
        "Or the label is right",
        "Changed your mind?",
    ]
    assert title(toured) == "Why is mAP low?"
    assert list(document.review.verdicts.values()) == [VerdictKind.FIXED]
    toured.actions["diagnose"].trigger()
    assert title(toured) == "Sign off"
    press(toured, Key.Key_F2)
    assert title(toured) is None
    toured.jobs.cancel("diagnose")
    wait_until_idle()


def test_it_ends_when_asked_and_comes_back_only_when_asked(toured: Application) -> None:
    window, canvas = toured.window, toured.window.canvas
    for dock in window.docks:
        dock.hide()
    QApplication.processEvents()
    # The queue is out of sight: it is told of, and nothing else is pointed at.
    assert title(toured) == "The queue"
    assert window.rect().contains(callout(toured).geometry())
    assert callout(toured).geometry().center().y() > window.height() // 2
    QTest.mousePress(canvas, LEFT, pos=QPoint(5, 5))
    press(toured, Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(5, 5))
    assert title(toured) == "The queue"
    press(toured, Key.Key_N)
    selected = toured.document.selection
    press(toured, Key.Key_Escape)
    assert (title(toured), toured.document.selection) == (None, selected)
    press(toured, Key.Key_N)
    assert title(toured) is None
    press(toured, Key.Key_F2)
    assert title(toured) == "The queue"
    QTest.mouseClick(callout(toured).findChild(QPushButton, "tour_leave"), LEFT)
    assert title(toured) is None


def test_on_an_opened_demo_it_waits_to_be_asked_and_names_the_keys_there_are(
    application: Application, wait_until_idle: Callable[[], None]
) -> None:
    application.actions["open_demo"].trigger()
    wait_until_idle()
    assert application.document.review.project.path == demo_project_file()
    assert title(application) is None
    application._keys.assign("next_flag", ["Ctrl+Alt+N"])
    application._keys.assign("cancel", [])
    press(application, Key.Key_F2)
    named = text(application), callout(application).findChild(QPushButton, "tour_leave").text()
    application._keys.reset_all()
    assert "Ctrl+Alt+N" in named[0]
    assert named[1] == "Leave the tour"
    # What was done before its turn is not asked for.
    press(application, Key.Key_X)
    press(application, Key.Key_Return)
    told = told_to_the_end(application)
    assert "mAP after each fix" in told
    assert not {"Accept the suggestion", "Or the label is right"} & set(told)
    press(application, Key.Key_F2)
    assert title(application) == "The queue"
    application.actions["close_dataset"].trigger()
    assert title(application) is None
    press(application, Key.Key_F2)
    wait_until_idle()
    assert application.document.review.project.path == demo_project_file()
    assert title(application) == "The queue"


def test_a_key_by_mistake_does_not_put_away_what_is_open(
    application: Application, tmp_path: Path, wait_until_idle: Callable[[], None]
) -> None:
    labels = tmp_path / "own.json"
    labels.write_text('{"images": [], "annotations": [], "categories": []}')
    application.open(OpenRequest(Sources(labels), tmp_path / "own.boxwright"))
    wait_until_idle()
    press(application, Key.Key_F2)
    assert application.document.review.project.path.name == "own.boxwright"
    assert "takes the place of own" in application.window.message_label.text()
    press(application, Key.Key_F2)
    wait_until_idle()
    assert application.document.review.project.path == demo_project_file()
    assert title(application) == "The queue"
