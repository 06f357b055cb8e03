"""How soon an image is seen, and how smoothly it is adjusted; docs/benchmarks.md quotes the figures.

    BOXWRIGHT_BENCHMARK=full pytest -n 0 tests/benchmarks/test_pictures.py

runs with an image of 20,000 x 20,000 (some ten seconds to write it); without the variable with a smaller one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.sources import Sources
from tests.benchmarks.conftest import OURS, Figures

FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
HUGE = 20_000 if FULL else 4_000
WIDTH, HEIGHT = 4000, 3000
IMAGES = 6
ROUNDS = 20

SEE_HUGE = """
import sys
from pathlib import Path
from time import perf_counter
from PySide6.QtWidgets import QApplication
from app.jobs import Jobs
from app.pictures import Pictures
from widgets.canvas.canvas import Canvas

application = QApplication([])
canvas = Canvas()
canvas.resize(1600, 1000)
canvas.show()
canvas.repaint()
jobs = Jobs()
def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024

before = peak()
start = perf_counter()

def show(picture):
    canvas.set_image(picture.image, picture.size_wh, picture.message)
    canvas.fit()
    canvas.repaint()
    print(perf_counter() - start, peak() - before, picture.image.reduced_by, flush=True)
    if picture.final:
        application.quit()

Pictures(jobs).load(Path(sys.argv[1]), show)
application.exec()
jobs.shut_down()
"""


def photograph(width: int, height: int, seed: int) -> np.ndarray:
    """Smooth, with a little grain: of it a JPEG is as large as of a photograph."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (height // 40, width // 40, 3), np.uint8)
    smooth = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return cv2.add(smooth, rng.integers(0, 12, smooth.shape, np.uint8))


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder = tmp_path_factory.mktemp("photographs")
    names = [f"{number}.jpg" for number in range(IMAGES)]
    for number, name in enumerate(names):
        cv2.imwrite(str(folder / name), photograph(WIDTH, HEIGHT, number))
    images = [
        {"id": n + 1, "file_name": name, "width": WIDTH, "height": HEIGHT} for n, name in enumerate(names)
    ]
    boxes = [
        {"id": n + 1, "image_id": n % IMAGES + 1, "category_id": 1, "bbox": [90 * (n % 40), 50 * n, 80, 60]}
        for n in range(50)
    ]
    truth = folder / "truth.json"
    truth.write_text(
        json.dumps({"images": images, "annotations": boxes, "categories": [{"id": 1, "name": "nut"}]})
    )
    return Sources(truth, images=folder)


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, sources: Sources, tmp_path: Path) -> Iterator[Application]:
    running = Application(qapp)
    qtbot.addWidget(running.window)
    running.window.resize(1600, 1000)
    with qtbot.waitExposed(running.window):
        running.window.show()
    running.open(OpenRequest(sources, tmp_path / "photographs.boxwright"))
    qtbot.waitUntil(lambda: running.jobs.idle, timeout=240_000)
    yield running
    running.window.close()


def milliseconds(times: list[float]) -> str:
    return f"median {np.median(times) * 1e3:.1f} ms, longest {max(times) * 1e3:.1f} ms"


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def test_a_prefetched_image_is_shown(opened: Application, qtbot: QtBot, figures: Figures) -> None:
    document, canvas = opened.document, opened.window.canvas
    times = []
    for round_ in range(ROUNDS):
        image = (document.image + 1) % 3
        qtbot.waitUntil(lambda: opened.jobs.idle, timeout=240_000)

        def show(image: int = image) -> None:
            document.go_to_image(image)
            canvas.repaint()

        seconds = timed(show)
        assert canvas.image is not None and canvas.image.reduced_by == 1
        if round_ >= 3:
            times.append(seconds)
    figures["next image, 4000 x 3000, prefetched"] = {OURS: milliseconds(times), "goal": "50 ms"}


def test_a_preview_is_shown_first(opened: Application, qtbot: QtBot, figures: Figures) -> None:
    document, canvas = opened.document, opened.window.canvas
    times, whole = [], []
    for round_ in range(ROUNDS):
        opened._pictures.clear()
        start = perf_counter()
        document.go_to_image((round_ + 1) % IMAGES)
        qtbot.waitUntil(lambda: canvas.image is not None, timeout=60_000)
        canvas.repaint()
        times.append(perf_counter() - start)
        qtbot.waitUntil(lambda: canvas.image is not None and canvas.image.reduced_by == 1, timeout=60_000)
        canvas.repaint()
        whole.append(perf_counter() - start)
        qtbot.waitUntil(lambda: opened.jobs.idle, timeout=60_000)
    figures["image of 4000 x 3000, not prefetched: preview"] = {OURS: milliseconds(times), "goal": "100 ms"}
    figures["image of 4000 x 3000, not prefetched: in full"] = {OURS: milliseconds(whole)}


@pytest.mark.parametrize("zoom", ["fitted", "100 %"])
def test_a_step_of_a_slider(opened: Application, qtbot: QtBot, figures: Figures, zoom: str) -> None:
    document, window = opened.document, opened.window
    document.go_to_image(1)
    qtbot.waitUntil(lambda: opened.jobs.idle, timeout=60_000)
    window.canvas.fit()
    if zoom != "fitted":
        window.canvas.set_zoom(1.0)
    opened.actions["adjust"].trigger()
    window.repaint()

    def step(value: int) -> None:
        window.adjust.gamma.setValue(value)
        window.canvas.repaint()
        window.adjust.repaint()

    times = [timed(lambda value=value: step(value)) for value in range(-ROUNDS, ROUNDS)]
    figures[f"step of a slider, 4000 x 3000, {zoom}"] = {OURS: milliseconds(times), "goal": "16 ms"}


@pytest.mark.skipif(
    not Path("/proc/self/status").is_file(), reason="how much memory was used is not told here"
)
def test_an_image_of_400_megapixels_is_seen(tmp_path: Path, figures: Figures) -> None:
    path = tmp_path / "huge.jpg"
    tile = photograph(HUGE // 10, HUGE // 10, 1)
    cv2.imwrite(str(path), np.tile(tile, (10, 10, 1)))
    command = [sys.executable, "-c", SEE_HUGE, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        seconds, megabytes, reduced = (float(word) for word in line.split())
        what = f"{HUGE:,} x {HUGE:,} JPEG of {path.stat().st_size / 1e6:.0f} MB, at 1/{reduced:.0f}"
        figures[what] = {OURS: f"{seconds:.2f} s, {megabytes:.0f} MB", "goal": "2 s, 300 MB"}
