import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations
from engine.errors import CancelledError, UserError
from engine.formats import coco
from engine.formats.label_map import read_label_map
from engine.formats.voc import read, write
from tests.engine.formats.samples import (
    annotation,
    assert_same,
    assert_same_arrays,
    problems,
    thing,
    with_box,
    with_category,
    write_json,
    write_xml,
)
from tests.engine.formats.samples import coco as coco_content

MORE = "<pose>Left</pose><truncated>1</truncated><difficult>0</difficult>"
ADDED = Annotation(1, 1, 0, 0, (1, 2, 4, 6), (3, 4), 12)
PART = "<part><name>head</name><bndbox><xmin>1</xmin></bndbox></part>"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "Annotations"


def exported(dataset, annotations, tmp_path, name="out"):
    write(dataset, annotations, tmp_path / name)
    return {
        path.name: path.read_text("utf-8") for path in sorted((tmp_path / name / "Annotations").iterdir())
    }


def test_an_image_without_objects_is_a_dataset(folder, tmp_path):
    write_xml(folder / "a.xml")
    dataset = read(folder)
    assert len(dataset.images) == 1
    assert len(dataset.annotations) == len(dataset.categories) == 0
    assert dataset.annotations.boxes_xyxy.shape == (0, 4)
    assert list(exported(dataset, dataset.annotations, tmp_path)) == ["a.xml"]


def test_a_folder_without_xml_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(UserError, match="no XML file") as caught:
        read(tmp_path)
    assert caught.value.source == str(tmp_path)


def test_images_are_numbered_by_name_and_categories_by_name(folder):
    write_xml(folder / "b.xml", thing("dog"), thing("cat", (1, 2, 4, 8)))
    write_xml(folder / "a.xml", thing("cow"))
    dataset = read(folder)
    assert dataset.images.file_names == ("a.jpg", "b.jpg")
    assert dataset.images.ids.tolist() == [1, 2]
    assert dataset.images.sizes_wh.tolist() == [[100, 80], [100, 80]]
    assert dataset.categories.names == ("cat", "cow", "dog")
    assert dataset.categories.ids.tolist() == [1, 2, 3]
    boxes = dataset.annotations
    assert boxes.ids.tolist() == boxes.source_ids.tolist() == [1, 2, 3]
    assert boxes.images.tolist() == [0, 1, 1]
    assert boxes.categories.tolist() == [1, 2, 0]
    assert boxes.boxes_xyxy[2].tolist() == [1, 2, 4, 8]
    assert boxes.sizes_wh[2].tolist() == [3, 6]
    assert boxes.areas[2] == 18
    assert not boxes.crowd.any()
    assert not boxes.ignore.any()


def test_difficult_is_kept_and_counts_like_any_other(folder):
    write_xml(folder / "a.xml", thing(more="<difficult>1</difficult>"))
    dataset = read(folder)
    assert dataset.records == {1: {"difficult": "1"}}
    assert not dataset.annotations.ignore.any()


