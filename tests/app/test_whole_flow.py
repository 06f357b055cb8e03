"""From a blind second pass to a sign-off that lapses: four people, one window, and nothing but keys and the mouse."""

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.application import Application
from engine.data.dataset import BoxTuple
from engine.data.flag import DISPUTES, FlagKind
from engine.data.journal import Origin
from engine.data.sign_off import SignEvent
from engine.formats.results import write_results
from engine.formats.write import write_dataset
from tests.engine.conftest import small_dataset, small_predictions
from widgets.dialogs.agreement import AgreementDialog
from widgets.dialogs.export import ExportDialog
from widgets.dialogs.open_dataset import OpenDatasetDialog
from widgets.dialogs.other_labels import OtherLabelsDialog
from widgets.dialogs.second_pass import SecondPassDialog
from widgets.sampling.blind import BlindReviewDialog
from widgets.sampling.plan import SamplePlanDialog
from widgets.sign_off.sign_off import SignOffDialog

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
Kind = TypeVar("Kind", bound=QWidget)
HANDED_OUT = 3


class Desk:
    """One window, and whoever sits at it: every step is a key, typed text or the mouse."""

    def __init__(self, application: Application, qtbot: QtBot) -> None:
        self.application, self.window, self.qtbot = application, application.window, qtbot

    @property
    def review(self):
        return self.application.document.review

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: self.application.jobs.idle, timeout=60_000)
        QApplication.processEvents()

    def key(self, *keys: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for own in keys:
            QTest.keyClick(self.window.canvas, own, modifier)
        self.wait()

    def menu(self, id_: str) -> None:
        """Choose an entry of a menu, which must be enabled."""
        action = self.application.actions[id_]
        assert action.isEnabled()
        action.trigger()
        self.wait()

    def shown(self, kind: type[Kind]) -> Kind:
        (found,) = [own for own in self.window.findChildren(kind) if own.isVisible()]
        return found

    def type(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)

    def click(self, dialog: QWidget, name: str) -> None:
        """Click a button by its name or by what stands on it."""
        QApplication.processEvents()
        found = [own for own in dialog.findChildren(QPushButton) if own.isVisible()]
        (button,) = [own for own in found if name in (own.objectName(), own.text().replace("&", ""))]
        assert button.isEnabled(), name
        QTest.mouseClick(button, Left)
        self.wait()
        # The window comes to the front again, which nothing else sees to where there is no desktop.
        if not [own for own in QApplication.topLevelWidgets() if own.isVisible() and own.isModal()]:
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)

    def sit_down(self, name: str) -> None:
        self.menu("person")
        field = self.window.person_bar.findChild(QLineEdit)
        self.type(field, name)
        QTest.keyClick(field, Key.Key_Return)
        assert self.application.document.person == name

    def open(self, **paths: Path) -> None:
        self.menu("open_dataset")
        dialog = self.shown(OpenDatasetDialog)
        for name, path in paths.items():
            self.type(dialog.findChild(QLineEdit, name), str(path))
        self.click(dialog, "Open")

    def draw(self, box_xyxy: BoxTuple, class_key: Key) -> None:
        """Draw a box around something, and say what it is."""
        canvas = self.window.canvas
        x1, y1, x2, y2 = (round(own / canvas.ratio) for own in canvas.view.box_to_screen(box_xyxy))
        QTest.keyClick(canvas, Key.Key_W)
        QTest.mousePress(canvas, Left, pos=QPoint(x1, y1))
        QTest.mouseMove(canvas, QRect(x1, y1, x2 - x1, y2 - y1).center())
        QTest.mouseMove(canvas, QPoint(x2, y2))
        QTest.mouseRelease(canvas, Left, pos=QPoint(x2, y2))
        self.key(class_key)

    def disputes(self) -> list:
        waiting = [own for own in self.review.queue() if own.flag.kind in DISPUTES]
        return [own for own in waiting if own.verdict is None]


