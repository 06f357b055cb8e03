"""Measure each class in the way the reviewer chose, in the background."""

from collections.abc import Callable
from dataclasses import dataclass

from app.document import Document
from app.jobs import Jobs, Progress
from engine.assessment import Assessment
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.metrics import Measure, Measured
from engine.evaluation.incremental import Evaluation
from engine.evaluation.measures import measure


@dataclass(frozen=True, eq=False, slots=True)
class MeasureRequest:
    """A measure, and the state of the labels to take it of.

    Attributes
    ----------
    measure : Measure
    dataset : Dataset
        As it was opened.
    assessment : Assessment
        With predictions.
    baseline : Measured or None
        This measure of the labels as opened, which no edit changes; None: not known yet.
    """

    measure: Measure
    dataset: Dataset
    assessment: Assessment
    baseline: Measured | None


@dataclass(frozen=True, eq=False, slots=True)
class MeasureResponse:
    """The measure of the labels as opened and as they were asked about."""

    assessment: Assessment
    baseline: Measured
    current: Measured


def measure_classes(
    document: Document,
    jobs: Jobs,
    which: Measure,
    baseline: Measured | None,
    receive: Callable[[MeasureResponse], None],
) -> None:
    """Measure the labels as they are, and as opened where that is not known; replaces what was asked before."""
    review = document.review
    jobs.start(
        "measure", _measure, MeasureRequest(which, review.dataset, review.assessment, baseline), receive
    )


def _measure(request: MeasureRequest, progress: Progress) -> MeasureResponse:
    dataset, assessment = request.dataset, request.assessment
    predictions = Predictions.empty() if assessment.predictions is None else assessment.predictions

    def measured(evaluation: Evaluation, annotations: Annotations) -> Measured:
        progress("Measuring", 0, 0)
        return measure(
            request.measure, evaluation, dataset.images, dataset.categories, annotations, predictions
        )

    baseline = request.baseline or measured(assessment.baseline, dataset.annotations)
    unedited = assessment.evaluation is assessment.baseline
    current = baseline if unedited else measured(assessment.evaluation, assessment.annotations)
    return MeasureResponse(assessment, baseline, current)
