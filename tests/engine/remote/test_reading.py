import base64
import hashlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from engine.data.address import image_folder
from engine.errors import CancelledError, UserError
from engine.remote import store
from engine.remote.cache import ImageCache
from engine.remote.reading import is_at_hand, read_bytes
from engine.remote.store import StoreUnreachableError
from tests.stores import HttpStore, child_environment, forget_connections, say

READER = Path(__file__).with_name("read_images.py")
NAMES = tuple(f"train/{number}.jpg" for number in range(50))


@pytest.fixture
def gate(http_store: HttpStore) -> Iterator[threading.Event]:
    """The store answers ``slow.jpg`` once this is set, and in two halves ``halves.jpg``."""
    event = threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        event.wait()
        say(handler, 200, b"slow")

    def halves(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "2000")
        handler.end_headers()
        handler.wfile.write(bytes(1000))
        event.wait()
        handler.wfile.write(bytes(1000))

    http_store.answers |= {"slow.jpg": slow, "halves.jpg": halves}
    yield event
    event.set()


def reader(root: Path, *names: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(READER), str(root), *names]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=child_environment())


@pytest.mark.parametrize("name", ["a.jpg", "größe 1/b c.jpg", "what?#1&2%20+;.jpg", "a'b\"c.jpg"])
def test_an_image_is_fetched_once_by_its_very_name(http_store: HttpStore, root: Path, name: str) -> None:
    http_store.files[name] = b"an image"
    assert [read_bytes(root / name) for _ in range(2)] == [b"an image"] * 2
    assert read_bytes(root / name, most=2) == b"an"
    assert http_store.asked == {name: 1}
    assert all("Range" not in headers for headers in http_store.headers)
    assert (root / name).read_bytes() == b"an image"


def test_an_empty_file_is_one_too(http_store: HttpStore, root: Path) -> None:
    http_store.files["empty.jpg"] = b""
    assert read_bytes(root / "empty.jpg") == b""
    assert (root / "empty.jpg").exists()


def test_files_of_this_machine_are_read_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"abc")
    assert read_bytes(tmp_path / "a.jpg") == b"abc"
    assert read_bytes(tmp_path / "a.jpg", most=2) == b"ab"
    assert is_at_hand(tmp_path / "a.jpg")
    assert not is_at_hand(tmp_path / "b.jpg")
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "b.jpg")


def test_an_image_that_the_store_lacks_is_missing(http_store: HttpStore, root: Path) -> None:
    with pytest.raises(UserError, match="the image is missing") as raised:
        read_bytes(root / "none.jpg")
    assert not isinstance(raised.value, StoreUnreachableError)
    assert isinstance(raised.value.__cause__, FileNotFoundError)
    assert raised.value.source == f"{http_store.address}/none.jpg"
    assert not (root / "none.jpg").exists()


def status(number: int) -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: say(handler, number, b"topsecret")


def elsewhere(handler: BaseHTTPRequestHandler) -> None:
    """As stores do that hand out keys for a while."""
    handler.send_response(302)
    handler.send_header("Location", "/my%20images/no-access.jpg?signature=topsecret")
    handler.send_header("Content-Length", "0")
    handler.end_headers()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (status(401), "gives no access to the image. Check the address, and who you are"),
        (status(403), "gives no access to the image. Check the address, and who you are"),
        (status(500), "answered 500"),
        (status(503), "answered 503"),
        (elsewhere, "gives no access to the image"),
        (lambda handler: say(handler, 200, b"half", length=1000), "broke off in the middle of the image"),
        (
            lambda handler: say(handler, 200, b"\n<!DOCTYPE html><p>Log in"),
            "a page came instead of the image",
        ),
    ],
)
def test_what_a_store_answers_instead_is_said_plainly_and_never_kept(
    http_store: HttpStore, root: Path, answer: Callable[[BaseHTTPRequestHandler], None], said: str
) -> None:
    http_store.answers["a.jpg"] = answer
    http_store.answers["no-access.jpg?signature=topsecret"] = status(403)
    with pytest.raises(StoreUnreachableError, match=said) as raised:
        read_bytes(root / "a.jpg")
    assert raised.value.source == f"{http_store.address}/a.jpg"
    assert raised.value.remedy
    # Nothing of what was said there goes any further, not even into the log.
    assert raised.value.__cause__ is None
    assert "topsecret" not in str(raised.value)
    assert ImageCache().contents() == ()
    # The next time it may do.
    del http_store.answers["a.jpg"]
    http_store.files["a.jpg"] = b"an image"
    assert read_bytes(root / "a.jpg") == b"an image"


