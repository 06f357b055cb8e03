"""The fine-tune check in the window: a copy of the model learns, is measured, and lies beside the project."""

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from app.operations.fine_tune import tuned_file
from engine.data.sources import Sources
from tests.engine.inference import rectangles, tunable_models
from widgets.dialogs.error import ErrorDialog
from widgets.dialogs.fine_tune import FineTuneDialog
from widgets.dialogs.trust import TrustDialog
from widgets.plots.training import TrainingPlot

IMAGES = 24


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tunable_models.build(tmp_path_factory.mktemp("tunable"))


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of images in two splits, with labels."""
    folder = tmp_path_factory.mktemp("rectangles")
    rng = np.random.default_rng(3)
    images, annotations = [], []
    for image in range(IMAGES):
        size = rectangles.SIZES[image % len(rectangles.SIZES)]
        pixels, boxes, classes = rectangles.draw(rng, size)
        name = f"{'val' if image % 3 == 0 else 'train'}/{image}.png"
        (folder / name).parent.mkdir(exist_ok=True)
        cv2.imwrite(str(folder / name), pixels[..., ::-1])
        images.append({"id": image + 1, "file_name": name, "width": size[0], "height": size[1]})
        for (x1, y1, x2, y2), category in zip(boxes.tolist(), classes.tolist(), strict=True):
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": image + 1,
                    "category_id": category + 1,
                    "bbox": [x1, y1, x2 - x1, y2 - y1],
                    "area": (x2 - x1) * (y2 - y1),
                    "iscrowd": 0,
                }
            )
    categories = [{"id": 1, "name": "red"}, {"id": 2, "name": "blue"}]
    content = {"images": images, "annotations": annotations, "categories": categories}
    (folder / "labels.json").write_text(json.dumps(content))
    (folder / "names.json").write_text(json.dumps({"0": "red", "1": "blue"}))
    return folder


@pytest.fixture
def open_with(
    application: Application,
    labelled: Path,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
    qtbot: QtBot,
) -> Callable[[Path], None]:
    def open_with(model: Path) -> None:
        sources = Sources(
            labelled / "labels.json", images=labelled, model=model, label_map=labelled / "names.json"
        )
        application.open(OpenRequest(sources, tmp_path / "p.boxwright"))
        qtbot.waitUntil(lambda: application.jobs.idle or bool(shown(TrustDialog)), timeout=60_000)
        for dialog in shown(TrustDialog):
            click(dialog, "run")
        wait_until_idle()

    return open_with


def shown(kind: type[QDialog]) -> list[QDialog]:
    return [own for own in QApplication.topLevelWidgets() if isinstance(own, kind) and own.isVisible()]


def click(dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def text(dialog: QDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def ask(application: Application, qtbot: QtBot) -> QDialog:
    application.actions["fine_tune"].trigger()
    qtbot.waitUntil(lambda: bool(shown(FineTuneDialog)), timeout=60_000)
    (dialog,) = shown(FineTuneDialog)
    return dialog


def test_one_epoch_is_watched_and_judged(
    application: Application,
    open_with: Callable[[Path], None],
    models: Path,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
    qtbot: QtBot,
) -> None:
    open_with(models / "retinanet.keras")
    dialog = ask(application, qtbot)
    epochs = dialog.findChild(QSpinBox, "epochs")
    assert isinstance(epochs, QSpinBox)
    epochs.setValue(1)
    click(dialog, "start")
    qtbot.waitUntil(lambda: "step 2 of 2" in text(dialog, "step"), timeout=120_000)
    assert text(dialog, "before").startswith("0.")
    wait_until_idle()
    plot = dialog.findChild(TrainingPlot)
    assert isinstance(plot, TrainingPlot)
    ((start, end, loss),) = plot.means()
    assert (start, end) == (0, 2) and loss > 0
    assert text(dialog, "after").startswith("0.")
    assert text(dialog, "what") == "Done: p.fine-tuned.keras lies beside the project."
    assert "mAP" in text(dialog, "verdict") or "Nothing changed" in text(dialog, "verdict")
    tuned = tmp_path / "p.fine-tuned.keras"
    assert tuned.is_file()
    assert tuned_file(tmp_path / "p.boxwright").name == "p.fine-tuned-2.keras"
    # A second try, which is stopped at once.
    click(dialog, "back")
    click(dialog, "start")
    click(dialog, "stop")
    assert text(dialog, "what") == "Stopped. Nothing was kept."
    wait_until_idle()
    assert list(tmp_path.glob("*.keras")) == [tuned]
    click(dialog, "close")


def test_a_model_that_cannot_be_trained_is_refused_before_anything_is_asked(
    application: Application,
    labelled: Path,
    models: Path,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
) -> None:
    # Its model is not run on opening: there is what one said already.
    results = tmp_path / "results.json"
    results.write_text("[]")
    sources = Sources(
        labelled / "labels.json", images=labelled, predictions=results, model=models / "classifier.keras"
    )
    application.open(OpenRequest(sources, tmp_path / "p.boxwright"))
    wait_until_idle()
    application.actions["fine_tune"].trigger()
    wait_until_idle()
    for dialog in shown(TrustDialog):
        click(dialog, "run")
    wait_until_idle()
    (error,) = shown(ErrorDialog)
    assert any("this is a Sequential" in label.text() for label in error.findChildren(QLabel))
    assert not shown(FineTuneDialog)
    error.close()