def test_a_label_map_numbers_the_categories(folder, tmp_path):
    write_xml(folder / "a.xml", thing("dog"), thing("cow"))
    dataset = read(folder, label_map={7: "dog", 3: "cat"})
    assert dataset.categories.ids.tolist() == [3, 7]
    assert dataset.categories.names == ("cat", "dog")
    assert dataset.annotations.categories.tolist() == [1, UNKNOWN_CATEGORY]
    assert problems(dataset) == [("object 2", "its class 'cow' is not in the label map")]
    assert "<name>cow</name>" in exported(dataset, dataset.annotations, tmp_path)["a.xml"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "this is not XML (no element found at column 1)"),
        ("<annotation><object></annotation>", "this is not XML (mismatched tag at column 23)"),
        ("<html/>", "this is no Pascal VOC annotation (its root is <html>, not <annotation>)"),
        (
            "<!DOCTYPE a [<!ENTITY b 'x'>]><annotation>&b;</annotation>",
            "this is no Pascal VOC annotation (it declares a document type",
        ),
        (
            '<?xml version="1.0" encoding="none"?><annotation/>',
            "this is no Pascal VOC annotation (unknown enc",
        ),
        ("<annotation>" + "<a>" * 5000 + "</a>" * 5000 + "</annotation>", "the XML is nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_read_spoils_no_other(folder, tmp_path, text, problem):
    write_xml(folder / "a.xml", thing())
    (folder / "b.xml").write_text(text)
    (tmp_path / "a.jpg").write_bytes(b"x")
    (tmp_path / "b.png").write_bytes(b"x")
    dataset = read(folder, image_root=tmp_path)
    assert dataset.images.file_names == ("a.jpg", "b.png")
    assert dataset.annotations.images.tolist() == [0]
    ((_, text),) = problems(dataset)
    assert text.startswith(problem)
    assert dataset.problems[0].source == str(folder / "b.xml")
    assert list(exported(dataset, dataset.annotations, tmp_path)) == ["a.xml"]
    assert read(folder).images.file_names == ("a.jpg",)


def test_an_unread_file_whose_image_has_boxes_now_is_written(folder, tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"x")
    folder.mkdir()
    (folder / "a.xml").write_text("<annotation>")
    opened = read(folder, image_root=tmp_path, label_map={1: "cat"})
    files = exported(opened, Annotations.of_rows([ADDED]), tmp_path)
    assert "<name>cat</name>" in files["a.xml"]
    assert "boxwright" not in files["a.xml"]


@pytest.mark.parametrize("value", ["x", "", "nan", "inf", "1_0", "<b/>"])
def test_a_box_that_is_no_numbers_is_kept_uncounted(folder, tmp_path, value):
    write_xml(folder / "a.xml", thing(box=(1, 2, value, 4)), thing())
    dataset = read(folder)
    assert problems(dataset) == [("object 1", "its bndbox is not four finite numbers")]
    assert dataset.annotations.countable().tolist() == [False, True]
    exported(dataset, dataset.annotations, tmp_path)
    again = read(tmp_path / "out")
    assert_same(again, dataset)
    mended = with_box(dataset.annotations, 0, (1, 2, 3, 4))
    write(dataset, mended, tmp_path / "mended")
    assert read(tmp_path / "mended").problems == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<object/>", "its bndbox is not four finite numbers"),
        ("<object><name>cat</name></object>", "its bndbox is not four finite numbers"),
        ("<object><name>cat</name><bndbox>1</bndbox></object>", "its bndbox is not four finite numbers"),
        ("<object><bndbox/></object>", "its bndbox is not four finite numbers"),
        (thing(""), "it has no name"),
        (thing("<b/>"), "it has no name"),
    ],
)
def test_an_object_without_a_box_or_a_name_is_kept_uncounted(folder, tmp_path, text, problem):
    write_xml(folder / "a.xml", text, thing())
    dataset = read(folder)
    assert ("object 1", problem) in problems(dataset)
    assert dataset.annotations.countable().tolist() == [False, True]
    exported(dataset, dataset.annotations, tmp_path)
    assert read(tmp_path / "out").annotations.countable().tolist() == [False, True]


def test_missing_images_are_told_and_kept(folder, tmp_path):
    write_xml(folder / "a.xml", thing())
    dataset = read(folder, image_root=tmp_path)
    assert problems(dataset) == [("a.jpg", "the image is missing")]
    assert len(dataset.annotations) == 1


def test_two_files_about_one_image_are_told(folder):
    write_xml(folder / "a.xml", filename="b.jpg")
    write_xml(folder / "b.xml", filename="")
    assert problems(read(folder)) == [("b.jpg", "another XML file is about this image")]


def test_a_split_names_xml_files(folder, tmp_path):
    for name in "abc":
        write_xml(folder / f"{name}.xml", thing())
    (tmp_path / "test.txt").write_text("c\na.jpg\nnone\n")
    dataset = read(folder, split=tmp_path / "test.txt")
    assert dataset.images.file_names == ("a.jpg", "c.jpg")
    assert dataset.images.ids.tolist() == [1, 2]
    assert problems(dataset) == [("first 'none'", "1 line matches no image of the dataset")]


