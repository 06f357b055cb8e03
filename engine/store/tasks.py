"""The queue of what several machines are to do for one project, in the project's own database: procrastinate's."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from engine.data.batch import Batch, BatchImage
from engine.data.model import Acceleration
from engine.errors import UserError
from engine.store.dialect import see_others
from engine.store.server import ServerStorage
from engine.store.storage import Storage

TASK = "boxwright.predict"
_LOCK = 0x626F79
"""Whoever holds it is the only one that hands out, or puts back what was left lying."""
_LEAST, _MOST, _PARTS = 16, 256, 64
"""Images of a batch, and batches of a run: not so small that a machine waits, nor so large that all wait for one."""
_UNDONE = ("todo", "doing")
_IS_UNDONE = "status IN ('todo', 'doing')"
_TABLES = ("procrastinate_jobs", "procrastinate_events", "procrastinate_workers")
_CHANGED_BY_MACHINES = (
    "status, worker_id, attempts, scheduled_at, priority, queue_name, lock, abort_requested"
)
"""Not what is to be done."""


@dataclass(frozen=True, slots=True)
class TasksStanding:
    """How batches that were handed out stand.

    Attributes
    ----------
    running : frozenset of int
        Numbers of those that a machine is at.
    over : frozenset of int
        Those done, given up, or taken back.
    machines : frozenset of int
        Numbers of the machines that are or were at one of them, as far as they are still there.
    """

    running: frozenset[int]
    over: frozenset[int]
    machines: frozenset[int]


class Tasks:
    """Batches of images that any machine may take.

    Parameters
    ----------
    storage
        Of a project on a server.

    Raises
    ------
    UserError
        The project is a file, or the library is not installed.
    """

    def __init__(self, storage: Storage) -> None:
        if not isinstance(storage, ServerStorage):
            raise UserError(
                "several machines share what is on a server alone",
                source=storage.name,
                remedy="Publish it first: boxwright publish PROJECT ADDRESS",
            )
        require_library(storage.name)
        self.storage = storage

    def prepare(self) -> None:
        """Make the tables where they are not there yet.

        Raises
        ------
        UserError
            They are not, and whoever asks may not make them.
        """
        with self._alone() as connection:
            make_tables(connection)

    def hand_out(
        self,
        key: str,
        acceleration: Acceleration,
        images: Sequence[BatchImage],
        *,
        at_once: int | None = None,
    ) -> dict[int, Batch]:
        """Let machines run a model over images; those that were handed out already are not once more.

        Parameters
        ----------
        key, acceleration
            As of `Batch`.
        images
            No two of the same bytes.
        at_once
            Images of a batch; None: as many as seem right.

        Returns
        -------
        dict of int to Batch
            All that have some of the images, by number.
        """
        size = at_once or min(max(len(images) // _PARTS, _LEAST), _MOST)
        wanted = {image.sha256 for image in images}
        with self._alone() as connection:
            undone = _undone(connection, queue_of(key))
            theirs = {own.sha256 for batch in undone.values() for own in batch.images}
            left = [image for image in images if image.sha256 not in theirs]
            batches = [
                Batch(key, acceleration, tuple(left[start : start + size]))
                for start in range(0, len(left), size)
            ]
            numbers = _defer(connection, batches) if batches else []
        waited_for = {
            number: batch
            for number, batch in undone.items()
            if any(image.sha256 in wanted for image in batch.images)
        }
        return waited_for | dict(zip(numbers, batches, strict=True))

    def standing(self, numbers: Sequence[int]) -> TasksStanding:
        """How batches stand."""
        query = text("SELECT id, status, worker_id FROM procrastinate_jobs WHERE id = ANY(:numbers)")
        with self.storage.guarded() as connection:
            rows = connection.execute(query, {"numbers": list(numbers)}).all()
        undone = {row.id for row in rows if row.status in _UNDONE}
        return TasksStanding(
            frozenset(row.id for row in rows if row.status == "doing"),
            frozenset(numbers) - undone,
            frozenset(row.worker_id for row in rows if row.worker_id is not None),
        )

    def waiting_besides(self, keys: Sequence[str]) -> int:
        """How many batches wait that are for other models, as a machine sees it that has one."""
        query = text(
            "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND queue_name <> ALL(:queues)"
        )
        with self.storage.guarded() as connection:
            return int(connection.execute(query, {"queues": [queue_of(key) for key in keys]}).scalar_one())

    def take_back(self, numbers: Sequence[int]) -> None:
        """See that nobody begins with batches, whoever handed them out; a machine that is at one goes on with it."""
        manager = _manager()
        with self._alone() as connection:
            for number in numbers:
                manager.cancel_job_by_id(number, connection=_raw(connection))
        self.forget(numbers)

    def forget(self, numbers: Sequence[int]) -> None:
        """Delete what is known of batches that are over."""
        query = text(f"DELETE FROM procrastinate_jobs WHERE id = ANY(:numbers) AND NOT {_IS_UNDONE}")
        with self._alone() as connection:
            connection.execute(query, {"numbers": list(numbers)})

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        with self.storage.guarded() as connection, unwrapped():
            see_others(connection)
            connection.execute(text(LOCK_STATEMENT))
            yield connection


LOCK_STATEMENT = f"SELECT pg_advisory_xact_lock({_LOCK})"


def require_library(source: str) -> None:
    """See that procrastinate is there.

    Parameters
    ----------
    source
        The project, for the message.

    Raises
    ------
    UserError
        It is not.
    """
    if importlib.util.find_spec("procrastinate") is None:
        raise UserError(
            "the library for tasks is not installed",
            source=source,
            remedy='Install it: pip install "boxwright[team]"',
        )


@contextmanager
def unwrapped() -> Iterator[None]:
    """The database's own failures in place of those that procrastinate makes of them."""
    from procrastinate.exceptions import ConnectorException

    try:
        yield
    except ConnectorException as error:
        raise error.__cause__ or error from None