@pytest.fixture
def desk(application: Application, qtbot: QtBot) -> Desk:
    return Desk(application, qtbot)


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Path]:
    """Twelve images with two boxes each, and what a model says of them."""
    dataset = replace(small_dataset(tmp_path), source=tmp_path / "nowhere.json")
    noise = np.random.default_rng(0)
    for name in dataset.images.file_names:
        cv2.imwrite(str(tmp_path / name), noise.integers(0, 256, (80, 100, 3), dtype=np.uint8))
    write_dataset(dataset, dataset.annotations, "coco", tmp_path / "labels.json")
    write_results(dataset, small_predictions(), tmp_path / "predictions.json")
    return {
        "annotations": tmp_path / "labels.json",
        "images": tmp_path,
        "predictions": tmp_path / "predictions.json",
        "project": tmp_path / "anns.boxwright",
    }


def settle_the_queue(desk: Desk) -> None:
    """Ann answers every flag by one key each: a wrong class is put right, every other label is right."""
    document, answered = desk.application.document, 0
    while document.entry is not None and document.entry.verdict is None:
        wrong = document.entry.flag.kind is FlagKind.WRONG_CLASS
        desk.key(Key.Key_Return if wrong else Key.Key_X)
        answered += 1
    assert answered == 2 and all(own.verdict is not None for own in desk.review.queue())


def label_blind(desk: Desk, folder: Path, truth: dict[str, list], output: Path) -> None:
    """Ben opens what was handed out, draws every box, of the first image one of another class, and exports."""
    desk.open(annotations=folder / "handed_out.json", images=folder, project=folder / "bens.boxwright")
    review = desk.review
    assert (len(review.dataset.images), len(review.annotations)) == (HANDED_OUT, 0)
    assert review.predictions is None and not review.label_sets
    for image, name in enumerate(review.dataset.images.file_names):
        for number, (category, box) in enumerate(truth[name]):
            other = image == 0 and number == 0
            desk.draw(box, (Key.Key_1, Key.Key_2)[1 - category if other else category])
        desk.key(Key.Key_D)
    assert len(review.annotations) == 2 * HANDED_OUT
    desk.menu("export")
    dialog = desk.shown(ExportDialog)
    desk.type(dialog.findChild(QLineEdit, "output"), str(output))
    desk.click(dialog, dialog.go_on.text().replace("&", ""))


