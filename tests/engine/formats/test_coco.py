import json
import math

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations
from engine.errors import CancelledError, UserError
from engine.formats.coco import read, write
from tests.engine.formats.samples import (
    CATEGORIES,
    IMAGES,
    annotation,
    assert_same,
    coco,
    problems,
    with_box,
    with_category,
    write_json,
)


@pytest.fixture
def load(tmp_path):
    return lambda content, **options: read(write_json(tmp_path / "labels.json", content), **options)


def exported(dataset, annotations, tmp_path):
    write(dataset, annotations, tmp_path / "out.json")
    return json.loads((tmp_path / "out.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "content", [{"images": []}, coco(images=[], categories=[]), {"images": [], "annotations": None}]
)
def test_an_empty_dataset_is_a_dataset(load, tmp_path, content):
    dataset = load(content)
    assert len(dataset.images) == len(dataset.categories) == len(dataset.annotations) == 0
    assert dataset.images.sizes_wh.shape == (0, 2)
    assert dataset.annotations.boxes_xyxy.shape == (0, 4)
    assert dataset.problems == ()
    assert exported(dataset, dataset.annotations, tmp_path) == {
        "images": [],
        "annotations": [],
        "categories": [],
    }


def test_images_and_categories_are_in_the_order_of_their_ids(load):
    dataset = load(coco(annotation(image_id=5), images=IMAGES[::-1], categories=CATEGORIES[::-1]))
    assert dataset.images.ids.tolist() == [3, 5]
    assert dataset.images.file_names == ("a.jpg", "b.jpg")
    assert dataset.images.sizes_wh.tolist() == [[100, 80], [100, 80]]
    assert dataset.categories.names == ("cat", "dog")
    assert dataset.annotations.images.tolist() == [1]


def test_a_box_is_its_corners_and_its_size_exactly(load):
    dataset = load(coco(annotation(bbox=[0.1, 0.2, 0.7, 0.1], area=0.05), annotation(id=9, iscrowd=1)))
    (box, crowd) = (dataset.annotations.at(row) for row in range(2))
    assert box.box_xyxy == (0.1, 0.2, 0.1 + 0.7, 0.2 + 0.1)
    assert box.size_wh == (0.7, 0.1)
    assert box.area == 0.05
    assert (box.id, box.source_id, box.crowd, box.ignore) == (1, 7, False, False)
    assert (crowd.id, crowd.source_id, crowd.crowd) == (2, 9, True)


def test_an_area_that_is_missing_is_that_of_the_box(load):
    plain = annotation(bbox=[0, 0, 2, 3])
    del plain["area"]
    dataset = load(coco(plain, annotation(id=8, area=None, bbox=[0, 0, 4, 5]), annotation(id=9, area=7)))
    assert dataset.annotations.areas.tolist() == [6, 20, 7]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ([], "a list"),
        ({}, "no list of images"),
        ("x", "no list of images"),
        (None, "no list of images"),
        ({"images": {}}, "'images': this is not a list"),
        ({"images": [], "annotations": 3}, "'annotations': this is not a list"),
        ({"images": [], "categories": "cat"}, "'categories': this is not a list"),
    ],
)
def test_what_is_no_coco_is_refused(load, tmp_path, content, problem):
    with pytest.raises(UserError, match=problem) as caught:
        load(content)
    assert caught.value.source == str(tmp_path / "labels.json")
    assert caught.value.remedy


BAD = [
    ({"bbox": [1, 2, None, 4]}, ("annotation 7", "its bbox holds a number that is not finite")),
    ({"bbox": [1, 2, math.nan, 4]}, ("annotation 7", "its bbox holds a number that is not finite")),
    ({"bbox": [1, 2, math.inf, 4]}, ("annotation 7", "its bbox holds a number that is not finite")),
    ({"bbox": [1, 2, "3", 4]}, ("annotation 7", "its bbox holds a number that is not finite")),
    ({"bbox": [1e308, 2, 1e308, 4]}, ("annotation 7", "its bbox holds a number that is not finite")),
    ({"bbox": [1, 2, 3]}, ("annotation 7", "its bbox is not a list of four numbers")),
    ({"bbox": None}, ("annotation 7", "its bbox is not a list of four numbers")),
    ({"bbox": {"x": 1}}, ("annotation 7", "its bbox is not a list of four numbers")),
    ({"category_id": 99}, ("annotation 7", "its category 99 is not in the file")),
    ({"category_id": [1]}, ("annotation 7", "its category [1] is not in the file")),
]


