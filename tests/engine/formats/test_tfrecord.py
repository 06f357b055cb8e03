import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations
from engine.errors import CancelledError, UserError
from engine.formats.example import example_bytes, parse_example
from engine.formats.tfrecord import fractions, read, to_pixels, write
from engine.formats.tfrecord_file import framed, read_records
from tests.engine.formats.samples import contents, problems, with_box, with_category, write_png, write_text

LABEL_MAP = "item {\n  id: 1\n  name: 'cat'\n}\nitem {\n  id: 4\n  name: 'dog'\n}\n"


def floats(*values):
    return np.array(values, np.float32)


def ints(*values):
    return np.array(values, np.int64)


def example(boxes=((0.1, 0.25, 0.4, 0.75, 1),), name=b"a.png", **more):
    columns = list(zip(*boxes, strict=True)) or [()] * 5
    features = {
        "image/height": ints(80),
        "image/width": ints(100),
        "image/filename": (name,),
        "image/source_id": (name,),
        "image/encoded": (b"\x89PNG...",),
        "image/format": (b"png",),
        "image/object/bbox/xmin": floats(*columns[0]),
        "image/object/bbox/ymin": floats(*columns[1]),
        "image/object/bbox/xmax": floats(*columns[2]),
        "image/object/bbox/ymax": floats(*columns[3]),
        "image/object/class/text": tuple(b"cat" if label == 1 else b"dog" for label in columns[4]),
        "image/object/class/label": ints(*columns[4]),
    }
    for key, value in more.items():
        features[key.replace("__", "/")] = value
    return {key: value for key, value in features.items() if value is not None}


def write_records(path, *examples):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(framed(example_bytes(features)) for features in examples))
    return path


def plain(features):
    return {
        name: list(feature) if isinstance(feature, tuple) else feature.tolist()
        for name, feature in sorted(features.items())
        if name != "image/encoded"
    }


def exported(dataset, tmp_path, annotations=None, name="out"):
    write(dataset, annotations or dataset.annotations, tmp_path / name)
    return {
        path.name: [plain(parse_example(record)) for record in read_records(path)]
        for path in sorted((tmp_path / name).iterdir())
        if path.suffix != ".pbtxt"
    }


def test_a_record_without_boxes_is_a_dataset(tmp_path):
    features = example(boxes=())
    dataset = read(write_records(tmp_path / "a.record", features))
    assert dataset.problems == ()
    assert dataset.images.file_names == ("a.png",)
    assert len(dataset.annotations) == 0
    assert exported(dataset, tmp_path) == {"a.record": [plain(features)]}


def test_records_are_images_with_boxes_in_whole_pixels(tmp_path):
    first = example(boxes=[(0.1, 0.25, 0.4, 0.75, 1), (0.01, 0.0125, 0.93, 0.9875, 4)])
    path = write_records(tmp_path / "a.tfrecord", first, example(name=b"sub/b.png"))
    write_text(tmp_path / "label_map.pbtxt", LABEL_MAP)
    dataset = read(path)
    assert dataset.problems == ()
    assert dataset.images.file_names == ("a.png", "sub/b.png")
    assert dataset.images.sizes_wh.tolist() == [[100, 80], [100, 80]]
    assert dataset.categories.ids.tolist() == [1, 4]
    assert dataset.categories.names == ("cat", "dog")
    assert dataset.annotations.boxes_xyxy.tolist() == [[10, 20, 40, 60], [1, 1, 93, 79], [10, 20, 40, 60]]
    assert dataset.annotations.categories.tolist() == [0, 1, 0]
    files = exported(dataset, tmp_path)
    assert files["a.tfrecord"] == [plain(first), plain(example(name=b"sub/b.png"))]
    assert (tmp_path / "out" / "label_map.pbtxt").read_text() == LABEL_MAP


def test_shards_are_read_as_one_and_written_as_they_were(tmp_path):
    names = [f"train.record-0000{number}-of-00003" for number in range(3)]
    for number, name in enumerate(names[:2]):
        write_records(tmp_path / "in" / name, example(name=f"{number}.png".encode()))
    dataset = read(tmp_path / "in" / names[0])
    assert problems(dataset) == [(names[2], "this part is missing")]
    assert dataset.images.file_names == ("0.png", "1.png")
    assert {name: len(records) for name, records in exported(dataset, tmp_path).items()} == dict.fromkeys(
        names[:2], 1
    )


def test_other_features_stay_with_their_boxes_and_images(tmp_path):
    features = example(
        boxes=[(0.1, 0.25, 0.4, 0.75, 1), (0, 0, 1, 1, 4)],
        image__object__difficult=ints(0, 1),
        image__object__view=(b"Left", b"\xff\xfe"),
        image__object__weight=floats(0.1, 1),
        image__object__is_crowd=ints(0, 1),
        image__object__area=floats(1200, 77),
        image__object__mask=(b"one", b"two"),
        image__key__sha256=(b"ab",),
    )
    dataset = read(write_records(tmp_path / "a.record", features))
    assert dataset.annotations.crowd.tolist() == [False, True]
    assert dataset.annotations.areas.tolist() == [1200, 77]
    assert exported(dataset, tmp_path) == {"a.record": [plain(features)]}
    moved = exported(dataset, tmp_path, with_box(dataset.annotations, 0, (0, 0, 10, 10)), "moved")
    assert moved["a.record"][0]["image/object/boxwright_stale"] == [b"mask", b""]
    assert moved["a.record"][0]["image/object/area"] == [100, 77]
    rows = [dataset.annotations.at(1)]
    fewer = exported(dataset, tmp_path, Annotations.of_rows(rows), "fewer")["a.record"][0]
    assert fewer["image/object/view"] == [b"\xff\xfe"]


