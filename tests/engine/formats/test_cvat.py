import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from engine.data.dataset import UNKNOWN_CATEGORY, Categories
from engine.errors import CancelledError, UserError
from engine.formats.cvat import read, write
from tests.engine.formats.samples import problems, with_box, with_category, write_png, write_text

META = (
    "<meta><task><id>7</id><name>cells</name><labels>"
    "<label><name>dog</name><color>#c06060</color><type>any</type>"
    "<attributes><attribute><name>age</name><mutable>False</mutable></attribute></attributes></label>"
    "<label><name>cat</name></label></labels></task><dumped>2026-01-01 00:00:00+00:00</dumped></meta>"
)
BOX = (
    '<box label="cat" source="manual" occluded="1" xtl="10" ytl="20" xbr="40.5" ybr="60" z_order="2">'
    '<attribute name="age">old</attribute></box>'
)
PLACE = 'xtl="10" ytl="20" xbr="40.5" ybr="60"'


def image(*shapes, id="0", name="a.jpg", more=""):
    return f'<image id="{id}" name="{name}" width="100" height="80"{more}>{"".join(shapes)}</image>'


def document(*images, meta=META):
    start = '<?xml version="1.0" encoding="utf-8"?>\n<annotations><version>1.1</version>'
    return f"{start}{meta}{''.join(images)}</annotations>"


def canonical(text):
    return ET.canonicalize(text, strip_text=True)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "annotations.xml"


def exported(dataset, tmp_path, annotations=None):
    write(dataset, annotations or dataset.annotations, tmp_path / "out.xml")
    return (tmp_path / "out.xml").read_text("utf-8")


@pytest.mark.parametrize("images", [(), (image(),)])
def test_nothing_on_images_is_a_dataset(path, tmp_path, images):
    text = document(*images)
    dataset = read(write_text(path, text))
    assert len(dataset.images) == len(images)
    assert len(dataset.annotations) == 0
    assert dataset.categories.names == ("dog", "cat")
    assert canonical(exported(dataset, tmp_path)) == canonical(text)


@pytest.mark.parametrize(
    ("shape", "box"),
    [
        (BOX, [10, 20, 40.5, 60]),
        ('<box label="cat" xtl="10" ytl="20" xbr="30" ybr="30" rotation="90.0"/>', [15, 15, 25, 35]),
        ('<polygon label="cat" occluded="0" points="1.5,2;7,3;4,9.25" z_order="0"/>', [1.5, 2, 7, 9.25]),
        ('<ellipse label="cat" cx="50" cy="40" rx="5" ry="3.5"/>', [45, 36.5, 55, 43.5]),
        ('<mask label="cat" rle="1, 2, 3" left="4" top="5" width="6" height="7"/>', [4, 5, 10, 12]),
    ],
)
def test_a_shape_is_the_box_around_it_and_stays_what_it_is(path, tmp_path, shape, box):
    text = document(image(shape, more=' subset="Train"'))
    dataset = read(write_text(path, text))
    assert dataset.problems == ()
    assert dataset.annotations.boxes_xyxy.tolist() == [pytest.approx(box)]
    assert dataset.annotations.categories.tolist() == [1]
    assert canonical(exported(dataset, tmp_path)) == canonical(text)


def test_images_are_in_the_order_of_their_numbers(path, tmp_path):
    text = document(image(BOX, id="5", name="b.jpg"), image(BOX, id="3", name="sub/é a.JPG"))
    dataset = read(write_text(path, text))
    assert dataset.images.ids.tolist() == [3, 5]
    assert dataset.images.file_names == ("sub/é a.JPG", "b.jpg")
    assert dataset.images.sizes_wh.tolist() == [[100, 80], [100, 80]]
    assert dataset.annotations.images.tolist() == [1, 0]


def test_what_encloses_nothing_keeps_its_place(path, tmp_path):
    others = ('<tag label="seen" source="manual"/>', '<points label="cat" points="1,2"/>')
    text = document(image(others[0], BOX, others[1], BOX))
    dataset = read(write_text(path, text))
    assert len(dataset.annotations) == 2
    assert canonical(exported(dataset, tmp_path)) == canonical(text)


