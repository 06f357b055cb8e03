import pytest

from engine.errors import UserError
from engine.formats.image_files import ImageFolder


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(UserError, match="No such file"):
        ImageFolder(tmp_path / "none")


def test_an_empty_folder_holds_nothing(tmp_path):
    folder = ImageFolder(tmp_path)
    assert not folder.holds("a.jpg")
    assert folder.of_stem("a") is None


def test_images_are_found_by_name_by_path_and_by_stem(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("a.JPG", "b.png", "b.jpg", "c.txt", "d.v1.jpg", "sub/e.jpg"):
        (tmp_path / name).write_bytes(b"")
    folder = ImageFolder(tmp_path)
    assert folder.holds("a.JPG")
    assert folder.holds("sub/e.jpg")
    assert not folder.holds("sub/none.jpg")
    assert not folder.holds("a\0.jpg")
    found = {stem: folder.of_stem(stem) for stem in ("a", "b", "c", "d.v1", "d", "e")}
    assert found == {"a": "a.JPG", "b": "b.jpg", "c": None, "d.v1": "d.v1.jpg", "d": None, "e": None}
