"""Another person's labels in the window: loaded, compared, adjudicated key by key, the rest settled by majority."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QSpinBox, QTableWidget
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.flag import DISPUTES, FlagKind, VerdictKind
from engine.data.journal import Origin
from engine.data.sources import Sources
from tests.conftest import DEMO
from widgets.dialogs.agreement import AgreementDialog
from widgets.dialogs.error import ErrorDialog
from widgets.dialogs.other_labels import OtherLabelsDialog
from widgets.dialogs.second_pass import SecondPassDialog

Wait = Callable[[], None]


@pytest.fixture
def opened(application: Application, tmp_path: Path, wait_until_idle: Wait) -> Application:
    """The demo's labels without predictions."""
    sources = Sources(DEMO / "ground_truth.json", images=DEMO / "images")
    application.open(OpenRequest(sources, tmp_path / "p.boxwright"))
    wait_until_idle()
    return application


def second_set(path: Path) -> Path:
    """The demo's labels by somebody who misses the first box, names the second otherwise and draws the third aside."""
    content = json.loads((DEMO / "ground_truth.json").read_text())
    records = content["annotations"]
    del records[0]
    classes = [own["id"] for own in content["categories"]]
    records[0]["category_id"] = classes[(classes.index(records[0]["category_id"]) + 1) % len(classes)]
    records[1]["bbox"][0] += 0.25 * records[1]["bbox"][2]
    path.write_text(json.dumps(content))
    return path


def shown(application: Application, kind: type) -> object:
    return next(own for own in application.window.findChildren(kind) if own.isVisible())


def load(application: Application, path: Path, name: str, wait_until_idle: Wait) -> AgreementDialog:
    dialog = shown(application, OtherLabelsDialog)
    line, whose = dialog.findChild(QLineEdit, "labels"), dialog.findChild(QLineEdit, "name")
    QTest.keyClicks(line, str(path))
    QTest.keyClicks(whose, name)
    QTest.keyClick(whose, Qt.Key.Key_Return)
    wait_until_idle()
    return shown(application, AgreementDialog)


def click(dialog: AgreementDialog, name: str) -> None:
    QTest.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def waiting(application: Application) -> dict[FlagKind, int]:
    entries = [own for own in application.document.review.queue() if own.flag.kind in DISPUTES]
    return {own.flag.kind: own.flag.annotation_id for own in entries if own.verdict is None}


def refuse_labels_of_other_images(application: Application, path: Path, wait_until_idle: Wait) -> None:
    path.write_text('{"images": [{"id": 1, "file_name": "x.jpg"}], "annotations": [], "categories": []}')
    errors: list[BaseException] = []
    application.jobs.failed.connect(lambda kind, error: errors.append(error))
    application.actions["agreement"].trigger()
    dialog = shown(application, OtherLabelsDialog)
    ok = next(own for own in dialog.findChildren(QPushButton) if own.text() == "Compare")
    assert not ok.isEnabled()
    dialog.findChild(QLineEdit, "labels").setText(str(path))
    QTest.mouseClick(ok, Qt.MouseButton.LeftButton)
    wait_until_idle()
    assert "of other images" in str(errors[0])
    assert application.document.review.label_sets == ()
    shown(application, ErrorDialog).close()


def hand_out(application: Application, path: Path, wait_until_idle: Wait) -> None:
    application.actions["second_pass"].trigger()
    dialog = shown(application, SecondPassDialog)
    dialog.findChild(QSpinBox, "count").setValue(5)
    save = next(own for own in dialog.findChildren(QPushButton) if own.text() == "Save as…")
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    wait_until_idle()
    assert application.window.message_label.text() == f"5 images without labels written to {path}"