def test_edits_and_new_boxes_are_fractions(tmp_path):
    dataset = read(
        write_records(tmp_path / "a.record", example(), example(boxes=(), name=b"b.png")),
        label_map={1: "cat", 4: "dog"},
    )
    rows = [
        with_category(dataset.annotations, 0, 1).at(0),
        Annotation(2, 2, 1, 0, (10, 8, 50, 40), (40, 32), 1280),
    ]
    first, second = exported(dataset, tmp_path, Annotations.of_rows(rows))["a.record"]
    assert first["image/object/class/label"] == [4]
    assert first["image/object/class/text"] == [b"dog"]
    assert second["image/object/bbox/xmin"] == [np.float32(0.1)]
    assert second["image/object/class/text"] == [b"cat"]


@pytest.mark.parametrize(
    ("more", "names", "ids"),
    [
        ({}, ("cat",), [1]),
        ({"image__object__class__label": None}, ("cat",), [1]),
        ({"image__object__class__text": None}, ("class 1",), [1]),
        ({"image__object__class__label": ints(7)}, ("cat",), [7]),
    ],
)
def test_without_a_label_map_records_name_their_classes(tmp_path, more, names, ids):
    features = example(**more)
    dataset = read(write_records(tmp_path / "a.record", features))
    assert dataset.problems == ()
    assert dataset.categories.names == names
    assert dataset.categories.ids.tolist() == ids
    assert exported(dataset, tmp_path) == {"a.record": [plain(features)]}


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"image__object__class__label": ints(9)}, "its class 9 is not in the class list"),
        ({"image__object__class__label": ints(-9)}, None),
        ({"image__object__bbox__xmin": floats(np.nan)}, "its box is not four finite numbers"),
        ({"image__object__bbox__xmin": floats(0.1, 0.2)}, "its box is not four finite numbers"),
        ({"image__object__bbox__xmin": ints(1)}, "its box is not four finite numbers"),
        ({"image__width": None}, "its box is not four finite numbers"),
        ({"image__width": ints(-5)}, "its box is not four finite numbers"),
    ],
)
def test_what_cannot_be_used_is_kept(tmp_path, more, problem):
    features = example(**more)
    path = write_records(tmp_path / "a.record", features, example(name=b"b.png"))
    dataset = read(path, label_map={1: "cat"})
    if problem is not None:
        assert problem in {told for _, told in problems(dataset)}
    assert dataset.annotations.countable()[-1]
    written = exported(dataset, tmp_path)["a.record"]
    assert {key: repr(value) for key, value in written[0].items()} == {
        key: repr(value) for key, value in plain(features).items()
    }


def test_a_record_that_is_no_example_spoils_no_other(tmp_path):
    path = tmp_path / "a.record"
    path.write_bytes(framed(b"\xff\xff") + framed(example_bytes(example())))
    dataset = read(path)
    assert [where for where, _ in problems(dataset)] == ["record 1"]
    assert len(dataset.annotations) == 1


def test_a_damaged_file_is_refused(tmp_path):
    path = write_records(tmp_path / "a.record", example(), example())
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(UserError, match="record 2"):
        read(path)


def test_names_lead_nowhere_and_are_given_once(tmp_path):
    names = [b"../../x.png", b"/x.png", b"x", b"", b"C:\\d\\x.png"]
    dataset = read(write_records(tmp_path / "a.record", *(example(name=name) for name in names)))
    assert dataset.images.file_names == ("x.png", "x-2.png", "x-3.png", "record-4.png", "x-4.png")


def test_labels_of_another_format_get_a_label_map(dataset, tmp_path):
    write_png(tmp_path / "0.jpg")
    files = exported(dataset, tmp_path)
    assert sorted(contents(tmp_path / "out")) == ["label_map.pbtxt", "labels.tfrecord"]
    assert len(files["labels.tfrecord"]) == len(dataset.images)
    first = next(read_records(tmp_path / "out" / "labels.tfrecord"))
    assert parse_example(first)["image/encoded"] == ((tmp_path / "0.jpg").read_bytes(),)
    back = read(tmp_path / "out")
    assert back.problems == ()
    assert back.images.ids.tolist() == dataset.images.ids.tolist()
    assert back.categories.ids.tolist() == dataset.categories.ids.tolist()
    np.testing.assert_array_equal(back.annotations.boxes_xyxy, dataset.annotations.boxes_xyxy)
    assert UNKNOWN_CATEGORY not in back.annotations.categories


@given(st.integers(0, 4000 * 64), st.integers(1, 4000))
def test_places_to_a_64th_of_a_pixel_come_back(place, side):
    value = np.array([round(place % (side * 64) / 64, 2)])
    sides = np.array([float(side)])
    assert to_pixels(fractions(value, sides), sides).tolist() == value.tolist()


@given(st.floats(width=32, allow_nan=False, allow_infinity=False), st.integers(1, 20_000))
def test_a_fraction_that_was_not_edited_is_the_same_again(stated, side):
    sides = np.array([float(side)])
    fraction = np.array([stated], np.float32)
    pixels = to_pixels(fraction, sides)
    if np.isfinite(pixels).all():
        assert fractions(pixels, sides).tolist() == fraction.tolist()


def test_reading_can_be_cancelled(tmp_path):
    def cancel(done, total):
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        read(write_records(tmp_path / "a.record", example(), example()), progress=cancel)
