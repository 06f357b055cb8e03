"""The real program: window, document, jobs, project files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from app.settings import settings_file
from engine.data.model import ModelSpec
from engine.data.sources import Sources
from engine.inference.trust import examine

Open = Callable[..., None]


@pytest.fixture
def application(qapp: QApplication, qtbot: QtBot) -> Iterator[Application]:
    """The program with its window shown; docks lie where they do at first, and nothing is open or was."""
    settings = QSettings(str(settings_file()), QSettings.Format.IniFormat)
    for name in ("layout", "recent"):
        settings.remove(name)
    running = Application(qapp)
    qtbot.addWidget(running.window)
    running.window.resize(1280, 800)
    with qtbot.waitExposed(running.window):
        running.window.show()
    yield running
    running.window.close()
    assert running.jobs.idle


@pytest.fixture
def allow(application: Application) -> Callable[[Path], None]:
    """Have a person said that a model may run."""

    def remember(model: Path) -> None:
        application.trusted.remember(examine(ModelSpec(model)).hash)

    return remember


@pytest.fixture
def wait_until_idle(application: Application, qtbot: QtBot) -> Callable[[], None]:
    """Wait until no background work is left."""

    def wait() -> None:
        qtbot.waitUntil(lambda: application.jobs.idle, timeout=240_000)

    return wait


@pytest.fixture
def bccd_test_sources(bccd: Path) -> Sources:
    """The test split with the reference predictions."""
    return Sources(
        bccd / "test_ground_truth.coco.json",
        images=bccd / "JPEGImages",
        predictions=bccd / "test_predictions.coco.json",
    )


@pytest.fixture
def open_bccd(
    application: Application, bccd_test_sources: Sources, tmp_path: Path, wait_until_idle: Callable[[], None]
) -> Application:
    """The test split of BCCD opened in the window, priced, with its first flag under review."""
    application.open(OpenRequest(bccd_test_sources, tmp_path / "bccd.boxwright"))
    wait_until_idle()
    return application
