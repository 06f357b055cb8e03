"""From a file onto a server and back: every row of every table is the same, and so is every seal."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine.data.dataset import Annotations, Dataset, Predictions, Problem
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.journal import Action, JournalEntry, Measurement, Origin, Step, Verdict
from engine.data.model import ModelSpec
from engine.data.sign_off import SignEvent
from engine.data.sources import Sources
from engine.errors import UserError
from engine.store import schema
from engine.store.copying import fetch, publish
from engine.store.desk import desk_at
from engine.store.project import ProjectFile
from engine.store.seals import read_rows
from engine.store.sign_offs import link
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.store.test_samples import SAMPLE
from tests.postgresql import Server

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
NUMBERS = st.floats(allow_nan=False) | st.just(float("nan"))
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | NUMBERS | TEXTS,
    lambda own: st.lists(own, max_size=3) | st.dictionaries(TEXTS, own, max_size=3),
    max_leaves=6,
)


def tables_of(project: ProjectFile) -> dict[str, list[tuple[Any, ...]]]:
    with project.storage.guarded() as connection:
        return {table.name: read_rows(connection, table) for table in schema.metadata.sorted_tables}


def told(path: Path) -> dict[str, list[str]]:
    with closing(ProjectFile(path)) as project:
        return {name: [repr(row) for row in rows] for name, rows in tables_of(project).items()}


@pytest.fixture
def full(tmp_path: Path, dataset: Dataset, predictions: Predictions, sources: Sources) -> Iterator[Path]:
    """A project with something in every table that a person fills."""
    path = tmp_path / "full.boxwright"
    odd = replace(
        dataset,
        records={2: {"x": float("nan"), "y": [1, None]}},
        image_records={1: {"license": 3}},
        problems=(Problem("'; DROP TABLE journal; --", "b", "c", "d"),),
    )
    project = ProjectFile.create(path, odd, sources, predictions)
    box = dataset.annotations.at(0)
    at = datetime(2026, 1, 2, tzinfo=UTC)
    steps = [
        Step((Edit.delete(box),), (Verdict("k", None, VerdictKind.FIXED),), Origin.DELETED),
        Step((Edit.add(box),), (), Origin.DRAWN),
    ]
    for step in steps:
        project.append(JournalEntry(Action.DO, step, "größe", at, Measurement((1 / 3,) * 12, 1)))
    project.samples.add(SAMPLE)
    project.sign_offs.add(SignEvent.SIGNED, "lead", '{"as": "written"}', after="", journal=2)
    project.set_model(ModelSpec(tmp_path / "model"))
    project.close()
    yield path


def test_a_project_comes_back_from_a_server_as_it_was(tmp_path: Path, full: Path, server: Server) -> None:
    address = server.emptied()
    publish(full, address)
    desk = desk_at(tmp_path / "desk", address)
    fetch(desk, tmp_path / "back.boxwright")
    assert told(desk) == told(full) == told(tmp_path / "back.boxwright")
    with closing(ProjectFile(desk)) as project, closing(ProjectFile(full)) as file:
        assert project.journal() == file.journal()
        (kept,) = project.sign_offs.all()
        assert kept.chain == link("", kept.event, kept.at, kept.author, kept.content)
        # Numbers go on where they were.
        assert project.samples.add(SAMPLE).id == 2


# A smaller example would take minutes of server time.
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6, phases=[Phase.generate]
)
@given(
    st.lists(st.dictionaries(TEXTS, JSONS, max_size=3), max_size=3),
    st.lists(TEXTS, min_size=2, max_size=2),
    st.lists(NUMBERS, min_size=4, max_size=4),
    st.integers(-(2**63), 2**63 - 1),
)
def test_whatever_a_project_holds_comes_back_to_the_bit(
    server: Server, records: list[dict[str, Any]], names: list[str], corners: list[float], source_id: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dataset = small_dataset(folder)
        rows = [dataset.annotations.at(i) for i in range(len(dataset.annotations))]
        rows[0] = replace(rows[0], box_xyxy=tuple(corners), source_id=source_id)
        made = replace(
            dataset,
            annotations=Annotations.of_rows(rows),
            categories=replace(dataset.categories, names=tuple(names)),
            records=dict(enumerate(records, 1)),
        )
        path = folder / "p.boxwright"
        ProjectFile.create(path, made, Sources(made.source), small_predictions()).close()
        address = server.emptied()
        publish(path, address)
        desk = desk_at(folder, address)
        fetch(desk, folder / "back.boxwright")
        assert told(folder / "back.boxwright") == told(path) == told(desk)
        with closing(ProjectFile(desk)) as project:
            np.testing.assert_array_equal(
                project.dataset().annotations.boxes_xyxy, made.annotations.boxes_xyxy
            )


def test_a_second_project_is_not_put_over_the_first(full: Path, server: Server) -> None:
    address = server.emptied()
    publish(full, address)
    with pytest.raises(UserError, match="has a project already"):
        publish(full, address)


def test_what_a_server_cannot_keep_is_said_and_nothing_is_left(
    tmp_path: Path, dataset: Dataset, sources: Sources, server: Server
) -> None:
    named = replace(dataset, categories=replace(dataset.categories, names=("a\0b", "c")))
    path = tmp_path / "p.boxwright"
    ProjectFile.create(path, named, sources).close()
    address = server.emptied()
    with pytest.raises(UserError, match="cannot keep a value"):
        publish(path, address)
    with pytest.raises(UserError, match="no project in this database"):
        desk_at(tmp_path / "desk", address)


def test_a_server_that_is_not_there_is_said(tmp_path: Path, server: Server) -> None:
    with pytest.raises(UserError, match="the server cannot be used"):
        desk_at(tmp_path, replace(server.address("project1"), port=1))


def test_nothing_is_fetched_over_a_file_nor_from_one(tmp_path: Path, full: Path, server: Server) -> None:
    address = server.emptied()
    publish(full, address)
    with pytest.raises(UserError, match="exists already"):
        fetch(desk_at(tmp_path, address), full)
    with pytest.raises(UserError, match="is a file"):
        fetch(full, tmp_path / "new.boxwright")


def test_each_project_has_a_file_of_its_own_that_says_what_it_is_called(
    tmp_path: Path, full: Path, server: Server
) -> None:
    address = server.emptied()
    publish(full, address)
    first = desk_at(tmp_path / "desk", address)
    assert first.name == f"{address.database}@127.0.0.1.boxwright"
    assert desk_at(tmp_path / "desk", address) == first
    # By another name of the same machine, say: as far as one can tell it is another project.
    other = desk_at(tmp_path / "desk", replace(address, options={"sslmode": "disable"}))
    assert other.name == f"{address.database}@127.0.0.1-2.boxwright"
    assert len(list(first.parent.iterdir())) == 2
