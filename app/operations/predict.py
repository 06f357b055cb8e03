"""Run the model over the dataset's images, and take its predictions in."""

from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations.evaluate import take_in
from engine.data.dataset import Annotations, Dataset, Predictions, Problem
from engine.data.flag import Flag
from engine.data.model import ModelSpec
from engine.evaluation.incremental import Evaluation
from engine.inference.run import run_model as run
from engine.pricing import price_flags


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


def price_queue(document: Document, jobs: Jobs) -> bool:
    """Price flags that have no price yet, and the first whose price may have changed, in the background.

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
    flags = review.flags_to_price(_PRICED_AT_ONCE)
    if flags:
        assessment = review.assessment
        request = PriceRequest(assessment.evaluation, assessment.annotations, flags)
        jobs.start("price", _price, request, document.set_prices)
    return bool(flags)


def _run(request: RunRequest, progress: Progress) -> RunResponse:
    predictions, problems = run(request.dataset, request.model, progress=progress)
    return RunResponse(predictions, problems)


def _price(request: PriceRequest, progress: Progress) -> dict[str, float]:
    return price_flags(
        request.evaluation,
        request.annotations,
        request.flags,
        progress=lambda done, total: progress("Pricing flags", done, total),
    )
