"""Tell a change of mAP from noise, labels from model, and the reviewer's own from what merely follows the model."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.document import Document
from app.jobs import Jobs, Progress
from engine.assessment import Assessment
from engine.attribution import attribute
from engine.data.attribution import Attribution
from engine.data.comparison import Comparison, EffectComparison
from engine.data.dataset import Annotations, Dataset, Predictions, Problem
from engine.data.journal import Step
from engine.evaluation.bootstrap import compare, compare_effects
from engine.evaluation.compare import Corners
from engine.evaluation.incremental import Evaluation, evaluate
from engine.formats.predictions import read_predictions
from engine.review import Review
from engine.store.project import ProjectFile


@dataclass(frozen=True, slots=True)
class Other:
    """What to compare with besides the labels as opened.

    Attributes
    ----------
    title : str
        For people.
    read : function
        Reads the predictions, and what could not be used of them.
    """

    title: str
    read: Callable[[], tuple[Predictions, tuple[Problem, ...]]]


@dataclass(frozen=True, eq=False, slots=True)
class CompareRequest:
    """The labels as opened and as they are, the steps from the one to the other, and perhaps other predictions."""

    dataset: Dataset
    assessment: Assessment
    steps: tuple[Step, ...]
    other: Other | None


@dataclass(frozen=True, eq=False, slots=True)
class CompareResponse:
    """The change with its interval, who made it, and what of it is due to labels and model.

    Attributes
    ----------
    comparison : Comparison
        In all.
    effects : EffectComparison or None
        None where the predictions are the same.
    attribution : Attribution
        Of what the edits did, with the project's own predictions.
    problems : tuple of Problem
        What could not be used of the other predictions.
    """

    comparison: Comparison
    effects: EffectComparison | None
    attribution: Attribution
    problems: tuple[Problem, ...] = ()


def earlier_predictions(review: Review) -> tuple[Other, ...]:
    """The project's runs of all images but the one in use, the newest first."""
    project = review.project
    in_use = project.runs.in_use()
    return tuple(
        Other(
            f"{run.name}, {run.made_at.astimezone():%Y-%m-%d %H:%M}",
            partial(_of_project, project, run.id),
        )
        for run in reversed(project.runs.all())
        if run.images is None and run.id != in_use
    )


def predictions_in(path: Path, dataset: Dataset) -> Other:
    """The predictions of a file or a folder, which is read when they are compared."""
    return Other(path.name, partial(read_predictions, path, dataset))


def _of_project(project: ProjectFile, run_id: int) -> tuple[Predictions, tuple[Problem, ...]]:
    """What could not be used was said when they were taken in."""
    return project.runs.predictions(run_id), ()


def compare_with(
    document: Document, jobs: Jobs, other: Other | None, receive: Callable[[CompareResponse], None]
) -> None:
    """Compare the labels as opened with those as they are, and other predictions if asked, in the background."""
    review = document.review
    if review.predictions is not None:
        request = CompareRequest(review.dataset, review.assessment, review.history.done, other)
        jobs.start("compare", _compare, request, receive)


def _compare(request: CompareRequest, progress: Progress) -> CompareResponse:
    dataset, assessment = request.dataset, request.assessment
    attribution = attribute(
        assessment.baseline,
        dataset.annotations,
        request.steps,
        progress=lambda done, total: progress("Sharing the change out", done, total),
    )

    def resampling(done: int, total: int) -> None:
        progress("Resampling images", done, total)

    before, new_labels = assessment.baseline, assessment.evaluation
    if request.other is None:
        return CompareResponse(
            compare(before, new_labels, sizes=True, progress=resampling), None, attribution
        )
    progress("Reading the other predictions", 0, 0)
    other, problems = request.other.read()

    def evaluated(annotations: Annotations) -> Evaluation:
        return evaluate(
            dataset.images,
            dataset.categories,
            annotations,
            other,
            before.settings,
            progress=lambda done, total: progress("Evaluating the other predictions", done, total),
        )

    new_predictions = evaluated(dataset.annotations)
    if new_labels is before:
        corners = Corners.of_predictions(before, new_predictions)
    else:
        corners = Corners(before, new_labels, new_predictions, evaluated(assessment.annotations))
    effects = compare_effects(corners, sizes=True, progress=resampling)
    return CompareResponse(effects.total, effects, attribution, tuple(problems))