def test_the_xml_is_found_in_the_folder_above_and_in_folders_below(folder, tmp_path):
    write_xml(folder / "a.xml", thing())
    assert read(tmp_path).source == folder
    write_xml(folder / "sub" / "b.xml", thing())
    assert read(folder).images.file_names == ("a.jpg", "b.jpg")
    assert read(tmp_path).images.file_names == ("a.jpg", "b.jpg")
    (folder / "a.xml").rename(folder / "sub" / "a.xml")
    (folder / "sub").rename(tmp_path / "sub")
    dataset = read(tmp_path)
    assert dataset.images.file_names == ("a.jpg", "b.jpg")
    write(dataset, dataset.annotations, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out/Annotations/sub").iterdir()) == ["a.xml", "b.xml"]


def test_what_is_not_understood_survives_unchanged(folder, tmp_path):
    more = "<folder>x</folder><source><database>é &amp; co</database></source><segmented>0</segmented>"
    path = write_xml(
        folder / "odd name.xml", thing(more=MORE), thing("dog", more=PART), filename="a.png", more=more
    )
    path.write_text(path.read_text("utf-8").replace("<annotation>", '<annotation verified="yes">'), "utf-8")
    dataset = read(folder)
    exported(dataset, dataset.annotations, tmp_path)
    assert_same(read(tmp_path / "out"), dataset)
    files = exported(dataset, dataset.annotations, tmp_path, "again")
    assert list(files) == ["odd name.xml"]
    assert '<annotation verified="yes">' in files["odd name.xml"]
    assert "é &amp; co" in files["odd name.xml"]


@pytest.mark.parametrize("box", [(10, 20, 40, 60), (10.5, 20.25, 0.1, 60), (-3, 0, 1e-7, 123456789)])
def test_corners_are_written_as_they_are(folder, tmp_path, box):
    write_xml(folder / "a.xml", thing(box=box))
    dataset = read(folder)
    assert dataset.annotations.boxes_xyxy[0].tolist() == list(box)
    assert exported(dataset, dataset.annotations, tmp_path)["a.xml"].count(f"<xmin>{box[0]}</xmin>") == 1
    assert_same(read(tmp_path / "out"), dataset)


def test_what_an_edit_made_wrong_is_kept_and_marked(folder, tmp_path):
    write_xml(folder / "a.xml", thing(more=PART), thing("dog"))
    dataset = read(folder)
    moved = exported(dataset, with_box(dataset.annotations, 0, (1, 2, 3, 4)), tmp_path)["a.xml"]
    assert "<boxwright_stale>part</boxwright_stale>" in moved
    assert "<name>head</name>" in moved
    relabelled = exported(dataset, with_category(dataset.annotations, 1, 0), tmp_path, "again")["a.xml"]
    assert "boxwright" not in relabelled


def test_a_folder_with_files_is_never_written_into(folder, tmp_path):
    write_xml(folder / "a.xml", thing())
    dataset = read(folder)
    before = (folder / "a.xml").read_bytes()
    for place in (folder, tmp_path):
        with pytest.raises(UserError):
            write(dataset, dataset.annotations, place)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["Annotations", "a.xml"]
    assert (folder / "a.xml").read_bytes() == before


def test_a_name_that_xml_cannot_hold_leaves_nothing_behind(tmp_path):
    content = coco_content(annotation(), images=[{"id": 3, "file_name": "a\x1b.jpg"}])
    dataset = coco.read(write_json(tmp_path / "labels.json", content))
    with pytest.raises(UserError, match="cannot be written as XML"):
        write(dataset, dataset.annotations, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["labels.json"]


def test_progress_is_told_and_cancelling_is_let_through(folder):
    for name in "abc":
        write_xml(folder / f"{name}.xml")
    calls = []
    read(folder, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def cancel(done, total):
        raise CancelledError

    with pytest.raises(CancelledError):
        read(folder, progress=cancel)


def test_coco_becomes_voc_and_back(tmp_path):
    content = coco_content(
        annotation(segmentation=[[1, 2]], truncated=1), annotation(id=8, image_id=5, category_id=4, iscrowd=1)
    )
    opened = coco.read(write_json(tmp_path / "labels.json", content))
    files = exported(opened, opened.annotations, tmp_path)
    assert "<truncated>1</truncated>" in files["a.xml"]
    assert "segmentation" not in files["a.xml"]
    dataset = read(tmp_path / "out", label_map={1: "cat", 4: "dog"})
    assert_same_arrays(dataset.categories, opened.categories)
    assert dataset.images.file_names == opened.images.file_names
    np.testing.assert_array_equal(dataset.images.sizes_wh, opened.images.sizes_wh)
    for name in ("images", "categories", "boxes_xyxy", "sizes_wh", "crowd"):
        np.testing.assert_array_equal(getattr(dataset.annotations, name), getattr(opened.annotations, name))


def test_voc_becomes_coco(folder, tmp_path):
    write_xml(folder / "a.xml", thing(more=MORE), thing("cow", more="<id>3</id><bbox>x</bbox>"))
    dataset = read(folder, label_map={1: "cat"})
    coco.write(dataset, dataset.annotations, tmp_path / "out.json")
    result = coco.read(tmp_path / "out.json")
    assert result.records[1] == {"pose": "Left", "truncated": "1", "difficult": "0"}
    assert result.image_records == {}
    assert result.annotations.categories.tolist() == [0, UNKNOWN_CATEGORY]
    assert result.annotations.source_ids.tolist() == [1, 2]
    np.testing.assert_array_equal(result.annotations.boxes_xyxy, dataset.annotations.boxes_xyxy)


def test_bccd_is_the_same_in_both_formats(bccd):
    dataset = read(
        bccd / "Annotations",
        image_root=bccd / "JPEGImages",
        split=bccd / "ImageSets/Main/test.txt",
        label_map=read_label_map(bccd / "label_map.pbtxt"),
    )
    reference = coco.read(bccd / "test_ground_truth.coco.json")
    assert dataset.problems == ()
    assert_same_arrays(dataset.images, reference.images)
    assert_same_arrays(dataset.categories, reference.categories)
    assert_same_arrays(dataset.annotations, reference.annotations)


def test_all_of_bccd_is_written_as_it_was(bccd, tmp_path):
    dataset = read(bccd / "Annotations", image_root=bccd / "JPEGImages")
    assert dataset.problems == ()
    assert (dataset.annotations.areas == 0).sum() == 2
    files = exported(dataset, dataset.annotations, tmp_path)
    assert len(files) == 364
    for name, text in files.items():
        original = (bccd / "Annotations" / name).read_text("utf-8")
        assert [line.strip() for line in text.split("\n")] == [
            line.strip() for line in f"{original.strip()}\n".split("\n")
        ]


TEXT = st.text("ab é<&", max_size=4)
CORNER = st.integers(-50, 500) | st.floats(-1e6, 1e6)
BOXES = st.tuples(CORNER, CORNER, CORNER, CORNER)
FILES = st.dictionaries(
    st.text("abc", min_size=1, max_size=3),
    st.lists(
        st.tuples(st.sampled_from(["cat", "dog", "a b", "é"]), BOXES, st.sampled_from(["", MORE, PART]))
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(FILES)
def test_what_is_written_is_read_back_the_same(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("voc")
    for name, objects in files.items():
        write_xml(folder / "in" / f"{name}.xml", *(thing(*fields) for fields in objects))
    dataset = read(folder / "in")
    assert dataset.problems == ()
    assert len(dataset.annotations) == sum(map(len, files.values()))
    write(dataset, dataset.annotations, folder / "out")
    assert_same(read(folder / "out"), replace(dataset, source=folder))


def test_a_file_cut_anywhere_is_one_problem_or_read(folder, tmp_path):
    path = write_xml(folder / "a.xml", thing(more=MORE), thing("dog", more=PART))
    text = path.read_text("utf-8")
    (tmp_path / "a.jpg").write_bytes(b"x")
    for end in range(len(text)):
        path.write_text(text[:end], "utf-8")
        dataset = read(folder, image_root=tmp_path)
        assert len(dataset.problems) == 1
        assert dataset.images.file_names == ("a.jpg",)
        assert len(dataset.annotations) == 0


def test_no_box_of_nan_comes_from_a_whole_file(bccd):
    boxes = read(bccd / "Annotations").annotations.boxes_xyxy
    assert not math.isnan(boxes.sum())
