"""Measure in another way."""

from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.settings_text import SettingsText
from engine.evaluation.settings import EvaluationSettings, settings_of
from engine.review import Assessment, assess


@dataclass(frozen=True, eq=False, slots=True)
class EvaluateRequest:
    """Labels and predictions, and how to measure them."""

    dataset: Dataset
    annotations: Annotations
    predictions: Predictions | None
    settings: EvaluationSettings


def set_settings(document: Document, jobs: Jobs, text: SettingsText) -> None:
    """Evaluate baseline and labels as these settings say, then go on with them.

    Raises
    ------
    UserError
        A line of the settings cannot be understood; nothing has begun then.
    """
    _evaluate(document, jobs, settings_of(text))


def _evaluate(document: Document, jobs: Jobs, settings: EvaluationSettings) -> None:
    review = document.review
    request = EvaluateRequest(review.dataset, review.annotations, review.predictions, settings)

    def receive(assessment: Assessment) -> None:
        if not document.is_open or document.review is not review:
            return
        if assessment.annotations is review.annotations and assessment.predictions is review.predictions:
            document.set_settings(assessment)
        else:
            # Somebody edited meanwhile: this answer is of other labels.
            _evaluate(document, jobs, settings)

    jobs.start("assess", _assess, request, receive)


def _assess(request: EvaluateRequest, progress: Progress) -> Assessment:
    return assess(
        request.dataset, request.annotations, request.predictions, request.settings, progress=progress
    )
