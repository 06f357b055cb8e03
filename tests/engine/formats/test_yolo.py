import math

import pytest

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations
from engine.errors import CancelledError, UserError
from engine.formats.yolo import read, write
from tests.engine.formats.samples import (
    assert_same,
    contents,
    problems,
    with_box,
    with_category,
    write_png,
    write_text,
)

YAML = """# Made by hand
path: ../datasets/cells
train: images/train
val: images/val
names:
  0: cat
  1: dog # so
"""


@pytest.fixture
def folder(tmp_path):
    """The layout of v5 to v11: images and labels apart, each by split."""
    root = tmp_path / "cells"
    write_text(root / "data.yaml", YAML)
    write_png(root / "images" / "train" / "a.png")
    write_png(root / "images" / "train" / "b.png")
    write_png(root / "images" / "val" / "a.PNG", 640, 480)
    write_text(root / "labels" / "train" / "a.txt", "0 0.25 0.5 0.3 0.5\n1 0.5 0.5 1 1\n")
    write_text(root / "labels" / "val" / "a.txt", "1 0.1 0.1 0.2 0.1 0.2 0.3 0.15 0.35\n")
    return root


def exported(dataset, tmp_path, annotations=None, name="out"):
    write(dataset, annotations or dataset.annotations, tmp_path / name)
    return contents(tmp_path / name)


@pytest.mark.parametrize("names", ["names: []", "names: ['cat']"])
def test_a_folder_without_labels_is_a_dataset(tmp_path, names):
    root = tmp_path / "in"
    write_text(root / "data.yaml", names)
    write_png(root / "images" / "a.png")
    dataset = read(root)
    assert dataset.images.file_names == ("images/a.png",)
    assert len(dataset.annotations) == 0
    assert dataset.problems == ()
    assert exported(dataset, tmp_path) == {"data.yaml": names.encode()}


def test_boxes_are_pixels_of_the_images_found_by_their_labels(folder):
    dataset = read(folder)
    assert dataset.problems == ()
    assert dataset.image_root == folder
    assert dataset.images.file_names == ("images/train/a.png", "images/train/b.png", "images/val/a.PNG")
    assert dataset.images.sizes_wh.tolist() == [[100, 80], [100, 80], [640, 480]]
    assert dataset.categories.ids.tolist() == [0, 1]
    assert dataset.categories.names == ("cat", "dog")
    assert dataset.annotations.images.tolist() == [0, 0, 2]
    assert dataset.annotations.categories.tolist() == [0, 1, 1]
    assert dataset.annotations.boxes_xyxy.tolist() == [[10, 20, 40, 60], [0, 0, 100, 80], [64, 48, 128, 168]]
    assert dataset.annotations.sizes_wh.tolist() == [[30, 40], [100, 80], [64, 120]]


def test_what_was_not_edited_is_written_as_it_was(folder, tmp_path):
    before = {name: data for name, data in contents(folder).items() if not name.startswith("images")}
    assert exported(read(folder), tmp_path) == before
    assert exported(read(folder / "data.yaml"), tmp_path, name="again") == before


def test_an_outline_is_kept_until_its_box_is_moved(folder, tmp_path):
    dataset = read(folder)
    files = exported(dataset, tmp_path, with_category(dataset.annotations, 2, 0), "relabelled")
    assert files["labels/val/a.txt"] == b"0 0.1 0.1 0.2 0.1 0.2 0.3 0.15 0.35\n"
    files = exported(dataset, tmp_path, with_box(dataset.annotations, 2, (0, 0, 64, 48)), "moved")
    assert files["labels/val/a.txt"] == b"1 0.05 0.05 0.1 0.1\n"


def test_keypoints_behind_a_box_stay_there(folder, tmp_path):
    text = "0 0.5 0.5 0.5 0.5 0.1 0.2 2 0.3 0.4 1\n"
    write_text(folder / "labels" / "train" / "b.txt", text)
    # Eleven numbers are an outline to nobody.
    assert len(text.split()) == 11
    write_text(folder / "labels" / "train" / "b.txt", text.replace(" 1\n", "\n"))
    dataset = read(folder)
    files = exported(dataset, tmp_path, with_box(dataset.annotations, 2, (0, 0, 50, 40)))
    assert files["labels/train/b.txt"] == b"0 0.25 0.25 0.5 0.5 0.1 0.2 2 0.3 0.4\n"


