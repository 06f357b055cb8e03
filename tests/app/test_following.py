"""What others change of a project besides its journal is in the window while they do it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.check_settings import DEFAULTS
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind
from engine.data.flag import VerdictKind
from engine.data.journal import Origin
from engine.data.run import NewRun
from engine.data.sample import Answer, SampleUnit
from engine.data.sign_off import SignEvent
from engine.data.sources import Sources
from engine.evaluation.settings import COCO, text_of
from engine.opening import open_project
from engine.store.copying import publish
from engine.store.desk import begin_desk
from engine.store.project import ProjectFile
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.planted import approve, planted
from tests.engine.store.test_samples import SAMPLE
from tests.postgresql import Server
from widgets.sampling.blind import BlindReviewDialog
from widgets.sampling.plan import SamplePlanDialog


@pytest.fixture
def desks(tmp_path: Path, server: Server) -> tuple[Path, Path]:
    """Two people's."""
    dataset = small_dataset(tmp_path)
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, dataset, Sources(dataset.source), small_predictions()).close()
    address = server.emptied()
    publish(path, address)
    own, other = tmp_path / "own.boxwright", tmp_path / "other.boxwright"
    begin_desk(own, address)
    begin_desk(other, address)
    return own, other


@pytest.fixture
def opened(
    application: Application, desks: tuple[Path, Path], wait_until_idle: Callable[[], None], qtbot: QtBot
) -> Application:
    with qtbot.waitSignal(application.document.kept_changed, timeout=10_000):
        application.open(OpenRequest(None, desks[0]))
    wait_until_idle()
    return application


@pytest.fixture
def other(desks: tuple[Path, Path]) -> Iterator[ProjectFile]:
    with closing(ProjectFile(desks[1])) as project:
        yield project


def test_a_run_that_somebody_adds_is_in_use_here_and_so_is_one_that_is_put_in_use(
    opened: Application, other: ProjectFile, qtbot: QtBot, wait_until_idle: Callable[[], None]
) -> None:
    document = opened.document
    before, predictions = document.review.metrics.ap, small_predictions()
    rows = predictions.images < 3
    run = other.runs.add(predictions.take(rows.nonzero()[0]), NewRun("theirs"))
    qtbot.waitUntil(lambda: document.review.run == run.id, timeout=10_000)
    assert document.review.metrics.ap < before
    assert len(document.review.predictions or ()) == rows.sum()
    assert [own.name for own in opened._runs._presenter.runs] == ["None", "theirs"]
    in_use = opened._runs._presenter.in_use
    assert in_use is not None and in_use.name == "theirs"
    other.runs.use(1)
    qtbot.waitUntil(lambda: document.review.run == 1, timeout=10_000)
    assert document.review.metrics.ap == before
    wait_until_idle()


def test_settings_of_others_measure_and_check_here(
    opened: Application, other: ProjectFile, qtbot: QtBot, wait_until_idle: Callable[[], None]
) -> None:
    review = opened.document.review
    before = review.metrics.ap
    text = replace(text_of(COCO), iou_thresholds="0.5")
    with qtbot.waitSignal(opened.document.changed, timeout=10_000):
        other.set_settings(text)
    assert text_of(review.settings) == text
    assert review.metrics.ap > before
    with qtbot.waitSignal(opened.document.flags_changed, timeout=10_000):
        other.set_check_settings(replace(DEFAULTS, tiny_side=90.0))
    qtbot.waitUntil(lambda: review.check_settings.tiny_side == 90.0, timeout=10_000)
    wait_until_idle()


def test_what_others_say_of_findings_and_sign_is_shown(
    opened: Application, other: ProjectFile, qtbot: QtBot, wait_until_idle: Callable[[], None]
) -> None:
    document, label = opened.document, opened.window.sign_label
    verdict = FindingVerdict(
        "drift", FindingVerdictKind.CONFIRMED, "Lea", datetime.now(UTC), "why", "It drifts.", 0.1, ()
    )
    with qtbot.waitSignal(document.kept_changed, timeout=10_000):
        other.findings.judge(verdict)
    assert document.review.project.findings.verdicts == {"drift": verdict}
    signed = label.text()
    with qtbot.waitSignal(document.kept_changed, timeout=10_000):
        other.sign_offs.add(SignEvent.REOPENED, "Lea", "why", after="", journal=0)
    assert opened._signing._presenter._kept and label.text() == signed
    wait_until_idle()


def test_known_answers_of_others_are_in_the_queue_and_so_is_what_they_say(
    opened: Application, other: ProjectFile, desks: tuple[Path, Path], qtbot: QtBot
) -> None:
    review = opened.document.review
    with closing(open_project(desks[1])) as lead:
        approve(lead, range(2, 11))
        lead.plant(planted(lead))
        qtbot.waitUntil(lambda: len(review.journal) == len(lead.journal), timeout=10_000)
        qtbot.waitUntil(lambda: any(entry.flag.known for entry in review.queue()), timeout=10_000)
        flag = next(entry.flag for entry in lead.queue() if entry.flag.known)
        lead.apply((), Origin.VERDICT, {flag.key: VerdictKind.LABEL_IS_RIGHT})
        qtbot.waitUntil(lambda: review.verdicts.get(flag.key) is VerdictKind.LABEL_IS_RIGHT, timeout=10_000)
        lead.undo()
        qtbot.waitUntil(lambda: flag.key not in review.verdicts, timeout=10_000)


def test_a_sample_of_others_is_offered_and_their_answers_count(
    opened: Application, other: ProjectFile, qtbot: QtBot
) -> None:
    boxes = [opened.document.review.annotations.at(row) for row in (0, 9)]
    units = tuple(
        SampleUnit(box.image, box.id, 0, box.category, flagged=False, put_right=False) for box in boxes
    )
    opened.actions["sample"].trigger()
    plan = opened.window.findChild(SamplePlanDialog)
    assert plan.findChild(QPushButton, "continue") is None
    for seed in (1, 2):
        with qtbot.waitSignal(opened.document.kept_changed, timeout=10_000):
            drawn = other.samples.add(replace(SAMPLE, seed=seed, journal=0, units=units))
        (shown,) = plan.findChildren(QFrame, "last")
        assert any(f"Sample {drawn.id}." in label.text() for label in shown.findChildren(QLabel))
    plan.findChild(QPushButton, "continue").click()
    blind = opened.window.findChild(BlindReviewDialog)
    with qtbot.waitSignal(opened.document.kept_changed, timeout=10_000):
        other.samples.answer(drawn.id, (Answer(0, (), "Lea", datetime.now(UTC)),))
    assert opened._samples._blind is not None
    assert [answer.author for answer in opened._samples._blind.answers] == ["Lea"]
    blind.reject()
