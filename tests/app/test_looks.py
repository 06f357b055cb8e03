"""The main states of the window look as the pictures in docs/pictures, which somebody has looked at.

BOXWRIGHT_PICTURES=write pytest tests/app/test_looks.py

draws the pictures anew; look at each before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.sources import Sources
from engine.errors import UserError
from tests.conftest import DEMO

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WRITES = os.environ.get("BOXWRIGHT_PICTURES") == "write"
LARGE, SMALL = QSize(1600, 1000), QSize(1280, 720)

CELL = 40
"""Pixels: what is compared is the mean colour of squares of this size. Fonts differ from machine to machine."""

FAR, MOST_FAR = 24.0, 0.04
"""Of 255: a cell that is another one; and the share of cells that may be."""


def cells(image: QImage) -> np.ndarray:
    """The mean colour of each cell, (rows, columns, 3)."""
    scaled = image.scaled(
        QSize(image.width() // CELL, image.height() // CELL),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(scaled.constBits(), np.uint8).reshape(scaled.height(), -1)
    return pixels[:, : 3 * scaled.width()].reshape(scaled.height(), scaled.width(), 3).astype(float)


def unlike(image: QImage, other: QImage) -> float:
    """The share of cells that differ; 1 for pictures of different sizes."""
    if image.size() != other.size():
        return 1.0
    return float((np.abs(cells(image) - cells(other)).max(axis=2) > FAR).mean())


def grabbed(application: Application) -> QImage:
    """The window, with its dialogs in the middle of it."""
    QApplication.processEvents()
    window = application.window
    picture = window.grab().toImage()
    with QPainter(picture) as painter:
        for dialog in QApplication.topLevelWidgets():
            if dialog is not window and dialog.isVisible() and dialog.parent() is window:
                shown = dialog.grab().toImage()
                area = QRect(QPoint(0, 0), shown.size())
                area.moveCenter(QRect(QPoint(0, 0), picture.size()).center())
                painter.drawImage(area, shown)
    return picture


def compare(application: Application, name: str) -> None:
    """Compare the window with its picture, or draw that anew."""
    picture, path = grabbed(application), PICTURES / f"{name}.png"
    if WRITES:
        path.parent.mkdir(exist_ok=True)
        assert picture.save(str(path))
    kept = QImage(str(path))
    assert not kept.isNull(), f"there is no picture {name}; see the top of this file"
    assert unlike(picture, kept) <= MOST_FAR, f"{name} does not look as docs/pictures/{name}.png any more"


@pytest.fixture
def demo(
    application: Application, demo_results: Path, tmp_path: Path, wait_until_idle: Callable[[], None]
) -> Application:
    application.actions["dark"].trigger()
    application.window.resize(LARGE)
    # Other tests may have opened something.
    application.window.welcome.set_recent([])
    compare(application, "empty")
    sources = Sources(DEMO / "ground_truth.json", images=DEMO / "images", predictions=demo_results)
    application.open(OpenRequest(sources, tmp_path / "demo.boxwright"))
    wait_until_idle()
    # Docks are remembered, and other tests may have moved them.
    application.actions["reset_layout"].trigger()
    return application


def test_the_main_states_look_as_their_pictures(
    demo: Application, qtbot: QtBot, wait_until_idle: Callable[[], None]
) -> None:
    window, actions = demo.window, demo.actions
    compare(demo, "dark")
    with qtbot.waitSignal(window.gallery.crops_wanted):
        actions["gallery"].trigger()
    wait_until_idle()
    compare(demo, "gallery")
    actions["gallery"].trigger()
    window.progress.show_job("predict", "Running the model", 23, 150)
    compare(demo, "loading")
    window.progress.hide_job("predict")
    demo.dialogs.report(
        UserError("the disk is full", source="demo.boxwright", remedy="Make room, then do it again")
    )
    compare(demo, "error")
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window and dialog.parent() is window:
            dialog.close()
    window.resize(SMALL)
    actions["reset_layout"].trigger()
    actions["light"].trigger()
    compare(demo, "small")
    window.resize(LARGE)
    actions["reset_layout"].trigger()
    actions["colour_match"].trigger()
    compare(demo, "light")


def test_a_window_that_broke_is_told_from_its_picture(tmp_path: Path) -> None:
    kept = QImage(str(PICTURES / "dark.png"))
    assert unlike(kept, kept) == 0.0
    broken = kept.copy()
    with QPainter(broken) as painter:
        # As if the queue were gone.
        painter.fillRect(QRect(0, 60, 440, 900), broken.pixelColor(800, 70))
    assert unlike(broken, kept) > MOST_FAR
    assert unlike(QImage(str(PICTURES / "light.png")), kept) > MOST_FAR
