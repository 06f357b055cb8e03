import errno
import os
from dataclasses import replace

import pytest

from engine.errors import UserError, WorkFailedError
from engine.formats.output import new_folder, refuse_source, write_file


def everything_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "ä.json"
    path.write_bytes(b"old")
    write_file(path, (b"new", b"er"))
    assert path.read_bytes() == b"newer"
    assert everything_in(tmp_path) == ["ä.json"]


def failing(error):
    yield b"half"
    raise error


@pytest.mark.parametrize(
    ("error", "raised", "problem"),
    [
        (OSError(errno.ENOSPC, "No space left"), WorkFailedError, "the disk is full"),
        (OSError(errno.EROFS, "Read-only file system"), UserError, "Read-only file system"),
        (RuntimeError("a bug"), RuntimeError, "a bug"),
    ],
)
def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path, error, raised, problem):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with pytest.raises(raised, match=problem):
        write_file(path, failing(error))
    assert path.read_bytes() == b"old"
    assert everything_in(tmp_path) == ["a.json"]


def test_a_file_that_outgrows_its_limit_is_told_and_not_half_there(tmp_path):
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(WorkFailedError, match="the disk is full"):
            write_file(tmp_path / "a.json", (b"x" * 4096, b"y" * 4096))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert everything_in(tmp_path) == []


@pytest.mark.parametrize("name", ["missing/a.json", "file/a.json", "folder"])
def test_a_place_that_cannot_be_written_is_told(tmp_path, name):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    before = everything_in(tmp_path)
    with pytest.raises(UserError, match="this cannot be written here"):
        write_file(tmp_path / name, (b"x",))
    assert everything_in(tmp_path) == before


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="permissions do not bind this user")
def test_a_read_only_folder_is_told(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="Permission denied"):
        write_file(tmp_path / "a.json", (b"x",))


@pytest.mark.parametrize("exists", [False, True])
def test_a_folder_is_filled_whole(tmp_path, exists):
    path = tmp_path / "out"
    if exists:
        path.mkdir()
    with new_folder(path) as folder:
        (folder / "a.xml").write_text("a")
        assert not (tmp_path / "out" / "a.xml").exists()
    assert everything_in(tmp_path) == ["out", "out/a.xml"]


def test_a_folder_that_cannot_be_finished_is_not_there(tmp_path):
    with pytest.raises(WorkFailedError, match="the disk is full"), new_folder(tmp_path / "out") as folder:
        (folder / "a.xml").write_text("a")
        raise OSError(errno.ENOSPC, "No space left")
    assert everything_in(tmp_path) == []


@pytest.mark.parametrize("name", ["file", "full", "file/out", "missing/out"])
def test_a_folder_in_use_or_in_no_folder_is_refused(tmp_path, name):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").write_bytes(b"")
    before = everything_in(tmp_path)
    with pytest.raises(UserError), new_folder(tmp_path / name):
        pass
    assert everything_in(tmp_path) == before


def test_what_was_opened_is_never_written_to(tmp_path, dataset):
    root = tmp_path / "images"
    root.mkdir()
    for name in ("labels.json", "images/a.jpg"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "link.json").symlink_to(tmp_path / "labels.json")
    (tmp_path / "hard.json").hardlink_to(tmp_path / "labels.json")
    opened = replace(dataset, image_root=root)
    for name in ("labels.json", "images/../labels.json", "link.json", "hard.json", "images", "images/a.jpg"):
        with pytest.raises(UserError, match="never written to"):
            refuse_source(tmp_path / name, opened)
    for name in ("other.json", "images/new.json"):
        refuse_source(tmp_path / name, opened)
    refuse_source(tmp_path / "images/a.jpg", replace(dataset, image_root=None))


def test_a_file_of_the_source_folder_is_never_written_to(tmp_path, dataset):
    folder = tmp_path / "Annotations"
    folder.mkdir()
    (folder / "a.xml").write_bytes(b"x")
    opened = replace(dataset, source=folder, image_root=None)
    for path in (folder, folder / "a.xml"):
        with pytest.raises(UserError, match="never written to"):
            refuse_source(path, opened)
