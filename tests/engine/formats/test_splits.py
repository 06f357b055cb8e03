from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Annotations, Categories, Dataset, Images
from engine.formats.splits import find_splits


def dataset(root: Path | None, names: tuple[str, ...]) -> Dataset:
    images = Images(np.arange(len(names)), names, np.zeros((len(names), 2), np.int64))
    categories = Categories(np.zeros(0, np.int64), ())
    return Dataset(images, categories, Annotations.empty(), root, Path("labels.json"), "coco")


def files(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).touch()
    return folder


@pytest.mark.parametrize("names", [(), ("a.jpg",)])
def test_without_an_image_folder_no_split_is_known(tmp_path, names):
    for root in (None, tmp_path / "gone"):
        assert find_splits(dataset(root, names)).own == ((),) * len(names)


def test_lists_beside_the_images_say_it_and_name_other_splits_images(tmp_path):
    root = files(tmp_path / "JPEGImages", "a.jpg", "b.jpg", "c.png")
    lists = files(tmp_path / "ImageSets" / "Main")
    (lists / "train.txt").write_text("a\nb\n")
    (lists / "test.txt").write_text("b\nc\ngone\n")
    (lists / "trainval.txt").write_text("a\nb\nc\n")
    found = find_splits(dataset(root, ("a.jpg", "b.jpg")))
    assert found.own == (("train",), ("train", "test"))
    assert found.others == (("test", root / "c.png"),)
    assert found.problems == ()


def test_trainval_counts_where_it_is_all_there_is(tmp_path):
    root = files(tmp_path / "JPEGImages", "a.jpg")
    (files(tmp_path / "ImageSets" / "Main") / "trainval.txt").write_text("a\n")
    assert find_splits(dataset(root, ("a.jpg",))).own == (("trainval",),)


def test_a_list_that_is_no_text_is_a_problem_and_no_more(tmp_path):
    root = files(tmp_path / "JPEGImages", "a.jpg")
    (files(tmp_path / "ImageSets" / "Main") / "train.txt").write_bytes(b"\xff\xfea\0")
    found = find_splits(dataset(root, ("a.jpg",)))
    assert found.own == ((),)
    assert "not text" in found.problems[0].problem


def test_a_folder_among_its_like_is_a_split(tmp_path):
    root = files(tmp_path / "train2017", "a.jpg")
    files(tmp_path / "Valid", "b.jpg", "notes.txt")
    files(tmp_path / "trains", "c.jpg")
    found = find_splits(dataset(root, ("a.jpg",)))
    assert found.own == (("train",),)
    assert found.others == (("val", tmp_path / "Valid" / "b.jpg"),)


def test_a_folder_in_the_files_name_comes_first(tmp_path):
    root = files(tmp_path / "images")
    names = ("train/a.jpg", "val2017/b.jpg", "testing\\c.jpg", "more/d.jpg", "e.jpg")
    assert find_splits(dataset(root, names)).own == (("train",), ("val",), ("test",), (), ())
