"""A project of an older version opens, with all that was in it, and a copy of the old one beside it."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from engine.data.dataset import Dataset, Predictions
from engine.data.image_state import UNTOUCHED, ImageState, Stage
from engine.data.journal import Action, Origin
from engine.data.model import ModelSpec
from engine.data.run import NewRun
from engine.data.sources import Sources
from engine.errors import UserError
from engine.opening import open_project
from engine.states import States
from engine.store import schema
from engine.store.project import ProjectFile
from engine.store.values import set_value
from tests.engine.store.test_project import arrays_of

VERSION_1 = Path(__file__).with_name("version_1.sqlite")
"""Written by the program as it was before version 2: two sets of predictions, with a step of the journal after each."""

VERSION_2 = VERSION_1.with_name("version_2.sqlite")
"""Likewise before version 3: sources by absolute path, a model chosen, a step of the journal."""

VERSION_2_JOURNAL = VERSION_1.with_name("version_2_journal.sqlite")
"""Likewise: a class changed with a verdict, a box deleted, that undone."""


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(VERSION_1, tmp_path / "old.boxwright"))


def tables_of(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    connection.close()
    return {name for (name,) in rows}


def test_a_project_of_the_first_version_opens_with_all_that_was_in_it(
    first_version: Path, predictions: Predictions, dataset: Dataset
) -> None:
    project = ProjectFile(first_version)
    assert [(run.name, run.origin, run.journal, run.ap) for run in project.runs.all()] == [
        ("first.json", "photos/first.json", 0, None),
        ("model", "photos/model", 1, None),
    ]
    first, second = project.runs.all()
    assert project.runs.in_use() == second.id
    assert len(project.runs.predictions(first.id)) == 5
    assert (project.runs.metrics(first.id), project.runs.problems(first.id)) == (None, ())
    found = project.predictions()
    assert found is not None and arrays_of(found) == arrays_of(predictions)
    assert arrays_of(project.dataset().annotations) == arrays_of(dataset.annotations)
    assert [entry.step.origin for entry in project.journal()] == [Origin.RELABELLED, Origin.DELETED]
    assert project.runs.add(predictions, NewRun("another")).journal == 2
    assert all(entry.measured is None for entry in project.journal())
    project.close()


def test_a_project_of_the_second_version_goes_on_with_metrics_after_each_step(tmp_path: Path) -> None:
    path = Path(shutil.copyfile(VERSION_2_JOURNAL, tmp_path / "old.boxwright"))
    review = open_project(path)
    assert [(entry.action, entry.step.origin, entry.measured) for entry in review.journal] == [
        (Action.DO, Origin.RELABELLED, None),
        (Action.DO, Origin.DELETED, None),
        (Action.UNDO, Origin.DELETED, None),
    ]
    redone = review.redo()
    review.close()
    again = ProjectFile(path)
    last = again.journal()[-1].measured
    assert last is not None
    assert (last.summary, last.run) == (tuple(redone.after.summary.tolist()), 1)
    again.close()
    old = sqlite3.connect(path.with_name("old.boxwright.v2.backup"))
    assert old.execute("SELECT value FROM setting WHERE name = 'schema_version'").fetchone() == (2,)
    assert old.execute("SELECT count(*) FROM journal").fetchone() == (3,)
    old.close()


def test_the_old_file_stays_beside_the_new_one_and_is_written_once(first_version: Path) -> None:
    ProjectFile(first_version).close()
    copy = first_version.with_name("old.boxwright.v1.backup")
    written = copy.stat()
    ProjectFile(first_version).close()
    assert copy.stat() == written
    assert tables_of(copy) == tables_of(VERSION_1)
    assert "prediction_set" not in tables_of(first_version)


def test_an_upgrade_that_fails_half_way_leaves_the_old_version(first_version: Path) -> None:
    connection = sqlite3.connect(first_version)
    # Two rows of one number: the second cannot be taken over.
    connection.execute("ALTER TABLE prediction_set RENAME TO own")
    connection.execute("CREATE VIEW prediction_set AS SELECT * FROM own UNION ALL SELECT * FROM own")
    connection.commit()
    connection.close()
    before = tables_of(first_version)
    with pytest.raises(UserError):
        ProjectFile(first_version)
    assert tables_of(first_version) == before


def test_a_project_whose_old_file_cannot_be_kept_is_not_upgraded(first_version: Path) -> None:
    (first_version.with_name(".old.boxwright.v1.backup.partial")).mkdir()
    with pytest.raises(UserError, match="cannot be written"):
        ProjectFile(first_version)
    assert tables_of(first_version) == tables_of(VERSION_1)


def test_sources_of_the_second_version_are_where_they_were_and_stay_so_to_the_file(
    tmp_path: Path, dataset: Dataset
) -> None:
    photos = Path("/home/somebody/photos")
    path = Path(shutil.copyfile(VERSION_2, tmp_path / "old.boxwright"))
    project = ProjectFile(path)
    assert project.sources() == Sources(photos / "labels.json", photos, photos / "results.json")
    assert project.dataset().image_root == photos
    assert project.dataset().source == photos / "labels.json"
    assert arrays_of(project.dataset().annotations) == arrays_of(dataset.annotations)
    assert project.model() == ModelSpec(photos / "model", photos / "names.txt")
    assert [entry.step.origin for entry in project.journal()] == [Origin.DELETED]
    assert all(own.content is None and len(own.places) == 1 for own in project.whereabouts.records())
    project.close()
    copy = tmp_path / "old.boxwright.v2.backup"
    connection = sqlite3.connect(copy)
    kept = dict(connection.execute("SELECT name, value FROM setting").fetchall())
    connection.close()
    assert kept["schema_version"] == 2
    assert json.loads(kept["sources"])["annotations"] == str(photos / "labels.json")


def test_a_new_project_is_not_upgraded(project: ProjectFile) -> None:
    project.close()
    ProjectFile(project.path).close()
    assert not list(project.path.parent.glob("*.backup"))


def test_a_newer_version_is_refused_and_left_as_it_is(project: ProjectFile) -> None:
    project.close()
    engine = create_engine(f"sqlite:///{project.path}")
    with engine.begin() as connection:
        set_value(connection, "schema_version", schema.SCHEMA_VERSION + 1)
    engine.dispose()
    before = project.path.read_bytes()
    with pytest.raises(UserError, match="newer version"):
        ProjectFile(project.path)
    assert project.path.read_bytes() == before


def test_in_a_project_of_the_second_version_an_image_called_reviewed_still_is(tmp_path: Path) -> None:
    path = Path(shutil.copyfile(VERSION_2, tmp_path / "old.boxwright"))
    connection = sqlite3.connect(path)
    for before, after in (
        ("null", '"label_is_right"'),
        ('"label_is_right"', "null"),
        ("null", '"label_is_right"'),
    ):
        said = f'[{{"flag": "reviewed|4", "before": {before}, "after": {after}}}]'
        row = ("2026-03-01T12:00:00+00:00", "somebody", "do", "verdict", "[]", said)
        connection.execute(
            "INSERT INTO journal (at, author, action, origin, edits, verdicts) VALUES (?, ?, ?, ?, ?, ?)", row
        )
    connection.commit()
    connection.close()
    project = ProjectFile(path)
    entries = project.journal()[1:]
    project.close()
    assert [entry.step.verdicts for entry in entries] == [(), (), ()]
    assert States.replayed(entries).of(4) == ImageState(Stage.REVIEWED)
    assert States.replayed(entries[:2]).of(4) == UNTOUCHED