@pytest.mark.parametrize(("fields", "problem"), BAD)
def test_a_broken_annotation_is_kept_uncounted_and_spoils_no_other(load, tmp_path, fields, problem):
    dataset = load(coco(annotation(**fields), annotation(id=8)))
    assert problems(dataset) == [problem]
    assert dataset.annotations.countable().tolist() == [False, True]
    (broken, whole) = exported(dataset, dataset.annotations, tmp_path)["annotations"]
    assert whole == annotation(id=8)
    if "category_id" in fields:
        assert broken == annotation(**fields)
    else:
        # JSON has no NaN: it becomes null.
        expected = json.dumps(fields["bbox"]).replace("NaN", "null").replace("Infinity", "null")
        assert json.dumps(broken["bbox"]) == expected
    reread = read(tmp_path / "out.json")
    assert problems(reread) == [problem]
    assert reread.annotations.countable().tolist() == [False, True]


@pytest.mark.parametrize(("fields", "problem"), BAD)
def test_a_broken_annotation_that_was_mended_is_exported_whole(load, tmp_path, fields, problem):
    dataset = load(coco(annotation(**fields)))
    mended = with_category(with_box(dataset.annotations, 0, (1, 2, 4, 6)), 0, 1)
    (record,) = exported(dataset, mended, tmp_path)["annotations"]
    assert record == annotation(bbox=[1, 2, 3, 4], area=12, category_id=4)
    assert read(tmp_path / "out.json").problems == ()


@pytest.mark.parametrize("image_id", [99, None, "a", [3]])
def test_an_annotation_of_no_image_is_left_out_and_survives(load, tmp_path, image_id):
    stray = annotation(id=8, image_id=image_id, note="x")
    dataset = load(coco(stray, annotation()))
    assert problems(dataset) == [("annotation 8", f"its image {image_id!r} is not in the file")]
    assert dataset.annotations.source_ids.tolist() == [7]
    assert exported(dataset, dataset.annotations, tmp_path)["annotations"] == [annotation(), stray]


def test_records_that_are_none_are_left_out(load):
    dataset = load(coco(None, 3, annotation(), images=[*IMAGES, "c.jpg"], categories=[None, *CATEGORIES]))
    assert len(dataset.annotations) == 1
    assert [record for record, _ in problems(dataset)] == [
        "images[2]",
        "annotations[0]",
        "annotations[1]",
        "categories[0]",
    ]


def test_an_id_given_twice_is_replaced_and_told(load):
    dataset = load(
        coco(
            annotation(),
            annotation(),
            images=[*IMAGES, {"id": 3, "file_name": "c.jpg"}],
            categories=[*CATEGORIES, {"id": 1, "name": "cow"}],
        )
    )
    assert dataset.annotations.source_ids.tolist() == [7, 8]
    assert dataset.annotations.images.tolist() == [0, 0]
    assert dataset.images.file_names == ("a.jpg", "b.jpg", "c.jpg")
    assert dataset.images.ids.tolist() == [3, 5, 6]
    assert dataset.categories.names == ("cat", "dog")
    assert problems(dataset) == [
        ("image 3", "another image has this id, so 6 is used"),
        ("category 1", "another category has this id"),
        ("annotation 7", "another annotation has this id, so 8 is used"),
    ]


def test_an_image_with_a_replaced_id_takes_no_annotations_of_that_number(load):
    dataset = load(coco(annotation(image_id=6), images=[*IMAGES, {"id": 3, "file_name": "c.jpg"}]))
    assert len(dataset.annotations) == 0
    assert dataset.images.ids.tolist() == [3, 5, 7]
    assert problems(dataset)[-1] == ("annotation 7", "its image 6 is not in the file")


def test_annotation_id_0_is_replaced_because_pycocotools_misreads_it(load):
    dataset = load(coco(annotation(id=0), annotation(id=1)))
    assert dataset.annotations.source_ids.tolist() == [2, 1]
    assert "pycocotools" in problems(dataset)[0][1]


def test_images_whose_ids_are_text_keep_them(load, tmp_path):
    content = coco(annotation(image_id="x"), images=[{"id": "x", "file_name": "a.jpg"}])
    dataset = load(content)
    assert dataset.problems == ()
    assert dataset.annotations.images.tolist() == [0]
    assert exported(dataset, dataset.annotations, tmp_path) == content


