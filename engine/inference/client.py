"""The inference process as the rest of the program sees it: asked for predictions, kept warm, ended."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Generator, Iterator
from typing import Self

from engine.data.features import FeatureMessage, FeatureRequest, FeaturesFinished
from engine.data.fine_tune import FineTuned, FineTuneMessage, FineTuneRequest
from engine.data.model import Device, ModelReady, ModelSpec, PredictFinished, PredictMessage, PredictRequest
from engine.errors import CancelledError, EngineError, UserError, WorkFailedError
from engine.inference.child import Child
from engine.inference.model_files import check_kind, files_of
from engine.inference.protocol import (
    Answer,
    Cancel,
    Failure,
    Pause,
    Request,
    Resume,
    Stopped,
    Warm,
    WarmUp,
)
from engine.inference.tunable import class_count

_SECONDS_BETWEEN_POLLS = 0.05
_SECONDS_TO_STOP = 0.7
"""A process that has not stopped by then is ended: a run is to be cancelled within a second."""


class InferenceProcess:
    """A process of its own for models; started when first needed, and again after it died.

    It keeps the model that it ran last. Requests may be made from any thread; one waits for another to end.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._closed = False
        self._devices: tuple[Device, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Number of the process; None where there is none."""
        with self._lock:
            return None if self._child is None or not self._child.is_alive else self._child.pid

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
        """Run a model over images.

        An iterator that is closed before its end stops the run as `cancelled` does; the process stays.

        Parameters
        ----------
        request
            Without images nothing is started and the run is finished at once.
        cancelled
            Asked every 50 ms, also while the model loads.
        paused
            Asked as often; while it is true no further batch is begun, and all that was loaded is kept.

        Yields
        ------
        PredictMessage
            `ModelReady`; for each image once, in about the order of the request, `ImagePredictions` or
            `ImageSkipped`; about twice a second `Speed`; at the end `PredictFinished`.

        Raises
        ------
        UserError
            There is no model there, it cannot be read, or it is no detector.
        WorkFailedError
            The process stopped or could not be started, or memory ran out.
        CancelledError
            Within a second, or since the process was closed.
        """
        if not request.images:
            yield PredictFinished(0.0)
            return
        _check_model(request.model)
        with contextlib.closing(self._answers(request, cancelled, paused)) as answers:
            for answer in answers:
                if not isinstance(answer, PredictMessage):
                    raise _unexpected(answer)
                yield answer

    def fine_tune(
        self, request: FineTuneRequest, *, cancelled: Callable[[], bool] = lambda: False
    ) -> Iterator[FineTuneMessage]:
        """Train a copy of a model; otherwise as `predict`.

        A step that takes longer than the process is given to stop costs the process: the next request starts another.

        Parameters
        ----------
        request
            There are images.
        cancelled
            Asked every 50 ms; nothing is written then.

        Yields
        ------
        FineTuneMessage
            `ModelReady`; `TrainingLoss` for each step; `ImageSkipped` for an image that cannot be read; at the end
            `FineTuned`.

        Raises
        ------
        UserError
            The model cannot be trained here, or the training does not hold.
        WorkFailedError, CancelledError
        """
        class_count(request.model)
        with contextlib.closing(self._answers(request, cancelled, lambda: False)) as answers:
            for answer in answers:
                if not isinstance(answer, FineTuneMessage):
                    raise _unexpected(answer)
                yield answer

    def features(
        self, request: FeatureRequest, *, cancelled: Callable[[], bool] = lambda: False
    ) -> Iterator[FeatureMessage]:
        """Ask a model for its features of images; otherwise as `predict`.

        Yields
        ------
        FeatureMessage
            `ModelReady`; for each image `ImageFeatures` or `ImageSkipped`; at the end `FeaturesFinished`.

        Raises
        ------
        UserError
            Also where it gives none.
        WorkFailedError, CancelledError
        """
        _check_model(request.model)
        with contextlib.closing(self._answers(request, cancelled, lambda: False)) as answers:
            for answer in answers:
                if not isinstance(answer, FeatureMessage):
                    raise _unexpected(answer)
                yield answer

    def warm_up(self, *, cancelled: Callable[[], bool] = lambda: False) -> tuple[Device, ...]:
        """Start the process and TensorFlow ahead of a request.

        Returns
        -------
        tuple of Device
            All that models run on here, the one that is taken by itself first.

        Raises
        ------
        WorkFailedError
            The process stopped or could not be started, or TensorFlow cannot be imported.
        CancelledError
        """
        with contextlib.closing(self._answers(WarmUp(), cancelled, lambda: False)) as answers:
            for answer in answers:
                if isinstance(answer, Warm):
                    return answer.devices
        text = "the inference process did not answer"
        raise EngineError(text)

    def close(self) -> None:
        """End the process for good; a request that another thread is making of it is cancelled."""
        with self._lock:
            self._closed = True
            child, self._child = self._child, None
        if child is not None:
            child.close()

    def _answers(
        self, request: Request, cancelled: Callable[[], bool], paused: Callable[[], bool]
    ) -> Generator[Answer, None, None]:
        """Make a request and give all that is said of it; stopped before its end, have the process stop too."""
        while not self._turn.acquire(timeout=_SECONDS_BETWEEN_POLLS):
            if cancelled():
                raise CancelledError
        was_warm, heard = self.pid is not None, False
        try:
            try:
                for answer in self._answers_in_turn(request, cancelled, paused):
                    heard = True
                    yield answer
            except WorkFailedError:
                if heard or not was_warm:
                    raise
                # It died between two requests, unnoticed until now: another one does as well.
                yield from self._answers_in_turn(request, cancelled, paused)
        finally:
            self._turn.release()

    def _answers_in_turn(
        self, request: Request, cancelled: Callable[[], bool], paused: Callable[[], bool]
    ) -> Generator[Answer, None, None]:
        child = self._living()
        number = child.ask(request)
        held = ended = False
        try:
            while not ended:
                if cancelled():
                    raise CancelledError
                if paused() != held:
                    held = not held
                    child.say(number, Pause() if held else Resume())
                answer = child.hear(number, _SECONDS_BETWEEN_POLLS)
                if answer is None:
                    continue
                ended = _is_last(answer)
                if isinstance(answer, Warm | ModelReady):
                    self._devices = answer.devices
                if isinstance(answer, Failure):
                    error = child.with_last_lines(answer.error())
                    if answer.input_is_fine:
                        child.close()  # whatever it is that failed, a new process may not have it
                    raise error
                yield answer
        except WorkFailedError:
            if self._closed:
                raise CancelledError from None
            raise
        finally:
            if not ended:
                _stop(child, number)

    def _living(self) -> Child:
        """The process, started if there is none."""
        with self._lock:
            if self._closed:
                raise CancelledError
            if self._child is not None and not self._child.is_alive:
                self._child.close()
                self._child = None
            if self._child is None:
                self._child = Child()
            return self._child


def _unexpected(answer: Answer) -> EngineError:
    return EngineError(f"the inference process answered with {answer!r}")


def _is_last(answer: Answer) -> bool:
    return isinstance(answer, PredictFinished | FineTuned | FeaturesFinished | Warm | Stopped | Failure)


def _stop(child: Child, number: int) -> None:
    """Have the process stop a request; end it if it does not listen, as a model that hangs does not."""
    end = time.monotonic() + _SECONDS_TO_STOP
    child.say(number, Cancel())
    try:
        while (left := end - time.monotonic()) > 0:
            answer = child.hear(number, left)
            if answer is not None and _is_last(answer):
                return
    except WorkFailedError:
        return  # it has ended; whoever stops a request does not mind
    child.kill()


def _check_model(spec: ModelSpec) -> None:
    """Refuse at once, before TensorFlow is started, what plainly is no model."""
    if spec.adapter is not None:
        return  # what it reads is its own affair
    check_kind(spec.path)
    for _, file in files_of(spec.path):
        try:
            file.open("rb").close()
        except OSError as error:
            raise UserError(
                f"it cannot be read ({error.strerror})", source=file, remedy="Allow this user to read it"
            ) from error
