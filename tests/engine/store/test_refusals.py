"""A full disk, a folder that may not be written to, a vanished one, a locked file, a second program: each is said
plainly, nothing is lost, and what failed can be done again."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.data.sources import Sources
from engine.errors import UserError
from engine.opening import open_project
from engine.review import Review
from engine.store.presence import Presence, openers
from engine.store.project import ProjectFile
from tests.engine.conftest import small_dataset

ROOT = Path(__file__).resolve().parents[3]
OWN_MOUNTS = ["unshare", "--map-root-user", "--mount"]

FULL_DISK = """
import shutil, sys
from pathlib import Path
from engine.data.dataset import Annotation
from engine.data.edit import Edit
from engine.data.journal import Origin
from engine.errors import UserError
from engine.opening import open_project

path = Path(sys.argv[1])
review = open_project(path)
box = Annotation.new(0, 0, (1.0, 2.0, 30.0, 40.0))
review.apply([Edit.add(box)], Origin.DRAWN)
fill = path.with_name("fill").open("wb", buffering=0)
try:
    while True:
        fill.write(bytes(512))
except OSError:
    pass
said = ""
before = review.annotations
while not said:
    before, steps = review.annotations, len(review.history.done)
    try:
        review.apply([Edit.add(box)], Origin.DRAWN)
    except UserError as error:
        said = str(error)
assert review.annotations is before and len(review.history.done) == steps
fill.truncate(0)
review.apply([Edit.add(box)], Origin.DRAWN)
review.close()
again = open_project(path)
assert len(again.history.done) == steps + 1, len(again.history.done)
again.close()
print(said)
"""

READ_ONLY = """
import sys
from pathlib import Path
from engine.errors import UserError
from engine.opening import open_project
try:
    open_project(Path(sys.argv[1]))
except UserError as error:
    print(error)
"""


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    path = tmp_path / "in" / "p.boxwright"
    ProjectFile.create(path, small_dataset(tmp_path), Sources(tmp_path / "labels.json")).close()
    review = open_project(path)
    yield review
    review.close()


def delete_first(review: Review) -> None:
    review.apply([Edit.delete(review.annotations.at(0))], Origin.DELETED)


def said_of(review: Review) -> str:
    """What is said of an edit that cannot be saved; it is not there then, and everything before it is."""
    before, done = review.annotations, review.history.done
    with pytest.raises(UserError) as caught:
        delete_first(review)
    assert review.annotations is before
    assert review.history.done == done
    return str(caught.value)


def test_a_locked_file_is_named_soon_and_the_step_can_be_repeated(review: Review) -> None:
    other = sqlite3.connect(review.project.path)
    other.execute("BEGIN IMMEDIATE")
    assert "another program holds the project file" in said_of(review)
    other.rollback()
    other.close()
    delete_first(review)
    assert len(review.history.done) == 1


def test_a_folder_that_vanished_is_named_and_work_goes_on_once_it_is_back(review: Review) -> None:
    delete_first(review)
    folder = review.project.path.parent
    folder.rename(folder.with_name("elsewhere"))
    assert "moved or deleted" in said_of(review)
    folder.with_name("elsewhere").rename(folder)
    delete_first(review)
    again = ProjectFile(review.project.path)
    assert len(again.journal()) == 2
    again.close()


def test_an_edit_of_a_second_program_is_never_overwritten(review: Review) -> None:
    second = open_project(review.project.path)
    delete_first(review)
    assert "another window has edited" in said_of(second)
    second.close()
    delete_first(review)
    assert len(review.history.done) == 2


def test_who_has_a_project_open_is_seen_by_others_until_it_is_closed(tmp_path: Path, review: Review) -> None:
    path = review.project.path
    (own,) = openers(path)
    assert own.is_this_program
    assert review.project.others() == ()
    look = f"from pathlib import Path; from engine.store.project import ProjectFile as P; p = P(Path({str(path)!r}))"
    found = subprocess.run(
        [sys.executable, "-c", f"{look}; print(*p.others()); p.close()"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ).stdout
    assert f"process {os.getpid()}" in found and own.user in found and own.host in found
    review.close()
    assert openers(path) == ()
    assert [own.name for own in path.parent.iterdir()] == [path.name]


def test_a_presence_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written to"):
        Presence(tmp_path / "gone" / "p.boxwright")


def own_mounts_are_allowed() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*OWN_MOUNTS, "true"], check=False, capture_output=True).returncode == 0


needs_mounts = pytest.mark.skipif(not own_mounts_are_allowed(), reason="no file system can be mounted here")


def in_own_disk(review: Review, options: str, after: str, script: str) -> str:
    """What a script prints that finds the project alone on a small disk."""
    path = review.project.path
    review.close()
    disk = path.parent.with_name("disk")
    disk.mkdir()
    line = f'mount -t tmpfs -o {options} tmpfs {disk} && cp {path} {disk} && {after} exec {sys.executable} -c "$1" "$2"'
    done = subprocess.run(
        [*OWN_MOUNTS, "sh", "-c", line, "sh", script, str(disk / path.name)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_mounts
def test_a_full_disk_is_named_and_the_step_can_be_repeated_once_there_is_space(review: Review) -> None:
    assert "the disk is full" in in_own_disk(review, "size=1m", "", FULL_DISK)


@needs_mounts
def test_a_disk_that_may_not_be_written_to_is_named(review: Review) -> None:
    after = 'mount -o remount,ro "${2%/*}" &&'
    assert "cannot be written to" in in_own_disk(review, "size=1m", after, READ_ONLY)