def test_another_persons_labels_are_compared_and_their_disagreements_gone_through(
    opened: Application, tmp_path: Path, wait_until_idle: Wait, qtbot: QtBot
) -> None:
    path, window, document = second_set(tmp_path / "anna.json"), opened.window, opened.document
    before = path.read_bytes()
    refuse_labels_of_other_images(opened, tmp_path / "strange.json", wait_until_idle)
    opened.actions["agreement"].trigger()
    dialog = load(opened, path, "Anna", wait_until_idle)
    summary = dialog.findChild(QLabel, "summary").text()
    assert summary.startswith("On ") and "of the same class" in summary and "relied on" in summary
    figures = dialog.findChild(QTableWidget, "figures")
    assert figures.rowCount() == 9
    assert float(figures.item(0, 1).text()) < 1.0
    assert dialog.findChild(QTableWidget, "classes").rowCount() == len(document.review.dataset.categories)
    assert set(waiting(opened)) == {
        FlagKind.OTHERS_LACK, FlagKind.CLASS_DISPUTED, FlagKind.PLACE_DISPUTED
    }  # fmt: skip
    click(dialog, "show")
    # Nothing else does that where there is no desktop.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    shown_entries = window.queue.entries_shown()
    assert {own.flag.kind for own in shown_entries} == set(waiting(opened))

    # Enter takes hers, X keeps ours.
    opened.actions["next_flag"].trigger()
    entry = document.entry
    assert entry is not None and entry.flag.kind in DISPUTES
    assert "Anna" in entry.flag.reason
    id_ = waiting(opened)[FlagKind.CLASS_DISPUTED]
    document.go_to_flag(next(own for own in shown_entries if own.flag.annotation_id == id_))
    assert [own.who for own in window.canvas._scene.opinions] == ["Anna"]
    said = document.entry.flag.suggestion.after.category
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert document.review.annotations.get(id_).category == said
    lacking = waiting(opened)[FlagKind.OTHERS_LACK]
    key = next(own for own in shown_entries if own.flag.annotation_id == lacking)
    document.go_to_flag(key)
    QTest.keyClick(window, Qt.Key.Key_X)
    assert document.review.verdicts[key.flag.key] is VerdictKind.LABEL_IS_RIGHT
    assert document.review.annotations.get(lacking) is not None
    assert set(waiting(opened)) == {FlagKind.PLACE_DISPUTED}

    # The rest by majority: of two, the box between both.
    opened.actions["agreement"].trigger()
    wait_until_idle()
    click(shown(opened, AgreementDialog), "settle")
    wait_until_idle()
    assert waiting(opened) == {}
    assert document.review.history.done[-1].origin is Origin.CONSENSUS
    assert "settled by majority" in window.message_label.text()
    opened.actions["undo"].trigger()
    wait_until_idle()
    assert set(waiting(opened)) == {FlagKind.PLACE_DISPUTED}
    assert path.read_bytes() == before


def test_a_third_person_makes_figures_of_all_together_and_a_blind_second_pass_comes_back(
    opened: Application, tmp_path: Path, wait_until_idle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.actions["agreement"].trigger()
    dialog = load(opened, second_set(tmp_path / "anna.json"), "Anna", wait_until_idle)
    assert not dialog.findChild(QComboBox, "whom").isVisible()
    click(dialog, "add")
    dialog = load(opened, second_set(tmp_path / "ben.json"), "Ben", wait_until_idle)
    choice = dialog.findChild(QComboBox, "whom")
    assert [choice.itemText(place) for place in range(choice.count())] == [
        "All 3 together", "These labels – Anna", "These labels – Ben", "Anna – Ben"
    ]  # fmt: skip
    figures = dialog.findChild(QTableWidget, "figures")
    assert figures.item(4, 0).text().endswith("(Fleiss)")
    choice.setCurrentIndex(3)
    assert [figures.item(0, 1).text(), figures.item(4, 1).text()] == ["1.000", "1.000"]
    click(dialog, "forget")
    wait_until_idle()
    assert opened.document.review.label_sets == ()
    assert waiting(opened) == {}

    path = tmp_path / "second.json"
    # The system's own dialog cannot be driven.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    hand_out(opened, path, wait_until_idle)
    content = json.loads(path.read_text())
    assert (len(content["images"]), content["annotations"]) == (5, [])
    # Somebody labels what is there, as the first person did, and it comes back.
    own = json.loads((DEMO / "ground_truth.json").read_text())
    drawn = {image["id"] for image in content["images"]}
    content["annotations"] = [box for box in own["annotations"] if box["image_id"] in drawn]
    path.write_text(json.dumps(content))
    opened.actions["agreement"].trigger()
    compared = load(opened, path, "Ben", wait_until_idle)
    assert compared.findChild(QLabel, "summary").text().startswith("On 5 images: 100.0% of the boxes")
    assert waiting(opened) == {}
