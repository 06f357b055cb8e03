from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from engine.data.check_settings import DEFAULTS, CheckSettings
from engine.data.dataset import Annotations, Categories, Dataset, Images, Predictions, Problem
from engine.data.edit import Edit
from engine.data.flag import VerdictKind
from engine.data.journal import Action, JournalEntry, Measurement, Origin, Step, Verdict
from engine.data.settings_text import SettingsText
from engine.data.sources import Place, Sources
from engine.errors import UserError
from engine.store import schema
from engine.store.project import ProjectFile
from engine.store.values import set_value
from tests.engine.data.settings import check_settings
from tests.engine.store.conftest import Create


def entry(step: Step) -> JournalEntry:
    return JournalEntry(Action.DO, step, "somebody", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


def arrays_of(value: object) -> dict[str, object]:
    return {
        name: item.tolist() if isinstance(item := getattr(value, name), np.ndarray) else item
        for name in value.__slots__
    }


def test_an_empty_dataset_comes_back_empty(create: Create, tmp_path: Path, sources: Sources) -> None:
    none = np.zeros(0, np.int64)
    empty = Dataset(Images.empty(), Categories(none, ()), Annotations.empty(), None, tmp_path / "x", "coco")
    project = create(tmp_path / "p.boxwright", empty, sources)
    assert len(project.dataset().images) == len(project.dataset().annotations) == 0
    assert project.predictions() is None
    assert project.journal() == ()
    assert project.place() is None
    project.close()


def test_everything_written_comes_back(
    create: Create, tmp_path: Path, dataset: Dataset, predictions: Predictions, sources: Sources
) -> None:
    boxes = dataset.annotations.boxes_xyxy.copy()
    boxes[1, 2] = np.nan
    annotations = Annotations.of_rows(
        [dataset.annotations.at(i).moved(tuple(boxes[i])) for i in range(len(boxes))]
    )
    full = Dataset(
        dataset.images,
        dataset.categories,
        annotations,
        dataset.image_root,
        dataset.source,
        "coco",
        records={2: {"segmentation": [[1.5, 2]], "x": None}},
        image_records={1: {"license": 3}},
        header={"info": {"year": 2026}},
        problems=(Problem("a", "b", "c", "d"),),
    )
    path = tmp_path / "p.boxwright"
    create(path, full, sources, predictions).close()
    project = ProjectFile(path)
    read = project.dataset()
    assert arrays_of(read.images) == arrays_of(full.images)
    assert arrays_of(read.categories) == arrays_of(full.categories)
    for name in Annotations.__slots__:
        np.testing.assert_array_equal(getattr(read.annotations, name), getattr(annotations, name))
    assert (read.records, read.image_records, read.header, read.problems, read.format, read.image_root) == (
        full.records, full.image_records, full.header, full.problems, full.format, full.image_root,
    )  # fmt: skip
    found = project.predictions()
    assert found is not None
    assert arrays_of(found) == arrays_of(predictions)
    assert project.sources() == sources
    project.close()


def test_the_journal_comes_back_in_order(
    create: Create, tmp_path: Path, dataset: Dataset, sources: Sources
) -> None:
    path = tmp_path / "p.boxwright"
    project = create(path, dataset, sources)
    one = dataset.annotations.at(0)
    entries = (
        entry(Step((Edit.delete(one),), (Verdict("k", None, VerdictKind.FIXED),), Origin.DELETED)),
        entry(Step((Edit.add(one), Edit.relabel(one, 1)), (), Origin.SUGGESTION)),
        replace(
            entry(Step((), (), Origin.VERDICT)), measured=Measurement((1 / 3, *(-1.0,) * 10, 0.1 + 0.2), 4)
        ),
        replace(
            entry(Step((), (), Origin.GALLERY_RELABEL)),
            measured=Measurement((0.5,) * 12, None, SettingsText("0.5", "small=0:1024", "1, 10")),
        ),
    )
    for one_entry in entries:
        project.append(one_entry)
    project.close()
    again = ProjectFile(path)
    assert again.journal() == entries
    again.close()


def test_the_place_comes_back(create: Create, tmp_path: Path, dataset: Dataset, sources: Sources) -> None:
    project = create(tmp_path / "p.boxwright", dataset, sources)
    place = Place(2, "key", (4,), 1.75, (12.5, 30.0))
    project.set_place(Place())
    project.set_place(place)
    assert project.place() == place
    project.close()


def test_a_second_window_on_the_same_project_cannot_overwrite_the_first(
    tmp_path: Path, dataset: Dataset, sources: Sources
) -> None:
    path = tmp_path / "p.boxwright"
    first = ProjectFile.create(path, dataset, sources)
    second = ProjectFile(path)
    step = entry(Step((), (), Origin.VERDICT))
    first.append(step)
    with pytest.raises(UserError, match="another window"):
        second.append(step)
    assert len(first.journal()) == 1
    first.close()
    second.close()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such project file"),
        (b"", "no Boxwright project"),
        (b"this is a text file, not a project" * 100, "no Boxwright project"),
    ],
)
def test_what_is_no_project_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "p.boxwright"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=message):
        ProjectFile(path)
    assert content is None or path.read_bytes() == content


