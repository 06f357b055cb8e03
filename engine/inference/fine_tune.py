"""A few epochs of training: images shuffled and decoded ahead, boxes moved along with them, a loss for each step."""

from __future__ import annotations

import contextlib
import math
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import Float, Int
from engine.data.fine_tune import FineTuned, FineTuneRequest, TrainingLoss
from engine.data.model import ImageSkipped
from engine.errors import CancelledError, UserError, WorkFailedError
from engine.images import read_image
from engine.inference.decoding import decoders
from engine.inference.detector import Detector, Prepared
from engine.inference.kinds.keras_detector import from_corners
from engine.inference.signature import TrainableModel

_AHEAD = 2
"""Batches that are decoded while the model learns from another."""
_SIDE_STEP = 64
"""Sides of images for a model that takes any are filled up to a multiple: for each shape, it is traced anew."""
_SMALLEST_SIDE = 1.0
"""Pixels of the model's input; what is left of a box that is cut off must be as large."""
_NO_BOX = -1.0
"""What KerasHub's detectors take for the places in a batch where an image has no more boxes."""


@dataclass(frozen=True, eq=False, slots=True)
class _Example:
    """An image as the model takes it, (h, w, 3), with its boxes in pixels of that, (n, 4), and classes, (n,)."""

    pixels: NDArray[np.generic]
    boxes_xyxy: Float
    classes: Int


