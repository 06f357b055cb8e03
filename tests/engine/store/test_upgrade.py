"""A project of the first version opens, with all that was in it, and a copy of the old one beside it."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Dataset, Predictions
from engine.data.edit import Edit
from engine.data.journal import Action, JournalEntry, Origin, Step
from engine.data.run import NewRun
from engine.data.sources import Sources
from engine.errors import UserError
from engine.store import schema
from engine.store.project import ProjectFile
from engine.store.rows import pack_predictions
from tests.engine.store.test_project import arrays_of, entry


@pytest.fixture
def first_version(tmp_path: Path, dataset: Dataset, sources: Sources, predictions: Predictions) -> Path:
    """As version 1 wrote it: predictions in sets, without runs, image files and models."""
    path = tmp_path / "old.boxwright"
    project = ProjectFile.create(path, dataset, sources)
    step = Step((Edit.delete(dataset.annotations.at(0)),), (), Origin.DELETED)
    project.append(JournalEntry(Action.DO, step, "somebody", entry(step).at))
    project.close()
    connection = sqlite3.connect(path)
    for table in ("run", "image_file", "predicted", "model"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute(
        "CREATE TABLE prediction_set (id INTEGER NOT NULL PRIMARY KEY, origin TEXT NOT NULL, "
        "made_at VARCHAR(32) NOT NULL, arrays BLOB NOT NULL)"
    )
    few = pack_predictions(predictions.take(np.arange(3)))
    for origin, arrays in (("a/first.json", few), ("a/model", pack_predictions(predictions))):
        connection.execute(
            "INSERT INTO prediction_set (origin, made_at, arrays) VALUES (?, ?, ?)",
            (origin, "2026-01-02T03:04:05+00:00", arrays),
        )
    connection.execute("UPDATE setting SET value = '1' WHERE name = 'schema_version'")
    connection.commit()
    connection.close()
    return path


def test_a_project_of_the_first_version_opens_with_all_that_was_in_it(
    first_version: Path, predictions: Predictions
) -> None:
    before = first_version.read_bytes()
    project = ProjectFile(first_version)
    assert [(run.name, run.origin, run.journal) for run in project.runs.all()] == [
        ("first.json", "a/first.json", 0),
        ("model", "a/model", 0),
    ]
    found = project.predictions()
    assert found is not None and arrays_of(found) == arrays_of(predictions)
    assert len(project.journal()) == 1
    project.runs.add(predictions, NewRun("another"))
    project.close()
    ProjectFile(first_version).close()
    copy = first_version.with_name("old.boxwright.v1.backup")
    assert copy.is_file()
    tables = sqlite3.connect(copy).execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert ("prediction_set",) in tables and ("run",) not in tables
    assert before != first_version.read_bytes()


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
