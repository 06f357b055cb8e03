"""Two runs of a project compared: what of the change is due to the labels, and what to the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.data.comparison import EffectComparison
from engine.data.dataset import Annotations, Dataset, Predictions
from engine.data.journal import JournalEntry
from engine.editing import apply_edits
from engine.errors import UserError
from engine.evaluation.bootstrap import RESAMPLES, compare_effects
from engine.evaluation.compare import Corners
from engine.evaluation.incremental import Evaluation
from engine.evaluation.part import evaluate_part
from engine.evaluation.settings import COCO, EvaluationSettings, settings_of
from engine.store.project import ProjectFile

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, eq=False, slots=True)
class RunSide:
    """One of two runs.

    Attributes
    ----------
    predictions : Predictions
    images : tuple of int or None
        That it is of; None: all.
    journal : int
        After how many journal entries the labels are those to measure it on.
    """

    predictions: Predictions
    images: tuple[int, ...] | None
    journal: int


@dataclass(frozen=True, eq=False, slots=True)
class RunComparison:
    """What changed from one run to another.

    Attributes
    ----------
    images : tuple of int
        Those that both are of; it is measured on these alone.
    corners : Corners
        Both states of the labels, measured with both sets of predictions.
    effects : EffectComparison
        The change, and what of it is due to labels and model; by class too.
    """

    images: tuple[int, ...]
    corners: Corners
    effects: EffectComparison


def compare_runs(
    project: ProjectFile,
    run_a: int,
    run_b: int,
    *,
    labels_now: bool = False,
    resamples: int = RESAMPLES,
    seed: int = 0,
    progress: Progress = lambda text, done, total: None,
) -> RunComparison:
    """Compare two runs of a project, as it is measured there.

    Parameters
    ----------
    project
    run_a, run_b
        Their ids; the first is measured on the labels as they were when it was made.
    labels_now
        Whether the second is measured on the labels as they are now, instead of as they were when it was made.
    resamples, seed
        As for `engine.evaluation.bootstrap.compare_effects`; 0 resamples give no intervals.
    progress
        May raise `engine.errors.CancelledError`.

    Raises
    ------
    UserError
        No image is in both.
    """
    progress("Reading the project", 0, 0)
    dataset, entries, text = project.dataset(), project.journal(), project.settings()
    made_at = {run.id: run.journal for run in project.runs.all()}

    def side(run_id: int, journal: int) -> RunSide:
        return RunSide(project.runs.predictions(run_id), project.runs.images(run_id), journal)

    return compare_sides(
        dataset,
        entries,
        side(run_a, made_at[run_a]),
        side(run_b, len(entries) if labels_now else made_at[run_b]),
        COCO if text is None else settings_of(text),
        resamples=resamples,
        seed=seed,
        progress=progress,
    )


def compare_sides(
    dataset: Dataset,
    entries: Sequence[JournalEntry],
    before: RunSide,
    after: RunSide,
    settings: EvaluationSettings = COCO,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    progress: Progress = lambda text, done, total: None,
) -> RunComparison:
    """Compare two runs; otherwise as `compare_runs`.

    Parameters
    ----------
    dataset
        As it was opened.
    entries
        The journal.
    before, after
    settings
        How to measure.
    """
    images = _in_both(before.images, after.images, len(dataset.images))
    if not images:
        raise UserError(
            "no image is in both runs", source=dataset.source, remedy="Run one of the models over all images"
        )
    old = labels_after(dataset, entries, before.journal)
    new = labels_after(dataset, entries, after.journal)

    def evaluated(annotations: Annotations, predictions: Predictions) -> Evaluation:
        return evaluate_part(
            dataset.images,
            dataset.categories,
            annotations,
            predictions,
            settings,
            images,
            progress=lambda done, total: progress("Evaluating", done, total),
        )

    first = evaluated(old, before.predictions)
    other_model = evaluated(old, after.predictions)
    if _is_same(entries, before.journal, after.journal):
        corners = Corners.of_predictions(first, other_model)
    else:
        last = evaluated(new, after.predictions)
        corners = Corners(first, evaluated(new, before.predictions), other_model, last)
    effects = compare_effects(
        corners,
        resamples=resamples,
        seed=seed,
        sizes=True,
        progress=lambda done, total: progress("Resampling images", done, total),
    )
    return RunComparison(images, corners, effects)


def labels_after(dataset: Dataset, entries: Sequence[JournalEntry], count: int) -> Annotations:
    """The labels as they were after so many journal entries."""
    edits = [edit for entry in entries[:count] for edit in entry.step.edits]
    return apply_edits(dataset.annotations, edits)


def _is_same(entries: Sequence[JournalEntry], one: int, other: int) -> bool:
    """Whether no box was edited between."""
    return not any(entry.step.edits for entry in entries[min(one, other) : max(one, other)])


def _in_both(one: tuple[int, ...] | None, other: tuple[int, ...] | None, count: int) -> tuple[int, ...]:
    every = range(count)
    return tuple(sorted(set(every if one is None else one) & set(every if other is None else other)))
