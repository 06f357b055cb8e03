"""The dialog that exports labels: every format, some of the images, what is lost told before, nothing written over."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.dataset import Dataset
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.sources import Sources
from engine.formats.read import read_dataset
from engine.formats.write import FORMATS, TARGETS
from engine.states import toggled_reviewed
from tests.engine.formats.samples import contents, write_png
from widgets.dialogs.export import ExportDialog

Wait = Callable[[], None]
NAMES = ("a.png", "b.png", "c.png", "d.png")


@pytest.fixture
def opened(application: Application, tmp_path: Path, wait_until_idle: Wait) -> Application:
    """Four images: one reviewed, one edited, one without boxes; a crowd and an outline among the boxes."""
    folder = tmp_path / "in ä & <b>"
    for name in NAMES:
        write_png(folder / "images" / name, 100, 80)
    images = [{"id": 10 + n, "file_name": name, "width": 100, "height": 80} for n, name in enumerate(NAMES)]
    boxes = [
        {"id": n, "image_id": 10 + n % 3, "category_id": 1 + n % 2, "bbox": [5 * n, 4, 20, 16], "area": 320}
        for n in range(1, 7)
    ]
    boxes[0] |= {"iscrowd": 1, "segmentation": [[1, 2, 3, 4, 5, 6]]}
    classes = [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}]
    content = {"images": images, "annotations": boxes, "categories": classes}
    (folder / "labels.json").write_text(json.dumps(content))
    application.open(OpenRequest(Sources(folder / "labels.json", folder / "images"), folder / "p.boxwright"))
    wait_until_idle()
    document = application.document
    document.apply((Edit.delete(document.review.annotations.at(3)),), Origin.DELETED)
    document.apply((), Origin.VERDICT, marks=toggled_reviewed(document.review.states, 2))
    wait_until_idle()
    return application


def ask(application: Application, wait: Wait) -> ExportDialog:
    application.actions["export"].trigger()
    wait()
    return next(own for own in application.window.findChildren(ExportDialog) if own.isVisible())


def choose(dialog: ExportDialog, name: str, key: str) -> None:
    """Go through a list by its keys until this is chosen."""
    box = dialog.findChild(QComboBox, name)
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentData() == key:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(key)


def line(dialog: ExportDialog) -> QLineEdit:
    found = dialog.findChild(QLineEdit, "output")
    assert found is not None
    return found


def said(dialog: ExportDialog) -> str:
    found = dialog.findChild(QLabel, "message")
    assert found is not None
    return found.text()


def losses(dialog: ExportDialog) -> str:
    cards = [own for own in dialog.findChildren(QFrame) if own.property("card") and own.isVisible()]
    return "\n".join(label.text() for card in cards for label in card.findChildren(QLabel))


def boxes_by_image(dataset: Dataset) -> dict[str, list[tuple[object, ...]]]:
    rows: dict[str, list[tuple[object, ...]]] = {}
    for row in range(len(dataset.annotations)):
        box = dataset.annotations.at(row)
        name = dataset.images.file_names[box.image]
        rows.setdefault(name, []).append((dataset.categories.name(box.category), *box.box_xyxy))
    return {name: sorted(own) for name, own in rows.items()}


def test_each_format_is_written_and_what_comes_back_is_the_same(
    opened: Application, tmp_path: Path, wait_until_idle: Wait
) -> None:
    review, folder = opened.document.review, tmp_path / "in ä & <b>"
    before = contents(folder / "images"), (folder / "labels.json").read_bytes()
    wanted: dict[str, list[tuple[object, ...]]] = {}
    for row in range(len(review.annotations)):
        box = review.annotations.at(row)
        name = review.dataset.images.file_names[box.image]
        wanted.setdefault(name, []).append((review.dataset.categories.name(box.category), *box.box_xyxy))
    for key in FORMATS:
        dialog = ask(opened, wait_until_idle)
        choose(dialog, "format", key)
        wait_until_idle()
        told = losses(dialog)
        assert ("crowds" in told) is (key in ("yolo", "csv", "retinanet", "labelme", "cvat"))
        output = Path(line(dialog).text())
        assert output == folder / f"p-{key}{TARGETS[key].suffix}"
        QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
        wait_until_idle()
        assert not [own for own in opened.window.findChildren(ExportDialog) if own.isVisible()]
        back = read_dataset(output, image_root=folder / "images")
        assert back.format == key
        assert boxes_by_image(back) == {name: sorted(own) for name, own in wanted.items()}
        expected = {name for name in NAMES if name in wanted or "without boxes:" not in told}
        assert set(back.images.file_names) == expected
        message = opened.window.message_label.text()
        assert message.startswith("Labels written to") and "&lt;b&gt;" in message
    assert (contents(folder / "images"), (folder / "labels.json").read_bytes()) == before


def test_some_of_the_images_are_written_with_their_losses_and_the_same_bytes_again(
    opened: Application, tmp_path: Path, wait_until_idle: Wait
) -> None:
    for part, names in (("reviewed", ["c.png"]), ("edited", ["b.png"])):
        for run in ("one", "two"):
            dialog = ask(opened, wait_until_idle)
            choose(dialog, "part", part)
            wait_until_idle()
            line(dialog).setText(str(tmp_path / f"{part}-{run}.json"))
            QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
            wait_until_idle()
        one = (tmp_path / f"{part}-one.json").read_bytes()
        assert one == (tmp_path / f"{part}-two.json").read_bytes()
        content = json.loads(one)
        assert [image["file_name"] for image in content["images"]] == names
        moment = opened.document.review.project.journal()[0].at
        assert content["boxwright_provenance"] == {"project": "p", "moment": moment.isoformat()}
    dialog = ask(opened, wait_until_idle)
    choose(dialog, "part", "reviewed")
    choose(dialog, "format", "csv")
    wait_until_idle()
    assert "images left out" not in losses(dialog)
    dialog.reject()


def test_nothing_is_written_over_but_what_was_asked_for_twice(
    opened: Application, tmp_path: Path, wait_until_idle: Wait
) -> None:
    folder = tmp_path / "in ä & <b>"
    dialog = ask(opened, wait_until_idle)
    kept = {name: (folder / name).read_bytes() for name in ("labels.json",)}
    for name in ("labels.json", "p.boxwright"):
        line(dialog).setText(str(folder / name))
        QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
        QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
        wait_until_idle()
        assert dialog.isVisible()
        assert "never written to" in said(dialog) and not dialog.go_on.isEnabled()
    assert kept == {name: (folder / name).read_bytes() for name in kept}
    line(dialog).setText(str(tmp_path / "nowhere" / "x.json"))
    assert said(dialog).startswith("There is no folder") and not dialog.go_on.isEnabled()

    other = tmp_path / "other.json"
    other.write_text("mine")
    line(dialog).setText(str(other))
    QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    wait_until_idle()
    assert dialog.isVisible() and other.read_text() == "mine"
    assert said(dialog) == "There is a file of this name already. It would be replaced."
    assert dialog.go_on.text() == "Replace it"
    choose(dialog, "format", "voc")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    line(dialog).setText(str(tmp_path / "full"))
    assert "empty folder" in said(dialog) and not dialog.go_on.isEnabled()
    choose(dialog, "format", "coco")
    line(dialog).setText(str(other))
    for _ in range(2):
        QTest.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    wait_until_idle()
    assert json.loads(other.read_text())["categories"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "in ä & <b>", "other.json"]


def test_the_line_at_the_bottom_opens_the_folder(
    opened: Application, tmp_path: Path, wait_until_idle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", urls.append)
    dialog = ask(opened, wait_until_idle)
    choose(dialog, "format", "voc")
    line(dialog).setText(str(tmp_path / "out"))
    QTest.keyClick(line(dialog), Qt.Key.Key_Return)
    wait_until_idle()
    opened.window.message_label.linkActivated.emit("folder")
    assert [url.toLocalFile() for url in urls] == [str(tmp_path / "out")]
