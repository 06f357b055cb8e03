"""A random sample in the window: planned, drawn, reviewed blind with keys, stated, and gone on with."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QListWidget, QPushButton

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.sample import Decision, FoundErrorKind, Sample, Unit
from engine.data.sources import Sources
from engine.sampling.statement import statement_of
from widgets.dialogs.class_palette import ClassPalette
from widgets.dialogs.error import ErrorDialog
from widgets.sampling.blind import BlindReviewDialog
from widgets.sampling.plan import SamplePlanDialog

Wait = Callable[[], None]


@pytest.fixture
def opened(
    application: Application, bccd_test_sources: Sources, tmp_path: Path, wait_until_idle: Wait
) -> Iterator[Application]:
    application.open(OpenRequest(replace(bccd_test_sources, predictions=None), tmp_path / "p.boxwright"))
    wait_until_idle()
    yield application
    for dialog in application.window.findChildren(BlindReviewDialog):
        dialog.reject()


def shown(application: Application, kind: type) -> list:
    return [own for own in application.window.findChildren(kind) if own.isVisible()]


def plan_dialog(application: Application) -> SamplePlanDialog:
    application.actions["sample"].trigger()
    (dialog,) = shown(application, SamplePlanDialog)
    return dialog


def draw(application: Application, wait: Wait, unit: Unit, refuse: float) -> BlindReviewDialog:
    dialog = plan_dialog(application)
    box = dialog.findChild(QComboBox, "unit")
    box.setCurrentIndex(box.findData(unit.value))
    dialog.findChild(QDoubleSpinBox, "refuse").setValue(refuse)
    QTest.mouseClick(dialog.findChild(QPushButton, "draw"), Qt.MouseButton.LeftButton)
    wait()
    (blind,) = shown(application, BlindReviewDialog)
    return blind


def press(dialog: BlindReviewDialog, key: Qt.Key) -> None:
    QTest.keyClick(dialog.canvas, key)


def test_the_dialog_says_in_words_what_a_plan_tells(opened: Application) -> None:
    dialog = plan_dialog(opened)
    said, button = dialog.findChild(QLabel, "said"), dialog.findChild(QPushButton, "draw")
    assert (
        "If 2.00% or more of all are wrong, they are accepted with a chance of 5.0% at most." in said.text()
    )
    dialog.findChild(QDoubleSpinBox, "refuse").setValue(10)
    assert int(said.text().split(" of ")[0]) < 60
    dialog._by_standard.setChecked(True)
    assert dialog.request().aql == 1.0
    assert not dialog.findChild(QDoubleSpinBox, "refuse").isEnabled()
    assert button.isEnabled()
    dialog.reject()


def test_a_sample_of_boxes_is_reviewed_blind_and_stated(opened: Application, wait_until_idle: Wait) -> None:
    blind = draw(opened, wait_until_idle, Unit.BOX, 10)
    project = opened.document.review.project
    (sample,) = project.samples.all()
    # Nothing but labels: the canvas has never been given anything else.
    scene = blind.canvas._scene
    assert not len(scene.prediction_boxes) and not scene.known.kinds and scene.focus is None
    assert blind.findChild(QPushButton, "missing") is None
    first = sample.units[0]
    assert scene.selection == (first.annotation_id,)
    press(blind, Qt.Key.Key_2)
    assert "Wrong place" in blind.findChild(QListWidget, "judged").item(0).text()
    press(blind, Qt.Key.Key_Return)
    (answer, *_) = project.samples.answers(sample.id)
    assert (answer.unit, answer.errors[0].kind) == (0, FoundErrorKind.WRONG_PLACE)
    standing = blind.findChild(QLabel, "standing")
    assert standing.text().startswith("Refused: 1 wrong, and 0 may be.")
    # It was a slip: back, taken back, and on.
    press(blind, Qt.Key.Key_A)
    press(blind, Qt.Key.Key_2)
    press(blind, Qt.Key.Key_Return)
    assert standing.text().startswith("Open: 0 wrong so far")
    # Left and gone on with.
    press(blind, Qt.Key.Key_Escape)
    assert not shown(opened, BlindReviewDialog)
    dialog = plan_dialog(opened)
    QTest.mouseClick(dialog.findChild(QPushButton, "continue"), Qt.MouseButton.LeftButton)
    (blind,) = shown(opened, BlindReviewDialog)
    for _ in {unit.image for unit in sample.units}:
        if blind.summary.isVisible():
            break
        press(blind, Qt.Key.Key_Return)
        wait_until_idle()
    assert blind.summary.isVisible()
    assert blind.findChild(QLabel, "sentence_0").text() == "Accepted: 0 wrong, and 0 may be."
    assert statement_of(sample, project.samples.answers(sample.id)).decision is Decision.ACCEPT
    QTest.mouseClick(blind.findChild(QPushButton, "close"), Qt.MouseButton.LeftButton)
    assert not shown(opened, BlindReviewDialog)
    read_some_again(opened, sample)


def read_some_again(opened: Application, sample: Sample) -> None:
    """Somebody else reads some of it, and finds what the first reviewer did not."""
    project = opened.document.review.project
    dialog = plan_dialog(opened)
    QTest.mouseClick(dialog.findChild(QPushButton, "read_again"), Qt.MouseButton.LeftButton)
    (blind,) = shown(opened, BlindReviewDialog)
    _, reading = project.samples.all()
    assert reading.plan.reading_of == sample.id
    assert blind.findChild(QLabel, "standing").text() == ""
    # Not by the one who did the first.
    press(blind, Qt.Key.Key_Return)
    (refused,) = shown(opened, ErrorDialog)
    assert "reviewed this sample already" in refused.findChild(QLabel, "message").text()
    refused.close()
    assert not project.samples.answers(reading.id)
    opened.document.set_person("Somebody Else")
    press(blind, Qt.Key.Key_1)
    for _ in range(len(reading.units)):
        if not blind.summary.isVisible():
            press(blind, Qt.Key.Key_Return)
    said = blind.findChild(QLabel, "sentence_0").text()
    assert said == f"Second reading: {len(reading.units)} read, 0 wait."
    assert "were called right, 1 are wrong" in blind.findChild(QLabel, "sentence_1").text()
    assert "Of 1 found wrong now, 0 were found the first time" in blind.findChild(QLabel, "sentence_2").text()
    press(blind, Qt.Key.Key_Escape)
    # The sample is still what the labels are judged by.
    dialog = plan_dialog(opened)
    assert dialog.findChild(QPushButton, "read_again").text() == "Show"
    dialog.reject()


def test_in_a_sample_of_images_what_is_missing_is_drawn_and_named(
    opened: Application, wait_until_idle: Wait
) -> None:
    blind = draw(opened, wait_until_idle, Unit.IMAGE, 20)
    project = opened.document.review.project
    (sample,) = project.samples.all()
    image = sample.units[0].image
    labels = opened.document.review.annotations
    assert blind.findChild(QListWidget, "judged").count() == len(labels.rows_of_image(image))
    press(blind, Qt.Key.Key_4)
    centre = blind.canvas.rect().center()
    QTest.mousePress(blind.canvas, Qt.MouseButton.LeftButton, pos=centre)
    QTest.mouseMove(blind.canvas, centre + QPoint(60, 50))
    QTest.mouseRelease(blind.canvas, Qt.MouseButton.LeftButton, pos=centre + QPoint(60, 50))
    (palette,) = [own for own in blind.findChildren(ClassPalette) if own.isVisible()]
    palette.chosen.emit(1)
    palette.close()
    press(blind, Qt.Key.Key_Down)
    press(blind, Qt.Key.Key_1)
    press(blind, Qt.Key.Key_Return)
    (answer,) = project.samples.answers(sample.id)
    kinds = {error.kind: error for error in answer.errors}
    assert set(kinds) == {FoundErrorKind.MISSING, FoundErrorKind.WRONG_CLASS}
    assert kinds[FoundErrorKind.MISSING].category == 1
    box = kinds[FoundErrorKind.MISSING].box_xyxy
    assert box is not None and np.isfinite(box).all()
    assert kinds[FoundErrorKind.WRONG_CLASS].annotation_id == int(labels.ids[labels.rows_of_image(image)[1]])
    # Nothing of it has touched a label.
    assert opened.document.review.annotations is labels
