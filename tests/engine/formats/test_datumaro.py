import json

import pytest

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations
from engine.errors import UserError
from engine.formats.datumaro import read, write
from tests.engine.formats.samples import problems, with_box, with_category, write_json, write_png


def bbox(**more):
    return {
        "id": 0,
        "type": "bbox",
        "attributes": {"occluded": False},
        "group": 0,
        "label_id": 0,
        "z_order": 0,
        "bbox": [10.0, 20.0, 30.0, 40.5],
    } | more


def polygon(**more):
    return {"type": "polygon", "label_id": 1, "group": 0, "points": [1.0, 2.0, 5.0, 2.0, 3.0, 9.5]} | more


def item(*annotations, id="a", **more):
    image = {"path": f"{id}.png", "size": [80, 100]}
    return {"id": id, "annotations": list(annotations), "attr": {"frame": 0}, "image": image} | more


def content(*items, **more):
    labels = [{"name": name, "parent": "", "attributes": []} for name in ("cat", "dog")]
    return {
        "info": {"author": "x"},
        "categories": {"label": {"labels": labels, "attributes": []}, "points": {"items": []}},
        "items": list(items),
    } | more


def exported(dataset, tmp_path, annotations=None):
    write(dataset, annotations or dataset.annotations, tmp_path / "out.json")
    return json.loads((tmp_path / "out.json").read_text("utf-8"))


def test_no_items_are_a_dataset(tmp_path):
    dataset = read(write_json(tmp_path / "default.json", content()))
    assert len(dataset.images) == 0
    assert dataset.categories.names == ("cat", "dog")
    assert exported(dataset, tmp_path) == content()


def test_boxes_and_lone_polygons_are_boxes_and_all_else_is_kept(tmp_path):
    mask = {"type": "mask", "rle": {"counts": "x", "size": [80, 100]}, "label_id": 0}
    first = item(bbox(group=3), polygon(group=3), mask, polygon(), bbox(label_id=1, more=[1]))
    written = content(first, item(id="b/c"), item(id="d", extra=1))
    dataset = read(write_json(tmp_path / "default.json", written))
    assert dataset.problems == ()
    assert dataset.images.file_names == ("a.png", "b/c.png", "d.png")
    assert dataset.images.sizes_wh[0].tolist() == [100, 80]
    assert dataset.categories.ids.tolist() == [0, 1]
    assert dataset.annotations.boxes_xyxy.tolist() == [[10, 20, 40, 60.5], [1, 2, 5, 9.5], [10, 20, 40, 60.5]]
    assert dataset.annotations.categories.tolist() == [0, 1, 1]
    assert exported(dataset, tmp_path) == written


@pytest.mark.parametrize("as_folder", [False, True])
def test_images_are_those_of_the_subset_beside(tmp_path, as_folder):
    write_png(tmp_path / "images" / "train" / "a.png")
    path = tmp_path / "annotations" / "train.json"
    path.parent.mkdir()
    write_json(
        path, content(item(bbox()), item(id="b", image={"path": "train/b.png"}), item(id="c", image=None))
    )
    dataset = read(tmp_path if as_folder else path)
    assert dataset.image_root == tmp_path / "images" / "train"
    assert dataset.images.file_names == ("a.png", "b.png", "c.jpg")
    assert [where for where, _ in problems(dataset)] == ["b.png", "c.jpg"]


def test_edits_change_their_annotations_alone(tmp_path):
    dataset = read(write_json(tmp_path / "a.json", content(item(bbox(), polygon()))))
    boxes = with_category(with_box(dataset.annotations, 1, (0, 0, 4, 5.5)), 0, 1)
    first, second = exported(dataset, tmp_path, boxes)["items"][0]["annotations"]
    assert first == bbox(label_id=1, boxwright_stale=["attributes"])
    assert second == {
        "label_id": 1,
        "group": 0,
        "type": "bbox",
        "bbox": [0, 0, 4, 5.5],
        "boxwright_stale": {"type": "polygon", "points": polygon()["points"]},
    }


def test_an_added_box_is_one_like_others(tmp_path):
    dataset = read(write_json(tmp_path / "a.json", content(item())))
    added = Annotations.of_rows([Annotation(1, 1, 0, 1, (1, 2, 4, 6), (3, 4), 12)])
    assert exported(dataset, tmp_path, added)["items"][0]["annotations"] == [
        bbox(id=1, label_id=1, bbox=[1, 2, 3, 4], attributes={})
    ]


def test_a_crowd_is_one(tmp_path):
    crowd = bbox(attributes={"is_crowd": True})
    dataset = read(write_json(tmp_path / "a.json", content(item(crowd, bbox()))))
    assert dataset.annotations.crowd.tolist() == [True, False]


@pytest.mark.parametrize(
    ("annotation", "problem"),
    [
        (bbox(bbox=[1, 2, 3]), "its box is not four finite numbers"),
        (bbox(bbox=None), "its box is not four finite numbers"),
        (bbox(bbox=[1, 2, 3, "x"]), "its box is not four finite numbers"),
        (bbox(label_id=7), "its class 7 is not in the class list"),
        (bbox(label_id=None), "it has no class"),
        (polygon(points=[1, 2, 3]), "its box is not four finite numbers"),
    ],
)
def test_an_annotation_that_cannot_be_used_is_kept(tmp_path, annotation, problem):
    written = content(item(annotation, bbox(group=[1])))
    dataset = read(write_json(tmp_path / "a.json", written))
    assert problems(dataset) == [("item 'a', annotation 1", problem)]
    assert dataset.annotations.countable().sum() == 1
    assert exported(dataset, tmp_path) == written


@pytest.mark.parametrize("value", [[], {}, {"items": 1}, {"items": {}}])
def test_another_file_is_refused(tmp_path, value):
    with pytest.raises(UserError, match="no list of items"):
        read(write_json(tmp_path / "a.json", value))


@pytest.mark.parametrize(
    "items", [[1], [{}], [{"id": 3}], [item(annotations=3)], [item(image={"path": 7, "size": [1]})]]
)
def test_an_item_that_makes_no_sense_is_told(tmp_path, items):
    dataset = read(write_json(tmp_path / "a.json", content(*items, item(bbox(), id="z"))))
    assert len(dataset.annotations) == 1


def test_without_a_class_list_a_label_map_names_them(tmp_path):
    path = write_json(tmp_path / "a.json", content(item(bbox()), categories={}))
    assert read(path, label_map={0: "cow"}).categories.names == ("cow",)
    assert read(path).annotations.categories.tolist() == [UNKNOWN_CATEGORY]


@pytest.mark.parametrize("count", [0, 2])
def test_a_folder_must_have_one_subset(tmp_path, count):
    for number in range(count):
        write_json(tmp_path / f"{number}.json", content())
    with pytest.raises(UserError, match="Choose the JSON file of one subset"):
        read(tmp_path)
