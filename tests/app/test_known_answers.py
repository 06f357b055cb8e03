"""Known answers in the window: mixed in by a lead, answered by somebody who cannot tell them apart, and scored."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QSpinBox, QTableView, QTableWidget

from app.application import Application
from app.cli import run
from app.operations.dataset import OpenRequest
from engine.data.flag import FlagKind, QueueEntry
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.planted import approve
from tests.engine.test_review import begin
from widgets.dialogs.known_answers import KnownAnswersDialog
from widgets.dialogs.people import PeopleDialog
from widgets.inspector.flag_card import FlagCard


@pytest.fixture
def opened(application: Application, tmp_path: Path, wait_until_idle: Callable[[], None]) -> Application:
    dataset = small_dataset(tmp_path)
    dataset.source.write_text("{}")
    review = begin(tmp_path, dataset, small_predictions())
    approve(review, range(2, 11))
    review.close()
    application.open(OpenRequest(None, tmp_path / "p.boxwright"))
    wait_until_idle()
    return application


def mix_in(application: Application, idle: Callable[[], None], leads: str = "") -> list[QueueEntry]:
    application.actions["known_answers"].trigger()
    dialog = application.window.findChild(KnownAnswersDialog)
    dialog.findChild(QSpinBox, "rarity").setValue(1)
    dialog.findChild(QLineEdit, "leads").setText(leads)
    dialog.go_on.click()
    idle()
    return [entry for entry in application.document.queue() if entry.flag.known]


def shapes(application: Application, entry: QueueEntry) -> tuple[list[str], list[str]]:
    """What row and card say of a flag, numbers and names of files and classes left out."""
    application.document.go_to_flag(entry)
    table = application.window.queue.findChild(QTableView)
    row = table.currentIndex().row()
    cells = (table.model().index(row, column).data() for column in range(table.model().columnCount()))
    card = application.window.inspector.findChild(FlagCard)
    texts = [own.text() for own in card.findChildren(QLabel) if own.isVisible()]
    return [shape(str(own)) for own in cells], [shape(own) for own in texts]


def shape(text: str) -> str:
    return re.sub(r"[-+−]?[0-9.,]+|cat|dog", "#", text)


def test_a_lead_mixes_them_in_and_reads_how_they_were_answered(
    opened: Application,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    document, window = opened.document, opened.window
    labels, entries = document.review.annotations, len(document.review.journal)
    known = mix_in(opened, wait_until_idle)
    assert len(known) >= 2
    assert {entry.flag.key for entry in known} <= {entry.flag.key for entry in window.queue.entries_shown()}

    accepted, right = known[0], known[1]
    document.go_to_flag(accepted)
    opened.actions["accept"].trigger()
    assert document.entry is not None and document.entry.flag != accepted.flag
    # It is said to be done as it is of a doubt.
    assert any("undo" in own.text() for own in window.findChildren(QLabel))
    opened.actions["undo"].trigger()
    assert document.entry is not None and document.entry.flag == accepted.flag
    opened.actions["redo"].trigger()
    document.go_to_flag(right)
    opened.actions["label_is_right"].trigger()
    assert document.review.annotations is labels
    assert len(document.review.journal) == entries

    opened.actions["people"].trigger()
    wait_until_idle()
    dialog = window.findChild(PeopleDialog)
    table = dialog.findChild(QTableWidget)
    last = table.columnCount() - 1
    told = {table.item(row, 0).text(): table.item(row, last).text() for row in range(table.rowCount())}
    assert told["Test Person"] == "1 / 2 (1% – 99%)"
    dialog.reject()
    capsys.readouterr()
    assert run(["people", str(tmp_path / "p.boxwright"), "--json"]) == 0
    persons = {own["name"]: own["known_answers"] for own in json.loads(capsys.readouterr().out)["persons"]}
    assert (persons["Test Person"]["right"], persons["Test Person"]["wrong"]) == (1, 1)
    assert persons["somebody"] is None
    assert run(["people", str(tmp_path / "p.boxwright")]) == 0
    assert "1 of 2" in " ".join(capsys.readouterr().out.split())


def test_where_leads_are_named_nobody_else_sees_that_there_are_known_answers(
    opened: Application,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    document, window, path = opened.document, opened.window, str(tmp_path / "p.boxwright")
    known = mix_in(opened, wait_until_idle, "Lea, Test Person")
    document.set_person("Ann")
    document.go_to_flag(known[0])
    opened.actions["label_is_right"].trigger()

    def titles() -> list[str]:
        opened.actions["people"].trigger()
        wait_until_idle()
        (dialog,) = [own for own in window.findChildren(PeopleDialog) if own.isVisible()]
        table = dialog.findChild(QTableWidget)
        found = [
            table.horizontalHeaderItem(own).text().replace("\n", " ") for own in range(table.columnCount())
        ]
        dialog.close()
        return found

    assert "Known answers" not in titles()
    opened.actions["known_answers"].trigger()
    assert window.message_label.text() == "Known answers are for the leads of this project: Lea, Test Person."
    document.set_person("Lea")
    assert titles()[-1] == "Known answers"

    def asked(*arguments: str) -> object:
        capsys.readouterr()
        assert run(["people", path, "--json", *arguments]) == 0
        return [
            own["known_answers"]
            for own in json.loads(capsys.readouterr().out)["persons"]
            if own["name"] == "Ann"
        ]

    assert asked("--person", "Ann") == []
    assert asked("--person", "Lea") != []
    assert run(["people", path, "--person", "Ann", "--leads", ""]) == 2
    assert "Ann is no lead of this project" in capsys.readouterr().err
    assert asked("--person", "Lea", "--leads", "") == asked("--person", "Ann") != []


def test_row_and_card_of_one_are_made_like_those_of_a_doubt(
    opened: Application, wait_until_idle: Callable[[], None]
) -> None:
    known = mix_in(opened, wait_until_idle)
    doubts = [entry for entry in opened.document.queue() if not entry.flag.known]
    for kind in (FlagKind.WRONG_CLASS, FlagKind.MISSING_LABEL):
        one = next((entry for entry in known if entry.flag.kind is kind), None)
        if one is None:
            continue
        other = next(entry for entry in doubts if entry.flag.kind is kind)
        assert shapes(opened, one) == shapes(opened, other)
    words = [text for entry in known for text in (entry.flag.reason, str(entry.price))]
    assert not any("known" in text.lower() for text in words)


def test_without_an_approved_image_the_dialog_says_what_to_do(qtbot: object) -> None:
    dialog = KnownAnswersDialog(0, 500)
    assert not dialog.go_on.isEnabled()
    assert "approve images first" in dialog.findChild(QLabel, "message").text()
    dialog.reject()
    dialog.deleteLater()
    dialog = KnownAnswersDialog(300, 500)
    assert dialog.go_on.isEnabled()
    assert dialog.findChild(QLabel, "message").text().startswith("10 known answers for 500 flags")
    dialog.reject()
    dialog.deleteLater()
