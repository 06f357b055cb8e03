"""The inference process as a child of this one, and the threads that talk and listen to it."""

from __future__ import annotations

import contextlib
import itertools
import logging
import queue
import subprocess
import threading
from collections import deque
from concurrent.futures import Future

from engine.errors import EngineError, UserError, WorkFailedError
from engine.inference.ending import unexpected_end
from engine.inference.interpreter import command, environment
from engine.inference.protocol import Answer, Request, Word, decode, encode

_SECONDS_TO_DIE = 5.0
_SECONDS_BETWEEN_LOOKS = 0.01
_LINES_KEPT = 40
_ANSWERS_KEPT = 256
"""Answers that are read ahead of whoever takes them; then the process must wait, as it does for any full pipe."""

_log = logging.getLogger(__name__)


class Child:
    """One inference process; once it has ended there is no second life.

    Who forgets to close it can still end: its threads do not hold a program up, and the process ends with its pipes.

    Pipes can neither be waited for with a timeout nor written to without one on every platform; queues can, and a
    thread for each pipe serves them.

    Raises
    ------
    UserError
        There is nothing to start: see `engine.inference.interpreter`.
    WorkFailedError
        It cannot be started.
    """

    def __init__(self) -> None:
        self._command = command()
        self._numbers = itertools.count(1)
        self._said: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._heard: queue.Queue[bytes | None] = queue.Queue(_ANSWERS_KEPT)
        self._last_lines: deque[str] = deque(maxlen=_LINES_KEPT)
        self._closing = threading.Lock()
        self._killed = False
        started: Future[subprocess.Popen[bytes]] = Future()
        reader = threading.Thread(target=self._read, args=(started,), name="inference messages", daemon=True)
        reader.start()
        try:
            self._process = started.result()
        except OSError as error:
            reader.join()
            raise WorkFailedError(
                f"the inference process could not be started ({error.strerror})",
                remedy="Close other programs, then run the model again",
            ) from error
        others = (
            threading.Thread(target=self._write, name="inference requests", daemon=True),
            threading.Thread(target=self._keep_last_lines, name="inference log", daemon=True),
        )
        for thread in others:
            thread.start()
        self._threads = (reader, *others)

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it still runs, and is to."""
        return not self._killed and self._process.poll() is None

    def ask(self, request: Request) -> int:
        """Make a request; give its number."""
        number = next(self._numbers)
        self._said.put(encode(number, request))
        return number

    def say(self, number: int, word: Word) -> None:
        """Say something about a request."""
        self._said.put(encode(number, word))

    def hear(self, number: int, timeout: float) -> Answer | None:
        """Take the next answer to a request; what is left of earlier ones is dropped.

        Returns
        -------
        Answer or None
            None came within ``timeout`` seconds.

        Raises
        ------
        WorkFailedError
            The process has ended.
        """
        try:
            line = self._heard.get(timeout=timeout)
        except queue.Empty:
            return None
        if line is None:
            self._heard.put(None)  # for whoever asks again
            raise self._obituary()
        about, message = decode(line)
        if isinstance(message, Request | Word):
            text = f"the inference process sent a request: {message!r}"
            raise EngineError(text)
        return message if about == number else None

    def with_last_lines(self, error: UserError) -> UserError:
        """Note on an exception what the process wrote last, for the log file."""
        lines = tuple(self._last_lines)
        if lines:
            error.add_note("The inference process wrote last:\n" + "\n".join(lines))
        return error

    def kill(self) -> None:
        """Have the process end, without waiting for that: what it has in memory takes a while to be given back."""
        self._killed = True
        self._process.kill()

    def close(self) -> None:
        """Stop the process if it still runs, and let go of everything; the second time does nothing."""
        self.kill()
        self._process.wait()
        self._said.put(None)
        with self._closing:
            self._drop_answers()
            for thread in self._threads:
                thread.join()
            for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
                assert pipe is not None
                # A request that was never read is still in the buffer.
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _drop_answers(self) -> None:
        """Let the thread that reads them come to its end, and leave word of it for whoever asks."""
        reader, *_ = self._threads
        while reader.is_alive():
            with contextlib.suppress(queue.Empty):
                self._heard.get(timeout=_SECONDS_BETWEEN_LOOKS)
        with contextlib.suppress(queue.Full):  # then its own word is there
            self._heard.put_nowait(None)

    def _obituary(self) -> UserError:
        """Say why the process ended before its work did."""
        # Its pipes close a moment before it is gone; writing a core file can take a while.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS_TO_DIE)
        self.close()  # until its threads have ended, lines may still come
        return self.with_last_lines(unexpected_end(self._process.returncode, tuple(self._last_lines)))

    def _read(self, started: Future[subprocess.Popen[bytes]]) -> None:
        """Start the process and listen to it until it ends.

        The process ends with the thread that starts it (see `engine.inference.parent`); a job's may end too soon.
        """
        try:
            process = _start(self._command)
        except OSError as error:
            started.set_exception(error)
            return
        started.set_result(process)
        assert process.stdout is not None
        for line in process.stdout:
            # A process that is killed may leave half a line.
            if line.endswith(b"\n"):
                self._heard.put(line)
        self._heard.put(None)

    def _write(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            while (line := self._said.get()) is not None:
                self._process.stdin.write(line)
                # Left open: its end tells the child that we are gone.
                self._process.stdin.flush()

    def _keep_last_lines(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            text = line.decode(errors="replace").rstrip()
            if text:
                self._last_lines.append(text)
                _log.info("%s", text)


def _start(arguments: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # Ctrl+C in the terminal is the parent's to answer.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
