"""Measure what makes the model quicker, on a sample of the images."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.document import Document
from app.inference import Inference
from app.jobs import Jobs, Progress
from engine.data.model import ModelSpec
from engine.data.speed_up import SpeedUp
from engine.errors import CancelledError
from engine.inference.client import InferenceProcess
from engine.inference.run import RunOptions
from engine.inference.so_far import Labels
from engine.inference.speed_up import measure_speed_ups


@dataclass(frozen=True, eq=False, slots=True)
class SpeedUpRequest:
    """A model, the labels that its metrics are held against, and who is told of each way that was measured."""

    labels: Labels
    model: ModelSpec
    options: RunOptions
    process: InferenceProcess
    report: Callable[[tuple[SpeedUp, ...]], None]


def measure_ways(
    document: Document,
    jobs: Jobs,
    inference: Inference,
    model: ModelSpec,
    receive: Callable[[tuple[SpeedUp, ...]], None],
) -> None:
    """Measure every way to run a model, in the background."""
    review = document.review
    inference.go_on()
    request = SpeedUpRequest(
        Labels(review.dataset, review.annotations, review.settings),
        model,
        RunOptions(inference.device),
        inference.process,
        inference.sped_up.emit,
    )
    jobs.start("speed_up", _measure, request, receive)


def _measure(request: SpeedUpRequest, progress: Progress) -> tuple[SpeedUp, ...]:
    def cancelled() -> bool:
        try:
            progress("Measuring how quick the model is", 0, 0)
        except CancelledError:
            return True
        return False

    return measure_speed_ups(
        request.labels,
        request.model,
        request.process,
        options=request.options,
        report=request.report,
        cancelled=cancelled,
    )
