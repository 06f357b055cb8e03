"""Evaluate and check the labels anew: for other predictions, to measure in another way, or with other thresholds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, dataclass, fields
from typing import Any, ClassVar, Protocol, TypeVar

from app.document import Document
from app.jobs import Jobs, Progress
from engine.assessment import Assessment, assess, recheck
from engine.data.agreement import LabelSet
from engine.data.appearance import Appearances
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.run import NewRun
from engine.data.settings_text import SettingsText
from engine.evaluation.settings import EvaluationSettings, settings_of
from engine.review import Review


class _Fields(Protocol):
    """A request: any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Request = TypeVar("Request", bound=_Fields)


@dataclass(frozen=True, eq=False, slots=True)
class AssessRequest:
    """Labels and predictions to evaluate and check, and how to measure them."""

    dataset: Dataset
    annotations: Annotations
    predictions: Predictions | None
    settings: EvaluationSettings
    checks: CheckSettings
    appearances: Appearances | None
    others: tuple[LabelSet, ...]

    @staticmethod
    def of(review: Review, predictions: Predictions | None, settings: EvaluationSettings) -> AssessRequest:
        """The labels of a review as they are now, with other predictions or measured in another way."""
        return AssessRequest(
            review.dataset,
            review.annotations,
            predictions,
            settings,
            review.check_settings,
            review.appearances,
            review.label_sets,
        )


@dataclass(frozen=True, eq=False, slots=True)
class RecheckRequest:
    """A state of the labels, and the thresholds to check it with."""

    dataset: Dataset
    assessment: Assessment
    checks: CheckSettings


def set_settings(document: Document, jobs: Jobs, text: SettingsText) -> None:
    """Evaluate baseline and labels as these settings say, then go on with them.

    Raises
    ------
    UserError
        A line of the settings cannot be understood; nothing has begun then.
    """
    settings = settings_of(text)

    def request(review: Review) -> AssessRequest:
        return AssessRequest.of(review, review.predictions, settings)

    work_until_it_holds(document, jobs, "evaluate", assess_request, request, document.set_settings)


def set_check_settings(document: Document, jobs: Jobs, settings: CheckSettings) -> None:
    """Check the labels with other thresholds, then go on with them; nothing is evaluated again."""
    jobs.cancel("check")
    if settings == document.review.check_settings:
        return

    def request(review: Review) -> RecheckRequest:
        return RecheckRequest(review.dataset, review.assessment, settings)

    work_until_it_holds(document, jobs, "check", recheck_request, request, document.set_check_settings)


def take_in(
    document: Document,
    jobs: Jobs,
    predictions: Predictions,
    run: NewRun | int,
    done: Callable[[], None] = lambda: None,
) -> None:
    """Evaluate other predictions on the labels as they are, then put them in use."""

    def request(review: Review) -> AssessRequest:
        return AssessRequest.of(review, predictions, review.settings)

    def take(assessment: Assessment) -> None:
        document.set_predictions(assessment, run)
        done()

    work_until_it_holds(document, jobs, "assess", assess_request, request, take)


def work_until_it_holds(
    document: Document,
    jobs: Jobs,
    kind: str,
    work: Callable[[Request, Progress], Assessment],
    request_of: Callable[[Review], Request],
    take: Callable[[Assessment], object],
) -> None:
    """Work in the background, and again where what the request holds has changed meanwhile; then take the answer."""
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
            work_until_it_holds(document, jobs, kind, work, request_of, take)

    jobs.start(kind, work, request, receive)


def assess_request(request: AssessRequest, progress: Progress) -> Assessment:
    """Evaluate and check."""
    return assess(
        request.dataset,
        request.annotations,
        request.predictions,
        request.settings,
        checks=request.checks,
        appearances=request.appearances,
        others=request.others,
        progress=progress,
    )


def recheck_request(request: RecheckRequest, progress: Progress) -> Assessment:
    """Check with other thresholds."""
    return recheck(request.dataset, request.assessment, request.checks, progress=progress)
