"""Machines that share a run, in real processes on a real server: each image is computed once, as one machine would."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.data.model import ModelSpec, PredictMessage, PredictRequest
from engine.data.run import Standing
from engine.data.sources import Sources
from engine.errors import CancelledError
from engine.inference.client import InferenceProcess
from engine.inference.run import RunOptions, RunResult, run_model
from engine.inference.shared_run import ShareOptions, share_run
from engine.store.copying import publish
from engine.store.desk import begin_desk
from engine.store.predicted import pack
from engine.store.project import ProjectFile
from engine.store.task_worker import WorkOptions
from engine.store.tasks import Tasks
from tests.conftest import DEMO
from tests.engine.inference import take_until_killed
from tests.postgresql import Server

IMAGES = 12
MODEL = ModelSpec(DEMO / "saved_model", DEMO / "label_map.pbtxt")
ONE_BY_ONE = RunOptions(batch=1)


@pytest.fixture(scope="module")
def dataset(demo_dataset: Dataset) -> Dataset:
    """The first images of the demo, two of which are the same."""
    images = demo_dataset.images
    names = (*images.file_names[: IMAGES - 1], images.file_names[0])
    own = replace(images, ids=images.ids[:IMAGES], file_names=names, sizes_wh=images.sizes_wh[:IMAGES])
    rows = np.flatnonzero(demo_dataset.annotations.images < 0)
    return replace(
        demo_dataset,
        images=own,
        annotations=demo_dataset.annotations.take(rows),
        records={},
        image_records={},
    )


@pytest.fixture(scope="module")
def alone(dataset: Dataset, process: InferenceProcess) -> RunResult:
    """What one machine says."""
    return run_model(dataset, MODEL, process, options=ONE_BY_ONE)


@pytest.fixture
def join(tmp_path: Path, dataset: Dataset, server: Server) -> Iterator[Callable[[str], ProjectFile]]:
    """Opens the project on one more machine."""
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, dataset, Sources(dataset.source)).close()
    address = server.emptied()
    publish(path, address)
    opened: list[ProjectFile] = []

    def join(machine: str) -> ProjectFile:
        desk = tmp_path / machine / "desk.boxwright"
        begin_desk(desk, address)
        opened.append(ProjectFile(desk))
        return opened[-1]

    yield join
    for project in opened:
        project.close()


class Counting(InferenceProcess):
    """The real process, and what it was asked for."""

    def __init__(self, process: InferenceProcess) -> None:
        super().__init__()
        self._process = process
        self.asked: list[Path] = []

    def predict(self, request: PredictRequest, **how: Callable[[], bool]) -> Iterator[PredictMessage]:
        self.asked += request.paths
        yield from self._process.predict(request, **how)


def share(
    project: ProjectFile, dataset: Dataset, process: InferenceProcess, sharing: ShareOptions, **how: object
) -> RunResult:
    return share_run(
        dataset, MODEL, process, tasks=Tasks(project.storage), kept=project.predicted,
        options=ONE_BY_ONE, sharing=sharing, **how,
    )  # fmt: skip


def same(result: RunResult, alone: RunResult) -> bool:
    packed = [[(own.image, pack(own)) for own in each.said] for each in (result, alone)]
    return packed[0] == packed[1] and result.images == alone.images and result.names == alone.names


def test_a_machine_that_nobody_helps_says_what_it_says_alone(
    join: Callable[[str], ProjectFile], dataset: Dataset, process: InferenceProcess, alone: RunResult
) -> None:
    project, heard, stood = join("own"), Counting(process), list[Standing]()
    result = share(project, dataset, heard, ShareOptions(at_once=4), report=stood.append)
    assert same(result, alone)
    assert sorted(heard.asked) == sorted(set(heard.asked)) and len(heard.asked) == IMAGES - 1
    assert (result.run.computed, result.reused, result.run.device) == (IMAGES - 1, 0, "one machine")
    assert (stood[-1].done, stood[-1].total) == (IMAGES, IMAGES)
    # All is known: nothing is handed out.
    again = share(project, dataset, heard, ShareOptions(helps=False))
    assert same(again, alone) and again.reused == IMAGES
    assert len(heard.asked) == IMAGES - 1


def test_a_machine_is_killed_and_another_goes_on_with_its_batch(
    join: Callable[[str], ProjectFile],
    dataset: Dataset,
    process: InferenceProcess,
    alone: RunResult,
    child_environment: dict[str, str],
) -> None:
    project, heard = join("own"), Counting(process)
    join("other")
    options = ShareOptions(at_once=6, helps=False)
    helped = ShareOptions(at_once=6, work=WorkOptions(dead_after=1.0))
    tasks = Tasks(project.storage)
    first = subprocess.Popen(
        [
            sys.executable, take_until_killed.__file__, str(project.path.parents[1] / "other" / "desk.boxwright"),
            str(dataset.image_root), str(MODEL.path), "3", "1.0",
        ],
        env=child_environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    tasks.prepare()
    with first, ThreadPoolExecutor(1) as thread:
        assert first.stdout is not None
        stop = threading.Event()
        waiting = thread.submit(share, project, dataset, heard, options, cancelled=stop.is_set)
        assert first.stdout.readline() == "in the middle\n"
        first.send_signal(signal.SIGKILL)
        first.wait()
        stop.set()
        with pytest.raises(CancelledError):
            waiting.result()
    with project.storage.guarded() as connection:
        left = connection.exec_driver_sql("SELECT status, attempts FROM procrastinate_jobs").all()
    assert [tuple(own) for own in left] == [("doing", 0)]
    result = share(project, dataset, heard, helped)
    assert same(result, alone)
    assert len(heard.asked) == len(set(heard.asked))
    with project.storage.guarded() as connection:
        kept = connection.exec_driver_sql("SELECT count(*), count(DISTINCT image) FROM predicted").one()
    assert tuple(kept) == (IMAGES - 1, IMAGES - 1)
