"""Start the inference process, send it a request, pass on what it says, and see that it ends."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import engine
from engine.data.model import Device, ModelReady, PredictFinished, PredictMessage, PredictRequest
from engine.errors import CancelledError, EngineError, UserError, WorkFailedError
from engine.inference.ending import unexpected_end
from engine.inference.protocol import Failure, decode, encode

_WORKER = "engine.inference.worker"
_SECONDS_BETWEEN_POLLS = 0.05
_SECONDS_TO_DIE = 5.0
_LINES_KEPT = 40

_log = logging.getLogger(__name__)


class InferenceProcess:
    """The process that runs models, started when it is first needed.

    Used by one thread at a time; `close` may be called on any.
    """

    def __init__(self) -> None:
        self._devices: tuple[Device, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def warm_up(self, *, cancelled: Callable[[], bool] = lambda: False) -> tuple[Device, ...]:
        """Start the process and TensorFlow ahead; gives all devices.

        Raises
        ------
        WorkFailedError
            The process stopped or could not be started.
        CancelledError
            The process goes on starting.
        """
        return self._devices

    def devices(self) -> tuple[Device, ...]:
        """All that models run on here; empty before the process has said so."""
        return self._devices

    def predict(
        self,
        request: PredictRequest,
        *,
        cancelled: Callable[[], bool] = lambda: False,
        paused: Callable[[], bool] = lambda: False,
    ) -> Iterator[PredictMessage]:
        """As the function `predict`; while ``paused()`` no more images are run."""
        for message in predict(request, cancelled=cancelled):
            if isinstance(message, ModelReady):
                self._devices = message.devices
            yield message

    def close(self) -> None:
        """End the process for good; a run on another thread is cancelled."""


def predict(
    request: PredictRequest, *, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[PredictMessage]:
    """Run a model over images in a process of its own.

    The process lives as long as the iterator, and no longer than the thread that asked for the first message.

    Parameters
    ----------
    request
        Without images nothing is started and the run is finished at once.
    cancelled
        Asked every 50 ms, also while the model loads.

    Yields
    ------
    PredictMessage
        `ModelReady`; for each image `ImagePredictions`, in the order of the request, or `ImageSkipped`; at the
        end `PredictFinished`.

    Raises
    ------
    UserError
        There is no model there, it cannot be read, or it is no detector.
    WorkFailedError
        The process stopped or could not be started, or memory ran out.
    CancelledError
    """
    if not request.images:
        yield PredictFinished(0.0)
        return
    _check_folder(request.model.path)
    with contextlib.closing(_Child(encode(request))) as child:
        while True:
            if cancelled():
                raise CancelledError
            try:
                line = child.next_line(_SECONDS_BETWEEN_POLLS)
            except queue.Empty:
                continue
            if line is None:
                raise child.obituary()
            message = decode(line)
            if isinstance(message, Failure):
                raise child.with_last_lines(message.error())
            if isinstance(message, PredictRequest):
                text = "the inference process sent a request"
                raise EngineError(text)
            yield message
            if isinstance(message, PredictFinished):
                return


def _check_folder(path: Path) -> None:
    """Refuse at once, before TensorFlow is started, what plainly is no model."""
    remedy = "Give the folder that holds saved_model.pb"
    if path.is_file():
        raise UserError("this is a file, not the folder of a SavedModel", source=path, remedy=remedy)
    if not path.is_dir():
        raise UserError("there is no such folder", source=path, remedy=remedy)
    file = path / "saved_model.pb"
    try:
        file.open("rb").close()
    except FileNotFoundError:
        raise UserError("there is no saved_model.pb in this folder", source=path, remedy=remedy) from None
    except OSError as error:
        raise UserError(
            f"it cannot be read ({error.strerror})", source=file, remedy="Allow this user to read it"
        ) from error


class _Child:
    """The inference process and the two threads that talk and listen to it.

    One thread writes the request and then reads messages: the child says nothing before it has the request.
    Pipes cannot be waited for with a timeout on every platform; a queue can.
    """

    def __init__(self, request: bytes) -> None:
        try:
            self._process = subprocess.Popen(
                # -P: a module in the current folder must not stand in for one of ours.
                [sys.executable, "-P", "-m", _WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=_environment(),
                # Ctrl+C in the terminal is the parent's to answer.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise WorkFailedError(
                f"the inference process could not be started ({error.strerror})",
                remedy="Close other programs, then run the model again",
            ) from error
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._last_lines: deque[str] = deque(maxlen=_LINES_KEPT)
        self._threads = (
            threading.Thread(target=self._converse, args=(request,), name="inference messages"),
            threading.Thread(target=self._keep_last_lines, name="inference log"),
        )
        for thread in self._threads:
            thread.start()

    def next_line(self, timeout: float) -> bytes | None:
        """Take the next message; None once the process has ended.

        Raises
        ------
        queue.Empty
            None came within ``timeout`` seconds.
        """
        return self._lines.get(timeout=timeout)

    def obituary(self) -> UserError:
        """Say why the process ended before its work did."""
        # Its pipes close a moment before it is gone; writing a core file can take a while.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS_TO_DIE)
        self.close()  # until its threads have ended, lines may still come
        return self.with_last_lines(unexpected_end(self._process.returncode, tuple(self._last_lines)))

    def with_last_lines(self, error: UserError) -> UserError:
        """End the process, and note on an exception what it wrote last, for the log file."""
        self.close()
        if self._last_lines:
            error.add_note("The inference process wrote last:\n" + "\n".join(self._last_lines))
        return error

    def close(self) -> None:
        """Stop the process if it still runs, and let go of everything; the second time does nothing."""
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert pipe is not None
            # A request that was never read is still in the buffer.
            with contextlib.suppress(BrokenPipeError):
                pipe.close()

    def _converse(self, request: bytes) -> None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        with contextlib.suppress(BrokenPipeError):
            stdin.write(request)
            # Left open: its end tells the child that we are gone.
            stdin.flush()
        for line in stdout:
            # A process that is killed may leave half a line.
            if line.endswith(b"\n"):
                self._lines.put(line)
        self._lines.put(None)

    def _keep_last_lines(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            text = line.decode(errors="replace").rstrip()
            if text:
                self._last_lines.append(text)
                _log.info("%s", text)


def _environment() -> dict[str, str]:
    """Ours, and where to find the package: the current folder may be any."""
    folders = [str(Path(engine.__file__).resolve().parent.parent)]
    if inherited := os.environ.get("PYTHONPATH"):
        folders.append(inherited)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