def test_edits_change_their_shapes_alone(path, tmp_path):
    polygon = '<polygon label="cat" points="1,2;7,3;4,9"/>'
    dataset = read(write_text(path, document(image(BOX, polygon))))
    boxes = with_box(with_category(with_box(dataset.annotations, 0, (0, 0, 5, 5)), 0, 0), 1, (1, 1, 2, 2.5))
    first, second = ET.fromstring(exported(dataset, tmp_path, boxes)).iter("box")
    assert first.attrib == {
        "label": "dog",
        "source": "manual",
        "occluded": "1",
        "z_order": "2",
        "xtl": "0",
        "ytl": "0",
        "xbr": "5",
        "ybr": "5",
        "boxwright_stale": "attribute",
    }
    assert second.attrib == {
        "label": "cat",
        "boxwright_stale": "polygon",
        "xtl": "1",
        "ytl": "1",
        "xbr": "2",
        "ybr": "2.5",
    }


def test_images_beside_the_file_are_found(path, tmp_path):
    write_png(tmp_path / "images" / "a.jpg")
    dataset = read(write_text(path, document(image(BOX), image(id="1", name="C:\\x\\b.jpg"))))
    assert dataset.image_root == tmp_path / "images"
    assert problems(dataset) == [("x/b.jpg", "the image is missing")]
    assert 'name="C:\\x\\b.jpg"' in exported(dataset, tmp_path)


@pytest.mark.parametrize(
    ("shape", "problem"),
    [
        (BOX.replace('"10"', '"x"'), "its box is not four finite numbers"),
        (BOX.replace('"10"', '"1e999"'), "its box is not four finite numbers"),
        (BOX.replace(PLACE, ""), "its box is not four finite numbers"),
        (BOX.replace('"cat"', '"cow"'), "its class 'cow' is not in the class list"),
        (BOX.replace('label="cat"', ""), "it has no class"),
        ('<polygon label="cat" points="1,2;3"/>', "its box is not four finite numbers"),
        ('<mask label="cat"/>', "its box is not four finite numbers"),
    ],
)
def test_a_shape_that_cannot_be_used_is_kept_uncounted(path, tmp_path, shape, problem):
    text = document(image(shape, BOX))
    dataset = read(write_text(path, text))
    assert [told for _, told in problems(dataset)] == [problem]
    assert dataset.annotations.countable().tolist() == [False, True]
    written = canonical(exported(dataset, tmp_path))
    assert written.replace(' label=""', "") == canonical(text)


@pytest.mark.parametrize("meta", ["", "<meta/>", "<meta><task><labels/></task></meta>"])
def test_without_labels_classes_are_numbered_by_name(path, meta):
    text = document(image(BOX, BOX.replace('"cat"', '"ant"')), meta=meta)
    dataset = read(write_text(path, text))
    assert dataset.categories.names == ("ant", "cat")
    assert read(path, label_map={4: "cat"}).annotations.categories.tolist() == [0, UNKNOWN_CATEGORY]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "this is not XML"),
        (document(image(BOX))[:-20], "this is not XML"),
        ("<annotation/>", "its root is <annotation>"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><annotations>&b;</annotations>', "declares a document type"),
        (document("<a>" * 300 + "</a>" * 300), "nested too deeply"),
        (document('<track id="0" label="cat"/>'), "CVAT for video"),
        ('<?xml version="1.0" encoding="none"?><annotations/>', "cannot be read as XML"),
    ],
)
def test_another_file_is_refused(path, text, problem):
    with pytest.raises(UserError, match=problem) as caught:
        read(write_text(path, text))
    assert caught.value.source == str(path)


def test_a_name_that_xml_cannot_hold_is_told(dataset, tmp_path):
    bad = replace(dataset, categories=Categories(dataset.categories.ids, ("c\x01t", "dog")))
    with pytest.raises(UserError, match="cannot be written as XML"):
        write(bad, bad.annotations, tmp_path / "out.xml")
    assert not (tmp_path / "out.xml").exists()


def test_reading_can_be_cancelled(path):
    def cancel(done, total):
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        read(write_text(path, document(image(BOX))), progress=cancel)


@pytest.mark.parametrize("count", [0, 2])
def test_a_folder_must_have_one_file(tmp_path, count):
    for number in range(count):
        write_text(tmp_path / f"{number}.xml", document())
    with pytest.raises(UserError, match="Choose the file itself"):
        read(tmp_path)
