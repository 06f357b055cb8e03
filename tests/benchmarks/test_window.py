"""The window as it is lived in: start-up, and thousands of reviews after which nothing has become slow or large.

BOXWRIGHT_BENCHMARK=full pytest -n 0 tests/benchmarks/test_window.py
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEventLoop, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Application
from app.operations.dataset import OpenRequest
from engine.data.sources import Sources
from tests.benchmarks.conftest import OURS, Figures
from widgets.plots.panel import made_in_steps
from widgets.theme import Scheme, theme_of

FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
IMAGES = 5000 if FULL else 60
REVIEWS = 2000 if FULL else 30
WARM = REVIEWS // 10
LAST = max(REVIEWS // 20, 10)


def memory_mb() -> float:
    """What this process holds in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@pytest.fixture
def lived_in(
    qapp: QApplication, qtbot: QtBot, coco_scale_script: Path, bccd: Path, tmp_path: Path
) -> Iterator[tuple[Application, Callable[[], None]]]:
    """The window on files of COCO's size, with images of 640 x 480 and flags priced."""
    command = [sys.executable, str(coco_scale_script), str(tmp_path), "--images", str(IMAGES)]
    subprocess.run(command, check=True, capture_output=True)
    photographs = sorted((bccd / "JPEGImages").iterdir())
    images = tmp_path / "images"
    application = Application(qapp)
    qtbot.addWidget(application.window)
    application.window.resize(1600, 1000)
    application.window.show()

    def wait() -> None:
        while not application.jobs.idle:
            loop = QEventLoop()
            QTimer.singleShot(20, loop.quit)
            loop.exec()

    truth = tmp_path / "ground_truth.json"
    application.open(
        OpenRequest(Sources(truth, predictions=tmp_path / "predictions.json"), tmp_path / "a.boxwright")
    )
    wait()
    names = application.document.review.dataset.images.file_names
    chance = np.random.default_rng(0)
    for number, name in enumerate(names):
        place = images / name
        place.parent.mkdir(parents=True, exist_ok=True)
        # Shifted at random, so that no two look alike: copies would be flagged as such.
        photograph = cv2.imread(str(photographs[number % len(photographs)]))
        shift = (int(chance.integers(480)), int(chance.integers(640)))
        cv2.imwrite(str(place), np.roll(photograph, shift, axis=(0, 1))[:: chance.choice([-1, 1])])
    sources = Sources(truth, images=images, predictions=tmp_path / "predictions.json")
    application.open(OpenRequest(sources, tmp_path / "b.boxwright"))
    wait()
    yield application, wait
    application.window.close()


def review_one(application: Application, chance: random.Random) -> None:
    """What a reviewer does with a flag: mostly a key, now and then a nudge, a drag of the mouse, or an undo."""
    window, canvas, document = application.window, application.window.canvas, application.document
    if document.entry is None:
        QTest.keyClick(window, Qt.Key.Key_N)
    if document.selection and chance.random() < 0.2:
        QTest.keyClick(window, Qt.Key.Key_Left)
        box = document.selected[0].box_xyxy
        canvas.boxes_dragging.emit(((document.selection[0], tuple(side + 2 for side in box)),))
        canvas.drag_cancelled.emit()
    key = chance.choices([Qt.Key.Key_Return, Qt.Key.Key_X, Qt.Key.Key_U, Qt.Key.Key_D], weights=[6, 6, 1, 1])[
        0
    ]
    QTest.keyClick(window, key)
    if chance.random() < 0.05:
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    canvas.setCursor(Qt.CursorShape.ArrowCursor)
    QTest.mouseMove(canvas, QPointF(300, 200).toPoint())


def test_thousands_of_reviews_make_nothing_slow_or_large(
    lived_in: tuple[Application, Callable[[], None]], figures: Figures
) -> None:
    application, wait = lived_in
    chance = random.Random(0)
    times, memory = [], [memory_mb()]
    for number in range(REVIEWS):
        start = perf_counter()
        review_one(application, chance)
        QApplication.processEvents()
        times.append(perf_counter() - start)
        if number % 5 == 4:
            # A reviewer looks; prices, images and flags come meanwhile.
            wait()
        if (number + 1) % WARM == 0:
            memory.append(memory_mb())
    first, last = (statistics.median(part) * 1000 for part in (times[WARM : WARM + LAST], times[-LAST:]))
    figures["a review in the window on the GUI thread, COCO's size: the first hundred, the last of 2,000"] = {
        OURS: f"median {first:.0f} ms, {last:.0f} ms", "goal": "as quick",
    }  # fmt: skip
    figures["memory that 2,000 reviews add, images kept included; after the first 200"] = {
        OURS: f"{memory[-1] - memory[0]:.0f} MB; {memory[-1] - memory[1]:.0f} MB (holds {memory[-1]:.0f} MB)",
        "goal": "50 MB",
    }  # fmt: skip
    assert len(application.document.review.verdicts) > REVIEWS // 2


def test_the_window_is_usable_soon_after_the_start(figures: Figures) -> None:
    script = (
        "import time; start = time.perf_counter(); from app.window import load_window; qt, program = load_window();"
        "program.window.show(); qt.processEvents(); print(time.perf_counter() - start);"
        "import sys; assert 'tensorflow' not in sys.modules; program.window.close()"
    )
    seconds = []
    for _ in range(3 if FULL else 1):
        run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
        seconds.append(float(run.stdout.split()[-1]))
    figures["the program loaded to its window painted, warm"] = {
        OURS: f"{min(seconds):.2f} s",
        "goal": "1.5 s",
    }


def test_making_the_plots_holds_the_window_up_for_a_step_at_most(qtbot: QtBot, figures: Figures) -> None:
    times, panel = [], None
    steps = made_in_steps(theme_of(Scheme.LIGHT))
    while panel is None:
        start = process_time()
        panel = next(steps)
        times.append((process_time() - start) * 1000)
    qtbot.addWidget(panel)
    figures["plots made when first asked for: the longest time between two events, processor time"] = {
        OURS: f"{max(times):.0f} ms of {sum(times):.0f} ms", "goal": "50 ms",
    }  # fmt: skip
