"""Run the model over the dataset's images, and take its predictions in."""

from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.dataset import Annotations, Dataset, Predictions, Problem
from engine.data.flag import Flag
from engine.data.model import ModelSpec
from engine.evaluation.incremental import Evaluation
from engine.evaluation.settings import EvaluationSettings
from engine.inference.run import run_model as run
from engine.pricing import price_flags
from engine.review import Assessment, assess


@dataclass(frozen=True, eq=False, slots=True)
class RunRequest:
    """A model, and the dataset whose images it is run on."""

    dataset: Dataset
    model: ModelSpec


@dataclass(frozen=True, eq=False, slots=True)
class RunResponse:
    """What the model said, and what could not be run."""

    predictions: Predictions
    problems: tuple[Problem, ...]


@dataclass(frozen=True, eq=False, slots=True)
class AssessRequest:
    """Labels and predictions to evaluate and check."""

    dataset: Dataset
    annotations: Annotations
    predictions: Predictions
    settings: EvaluationSettings


@dataclass(frozen=True, eq=False, slots=True)
class PriceRequest:
    """Flags to price on a state of the labels."""

    evaluation: Evaluation
    annotations: Annotations
    flags: tuple[Flag, ...]


_PRICED_AT_ONCE = 250


def run_model(document: Document, jobs: Jobs) -> None:
    """Run the project's model in its own process; its predictions replace those in use."""
    review = document.review
    model = review.project.sources().model_spec
    if model is None:
        return

    def receive(response: RunResponse) -> None:
        if document.is_open and document.review is review:
            document.add_problems(response.problems)
            take_in(document, jobs, response.predictions, str(model.path))

    jobs.start("predict", _run, RunRequest(review.dataset, model), receive)


def take_in(document: Document, jobs: Jobs, predictions: Predictions, origin: str) -> None:
    """Evaluate new predictions on the labels as they are, then put them in use."""
    review = document.review
    request = AssessRequest(review.dataset, review.annotations, predictions, review.settings)

    def receive(assessment: Assessment) -> None:
        if not document.is_open or document.review is not review:
            return
        if assessment.annotations is review.annotations:
            document.set_predictions(assessment, origin)
        else:
            # Somebody edited meanwhile: this answer is of other labels.
            take_in(document, jobs, predictions, origin)

    jobs.start("assess", _assess, request, receive)


def price_queue(document: Document, jobs: Jobs) -> bool:
    """Price flags that have no price yet, in the background, the most suspicious first.

    Some at a time, so that the top of the queue has its prices soon; call it again when they are in.

    Returns
    -------
    bool
        Whether there is something to price.
    """
    jobs.cancel("price")
    if not document.is_open or document.review.predictions is None:
        return False
    review = document.review
    unpriced = [
        entry.flag for entry in review.queue() if entry.price is None and entry.flag.suggestion is not None
    ]
    if unpriced:
        assessment = review.assessment
        request = PriceRequest(
            assessment.evaluation, assessment.annotations, tuple(unpriced[:_PRICED_AT_ONCE])
        )
        jobs.start("price", _price, request, document.set_prices)
    return bool(unpriced)


def _run(request: RunRequest, progress: Progress) -> RunResponse:
    predictions, problems = run(request.dataset, request.model, progress=progress)
    return RunResponse(predictions, problems)


def _assess(request: AssessRequest, progress: Progress) -> Assessment:
    return assess(
        request.dataset, request.annotations, request.predictions, request.settings, progress=progress
    )


def _price(request: PriceRequest, progress: Progress) -> dict[str, float]:
    return price_flags(
        request.evaluation,
        request.annotations,
        request.flags,
        progress=lambda done, total: progress("Pricing flags", done, total),
    )
