"""What the program has let go of is given back to the system, now and then."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.jobs import Jobs, Progress
from app.memory import Memory

Began = list[str]

_LET_GO = """
import numpy as np
from PySide6.QtCore import QCoreApplication
from app.jobs import Jobs
from app.memory import Memory
from tests.app.test_memory import held

program = QCoreApplication([])
memory = Memory(Jobs())
arrays = [np.ones(125_000) for _ in range(200)]
last = arrays.pop()
before = held()
arrays.clear()
print(before - held())
"""


class Clock:
    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    running = Jobs()
    yield running
    running.shut_down()


@pytest.fixture
def memory(jobs: Jobs, clock: Clock) -> Iterator[Memory]:
    with_parent = QObject()
    yield Memory(jobs, with_parent, now=clock)


@pytest.fixture
def began(jobs: Jobs) -> Began:
    kinds: Began = []
    jobs.started.connect(kinds.append)
    return kinds


def work(jobs: Jobs, qtbot: QtBot) -> None:
    def nothing(request: None, progress: Progress) -> None:
        pass

    jobs.start("work", nothing, None, lambda answer: None)
    qtbot.waitUntil(lambda: jobs.idle)


def held() -> int:
    """Bytes that this process holds in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system takes it back by itself")
def test_what_was_let_go_is_given_back_as_work_ends(memory: Memory, jobs: Jobs, qtbot: QtBot) -> None:
    # Small enough to lie on the heap, where the last one keeps all before it from being given back.
    arrays = [np.ones(8000) for _ in range(2000)]
    last = arrays.pop()
    arrays.clear()
    before = held()
    work(jobs, qtbot)
    assert before - held() > 100_000_000
    assert last[0] == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system takes it back by itself")
def test_what_large_arrays_took_is_given_back_at_once() -> None:
    # In a process of its own: in this one, other tests have left holes that arrays lie in.
    run = subprocess.run([sys.executable, "-c", _LET_GO], check=True, capture_output=True, text=True)
    assert int(run.stdout) > 150_000_000


def test_that_is_done_only_now_and_then(
    memory: Memory, jobs: Jobs, clock: Clock, began: Began, qtbot: QtBot
) -> None:
    for _ in range(3):
        work(jobs, qtbot)
    assert began == ["work", "memory", "work", "work"]
    clock.seconds += 60
    began.clear()
    work(jobs, qtbot)
    assert began == ["work", "memory"]