def test_who_one_is_stands_in_a_file_of_ones_own(
    http_store: HttpStore, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password topsecret\n")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    http_store.files["a.jpg"] = b"an image"
    assert read_bytes(root / "a.jpg") == b"an image"
    (headers,) = http_store.headers
    assert headers["Authorization"] == "Basic " + base64.b64encode(b"me:topsecret").decode()


def test_a_store_that_is_not_there_is_named(http_store: HttpStore, root: Path) -> None:
    http_store.close()
    with pytest.raises(StoreUnreachableError, match=r"127\.0\.0\.1:.* cannot be reached .*Check the network"):
        read_bytes(root / "a.jpg")


def test_a_store_that_says_nothing_is_not_waited_for_for_ever(
    http_store: HttpStore, root: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_SILENCE_S", 0.1)
    forget_connections()
    for name in ("slow.jpg", "halves.jpg"):
        with pytest.raises(StoreUnreachableError, match="did not answer in time"):
            read_bytes(root / name)
    assert ImageCache().contents() == ()


def test_waiting_ends_when_it_is_cancelled(http_store: HttpStore, root: Path, gate: threading.Event) -> None:
    def check() -> None:
        if http_store.asked["slow.jpg"]:
            raise CancelledError

    with pytest.raises(CancelledError):
        read_bytes(root / "slow.jpg", check)
    with ThreadPoolExecutor(1) as thread:
        # Whoever waits for the same image while another thread fetches it can be cancelled too.
        first = thread.submit(read_bytes, root / "slow.jpg")
        while http_store.asked["slow.jpg"] < 2:
            gate.wait(0.01)
        with pytest.raises(CancelledError):
            read_bytes(root / "slow.jpg", check)
        gate.set()
        assert first.result() == b"slow"
    assert http_store.asked["slow.jpg"] == 2


def test_a_process_that_is_killed_leaves_no_half_image_and_keeps_nobody_waiting(
    http_store: HttpStore, root: Path, gate: threading.Event
) -> None:
    with reader(root, "halves.jpg") as process:
        while not http_store.asked["halves.jpg"]:
            gate.wait(0.01)
        process.kill()
    assert not (root / "halves.jpg").exists()
    gate.set()
    assert read_bytes(root / "halves.jpg") == bytes(2000)


def test_two_processes_that_want_the_same_images_at_once_fetch_each_once(
    http_store: HttpStore, root: Path
) -> None:
    http_store.files |= {name: name.encode() * 10_000 for name in NAMES}
    with reader(root, *NAMES) as first, reader(root, *NAMES) as second:
        said = [process.communicate()[0].split() for process in (first, second)]
    assert said == [[hashlib.sha256(http_store.files[name]).hexdigest() for name in NAMES]] * 2
    assert http_store.asked == dict.fromkeys(NAMES, 1)
    (content,) = ImageCache().contents()
    assert (content.files, content.bytes) == (50, sum(map(len, http_store.files.values())))


def test_more_images_than_fit_are_read_whole_by_many_threads(http_store: HttpStore, root: Path) -> None:
    http_store.files |= {name: name.encode() * 1000 for name in NAMES}
    cache, largest = ImageCache(), max(map(len, http_store.files.values()))
    cache.set_limit(3 * largest)
    with ThreadPoolExecutor(8) as threads:
        wanted = NAMES[:12] * 3
        for name, data in zip(wanted, threads.map(lambda name: read_bytes(root / name), wanted), strict=True):
            assert data == http_store.files[name]
            assert sum(own.bytes for own in cache.contents()) <= cache.limit()


def test_without_the_libraries_it_is_said_what_to_install(
    http_store: HttpStore, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    http_store.files["a.jpg"] = b"an image"
    assert read_bytes(root / "a.jpg") == b"an image"
    for library in ("fsspec", "filelock"):
        monkeypatch.setitem(sys.modules, library, None)
        forget_connections()
        with pytest.raises(UserError, match=rf"not installed \({library}\).*boxwright\[remote\]"):
            read_bytes(root / "b.jpg")
        # What was fetched before can be read.
        assert read_bytes(root / "a.jpg") == b"an image"


def test_a_folder_in_a_store_is_believed_to_have_what_it_is_asked_for(cache_folder: Path) -> None:
    assert is_at_hand(image_folder("s3://bucket/a") / "b.jpg")
