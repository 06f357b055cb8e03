"""Crops are cut in the background: those in sight first, each image decoded once, and few kept."""

from pathlib import Path

import cv2
import numpy as np
import pytest

import app.crops
from app.crops import Crops, Wish
from app.jobs import Jobs


@pytest.fixture
def jobs(qtbot):
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def images(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{i}.png" for i in range(4)]
    for i, path in enumerate(paths):
        cv2.imwrite(str(path), np.full((100, 100, 3), 40 * i, np.uint8))
    return paths


def wish(box: int, path: Path | None, side: int = 32) -> Wish:
    return Wish(box, path, (100, 100), (10.0, 10.0, 50.0, 50.0), side)


def test_nothing_wanted_is_nothing_cut(jobs):
    assert Crops(jobs).want([], lambda pictures: None) == {}
    assert jobs.idle


def test_crops_come_and_are_at_hand_from_then_on(jobs, images, qtbot):
    crops, got = Crops(jobs), {}
    wishes = [wish(i, path) for i, path in enumerate(images)]
    assert crops.want(wishes, got.update) == {}
    qtbot.waitUntil(lambda: len(got) == 4)
    assert got[2].image.pixelColor(5, 5).red() == 80
    assert got[2].image.width() == 32
    assert set(crops.want(wishes, got.update)) == {0, 1, 2, 3}
    assert crops.want([wish(0, images[0], side=64)], got.update) == {}
    qtbot.waitUntil(lambda: got[0].side == 64)
    crops.clear()
    assert crops.want(wishes[:1], got.update) == {}
    qtbot.waitUntil(lambda: jobs.idle)


def test_what_went_out_of_sight_is_not_cut(jobs, images, qtbot, monkeypatch):
    monkeypatch.setattr(app.crops, "_HANDED_OVER_AFTER_S", 0.0)
    crops, stale, got = Crops(jobs), {}, {}
    crops.want([wish(i, path) for i, path in enumerate(images[:3])], stale.update)
    crops.want([wish(3, images[3])], got.update)
    qtbot.waitUntil(lambda: 3 in got)
    qtbot.waitUntil(lambda: jobs.idle)
    assert stale == {}
    assert set(got) <= {0, 3}


def test_an_image_is_decoded_once_for_all_its_boxes(jobs, images, qtbot, monkeypatch):
    calls = []
    cut = app.crops.cut_crops
    monkeypatch.setattr(
        app.crops, "cut_crops", lambda path, *rest, **more: calls.append(path) or cut(path, *rest, **more)
    )
    crops, got = Crops(jobs), {}
    crops.want([wish(i, images[i % 2]) for i in range(20)], got.update)
    qtbot.waitUntil(lambda: len(got) == 20)
    assert sorted(calls) == images[:2]


@pytest.mark.parametrize("path", [None, Path("gone.png")])
def test_what_cannot_be_cut_says_why(jobs, path, qtbot):
    crops, got = Crops(jobs), {}
    crops.want([wish(7, path)], got.update)
    qtbot.waitUntil(lambda: 7 in got)
    assert got[7].image is None
    assert got[7].message


def test_no_more_are_kept_than_there_is_room_for(jobs, images, qtbot, monkeypatch):
    monkeypatch.setattr(app.crops, "_LIMIT_BYTES", 3 * 32 * 32 * 4)
    crops, got = Crops(jobs), {}
    wishes = [wish(i, images[i % 4]) for i in range(10)]
    crops.want(wishes, got.update)
    qtbot.waitUntil(lambda: len(got) == 10)
    qtbot.waitUntil(lambda: jobs.idle)
    assert len(crops._kept) == 3
