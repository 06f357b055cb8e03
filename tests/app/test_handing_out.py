"""Work is handed out in the window, and it is seen who is where."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QPushButton, QSpinBox, QTableWidget
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.edit import Edit
from engine.data.flag import FlagKind
from engine.data.journal import Origin
from engine.data.sources import Sources
from engine.store.address import Address
from engine.store.attending import Attending
from engine.store.copying import publish
from engine.store.desk import begin_desk
from engine.store.leases import Leases
from engine.store.project import ProjectFile
from tests.engine.conftest import IMAGES, small_dataset, small_predictions
from tests.postgresql import Server
from widgets.dialogs.attendance import AttendanceDialog
from widgets.dialogs.hand_out import HandOutDialog


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handing_out")
    dataset = small_dataset(folder)
    path = folder / "p.boxwright"
    ProjectFile.create(path, dataset, Sources(dataset.source), small_predictions()).close()
    return path


@pytest.fixture(scope="module")
def published(begun: Path, server: Server) -> Address:
    address = server.emptied()
    publish(begun, address)
    return address


@pytest.fixture
def line(published: Address, server: Server) -> Iterator[Any]:
    """PostgreSQL's own client."""
    import psycopg

    with psycopg.connect(server.text_of(published.database), autocommit=True) as line:
        yield line


@pytest.fixture
def address(published: Address, line: Any) -> Address:
    """Where nobody has anything."""
    line.execute("UPDATE lease SET until = NULL")
    line.execute("DELETE FROM presence")
    return published


@pytest.fixture
def opened(
    application: Application,
    address: Address,
    tmp_path: Path,
    qtbot: QtBot,
    wait_until_idle: Callable[[], None],
) -> Application:
    begin_desk(tmp_path / "own.boxwright", address)
    application.open(OpenRequest(None, tmp_path / "own.boxwright"))
    wait_until_idle()
    qtbot.waitUntil(lambda: application.document.attendance is not None, timeout=10_000)
    return application


@pytest.fixture
def ann(address: Address) -> Iterator[Attending]:
    """Somebody else, who sits at the fifth image."""
    leases = Leases(address)
    attending = Attending(leases)
    attending.sit("Ann", 4)
    with closing(attending.moments(lambda: False)) as moments:
        next(moments)
        yield attending


def images_in_queue(application: Application) -> set[int]:
    return {entry.flag.image for entry in application.window.queue.entries_shown()}


def go_to(application: Application, image: int, qtbot: QtBot) -> None:
    """Go to an image, and be seen there."""
    application.document.go_to_image(image)
    own = application.document.attendance.own

    def seen() -> bool:
        return any((s.id, s.image) == (own, image) for s in application.document.attendance.seats)

    qtbot.waitUntil(seen, timeout=10_000)


def ask(application: Application, images: int) -> HandOutDialog:
    application.actions["hand_out"].trigger()
    (dialog,) = application.window.findChildren(HandOutDialog)
    dialog.findChild(QSpinBox, "images").setValue(images)
    return dialog


def test_of_a_project_file_nothing_is_handed_out_and_it_says_why(
    application: Application, begun: Path, wait_until_idle: Callable[[], None]
) -> None:
    application.open(OpenRequest(None, begun))
    wait_until_idle()
    names = ("hand_out", "give_back", "attendance")
    assert not any(application.actions[name].isEnabled() for name in names)
    menu = next(
        menu for menu in application.window.menuBar().findChildren(QMenu) if menu.title() == "&Review"
    )
    menu.hovered.emit(application.actions["hand_out"])
    assert menu.toolTipsVisible()
    assert "server" in application.actions["hand_out"].toolTip()
    menu.hovered.emit(application.actions["people"])
    assert not menu.toolTipsVisible()
    assert application.window.others_label.isHidden()