def queue_of(key: str) -> str:
    """The queue of the batches of one model: a machine that has it listens to no other."""
    # PostgreSQL's names of channels are short.
    return f"run-{key[:32]}"


def arguments_of(batch: Batch) -> dict[str, Any]:
    """A batch as JSON; the inverse of `batch_of`."""
    images = [[image.file_name, image.sha256] for image in batch.images]
    return {"key": batch.key, "acceleration": batch.acceleration.value, "images": images}


def batch_of(key: str, acceleration: str, images: Sequence[Sequence[str]]) -> Batch:
    """A batch from what `arguments_of` gives."""
    return Batch(key, Acceleration(acceleration), tuple(BatchImage(*own) for own in images))


def make_tables(connection: Connection) -> None:
    """Make the tables of tasks where there are none."""
    from procrastinate.schema import SchemaManager

    if connection.execute(text("SELECT to_regclass('procrastinate_jobs')")).scalar() is None:
        _raw(connection).execute(SchemaManager.get_schema())


def grants(worker: str, lead: str) -> tuple[str, ...]:
    """Statements that let machines take batches, and leads hand them out; nobody else sees them.

    Parameters
    ----------
    worker, lead
        The roles, quoted.
    """
    tables = ", ".join(_TABLES)
    return (
        f"REVOKE ALL ON {tables} FROM PUBLIC, {worker}, {lead}",
        f"GRANT SELECT ON {tables} TO {worker}",
        f"GRANT UPDATE ({_CHANGED_BY_MACHINES}) ON procrastinate_jobs TO {worker}",
        f"GRANT INSERT ON procrastinate_events TO {worker}",
        f"GRANT INSERT, UPDATE, DELETE ON procrastinate_workers TO {worker}",
        f"GRANT USAGE ON SEQUENCE procrastinate_events_id_seq, procrastinate_workers_id_seq TO {worker}",
        f"GRANT INSERT, DELETE ON procrastinate_jobs TO {lead}",
        f"GRANT SELECT, UPDATE ON procrastinate_periodic_defers TO {lead}",
        f"GRANT USAGE ON SEQUENCE procrastinate_jobs_id_seq TO {lead}",
    )


def _undone(connection: Connection, queue: str) -> dict[int, Batch]:
    query = text(f"SELECT id, args FROM procrastinate_jobs WHERE queue_name = :queue AND {_IS_UNDONE}")
    rows = connection.execute(query, {"queue": queue}).all()
    return {row.id: batch_of(**row.args) for row in rows}


def _defer(connection: Connection, batches: Sequence[Batch]) -> list[int]:
    from procrastinate.jobs import Job

    jobs = [
        Job(
            id=None,
            queue=queue_of(batch.key),
            lock=None,
            queueing_lock=None,
            task_name=TASK,
            task_kwargs=arguments_of(batch),
        )
        for batch in batches
    ]
    done = _manager().batch_defer_jobs(jobs, connection=_raw(connection))
    return [job.id for job in done if job.id is not None]


def _manager() -> Any:
    """Procrastinate's own statements, in transactions of ours."""
    from procrastinate import SyncPsycopgConnector
    from procrastinate.manager import JobManager

    return JobManager(SyncPsycopgConnector())


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection
