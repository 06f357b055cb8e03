"""The inference process: reads a request, runs the model over its images, says what it found.

Started by `engine.inference.client`. To run it by hand, paste a request as a line into its standard input.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from engine.data.model import (
    ImagePredictions,
    ImageSkipped,
    ModelReady,
    PredictFinished,
    PredictRequest,
)
from engine.errors import EngineError, UserError
from engine.images import read_image
from engine.inference.detector import Detector, Found, Prepared
from engine.inference.ending import out_of_memory
from engine.inference.loading import load_detector
from engine.inference.parent import end_with_parent
from engine.inference.protocol import Failure, Message, decode, encode

_BATCH = 8
_BATCH_PIXELS = 8 * 1024 * 1024
"""A batch holds no more than this, or a single image: float copies of it are made in the model."""
_DECODED_AHEAD = 8
_DECODERS = 3

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False, slots=True)
class _Picture:
    """An image ready for the model: its index in the dataset, where it lies, and what the model takes."""

    image: int
    path: Path
    prepared: Prepared


def main() -> None:
    """Answer one request."""
    out = _take_stdout()
    logging.basicConfig(format="%(message)s")

    def send(message: Message) -> None:
        out.write(encode(message))
        out.flush()

    request = decode(sys.stdin.buffer.readline())
    if not isinstance(request, PredictRequest):
        message = f"a request was expected, not {request!r}"
        raise EngineError(message)
    end_with_parent(sys.stdin.fileno())
    answer(request, send)


def answer(request: PredictRequest, send: Callable[[Message], None]) -> None:
    """Send a message for the model, for every image and for the end, or a `Failure` where it comes to that."""
    try:
        _predict(request, send)
    except UserError as error:
        send(Failure.of(error))
    except MemoryError:
        send(Failure.of(out_of_memory()))


def _predict(request: PredictRequest, send: Callable[[Message], None]) -> None:
    detector = load_detector(request.model, device=request.device, acceleration=request.acceleration)
    send(ModelReady(detector.device, detector.kind, detector.names))
    start = time.monotonic()
    run = _Run(detector, request, send)
    with ThreadPoolExecutor(_DECODERS, "decode") as decoders:
        for item in _read_ahead(detector, request, decoders):
            run.take(item)
    run.finish()
    send(PredictFinished(time.monotonic() - start, run.raw_problem))


def _read_ahead(
    detector: Detector, request: PredictRequest, decoders: ThreadPoolExecutor
) -> Iterator[_Picture | ImageSkipped]:
    """Decode images on threads, a few ahead of the one that is asked for, in the order of the request."""
    waiting: deque[Future[_Picture | ImageSkipped]] = deque()
    for image, path in zip(request.images, request.paths, strict=True):
        waiting.append(decoders.submit(_read, detector, image, path))
        if len(waiting) > _DECODED_AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _read(detector: Detector, image: int, path: Path) -> _Picture | ImageSkipped:
    try:
        decoded = read_image(path)
    except UserError as error:
        return ImageSkipped(image, error.problem)
    if decoded.problem:
        _log.warning("%s: %s", path, decoded.problem)
    return _Picture(image, path, detector.prepare(decoded.pixels))


class _Run:
    """Collects images of one shape into batches, and sends what the model says of each."""

    def __init__(self, detector: Detector, request: PredictRequest, send: Callable[[Message], None]) -> None:
        self._detector = detector
        self._request = request
        self._send = send
        self._batch: list[_Picture] = []
        self._largest = detector.batch or _BATCH
        self._succeeded = False
        self._failure: str | None = None
        self.raw_problem: str | None = None
        """Why raw outputs that the model gives could not be used; None where there was nothing wrong."""

    def take(self, item: _Picture | ImageSkipped) -> None:
        """Run the model as soon as there is a batch; an image that cannot be read is passed on at once."""
        if isinstance(item, ImageSkipped):
            self._send(item)
            return
        if self._batch and self._batch[0].prepared.pixels.shape != item.prepared.pixels.shape:
            self._flush()
        self._batch.append(item)
        pixels = item.prepared.pixels.shape[0] * item.prepared.pixels.shape[1]
        if len(self._batch) >= min(self._largest, _BATCH_PIXELS // max(pixels, 1)):
            self._flush()

    def finish(self) -> None:
        """Run what is left.

        Raises
        ------
        UserError
            The model failed on every single image.
        """
        self._flush()
        if self._failure is not None and not self._succeeded:
            raise UserError(
                f"the model failed on every image ({self._failure})",
                source=self._request.model.path,
                remedy="Check with the program it was trained with that it runs on these images",
            )

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        if batch:
            self._detect(batch)

    def _detect(self, batch: Sequence[_Picture]) -> None:
        """Run a batch; where that fails, its images one by one."""
        try:
            found = self._detector.detect([picture.prepared for picture in batch])
        except (MemoryError, RuntimeError) as error:
            if len(batch) > 1:
                if isinstance(error, MemoryError):
                    self._largest = 1
                for picture in batch:
                    self._detect([picture])
                return
            if isinstance(error, MemoryError):
                raise
            self._failure = str(error)
            self._send(ImageSkipped(batch[0].image, f"the model failed on it ({error})"))
            return
        self._succeeded = True
        for picture, told in zip(batch, found, strict=True):
            self.raw_problem = told.raw_problem or self.raw_problem
            self._send(_predictions(picture, told, self._request.min_score))


def _predictions(picture: _Picture, found: Found, min_score: float) -> ImagePredictions:
    """Leave out what is no number, and what scores too little."""
    finite = np.isfinite(found.boxes_xyxy).all(axis=1) & np.isfinite(found.scores)
    if not finite.all():
        _log.warning("%s: %d detections that are no numbers left out", picture.path, np.sum(~finite))
    keep = finite & (found.scores >= min_score)
    return ImagePredictions(
        picture.image, found.boxes_xyxy[keep], found.scores[keep], found.classes[keep], found.raw
    )


def _take_stdout() -> BinaryIO:
    """Keep standard output for messages alone; whatever a library prints to it lands in standard error."""
    messages = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(messages, "wb")


if __name__ == "__main__":
    main()
