"""Looking for a newer version, against a real server: off asks nothing, on asks once a day and is quiet."""

import json
import logging
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialogButtonBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.application import Application
from app.errors import log
from app.jobs import Jobs
from app.operations.update import Release, UpdateRequest, UpdateResponse, look_for_update, newer, refusal
from app.settings import settings_file
from widgets.dialogs.updates import UpdatesDialog

PAGE = "https://example.org/releases"


class Server(ThreadingHTTPServer):
    """Answers every GET with a body, and keeps what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body = b""
        self.status = 200
        self.location = ""
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/latest"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def settings() -> Iterator[QSettings]:
    """Those of the program, without a word on updates before and after."""
    found = QSettings(str(settings_file()), QSettings.Format.IniFormat)
    found.remove("updates")
    found.sync()
    yield found
    found.remove("updates")
    found.sync()


def look(qtbot: QtBot, request: UpdateRequest) -> UpdateResponse:
    jobs, answers = Jobs(), []
    look_for_update(jobs, request, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    jobs.shut_down()
    return answers[0]


def notice(application: Application) -> QLabel:
    return application.window.findChild(QLabel, "update_notice")


@pytest.mark.parametrize(
    ("body", "release", "problem"),
    [
        (b"", None, "names no version"),
        (b"<html>", None, "names no version"),
        (b"{", None, "names no version"),
        (b'{"page": "https://example.org"}', None, "names no version"),
        (b"\xff\xfe", None, "names no version"),
        (b"9" * 70_000, None, "too long"),
        (b"1.0.0", None, ""),
        (b"0.9.9\n", None, ""),
        (b"2.0.0rc1", None, ""),
        (b"1.10.0\nmore", Release("1.10.0", "ADDRESS"), ""),
        (json.dumps({"version": "2.0", "page": PAGE}).encode(), Release("2.0", PAGE), ""),
        (json.dumps({"version": "2.0", "page": "file:///etc"}).encode(), Release("2.0", "ADDRESS"), ""),
    ],
)
def test_what_an_answer_means(
    qapp: QApplication, qtbot: QtBot, server: Server, body: bytes, release: Release | None, problem: str
) -> None:
    server.body = body
    found = look(qtbot, UpdateRequest(server.address, "1.0.0"))
    if release is not None and release.page == "ADDRESS":
        release = Release(release.version, server.address)
    assert found.release == release
    assert (problem in found.problem) if problem else not found.problem
    ((path, headers),) = server.asked
    # Nothing that tells who asks.
    assert path == "/latest"
    assert {name.lower() for name in headers} <= {"host", "user-agent", "accept-encoding", "connection"}
    assert headers["User-Agent"] == "boxwright"


def test_what_goes_wrong_is_an_answer(qapp: QApplication, qtbot: QtBot, server: Server) -> None:
    server.status = 404
    assert "404" in look(qtbot, UpdateRequest(server.address, "1.0.0")).problem
    server.status, server.location = 302, "http://example.org/latest"
    assert "https://" in look(qtbot, UpdateRequest(server.address, "1.0.0")).problem
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
    assert look(qtbot, UpdateRequest(address, "1.0.0")).problem


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("", False),
        ("https://", False),
        ("http://example.org/latest", False),
        ("file:///etc/passwd", False),
        ("http://[", False),
        ("http://localhost.example.org", False),
        ("https://example.org/latest", True),
        ("http://localhost:8000/latest", True),
        ("http://127.0.0.1/", True),
    ],
)
def test_only_what_nobody_can_change_on_the_way_is_asked(address: str, asked: bool) -> None:
    assert (refusal(address) == "") is asked


def test_a_version_that_is_tried_out_goes_on_to_the_next_such() -> None:
    assert newer(Release("2.0rc2", PAGE), "2.0rc1") == Release("2.0rc2", PAGE)
    assert newer(None, "1.0") is None


def test_closing_does_not_wait_for_a_server_that_says_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    jobs = Jobs()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        request = UpdateRequest(f"http://127.0.0.1:{silent.getsockname()[1]}/", "1.0.0")
        look_for_update(jobs, request, lambda _: None)
        connection, _ = silent.accept()
        jobs.shut_down()
        assert jobs.idle
        connection.close()


def test_off_nothing_is_asked(
    settings: QSettings, server: Server, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.setValue("updates/address", server.address)
    settings.sync()
    opened: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *given, **_: opened.append(given))
    running = Application(qapp)
    qtbot.addWidget(running.window)
    running.actions["updates"].trigger()
    (dialog,) = running.window.findChildren(UpdatesDialog)
    assert not dialog.findChild(QCheckBox).isChecked()
    dialog.reject()
    assert running.jobs.idle
    running.window.close()
    assert (server.asked, opened) == ([], [])


def test_switched_on_it_asks_at_once_then_once_a_day(
    settings: QSettings,
    server: Server,
    application: Application,
    qapp: QApplication,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.body = json.dumps({"version": "9999.1", "page": PAGE}).encode()
    application.actions["updates"].trigger()
    (dialog,) = application.window.findChildren(UpdatesDialog)
    dialog.findChild(QCheckBox).click()
    address, ok = dialog.findChild(QLineEdit), dialog.findChild(QDialogButtonBox).buttons()[0]
    QTest.keyClicks(address, "http://example.org")
    ok.click()
    assert dialog.findChild(QLabel, "problem").isVisible()
    assert server.asked == []
    address.setText(server.address)
    ok.click()
    qtbot.waitUntil(notice(application).isVisible)
    assert "9999.1" in notice(application).text() and PAGE in notice(application).text()

    def start_again() -> Application:
        running = Application(qapp)
        qtbot.addWidget(running.window)
        running.window.show()
        qtbot.waitUntil(lambda: running.jobs.idle)
        return running

    again = start_again()
    assert notice(again).isVisible()
    assert len(server.asked) == 1
    again.window.close()
    # A day later the server is out of order: the log says so, and the notice stays.
    own = QSettings(str(settings_file()), QSettings.Format.IniFormat)
    own.setValue("updates/asked", (datetime.now(UTC) - timedelta(days=1)).isoformat())
    own.sync()
    server.status = 500
    log.addHandler(caplog.handler)
    with caplog.at_level(logging.INFO, "boxwright"):
        again = start_again()
    log.removeHandler(caplog.handler)
    assert len(server.asked) == 2
    assert {record.levelname for record in caplog.records if "500" in record.getMessage()} == {"INFO"}
    assert notice(again).isVisible()
    again.window.close()
    assert version("boxwright") not in json.dumps(server.asked)
