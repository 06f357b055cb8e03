from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Dataset, Predictions, Problem
from engine.data.edit import Edit
from engine.data.journal import Action, JournalEntry, Origin, Step
from engine.data.metrics import NOT_DEFINED, Metrics
from engine.data.model import Acceleration
from engine.data.run import NewRun, Run
from engine.data.sources import Sources
from engine.errors import UserError
from engine.store.project import ProjectFile
from tests.engine.store.conftest import Create
from tests.engine.store.test_project import arrays_of, entry

MODEL = NewRun("models/a", model="0" * 64, kind="SavedModel", device="CPU", seconds=2.0, computed=10)


def test_a_new_project_without_predictions_has_no_runs(project: ProjectFile) -> None:
    assert project.runs.all() == ()
    assert project.runs.in_use() is None
    assert project.predictions() is None


def test_predictions_that_a_project_begins_with_are_its_first_run(
    create: Create, tmp_path: Path, dataset: Dataset, sources: Sources, predictions: Predictions
) -> None:
    named = replace(sources, predictions=tmp_path / "results.json")
    project = create(tmp_path / "p.boxwright", dataset, named, predictions)
    (run,) = project.runs.all()
    assert (run.name, run.origin, run.model) == ("results.json", str(named.predictions), None)
    assert run.images_per_second is None
    assert project.runs.in_use() == run.id
    project.close()


def test_every_run_is_kept_with_what_is_known_of_it(
    project: ProjectFile, predictions: Predictions, dataset: Dataset
) -> None:
    few = predictions.take(np.arange(3))
    first = project.runs.add(few, NewRun("first.json"))
    step = Step((Edit.delete(dataset.annotations.at(0)),), (), Origin.DELETED)
    project.append(JournalEntry(Action.DO, step, "somebody", entry(step).at))
    second = project.runs.add(predictions, MODEL)
    assert project.runs.all() == (first, second)
    assert (first.journal, second.journal) == (0, 1)
    assert first.made_at <= second.made_at
    assert (second.name, second.kind, second.device) == ("a", "SavedModel", "CPU")
    assert second.images_per_second == 5.0
    assert arrays_of(project.runs.predictions(first.id)) == arrays_of(few)
    newest = project.predictions()
    assert newest is not None
    assert arrays_of(newest) == arrays_of(predictions)


def test_metrics_and_problems_of_a_run_stay_with_it(project: ProjectFile, predictions: Predictions) -> None:
    silent = project.runs.add(predictions, MODEL)
    assert (silent.ap, project.runs.metrics(silent.id), project.runs.problems(silent.id)) == (None, None, ())
    metrics = Metrics(np.linspace(0.1, 0.9, 12), np.array([NOT_DEFINED, 1 / 3]))
    problem = Problem("größe.png", "", "the image is missing", "Put it back")
    told = replace(MODEL, metrics=metrics, problems=(problem,), acceleration=Acceleration.XLA)
    run = project.runs.add(predictions, told)
    assert (run.ap, run.acceleration) == (0.1, Acceleration.XLA)
    found = project.runs.metrics(run.id)
    assert found is not None and arrays_of(found) == arrays_of(metrics)
    assert project.runs.problems(run.id) == (problem,)
    undefined = project.runs.add(predictions, replace(MODEL, metrics=Metrics.undefined(2)))
    assert undefined.ap is None


def test_a_run_may_be_of_labels_that_were_edited_before_it_was_kept(
    project: ProjectFile, predictions: Predictions, dataset: Dataset
) -> None:
    step = Step((Edit.delete(dataset.annotations.at(0)),), (), Origin.DELETED)
    project.append(JournalEntry(Action.DO, step, "somebody", entry(step).at))
    assert project.runs.add(predictions, replace(MODEL, journal=0)).journal == 0


def test_raw_outputs_come_back_and_runs_without_them_have_none(
    project: ProjectFile, predictions: Predictions
) -> None:
    boxes = np.array([[0.1, 2, 30.7, 41], [5, 6, 7, 8]], np.float32).astype(np.float64)
    scores = np.array([0.9, 0.02], np.float32).astype(np.float64)
    raw = Predictions(np.array([0, 3]), np.array([1, 0]), boxes, boxes[:, 2:] - boxes[:, :2], scores)
    project.runs.add(predictions, NewRun("results.json"))
    project.runs.add(replace(predictions, raw=raw), MODEL)
    first, second = project.runs.all()
    assert project.runs.predictions(first.id).raw is None
    found = project.runs.predictions(second.id)
    assert found.raw is not None and arrays_of(found.raw) == arrays_of(raw)
    project.runs.add(replace(predictions, raw=Predictions.empty()), MODEL)
    newest = project.predictions()
    assert newest is not None and newest.raw is not None and len(newest.raw) == 0


def test_a_run_of_some_images_is_kept_but_not_used(project: ProjectFile, predictions: Predictions) -> None:
    whole = project.runs.add(predictions, MODEL)
    part = project.runs.add(predictions.take(np.arange(3)), MODEL, images=[4, 1, 2])
    assert (whole.images, part.images) == (None, 3)
    assert (project.runs.images(whole.id), project.runs.images(part.id)) == (None, (1, 2, 4))
    assert project.runs.in_use() == whole.id
    with pytest.raises(UserError, match="some of the images only"):
        project.runs.use(part.id)


def test_an_earlier_run_is_used_again_and_stays_so_after_reopening(
    project: ProjectFile, predictions: Predictions
) -> None:
    first = project.runs.add(predictions.take(np.arange(3)), MODEL)
    project.runs.add(predictions, MODEL)
    project.runs.use(first.id)
    again = ProjectFile(project.path)
    found = again.predictions()
    assert found is not None and len(found) == 3
    again.close()


def test_a_run_is_named_and_deleted_unless_it_is_in_use(
    project: ProjectFile, predictions: Predictions
) -> None:
    first = project.runs.add(predictions, MODEL)
    second = project.runs.add(predictions, MODEL)
    project.runs.rename(first.id, "before the learning rate")
    with pytest.raises(UserError, match="in use"):
        project.runs.delete(second.id)
    assert [run.name for run in project.runs.all()] == ["before the learning rate", "a 2"]
    project.runs.delete(first.id)
    assert [run.id for run in project.runs.all()] == [second.id]
    # An id is never given twice.
    assert project.runs.add(predictions, MODEL).id > second.id


def test_speed_is_not_told_where_nothing_was_computed() -> None:
    from datetime import UTC, datetime

    run = Run(1, "a", "a", datetime(2026, 1, 1, tzinfo=UTC), seconds=3.0, computed=0)
    assert run.images_per_second is None


def test_runs_of_one_model_are_told_apart_by_number(project: ProjectFile, predictions: Predictions) -> None:
    first = project.runs.add(predictions, MODEL)
    project.runs.add(predictions, MODEL)
    project.runs.rename(first.id, "mine")
    project.runs.add(predictions, MODEL)
    project.runs.add(predictions, MODEL)
    assert [run.name for run in project.runs.all()] == ["mine", "a 2", "a", "a 3"]
