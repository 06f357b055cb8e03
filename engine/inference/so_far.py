"""mAP over the images that a run has done so far, measured beside it."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType

from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.metrics import NOT_DEFINED, Metrics
from engine.errors import CancelledError
from engine.evaluation.bootstrap import interval_of
from engine.evaluation.part import evaluate_part
from engine.evaluation.settings import EvaluationSettings

_RESAMPLES = 200
"""Enough for two decimals of a number that moves."""
_SHARE = 0.2
"""Of the time, at most, goes into measuring: a model on the CPU wants the rest."""
_FIRST_AFTER_S = 1.0

State = tuple[Predictions, tuple[int, ...]]
"""Predictions, and the images that they are of."""


@dataclass(frozen=True, eq=False, slots=True)
class Labels:
    """What predictions are measured on.

    Attributes
    ----------
    dataset : Dataset
    annotations : Annotations
    settings : EvaluationSettings
    journal : int or None
        After how many journal entries the labels are these; None where they are of no project.
    """

    dataset: Dataset
    annotations: Annotations
    settings: EvaluationSettings
    journal: int | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Measured:
    """mAP with its 95 % interval, over so many images; NaN where it is not defined.

    Attributes
    ----------
    ap, low, high : float
    images : int
    metrics : Metrics
        All of them.
    """

    ap: float
    low: float
    high: float
    images: int
    metrics: Metrics

    @property
    def is_defined(self) -> bool:
        """Whether there is an mAP: there is none where none of the images has a box."""
        return self.metrics.ap != NOT_DEFINED


def measure(
    labels: Labels,
    predictions: Predictions,
    images: tuple[int, ...],
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Measured:
    """Measure predictions of some images, on these images alone.

    Parameters
    ----------
    progress
        May raise `engine.errors.CancelledError`.
    """
    dataset = labels.dataset
    evaluation = evaluate_part(
        dataset.images,
        dataset.categories,
        labels.annotations,
        predictions,
        labels.settings,
        images,
        progress=progress,
    )
    if evaluation.metrics.ap == NOT_DEFINED:
        return Measured(math.nan, math.nan, math.nan, len(images), evaluation.metrics)
    interval = interval_of(evaluation, resamples=_RESAMPLES, progress=progress)
    return Measured(evaluation.metrics.ap, *interval, len(images), evaluation.metrics)


class SoFar:
    """Measures on a thread, now and then; its end stops what is being measured.

    Parameters
    ----------
    labels
        None: nothing is measured.
    clock
        Gives the time in seconds.
    """

    def __init__(self, labels: Labels | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._labels = labels
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, "so far")
        self._ended = threading.Event()
        self._waiting: Future[Measured] | None = None
        self._asked_at = 0.0
        self._not_before = clock() + _FIRST_AFTER_S
        self._measured: Measured | None = None

    def __enter__(self) -> SoFar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.shutdown()

    @property
    def measured(self) -> Measured | None:
        """What was measured last."""
        return self._measured

    def look(self, state: Callable[[], State]) -> None:
        """Take in what was measured, and where it is time measure again.

        Parameters
        ----------
        state
            Asked only where it is time.
        """
        now = self._clock()
        if self._waiting is not None and self._waiting.done():
            self._measured = self._waiting.result()
            self._waiting = None
            self._not_before = now + (now - self._asked_at) * (1 / _SHARE - 1)
        if self._labels is not None and self._waiting is None and now >= self._not_before:
            predictions, images = state()
            if images:
                self._asked_at = now
                self._waiting = self._thread.submit(
                    measure, self._labels, predictions, images, progress=self._go_on
                )

    def finish(self, state: State, cancelled: Callable[[], bool]) -> None:
        """Measure the whole of it; nothing is measured after that.

        Raises
        ------
        CancelledError
        """
        if self._labels is None:
            return

        def progress(done: int, total: int) -> None:
            if cancelled():
                raise CancelledError

        # What is still being measured is of a part: it must not come after the whole, and stand for it.
        self._waiting, self._not_before = None, math.inf
        self._measured = measure(self._labels, *state, progress=progress)

    def _go_on(self, done: int, total: int) -> None:
        if self._ended.is_set():
            raise CancelledError
