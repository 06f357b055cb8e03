"""What others change of a project besides its journal is in the window while they do it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.application import Application
from app.cli import DONE, run
from app.operations.dataset import OpenRequest
from engine.data.check_settings import DEFAULTS
from engine.data.edit import Edit
from engine.data.finding_verdict import FindingVerdict, FindingVerdictKind
from engine.data.flag import VerdictKind
from engine.data.journal import Origin
from engine.data.run import NewRun
from engine.data.sample import Answer, SampleUnit
from engine.data.sign_off import SignEvent
from engine.data.sources import Sources
from engine.errors import UserError
from engine.evaluation.settings import COCO, text_of
from engine.opening import open_project
from engine.store.copying import publish
from engine.store.desk import begin_desk
from engine.store.project import ProjectFile
from engine.store.rights import give_rights
from engine.store.roles import Role, role_names
from engine.store.server import ServerStorage
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.planted import approve, planted
from tests.engine.store.test_samples import SAMPLE
from tests.postgresql import Server
from widgets.dialogs.people import PeopleDialog
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


def follow_runs(opened: Application, other: ProjectFile, qtbot: QtBot) -> None:
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


def follow_settings(opened: Application, other: ProjectFile, qtbot: QtBot) -> None:
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


def follow_findings_and_sign_offs(opened: Application, other: ProjectFile, qtbot: QtBot) -> None:
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


def follow_samples(opened: Application, other: ProjectFile, qtbot: QtBot) -> None:
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


def follow_known_answers(opened: Application, other: ProjectFile, qtbot: QtBot) -> None:
    review = opened.document.review
    with closing(open_project(other.path)) as lead:
        approve(lead, range(2, 11))
        lead.plant(planted(lead))
        qtbot.waitUntil(lambda: len(review.journal) == len(lead.journal), timeout=10_000)
        qtbot.waitUntil(lambda: any(entry.flag.known for entry in review.queue()), timeout=10_000)
        flag = next(entry.flag for entry in lead.queue() if entry.flag.known)
        lead.apply((), Origin.VERDICT, {flag.key: VerdictKind.LABEL_IS_RIGHT})
        qtbot.waitUntil(lambda: review.verdicts.get(flag.key) is VerdictKind.LABEL_IS_RIGHT, timeout=10_000)
        lead.undo()
        qtbot.waitUntil(lambda: flag.key not in review.verdicts, timeout=10_000)


def test_what_others_change_besides_the_journal_is_seen_at_once(
    opened: Application, other: ProjectFile, qtbot: QtBot, wait_until_idle: Callable[[], None]
) -> None:
    # One window for all of them: to start it takes the most time.
    for follow in (
        follow_runs,
        follow_settings,
        follow_findings_and_sign_offs,
        follow_samples,
        follow_known_answers,
    ):
        follow(opened, other, qtbot)
        wait_until_idle()


@pytest.fixture
def leading(desks: tuple[Path, Path], server: Server) -> Iterator[tuple[Path, Path]]:
    """The desks of an annotator and a lead, each with a login of their own."""
    import psycopg

    give_rights(desks[0])
    with closing(ProjectFile(desks[0])) as project:
        assert isinstance(project.storage, ServerStorage)
        address = project.storage.address
    with psycopg.connect(server.text_of(address.database), autocommit=True) as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for login, role in (("ann", Role.ANNOTATOR), ("lea", Role.LEAD)):
            if login not in known:
                connection.execute(f'CREATE ROLE "{login}" LOGIN')
            connection.execute(f'GRANT "{role_names(address.database)[role]}" TO "{login}"')
    paths = tuple(desks[0].with_name(f"{login}.boxwright") for login in ("ann", "lea"))
    for path in paths:
        begin_desk(path, replace(address, user=path.stem))
    yield paths[0], paths[1]


def test_a_lead_pauses_the_project_for_annotators_and_lets_it_go_on(
    application: Application,
    leading: tuple[Path, Path],
    qtbot: QtBot,
    wait_until_idle: Callable[[], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    document, window = application.document, application.window
    with qtbot.waitSignal(document.kept_changed, timeout=10_000):
        application.open(OpenRequest(None, leading[1]))
    wait_until_idle()
    application.actions["people"].trigger()
    wait_until_idle()
    dialog = window.findChild(PeopleDialog)
    said, line = dialog.findChild(QLabel, "pause_said"), dialog.findChild(QLineEdit, "pause_reason")
    assert line.isVisible() and not dialog.findChild(QPushButton, "go_on").isVisible()
    QTest.keyClicks(line, "new rules")
    with closing(open_project(leading[0])) as ann:
        ann.author = "Ann"
        QTest.keyClick(line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: said.text().startswith("Paused by Test Person since"), timeout=10_000)
        assert dialog.isVisible()
        assert said.text().endswith("new rules")
        assert window.message_label.text() == "Test Person has paused this project. new rules"
        with pytest.raises(UserError, match="Test Person has paused this project: new rules"):
            ann.apply([Edit.delete(ann.annotations.at(0))], Origin.DELETED)
        assert run(["people", str(leading[0])]) == DONE
        assert "Paused by Test Person: new rules" in capsys.readouterr().out
        dialog.findChild(QPushButton, "go_on").click()
        qtbot.waitUntil(lambda: "goes on" in window.message_label.text(), timeout=10_000)
        ann.apply([Edit.delete(ann.annotations.at(0))], Origin.DELETED)
        # Whoever is no lead is told how it stands, and offered nothing.
        assert run(["people", str(leading[0]), "--pause", ""]) != DONE
        assert "you may not do this" in capsys.readouterr().err
    assert run(["people", str(leading[1]), "--name", "ann=Anna"]) == DONE
    assert run(["people", str(leading[1]), "--json"]) == DONE
    assert '"ann"' in capsys.readouterr().out
    dialog.reject()


def test_the_window_takes_the_name_that_the_login_has(
    application: Application, leading: tuple[Path, Path], qtbot: QtBot, wait_until_idle: Callable[[], None]
) -> None:
    with closing(open_project(leading[0])) as ann:
        ann.author = "Ann"
        ann.apply([Edit.delete(ann.annotations.at(0))], Origin.DELETED)
    application.open(OpenRequest(None, leading[0]))
    qtbot.waitUntil(lambda: application.document.person == "Ann", timeout=10_000)
    wait_until_idle()
    assert application.document.review.author == "Ann"


def test_a_report_of_a_project_on_a_server_has_everybody_in_it(
    leading: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, author in zip(leading, ("Ann", "Lea"), strict=True):
        with closing(open_project(path)) as review:
            review.author = author
            review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)
    assert run(["report", str(leading[0]), "--output", str(tmp_path / "report.html")]) == DONE
    capsys.readouterr()
    assert run(["journal", str(leading[0])]) == DONE
    said = capsys.readouterr().out
    assert "Ann (ann)" in said and "Lea (lea)" in said
    html = (tmp_path / "report.html").read_text()
    assert "Ann" in html and "Lea" in html
