"""A project of the first version opens, with all that was in it, and a copy of the old one beside it."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from engine.data.dataset import Dataset, Predictions
from engine.data.journal import Origin
from engine.data.run import NewRun
from engine.errors import UserError
from engine.store import schema
from engine.store.project import ProjectFile
from tests.engine.store.test_project import arrays_of

VERSION_1 = Path(__file__).with_name("version_1.sqlite")
"""Written by the program as it was before version 2: two sets of predictions, with a step of the journal after each."""


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
    project.close()


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


def test_a_new_project_is_not_upgraded(project: ProjectFile) -> None:
    project.close()
    ProjectFile(project.path).close()
    assert not list(project.path.parent.glob("*.backup"))


def test_a_newer_version_is_refused_and_left_as_it_is(project: ProjectFile) -> None:
    project.close()
    connection = sqlite3.connect(project.path)
    connection.execute(
        f"UPDATE setting SET value = '{schema.SCHEMA_VERSION + 1}' WHERE name = 'schema_version'"
    )
    connection.commit()
    connection.close()
    before = project.path.read_bytes()
    with pytest.raises(UserError, match="newer version"):
        ProjectFile(project.path)
    assert project.path.read_bytes() == before


def test_a_project_of_the_second_version_gets_tables_for_samples(project: ProjectFile) -> None:
    connection = sqlite3.connect(project.path)
    connection.execute("DROP TABLE sample")
    connection.execute("DROP TABLE sample_answer")
    connection.execute("UPDATE setting SET value = '2' WHERE name = 'schema_version'")
    connection.commit()
    connection.close()
    again = ProjectFile(project.path)
    assert again.samples.all() == ()
    again.close()
