from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Dataset, Predictions
from engine.data.edit import Edit
from engine.data.journal import Action, JournalEntry, Origin, Step
from engine.data.metrics import METRIC_NAMES
from engine.data.run import NewRun
from engine.data.sources import Sources
from engine.editing import apply_edits
from engine.errors import CancelledError, UserError
from engine.evaluation.incremental import evaluate
from engine.evaluation.part import evaluate_part
from engine.evaluation.settings import COCO
from engine.run_comparison import compare_runs, labels_after
from engine.store.project import ProjectFile
from tests.engine.conftest import RELABELLED
from tests.engine.store.test_project import entry

MODEL = NewRun("models/a", model="0" * 64)


@pytest.fixture
def project(tmp_path: Path, dataset: Dataset) -> Iterator[ProjectFile]:
    sources = Sources(dataset.source, images=dataset.image_root)
    project = ProjectFile.create(tmp_path / "p.boxwright", dataset, sources)
    yield project
    project.close()


def mended(dataset: Dataset) -> Edit:
    """The edit that gives the one wrong box its class back."""
    wrong = dataset.annotations.get(RELABELLED)
    assert wrong is not None
    return Edit.relabel(wrong, 1 - wrong.category)


def edit(project: ProjectFile, *edits: Edit) -> None:
    step = Step(edits, (), Origin.RELABELLED)
    project.append(JournalEntry(Action.DO, step, "somebody", entry(step).at))


def half(predictions: Predictions) -> Predictions:
    return predictions.take(np.arange(0, len(predictions), 2))


def test_no_entries_leave_the_labels_as_they_were_opened(dataset: Dataset) -> None:
    assert len(labels_after(dataset, (), 0)) == len(dataset.annotations)


def test_a_run_is_measured_on_the_labels_as_they_were_when_it_was_made(
    project: ProjectFile, dataset: Dataset, predictions: Predictions
) -> None:
    one = project.runs.add(half(predictions), MODEL)
    edit(project, mended(dataset))
    other = project.runs.add(predictions, MODEL)
    edit(project, Edit.delete(dataset.annotations.at(0)))
    now = apply_edits(dataset.annotations, [mended(dataset)])
    corners = compare_runs(project, one.id, other.id, resamples=0).corners
    for found, annotations, scored in (
        (corners.before, dataset.annotations, half(predictions)),
        (corners.new_labels, now, half(predictions)),
        (corners.new_predictions, dataset.annotations, predictions),
        (corners.after, now, predictions),
    ):
        expected = evaluate(dataset.images, dataset.categories, annotations, scored)
        np.testing.assert_array_equal(found.metrics.summary, expected.metrics.summary)
        np.testing.assert_array_equal(found.metrics.per_class_ap, expected.metrics.per_class_ap)


def test_the_later_run_may_be_measured_on_the_labels_as_they_are_now(
    project: ProjectFile, dataset: Dataset, predictions: Predictions
) -> None:
    one, other = (project.runs.add(predictions, MODEL) for _ in range(2))
    edit(project, mended(dataset))
    then = compare_runs(project, one.id, other.id, resamples=0)
    assert (np.nan_to_num(then.effects.total.summary[:, 0]) == 0).all()
    now = compare_runs(project, one.id, other.id, labels_now=True, resamples=0)
    assert now.effects.total.ap.delta > 0
    np.testing.assert_array_equal(now.effects.labels.summary, now.effects.total.summary)
    assert (np.nan_to_num(now.effects.predictions.summary[:, 0]) == 0).all()


def test_another_model_on_the_same_labels_is_a_model_effect_with_an_interval_by_class_too(
    project: ProjectFile, predictions: Predictions
) -> None:
    one, other = project.runs.add(half(predictions), MODEL), project.runs.add(predictions, MODEL)
    effects = compare_runs(project, one.id, other.id, resamples=50).effects
    assert effects.total.ap.delta > 0
    assert effects.total.ap.low <= effects.total.ap.delta <= effects.total.ap.high
    assert effects.predictions.ap == effects.total.ap
    assert effects.total.per_class.shape == (2, 3) and not np.isnan(effects.total.per_class).any()
    assert len(effects.total.summary) == len(METRIC_NAMES)


def test_verdicts_alone_change_no_labels(project: ProjectFile, predictions: Predictions) -> None:
    one = project.runs.add(predictions, MODEL)
    edit(project)
    other = project.runs.add(predictions, MODEL)
    corners = compare_runs(project, one.id, other.id, resamples=0).corners
    assert corners.before is corners.new_labels


def test_runs_of_some_images_are_compared_on_those_of_both(
    project: ProjectFile, dataset: Dataset, predictions: Predictions
) -> None:
    one = project.runs.add(half(predictions), MODEL, images=[7, 1, 2, 3])
    other = project.runs.add(predictions, MODEL, images=[2, 3, 4, 7])
    whole = project.runs.add(predictions, MODEL)
    found = compare_runs(project, one.id, other.id, resamples=0)
    assert found.images == (2, 3, 7)
    expected = evaluate_part(
        dataset.images, dataset.categories, dataset.annotations, predictions, COCO, (2, 3, 7)
    )
    np.testing.assert_array_equal(found.corners.after.metrics.summary, expected.metrics.summary)
    assert compare_runs(project, whole.id, one.id, resamples=0).images == (1, 2, 3, 7)


def test_runs_without_a_common_image_are_not_compared(project: ProjectFile, predictions: Predictions) -> None:
    one = project.runs.add(predictions, MODEL, images=[0, 1])
    other = project.runs.add(predictions, replace(MODEL, name="b"), images=[2])
    with pytest.raises(UserError, match="in both runs"):
        compare_runs(project, one.id, other.id)


def test_a_comparison_is_cancelled(project: ProjectFile, predictions: Predictions) -> None:
    run = project.runs.add(predictions, MODEL)

    def stop(text: str, done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        compare_runs(project, run.id, run.id, progress=stop)