def adjudicate(desk: Desk, labels: Path) -> None:
    """Ann compares what came back with her labels, and settles the one disagreement by its one key."""
    desk.menu("agreement")
    dialog = desk.shown(OtherLabelsDialog)
    desk.type(dialog.findChild(QLineEdit, "labels"), str(labels))
    desk.type(dialog.findChild(QLineEdit, "name"), "Ben")
    desk.click(dialog, "Compare")
    dialog = desk.shown(AgreementDialog)
    assert (
        dialog.findChild(QLabel, "summary").text().startswith(f"On {HANDED_OUT} images: 100.0% of the boxes")
    )
    desk.click(dialog, "show")
    (dispute,) = desk.disputes()
    assert dispute.flag.kind is FlagKind.CLASS_DISPUTED and "Ben" in dispute.flag.reason
    desk.key(Key.Key_N)
    assert desk.application.document.entry.flag.key == dispute.flag.key
    assert [own.who for own in desk.window.canvas._scene.opinions] == ["Ben"]
    before = desk.review.annotations.get(dispute.flag.annotation_id)
    desk.key(Key.Key_Return)
    assert desk.review.annotations.get(before.id).category == 1 - before.category
    assert not desk.disputes()
    # She looks again: it was right.
    desk.key(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.key(Key.Key_X)
    assert desk.review.annotations.get(before.id).category == before.category
    assert not desk.disputes()


def review_a_sample(desk: Desk) -> None:
    """Bea draws a sample of images and finds nothing wrong: labels are all she is shown."""
    desk.menu("sample")
    dialog = desk.shown(SamplePlanDialog)
    unit = dialog.findChild(QComboBox, "unit")
    QTest.keyClick(unit, Key.Key_End)
    assert unit.currentData() == "image"
    refuse = dialog.findChild(QDoubleSpinBox, "refuse")
    desk.type(refuse.findChild(QLineEdit), "20")
    QTest.keyClick(refuse, Key.Key_Tab)
    desk.click(dialog, "draw")
    blind = desk.shown(BlindReviewDialog)
    scene = blind.canvas._scene
    for _ in range(len(desk.review.dataset.images)):
        if blind.summary.isVisible():
            break
        assert len(scene.boxes) and not len(scene.prediction_boxes)
        assert not scene.known.kinds and scene.focus is None and not scene.opinions
        QTest.keyClick(blind.canvas, Key.Key_Return)
        desk.wait()
    assert blind.findChild(QLabel, "sentence_0").text() == "Accepted: 0 wrong, and 0 may be."
    desk.click(blind, "close")


def sign(desk: Desk) -> Path:
    """Lea signs: nothing is lacking any more."""
    desk.menu("sign_off")
    dialog = desk.shown(SignOffDialog)
    assert not [own for own in dialog.findChildren(QLabel) if own.objectName().startswith("lack_")]
    desk.click(dialog, "sign")
    assert desk.window.sign_label.text().count("✓ Signed by Lea, 20") == 1
    return desk.review.project.path.with_suffix(".signoff.json")


def test_from_a_blind_second_pass_to_a_sign_off_that_lapses(
    desk: Desk, sources: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    review_of = desk.application.document
    desk.open(**sources)
    desk.sit_down("Ann")
    settle_the_queue(desk)
    assert [own.step.origin for own in desk.review.journal if own.step.edits] == [Origin.SUGGESTION]
    # The system's own dialogs cannot be driven.
    handed_out, returned = tmp_path / "handed_out.json", tmp_path / "from_ben.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(handed_out), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sources["project"]), ""))
    desk.menu("second_pass")
    dialog = desk.shown(SecondPassDialog)
    desk.type(dialog.findChild(QSpinBox, "count").findChild(QLineEdit), str(HANDED_OUT))
    desk.click(dialog, "Save as…")
    assert handed_out.is_file()
    labels, names = desk.review.annotations, desk.review.dataset.images.file_names
    truth = {
        name: [(labels.at(row).category, labels.at(row).box_xyxy) for row in labels.rows_of_image(image)]
        for image, name in enumerate(names)
    }

    desk.sit_down("Ben")
    label_blind(desk, tmp_path, truth, returned)
    desk.sit_down("Ann")
    desk.menu("open_project")
    assert review_of.review.project.path == sources["project"]
    adjudicate(desk, returned)

    desk.sit_down("Bea")
    review_a_sample(desk)
    desk.sit_down("Lea")
    assert sign(desk).is_file()

    # An edit, and it does not hold any more; to sign again somebody has to say why it was reopened.
    desk.sit_down("Ann")
    desk.application.document.go_to_image(0)
    desk.key(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.key(Key.Key_Right)
    assert "✗ Lapsed: 2 boxes changed since" in desk.window.sign_label.text()
    desk.sit_down("Lea")
    desk.menu("sign_off")
    dialog = desk.shown(SignOffDialog)
    assert dialog.findChild(QLabel, "state").text() == "Lapsed: 2 boxes changed since"
    reopen = dialog.findChild(QPushButton, "reopen")
    assert not dialog.findChild(QPushButton, "sign").isVisible() and not reopen.isEnabled()
    desk.type(dialog.findChild(QLineEdit, "reason"), "Two boxes were moved")
    desk.click(dialog, "reopen")
    assert [own.event for own in desk.review.project.sign_offs.all()] == [
        SignEvent.SIGNED,
        SignEvent.REOPENED,
    ]
    dialog = desk.shown(SignOffDialog)
    assert dialog.findChild(QLabel, "state").text().endswith(": Two boxes were moved")
    assert dialog.findChild(QLabel, "lack_sample").text().startswith("The last sample is of other labels")
    dialog.reject()
