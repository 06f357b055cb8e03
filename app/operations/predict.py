"""Run a model over images of the dataset, and take in what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.document import Document
from app.inference import Inference
from app.jobs import Jobs, Progress
from app.operations.evaluate import take_in
from engine.data.dataset import Predictions
from engine.data.model import ModelFacts, ModelSpec
from engine.data.run import Run, Standing
from engine.data.sentence import sentence
from engine.errors import CancelledError
from engine.inference.client import InferenceProcess
from engine.inference.run import RunOptions, RunResult, sample
from engine.inference.run import run_model as run
from engine.inference.shared_run import share_run
from engine.inference.so_far import Labels, Measured, measure
from engine.inference.trust import examine
from engine.store.predicted import Predicted
from engine.store.runs import Runs
from engine.store.storage import Storage
from engine.store.tasks import Tasks

QUICK_LOOK_S = 30.0


@dataclass(frozen=True, eq=False, slots=True)
class RunRequest:
    """A model, the images to run it over, and where what it says goes.

    Attributes
    ----------
    labels : Labels
        What mAP is measured on meanwhile, and the dataset.
    model : ModelSpec
    images : tuple of int, or None
        None: all.
    options : RunOptions
    process : InferenceProcess
    kept : Predicted
    runs : Runs
    report : function of Standing
    paused : function
    shared_in : Storage or None
        Where batches are handed out to other machines; None: this one does all.
    """

    labels: Labels
    model: ModelSpec
    images: tuple[int, ...] | None
    options: RunOptions
    process: InferenceProcess
    kept: Predicted
    runs: Runs
    report: Callable[[Standing], None]
    paused: Callable[[], bool]
    shared_in: Storage | None = None


@dataclass(frozen=True, eq=False, slots=True)
class RunResponse:
    """What the model said; of some images only, the run it was kept as, and what the one in use measures on these.

    Attributes
    ----------
    result : RunResult
    part : Run or None
        None: it is of all images, or there were none to run.
    in_use : Measured or None
        The run in use on the same images, where this one is of a part.
    """

    result: RunResult
    part: Run | None = None
    in_use: Measured | None = None


def examine_model(
    document: Document, jobs: Jobs, model: ModelSpec, receive: Callable[[ModelFacts], None]
) -> None:
    """Look at a model's files without loading it, in the background."""
    review = document.review

    def take(facts: ModelFacts) -> None:
        if document.is_open and document.review is review:
            receive(facts)

    jobs.start("examine", _examine, model, take)


def run_model(
    document: Document,
    jobs: Jobs,
    inference: Inference,
    model: ModelSpec,
    *,
    images: tuple[int, ...] | None = None,
    seconds: float | None = None,
    only_new: bool = False,
    shared: bool = False,
    receive: Callable[[RunResponse], None] = lambda response: None,
) -> None:
    """Run a model in its own process; predictions of all images replace those in use.

    Parameters
    ----------
    model
        One that may run.
    images
        None: all. With ``seconds`` they are run in an order of chance.
    seconds
        How long to run; None: to the end.
    only_new
        Leave out the images that the model has seen as they are.
    shared
        Let other machines take a part of it: of all images, of a project on a server.
    receive
        Gets the answer once it is taken in; of all images, once they are evaluated.
    """
    review = document.review
    if seconds is not None:
        images = sample(range(len(review.dataset.images)) if images is None else images)
    inference.go_on()
    journal = review.project.journal_length
    request = RunRequest(
        Labels(review.dataset, review.annotations, review.settings, journal),
        model,
        images,
        RunOptions(inference.device, inference.acceleration, seconds=seconds, only_new=only_new),
        inference.process,
        review.project.predicted,
        review.project.runs,
        inference.stood.emit,
        lambda: inference.paused,
        review.project.storage if shared else None,
    )

    def take(response: RunResponse) -> None:
        if not document.is_open or document.review is not review:
            return
        inference.set_devices(response.result.devices)
        document.add_problems(response.result.problems)
        result = response.result
        if result.of_all:
            take_in(document, jobs, result.predictions, result.run, lambda: receive(response))
        else:
            receive(response)

    jobs.start("predict", _run, request, take)


def use_run(document: Document, jobs: Jobs, run_id: int) -> None:
    """Let metrics and flags rest on a run that the project has already."""
    review = document.review

    def take(predictions: Predictions) -> None:
        if document.is_open and document.review is review:
            take_in(document, jobs, predictions, run_id)

    jobs.start("read_run", _read, (review.project.runs, run_id), take)


def _examine(model: ModelSpec, progress: Progress) -> ModelFacts:
    progress("Looking at the model", 0, 0)
    return examine(model)


def _read(request: tuple[Runs, int], progress: Progress) -> Predictions:
    progress("Reading the run", 0, 0)
    runs, run_id = request
    return runs.predictions(run_id)


def _run(request: RunRequest, progress: Progress) -> RunResponse:
    text, standing = sentence("Progress", "Starting the model"), Standing(0, 0)

    def report(now: Standing) -> None:
        nonlocal text, standing
        standing = now
        if now.device:
            text = sentence("Progress", "Running the model")
        request.report(now)

    def cancelled() -> bool:
        try:
            progress(text, standing.done, standing.total)
        except CancelledError:
            return True
        return False

    if request.shared_in is None:
        runs = partial(run, images=request.images)
    else:
        runs = partial(share_run, tasks=Tasks(request.shared_in))
    result = runs(
        request.labels.dataset,
        request.model,
        request.process,
        options=request.options,
        kept=request.kept,
        labels=request.labels,
        report=report,
        cancelled=cancelled,
        paused=request.paused,
    )
    if result.of_all:
        return RunResponse(result)
    if not result.images:
        return RunResponse(result)
    part = request.runs.add(result.predictions, result.run, images=result.images)
    in_use = request.runs.in_use()
    if in_use is None:
        return RunResponse(result, part)
    predictions = request.runs.predictions(in_use)
    return RunResponse(result, part, measure(request.labels, predictions, result.images))