@pytest.mark.parametrize(
    ("yaml", "images"),
    [
        ("names: [cat, dog]", ["train/a", "train/b", "val/a"]),
        ("names: [cat, dog]\ntrain: images/train", ["train/a", "train/b"]),
        ("names: [cat, dog]\ntrain: ../images/train", ["train/a", "train/b"]),
        (
            "names: [cat, dog]\ntrain: [images/train, C:\\data\\cells\\images\\val]",
            ["train/a", "train/b", "val/a"],
        ),
        ("names: [cat, dog]\npath: /content/cells\nval: val.txt", ["val/a"]),
        ("names: [cat, dog]\npath: .\ntrain: .", ["train/a", "train/b", "val/a"]),
        ("names: [cat, dog]\ntrain:\nval: ''", ["train/a", "train/b", "val/a"]),
    ],
)
def test_splits_say_which_images(folder, yaml, images):
    write_text(folder / "data.yaml", yaml)
    write_text(folder / "val.txt", "./images/val/a.PNG\n")
    dataset = read(folder)
    assert dataset.problems == ()
    assert [name[7:].rpartition(".")[0] for name in dataset.images.file_names] == images


def test_a_split_outside_the_folder_is_told_and_not_read(folder, tmp_path):
    write_png(tmp_path / "other" / "images" / "x.png")
    write_text(folder / "data.yaml", "names: [cat, dog]\ntrain: ../other/images\nval: images/val")
    dataset = read(folder)
    assert dataset.images.file_names == ("images/val/a.PNG",)
    assert problems(dataset) == [("train", "'../other/images' is not in this folder, so it is not read")]


def test_the_layout_with_images_and_labels_in_each_split(tmp_path):
    write_text(
        tmp_path / "data.yaml", "train: ../train/images\nval: ../valid/images\nnc: 1\nnames: ['cat']\n"
    )
    for split in ("train", "valid"):
        write_png(tmp_path / split / "images" / "é a.png")
        write_text(tmp_path / split / "labels" / "é a.txt", "0 0.5 0.5 0.5 0.5\r\n")
    dataset = read(tmp_path)
    assert dataset.problems == ()
    assert dataset.images.file_names == ("train/images/é a.png", "valid/images/é a.png")
    assert dataset.annotations.images.tolist() == [0, 1]


def test_labels_beside_their_images_with_a_list_of_classes(tmp_path):
    write_text(tmp_path / "in" / "classes.txt", "\ufeffcat\r\ndog\r\n")
    write_png(tmp_path / "in" / "a.png")
    write_text(tmp_path / "in" / "a.txt", "1 0.5 0.5 0.5 0.5\n")
    write_png(tmp_path / "in" / "IMG_1")
    write_text(tmp_path / "in" / "IMG_1.txt", "0 0.5 0.5 1 1\n")
    dataset = read(tmp_path / "in")
    assert dataset.problems == ()
    assert dataset.categories.names == ("cat", "dog")
    assert dataset.images.file_names == ("IMG_1", "a.png")
    assert dataset.annotations.categories.tolist() == [0, 1]
    assert set(exported(dataset, tmp_path)) == {"classes.txt", "a.txt", "IMG_1.txt"}


def test_images_of_another_folder_are_found_by_name(folder, tmp_path):
    for name in ("one/a.png", "two/b.png"):
        write_png(tmp_path / "elsewhere" / name, 50, 40)
    (folder / "labels" / "val" / "a.txt").unlink()
    dataset = read(folder, image_root=tmp_path / "elsewhere")
    assert dataset.problems == ()
    assert dataset.images.file_names == ("one/a.png", "two/b.png")
    assert dataset.annotations.boxes_xyxy[0].tolist() == [5, 10, 20, 30]


def test_labels_without_an_image_are_kept_without_a_place(folder, tmp_path):
    text = "0 0.5 0.5 0.5 0.5\n0 0.1 0.1 0.2 0.1 0.2 0.3\n"
    write_text(folder / "labels" / "train" / "z.txt", text)
    dataset = read(folder)
    assert dataset.images.file_names[2] == "images/train/z.jpg"
    assert problems(dataset) == [
        ("line 1", "its box is not four finite numbers"),
        ("line 2", "its box is not four finite numbers"),
        ("images/train/z.jpg", "the image is missing"),
    ]
    assert exported(dataset, tmp_path)["labels/train/z.txt"] == text.encode()