def test_work_is_taken_shown_alone_and_goes_back(
    opened: Application, address: Address, line: Any, qtbot: QtBot, wait_until_idle: Callable[[], None]
) -> None:
    document, queue = opened.document, opened.window.queue
    everything = images_in_queue(opened)
    assert len(everything) > 1
    first = document.queue()[0].flag.image
    taken = Leases(address)
    go_to(opened, first, qtbot)
    # It is open here.
    assert taken.take([first], 1, 5, "Ann") == ()
    go_to(opened, (first + 2) % IMAGES, qtbot)
    assert taken.take([first], 1, 5, "Ann") == (first,)
    dialog = ask(opened, 1)
    kinds = dialog.findChild(QComboBox, "kind")
    assert {kinds.itemData(i) for i in range(kinds.count())} == {None} | {
        entry.flag.kind for entry in document.review.queue()
    }
    dialog.choose()
    qtbot.waitUntil(lambda: bool(document.held), timeout=10_000)
    (held,) = document.held
    assert held in everything - {first}
    assert images_in_queue(opened) == {held}
    # It comes up, and one steps within what is held.
    assert document.image == held
    opened.actions["next_image"].trigger()
    assert document.image == held
    title = queue.findChild(QLabel, "narrowing")
    assert title.text() == "Your work: 1 image"
    assert opened.actions["give_back"].isEnabled()
    queue.findChild(QPushButton, "give_back").click()
    qtbot.waitUntil(lambda: not document.held, timeout=10_000)
    assert images_in_queue(opened) == everything
    assert not title.isVisible()
    assert not opened.actions["give_back"].isEnabled()
    assert "went back" in opened.window.message_label.text()
    # Another time it runs out.
    ask(opened, 2).choose()
    qtbot.waitUntil(lambda: len(document.held) == 2, timeout=10_000)
    line.execute("UPDATE lease SET until = now() WHERE until IS NOT NULL")
    line.execute("SELECT pg_notify('boxwright_presence', '')")
    qtbot.waitUntil(lambda: not document.held, timeout=10_000)
    assert "time for 2 images is over" in opened.window.message_label.text()
    assert images_in_queue(opened) == everything
    wait_until_idle()


def test_who_is_where_is_seen_and_an_image_of_somebody_else_is_warned_of(
    opened: Application, address: Address, ann: Attending, qtbot: QtBot
) -> None:
    document, window = opened.document, opened.window
    qtbot.waitUntil(lambda: document.attendance.others, timeout=10_000)
    document.go_to_image(4)
    assert window.others_label.text() == "● Ann too"
    Leases(address).take([2], 1, 5, "Bob <b>")
    qtbot.waitUntil(lambda: bool(document.attendance.holders), timeout=10_000)
    assert document.attendance.elsewhere == {2: "Bob <b>", 4: "Ann"}
    document.go_to_image(2)
    assert window.others_label.text() == "⚠ Bob <b> has this image"
    assert "Handed out to Bob" in window.message_label.text()
    # It is no lock.
    (box, *_) = (own for own in map(document.review.annotations.at, range(6)) if own.image == 2)
    document.apply([Edit.delete(box)], Origin.DELETED)
    assert window.others_label.isVisible()
    go_to(opened, 2, qtbot)
    opened.actions["attendance"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(AttendanceDialog)), timeout=10_000)
    (dialog,) = window.findChildren(AttendanceDialog)
    (table,) = dialog.findChildren(QTableWidget)
    rows = [[table.item(i, j).text() for j in range(4)] for i in range(table.rowCount())]
    assert rows == [
        ["Ann", "–", "–", "4.jpg"],
        ["Test Person (you)", "–", "–", "2.jpg"],
        ["Bob <b>", "1", "5", "gone"],
    ]
    # Whoever leads, as everybody does where no rights were given, hands it on.
    hand_to, take_back = (dialog.findChild(QPushButton, name) for name in ("hand_to", "take_back"))
    assert not hand_to.isEnabled() and not take_back.isEnabled()
    table.selectRow(2)
    assert take_back.isEnabled()
    document.go_to_image(0)
    next(own for own in hand_to.menu().actions() if own.text() == "Ann").trigger()
    qtbot.waitUntil(lambda: document.attendance.holders == {2: "Ann"}, timeout=10_000)
    qtbot.waitUntil(lambda: "handed on" in window.message_label.text(), timeout=10_000)
    assert not window.findChildren(AttendanceDialog)
    assert window.others_label.isHidden()
    # What others have is not free.
    Leases(address).take([1], 1, 5, "Bob <b>")
    work = ask(opened, 3)
    kinds = work.findChild(QComboBox, "kind")
    kinds.setCurrentIndex(kinds.findData(FlagKind.WRONG_CLASS))
    work.choose()
    qtbot.waitUntil(lambda: "is free" in window.message_label.text(), timeout=10_000)
    assert document.held == frozenset()


def test_others_see_where_this_window_is_and_that_it_was_left(
    opened: Application, address: Address, qtbot: QtBot
) -> None:
    leases = Leases(address)
    opened.document.go_to_image(7)
    qtbot.waitUntil(lambda: leases.attendance().visitors(7) == "Test Person", timeout=10_000)
    ask(opened, 2).choose()
    qtbot.waitUntil(lambda: bool(leases.attendance().holders), timeout=10_000)
    opened.window.close()
    # At once: others need not wait for its time to be over.
    left = leases.attendance()
    assert (left.seats, left.leases) == ((), ())
