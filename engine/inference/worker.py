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
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from numpy.typing import NDArray

from engine.data.model import (
    ImagePredictions,
    ImageSkipped,
    ModelReady,
    PredictFinished,
    PredictRequest,
    RawOutputs,
)
from engine.errors import EngineError, UserError, WorkFailedError
from engine.images import read_image
from engine.inference.ending import out_of_memory
from engine.inference.parent import end_with_parent
from engine.inference.protocol import Failure, Message, decode, encode
from engine.inference.raw_outputs import misshapen, reduced

if TYPE_CHECKING:
    from engine.inference.tf_model import Detections, Detector

Pixels = NDArray[np.uint8]

_BATCH = 8
_BATCH_PIXELS = 8 * 1024 * 1024
"""A batch holds no more than this, or a single image: float copies of it are made in the model."""
_DECODED_AHEAD = 8
_DECODERS = 3

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False, slots=True)
class _Picture:
    """An image ready for the model: its index in the dataset, where it lies, and (h, w, 3) RGB."""

    image: int
    path: Path
    pixels: Pixels


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
    detector = _load(request.model.path)
    send(ModelReady(detector.device))
    start = time.monotonic()
    run = _Run(detector, request, send)
    with ThreadPoolExecutor(_DECODERS, "decode") as decoders:
        for item in _read_ahead(request, decoders):
            run.take(item)
    run.finish()
    send(PredictFinished(time.monotonic() - start, run.raw_problem))


def _load(path: Path) -> Detector:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    try:
        from engine.inference.tf_model import Detector  # seconds and 350 MB: not before there is a request
    except ImportError as error:
        raise WorkFailedError(
            f"TensorFlow cannot be imported ({error})", remedy="Install it anew, or the whole program"
        ) from error
    return Detector(path)


def _read_ahead(request: PredictRequest, decoders: ThreadPoolExecutor) -> Iterator[_Picture | ImageSkipped]:
    """Decode images on threads, a few ahead of the one that is asked for, in the order of the request."""
    waiting: deque[Future[_Picture | ImageSkipped]] = deque()
    for image, path in zip(request.images, request.paths, strict=True):
        waiting.append(decoders.submit(_read, image, path))
        if len(waiting) > _DECODED_AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _read(image: int, path: Path) -> _Picture | ImageSkipped:
    try:
        decoded = read_image(path)
    except UserError as error:
        return ImageSkipped(image, error.problem)
    if decoded.problem:
        _log.warning("%s: %s", path, decoded.problem)
    return _Picture(image, path, decoded.pixels)


class _Run:
    """Collects images of one shape into batches, and sends what the model says of each."""

    def __init__(self, detector: Detector, request: PredictRequest, send: Callable[[Message], None]) -> None:
        self._detector = detector
        self._request = request
        self._send = send
        self._batch: list[_Picture] = []
        self._largest = _BATCH if detector.takes_batches else 1
        self._succeeded = False
        self._failure: str | None = None
        self.raw_problem: str | None = None
        """Why raw outputs that the model gives could not be used; None where there was nothing wrong."""

    def take(self, item: _Picture | ImageSkipped) -> None:
        """Run the model as soon as there is a batch; an image that cannot be read is passed on at once."""
        if isinstance(item, ImageSkipped):
            self._send(item)
            return
        if self._batch and self._batch[0].pixels.shape != item.pixels.shape:
            self._flush()
        self._batch.append(item)
        pixels = item.pixels.shape[0] * item.pixels.shape[1]
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
            detections = self._detector.detect(np.stack([picture.pixels for picture in batch]))
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
        for row, picture in enumerate(batch):
            raw = self._raw(picture, detections, row)
            self._send(_predictions(picture, detections, row, self._request.min_score, raw))

    def _raw(self, picture: _Picture, detections: Detections, row: int) -> RawOutputs | None:
        if detections.raw is None:
            return None
        boxes, scores = detections.raw
        if problem := misshapen(boxes, scores, len(detections.scores)):
            self.raw_problem = problem
            return None
        height, width = picture.pixels.shape[:2]
        return reduced(boxes[row], scores[row], (width, height))


def _predictions(
    picture: _Picture, detections: Detections, row: int, min_score: float, raw: RawOutputs | None
) -> ImagePredictions:
    """Take one image's detections out of its batch, in pixels; what is no number is left out."""
    count = max(int(detections.counts[row]), 0)
    boxes = detections.boxes[row, :count]
    scores = detections.scores[row, :count]
    classes = detections.classes[row, :count]
    finite = np.isfinite(boxes).all(axis=1) & np.isfinite(scores) & np.isfinite(classes)
    if not finite.all():
        _log.warning("%s: %d detections that are no numbers left out", picture.path, np.sum(~finite))
    keep = finite & (scores >= min_score)
    height, width = picture.pixels.shape[:2]
    scale = np.array([width, height, width, height], np.float64)
    return ImagePredictions(
        picture.image,
        boxes[keep][:, [1, 0, 3, 2]] * scale,
        scores[keep],
        np.rint(classes[keep]).astype(np.int64),
        raw,
    )


def _take_stdout() -> BinaryIO:
    """Keep standard output for messages alone; whatever a library prints to it lands in standard error."""
    messages = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(messages, "wb")


if __name__ == "__main__":
    main()
