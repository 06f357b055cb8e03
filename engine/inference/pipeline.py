"""A model over images: decoded ahead, batched by shape, the model never waiting for what could be done meanwhile."""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from engine.data.model import (
    ImagePredictions,
    ImageSkipped,
    PredictFinished,
    PredictRequest,
    Speed,
)
from engine.errors import CancelledError, UserError
from engine.inference.batches import BatchSize
from engine.inference.callers import Callers
from engine.inference.decoding import Decoding, Picture, decoders
from engine.inference.detector import Detector, Found
from engine.inference.faults import Faults
from engine.inference.stopwatch import Stopwatch

_SECONDS_BETWEEN_SPEEDS = 0.5
_SPEED_OVER = 4
"""Speeds are taken over so many of these."""
_WINDOW = 4
"""Batches' worth of images that may wait for others of their shape; then the oldest are run as they are."""
_LEAST_AHEAD = 8
_STARVED_IN_A_ROW = 3
"""One huge image among many is left out; where each is too much, the model is."""
_LONGEST_WAIT = 0.5
"""Seconds that an idle model waits for a batch to become full, as from a slow disk."""

Send = Callable[[Speed | ImagePredictions | ImageSkipped], None]


@dataclass(frozen=True, eq=False, slots=True)
class _Ran:
    """A batch that came back from the model: what was found, or what was raised."""

    batch: Sequence[Picture]
    found: Sequence[Found] | Exception
    seconds: float
    beside: bool
    """Whether another one may have run beside it."""


