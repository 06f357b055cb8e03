"""Train a copy of the model on the labels as they are, and measure what that does for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.document import Document
from app.inference import Inference
from app.jobs import Jobs, Progress
from engine.data.dataset import Dataset
from engine.data.fine_tune import CheckReport, FineTuneResult
from engine.data.model import ModelSpec
from engine.errors import CancelledError
from engine.formats.splits import find_splits
from engine.holdout import Holdout, ImageGroup, holdout
from engine.inference.client import InferenceProcess
from engine.inference.fine_tune_check import FineTunePlan, fine_tune_check
from engine.inference.run import RunOptions
from engine.inference.so_far import Labels
from engine.inference.tunable import class_count
from engine.store.predicted import Predicted


@dataclass(frozen=True, eq=False, slots=True)
class GroupsRequest:
    """A model that is to be trained, and the dataset whose images are to be divided."""

    model: ModelSpec
    dataset: Dataset


@dataclass(frozen=True, eq=False, slots=True)
class CheckRequest:
    """What a fine-tune check needs, and who is told how it goes."""

    labels: Labels
    model: ModelSpec
    process: InferenceProcess
    plan: FineTunePlan
    options: RunOptions
    kept: Predicted
    report: Callable[[CheckReport], None]


def divide_images(
    document: Document, jobs: Jobs, model: ModelSpec, receive: Callable[[Holdout], None]
) -> None:
    """Find out what can be trained on and held out, in the background; a model that cannot be trained is refused."""
    review = document.review

    def take(divided: Holdout) -> None:
        if document.is_open and document.review is review:
            receive(divided)

    jobs.start("divide", _divide, GroupsRequest(model, review.dataset), take)


def check_by_training(
    document: Document,
    jobs: Jobs,
    inference: Inference,
    model: ModelSpec,
    *,
    train: ImageGroup,
    held_out: ImageGroup,
    epochs: int,
    learning_rate: float,
    receive: Callable[[FineTuneResult], None],
) -> None:
    """Train a copy of a model in its own process, and measure it before and after, in the background.

    Parameters
    ----------
    model
        One that may run.
    receive
        Gets the result.
    """
    review = document.review
    inference.go_on()
    request = CheckRequest(
        Labels(review.dataset, review.annotations, review.settings),
        model,
        inference.process,
        FineTunePlan(train.images, held_out.images, tuned_file(review.project.path), epochs, learning_rate),
        RunOptions(inference.device, inference.acceleration),
        review.project.predicted,
        inference.tuning.emit,
    )

    def take(result: FineTuneResult) -> None:
        if document.is_open and document.review is review:
            document.add_problems(result.problems)
            receive(result)

    jobs.start("fine_tune", _check, request, take)


def tuned_file(project: Path) -> Path:
    """Where the tuned model of a project goes: beside it, and never over one that is there."""
    names = itertools.chain((".fine-tuned.keras",), (f".fine-tuned-{n}.keras" for n in itertools.count(2)))
    files = (project.with_name(project.stem + name) for name in names)
    return next(file for file in files if not file.exists())


def _divide(request: GroupsRequest, progress: Progress) -> Holdout:
    progress("Looking for splits", 0, 0)
    class_count(request.model)
    return holdout(request.dataset.images.file_names, find_splits(request.dataset))


def _check(request: CheckRequest, progress: Progress) -> FineTuneResult:
    def cancelled() -> bool:
        try:
            progress("Checking by training", 0, 0)
        except CancelledError:
            return True
        return False

    return fine_tune_check(
        request.labels,
        request.model,
        request.process,
        request.plan,
        options=request.options,
        kept=request.kept,
        report=request.report,
        cancelled=cancelled,
    )
