"""What runs measure on the labels as they are, and what one of them says of each image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.metrics import NOT_DEFINED
from engine.data.run import Run
from engine.evaluation.incremental import Evaluation, evaluate
from engine.evaluation.part import evaluate_part
from engine.evaluation.settings import EvaluationSettings
from engine.run_comparison import RunComparison, compare_runs
from engine.store.project import ProjectFile
from engine.store.runs import Runs


@dataclass(frozen=True, eq=False, slots=True)
class MeasureRequest:
    """Runs to measure on a state of the labels, by id."""

    dataset: Dataset
    annotations: Annotations
    settings: EvaluationSettings
    runs: Runs
    run_ids: tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class MeasureResponse:
    """mAP of runs by id, None where it is not defined; and the labels that it is of."""

    annotations: Annotations
    ap: dict[int, float | None]


@dataclass(frozen=True, eq=False, slots=True)
class CompareRequest:
    """Two runs of a project, and how often to resample."""

    project: ProjectFile
    older: int
    newer: int
    resamples: int


@dataclass(frozen=True, eq=False, slots=True)
class Other:
    """A run that is shown beside the one in use.

    Attributes
    ----------
    run : Run
    predictions : Predictions
    images : frozenset of int, or None
        That it is of; None: all.
    evaluation : Evaluation
        On the labels as they were when it was read: what is matched is matched anew.
    """

    run: Run
    predictions: Predictions
    images: frozenset[int] | None
    evaluation: Evaluation


def measure_runs(
    document: Document, jobs: Jobs, run_ids: tuple[int, ...], receive: Callable[[MeasureResponse], None]
) -> None:
    """Measure runs on the labels as they are, in the background."""
    review = document.review
    request = MeasureRequest(
        review.dataset, review.annotations, review.settings, review.project.runs, run_ids
    )
    jobs.start("measure_runs", _measure, request, receive)


def read_other(document: Document, jobs: Jobs, run: Run, receive: Callable[[Other], None]) -> None:
    """Read a run to show it beside the one in use, in the background."""
    review = document.review
    request = MeasureRequest(
        review.dataset, review.annotations, review.settings, review.project.runs, (run.id,)
    )

    def take(other: Other) -> None:
        if document.is_open and document.review is review:
            receive(other)

    jobs.start("beside", lambda own, progress: _other(own, run, progress), request, take)


def compare_two(
    document: Document,
    jobs: Jobs,
    older: int,
    newer: int,
    receive: Callable[[RunComparison], None],
    *,
    resamples: int,
) -> None:
    """Compare two runs, each on the labels as they were when it was made, in the background.

    Parameters
    ----------
    resamples
        For intervals; 0: none are wanted.
    """
    review = document.review

    def take(comparison: RunComparison) -> None:
        if document.is_open and document.review is review:
            receive(comparison)

    kind = "compare" if resamples else "effects"
    jobs.start(kind, _compare, CompareRequest(review.project, older, newer, resamples), take)


def _compare(request: CompareRequest, progress: Progress) -> RunComparison:
    return compare_runs(
        request.project, request.older, request.newer, resamples=request.resamples, progress=progress
    )


def _measure(request: MeasureRequest, progress: Progress) -> MeasureResponse:
    ap: dict[int, float | None] = {}
    for done, run_id in enumerate(request.run_ids):
        progress("Measuring runs", done, len(request.run_ids))
        evaluation = evaluate_part(
            request.dataset.images,
            request.dataset.categories,
            request.annotations,
            request.runs.predictions(run_id),
            request.settings,
            request.runs.images(run_id),
        )
        ap[run_id] = None if evaluation.metrics.ap == NOT_DEFINED else evaluation.metrics.ap
    return MeasureResponse(request.annotations, ap)


def _other(request: MeasureRequest, run: Run, progress: Progress) -> Other:
    progress("Reading the run", 0, 0)
    dataset = request.dataset
    predictions, images = request.runs.predictions(run.id), request.runs.images(run.id)
    evaluation = evaluate(
        dataset.images, dataset.categories, request.annotations, predictions, request.settings
    )
    return Other(run, predictions, None if images is None else frozenset(images), evaluation)
