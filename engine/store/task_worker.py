"""A machine that takes batches of a shared run, one after the other, and says all the while that it is alive."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.data.batch import Batch
from engine.errors import CancelledError, WorkFailedError
from engine.store.server import ServerStorage, said_plainly
from engine.store.tasks import LOCK_STATEMENT, TASK, batch_of, queue_of, unwrapped

if TYPE_CHECKING:
    from procrastinate import App, PsycopgConnector
    from procrastinate.job_context import JobContext
    from procrastinate.retry import BaseRetryStrategy
    from procrastinate.worker import Worker

_SECONDS_BETWEEN_POLLS = 0.1
_SECONDS_BETWEEN_LOOKS = 2.0
"""A batch that was put back is not told of, but found; and so often a machine says that it lives."""
_SIGNS_OF_LIFE = 4
"""So many at least are missed before a machine is taken for dead, also by one that is less patient."""
_SECONDS_TO_RECOVER = 5
_CONNECTIONS = 4
_ATTEMPTS = 5
"""A batch that was left so often is given up: it may be what ends the machines."""
_FAILURES = 3
"""A machine that fails so often, one time after the other, is no help."""


@dataclass(frozen=True, slots=True)
class WorkOptions:
    """How a machine works.

    Attributes
    ----------
    dead_after : float
        Seconds: a machine that said nothing for so long is taken for dead, and its batch is another's. One that lives
        says so every two seconds, or more often where this is short.
    patience : float
        Seconds that the server is waited for until it cannot be reached, and then until the next try.
    once : bool
        Whether to end where there is nothing to take.
    """

    dead_after: float = 30.0
    patience: float = 5.0
    once: bool = False


def work(
    storage: ServerStorage,
    keys: Sequence[str],
    do: Callable[[Batch], None],
    options: WorkOptions,
    *,
    stopped: Callable[[], bool],
    say: Callable[[str], None],
) -> None:
    """Take batches, one after the other, until that is stopped.

    Parameters
    ----------
    storage
        Of the project; its tasks are prepared, see `engine.store.tasks`.
    keys
        Of batches to take, see `engine.data.batch.Batch`.
    do
        Does one, on another thread; on return it is done. It is another machine's where `CancelledError` is raised, and
        any other error.
    options
    stopped
        Asked several times a second.
    say
        Told in a sentence what went wrong while the work goes on.

    Raises
    ------
    UserError
        The server refuses; or it cannot be used, and the work was to end by itself. What `do` raises, where it fails
        again and again.
    """
    while True:
        machine = _Machine(storage, keys, do, options, stopped, say)
        try:
            # Windows' own kind of loop cannot wait for a database.
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(machine.work())
        except WorkFailedError as error:
            if options.once or machine.failed is not None:
                raise
            say(f"{error.problem}; trying again")
        if machine.failed is not None:
            raise machine.failed
        if options.once or _pause(options.patience, stopped):
            return


class _Machine:
    """Work over one connection to the server."""

    def __init__(
        self,
        storage: ServerStorage,
        keys: Sequence[str],
        do: Callable[[Batch], None],
        options: WorkOptions,
        stopped: Callable[[], bool],
        say: Callable[[str], None],
    ) -> None:
        self._storage = storage
        self._queues = [queue_of(key) for key in keys]
        self._do = do
        self._options = options
        self._stopped = stopped
        self._say = say
        self._failures = 0
        self.failed: Exception | None = None
        """Why there is no use in going on here."""

    async def work(self) -> None:
        """Until it is stopped, or the server cannot be reached."""
        from procrastinate import App, PsycopgConnector

        connector = PsycopgConnector(
            kwargs=self._storage.parameters(),
            min_size=1,
            max_size=_CONNECTIONS,
            timeout=self._options.patience,
        )
        app = App(connector=connector)
        app.task(name=TASK, retry=_put_back())(self._take)
        with said_plainly(self._storage.address), unwrapped():
            async with app.open_async():
                await self._look_after(app, connector)

    async def _look_after(self, app: App, connector: PsycopgConnector) -> None:
        dead_after = self._options.dead_after
        await _put_back_stalled(app, connector, self._queues, dead_after)
        looks_every = min(_SECONDS_BETWEEN_LOOKS, dead_after / _SIGNS_OF_LIFE)
        working = asyncio.create_task(
            app.run_worker_async(
                queues=self._queues,
                wait=not self._options.once,
                fetch_job_polling_interval=looks_every,
                update_heartbeat_interval=looks_every,
                stalled_worker_timeout=dead_after,
                install_signal_handlers=False,
                task_middleware=[self._stopping],
            )
        )
        looked_at = time.monotonic()
        try:
            while not working.done() and not self._stopped() and self.failed is None:
                await asyncio.wait([working], timeout=_SECONDS_BETWEEN_POLLS)
                if time.monotonic() - looked_at > looks_every:
                    await _put_back_stalled(app, connector, self._queues, dead_after)
                    looked_at = time.monotonic()
        finally:
            working.cancel()
            (ended,) = await asyncio.gather(working, return_exceptions=True)
        if isinstance(ended, Exception):
            raise ended

    def _take(self, key: str, acceleration: str, images: list[list[str]]) -> None:
        """Do one batch, on a thread of its own."""
        try:
            self._do(batch_of(key, acceleration, images))
        except CancelledError:
            raise
        except Exception as error:
            self._failures += 1
            if self._failures >= _FAILURES:
                self.failed = error
            else:
                self._say(f"a batch failed here: {error}")
            raise
        self._failures = 0

    def _stopping(self, process: Callable[[], Any], context: JobContext, worker: Worker) -> Any:
        """Do one batch, and see that none is begun after it if there is no use in that: least of all the same."""
        try:
            return process()
        finally:
            if self.failed is not None or self._stopped():
                # It has no types.
                stop: Callable[[], None] = worker.stop
                stop()


def _put_back() -> BaseRetryStrategy:
    from procrastinate.jobs import Job
    from procrastinate.retry import BaseRetryStrategy, RetryDecision

    class PutBack(BaseRetryStrategy):
        """A batch that was not done is taken once more, by whoever comes first."""

        def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
            if isinstance(exception, CancelledError):
                return RetryDecision()
            if job.attempts < _ATTEMPTS:
                # Another machine may be quicker, and have better luck.
                return RetryDecision(retry_in={"seconds": _SECONDS_TO_RECOVER})
            return None

    return PutBack()


async def _put_back_stalled(
    app: App, connector: PsycopgConnector, queues: Sequence[str], dead_after: float
) -> None:
    """Put back the batches of machines that say nothing any more."""
    from procrastinate.exceptions import ConnectorException
    from procrastinate.jobs import Status
    from psycopg.errors import RaiseException

    manager = app.job_manager
    # One machine at a time: what another has put back may be a living one's already.
    async with connector.pool.connection() as line:
        await line.execute(LOCK_STATEMENT)
        for queue in queues:
            for job in await manager.get_stalled_jobs(queue=queue, seconds_since_heartbeat=dead_after):
                assert job.id is not None
                try:
                    if job.attempts < _ATTEMPTS:
                        await manager.retry_job(job)
                    else:
                        await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=False)
                except ConnectorException as error:
                    # It was not dead after all, and is done by now.
                    if not isinstance(error.__cause__, RaiseException):
                        raise


def _pause(seconds: float, stopped: Callable[[], bool]) -> bool:
    """Wait, unless that is stopped; whether it is."""
    end, never = time.monotonic() + seconds, threading.Event()
    while not stopped():
        if time.monotonic() >= end:
            return False
        never.wait(_SECONDS_BETWEEN_POLLS)
    return True
