import pytest

from engine.errors import UserError
from engine.formats.folder import read_folder


def test_an_empty_folder_is_an_empty_dataset(tmp_path):
    dataset = read_folder(tmp_path, label_map={2: "b", 1: "a"})
    assert len(dataset.images) == len(dataset.annotations) == 0
    assert dataset.images.sizes_wh.shape == (0, 2)
    assert dataset.categories.names == ("a", "b")


def test_images_are_listed_by_name_and_nothing_else(tmp_path):
    for name in ("b.PNG", "a.jpg", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "sub").mkdir()
    dataset = read_folder(tmp_path, label_map=None)
    assert dataset.images.file_names == ("a.jpg", "b.PNG")
    assert dataset.images.ids.tolist() == [1, 2]
    assert dataset.categories.name(0) == "class 1"


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(UserError, match="cannot be listed"):
        read_folder(tmp_path / "none", label_map=None)
