import os
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.sources import Fingerprint, SourceKind, SourceRecord
from engine.store.places import place_value, places_of
from engine.store.project import ProjectFile

PARTS = st.text(
    st.characters(codec="utf-8", exclude_characters="/\\\0:", exclude_categories=("C",)),
    min_size=1,
    max_size=6,
).filter(lambda part: part not in (".", "..") and part == part.strip(". "))
FOLDERS = st.lists(PARTS, max_size=4).map(lambda parts: Path("/").joinpath(*parts))


@given(path=FOLDERS, folder=FOLDERS)
def test_a_place_relative_to_a_folder_is_found_again(path: Path, folder: Path) -> None:
    value = place_value(path, folder)
    assert places_of(value, folder) == (path,)
    assert not PurePosixPath(value["relative"]).is_absolute()


@given(path=FOLDERS, folder=FOLDERS, new=FOLDERS)
def test_what_moves_with_the_folder_is_looked_for_there_first_and_where_it_was_last(
    path: Path, folder: Path, new: Path
) -> None:
    inside = folder / "a folder" / ".." / path.relative_to("/")
    first, *others = places_of(place_value(inside, folder), new)
    assert first == Path(os.path.normpath(new / path.relative_to("/")))
    assert (others or [first])[-1] == Path(os.path.normpath(inside))


def test_of_another_drive_only_the_absolute_place_is_known(tmp_path: Path) -> None:
    assert places_of({"relative": None, "absolute": str(tmp_path)}, Path("/x")) == (tmp_path,)


def test_nothing_remembered_is_nothing_written(project: ProjectFile) -> None:
    before = project.whereabouts.records()
    project.whereabouts.remember(())
    assert project.whereabouts.records() == before


def test_what_is_remembered_is_there_when_the_project_is_opened_again(
    project: ProjectFile, tmp_path: Path
) -> None:
    said = SourceRecord(SourceKind.SPLIT, (tmp_path / "größe 1.txt",), Fingerprint("1 2", "ab"))
    missing = SourceRecord(
        SourceKind.ANNOTATIONS, (tmp_path / "labels.json", Path("/old/labels.json")), skipped=True
    )
    project.whereabouts.remember([said, missing])
    project.close()
    again = ProjectFile(project.path)
    records = {own.kind: own for own in again.whereabouts.records()}
    assert records[SourceKind.SPLIT] == said
    assert records[SourceKind.ANNOTATIONS] == missing
    assert again.sources().split == tmp_path / "größe 1.txt"
    again.close()


@pytest.mark.parametrize("given", [False, True])
def test_images_that_nobody_gave_are_shown_once_somebody_says_where_they_are(
    project: ProjectFile, tmp_path: Path, given: bool
) -> None:
    place = tmp_path / "elsewhere"
    if given:
        project.whereabouts.remember([SourceRecord(SourceKind.IMAGES, (place,))])
    assert project.dataset().image_root == (place if given else tmp_path)
    assert project.sources().images == (place if given else tmp_path)