def test_an_existing_file_is_never_overwritten(tmp_path: Path, dataset: Dataset, sources: Sources) -> None:
    path = tmp_path / "p.boxwright"
    path.write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        ProjectFile.create(path, dataset, sources)
    assert path.read_text() == "mine"


def test_a_project_that_cannot_be_created_leaves_nothing_behind(
    tmp_path: Path, dataset: Dataset, sources: Sources
) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UserError, match="cannot be written"):
        ProjectFile.create(tmp_path / "file" / "p.boxwright", dataset, sources)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_how_to_measure_comes_back(
    create: Create, tmp_path: Path, dataset: Dataset, sources: Sources
) -> None:
    project = create(tmp_path / "p.boxwright", dataset, sources)
    assert project.settings() is None
    text = SettingsText("0.5", "small=0:1024", "1, 10, 300")
    project.set_settings(text)
    project.close()
    again = ProjectFile(tmp_path / "p.boxwright")
    assert again.settings() == text
    again.close()


def change_stored_checks(project: ProjectFile, value: object) -> None:
    """As another version would have stored them."""
    project.set_check_settings(CheckSettings(min_score=0.5))
    with project.storage.guarded() as connection:
        set_value(connection, "checks", value)


def test_nobody_has_changed_the_thresholds_of_a_new_project(project: ProjectFile) -> None:
    assert project.check_settings() == (DEFAULTS, ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(check_settings())
def test_any_thresholds_come_back(project: ProjectFile, chosen: CheckSettings) -> None:
    project.set_check_settings(chosen)
    assert project.check_settings() == (chosen, ())


def test_only_thresholds_that_are_not_the_default_are_stored(project: ProjectFile) -> None:
    project.set_check_settings(CheckSettings(min_score=0.5, tiny_side=3.0))
    with project.storage.guarded() as connection:
        stored = connection.execute(
            select(schema.setting.c.value).where(schema.setting.c.name == "checks")
        ).scalar_one()
    assert stored == {"min_score": 0.5, "tiny_side": 3.0}


@pytest.mark.parametrize(
    ("stored", "expected", "names"),
    [
        ({}, DEFAULTS, []),
        ({"min_score": 0.4, "speed": 3}, CheckSettings(min_score=0.4), ["check setting speed"]),
        ({"min_score": "much", "tiny_side": 3}, CheckSettings(tiny_side=3), ["check setting min_score"]),
        ([1, 2], DEFAULTS, ["check settings"]),
        ("nonsense", DEFAULTS, ["check settings"]),
    ],
)
def test_thresholds_of_another_version_are_a_problem_and_no_failure(
    project: ProjectFile, stored: object, expected: CheckSettings, names: list[str]
) -> None:
    change_stored_checks(project, stored)
    found, problems = project.check_settings()
    assert found == expected
    assert [problem.record for problem in problems] == names
    assert all(problem.source == str(project.path) for problem in problems)
