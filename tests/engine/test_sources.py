import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Annotations, Dataset
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.sources import Condition, SourceChanges, SourceKind, Sources
from engine.errors import UserError
from engine.opening import open_project, open_sources, place_sources, read_labels
from engine.review import Review
from engine.sources import (
    count_changes,
    fingerprint,
    holds_images,
    images_near,
    look,
    problems_of,
    standing_at,
)
from engine.store.project import ProjectFile
from tests.engine.boxes import new_box
from tests.engine.formats.samples import annotation, coco, write_json, write_png, write_text

LONG_AGO = 1_000_000_000


def settle(path: Path) -> Path:
    """As if it had been written long ago."""
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset with predictions and a project that was begun from it, in a folder of its own."""
    folder = tmp_path / "größe 1" / "data"
    for name in ("a.jpg", "b.jpg"):
        write_png(folder / "my images" / name)
    settle(write_json(folder / "labels.json", coco(annotation())))
    results = [{"image_id": 3, "category_id": 1, "bbox": [10, 20, 30, 40], "score": 0.9}]
    settle(write_json(folder / "results.json", results))
    open_sources(sources_in(folder), folder / "p.boxwright").close()
    return folder


def sources_in(folder: Path) -> Sources:
    return Sources(folder / "labels.json", folder / "my images", folder / "results.json")


def standings(project: Path) -> dict[str, tuple[str, Path]]:
    """Condition and place of each source."""
    file = ProjectFile(project)
    found = look(file.whereabouts.records(), project, file.dataset().images.file_names)
    file.whereabouts.remember(own.settled for own in found)
    file.close()
    return {own.record.kind.value: (own.condition.value, own.path) for own in found}


def reviewed(project: Path) -> Review:
    review = open_project(project)
    assert len(review.annotations) == 1
    assert review.predictions is not None
    return review


def move_nothing(folder: Path) -> Path:
    return folder


def move_together(folder: Path) -> Path:
    return folder.rename(folder.parents[1] / "elsewhere")


def move_far(folder: Path) -> Path:
    new = folder.parents[1] / "a" / "b c" / "d"
    new.parent.mkdir(parents=True)
    return folder.rename(new)


@pytest.mark.parametrize("move", [move_nothing, move_together, move_far])
def test_project_and_data_that_move_together_are_as_they_were(folder: Path, move) -> None:
    new = move(folder)
    project = new / "p.boxwright"
    assert standings(project) == {
        "annotations": ("same", new / "labels.json"),
        "images": ("same", new / "my images"),
        "predictions": ("same", new / "results.json"),
    }
    review = reviewed(project)
    assert review.dataset.image_root == new / "my images"
    assert review.dataset.source == new / "labels.json"
    review.close()
    # The same files by their new names are the same project.
    open_sources(sources_in(new), project).close()


def test_a_project_that_moves_alone_knows_where_its_files_stayed(folder: Path, tmp_path: Path) -> None:
    project = shutil.move(folder / "p.boxwright", tmp_path / "p.boxwright")
    assert {own for own, _ in standings(project).values()} == {"same"}
    # Of two files of one name that of the same content is meant, wherever it is.
    write_json(tmp_path / "labels.json", coco())
    shutil.copy(project, folder.parent / "p.boxwright")
    assert standings(project)["annotations"] == ("same", folder / "labels.json")
    review = reviewed(project)
    assert review.dataset.image_root == folder / "my images"
    review.close()


@pytest.mark.parametrize("kept", ["", "data", "größe 1/data"])
def test_data_that_moved_near_the_project_are_found_by_name_and_content(
    folder: Path, tmp_path: Path, kept: str
) -> None:
    project = tmp_path / "work" / "of today" / "p.boxwright"
    project.parent.mkdir(parents=True)
    shutil.move(folder / "p.boxwright", project)
    new = tmp_path / "work" / kept
    new.mkdir(parents=True, exist_ok=True)
    for path in list(folder.iterdir()):
        shutil.move(path, new / path.name)
    review = reviewed(project)
    assert review.dataset.image_root == new / "my images"
    review.close()
    found = standings(project)
    assert found["annotations"] == ("moved", new / "labels.json")
    assert found["predictions"] == ("moved", new / "results.json")
    assert {own for own, _ in standings(project).values()} == {"same"}


def test_another_file_of_that_name_near_by_is_not_taken_for_it(folder: Path) -> None:
    (folder / "labels.json").unlink()
    write_json(folder.parent / "labels.json", coco())
    assert standings(folder / "p.boxwright")["annotations"] == ("missing", folder / "labels.json")


def test_a_file_that_changed_is_told_and_not_read(folder: Path) -> None:
    project = folder / "p.boxwright"
    write_json(folder / "labels.json", coco(annotation(), annotation(id=8)))
    write_json(folder / "results.json", [])
    for _ in range(2):
        assert standings(project)["annotations"] == ("changed", folder / "labels.json")
        reviewed(project).close()
    file = ProjectFile(project)
    told = problems_of(look(file.whereabouts.records(), project, ()))
    file.close()
    assert [Path(own.source).name for own in told] == ["labels.json", "results.json"]
    assert "still works on what it read then" in str(told[0])
    settle(write_json(folder / "labels.json", coco(annotation())))
    assert standings(project)["annotations"][0] == "same"


def test_a_file_that_was_only_touched_is_as_it_was_and_not_hashed_again(folder: Path, monkeypatch) -> None:
    project = folder / "p.boxwright"
    os.utime(folder / "labels.json", (LONG_AGO + 9, LONG_AGO + 9))
    assert standings(project)["annotations"][0] == "same"
    monkeypatch.setattr("hashlib.file_digest", None)
    assert standings(project)["annotations"][0] == "same"


def test_vanished_files_cost_no_edit(folder: Path) -> None:
    project = folder / "p.boxwright"
    review = reviewed(project)
    review.apply([Edit.add(new_box(0, 0, 1, 1, 9))], Origin.DRAWN)
    review.close()
    shutil.rmtree(folder / "my images")
    (folder / "labels.json").unlink()
    (folder / "results.json").unlink()
    assert {own for own, _ in standings(project).values()} == {"missing"}
    review = open_project(project)
    assert len(review.annotations) == 2
    assert review.dataset.image_root == folder / "my images"
    review.close()
    assert len(read_labels(project)[1]) == 2


def test_a_read_only_folder_of_sources_is_only_read(folder: Path, tmp_path: Path) -> None:
    project = shutil.move(folder / "p.boxwright", tmp_path / "p.boxwright")
    folder.chmod(0o500)
    try:
        assert {own for own, _ in standings(project).values()} == {"same"}
    finally:
        folder.chmod(0o700)


def test_somebody_says_where_the_images_are(folder: Path, tmp_path: Path) -> None:
    project, new = folder / "p.boxwright", tmp_path / "pictures of 2026"
    (folder / "my images").rename(new)
    with pytest.raises(UserError, match="none of the project's images are here"):
        open_project(project, images=folder)
    with pytest.raises(UserError, match="this is a file"):
        open_project(project, images=folder / "labels.json")
    review = open_project(project, images=new)
    assert review.dataset.image_root == new
    review.close()
    assert standings(project)["images"] == ("same", new)


def test_a_file_that_somebody_says_it_is_may_be_another_one_and_that_is_told(
    folder: Path, tmp_path: Path
) -> None:
    project, other = folder / "p.boxwright", write_json(tmp_path / "other.json", coco())
    (folder / "labels.json").unlink()
    with pytest.raises(UserError, match="no such file"):
        file = ProjectFile(project)
        try:
            place_sources(file, {SourceKind.ANNOTATIONS: tmp_path / "nothing.json"})
        finally:
            file.close()
    file = ProjectFile(project)
    place_sources(file, {SourceKind.ANNOTATIONS: other})
    file.close()
    assert standings(project)["annotations"] == ("changed", other)


def test_files_that_moved_are_the_same_project_and_others_are_not(folder: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.boxwright"
    shutil.move(folder / "p.boxwright", project)
    new = folder.rename(tmp_path / "renamed")
    open_sources(sources_in(new), project).close()
    assert standings(project)["predictions"] == ("same", new / "results.json")
    newer = new.rename(tmp_path / "again")
    write_json(newer / "labels.json", coco())
    with pytest.raises(UserError, match="begun from other files"):
        open_sources(sources_in(newer), project)


def test_an_empty_folder_has_a_fingerprint(tmp_path: Path) -> None:
    assert fingerprint(tmp_path).sha256 == fingerprint(tmp_path).sha256


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        (lambda folder: None, False),
        (lambda folder: write_text(folder / "x.boxwright-wal", "own"), False),
        (lambda folder: write_text(folder / ".DS_Store", "hidden"), False),
        (lambda folder: write_png(folder / "labels.images" / "a.png"), False),
        (lambda folder: settle(folder / "train" / "a.txt"), False),
        (lambda folder: write_text(folder / "train" / "a.txt", "1 2"), True),
        (lambda folder: (folder / "train" / "a.txt").rename(folder / "train" / "ä b.txt"), True),
        (lambda folder: write_text(folder / "c.txt", ""), True),
        (lambda folder: write_png(folder / "new.png"), True),
        (lambda folder: (folder / "train" / "a.txt").unlink(), True),
    ],
)
def test_a_folder_of_labels_is_known_by_names_and_contents(tmp_path: Path, change, differs: bool) -> None:
    write_text(tmp_path / "train" / "a.txt", "0 1")
    write_png(tmp_path / "train" / "a.png")
    before = fingerprint(tmp_path)
    assert fingerprint(tmp_path, before).sha256 == before.sha256
    change(tmp_path)
    assert (fingerprint(tmp_path, before).sha256 != before.sha256) == differs


def test_what_cannot_be_read_is_said_of_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        fingerprint(tmp_path / "nothing")


def test_a_yaml_stands_for_the_dataset_beside_it(tmp_path: Path) -> None:
    write_text(tmp_path / "data.yaml", "names: [cat]")
    write_png(tmp_path / "images" / "a.png")
    label = write_text(tmp_path / "labels" / "a.txt", "0 0.5 0.5 0.5 0.5\n")
    project = tmp_path / "p.boxwright"
    open_sources(Sources(tmp_path / "data.yaml"), project).close()
    assert standings(project)["annotations"][0] == "same"
    write_text(label, "0 0.5 0.5 0.25 0.5\n")
    assert standings(project)["annotations"][0] == "changed"


def test_a_folder_is_known_by_a_sample_of_images(tmp_path: Path) -> None:
    names = [f"{number}.png" for number in range(100)]
    assert not holds_images(tmp_path, names)
    assert not holds_images(tmp_path, [])
    for name in names[::2]:
        write_png(tmp_path / name)
    assert holds_images(tmp_path, names)
    assert not holds_images(tmp_path, [f"../other/{name}" for name in names])


def test_a_project_of_an_older_version_takes_what_it_finds_for_what_it_read(folder: Path) -> None:
    file = ProjectFile(folder / "p.boxwright")
    record = replace(file.whereabouts.records()[0], content=None)
    file.close()
    standing = standing_at(record, record.path, ())
    assert standing.condition is Condition.MOVED
    assert standing.settled.content == fingerprint(folder / "labels.json")


def changed(dataset: Dataset, *rows: object) -> Dataset:
    return replace(dataset, annotations=Annotations.of_rows(rows))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda rows: rows, (0, 0, 0, 0)),
        (lambda rows: [], (0, 24, 0, 0)),
        (lambda rows: rows[:-1], (0, 1, 0, 0)),
        (lambda rows: [*rows, replace(new_box(0, 1, 60, 60, 7), id=99)], (1, 0, 0, 0)),
        (lambda rows: [*rows[:-1], rows[-1].moved((1.0, 2.0, 3.0, 4.0))], (0, 0, 1, 0)),
        (lambda rows: [*rows[:-1], replace(rows[-1], category=1 - rows[-1].category)], (0, 0, 0, 1)),
        (lambda rows: [*rows[:-1], rows[-1].moved((np.nan, 2.0, 3.0, 4.0))], (0, 0, 1, 0)),
        (lambda rows: [*rows, rows[-1]], (1, 0, 0, 0)),
    ],
)
def test_changes_of_boxes_are_counted_by_kind(dataset: Dataset, edit, expected) -> None:
    boxes = dataset.annotations
    rows = [boxes.at(i) for i in range(len(boxes))]
    now = changed(dataset, *edit(rows))
    assert count_changes(dataset, now) == SourceChanges(*expected, 0, 0)
    added, removed, moved, relabelled = expected
    assert count_changes(now, dataset) == SourceChanges(removed, added, moved, relabelled, 0, 0)


def test_images_that_came_and_went_are_counted(folder: Path) -> None:
    then, *_ = read_labels(folder / "p.boxwright")
    images = replace(then.images, file_names=("a.jpg", "c.jpg"))
    assert count_changes(then, replace(then, images=images)) == SourceChanges(0, 0, 0, 0, 1, 1)


@pytest.mark.parametrize(
    ("labels", "images"),
    [
        ("labels.json", "."),
        ("labels.json", "images"),
        ("annotations/train.json", "train"),
        ("Annotations", "JPEGImages"),
        (".", "JPEGImages"),
    ],
)
def test_images_are_found_near_their_labels(tmp_path, labels, images):
    names = ["a.jpg", "b.jpg"]
    place = tmp_path / labels
    if place.suffix:
        place.parent.mkdir(exist_ok=True)
        place.touch()
    else:
        place.mkdir(exist_ok=True)
    (tmp_path / "another").mkdir()
    assert images_near(place, names) is None
    folder = tmp_path / images
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).touch()
    assert images_near(place, []) is None
    assert images_near(place, names) == folder