def test_an_image_without_a_name_or_with_an_odd_size_is_kept(load, tmp_path):
    content = coco(images=[{"id": 1}, {"id": 2, "file_name": "b.jpg", "width": "100", "height": -1}])
    dataset = load(content)
    assert dataset.images.file_names == ("1", "b.jpg")
    assert dataset.images.sizes_wh.tolist() == [[0, 0], [0, 0]]
    assert problems(dataset) == [("image 1", "it has no file name")]
    images = exported(dataset, dataset.annotations, tmp_path)["images"]
    assert images == [{"id": 1, "file_name": "1"}, content["images"][1]]


def test_missing_images_are_told_and_kept(load, tmp_path):
    (tmp_path / "b.jpg").write_bytes(b"x")
    dataset = load(coco(), image_root=tmp_path)
    assert problems(dataset) == [("a.jpg", "the image is missing")]
    assert dataset.problems[0].source == str(tmp_path / "a.jpg")
    assert len(dataset.images) == 2
    assert dataset.image_path(1) == tmp_path / "b.jpg"


def test_a_missing_image_folder_is_refused(load, tmp_path):
    with pytest.raises(UserError, match="image folder"):
        load(coco(), image_root=tmp_path / "none")


def test_a_split_keeps_its_images_and_their_annotations(load, tmp_path):
    (tmp_path / "test.txt").write_text("b\nnone\n")
    content = coco(annotation(), annotation(id=8, image_id=5))
    dataset = load(content, split=tmp_path / "test.txt")
    assert dataset.images.ids.tolist() == [5]
    assert dataset.annotations.source_ids.tolist() == [8]
    assert problems(dataset) == [("first 'none'", "1 line matches no image of the dataset")]


def test_a_label_map_names_categories_where_the_file_has_none(load):
    names = {2: "b", 1: "a"}
    assert load(coco(), label_map=names).categories.names == ("cat", "dog")
    dataset = load(coco(annotation(), categories=[]), label_map=names)
    assert dataset.categories.names == ("a", "b")
    assert dataset.annotations.categories.tolist() == [0]
    assert load(coco(annotation())).annotations.categories.tolist() == [0]
    assert load(coco(annotation(), categories=[])).annotations.categories.tolist() == [UNKNOWN_CATEGORY]


EXTRAS = {"segmentation": [[10, 20, 40, 20, 40, 60]], "attributes": {"old": True}, "ignore": 1, "note": "é"}


def test_what_is_not_understood_survives_unchanged(load, tmp_path):
    content = {
        "info": {"year": 2017},
        "licenses": [{"id": 1}],
        **coco(
            annotation(**EXTRAS),
            annotation(id=8, bbox=[0.5, 1, 2.25, 3]),
            images=[{**IMAGES[0], "license": 1}, IMAGES[1]],
            categories=[{**CATEGORIES[0], "supercategory": "animal"}, CATEGORIES[1]],
        ),
    }
    dataset = load(content)
    assert dataset.records == {1: EXTRAS}
    assert dataset.image_records == {0: {"license": 1}}
    assert not dataset.annotations.ignore.any()
    result = exported(dataset, dataset.annotations, tmp_path)
    assert result == content
    assert list(result["annotations"][0]) == list(content["annotations"][0])


def test_whole_numbers_stay_whole(load, tmp_path):
    dataset = load(coco(annotation()))
    write(dataset, dataset.annotations, tmp_path / "out.json")
    assert '"bbox":[10,20,30,40],"area":1200' in (tmp_path / "out.json").read_text()


@pytest.mark.parametrize(
    ("edit", "stale"),
    [
        (lambda boxes: with_box(boxes, 0, (1, 2, 4, 6)), ["segmentation"]),
        (lambda boxes: with_category(boxes, 0, 1), ["attributes"]),
        (lambda boxes: with_category(with_box(boxes, 0, (1, 2, 4, 6)), 0, 1), ["attributes", "segmentation"]),
    ],
)
def test_what_an_edit_made_wrong_is_kept_and_marked(load, tmp_path, edit, stale):
    dataset = load(coco(annotation(**EXTRAS)))
    (record,) = exported(dataset, edit(dataset.annotations), tmp_path)["annotations"]
    assert record["boxwright_stale"] == stale
    assert {key: record[key] for key in EXTRAS} == EXTRAS


def test_a_stale_mark_stays_through_a_second_edit(load, tmp_path):
    dataset = load(coco(annotation(**EXTRAS, boxwright_stale=["segmentation"])))
    (record,) = exported(dataset, dataset.annotations, tmp_path)["annotations"]
    assert record["boxwright_stale"] == ["segmentation"]
    (record,) = exported(dataset, with_category(dataset.annotations, 0, 1), tmp_path)["annotations"]
    assert record["boxwright_stale"] == ["attributes", "segmentation"]


