"""The inference process: loads models and keeps the last one, runs it over images, says what it found.

Started by `engine.inference.client`. To run it by hand, paste requests as lines into its standard input.
"""

from __future__ import annotations

import gc
import logging
import os
import queue
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from engine.data.features import FeatureRequest, ImageFeatures
from engine.data.fine_tune import FineTuneRequest
from engine.data.model import Acceleration, Device, ImagePredictions, ModelReady, ModelSpec, PredictRequest
from engine.errors import CancelledError, EngineError, UserError
from engine.inference.batches import BatchSize
from engine.inference.detector import Detector
from engine.inference.ending import out_of_memory
from engine.inference.features import FeatureRun
from engine.inference.fine_tune import FineTuning
from engine.inference.loading import devices, load_detector, load_trainable, memory_in_use
from engine.inference.memory import resident_memory
from engine.inference.parent import end_with_parent
from engine.inference.pipeline import Pipeline
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
    decode,
    encode,
)
from engine.inference.steering import Steering


def main() -> None:
    """Answer requests, one after the other, until the parent is gone."""
    out = _take_stdout()
    logging.basicConfig(format="%(message)s")
    steering = Steering()
    requests: queue.SimpleQueue[tuple[int, Request]] = queue.SimpleQueue()

    def hear(line: bytes) -> None:
        number, message = decode(line)
        match message:
            case PredictRequest() | FineTuneRequest() | FeatureRequest() | WarmUp():
                requests.put((number, message))
            case Cancel():
                steering.cancel(number)
            case Pause():
                steering.pause(number)
            case Resume():
                steering.resume(number)
            case _:
                problem = f"a request was expected, not {message!r}"
                raise EngineError(problem)

    def send(number: int, answer: Answer) -> None:
        out.write(encode(number, answer))
        # Of a batch all go at once: whoever listens is woken once.
        if not isinstance(answer, ImagePredictions | ImageFeatures):
            out.flush()

    end_with_parent(sys.stdin.fileno(), hear)
    worker = Worker(send, out.flush, steering)
    while True:
        worker.answer(*requests.get())


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A model in memory, of which files as they were when it was read, and how many images at once pay."""

    key: tuple[object, ...]
    detector: Detector
    device: str
    batches: BatchSize


class Worker:
    """Answers requests; keeps the last model.

    Parameters
    ----------
    send
        Called with the number of the request and each answer to it.
    flush
        Called when what was sent is to arrive: predictions may be kept back until then.
    steering
        What is said about requests meanwhile.
    """

    def __init__(
        self, send: Callable[[int, Answer], None], flush: Callable[[], None], steering: Steering
    ) -> None:
        self._send = send
        self._flush = flush
        self._steering = steering
        self._loaded: _Loaded | None = None

    def answer(self, number: int, request: Request) -> None:
        """Answer a request: its last message is `Stopped`, `Failure`, or what its kind of request ends with."""
        try:
            if self._steering.is_cancelled(number):
                raise CancelledError
            match request:
                case WarmUp():
                    self._send(number, Warm(self._devices))
                case PredictRequest():
                    self._predict(number, request)
                case FineTuneRequest():
                    self._fine_tune(number, request)
                case FeatureRequest():
                    self._features(number, request)
        except CancelledError:
            self._send(number, Stopped())
        except UserError as error:
            self._send(number, Failure.of(error))
        except MemoryError:
            self._send(number, Failure.of(out_of_memory()))

    @cached_property
    def _devices(self) -> tuple[Device, ...]:
        """Import TensorFlow.

        That makes a million objects that stay; to look for garbage among them would take a sixth of its time.
        """
        gc.disable()
        try:
            return devices()
        finally:
            gc.freeze()
            gc.enable()

    def _predict(self, number: int, request: PredictRequest) -> None:
        there = self._devices
        loaded = self._load(request)
        detector = loaded.detector
        ready = ModelReady(detector.device, detector.kind, detector.names, there, detector.first_class)
        self._send(number, ready)
        batches = loaded.batches
        if request.batch is not None or detector.batch is not None:
            batches = BatchSize(min(size for size in (request.batch, detector.batch) if size is not None))
        pipeline = Pipeline(
            detector,
            request,
            batches,
            send=lambda answer: self._send(number, answer),
            flush=self._flush,
            memory=lambda: memory_in_use(loaded.device) or resident_memory(),
            is_cancelled=lambda: self._steering.is_cancelled(number),
            is_paused=lambda: self._steering.is_paused(number),
        )
        self._steering.on_change(pipeline.wake)
        try:
            finished = pipeline.run()
        finally:
            self._steering.on_change(lambda: None)
        self._send(number, finished)

    def _fine_tune(self, number: int, request: FineTuneRequest) -> None:
        # Two at once may not fit, and this one will not stay as its file says.
        self._loaded = None
        gc.collect()
        there = self._devices
        detector, model = load_trainable(request.model, device=request.device)
        ready = ModelReady(detector.device, detector.kind, detector.names, there, detector.first_class)
        self._send(number, ready)
        training = FineTuning(
            detector,
            model,
            request,
            send=lambda answer: self._send(number, answer),
            is_cancelled=lambda: self._steering.is_cancelled(number),
        )
        self._send(number, training.run())

    def _features(self, number: int, request: FeatureRequest) -> None:
        there = self._devices
        detector = self._load(request).detector
        ready = ModelReady(detector.device, detector.kind, detector.names, there, detector.first_class)
        self._send(number, ready)
        run = FeatureRun(
            detector,
            request,
            send=lambda answer: self._send(number, answer),
            is_cancelled=lambda: self._steering.is_cancelled(number),
        )
        self._send(number, run.run())

    def _load(self, request: PredictRequest | FeatureRequest) -> _Loaded:
        """Load a model unless it is there, as its files are now."""
        key = _key(request.model, request.device, request.acceleration)
        if self._loaded is not None and self._loaded.key == key:
            return self._loaded
        # Two at once may not fit.
        self._loaded = None
        gc.collect()
        detector = load_detector(request.model, device=request.device, acceleration=request.acceleration)
        device = request.device or self._devices[0].name
        self._loaded = _Loaded(key, detector, device, BatchSize())
        return self._loaded


def _key(spec: ModelSpec, device: str | None, acceleration: Acceleration) -> tuple[object, ...]:
    """What a loaded model depends on; its names and its label map are the parent's affair."""
    files = tuple(_states(spec.path))
    adapter = () if spec.adapter is None else tuple(_states(spec.adapter))
    return spec.path, files, spec.adapter, adapter, spec.trusted, device, acceleration


def _states(path: Path) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of every file of a model: who trains on writes another one in its place."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        try:
            state = file.stat()
        except OSError:
            continue  # loading it says what is wrong
        yield str(file), state.st_size, state.st_mtime_ns


def _take_stdout() -> BinaryIO:
    """Keep standard output for messages alone; whatever a library prints to it lands in standard error."""
    messages = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(messages, "wb")


if __name__ == "__main__":
    main()
