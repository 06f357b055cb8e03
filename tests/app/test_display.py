"""How the image is shown, in the window: by key, from image to image."""

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import app.pictures
from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.dataset import Annotations
from engine.data.sources import Sources
from widgets.canvas.adjustment import AS_IT_IS, Adjustment

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
DEEP, LARGE, HALF = 0, 1, 2
SIZES = {"deep.png": (600, 400), "large.png": (1600, 1200), "half.png": (800, 600)}


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """An image of 12 bits, a large one, and one half as large; on each a box drawn twice."""
    deep = np.linspace(100, 4000, 600 * 400).reshape(400, 600).astype(np.uint16)
    cv2.imwrite(str(tmp_path / "deep.png"), deep)
    for name in ("large.png", "half.png"):
        width, height = SIZES[name]
        y, x = np.mgrid[:height, :width]
        cv2.imwrite(str(tmp_path / name), np.dstack([x * 200 // width, y * 200 // height, x * 0 + 90]))
    images = [
        {"id": number, "file_name": name, "width": width, "height": height}
        for number, (name, (width, height)) in enumerate(SIZES.items(), 1)
    ]
    boxes = [
        {"id": number, "image_id": (number + 1) // 2, "category_id": 1, "bbox": [100, 100, 80, 60]}
        for number in range(1, 7)
    ]
    truth = tmp_path / "truth.json"
    truth.write_text(
        json.dumps({"images": images, "annotations": boxes, "categories": [{"id": 1, "name": "nut"}]})
    )
    return Sources(truth, images=tmp_path)


@pytest.fixture
def opened(
    application: Application, sources: Sources, tmp_path: Path, wait_until_idle: Callable[[], None]
) -> Application:
    application.open(OpenRequest(sources, tmp_path / "display.boxwright"))
    wait_until_idle()
    return application


def said(application: Application) -> str:
    note = application.window.note
    return "\n".join(label.text() for label in note.findChildren(QLabel)).strip() if note.isVisible() else ""


def spread(application: Application) -> int:
    """How far apart the darkest and the brightest pixel of the canvas are, without what lies around it."""
    canvas = application.window.canvas
    canvas.set_annotations(Annotations.empty(), ())
    canvas.set_view_state(1.0, (300, 200))
    shown = canvas.grab().toImage()
    x, y = (int(v) for v in canvas.view.point_to_screen((300, 60)))
    values = [shown.pixelColor(x, y + step).lightness() for step in range(0, 280, 10)]
    return max(values) - min(values)


def test_a_dark_image_of_16_bits_is_seen_and_that_it_is_stretched_is_said(
    opened: Application, wait_until_idle: Callable[[], None]
) -> None:
    opened.document.go_to_image(DEEP)
    wait_until_idle()
    assert "Stretched" in said(opened)
    assert spread(opened) > 120
    QTest.keyClick(opened.window, KEY.Key_J, SHIFT)
    assert "switched off" in said(opened)
    assert spread(opened) < 20
    opened.document.go_to_image(HALF)
    wait_until_idle()
    assert said(opened) == ""


def test_an_adjustment_stays_from_image_to_image_and_is_said(
    opened: Application, wait_until_idle: Callable[[], None], qtbot: QtBot
) -> None:
    window = opened.window
    opened.document.go_to_image(LARGE)
    wait_until_idle()
    assert said(opened) == ""
    window.activateWindow()
    QTest.keyClick(window, KEY.Key_J)
    qtbot.waitUntil(window.adjust.brightness.hasFocus)
    focused = QApplication.focusWidget()
    assert focused is not None
    for _ in range(3):
        QTest.keyClick(focused, KEY.Key_PageUp)
    assert window.adjust.adjustment == Adjustment(brightness=0.3)
    assert said(opened) == "Adjusted"
    opened.document.go_to_image(HALF)
    wait_until_idle()
    assert said(opened) == "Adjusted"
    QTest.keyClick(focused, KEY.Key_Escape)
    assert not window.adjust.isVisible()
    QTest.keyClick(window, KEY.Key_J, SHIFT)
    assert said(opened) == "Shown as it is: adjustment switched off"
    assert window.adjust.adjustment != AS_IT_IS
    window.adjust.gamma.setValue(20)
    assert said(opened) == "Adjusted"
    assert opened.actions["show_adjusted"].isChecked()
    window.adjust.reset.click()
    assert said(opened) == ""


def test_the_view_is_kept_between_images_on_request(
    opened: Application, wait_until_idle: Callable[[], None]
) -> None:
    document, canvas, window = opened.document, opened.window.canvas, opened.window
    document.go_to_flag(None)
    document.go_to_image(LARGE)
    wait_until_idle()
    canvas.set_view_state(3.0, (400, 900))
    QTest.keyClick(window, KEY.Key_K)
    document.go_to_image(HALF)
    wait_until_idle()
    zoom, centre = canvas.view_state()
    assert zoom == 3.0
    assert centre == pytest.approx((200, 450), abs=1)
    flags = {entry.flag.image: entry for entry in document.queue()}
    canvas.set_view_state(2.0 * canvas.ratio, (140, 130))
    document.go_to_flag(flags[HALF])
    assert canvas.view_state()[0] == 2.0 * canvas.ratio, "it can be judged as it is"
    canvas.set_view_state(2.0, (700, 500))
    document.go_to_flag(flags[HALF])
    assert canvas.shows(flags[HALF].flag.box_xyxy, least_px=48)
    canvas.set_view_state(0.3, (140, 130))
    document.go_to_flag(flags[HALF])
    assert canvas.shows(flags[HALF].flag.box_xyxy, least_px=48)
    canvas.fit()
    document.go_to_image(LARGE)
    wait_until_idle()
    assert canvas.view_state()[0] is None
    QTest.keyClick(window, KEY.Key_K)
    canvas.set_view_state(3.0, (400, 900))
    document.go_to_image(HALF)
    assert canvas.view_state()[0] is None


def test_the_overview_is_there_for_a_large_image_and_goes_by_key(
    opened: Application, wait_until_idle: Callable[[], None]
) -> None:
    window = opened.window
    opened.document.go_to_image(LARGE)
    wait_until_idle()
    window.canvas.fit()
    assert not window.minimap.isVisible()
    window.canvas.set_zoom(2.0)
    assert window.minimap.isVisible()
    QTest.keyClick(window, KEY.Key_M)
    assert not window.minimap.isVisible()
    QTest.keyClick(window, KEY.Key_M)
    assert window.minimap.isVisible()
    opened.actions["close_dataset"].trigger()
    assert not window.minimap.isVisible()


def test_of_an_image_too_large_to_be_kept_what_is_in_sight_is_read_in_full(
    application: Application,
    sources: Sources,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app.pictures, "_LARGEST_BYTES", 1600 * 1200)
    stripes = np.zeros((1200, 1600), np.uint8)
    stripes[:, ::2] = 255
    # The content decides, not the name: a JPEG.
    (tmp_path / "large.png").write_bytes(cv2.imencode(".jpg", stripes)[1].tobytes())
    application.open(OpenRequest(sources, tmp_path / "display.boxwright"))
    wait_until_idle()
    application.document.go_to_image(LARGE)
    canvas = application.window.canvas
    wait_until_idle()
    assert canvas.image is not None and canvas.image.reduced_by == 2
    assert said(application) == ""
    canvas.set_view_state(4.0, (800, 600))
    image = canvas.image
    qtbot.waitUntil(lambda: image.part is not None)
    wait_until_idle()
    shown = canvas.grab().toImage()
    for column in (800, 801, 802):
        x, y = (int(v) for v in canvas.view.point_to_screen((column + 0.5, 600)))
        assert (shown.pixelColor(x, y).lightness() > 128) is (column % 2 == 0)
