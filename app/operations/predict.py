"""Run the model over the dataset's images, and take its predictions in."""

from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from app.operations.evaluate import take_in
from engine.data.dataset import Annotations, Dataset
from engine.data.flag import Flag
from engine.data.model import ModelSpec
from engine.data.run import Standing
from engine.errors import CancelledError
from engine.evaluation.incremental import Evaluation
from engine.inference.client import InferenceProcess
from engine.inference.run import RunResult
from engine.inference.run import run_model as run
from engine.pricing import price_flags
from engine.store.predicted import Predicted


@dataclass(frozen=True, eq=False, slots=True)
class RunRequest:
    """A model, and the dataset whose images it is run on."""

    dataset: Dataset
    model: ModelSpec
    kept: Predicted


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
    model = review.project.model()
    if model is None:
        return

    def receive(result: RunResult) -> None:
        if document.is_open and document.review is review:
            document.add_problems(result.problems)
            take_in(document, jobs, result.predictions, result.run)

    jobs.start("predict", _run, RunRequest(review.dataset, model, review.project.predicted), receive)


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


def _run(request: RunRequest, progress: Progress) -> RunResult:
    text, done, total = "Starting the model", 0, 0

    def report(standing: Standing) -> None:
        nonlocal text, done, total
        if standing.device:
            text, done, total = f"Running the model on {standing.device}", standing.done, standing.total

    def cancelled() -> bool:
        try:
            progress(text, done, total)
        except CancelledError:
            return True
        return False

    with InferenceProcess() as process:
        return run(
            request.dataset, request.model, process, kept=request.kept, report=report, cancelled=cancelled
        )


def _price(request: PriceRequest, progress: Progress) -> dict[str, float]:
    return price_flags(
        request.evaluation,
        request.annotations,
        request.flags,
        progress=lambda done, total: progress("Pricing flags", done, total),
    )
