"""Checking with other thresholds, in the real window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.check_settings import DEFAULTS, CheckSettings
from engine.data.flag import VerdictKind
from engine.data.run import NewRun
from widgets.dialogs.check_settings import CheckSettingsDialog

Wait = Callable[[], None]


def ask(application: Application, name: str, text: str) -> None:
    """Type a threshold into the dialog, and press OK."""
    application.actions["check_settings"].trigger()
    dialog = application.window.findChildren(CheckSettingsDialog)[-1]
    field = dialog.findChild(QDoubleSpinBox, name)
    field.selectAll()
    QTest.keyClicks(field, text)
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    QTest.mouseClick(ok, Qt.MouseButton.LeftButton)


def shown(application: Application) -> int:
    return len(application.window.queue.entries_shown())


def test_a_higher_score_shortens_the_queue_keeps_verdicts_and_outlives_reopening(
    open_bccd: Application, tmp_path: Path, wait_until_idle: Wait
) -> None:
    document = open_bccd.document
    judged = document.entry
    assert judged is not None
    QTest.keyClick(open_bccd.window, Qt.Key.Key_X)
    wait_until_idle()
    many, evaluation = shown(open_bccd), document.review.assessment.evaluation
    kinds: list[str] = []
    open_bccd.jobs.started.connect(kinds.append)
    ask(open_bccd, "min_score", "0.5")
    wait_until_idle()
    few = shown(open_bccd)
    assert 0 < few < many
    assert all(entry.flag.score >= 0.5 for entry in open_bccd.window.queue.entries_shown())
    assert "check" in kinds
    assert document.review.assessment.evaluation is evaluation
    assert document.review.entry(judged.flag).verdict is VerdictKind.LABEL_IS_RIGHT

    open_bccd.actions["close_dataset"].trigger()
    open_bccd.open(OpenRequest(None, tmp_path / "bccd.boxwright"))
    wait_until_idle()
    assert document.review.check_settings == CheckSettings(min_score=0.5)
    assert shown(open_bccd) == few
    ask(open_bccd, "min_score", "0.3")
    wait_until_idle()
    assert document.review.check_settings == DEFAULTS
    assert shown(open_bccd) == many


def test_thresholds_that_stay_as_they_are_start_nothing(open_bccd: Application) -> None:
    kinds: list[str] = []
    open_bccd.jobs.started.connect(kinds.append)
    ask(open_bccd, "min_score", "0.30")
    assert kinds == []


def test_an_edit_made_while_labels_are_checked_again_is_kept(
    open_bccd: Application, wait_until_idle: Wait
) -> None:
    ask(open_bccd, "min_score", "0.4")
    QTest.keyClick(open_bccd.window, Qt.Key.Key_Return)
    wait_until_idle()
    review = open_bccd.document.review
    assert review.check_settings == CheckSettings(min_score=0.4)
    assert [len(step.edits) for step in review.history.done] == [1]


def test_other_predictions_and_other_measures_keep_the_thresholds(
    open_bccd: Application, wait_until_idle: Wait
) -> None:
    from app.operations.evaluate import set_settings, take_in
    from engine.data.settings_text import SettingsText

    ask(open_bccd, "min_score", "0.5")
    wait_until_idle()
    document = open_bccd.document
    set_settings(document, open_bccd.jobs, SettingsText("0.5", "", "100"))
    wait_until_idle()
    assert document.review.predictions is not None
    take_in(document, open_bccd.jobs, document.review.predictions, NewRun("again"))
    wait_until_idle()
    assert document.review.check_settings == CheckSettings(min_score=0.5)
    assert all(entry.flag.score >= 0.5 for entry in document.queue())


def test_the_dialog_goes_with_its_dataset(open_bccd: Application, qtbot: QtBot) -> None:
    open_bccd.actions["check_settings"].trigger()
    assert open_bccd.window.findChildren(CheckSettingsDialog)
    open_bccd.actions["close_dataset"].trigger()
    qtbot.waitUntil(lambda: not open_bccd.window.findChildren(CheckSettingsDialog))
