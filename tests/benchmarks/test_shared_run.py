"""Four machines share a run of 2,000 images, and two of them are killed: what comes of it is what one would say.

BOXWRIGHT_BENCHMARK=full pytest -s -n 0 tests/benchmarks/test_shared_run.py
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

import app
from engine.data.dataset import Annotations, Categories, Dataset, Images
from engine.data.model import ModelSpec
from engine.data.run import Standing
from engine.data.sources import Sources
from engine.inference.client import InferenceProcess
from engine.inference.run import RunResult, run_model
from engine.inference.shared_run import ShareOptions, share_run
from engine.store.address import Address
from engine.store.copying import publish
from engine.store.desk import begin_desk, desk_at
from engine.store.predicted import pack
from engine.store.project import ProjectFile
from engine.store.rights import Role, give_rights
from engine.store.tasks import Tasks
from tests.benchmarks.conftest import OURS, Figures
from tests.conftest import DEMO
from tests.postgresql import Server

pytestmark = pytest.mark.skipif(
    os.environ.get("BOXWRIGHT_BENCHMARK") != "full",
    reason="two minutes; ask for it with BOXWRIGHT_BENCHMARK=full",
)

IMAGES = 2000
MACHINES = 4
KILLED_AT = (400, 800)
"""How many images are done when a machine is killed."""
DEAD_AFTER = 5.0
MODEL = ModelSpec(DEMO / "saved_model", DEMO / "label_map.pbtxt")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The demo's images, each many times: the same scene, moved by some pixels."""
    folder = tmp_path_factory.mktemp("images")
    scenes = [cv2.imread(str(path)) for path in sorted((DEMO / "images").iterdir())]
    names = tuple(f"{number:04}.jpg" for number in range(IMAGES))
    for number, name in enumerate(names):
        turns, scene = divmod(number, len(scenes))
        cv2.imwrite(str(folder / name), np.roll(scenes[scene], 7 * turns, axis=1))
    images = Images(np.arange(IMAGES), names, np.zeros((IMAGES, 2), np.int64))
    categories = Categories(np.array([1], np.int64), ("anything",))
    return Dataset(images, categories, Annotations.empty(), folder, folder / "labels.json", "coco")


@pytest.fixture
def address(tmp_path: Path, dataset: Dataset, server: Server) -> Address:
    """The project on a server, with a machine's role for whoever helps."""
    import psycopg

    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, dataset, Sources(dataset.source)).close()
    address = server.database()
    publish(path, address)
    names = dict(zip(Role, give_rights(desk_at(tmp_path, address)), strict=True))
    with psycopg.connect(server.text_of(address.database), autocommit=True) as connection:
        connection.execute("CREATE ROLE machine LOGIN")
        connection.execute(f'GRANT "{names[Role.WORKER]}" TO machine')
    return address


@contextmanager
def machine(folder: Path, address: Address, images: Path) -> Iterator[subprocess.Popen[str]]:
    """A machine of its own, as far as one can tell: it takes batches until the end."""
    call = [
        "worker",
        str(replace(address, user="machine")),
        "--images",
        str(images),
        "--model",
        str(MODEL.path),
    ]
    root = str(Path(app.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *call, "--dead-after", str(DEAD_AFTER)],
        env={**os.environ, "PYTHONPATH": root, "XDG_DATA_HOME": str(folder)},
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def run_here(process: subprocess.Popen[str]) -> int:
    """End a machine as its system does, and hear how many images were run there."""
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 0, said
    return int(said.splitlines()[-1].split()[1])


def test_machines_that_come_and_go_say_what_one_says(
    tmp_path: Path, dataset: Dataset, address: Address, figures: Figures
) -> None:
    with InferenceProcess() as process:
        alone = run_model(dataset, MODEL, process)
    assert dataset.image_root is not None
    begin_desk(tmp_path / "own.boxwright", address)
    with ExitStack() as stack:
        machines = [
            stack.enter_context(machine(tmp_path / f"machine {n}", address, dataset.image_root))
            for n in range(MACHINES)
        ]
        for own in machines:
            assert own.stderr is not None
            assert "taking batches" in own.stderr.readline()
        project = stack.enter_context(closing(ProjectFile(tmp_path / "own.boxwright")))
        living, retaken = list(machines), 0

        def kill(standing: Standing) -> None:
            nonlocal retaken
            killed = MACHINES - len(living)
            if killed < len(KILLED_AT) and standing.done >= KILLED_AT[killed]:
                living.pop().kill()
            with project.storage.guarded() as connection:
                put_back = "SELECT count(*) FROM procrastinate_events WHERE type = 'deferred_for_retry'"
                retaken = max(retaken, connection.exec_driver_sql(put_back).scalar_one())

        begun = time.monotonic()
        shared = share_run(
            dataset,
            MODEL,
            stack.enter_context(InferenceProcess()),
            tasks=Tasks(project.storage),
            kept=project.predicted,
            sharing=ShareOptions(helps=False),
            report=kill,
        )
        seconds = time.monotonic() - begun
        computed = [run_here(own) for own in living]
        with project.storage.guarded() as connection:
            kept = connection.exec_driver_sql("SELECT count(*), count(DISTINCT image) FROM predicted").one()
    assert len(living) == MACHINES - len(KILLED_AT)
    assert tuple(kept) == (IMAGES, IMAGES)
    assert _said(shared) == _said(alone)
    assert retaken >= 1
    what = f"{IMAGES} images on {MACHINES} machines in one, {len(KILLED_AT)} killed"
    figures[what] = {
        OURS: f"{seconds:.1f} s, {retaken} batches taken over; the others ran {' and '.join(map(str, computed))}",
        "goal": f"as one machine's, which took {alone.run.seconds or 0:.1f} s",
    }


def _said(result: RunResult) -> list[tuple[int, bytes]]:
    return [(own.image, pack(own)) for own in result.said]
