"""Batches that machines take from a queue on a real server: each once, and none is lost with a machine."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection, text

from engine.data.batch import Batch, BatchImage
from engine.data.dataset import Dataset
from engine.data.model import Acceleration, ImagePredictions, ModelAbout
from engine.data.sources import Sources
from engine.errors import CancelledError, UserError
from engine.store import schema
from engine.store.copying import publish
from engine.store.desk import joined
from engine.store.dialect import keep_first
from engine.store.predicted import Predicted, pack
from engine.store.project import ProjectFile
from engine.store.server import ServerStorage
from engine.store.task_worker import WorkOptions, work
from engine.store.tasks import Tasks, arguments_of, batch_of, queue_of
from tests.postgresql import Server

KEY, OTHER = "a" * 64, "b" * 64
ONCE = WorkOptions(dead_after=1.0, once=True)


@pytest.fixture
def tasks(tmp_path: Path, dataset: Dataset, sources: Sources, server: Server) -> Iterator[Tasks]:
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, dataset, sources).close()
    address = server.emptied()
    publish(path, address)
    with closing(joined(address)) as storage:
        tasks = Tasks(storage)
        tasks.prepare()
        tasks.prepare()
        yield tasks


def images(*numbers: int) -> list[BatchImage]:
    return [BatchImage(f"{number}.jpg", f"{number:064}") for number in numbers]


def numbers_of(batches: Sequence[Batch]) -> list[int]:
    return [int(image.sha256) for batch in batches for image in batch.images]


class Machine:
    """Takes batches until there are none, or it was told to stop."""

    def __init__(self, storage: ServerStorage, do: Callable[[Batch], None] = lambda batch: None) -> None:
        self._storage = storage
        self._do = do
        self.taken: list[Batch] = []
        self.said: list[str] = []
        self.stop = threading.Event()

    def work(self, options: WorkOptions = ONCE, key: str = KEY) -> None:
        work(self._storage, [key], self._take, options, stopped=self.stop.is_set, say=self.said.append)

    def _take(self, batch: Batch) -> None:
        self.taken.append(batch)
        self._do(batch)


def test_a_batch_is_the_same_behind_the_queue() -> None:
    for own in ((), (BatchImage("ä'\"%s:x\\.jpg", "0"),)):
        batch = Batch(KEY, Acceleration.XLA, own)
        assert batch_of(**arguments_of(batch)) == batch


@pytest.mark.parametrize(
    ("before", "count", "at_once", "sizes"),
    [
        ((), 0, None, []),
        ((), 5, 2, [2, 2, 1]),
        ((), 40, None, [16, 16, 8]),
        ((0, 1, 2), 5, 2, [3, 2]),
        ((0, 1, 2, 3, 4), 5, 2, [5]),
        ((9,), 3, 2, [2, 1]),
    ],
)
def test_what_is_handed_out_already_is_not_once_more(
    tasks: Tasks, before: tuple[int, ...], count: int, at_once: int | None, sizes: list[int]
) -> None:
    tasks.hand_out(KEY, Acceleration.NONE, images(*before), at_once=8)
    tasks.hand_out(OTHER, Acceleration.NONE, images(*range(count)), at_once=8)
    found = tasks.hand_out(KEY, Acceleration.NONE, images(*range(count)), at_once=at_once)
    assert [len(batch.images) for batch in found.values()] == sizes
    assert sorted(numbers_of(list(found.values()))) == list(range(count))
    assert len(tasks.standing(list(found)).over) == 0


def test_a_machine_takes_what_is_for_its_model_alone(tasks: Tasks) -> None:
    found = tasks.hand_out(KEY, Acceleration.XLA, images(*range(5)), at_once=2)
    tasks.hand_out(OTHER, Acceleration.NONE, images(7))
    machine = Machine(tasks.storage)
    machine.work()
    assert machine.taken == list(found.values())
    assert machine.said == []
    assert tasks.standing(list(found)).over == frozenset(found)
    tasks.forget(list(found))
    assert tasks.standing(list(found)).over == frozenset(found)


def test_two_machines_take_each_batch_once(tasks: Tasks) -> None:
    both = threading.Barrier(2, timeout=20)
    first: list[int] = []

    def meet(batch: Batch) -> None:
        # Neither has done all before the other begins.
        if len(first) < 2:
            first.append(1)
            both.wait()

    found = tasks.hand_out(KEY, Acceleration.NONE, images(*range(20)), at_once=2)
    machines = [Machine(tasks.storage, meet) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(machine.work) for machine in machines]:
            done.result()
    assert all(machine.taken for machine in machines)
    assert sorted(numbers_of([*machines[0].taken, *machines[1].taken])) == list(range(20))
    assert tasks.standing(list(found)).over == frozenset(found)


def test_a_machine_that_is_stopped_leaves_its_batch_to_others_at_once(tasks: Tasks) -> None:
    def stop(batch: Batch) -> None:
        stopped.stop.set()
        raise CancelledError

    found = tasks.hand_out(KEY, Acceleration.NONE, images(*range(4)), at_once=2)
    stopped = Machine(tasks.storage, stop)
    stopped.work(WorkOptions())
    # It does not take it again itself.
    assert len(stopped.taken) == 1
    assert tasks.standing(list(found)).over == frozenset()
    machine = Machine(tasks.storage)
    machine.work()
    assert machine.taken == list(found.values())


def test_a_batch_of_a_dead_machine_is_taken_by_another_and_given_up_if_all_die_of_it(tasks: Tasks) -> None:
    first, second = tasks.hand_out(KEY, Acceleration.NONE, images(1, 2), at_once=1)
    with tasks.storage.guarded() as connection:
        # As such a machine leaves them: it was pruned, or it said nothing for long.
        silent = (
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '2 s') RETURNING id"
        )
        dead = connection.exec_driver_sql(silent).scalar_one()
        for number, worker, attempts in ((first, dead, 0), (second, None, 5)):
            connection.exec_driver_sql(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s WHERE id = %s",
                (worker, attempts, number),
            )
    patient = Machine(tasks.storage)
    patient.stop.set()
    patient.work(WorkOptions(dead_after=1000))
    assert tasks.standing([first, second]).running == {first}
    machine = Machine(tasks.storage)
    machine.work()
    assert numbers_of(machine.taken) == [1]
    assert tasks.standing([first, second]).over == {first, second}


def test_a_machine_that_fails_again_and_again_says_why_and_ends(tasks: Tasks) -> None:
    def fail(batch: Batch) -> None:
        raise UserError("out of memory")

    found = tasks.hand_out(KEY, Acceleration.NONE, images(*range(6)), at_once=2)
    machine = Machine(tasks.storage, fail)
    with pytest.raises(UserError, match="out of memory"):
        machine.work()
    assert len(machine.taken) == len(machine.said) + 1 == 3
    assert tasks.standing(list(found)).over == frozenset()


def test_a_machine_goes_on_when_the_server_is_back(tasks: Tasks, server: Server) -> None:
    waits, taken = threading.Event(), threading.Event()

    class Telling(list[str]):
        def append(self, said: str) -> None:
            super().append(said)
            waits.set()

    machine = Machine(tasks.storage, lambda batch: taken.set())
    machine.said = Telling()
    with ThreadPoolExecutor(1) as thread:
        working = thread.submit(machine.work, WorkOptions(dead_after=0.4, patience=0.2))
        try:
            tasks.hand_out(KEY, Acceleration.NONE, images(1))
            assert taken.wait(20)
            taken.clear()
            server.stop()
            try:
                assert waits.wait(20)
            finally:
                server.start()
            tasks.hand_out(KEY, Acceleration.NONE, images(2))
            assert taken.wait(20)
        finally:
            machine.stop.set()
        working.result()
    assert "the server cannot be used" in machine.said[0] and "trying again" in machine.said[0]
    assert numbers_of(machine.taken)[-1] == 2


def test_what_is_taken_back_is_begun_by_nobody(tasks: Tasks) -> None:
    found = tasks.hand_out(KEY, Acceleration.NONE, images(*range(6)), at_once=2)
    tasks.take_back(list(found))
    machine = Machine(tasks.storage)
    machine.work()
    assert machine.taken == []
    assert tasks.standing(list(found)).over == frozenset(found)


def test_the_name_of_a_queue_fits_into_a_channel() -> None:
    assert len(f"procrastinate_queue_v1#{queue_of(KEY)}") < 64


def test_a_file_is_shared_by_nobody(tmp_path: Path, dataset: Dataset, sources: Sources) -> None:
    with (
        closing(ProjectFile.create(tmp_path / "p.boxwright", dataset, sources)) as project,
        pytest.raises(UserError, match="on a server alone"),
    ):
        Tasks(project.storage)


def test_two_machines_that_keep_the_same_at_the_same_time_do_not_run_into_each_other(tasks: Tasks) -> None:
    kept = Predicted(tasks.storage.guarded)
    first, second = (
        ImagePredictions(0, np.zeros((1, 4)), np.array([score]), np.array([1], np.int64))
        for score in (0.1, 0.2)
    )
    waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")

    @contextmanager
    def slow() -> Iterator[Connection]:
        with tasks.storage.guarded() as connection:
            yield connection
            # Not done before the other one waits for it.
            end = time.monotonic() + 20
            while not connection.execute(waits).scalar_one():
                assert time.monotonic() < end
            assert not working.done()

    with ThreadPoolExecutor(1) as thread:
        begun = threading.Event()

        def put() -> None:
            begun.wait(20)
            kept.put(KEY, {"1": second})
            kept.set_about(KEY, ModelAbout("a kind", None))

        working = thread.submit(put)
        with slow() as connection:
            keep_first(connection, schema.predicted, [{"model": KEY, "image": "1", "arrays": pack(first)}])
            begun.set()
        working.result()
    assert kept.read(KEY, ["1"])["1"].scores.tolist() == [0.1]
