"""Fifty people on one project: how long an edit takes them, and whether all of it is there, also where all goes wrong.

    BOXWRIGHT_BENCHMARK=full pytest -n 0 tests/benchmarks/test_team.py

runs 50 people with 1,000 edits each, 2.5 a second; without the variable it runs small, to see that it works. One of
them has the whole engine; the others are light, see `tests.crowd`: fifty windows that each work out what all others do
are more than one machine has room for. docs/benchmarks.md quotes the table.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.sources import Sources
from engine.opening import open_project, open_sources
from engine.store.address import Address
from engine.store.copying import publish
from engine.store.desk import begin_desk
from tests.benchmarks.conftest import OURS, Figures
from tests.crowd import Work, account, wait_for, work, work_whole
from tests.line import Line
from tests.postgresql import Server

FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
PEOPLE = 50 if FULL else 4
EDITS = int(os.environ.get("BOXWRIGHT_EDITS", "1000")) if FULL else 10
SECONDS = EDITS / float(os.environ.get("BOXWRIGHT_PACE", "2.5")) if FULL else 0.5
IMAGES = 300 if FULL else 40
CUT_S = min(0.3 * SECONDS, 60.0)
LARGE = 50_000 if FULL else 40
ALONE = 1000 if FULL else 10
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.crowd"])


def begun(script: Path, folder: Path, images: int, *more: str) -> Path:
    """A project with labels and predictions of so many images."""
    folder.mkdir()
    command = [sys.executable, str(script), str(folder), "--images", str(images), *more]
    subprocess.run(command, check=True, capture_output=True)
    path = folder / "p.boxwright"
    sources = Sources(folder / "ground_truth.json", predictions=folder / "predictions.json")
    open_sources(sources, path).close()
    return path


@dataclass
class Person:
    """Somebody at work, in a process of their own."""

    own: Work
    whole: bool
    go: Any
    process: Any = None
    ready: Any = None

    def start(self) -> None:
        self.ready = _PROCESSES.Event()
        self.process = _PROCESSES.Process(target=_work, args=(self.own, self.whole, self.ready, self.go))
        self.process.start()

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


def _work(own: Work, whole: bool, ready: Any, go: Any) -> None:
    def started() -> None:
        ready.set()
        go.wait()

    (work_whole if whole else work)(own, started)


@contextmanager
def crowd(address: Address, folder: Path, line: Line) -> Iterator[list[Person]]:
    """All of them, once each has opened the project; every fifth is at the end of a line."""
    go = _PROCESSES.Event()
    people = []
    for number in range(PEOPLE):
        author = f"person {number}"
        desk = folder / author / "desk.boxwright"
        port = line.port if number % 5 == 1 else address.port
        begin_desk(desk, Address(address.database, address.host, port, address.user))
        ahead = timedelta(hours=number % 3 - 1)
        own = Work(desk, author, desk.with_name("log"), EDITS, SECONDS, (number, PEOPLE), ahead)
        people.append(Person(own, number == 0, go))
    try:
        for person in people:
            person.start()
            assert person.ready.wait(60)
        go.set()
        yield people
        for person in people:
            person.process.join()
            assert person.process.exitcode == 0, person.own.author
    finally:
        for person in people:
            if person.process is not None:
                person.kill()


def note(figures: Figures, what: str, seconds: Sequence[float], goal: str = "") -> None:
    ms = 1000 * np.asarray(seconds)
    middle, late = np.percentile(ms, [50, 99])
    figures[what] = {
        OURS: f"median {middle:.1f} ms, p99 {late:.1f} ms, longest {ms.max():.0f} ms",
        "goal": goal,
    }


@pytest.fixture
def address(server: Server, coco_scale_script: Path, tmp_path: Path) -> Address:
    path = begun(
        coco_scale_script, tmp_path / "begun", IMAGES, "--categories", "10", "--predictions-per-image", "20"
    )
    address = server.database()
    publish(path, address)
    return address


def test_of_what_many_people_do_nothing_is_lost(
    address: Address, tmp_path: Path, figures: Figures, server: Server
) -> None:
    with Line(server.port) as line, crowd(address, tmp_path, line) as people:
        begin = perf_counter()
    seconds = perf_counter() - begin
    found = account([person.own for person in people], tmp_path / "back.boxwright")
    assert len(found.seconds) == PEOPLE * EDITS
    what = f"an edit of one of {PEOPLE} people, {PEOPLE * EDITS / seconds:.0f} edits/s, {found.conflicts} conflicts"
    note(figures, what, found.seconds, "p99 100 ms")


@pytest.mark.skipif(not FULL, reason="tests/engine/test_crowd.py has the same, small")
def test_whatever_goes_wrong_in_the_middle_nothing_is_lost(
    address: Address, tmp_path: Path, figures: Figures, server: Server
) -> None:
    total = PEOPLE * EDITS
    with Line(server.port) as line, crowd(address, tmp_path, line) as people:
        wait_for(address, total // 8)
        line.cut()
        mended = threading.Timer(CUT_S, line.mend)
        mended.start()
        wait_for(address, total // 6)
        server.kill()
        server.start()
        wait_for(address, total // 5)
        # The second is at the end of the line that is cut, and has steps that wait.
        for number in (2, 1):
            people[number].kill()
        server.stop()
        server.start()
        people[2].start()
        mended.join()
        # To open a project needs the line.
        people[1].start()
        wait_for(address, total // 2)
    found = account([person.own for person in people], tmp_path / "back.boxwright")
    what = f"the same while all goes wrong, {found.conflicts} conflicts"
    note(figures, what, found.seconds)


def test_a_large_project_on_a_server(
    coco_scale_script: Path, server: Server, tmp_path: Path, figures: Figures
) -> None:
    address = server.database()
    publish(begun(coco_scale_script, tmp_path / "large", LARGE), address)
    desk = tmp_path / "desk.boxwright"
    begin_desk(desk, address)
    begin = perf_counter()
    with closing(open_project(desk)) as review:
        figures[f"open {LARGE} images on a server"] = {
            OURS: f"{perf_counter() - begin:.1f} s",
            "goal": "20 s",
        }
        chance = np.random.default_rng(0)
        seconds = []
        for row in chance.integers(len(review.annotations), size=ALONE).tolist():
            box = review.annotations.at(row)
            x1, y1, x2, y2 = box.box_xyxy
            begin = perf_counter()
            review.apply([Edit.move(box, (x1 + 1, y1, x2 + 1, y2))], Origin.DRAGGED)
            seconds.append(perf_counter() - begin)
    note(figures, f"an edit of it, alone, {LARGE} images", seconds, "20 ms")
