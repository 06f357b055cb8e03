"""Comparing in the real window: labels, predictions, and both at once, held to fresh runs of pycocotools."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations import compare
from app.operations.export import export_labels
from engine.data.flag import FlagKind
from engine.data.run import NewRun
from tests.app.reference import twelve

Wait = Callable[[], None]


@pytest.fixture
def other_predictions(bccd: Path, tmp_path: Path) -> Path:
    """The reference predictions, each a little worse."""
    rng = np.random.default_rng(0)
    results = json.loads((bccd / "test_predictions.coco.json").read_text())
    for result in results:
        result["score"] = float(np.clip(result["score"] + rng.normal(0, 0.1), 0, 1))
        result["bbox"] = [value + float(rng.normal(0, 1)) for value in result["bbox"]]
    path = tmp_path / "worse.json"
    path.write_text(json.dumps(results))
    return path


def shown(application: Application) -> dict[str, str]:
    """Deltas by name, as the panel shows them."""
    table = application.window.change.findChild(QTableWidget)
    return {table.item(i, 0).text(): table.item(i, 1).text() for i in range(table.rowCount())}


def said(application: Application) -> str:
    return application.window.change.findChild(QLabel, "change").text()


def exported(application: Application, folder: Path, wait: Wait) -> Path:
    path = folder / "now.json"
    export_labels(application.document, application.jobs, "coco", path, lambda: None)
    wait()
    return path


def assert_shown(application: Application, before: list[float], after: list[float]) -> None:
    for name, old, new in zip(shown(application), before, after, strict=False):
        text = shown(application)[name].lstrip("▲▼ ")
        assert float(text) == pytest.approx(new - old, abs=0.5e-4 + 1e-9), name


def test_labels_predictions_and_both_are_what_pycocotools_says(
    open_bccd: Application, bccd: Path, other_predictions: Path, tmp_path: Path, wait_until_idle: Wait
) -> None:
    labels, predictions = bccd / "test_ground_truth.coco.json", bccd / "test_predictions.coco.json"
    start = twelve(labels, predictions)
    open_bccd._compare_with(other_predictions)
    wait_until_idle()
    assert_shown(open_bccd, start, twelve(labels, other_predictions))
    assert "No box was edited" in said(open_bccd)

    for _ in range(3):
        QTest.keyClick(open_bccd.window, Qt.Key.Key_Return)
        wait_until_idle()
    # An edit makes it stale.
    assert said(open_bccd).endswith("who made it?")
    now = exported(open_bccd, tmp_path, wait_until_idle)
    open_bccd.actions["compare"].trigger()
    wait_until_idle()
    assert_shown(open_bccd, start, twelve(now, other_predictions))
    assert "Labels alone" in said(open_bccd)
    open_bccd.window.change.choose(0)
    QTest.mouseClick(open_bccd.window.change.findChild(QPushButton, "compare"), Qt.MouseButton.LeftButton)
    wait_until_idle()
    assert_shown(open_bccd, start, twelve(now, predictions))
    assert "By kind of edit" in said(open_bccd)


def test_the_edits_come_into_the_queue_by_what_they_did(
    open_bccd: Application, wait_until_idle: Wait
) -> None:
    for _ in range(3):
        QTest.keyClick(open_bccd.window, Qt.Key.Key_Return)
        wait_until_idle()
    open_bccd.actions["compare"].trigger()
    wait_until_idle()
    open_bccd.window.change.findChild(QPushButton, "show_edits").click()
    wait_until_idle()
    entries = open_bccd.window.queue.entries_shown()
    assert [entry.flag.kind for entry in entries] == [FlagKind.EDITED] * 3
    assert "It changed mAP by" in entries[0].flag.reason
    assert [entry.flag.score for entry in entries] == sorted((e.flag.score for e in entries), reverse=True)


def test_predictions_that_were_in_use_before_can_be_compared_with(
    open_bccd: Application, wait_until_idle: Wait, qtbot: QtBot
) -> None:
    from app.operations.evaluate import take_in

    review = open_bccd.document.review
    before = review.metrics.ap
    kept = review.predictions.take(review.predictions.scores > 0.5)
    take_in(open_bccd.document, open_bccd.jobs, kept, NewRun("/models/new_model"))
    wait_until_idle()
    (other,) = compare.earlier_predictions(open_bccd.document.review)
    assert other.title.startswith("test_predictions.coco.json")
    open_bccd.window.change.choose(1)
    open_bccd.actions["compare"].trigger()
    wait_until_idle()
    delta = float(shown(open_bccd)["AP"].lstrip("▲▼ "))
    assert delta == pytest.approx(before - open_bccd.document.review.metrics.ap, abs=1e-4)


def test_a_file_that_is_none_is_said_and_nothing_is_lost(
    open_bccd: Application, tmp_path: Path, wait_until_idle: Wait
) -> None:
    from widgets.dialogs.error import ErrorDialog

    broken = tmp_path / "broken.json"
    broken.write_text("[{")
    open_bccd._compare_with(broken)
    wait_until_idle()
    (dialog,) = open_bccd.window.findChildren(ErrorDialog)
    assert "broken.json" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
    assert said(open_bccd).endswith("who made it?")


def test_what_cannot_be_used_of_the_other_predictions_is_among_the_problems(
    open_bccd: Application, bccd: Path, tmp_path: Path, wait_until_idle: Wait
) -> None:
    results = json.loads((bccd / "test_predictions.coco.json").read_text())[:50]
    path = tmp_path / "partly.json"
    path.write_text(json.dumps([*results, {**results[0], "image_id": 987654}]))
    before = len(open_bccd.document.problems)
    open_bccd._compare_with(path)
    wait_until_idle()
    assert shown(open_bccd)
    assert len(open_bccd.document.problems) == before + 1
    assert "partly.json" in " ".join(map(str, open_bccd.document.problems))