class FineTuning:
    """One run of training.

    Parameters
    ----------
    detector, model
        Of one model that nothing else uses: prepares images, and learns.
    request
    send
        Called on the thread that calls `run`.
    is_cancelled
        Asked between steps.
    """

    def __init__(
        self,
        detector: Detector,
        model: TrainableModel,
        request: FineTuneRequest,
        *,
        send: Callable[[TrainingLoss | ImageSkipped], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._detector = detector
        self._model = model
        self._request = request
        self._send = send
        self._is_cancelled = is_cancelled
        self._batch = detector.batch or max(min(request.batch, len(request.images)), 1)
        self._at_once = self._batch
        self._box_format = model.signature.metadata.box_format or ""
        (image,) = model.signature.inputs
        self._side_step = _SIDE_STEP if image.shape is None or None in image.shape[1:3] else 1
        # One number for all batches: for another one, the model would be traced anew.
        self._room = max((len(own) for own in request.classes), default=0) or 1
        self._skipped: set[int] = set()

    def run(self) -> FineTuned:
        """Train the model and write it.

        Raises
        ------
        UserError
            The loss is no number any more, or no image can be read.
        WorkFailedError
            The model cannot be written.
        MemoryError
            There is not enough for a single image.
        CancelledError
        """
        start = time.monotonic()
        request = self._request
        per_epoch = math.ceil(len(request.images) / self._batch)
        steps = per_epoch * request.epochs
        try:
            self._model.begin_training(request.learning_rate, request.seed)
            with ThreadPoolExecutor(decoders(), "decode") as threads:
                for done, batch in enumerate(self._batches(per_epoch, threads)):
                    if self._is_cancelled():
                        threads.shutdown(wait=False, cancel_futures=True)
                        raise CancelledError
                    if not batch:
                        continue
                    loss = self._learn(batch)
                    message = TrainingLoss(done + 1, steps, done // per_epoch + 1, request.epochs, loss)
                    self._send(message)
                    self._check(message)
        except RuntimeError as error:
            raise UserError(
                f"the model cannot be trained ({error})",
                source=request.model.path,
                remedy="Check with the program that it was made with that it can be trained on these images",
            ) from error
        self._write()
        return FineTuned(request.output, time.monotonic() - start)

    def _batches(self, per_epoch: int, threads: ThreadPoolExecutor) -> Iterator[list[_Example]]:
        """Give the examples of each step, the next ones being decoded meanwhile."""
        coming: deque[list[Future[_Example | ImageSkipped]]] = deque()
        for rows in self._orders(per_epoch):
            coming.append([threads.submit(self._example, row) for row in rows])
            if len(coming) > _AHEAD:
                yield self._gathered(coming.popleft())
        while coming:
            yield self._gathered(coming.popleft())

    def _orders(self, per_epoch: int) -> Iterator[list[int]]:
        """Rows of the request for each step; the last one of an epoch is filled up with its first ones."""
        rng = np.random.default_rng(self._request.seed)
        for _ in range(self._request.epochs):
            order = np.resize(rng.permutation(len(self._request.images)), per_epoch * self._batch)
            yield from order.reshape(per_epoch, self._batch).tolist()

    def _example(self, row: int) -> _Example | ImageSkipped:
        request = self._request
        try:
            pixels = read_image(request.paths[row]).pixels
        except UserError as error:
            return ImageSkipped(request.images[row], error.problem)
        prepared = self._detector.prepare(pixels)
        boxes, inside = _moved(request.boxes_xyxy[row], prepared)
        return _Example(prepared.pixels, boxes, request.classes[row][inside])

    def _gathered(self, coming: Sequence[Future[_Example | ImageSkipped]]) -> list[_Example]:
        """Wait for the examples of a step; in the place of one that cannot be read goes another one of them."""
        examples = []
        for future in coming:
            own = future.result()
            if isinstance(own, _Example):
                examples.append(own)
            elif own.image not in self._skipped:
                self._skipped.add(own.image)
                self._send(own)
        if len(self._skipped) == len(set(self._request.images)):
            raise UserError(
                "none of the images to train on can be read",
                source=self._request.paths[0].parent,
                remedy="Check that they are where the dataset says",
            )
        return [examples[i % len(examples)] for i in range(len(coming))] if examples else []

    def _learn(self, batch: Sequence[_Example]) -> float:
        """Take a step, or several with fewer images where there is no memory for all; give the mean loss."""
        while True:
            parts = [batch[i : i + self._at_once] for i in range(0, len(batch), self._at_once)]
            try:
                return math.fsum(self._step(part) * len(part) for part in parts) / len(batch)
            except MemoryError:
                if self._at_once == 1 or self._detector.batch is not None:
                    raise
                self._at_once = max(self._at_once // 2, 1)

    def _step(self, batch: Sequence[_Example]) -> float:
        images = _stacked(batch, self._side_step)
        size = images.shape[2], images.shape[1]
        boxes = np.full((len(batch), self._room, 4), _NO_BOX, np.float32)
        labels = np.full((len(batch), self._room), _NO_BOX, np.float32)
        for row, example in enumerate(batch):
            boxes[row, : len(example.classes)] = from_corners(example.boxes_xyxy, self._box_format, size)
            labels[row, : len(example.classes)] = example.classes
        return self._model.learn(images, {"boxes": boxes, "labels": labels})

    def _check(self, told: TrainingLoss) -> None:
        if not math.isfinite(told.loss):
            raise UserError(
                f"the loss is no number any more ({told.loss}) at step {told.step} of {told.steps}, in epoch "
                f"{told.epoch}: with a learning rate of {self._request.learning_rate:g} the training "
                "does not hold",
                source=self._request.model.path,
                remedy="Choose a learning rate that is ten times smaller",
            )

    def _write(self) -> None:
        """Write the model whole or not at all."""
        output = self._request.output
        partial = partial_file(output)
        try:
            self._model.save(partial)
            partial.replace(output)
        except OSError as error:
            raise WorkFailedError(
                f"the tuned model cannot be written ({error.strerror or error})",
                source=output,
                remedy="Free some space there, or allow this user to write to the folder",
            ) from error
        finally:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)


def partial_file(output: Path) -> Path:
    """Where a model is while it is being written."""
    return output.with_name(f"{output.stem}.partial.keras")


def _moved(boxes_xyxy: Float, prepared: Prepared) -> tuple[Float, NDArray[np.bool_]]:
    """Take boxes of an image to what the model is given of it: what is outside is cut off.

    Returns
    -------
    boxes_xyxy : (m, 4) float64
    inside : (n,) bool
        Which of them are left.
    """
    height, width = prepared.pixels.shape[:2]
    moved = boxes_xyxy * (prepared.scale_xy * 2) + prepared.offset_xy * 2
    moved = np.clip(moved, 0.0, (width, height, width, height))
    sizes = moved[:, 2:] - moved[:, :2]
    inside = np.all(sizes >= _SMALLEST_SIDE, axis=1)
    return moved[inside], inside


def _stacked(batch: Sequence[_Example], side_step: int) -> NDArray[np.generic]:
    """Stack images, with black to the right and below up to a multiple of ``side_step``."""
    sizes = [example.pixels.shape[:2] for example in batch]
    height, width = (-(-max(sides) // side_step) * side_step for sides in zip(*sizes, strict=True))
    stacked = np.zeros((len(batch), height, width, 3), batch[0].pixels.dtype)
    for row, example in enumerate(batch):
        stacked[row, : example.pixels.shape[0], : example.pixels.shape[1]] = example.pixels
    return stacked
