import numpy as np
import pytest

from engine.data.dataset import UNKNOWN_CATEGORY
from engine.formats.assembly import Assembly, named_classes, numbered_classes
from engine.formats.problem_list import ProblemList
from tests.engine.formats.samples import problems, write_text


@pytest.fixture
def assembly(tmp_path):
    return Assembly(tmp_path, ProblemList(tmp_path), "class")


def test_nothing_is_an_empty_dataset(assembly):
    dataset = assembly.dataset("csv", *named_classes(set(), None), image_root=None)
    assert len(dataset.images) == len(dataset.annotations) == len(dataset.categories) == 0
    assert dataset.annotations.boxes_xyxy.shape == (0, 4)
    assert dataset.annotations.images.dtype == np.int64


def test_boxes_follow_their_images_into_the_order_of_numbers(assembly):
    late = assembly.add_image("late.jpg", (10, 20), number=7, record={"a": 1})
    soon = assembly.add_image("soon.jpg", number=2)
    assembly.add_box(late, "cat", (1, 2, 3, 5), "one")
    assembly.add_box(soon, "ant", (0, 0, 1, 1), "two", size_wh=(1, 1.5), area=9, crowd=True, record={"b": 2})
    dataset = assembly.dataset("csv", *named_classes(assembly.classes, None), image_root=None)
    assert dataset.images.file_names == ("soon.jpg", "late.jpg")
    assert dataset.images.ids.tolist() == [2, 7]
    assert dataset.images.sizes_wh.tolist() == [[0, 0], [10, 20]]
    assert dict(dataset.image_records) == {1: {"a": 1}}
    assert dataset.annotations.images.tolist() == [1, 0]
    assert dataset.annotations.areas.tolist() == [6, 9]
    assert dataset.annotations.sizes_wh.tolist() == [[2, 3], [1, 1.5]]
    assert dataset.categories.names == ("ant", "cat")
    assert dict(dataset.records) == {2: {"b": 2}}


@pytest.mark.parametrize("numbers", [(3, None), (3, 3)])
def test_images_without_numbers_of_their_own_are_counted(assembly, numbers):
    for number in numbers:
        assembly.add_image(f"{number}.jpg", number=number)
    assert assembly.dataset("csv", *named_classes(set(), None), image_root=None).images.ids.tolist() == [1, 2]


def test_a_split_takes_images_with_their_boxes(assembly, tmp_path):
    for name in ("a", "b"):
        assembly.add_box(assembly.add_image(f"{name}.jpg"), name, (0, 0, 1, 1), name)
    split = write_text(tmp_path / "split.txt", "b\n")
    dataset = assembly.dataset("csv", *named_classes({"b"}, None), image_root=None, split=split)
    assert dataset.images.file_names == ("b.jpg",)
    assert dataset.annotations.images.tolist() == [0]
    # The class of a box that is left out is no matter.
    assert problems(dataset) == []


def test_an_unknown_class_is_kept_with_its_box(assembly):
    assembly.add_box(assembly.add_image("a.jpg"), 5, (0, 0, 1, 1), "one")
    dataset = assembly.dataset("csv", *numbered_classes({3: "cat"}), image_root=None)
    assert dataset.annotations.categories.tolist() == [UNKNOWN_CATEGORY]
    assert dict(dataset.records) == {1: {"class": 5}}
    assert problems(dataset) == [("one", "its class 5 is not in the class list")]


@pytest.mark.parametrize("size", [(-1, 5), (5, 0), (2**31, 5)])
def test_a_size_that_is_none_is_not_known(assembly, size):
    assembly.add_image("a.jpg", size)
    dataset = assembly.dataset("csv", *named_classes(set(), None), image_root=None)
    assert dataset.images.sizes_wh.tolist() == [[0, 0]]


def test_a_label_map_numbers_names(assembly):
    categories, index_of = named_classes({"x"}, {9: "dog", 4: "cat", 5: "cat"})
    assert categories.ids.tolist() == [4, 5, 9]
    assert index_of == {"cat": 0, "dog": 2}
