"""What others do to a project on a server is seen in the window while they do it, and from the terminal."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.application import Application
from app.cli import DONE, WRONG_INPUT, run
from app.operations.dataset import OpenRequest
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.settings_text import SettingsText
from engine.data.sources import Sources
from engine.errors import UserError
from engine.opening import open_project
from engine.review import Review
from engine.store.address import Address
from engine.store.copying import publish
from engine.store.desk import begin_desk
from engine.store.project import ProjectFile
from tests.engine.conftest import small_dataset, small_predictions
from tests.postgresql import Server


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    dataset = small_dataset(tmp_path)
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, dataset, Sources(dataset.source), small_predictions()).close()
    return path


@pytest.fixture
def address(begun: Path, server: Server) -> Address:
    address = server.emptied()
    publish(begun, address)
    return address


@pytest.fixture
def other(address: Address, tmp_path: Path) -> Iterator[Review]:
    """Somebody else, at another desk."""
    begin_desk(tmp_path / "other.boxwright", address)
    review = open_project(tmp_path / "other.boxwright")
    review.author = "Somebody Else"
    yield review
    review.close()


@pytest.fixture
def opened(
    application: Application, address: Address, tmp_path: Path, wait_until_idle: Callable[[], None]
) -> Application:
    begin_desk(tmp_path / "own.boxwright", address)
    application.open(OpenRequest(None, tmp_path / "own.boxwright"))
    wait_until_idle()
    return application


def test_what_somebody_else_does_arrives_and_moves_queue_and_map(
    opened: Application, other: Review, qtbot: QtBot, wait_until_idle: Callable[[], None]
) -> None:
    document = opened.document
    before, waiting = document.review.metrics.ap, len(document.queue())
    flag = next(entry.flag for entry in other.queue() if entry.flag.suggestion is not None)
    with qtbot.waitSignal(document.changed, timeout=10_000):
        other.apply([flag.suggestion], Origin.SUGGESTION)
    assert document.review.metrics.summary.tolist() == other.metrics.summary.tolist()
    assert document.review.metrics.ap != before
    assert len(document.queue()) < waiting
    # A step of one's own stands on it, and goes to the other.
    document.apply([Edit.delete(document.review.annotations.at(9))], Origin.DELETED)
    other.merge(other.project.entries_after(len(other.journal)))
    assert other.metrics.summary.tolist() == document.review.metrics.summary.tolist()
    wait_until_idle()


def test_much_at_once_is_worked_out_in_the_background(
    opened: Application, other: Review, qtbot: QtBot, wait_until_idle: Callable[[], None]
) -> None:
    document = opened.document
    boxes = [other.annotations.at(i) for i in range(15)]
    with qtbot.waitSignal(document.changed, timeout=10_000):
        other.apply([Edit.delete(box) for box in boxes], Origin.DELETED)
    assert document.review.annotations.ids.tolist() == other.annotations.ids.tolist()
    wait_until_idle()


def test_a_conflict_is_told_and_shown(opened: Application, other: Review, qtbot: QtBot) -> None:
    document = opened.document
    box = other.annotations.at(0)
    changed: list[object] = []
    document.changed.connect(changed.append)
    other.apply([Edit.delete(box)], Origin.DELETED)
    # Nothing of it has been taken in here: signals wait until the window does.
    with pytest.raises(UserError, match="Somebody Else changed the same"):
        document.apply([Edit.relabel(box, 1)], Origin.RELABELLED)
    assert len(changed) == 1
    assert document.review.annotations.get(box.id) is None
    assert document.queue()[0].flag.kind == "conflict"


def test_without_the_server_work_goes_on_says_so_and_is_handed_in_when_it_is_back(
    opened: Application, server: Server, qtbot: QtBot, other: Review
) -> None:
    said: list[str] = []
    opened._team.said.connect(said.append)
    mark, document = opened.window.waiting_label, opened.document
    assert mark.isHidden()
    server.stop()
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert "cannot be seen" in said[0]
    boxes = [document.review.annotations.at(row) for row in range(3)]
    for box in boxes:
        document.apply([Edit.delete(box)], Origin.DELETED)
    assert "you can go on" in said[1]
    assert len(document.review.journal) == 3
    assert not mark.isHidden()
    assert "3 steps wait for the server" in mark.text()
    with pytest.raises(UserError, match="all saved edits are safe"):
        document.review.project.set_settings(SettingsText("0.5", "", "100"))
    server.start()
    other.apply([Edit.move(boxes[2], (1, 2, 30, 40))], Origin.DRAGGED)
    qtbot.waitUntil(lambda: not document.review.waits, timeout=20_000)
    assert mark.isHidden()
    assert "has your steps (3). Others had changed the same as some of them (1)" in said[2]
    assert document.queue()[0].flag.kind == "conflict"
    other.apply([Edit.delete(other.annotations.at(9))], Origin.DELETED)
    qtbot.waitUntil(lambda: len(document.review.journal) == 5, timeout=10_000)
    other.merge(other.project.entries_after(len(other.journal)))
    assert other.metrics.summary.tolist() == document.review.metrics.summary.tolist()
    assert other.annotations.ids.tolist() == document.review.annotations.ids.tolist()


def test_a_project_goes_onto_a_server_and_back_from_the_terminal(
    begun: Path, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = str(server.emptied())
    assert run(["journal", address]) == WRONG_INPUT
    assert "no project in this database" in capsys.readouterr().err
    assert run(["publish", str(begun), address]) == DONE
    assert f"boxwright open {address}" in capsys.readouterr().err
    for command in (["journal", address], ["check", address, "--json"], ["runs", address]):
        assert run(command) == DONE
        of_server = capsys.readouterr().out
        assert run([str(begun) if own == address else own for own in command]) == DONE
        assert capsys.readouterr().out == of_server
    assert (
        run(["export", address, "--format", "coco", "--output", str(tmp_path / "labels.coco.json")]) == DONE
    )
    assert run(["fetch", address, str(tmp_path / "back.boxwright")]) == DONE
    assert run(["journal", str(tmp_path / "back.boxwright")]) == DONE


def test_a_password_in_an_address_is_refused_and_told_to_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["open", "postgresql://ann:hunter2@host/project"]) == WRONG_INPUT
    said = capsys.readouterr()
    assert "keyring" in said.err
    assert "hunter2" not in said.err + said.out
