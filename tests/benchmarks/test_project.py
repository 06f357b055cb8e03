"""How long a project takes to open, and an edit until it is on disk; docs/benchmarks.md quotes the table.

    BOXWRIGHT_BENCHMARK=full pytest -n 0 tests/benchmarks/test_project.py

measures at the size of COCO's validation set, and at ten times that; without the variable it runs small, to see that it
works.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from engine.data.edit import Edit
from engine.data.journal import Action, JournalEntry, Origin, Step
from engine.data.sources import Sources
from engine.opening import open_project, open_sources
from engine.store.project import ProjectFile
from tests.benchmarks.conftest import OURS, Figures

FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
IMAGES = 5000 if FULL else 60
STEPS = 2000 if FULL else 20
ROUNDS = 5 if FULL else 1


def begun(script: Path, folder: Path, images: int) -> Path:
    """A project with labels and predictions of so many images."""
    command = [sys.executable, str(script), str(folder), "--images", str(images)]
    subprocess.run(command, check=True, capture_output=True)
    path = folder / "p.boxwright"
    sources = Sources(folder / "ground_truth.json", predictions=folder / "predictions.json")
    open_sources(sources, path).close()
    return path


@pytest.fixture(scope="module")
def project(coco_scale_script: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begun(coco_scale_script, tmp_path_factory.mktemp("scale"), IMAGES)


def opened(path: Path, rounds: int) -> tuple[float, float]:
    """Seconds, the medians: to read all that is in it, and to have it under review with metrics and flags."""
    read, whole = [], []
    for _ in range(rounds):
        start = perf_counter()
        file = ProjectFile(path)
        file.dataset(), file.journal(), file.predictions()
        read.append(perf_counter() - start)
        file.close()
        start = perf_counter()
        open_project(path).close()
        whole.append(perf_counter() - start)
    return float(np.median(read)), float(np.median(whole))


def test_an_edit_on_disk(project: Path, tmp_path: Path, figures: Figures) -> None:
    # The steps do not follow from each other: of a copy.
    file = ProjectFile(Path(shutil.copyfile(project, tmp_path / "p.boxwright")))
    boxes = file.dataset().annotations
    chance = random.Random(0)
    times = []
    for number in range(STEPS):
        box = boxes.at(chance.randrange(len(boxes)))
        step = Step((Edit.move(box, (1.0, 2.0, 30.0 + number, 40.0)),), (), Origin.DRAGGED)
        entry = JournalEntry(Action.DO, step, "somebody", datetime.now(UTC))
        start = perf_counter()
        file.append(entry)
        times.append(1000 * (perf_counter() - start))
    file.close()
    median, last = np.percentile(times, [50, 99])
    figures["an edit on disk"] = {OURS: f"{median:.1f} ms, 99th percentile {last:.1f} ms", "goal": "5 ms"}
    assert len(times) == STEPS


def test_opening_at_the_size_of_coco(project: Path, figures: Figures) -> None:
    read, whole = opened(project, ROUNDS)
    figures["open a project: read and compared with its seals"] = {OURS: f"{read:.2f} s", "goal": ""}
    figures["open a project: with metrics and flags"] = {OURS: f"{whole:.2f} s", "goal": "1.5 s"}


def test_opening_at_ten_times_the_size(
    coco_scale_script: Path, tmp_path_factory: pytest.TempPathFactory, figures: Figures
) -> None:
    if not FULL:
        pytest.skip("ten times COCO's size is measured in full runs only")
    path = begun(coco_scale_script, tmp_path_factory.mktemp("large"), 10 * IMAGES)
    read, whole = opened(path, 1)
    figures["open ten times as much: read and compared with its seals"] = {OURS: f"{read:.2f} s", "goal": ""}
    figures["open ten times as much: with metrics and flags"] = {OURS: f"{whole:.2f} s", "goal": "15 s"}
