import queue
import threading
import time
from contextlib import closing

import cv2
import numpy as np
import pytest

from engine.data.address import CACHE_VARIABLE, image_folder
from engine.data.model import ImageSkipped
from engine.inference.decoding import Decoding, Picture
from engine.inference.detector import Prepared
from tests.stores import HttpStore, forget_connections

SIDE = 100
BYTES = SIDE * SIDE * 3
SECONDS = 10


class AsItIs:
    """Of a detector what decoding needs: images as they are."""

    kind, device, batch, names, first_class = "", "", None, None, 1

    def prepare(self, pixels):
        return Prepared(pixels, (pixels.shape[1], pixels.shape[0]))

    def detect(self, batch):
        return []


class Broken(AsItIs):
    def prepare(self, pixels):
        raise ZeroDivisionError


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "a.png"
    cv2.imwrite(str(file), np.full((SIDE, SIDE, 3), 7, np.uint8))
    return file


def starved(decoding: Decoding) -> bool:
    """Wait until an image waits for room."""
    end = time.monotonic() + SECONDS
    while not decoding.is_starving:
        if time.monotonic() > end:
            return False
    return True


def test_images_come_prepared_or_with_why_not(path, tmp_path):
    done = queue.SimpleQueue()
    with closing(Decoding(AsItIs(), done.put, lambda: None)) as decoding:
        decoding.submit(4, path)
        decoding.submit(5, tmp_path / "missing.png")
        first, second = sorted((done.get(timeout=SECONDS) for _ in range(2)), key=lambda item: item.image)
    assert isinstance(first, Picture) and (first.image, first.held, first.note) == (4, BYTES, None)
    assert (first.prepared.pixels == 7).all()
    assert second == ImageSkipped(5, "the image is missing")


def test_images_of_a_store_are_fetched_and_the_end_waits_for_none(path, tmp_path, monkeypatch):
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    forget_connections()
    asked, gate = threading.Event(), threading.Event()

    def slow(handler):
        asked.set()
        gate.wait()

    done = queue.SimpleQueue()
    with closing(HttpStore()) as store:
        store.files["a.png"] = path.read_bytes()
        store.answers["slow.png"] = slow
        root = image_folder(store.address)
        with closing(Decoding(AsItIs(), done.put, lambda: None)) as decoding:
            decoding.submit(4, root / "a.png")
            assert (done.get(timeout=SECONDS).prepared.pixels == 7).all()
            decoding.submit(5, root / "slow.png")
            assert asked.wait(SECONDS)
        gate.set()
    assert done.empty()


def test_a_bug_comes_out_where_it_is_seen(path):
    done = queue.SimpleQueue()
    with closing(Decoding(Broken(), done.put, lambda: None)) as decoding:
        decoding.submit(0, path)
        assert isinstance(done.get(timeout=SECONDS), ZeroDivisionError)


def test_no_more_is_decoded_than_there_is_room_for_until_some_is_released(path):
    """Two decoded images fit, but no third can be decoded beside them."""
    done, told = queue.SimpleQueue(), threading.Event()
    with closing(Decoding(AsItIs(), done.put, told.set, budget=4 * BYTES)) as decoding:
        for image in range(10):
            decoding.submit(image, path)
        seen = []
        for _ in range(5):
            pair = [done.get(timeout=SECONDS) for _ in range(2)]
            seen += pair
            if len(seen) < 10:
                assert starved(decoding) and told.is_set() and done.empty()
            for picture in pair:
                decoding.release(picture)
    assert sorted(picture.image for picture in seen) == list(range(10))


def test_an_image_larger_than_all_the_room_is_let_in_alone(path):
    done = queue.SimpleQueue()
    with closing(Decoding(AsItIs(), done.put, lambda: None, budget=1)) as decoding:
        for image in range(3):
            decoding.submit(image, path)
        for _ in range(3):
            decoding.release(done.get(timeout=SECONDS))


def test_who_waits_for_room_is_sent_away_at_the_end(path):
    done = queue.SimpleQueue()
    with closing(Decoding(AsItIs(), done.put, lambda: None, budget=1)) as decoding:
        for image in range(9):
            decoding.submit(image, path)
        assert isinstance(done.get(timeout=SECONDS), Picture) and starved(decoding)
    assert done.empty()