def test_deleted_boxes_are_gone_and_added_ones_there(load, tmp_path):
    opened = load(coco(annotation(**EXTRAS), annotation(id=8)))
    kept = opened.annotations.take(np.array([1]))
    assert exported(opened, kept, tmp_path)["annotations"] == [annotation(id=8)]
    added = Annotation(3, 103, 1, 1, (5, 5, 45, 50), (40, 45), 1800)
    rows = [*(opened.annotations.at(row) for row in range(2)), added]
    (*_, record) = exported(opened, Annotations.of_rows(rows), tmp_path)["annotations"]
    assert record == annotation(id=103, image_id=5, category_id=4, bbox=[5, 5, 40, 45], area=1800)


def test_the_source_is_never_written_to(load, tmp_path):
    dataset = load(coco(annotation()))
    before = dataset.source.read_bytes()
    with pytest.raises(UserError, match="never written to"):
        write(dataset, dataset.annotations, dataset.source)
    assert dataset.source.read_bytes() == before


def test_progress_is_told_and_cancelling_is_let_through(load):
    calls = []
    load(coco(annotation()), progress=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (5, 5)

    def cancel(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        load(coco(), progress=cancel)


def test_bccd_is_read_as_it_is(bccd, tmp_path):
    path = bccd / "test_ground_truth.coco.json"
    dataset = read(path, image_root=bccd / "JPEGImages")
    assert dataset.problems == ()
    assert (len(dataset.images), len(dataset.categories), len(dataset.annotations)) == (72, 3, 945)
    assert exported(dataset, dataset.annotations, tmp_path) == json.loads(path.read_text())


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
NUMBERS = st.integers(-1000, 1000) | st.floats(-1e6, 1e6)
ODD = (
    st.none()
    | st.booleans()
    | st.integers(-5, 12)
    | st.floats(allow_nan=False)
    | TEXT
    | st.lists(NUMBERS, max_size=5)
)
EXTRA = st.dictionaries(TEXT.map(lambda name: f"x_{name}"), ODD, max_size=2)


def mostly(good):
    """The good value nine times in ten, else anything."""
    return st.integers(0, 9).flatmap(lambda die: ODD if die == 0 else good)


def record_of(**fields):
    return st.tuples(st.fixed_dictionaries({}, optional=fields), EXTRA).map(lambda pair: pair[0] | pair[1])


CONTENT = st.fixed_dictionaries(
    {
        "images": st.lists(
            record_of(id=mostly(st.integers(0, 6)), file_name=mostly(TEXT), width=mostly(st.integers(0, 90)),
                      height=mostly(st.integers(0, 90))) | ODD,
            max_size=4,
        )
    },
    optional={
        "annotations": st.lists(
            record_of(id=mostly(st.integers(0, 9)), image_id=mostly(st.integers(0, 6)),
                      category_id=mostly(st.integers(0, 3)), bbox=mostly(st.lists(NUMBERS, min_size=4, max_size=4)),
                      area=mostly(NUMBERS), iscrowd=mostly(st.integers(0, 1)),
                      segmentation=st.lists(NUMBERS)) | ODD,
            max_size=5,
        ),
        "categories": st.lists(record_of(id=mostly(st.integers(0, 3)), name=mostly(TEXT)) | ODD, max_size=3),
        "info": ODD,
    },
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(CONTENT)
@example({"images": [{"id": ""}, {}]})
def test_any_file_is_read_and_what_is_written_is_read_back_the_same(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("coco")
    first = read(write_json(folder / "a.json", content))
    write(first, first.annotations, folder / "b.json")
    second = read(folder / "b.json")
    write(second, second.annotations, folder / "c.json")
    assert (folder / "c.json").read_bytes() == (folder / "b.json").read_bytes()
    assert_same(read(folder / "c.json"), second)
    # What the first reading mended (ids, names) is no problem any more; the rest is as it was.
    assert len(second.problems) <= len(first.problems)
    for name in ("source_ids", "images", "categories", "boxes_xyxy", "sizes_wh", "areas", "crowd"):
        np.testing.assert_array_equal(getattr(second.annotations, name), getattr(first.annotations, name))
    assert second.images.file_names == first.images.file_names
    assert second.categories.names == first.categories.names


def test_a_file_cut_anywhere_is_told_and_nothing_else(tmp_path):
    text = json.dumps(coco(annotation(**EXTRAS, score=math.nan), annotation(id=8)))
    path = tmp_path / "labels.json"
    for end in range(len(text)):
        path.write_text(text[:end])
        with pytest.raises(UserError):
            read(path)
