"""Why mAP is low, in the window: opened at once, filled as results arrive, acted on, and remembered."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeWidgetItem,
)
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.finding import Findings
from engine.data.finding_verdict import FindingVerdictKind, Given, GivenKind
from engine.data.flag import FlagKind
from engine.data.model import ModelSpec
from engine.data.sources import Sources
from tests.engine.diagnose.trained import write_events
from widgets.findings.evidence import EvidenceView
from widgets.findings.list import FindingList
from widgets.findings.panel import FindingsPanel
from widgets.walk import Walk

Wait = Callable[[], None]


IMAGES = ("00067", "00135", "00169", "00171", "00178", "00385")
"""Labels of these lack objects, and one has the wrong class."""


@pytest.fixture
def few(
    application: Application, bccd_test_sources: Sources, tmp_path: Path, wait_until_idle: Wait
) -> Application:
    """Six images of BCCD, opened."""
    split = tmp_path / "few.txt"
    split.write_text("\n".join(f"BloodImage_{number}" for number in IMAGES))
    application.open(
        OpenRequest(replace(bccd_test_sources, images=None, split=split), tmp_path / "bccd.boxwright")
    )
    wait_until_idle()
    return application


@pytest.fixture
def with_findings(few: Application, wait_until_idle: Wait) -> Application:
    """The same with its causes found and shown."""
    QTest.keySequence(few.window, QKeySequence("F8"))
    wait_until_idle()
    return few


def rows(panel: FindingsPanel, group: str = "Causes") -> list[QTreeWidgetItem]:
    own = panel.findChild(FindingList)
    assert own is not None
    found = [own.topLevelItem(row) for row in range(own.topLevelItemCount())]
    return [
        child
        for item in found
        if item is not None and item.text(0).startswith(group)
        for place in range(item.childCount())
        if (child := item.child(place)) is not None
    ]


def keys(panel: FindingsPanel, group: str = "Causes") -> list[str]:
    return [row.data(0, Qt.ItemDataRole.UserRole).key for row in rows(panel, group)]


def choose(panel: FindingsPanel, key: str) -> None:
    own = panel.findChild(FindingList)
    assert own is not None
    (row,) = [
        row for row in rows(panel, "") if getattr(row.data(0, Qt.ItemDataRole.UserRole), "key", "") == key
    ]
    own.scrollToItem(row)
    QTest.mouseClick(own.viewport(), Qt.MouseButton.LeftButton, pos=own.visualItemRect(row).center())
    assert panel.finding is not None
    assert panel.finding.key == key


def click(panel: FindingsPanel, name: str) -> None:
    QApplication.processEvents()
    (button,) = [own for own in panel.findChildren(QAbstractButton, name) if own.isVisible()]
    assert button.isEnabled()
    button.click()


def status(panel: FindingsPanel) -> str:
    return panel._status.whole


def test_it_opens_at_once_and_fills_as_results_arrive(few: Application, wait_until_idle: Wait) -> None:
    panel, seen = few.window.findings, list[Findings]()
    set_findings = panel.set_findings

    def record(found: Findings | None) -> None:
        set_findings(found)
        if found is not None:
            seen.append(found)

    panel.set_findings = record  # type: ignore[method-assign]
    few.actions["diagnose"].trigger()
    assert panel.isVisible()
    assert status(panel) == "Looking for causes…"
    wait_until_idle()
    assert len(seen) >= 3
    waiting = [len(own.waiting) for own in seen]
    assert waiting == sorted(waiting, reverse=True) and waiting[-1] == 0
    assert keys(panel)[0] == "labels.missing_label"
    assert "errors.location" in keys(panel, "Symptoms")
    assert status(panel) == "1 cause"
    # The evidence of the first is drawn.
    view = panel.findChild(EvidenceView)
    assert view is not None
    assert view.isVisible()
    assert view.plot.evidence is panel.finding.plot


def test_next_steps_lead_to_flags_and_to_parts_of_the_window(
    with_findings: Application, wait_until_idle: Wait
) -> None:
    window, document = with_findings.window, with_findings.document
    panel = window.findings
    choose(panel, "labels.wrong_class")
    click(panel, "step_0")
    shown = window.queue.entries_shown()
    assert {entry.flag.kind for entry in shown} == {FlagKind.WRONG_CLASS}
    assert document.entry == shown[0]
    assert panel.found is not None
    actions = {step.action for own in panel.found.ranked for step in own.steps if step.action is not None}
    assert actions <= set(with_findings.actions)
    # It shares the place under the canvas.
    QTest.keySequence(window, QKeySequence("F7"))
    assert not panel.isVisible()
    assert window.runs.isVisible()
    QTest.keySequence(window, QKeySequence("F8"))
    assert panel.isVisible()
    assert not window.runs.isVisible()
    # Nothing is looked at again unasked.
    assert not with_findings.jobs.running("diagnose")
    choose(panel, "errors.location")
    click(panel, "step_0")
    wait_until_idle()
    assert not panel.isVisible()


def test_every_control_has_a_name_and_is_reached_by_keys(with_findings: Application) -> None:
    window = with_findings.window
    QTest.qWaitForWindowActive(window)
    QTest.keySequence(window, QKeySequence("Ctrl+8"))
    (walk,) = [own for own in window.findChildren(Walk) if own.panel.isAncestorOf(window.findings)]
    controls = walk.controls()
    names = [own.accessibleName() or getattr(own, "text", str)() for own in controls]
    assert len(controls) >= 7
    assert all(names)
    reached = []
    for _ in controls:
        reached.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert reached == controls
    # In the list the arrows lead through it, and Enter is the window's.
    window.findings._list.setFocus()
    first = window.findings.finding
    QTest.keyClick(window.findings._list, Qt.Key.Key_Down)
    assert window.findings.finding is not first
    steps = len(with_findings.document.review.history.done)
    QTest.keyClick(window.findings._list, Qt.Key.Key_Return)
    assert len(with_findings.document.review.history.done) == steps + 1


def test_what_was_said_survives_and_what_was_dismissed_is_folded_away(
    with_findings: Application, wait_until_idle: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = with_findings.window.findings
    causes = keys(panel)
    choose(panel, "labels.missing_label")
    click(panel, "dismiss_finding")
    reason = panel.findChild(QLineEdit, "dismiss_reason")
    settle = panel.findChild(QPushButton, "dismiss_with_reason")
    assert reason is not None
    assert settle is not None
    # Without a reason it is not dismissed.
    assert not settle.isEnabled()
    QTest.keyClicks(reason, "these are ghosts")
    before = len(with_findings.document.review.history.done)
    QTest.keyClick(reason, Qt.Key.Key_Return)
    assert len(with_findings.document.review.history.done) == before
    assert keys(panel) == causes[1:]
    choose(panel, "labels.wrong_class")
    click(panel, "list_finding")

    with_findings.actions["close_dataset"].trigger()
    assert panel.found is None
    with_findings.open(OpenRequest(None, tmp_path / "bccd.boxwright"))
    wait_until_idle()
    with_findings.actions["diagnose"].trigger()
    wait_until_idle()
    assert keys(panel) == causes[1:]
    assert keys(panel, "Dismissed") == ["labels.missing_label"]
    (row,) = rows(panel, "Dismissed")
    assert not row.parent().isExpanded()
    verdicts = with_findings.document.review.project.findings.verdicts
    assert verdicts["labels.missing_label"].reason == "these are ghosts"
    assert verdicts["labels.wrong_class"].kind is FindingVerdictKind.TASK

    row.parent().setExpanded(True)
    choose(panel, "labels.missing_label")
    click(panel, "take_back_finding")
    assert keys(panel) == causes

    path = tmp_path / "list"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    panel.export_clicked.emit(".md")
    wait_until_idle()
    assert "- [ ] **0.0311 mAP (" in path.with_suffix(".md").read_text()
    assert with_findings.window.message_label.text().startswith("Task list written")


def test_an_edit_makes_it_stale_and_another_look_makes_it_anew(
    with_findings: Application, wait_until_idle: Wait
) -> None:
    panel = with_findings.window.findings
    before = panel.found
    with_findings.actions["accept"].trigger()
    wait_until_idle()
    assert "have changed since" in status(panel)
    assert panel.found is before
    click(panel, "look_again")
    assert "Looking" in status(panel) or "Still" in status(panel)
    wait_until_idle()
    assert panel.found is not before
    assert "have changed" not in status(panel)
    with_findings.actions["undo"].trigger()
    wait_until_idle()
    assert "have changed since" in status(panel)


def test_a_training_that_writes_on_is_told(
    with_findings: Application, wait_until_idle: Wait, tmp_path: Path, qtbot: QtBot
) -> None:
    panel, notes = with_findings.window.findings, with_findings.document.review.project.findings
    file = tmp_path / "run" / "train" / "events.out.tfevents.1.host.v2"
    write_events(file, {"epoch_loss": [(step, 1 / (step + 1)) for step in range(20)]})
    notes.give(GivenKind.EVENT_FILES, tmp_path / "run")
    click(panel, "look_again")
    wait_until_idle()
    assert "have grown" not in status(panel)
    with file.open("ab") as more:
        more.write(file.read_bytes())
    qtbot.waitUntil(lambda: "have grown since" in status(panel))
    click(panel, "look_again")
    wait_until_idle()
    assert "have grown" not in status(panel)


def test_a_folder_is_a_training_set_and_what_a_model_cannot_say_is_told(
    with_findings: Application,
    bccd: Path,
    wait_until_idle: Wait,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel, project = with_findings.window.findings, with_findings.document.review.project
    project.set_model(ModelSpec(tmp_path / "gone.keras"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(bccd))
    files = panel.findChild(QToolButton, "given_files")
    assert files is not None
    menu = files.menu()
    assert menu is not None
    next(own for own in menu.actions() if own.text() == "Choose folder of training set…").trigger()
    wait_until_idle()
    assert project.findings.given == Given(training=bccd)
    lacking = [row.text(0) for row in rows(panel, "Not looked at")]
    assert not any("COCO" in said or "no files of the training images" in said for said in lacking)
    assert any("by a model's features" in said and "gone.keras" in said for said in lacking)


def test_what_is_given_is_remembered_and_looked_at_until_somebody_stops_it(
    with_findings: Application, wait_until_idle: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, notes = with_findings.window.findings, with_findings.document.review.project.findings
    broken = tmp_path / "train.json"
    broken.write_text("{")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(broken), ""))
    panel.choose_clicked.emit(GivenKind.TRAINING)
    wait_until_idle()
    assert notes.given == Given(training=broken)
    lacking = [row.text(0) for row in rows(panel, "Not looked at")]
    assert any("train.json" in said for said in lacking)
    # What lacks says what to give.
    own = panel.findChild(FindingList)
    assert own is not None
    own.setCurrentItem(next(row for row in rows(panel, "Not looked at") if "train.json" in row.text(0)))
    button = panel.findChild(QPushButton, "choose_given_file")
    assert button is not None
    assert button.isVisible()
    assert button.text() == "Choose training set…"
    panel.forget_clicked.emit(GivenKind.TRAINING)
    assert notes.given == Given()
    click(panel, "stop_looking")
    assert not with_findings.jobs.running("diagnose")
    # Answers about another dataset are dropped.
    click(panel, "look_again")
    with_findings.actions["close_dataset"].trigger()
    wait_until_idle()
    assert panel.found is None
