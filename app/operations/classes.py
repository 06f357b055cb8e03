"""Find out which class of the model is which of the dataset, on a few images."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.document import Document
from app.inference import Inference
from app.jobs import Jobs, Progress
from engine.data.dataset import Annotations, Dataset
from engine.data.model import ImagePredictions, ModelSpec
from engine.errors import CancelledError, UserError
from engine.images import DecodedImage, read_image
from engine.inference.class_match import ClassMatch, examples_of, match_classes
from engine.inference.client import InferenceProcess
from engine.inference.run import RunOptions, run_model
from engine.store.predicted import Predicted

_SHOWN_SIDE = 1200


@dataclass(frozen=True, eq=False, slots=True)
class MatchRequest:
    """A model, and the labels that its classes are matched with on so many images."""

    dataset: Dataset
    annotations: Annotations
    model: ModelSpec
    options: RunOptions
    process: InferenceProcess
    kept: Predicted
    examples: int


@dataclass(frozen=True, eq=False, slots=True)
class Seen:
    """One of the images: what the model said of it, and what it looks like, or why that cannot be seen."""

    said: ImagePredictions
    decoded: DecodedImage | UserError


@dataclass(frozen=True, eq=False, slots=True)
class MatchResponse:
    """The match, and the images it was made on."""

    match: ClassMatch
    seen: tuple[Seen, ...]


def match_model(
    document: Document,
    jobs: Jobs,
    inference: Inference,
    model: ModelSpec,
    examples: int,
    receive: Callable[[MatchResponse], None],
) -> None:
    """Run a model over images that show the classes well, and match its classes, in the background."""
    review = document.review
    inference.go_on()
    request = MatchRequest(
        review.dataset,
        review.annotations,
        # What a person matched before is what is asked anew.
        replace(model, names=None),
        RunOptions(inference.device, inference.acceleration),
        inference.process,
        review.project.predicted,
        examples,
    )

    def take(response: MatchResponse) -> None:
        if document.is_open and document.review is review:
            receive(response)

    # The same kind as a run: there is one process, and it does one thing at a time.
    jobs.start("classes", _match, request, take)


def _match(request: MatchRequest, progress: Progress) -> MatchResponse:
    dataset, text = request.dataset, "Running the model over examples"

    def cancelled() -> bool:
        try:
            progress(text, 0, 0)
        except CancelledError:
            return True
        return False

    result = run_model(
        dataset,
        request.model,
        request.process,
        images=examples_of(request.annotations, len(dataset.images), request.examples),
        options=request.options,
        kept=request.kept,
        cancelled=cancelled,
    )
    match = match_classes(result.said, request.annotations, dataset.categories, result.names)
    return MatchResponse(match, tuple(Seen(own, _decoded(dataset, own.image)) for own in result.said))


def _decoded(dataset: Dataset, image: int) -> DecodedImage | UserError:
    path = dataset.image_path(image)
    assert path is not None
    try:
        return read_image(path, max_side=_SHOWN_SIDE)
    except UserError as error:
        return error
