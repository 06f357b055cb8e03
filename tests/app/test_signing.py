"""Signing off in the window and on the command line: refused, settled, signed, lapsed, reopened, reported."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton

from app.application import Application
from app.cli import run
from app.operations.dataset import OpenRequest
from engine.blind_review import BlindReview, draw_sample
from engine.data.journal import Origin
from engine.data.sample import SampleRequest, Unit
from engine.data.sign_off import SignEvent
from engine.sign_off.keys import make_keys
from engine.states import returned
from tests.engine.sign_off.projects import edited_project, signable_project
from widgets.sampling.plan import SamplePlanDialog
from widgets.sign_off.sign_off import SignOffDialog

Wait = Callable[[], None]


@pytest.fixture
def opened(application: Application, tmp_path: Path, wait_until_idle: Wait) -> Iterator[Application]:
    """Edited by Ann; an open flag, a returned image, and no sample."""
    review = edited_project(tmp_path)
    flag = review.queue()[0].flag
    review.apply([], Origin.VERDICT, {flag.key: None})
    review.apply(
        [], Origin.VERDICT, marks=returned(review.states, 3, "Look again", "Lea", review.journal[0].at)
    )
    review.close()
    application.open(OpenRequest(None, review.project.path))
    wait_until_idle()
    yield application
    for dialog in application.window.findChildren(SignOffDialog):
        dialog.reject()


def shown(application: Application, wait: Wait) -> SignOffDialog:
    application.actions["sign_off"].trigger()
    wait()
    (dialog,) = [own for own in application.window.findChildren(SignOffDialog) if own.isVisible()]
    return dialog


def click(dialog: SignOffDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button.isVisible() and button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    # The window comes to the front again.
    QApplication.processEvents()


def lacking(dialog: SignOffDialog) -> set[str]:
    labels = dialog.findChildren(QLabel)
    return {
        own.objectName().removeprefix("lack_")
        for own in labels
        if own.objectName().startswith("lack_") and own.isVisible()
    }


def test_it_is_refused_settled_signed_and_lapses(
    opened: Application, wait_until_idle: Wait, tmp_path: Path
) -> None:
    window, document = opened.window, opened.document
    assert not window.sign_label.isVisible()
    dialog = shown(opened, wait_until_idle)
    assert lacking(dialog) == {"flags_above", "returned", "sample"}
    assert not dialog.findChild(QPushButton, "sign").isEnabled()
    assert "+0.0665 (95 % interval" in dialog.findChild(QLabel, "figures").text()

    click(dialog, "go_flags_above")
    assert document.entry is not None
    key = document.entry.flag.key
    QTest.keyClick(window.canvas, Qt.Key.Key_X)
    assert key in document.review.verdicts
    click(shown(opened, wait_until_idle), "go_returned")
    assert document.image == 3
    QTest.keyClick(window.canvas, Qt.Key.Key_Space)
    click(shown(opened, wait_until_idle), "go_sample")
    (plan,) = window.findChildren(SamplePlanDialog)
    plan.reject()
    # What the lead draws, somebody else reviews.
    document.set_person("Bea")
    review = document.review
    blind = BlindReview(review, draw_sample(review, SampleRequest(Unit.IMAGE, 0.2, stratified=False), 7))
    while (image := blind.next_waiting()) is not None:
        blind.answer(image, ())

    document.set_person("Lea")
    dialog = shown(opened, wait_until_idle)
    assert lacking(dialog) == set()
    rule = dialog.findChild(QCheckBox, "rule_key")
    rule.click()
    assert not dialog.findChild(QPushButton, "sign").isEnabled()
    make_keys(tmp_path / "key")
    QTest.keyClicks(dialog.findChild(QLineEdit, "key"), str(tmp_path / "key"))
    click(dialog, "sign")
    wait_until_idle()
    assert (tmp_path / "p.signoff.json").is_file()
    assert window.sign_label.text().count("✓ Signed by Lea, 20") == 1
    (kept,) = review.project.sign_offs.all()
    assert (kept.event, kept.author) == (SignEvent.SIGNED, "Lea")
    assert '"key": true' in kept.content

    document.go_to_image(0)
    document.select((1,))
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert "✗ Lapsed: 1 box changed since" in window.sign_label.text()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "✓ Signed by Lea" in window.sign_label.text()
    QTest.keyClick(window, Qt.Key.Key_Right)
    window.sign_label.linkActivated.emit("sign_off")
    wait_until_idle()
    (dialog,) = [own for own in window.findChildren(SignOffDialog) if own.isVisible()]
    assert dialog.findChild(QLabel, "state").text() == "Lapsed: 1 box changed since"
    assert not dialog.findChild(QPushButton, "sign").isVisible()
    assert not dialog.findChild(QPushButton, "reopen").isEnabled()
    QTest.keyClicks(dialog.findChild(QLineEdit, "reason"), "A box was moved")
    click(dialog, "reopen")
    wait_until_idle()
    assert [own.event for own in review.project.sign_offs.all()] == [SignEvent.SIGNED, SignEvent.REOPENED]
    (dialog,) = [own for own in window.findChildren(SignOffDialog) if own.isVisible()]
    assert dialog.findChild(QLabel, "state").text().endswith(": A box was moved")
    assert lacking(dialog) == {"sample"}


def test_a_rule_is_turned_off_for_the_project(opened: Application, wait_until_idle: Wait) -> None:
    dialog = shown(opened, wait_until_idle)
    for name in ("flags_above", "returned", "sample"):
        dialog.findChild(QCheckBox, f"rule_{name}").click()
    policy = opened.document.review.project.sign_offs.policy()
    assert (policy.flags_above, policy.returned, policy.sample) == (None, False, False)
    assert lacking(dialog) == set()
    # An open flag needs a reason.
    button = dialog.findChild(QPushButton, "sign")
    assert not button.isEnabled()
    QTest.keyClicks(dialog.findChild(QLineEdit, "why"), "Known")
    assert button.isEnabled()


def test_a_report_is_written_from_the_window(
    opened: Application, wait_until_idle: Wait, tmp_path: Path
) -> None:
    opened.actions["report"].trigger()
    (dialog,) = opened.window.findChildren(QFileDialog)
    for name in ("r.html", "r.pdf"):
        dialog.fileSelected.emit(str(tmp_path / name))
        wait_until_idle()
    dialog.reject()
    assert "Report written to" in opened.window.message_label.text()
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    page = (tmp_path / "r.html").read_text()
    assert "Not signed" in page and "http" not in page.replace("http://www.w3.org/2000/svg", "")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return signable_project(tmp_path)


def test_the_whole_way_on_the_command_line(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, exported = tmp_path / "p.signoff.json", tmp_path / "out.json"
    assert run(["sign-key", str(tmp_path / "key")]) == 0
    assert run(["sign-policy", str(project), "--set", "key=on", "--set", "sample_bound=off"]) == 0
    assert run(["sign", str(project)]) == 2
    assert "It must be signed with a key, and none was given" in capsys.readouterr().err
    assert run(["sign", str(project), "--key", str(tmp_path / "key"), "--person", "Lea"]) == 0
    assert f"24 boxes on 12 images, written to {record}" in capsys.readouterr().err
    assert run(["export", str(project), "--format", "coco", "--output", str(exported)]) == 0
    assert "signed by Lea, 20" in exported.read_text()
    capsys.readouterr()
    key = ["--public-key", str(tmp_path / "key.pub")]
    assert run(["verify", str(record), str(exported), "--images", str(tmp_path), *key]) == 0
    assert capsys.readouterr().out.endswith("They belong together.\n")
    assert run(["verify", str(record), str(project), *key, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["holds"] is True
    labels = json.loads(exported.read_text())
    labels["annotations"][4]["bbox"][0] += 1
    exported.write_text(json.dumps(labels))
    assert run(["verify", str(record), str(exported), "--images", str(tmp_path)]) == 1
    assert "The labels of image 2.jpg are not those that were signed" in capsys.readouterr().out
    assert run(["sign", str(project), "--reopen", "A class is missing", "--person", "Lea"]) == 0
    assert run(["verify", str(record), str(project)]) == 1
    assert "It was reopened by Lea" in capsys.readouterr().out
    assert run(["report", str(project), "--output", str(tmp_path / "r.html")]) == 0
    assert "A class is missing" in (tmp_path / "r.html").read_text()


def test_a_report_speaks_another_language_on_the_command_line(
    project: Path, tmp_path: Path, qapp: QApplication
) -> None:
    for name in ("de.html", "de.pdf"):
        assert run(["report", str(project), "--output", str(tmp_path / name), "--language", "de"]) == 0
    page = (tmp_path / "de.html").read_text()
    assert (
        '<html lang="de">' in page and "Nicht unterschrieben" in page and "Warum ist die mAP niedrig?" in page
    )
    assert (tmp_path / "de.pdf").read_bytes().startswith(b"%PDF-")
    # The next one is in English again.
    assert QApplication.translate("Report", "Not signed") == "Not signed"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["sign", "{}", "--reopen", "why"], "it is not signed"),
        (["sign-policy", "{}", "--set", "colour=on"], "there is no such rule"),
        (["sign-policy", "{}", "--set", "sample=0.5"], "the rule takes no such value"),
        (["report", "{}", "--output", "r.doc"], "a report is .html or .pdf"),
        (["report", "{}", "--output", "r.pdf", "--language", "xx"], "not written in this language"),
        (["verify", "{}", "{}"], "this is no sign-off"),
    ],
)
def test_what_cannot_be_done_is_said(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str
) -> None:
    assert run([own.format(project) for own in arguments]) == 2
    assert problem in capsys.readouterr().err
