"""Images in a store, in the window and on the command line."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.application import Application
from app.cli import run
from app.crops import Crops, Wish
from app.jobs import Jobs
from app.operations.dataset import OpenRequest
from engine.data.address import CACHE_VARIABLE, image_folder
from engine.data.flag import FlagKind
from engine.data.sources import Sources
from engine.remote.cache import ImageCache
from tests.conftest import DEMO
from tests.stores import HttpStore, forget_connections, say
from widgets.dialogs.error import ErrorDialog

LABELS = DEMO / "ground_truth.json"
FIRST = "tray_001.jpg"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HttpStore]:
    """A store with the demo's images."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    forget_connections()
    running = HttpStore()
    running.files |= {path.name: path.read_bytes() for path in (DEMO / "images").iterdir()}
    yield running
    running.close()


@pytest.fixture
def gate(store: HttpStore) -> Iterator[threading.Event]:
    """No image comes before this is set."""
    event = threading.Event()

    def slow(handler) -> None:
        event.wait()
        say(handler, 200, store.files[handler.path.rpartition("/")[2]])

    store.answers |= dict.fromkeys(store.files, slow)
    yield event
    event.set()


def shown(application: Application) -> tuple[bool, str]:
    """Whether there is an image, and what is said over it."""
    canvas = application.window.canvas
    return canvas.image is not None, canvas._message or ""


def test_the_window_says_that_an_image_is_on_its_way_and_lives(
    application: Application,
    store: HttpStore,
    gate: threading.Event,
    tmp_path: Path,
    qtbot: QtBot,
    wait_until_idle: Callable[[], None],
) -> None:
    sources = Sources(LABELS, images=image_folder(store.address))
    application.open(OpenRequest(sources, tmp_path / "p.boxwright"))
    qtbot.waitUntil(lambda: application.document.is_open and application.jobs.running("picture"))
    assert shown(application) == (False, f"Fetching the image from {store.address}…")
    # To the next image and on, while none comes: nobody waits for those that are passed.
    for image in (1, 2, 3):
        application.document.go_to_image(image)
        QCoreApplication.processEvents()
    gate.set()
    qtbot.waitUntil(lambda: shown(application)[0], timeout=20_000)
    assert shown(application)[1] == ""
    # Stopped half-way, looking at all images leaves no thread behind.
    application.jobs.cancel("survey")
    wait_until_idle()


def test_an_image_that_did_not_come_is_asked_for_again(
    application: Application,
    store: HttpStore,
    tmp_path: Path,
    wait_until_idle: Callable[[], None],
) -> None:
    store.answers |= dict.fromkeys(store.files, lambda handler: say(handler, 503, b""))
    sources = Sources(LABELS, images=image_folder(store.address))
    application.open(OpenRequest(sources, tmp_path / "p.boxwright"))
    wait_until_idle()
    there, message = shown(application)
    assert not there
    assert message.startswith(f"{store.address}/tray_") and "answered 503. Try again later" in message
    # That images could not be looked at is said once, not for each of them.
    dialogs = [own for own in application.window.findChildren(ErrorDialog) if own.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].close()
    store.answers.clear()
    image = application.document.image
    application.document.go_to_image(image + 1)
    application.document.go_to_image(image)
    wait_until_idle()
    assert shown(application) == (True, "")


def test_commands_take_an_address(store: HttpStore, capsys: pytest.CaptureFixture[str]) -> None:
    del store.files[FIRST]
    assert run(["check", str(LABELS), "--images", store.address, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["images"]
    assert [own["image"] for own in found if own["kind"] == FlagKind.MISSING_IMAGE] == [FIRST]


@pytest.mark.parametrize(
    ("address", "said", "code"),
    [
        ("ftp://host/a", "images cannot be read from such an address", 2),
        ("https://me:topsecret@host/a", "the address of the images has a user or a password in it", 2),
        ("http://127.0.0.1:9/a", "127.0.0.1:9 cannot be reached (Connection refused)", 1),
    ],
)
def test_an_address_that_does_not_work_is_one_line(
    store: HttpStore, address: str, said: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(LABELS), "--images", address]) == code
    err = capsys.readouterr().err
    assert said in err
    assert len(err.splitlines()) == 1
    assert "topsecret" not in err


def test_the_cache_is_shown_bounded_and_emptied(store: HttpStore, capsys: pytest.CaptureFixture[str]) -> None:
    def told() -> dict:
        assert run(["image-cache", "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    cache = ImageCache()
    assert told() == {"folder": str(cache.folder), "limit": 10_000_000_000, "addresses": []}
    cache.keep(image_folder("s3://bucket/a") / "b.jpg", bytes(2_000_000))
    assert run(["image-cache", "--limit", "0.5"]) == 0
    printed = capsys.readouterr()
    assert "s3://bucket/a" in printed.out
    assert "0.00 of at most 0.5 GB" in printed.err
    assert told()["addresses"] == [{"address": "s3://bucket/a", "files": 1, "bytes": 2_000_000}]
    assert run(["image-cache", "--clear"]) == 0
    capsys.readouterr()
    assert told() == {"folder": str(cache.folder), "limit": 500_000_000, "addresses": []}


def test_a_crop_that_did_not_come_is_asked_for_again(store: HttpStore, qtbot: QtBot) -> None:
    jobs = Jobs()
    crops, got = Crops(jobs), {}
    store.answers[FIRST] = lambda handler: say(handler, 503, b"")
    wish = Wish(1, image_folder(store.address) / FIRST, (640, 480), (10.0, 10.0, 50.0, 50.0), 32)
    crops.want([wish], got.update)
    qtbot.waitUntil(lambda: 1 in got and jobs.idle)
    assert got[1].image is None
    store.answers.clear()
    assert crops.want([wish], got.update) == {}
    qtbot.waitUntil(lambda: got[1].image is not None and jobs.idle)
    assert crops.want([wish], got.update).keys() == {1}
    jobs.shut_down()