@pytest.mark.parametrize(
    "line",
    ["x", "0", "0 1 2 3", "0 a b c d", "0 nan 0 0 0", "0 1e400 0.5 0.5 0.5", "0 0.1 0.1 0.2 0.1 0.2 inf"],
)
def test_a_line_that_is_no_box_is_kept_uncounted(folder, tmp_path, line):
    write_text(folder / "labels" / "train" / "b.txt", f"\n{line}\n")
    dataset = read(folder)
    assert ("line 2", "its box is not four finite numbers") in problems(dataset)
    assert all(map(math.isnan, dataset.annotations.boxes_xyxy[2]))
    assert exported(dataset, tmp_path)["labels/train/b.txt"].decode().strip() == line


def test_a_class_that_is_not_in_the_list_is_kept_unknown(folder, tmp_path):
    write_text(folder / "labels" / "train" / "b.txt", "7 0.5 0.5 0.5 0.5\n")
    dataset = read(folder)
    assert problems(dataset) == [("line 1", "its class 7 is not in the class list")]
    assert dataset.annotations.categories[2] == UNKNOWN_CATEGORY
    assert exported(dataset, tmp_path)["labels/train/b.txt"] == b"7 0.5 0.5 0.5 0.5\n"
    fixed = exported(dataset, tmp_path, with_category(dataset.annotations, 2, 1), "fixed")
    assert fixed["labels/train/b.txt"] == b"1 0.5 0.5 0.5 0.5\n"


@pytest.mark.parametrize(
    ("yaml", "problem"),
    [
        ("train: images", "there is no list of class names"),
        ("names: cat", "there is no list of class names"),
        ("names: [", "this is no YAML"),
        ("- a", "this is no description of a dataset"),
        ("names: &a [x]\ntrain: *a", "it refers to another part of itself"),
    ],
)
def test_a_yaml_that_says_no_classes_is_refused(folder, yaml, problem):
    write_text(folder / "data.yaml", yaml)
    with pytest.raises(UserError, match=problem.replace("(", r"\(")) as caught:
        read(folder)
    assert caught.value.source == str(folder / "data.yaml")


def test_a_count_of_classes_that_is_not_theirs_is_told(folder):
    write_text(folder / "data.yaml", f"nc: 3\n{YAML}")
    assert problems(read(folder)) == [("nc", "it is 3, but 2 classes are named")]


def test_labels_of_another_format_get_lists_of_their_images(dataset, tmp_path):
    files = exported(dataset, tmp_path)
    assert files["data.yaml"] == b'train: train.txt\nval: train.txt\nnc: 2\nnames:\n  0: "cat"\n  1: "dog"\n'
    assert files["train.txt"].startswith(b"./images/0.jpg\n./images/1.jpg\n")
    assert len(files) == 2 + len(dataset.images)
    for name in dataset.images.file_names:
        write_png(tmp_path / "out" / "images" / name)
    back = read(tmp_path / "out")
    assert back.problems == ()
    assert back.categories.names == dataset.categories.names
    assert sorted(back.annotations.boxes_xyxy.tolist()) == sorted(dataset.annotations.boxes_xyxy.tolist())
    again = exported(back, tmp_path, name="again")
    assert again == files
    assert_same(read(tmp_path / "out"), back)


def test_an_added_box_goes_to_its_image(folder, tmp_path):
    dataset = read(folder)
    rows = [dataset.annotations.at(row) for row in range(3)]
    added = Annotations.of_rows([*rows, Annotation(4, 4, 1, 0, (0, 0, 50, 40), (50, 40), 2000)])
    assert exported(dataset, tmp_path, added)["labels/train/b.txt"] == b"0 0.25 0.25 0.5 0.5\n"


def test_reading_can_be_cancelled(folder):
    def cancel(done, total):
        if done == 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        read(folder, progress=cancel)


def test_the_source_is_not_written_to(folder):
    dataset = read(folder)
    with pytest.raises(UserError, match="never written to"):
        write(dataset, dataset.annotations, folder)
