"""Background work: an engine function on a thread, a frozen request in and a frozen response out."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from engine.errors import CancelledError

Progress = Callable[[str, int, int], None]
"""Called by the work with what is going on, how many are done, of how many; raises CancelledError."""

Work = Callable[[Any, Progress], Any]

WorkInParts = Callable[[Any, Progress], Iterator[Any]]
"""Work that answers more than once."""

_SECONDS_BETWEEN_REPORTS = 0.05


class _Parts:
    """Answers that come one after the other; once all are handed over, the job's own."""

    def __init__(self, answers: Iterator[Any]) -> None:
        self.answers = answers


class _Task:
    """One request on its way; lives until its answer is in.

    No QRunnable: PySide keeps one that it does not delete by itself, and with it the request, for ever.
    """

    def __init__(self, jobs: Jobs, kind: str, job_id: int, work: Work, request: Any) -> None:
        self.kind = kind
        self.job_id = job_id
        self.cancelled = threading.Event()
        self._jobs = jobs
        self._work = work
        self._request = request
        self._reported = 0.0

    def run(self) -> None:
        """Do the work on a thread of the pool."""
        answer: Any = None
        error: BaseException | None = None
        try:
            self._report("", 0, 0)
            answer = self._work(self._request, self._report)
            if isinstance(answer, _Parts):
                self._hand_over(answer)
        except BaseException as raised:
            error = raised
        self._jobs._answered.emit(self.job_id, answer, error)

    def _hand_over(self, parts: _Parts) -> None:
        """Hand every answer over as soon as it is there; where there is none, that."""
        some = False
        for part in parts.answers:
            some = True
            self._jobs._partly_answered.emit(self.job_id, part)
            self._report("", 0, 0)
        if not some:
            self._jobs._partly_answered.emit(self.job_id, None)

    def _report(self, text: str, done: int, total: int) -> None:
        if self.cancelled.is_set():
            raise CancelledError
        now = time.monotonic()
        if text and now - self._reported >= _SECONDS_BETWEEN_REPORTS:
            self._reported = now
            self._jobs._reported.emit(self.job_id, text, done, total)


class Jobs(QObject):
    """Runs background work and brings its answers to the GUI thread.

    A newer job of a kind replaces an older one: the old one is cancelled and its answer dropped.
    """

    started = Signal(str)
    """Kind."""
    progressed = Signal(str, str, int, int)
    """Kind, what is going on, how many are done, of how many (0: not known)."""
    ended = Signal(str)
    """Kind; after the answer was handed over, an error was passed on, or the job was cancelled."""
    failed = Signal(str, object)
    """Kind and exception."""
    cancelled = Signal(str)
    """Kind; a person or a newer job of the kind stopped it."""

    _reported = Signal(int, str, int, int)
    _answered = Signal(int, object, object)
    _partly_answered = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(4)
        self._ids = itertools.count(1)
        self._tasks: dict[int, _Task] = {}
        self._current: dict[str, int] = {}
        self._receivers: dict[int, Callable[[Any], None]] = {}
        self._reported.connect(self._pass_on_progress)
        self._answered.connect(self._pass_on_answer)
        self._partly_answered.connect(self._pass_on_part)

    def start(self, kind: str, work: Work, request: Any, receive: Callable[[Any], None]) -> int:
        """Start work; ``receive`` gets its answer on the GUI thread unless it was replaced or cancelled.

        Returns
        -------
        int
            The job's id.
        """
        self.cancel(kind)
        job_id = next(self._ids)
        task = _Task(self, kind, job_id, work, request)
        self._tasks[job_id] = task
        self._receivers[job_id] = receive
        self._current[kind] = job_id
        self.started.emit(kind)
        self._pool.start(task.run)
        return job_id

    def start_in_parts(
        self, kind: str, work: WorkInParts, request: Any, receive: Callable[[Any], None]
    ) -> int:
        """The same of work that yields what it knows so far; ``receive`` gets every answer, in order."""
        return self.start(kind, lambda own, progress: _Parts(work(own, progress)), request, receive)

    def running(self, kind: str) -> bool:
        """Whether a job of this kind is under way."""
        return kind in self._current

    @property
    def idle(self) -> bool:
        """Whether nothing is under way, and every answer was handed over."""
        return not self._tasks

    def cancel(self, kind: str) -> None:
        """Ask the job of this kind to stop; its answer will be dropped."""
        job_id = self._current.pop(kind, None)
        if job_id is not None:
            self._tasks[job_id].cancelled.set()
            self._receivers.pop(job_id, None)
            self.cancelled.emit(kind)
            self.ended.emit(kind)

    def shut_down(self) -> None:
        """Cancel everything and wait until no thread is left."""
        for kind in list(self._current):
            self.cancel(kind)
        self._pool.waitForDone()
        self._tasks.clear()

    @Slot(int, str, int, int)
    def _pass_on_progress(self, job_id: int, text: str, done: int, total: int) -> None:
        task = self._tasks.get(job_id)
        if task is not None and self._current.get(task.kind) == job_id:
            self.progressed.emit(task.kind, text, done, total)

    @Slot(int, object)
    def _pass_on_part(self, job_id: int, part: Any) -> None:
        task, receive = self._tasks.get(job_id), self._receivers.get(job_id)
        if task is not None and receive is not None and self._current.get(task.kind) == job_id:
            receive(part)
        else:
            _discard(part)

    @Slot(int, object, object)
    def _pass_on_answer(self, job_id: int, answer: Any, error: BaseException | None) -> None:
        task = self._tasks.pop(job_id, None)
        receive = self._receivers.pop(job_id, None)
        if task is None or self._current.get(task.kind) != job_id or receive is None:
            _discard(answer)
            return
        del self._current[task.kind]
        try:
            if error is None:
                if not isinstance(answer, _Parts):
                    receive(answer)
            elif not isinstance(error, CancelledError):
                self.failed.emit(task.kind, error)
        finally:
            self.ended.emit(task.kind)


def _discard(answer: Any) -> None:
    """A stale answer may hold a file open."""
    close = getattr(answer, "close", None)
    if callable(close):
        close()
