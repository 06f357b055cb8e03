"""Images loaded in the background: previews first, large ones in parts, the next ones beforehand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

import app.pictures
from app.jobs import Jobs
from app.pictures import PartRequest, Picture, Pictures
from engine.errors import WorkFailedError


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def pictures(jobs: Jobs) -> Pictures:
    return Pictures(jobs)


@pytest.fixture
def wait(jobs: Jobs, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: jobs.idle, timeout=60_000)


def scene(width: int, height: int) -> np.ndarray:
    y, x = np.mgrid[:height, :width]
    return np.dstack([x * 255 // width, y * 255 // height, 255 - x * 255 // width]).astype(np.uint8)


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    path = tmp_path / "photograph.jpg"
    cv2.imwrite(str(path), scene(3000, 2000)[..., ::-1])
    return path


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    path = tmp_path / "drawing.png"
    cv2.imwrite(str(path), scene(300, 200)[..., ::-1])
    return path


def loaded(pictures: Pictures, path: Path, wait: Callable[[], None]) -> list[Picture]:
    received: list[Picture] = []
    pictures.load(path, received.append)
    wait()
    return received


def reductions(received: list[Picture]) -> list[float | None]:
    return [None if picture.image is None else round(picture.image.reduced_by, 2) for picture in received]


def test_a_missing_image_is_told(pictures: Pictures, tmp_path: Path, wait: Callable[[], None]) -> None:
    received = loaded(pictures, tmp_path / "none.jpg", wait)
    assert [picture.image for picture in received] == [None]
    assert "missing" in str(received[0].message)


def test_a_photograph_is_seen_reduced_first(
    pictures: Pictures, photograph: Path, wait: Callable[[], None]
) -> None:
    received = loaded(pictures, photograph, wait)
    assert reductions(received) == [2.0, 1.0]
    assert [picture.final for picture in received] == [False, True]
    assert {picture.size_wh for picture in received} == {(3000, 2000)}
    assert pictures.get(photograph) is received[1]


def test_what_takes_as_long_reduced_is_seen_at_once(
    pictures: Pictures, drawing: Path, wait: Callable[[], None]
) -> None:
    assert reductions(loaded(pictures, drawing, wait)) == [1.0]


@pytest.mark.parametrize("name", ["photograph", "drawing"])
def test_an_image_too_large_to_be_kept_is_halved_and_says_so_where_its_parts_cannot_be_read(
    pictures: Pictures,
    name: str,
    wait: Callable[[], None],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = request.getfixturevalue(name)
    width, height = (3000, 2000) if name == "photograph" else (300, 200)
    monkeypatch.setattr(app.pictures, "_LARGEST_BYTES", width * height * 3 // 4)
    whole = loaded(pictures, path, wait)[-1]
    assert reductions([whole]) == [2.0]
    assert whole.size_wh == (width, height)
    assert whole.note == (
        None
        if name == "photograph"
        else "Shown at 50% of its 300 × 200 pixels: all of them would take too much memory"
    )


def test_a_part_of_a_photograph_is_read_as_it_is_in_the_whole(
    pictures: Pictures, photograph: Path, drawing: Path, wait: Callable[[], None]
) -> None:
    parts: list[app.pictures.Levels | None] = []
    pictures.load_part(PartRequest(photograph, (1200, 800, 640, 480)), parts.append)
    wait()
    pictures.load_part(PartRequest(drawing, (20, 20, 50, 50)), parts.append)
    wait()
    part, none = parts
    assert none is None
    assert part is not None
    assert part.box_xyxy == (1200, 800, 1840, 1280)
    assert part.scale_xy == (1, 1)
    expected = scene(3000, 2000)[800:1280, 1200:1840]
    assert np.abs(part.finest.astype(int) - expected).max() < 10


def test_where_there_is_no_memory_for_the_whole_the_preview_stays(
    pictures: Pictures, photograph: Path, wait: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, *, max_bytes: int, check: object) -> None:
        raise WorkFailedError("there is not enough memory for this image", source=path)

    monkeypatch.setattr(app.pictures, "read_for_display", fail)
    last = loaded(pictures, photograph, wait)[-1]
    assert last.final
    assert reductions([last]) == [2.0]
    assert "not enough memory" in str(last.message)


def test_the_next_images_wait_for_the_one_to_be_seen(
    pictures: Pictures, jobs: Jobs, photograph: Path, drawing: Path, wait: Callable[[], None]
) -> None:
    started: list[str] = []
    jobs.started.connect(started.append)
    pictures.load(photograph, lambda picture: None)
    pictures.prefetch([drawing])
    wait()
    assert started == ["picture", "detail", "prefetch"]
    assert pictures.get(drawing) is not None


def test_no_more_is_loaded_beforehand_than_can_be_kept(
    pictures: Pictures, tmp_path: Path, wait: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(6)]
    for path in paths:
        cv2.imwrite(str(path), scene(120, 90))
    loaded(pictures, paths[0], wait)
    shown = pictures.get(paths[0])
    assert shown is not None and shown.image is not None
    monkeypatch.setattr(app.pictures, "_KEPT_BYTES", 3 * shown.image.bytes)
    for _ in range(2):
        pictures.prefetch(paths[1:])
        wait()
        assert [pictures.get(path) is not None for path in paths] == [True, True, True, False, False, False]
        pictures.get(paths[0])


def test_of_small_images_the_last_ones_are_kept(
    pictures: Pictures, tmp_path: Path, wait: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.pictures, "_MOST_KEPT", 3)
    paths = [tmp_path / f"{number}.png" for number in range(5)]
    for path in paths:
        cv2.imwrite(str(path), scene(12, 9))
        loaded(pictures, path, wait)
    assert [pictures.get(path) is not None for path in paths] == [False, False, True, True, True]


def test_nothing_arrives_after_all_is_forgotten(
    pictures: Pictures, photograph: Path, wait: Callable[[], None]
) -> None:
    received: list[Picture] = []
    pictures.load(photograph, received.append)
    pictures.clear()
    wait()
    assert received == []
