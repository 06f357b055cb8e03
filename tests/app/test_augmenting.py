"""What augmentation does to the boxes is seen before anything is trained."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSlider

from app.application import Application
from app.operations.dataset import OpenRequest
from widgets.dialogs.augmentation import AugmentationDialog

Wait = Callable[[], None]


@pytest.fixture
def dialog(open_bccd: Application, wait_until_idle: Wait) -> AugmentationDialog:
    open_bccd.actions["augment"].trigger()
    wait_until_idle()
    return next(own for own in open_bccd.window.findChildren(AugmentationDialog) if own.isVisible())


def said(dialog: AugmentationDialog) -> dict[str, str]:
    return {name: dialog.findChild(QLabel, name).text() for name in ("lost", "cut", "loose", "astray")}


def slider(dialog: AugmentationDialog, name: str) -> QSlider:
    return next(own for own in dialog.findChildren(QSlider) if own.accessibleName() == name)


def test_each_change_shows_the_image_and_counts_all_boxes(
    dialog: AugmentationDialog, wait_until_idle: Wait
) -> None:
    assert said(dialog) == {"lost": "0.0%", "cut": "0.0%", "loose": "0.0%", "astray": "0.0%"}
    before = dialog.grab().toImage()
    slider(dialog, "Rotation").setValue(20)
    slider(dialog, "Rotation").setValue(40)
    wait_until_idle()
    assert dialog.augmentation().rotation == 40
    turned = said(dialog)
    assert float(turned["loose"].rstrip("%")) > 50
    assert float(turned["astray"].rstrip("%")) > 50
    assert dialog.grab().toImage() != before
    QTest.mouseClick(dialog.findChild(QPushButton, "reset"), Qt.MouseButton.LeftButton)
    wait_until_idle()
    assert set(said(dialog).values()) == {"0.0%"}
    dialog.findChildren(QCheckBox)[0].setChecked(True)
    wait_until_idle()
    assert said(dialog)["lost"] == "0.0%"
    assert said(dialog)["astray"] != "0.0%"


def test_other_images_are_a_click_away_and_it_goes_with_the_dataset(
    dialog: AugmentationDialog, open_bccd: Application, wait_until_idle: Wait
) -> None:
    names = open_bccd.document.review.dataset.images.file_names
    image = open_bccd.document.image
    shown = [own.text() for own in dialog.findChildren(QLabel)]
    assert names[image] in shown
    QTest.mouseClick(dialog.findChild(QPushButton, "next"), Qt.MouseButton.LeftButton)
    wait_until_idle()
    assert names[(image + 1) % len(names)] in [own.text() for own in dialog.findChildren(QLabel)]
    open_bccd.open(OpenRequest(None, open_bccd.document.review.project.path))
    wait_until_idle()
    assert not [own for own in open_bccd.window.findChildren(AugmentationDialog) if own.isVisible()]
