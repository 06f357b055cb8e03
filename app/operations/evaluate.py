"""Evaluate and check the labels anew: for other predictions, or to measure in another way."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from app.document import Document
from app.jobs import Jobs, Progress
from engine.assessment import Assessment, assess
from engine.data.appearance import Appearances
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.settings_text import SettingsText
from engine.evaluation.settings import EvaluationSettings, settings_of
from engine.review import Review


@dataclass(frozen=True, eq=False, slots=True)
class AssessRequest:
    """Labels and predictions to evaluate and check, and how to measure them."""

    dataset: Dataset
    annotations: Annotations
    predictions: Predictions | None
    settings: EvaluationSettings
    appearances: Appearances | None


def set_settings(document: Document, jobs: Jobs, text: SettingsText) -> None:
    """Evaluate baseline and labels as these settings say, then go on with them.

    Raises
    ------
    UserError
        A line of the settings cannot be understood; nothing has begun then.
    """
    settings = settings_of(text)

    def request(review: Review) -> AssessRequest:
        return AssessRequest(
            review.dataset, review.annotations, review.predictions, settings, review.appearances
        )

    _assess_until_it_holds(document, jobs, "evaluate", request, document.set_settings)


def take_in(document: Document, jobs: Jobs, predictions: Predictions, origin: str) -> None:
    """Evaluate new predictions on the labels as they are, then put them in use."""

    def request(review: Review) -> AssessRequest:
        return AssessRequest(
            review.dataset, review.annotations, predictions, review.settings, review.appearances
        )

    def take(assessment: Assessment) -> None:
        document.set_predictions(assessment, origin)

    _assess_until_it_holds(document, jobs, "assess", request, take)


def _assess_until_it_holds(
    document: Document,
    jobs: Jobs,
    kind: str,
    request_of: Callable[[Review], AssessRequest],
    take: Callable[[Assessment], object],
) -> None:
    review = document.review
    request = request_of(review)

    def receive(assessment: Assessment) -> None:
        if not document.is_open or document.review is not review:
            return
        now = request_of(review)
        if all(getattr(now, own.name) is getattr(request, own.name) for own in fields(request)):
            take(assessment)
        else:
            # Somebody edited meanwhile: this answer is of other labels.
            _assess_until_it_holds(document, jobs, kind, request_of, take)

    jobs.start(kind, _assess, request, receive)


def _assess(request: AssessRequest, progress: Progress) -> Assessment:
    return assess(
        request.dataset,
        request.annotations,
        request.predictions,
        request.settings,
        appearances=request.appearances,
        progress=progress,
    )