class Pipeline:
    """One run.

    Parameters
    ----------
    detector, request, batches
    send
        Called on the thread that calls `run`.
    flush
        Likewise, once what has happened is told: a batch's predictions are sent together.
    memory
        Tells the bytes in use.
    is_cancelled, is_paused
        Asked between batches; whoever changes their answer calls `wake`.
    """

    def __init__(
        self,
        detector: Detector,
        request: PredictRequest,
        batches: BatchSize,
        *,
        send: Send,
        flush: Callable[[], None],
        memory: Callable[[], int],
        is_cancelled: Callable[[], bool],
        is_paused: Callable[[], bool],
    ) -> None:
        self._detector = detector
        self._request = request
        self._batches = batches
        self._send = send
        self._flush = flush
        self._memory = memory
        self._is_cancelled = is_cancelled
        self._is_paused = is_paused
        self._events: queue.SimpleQueue[Picture | ImageSkipped | _Ran | BaseException | None]
        self._events = queue.SimpleQueue()
        self._todo = deque(zip(request.images, request.paths, strict=True))
        self._decoding = 0
        self._waiting: dict[tuple[int, ...], deque[Picture]] = {}
        """By shape; the shape whose first image came first is first."""
        self._alone: deque[Picture] = deque()
        """Images of a batch that the model failed on, to be run one by one."""
        self._callers = Callers(detector.callers)
        self._idle_since: float | None = None
        """When the model had nothing to do although images waited."""
        self._faults = Faults(request.images)
        self._succeeded = False
        self._starved = 0
        """How many images in a row there was not enough memory for, one by one."""
        self._failure: str | None = None
        self._raw_problem: str | None = None
        self._done = 0
        self._watch = Stopwatch()
        self._marks: deque[tuple[float, int]] = deque(maxlen=_SPEED_OVER + 1)

    def wake(self) -> None:
        """Have it ask again whether it is paused or cancelled; from any thread."""
        self._events.put(None)

    def run(self) -> PredictFinished:
        """Run the model over all images.

        Raises
        ------
        UserError
            The model failed on every single image.
        MemoryError
            There is not enough for several images in a row, or for any.
        CancelledError
        """
        self._marks.append((0.0, 0))
        decoding = Decoding(self._detector, self._events.put, self.wake)
        model = ThreadPoolExecutor(self._callers.most, "model")
        try:
            while True:
                if self._is_cancelled():
                    raise CancelledError
                if not self._is_paused():
                    self._watch.go_on()
                    self._feed(decoding, model)
                elif not self._callers.busy:
                    self._watch.pause()
                if not (self._callers.busy or self._decoding or self._todo or self._waiting or self._alone):
                    break
                self._take_events(decoding)
        finally:
            model.shutdown(cancel_futures=True)
            decoding.close()
        if self._starved and not self._succeeded:
            raise MemoryError
        if self._failure is not None and not self._succeeded:
            raise UserError(
                f"the model failed on every image ({self._failure})",
                source=self._request.model.path,
                remedy="Check with the program it was trained with that it runs on these images",
            )
        return PredictFinished(self._watch.seconds, self._raw_problem, self._faults.told())

    def _feed(self, decoding: Decoding, model: ThreadPoolExecutor) -> None:
        """Keep decoders and model busy."""
        ahead = max(_WINDOW * self._batches.size, _LEAST_AHEAD) + decoders()
        while self._todo and self._decoding + self._count() < ahead:
            decoding.submit(*self._todo.popleft())
            self._decoding += 1
        while self._callers.has_room(is_timing=not self._batches.is_settled):
            batch = self._next_batch(is_starving=decoding.is_starving)
            if not batch:
                break
            self._idle_since = None
            self._callers.gave()
            model.submit(self._detect, batch, beside=self._callers.at_once > 1)

    def _count(self) -> int:
        return sum(map(len, self._waiting.values()))

    def _next_batch(self, *, is_starving: bool) -> list[Picture]:
        """Take a full batch; where none can become full, the images that have waited for longest."""
        if self._alone:
            return [self._alone.popleft()]
        for shape, pictures in self._waiting.items():
            if len(pictures) >= self._batches.room(shape[0] * shape[1]):
                return self._take(shape)
        nothing_comes = not self._todo and not self._decoding
        if not self._waiting:
            return []
        # While the model has something to do the others may still come.
        idle = not self._callers.busy
        if nothing_comes or (idle and (is_starving or self._window_is_full() or self._is_late())):
            return self._take(next(iter(self._waiting)))
        return []

    def _is_late(self) -> bool:
        """Whether the model has had nothing to do for long while images wait."""
        now = time.monotonic()
        if self._idle_since is None:
            self._idle_since = now
        return now - self._idle_since >= _LONGEST_WAIT

    def _window_is_full(self) -> bool:
        return self._count() >= max(_WINDOW * self._batches.size, _LEAST_AHEAD)

    def _take(self, shape: tuple[int, ...]) -> list[Picture]:
        pictures = self._waiting.pop(shape)
        room = self._batches.room(shape[0] * shape[1])
        batch = [pictures.popleft() for _ in range(min(room, len(pictures)))]
        if pictures:
            self._waiting[shape] = pictures
        return batch

    def _detect(self, batch: list[Picture], *, beside: bool) -> None:
        start = time.monotonic()
        found: Sequence[Found] | Exception
        try:
            found = self._detector.detect([picture.prepared for picture in batch])
        except Exception as error:  # judged on the thread that collects
            found = error
        self._events.put(_Ran(batch, found, time.monotonic() - start, beside))

    def _take_events(self, decoding: Decoding) -> None:
        """Wait for something to happen, and take all that has happened until then."""
        try:
            event = self._events.get(timeout=_SECONDS_BETWEEN_SPEEDS)
            while True:
                self._take_event(event, decoding)
                event = self._events.get_nowait()
        except queue.Empty:
            pass
        self._flush()
        self._tell_speed()

    def _take_event(
        self, event: Picture | ImageSkipped | _Ran | BaseException | None, decoding: Decoding
    ) -> None:
        match event:
            case Picture():
                self._decoding -= 1
                self._waiting.setdefault(event.prepared.pixels.shape, deque()).append(event)
            case ImageSkipped():
                self._decoding -= 1
                self._done += 1
                self._send(event)
            case _Ran():
                self._callers.came_back()
                self._judge(event, decoding)
            case BaseException():
                raise event

    def _judge(self, ran: _Ran, decoding: Decoding) -> None:
        batch, found = ran.batch, ran.found
        if isinstance(found, MemoryError):
            if ran.beside:
                # Alone it may fit.
                self._callers.end_sharing()
                self._put_back(batch)
                return
            if self._detector.batch not in (None, 1):
                raise found
            if self._batches.ran_out(len(batch)):
                self._put_back(batch)
                return
            self._starved += 1
            if self._starved >= _STARVED_IN_A_ROW:
                raise found
            self._send(ImageSkipped(batch[0].image, "there is not enough memory to run the model on it"))
        elif isinstance(found, RuntimeError):
            if len(batch) > 1:
                self._alone.extend(batch)
                return
            self._failure = str(found)
            self._send(ImageSkipped(batch[0].image, f"the model failed on it ({found})"))
        elif isinstance(found, Exception):
            raise found
        else:
            self._succeeded, self._starved = True, 0
            self._batches.ran(batch[0].prepared.pixels.shape, len(batch), ran.seconds)
            for picture, told in zip(batch, found, strict=True):
                self._send(self._predictions(picture, told))
        self._done += len(batch)
        for picture in batch:
            decoding.release(picture)

    def _put_back(self, batch: Sequence[Picture]) -> None:
        shape = batch[0].prepared.pixels.shape
        others = self._waiting.pop(shape, ())
        self._waiting = {shape: deque((*batch, *others)), **self._waiting}

    def _predictions(self, picture: Picture, found: Found) -> ImagePredictions:
        """Leave out what is no number, and what scores too little."""
        self._raw_problem = found.raw_problem or self._raw_problem
        finite = self._faults.look(picture.image, found, picture.prepared.size_wh)
        keep = finite & (found.scores >= self._request.min_score)
        return ImagePredictions(
            picture.image,
            found.boxes_xyxy[keep],
            found.scores[keep],
            found.classes[keep],
            found.raw,
            picture.note,
        )

    def _tell_speed(self) -> None:
        now = self._watch.seconds
        if not self._done:
            # The first batch makes the model ready.
            self._marks.clear()
            self._marks.append((now, self._done))
        if now - self._marks[-1][0] < _SECONDS_BETWEEN_SPEEDS:
            return
        then, done = self._marks[0]
        self._marks.append((now, self._done))
        self._send(Speed((self._done - done) / (now - then), self._batches.size, self._memory()))
