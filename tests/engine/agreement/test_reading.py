"""Another person's labels are read whatever their format, and matched by names."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.agreement.reading import own_label_set, read_label_set
from engine.data.agreement import distinct_names
from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.formats.write import write_dataset


def coco(path: Path, images, boxes, classes=("dog", "cat")) -> Path:
    """Boxes by file name and class; the ids are of no dataset."""
    ids = {name: 900 + place for place, name in enumerate(images)}
    numbers = {name: 70 + place for place, name in enumerate(classes)}
    content = {
        "images": [{"id": id_, "file_name": name, "width": 100, "height": 80} for name, id_ in ids.items()],
        "categories": [{"id": id_, "name": name} for name, id_ in numbers.items()],
        "annotations": [
            {"id": place, "image_id": ids[name], "category_id": numbers[said], "bbox": [1, 2, 3, 4]}
            for place, (name, said) in enumerate(boxes, start=1)
        ],
    }
    path.write_text(json.dumps(content))
    return path


def test_images_and_classes_are_found_by_name(dataset: Dataset, tmp_path: Path) -> None:
    path = coco(tmp_path / "anna.json", ["7.jpg", "0.jpg", "3.jpg"], [("7.jpg", "dog"), ("0.jpg", "cat")])
    found, _ = read_label_set(path, replace(dataset, image_root=None))
    assert (found.name, found.origin) == ("anna", str(path))
    assert found.images.tolist() == [0, 3, 7]
    labels = found.annotations
    assert sorted(zip(labels.images.tolist(), labels.categories.tolist(), strict=True)) == [(0, 0), (7, 1)]


def test_images_in_other_folders_are_found_by_the_last_part_of_their_name(
    dataset: Dataset, tmp_path: Path
) -> None:
    names = ["else/where/4.jpg", "other.jpg"]
    path = coco(tmp_path / "b.json", names, [(name, "cat") for name in names])
    found, problems = read_label_set(path, replace(dataset, image_root=None), name="Ben")
    assert (found.name, found.images.tolist(), found.annotations.images.tolist()) == ("Ben", [4], [4])
    assert [own.problem for own in problems] == ["1 of its images are not in the dataset"]


@pytest.mark.parametrize(
    ("images", "boxes", "classes", "said"),
    [
        (["a.jpg"], [], ["cat"], "no file name is the same"),
        (["1.jpg"], [("1.jpg", "cow")], ["cat", "cow"], "class cow"),
    ],
)
def test_labels_of_something_else_are_refused(dataset, tmp_path, images, boxes, classes, said) -> None:
    path = coco(tmp_path / "c.json", images, boxes, classes)
    with pytest.raises(UserError, match=said):
        read_label_set(path, replace(dataset, image_root=None))


def test_a_class_that_the_dataset_lacks_does_no_harm_where_no_box_is_of_it(dataset, tmp_path) -> None:
    path = coco(tmp_path / "d.json", ["1.jpg"], [("1.jpg", "cat")], ["cow", "cat"])
    found, _ = read_label_set(path, replace(dataset, image_root=None))
    assert found.annotations.categories.tolist() == [0]


@pytest.mark.parametrize("format_name", ["coco", "voc", "cvat", "datumaro"])
def test_what_was_written_in_any_format_is_the_same_labels(format_name, dataset, tmp_path) -> None:
    target = tmp_path / ("out.json" if format_name == "coco" else "out")
    write_dataset(dataset, dataset.annotations, format_name, target)
    found, _ = read_label_set(target, replace(dataset, image_root=None))
    own = own_label_set("us", dataset)
    assert found.images.tolist() == own.images.tolist()
    # In another order, perhaps: that of the files.
    theirs, ours = (
        sorted(zip(one.annotations.images.tolist(), one.annotations.categories.tolist(), strict=True))
        for one in (found, own)
    )
    assert theirs == ours


def test_names_that_come_again_get_a_number() -> None:
    assert distinct_names([]) == ()
    assert distinct_names(["a", "b", "a", "a"]) == ("a", "b", "a (2)", "a (3)")
