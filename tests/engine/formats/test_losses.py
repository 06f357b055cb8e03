"""Each format against each other one: what comes back is what was written, but for what was told before."""

import os
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, Categories, Dataset, Images
from engine.errors import UserError
from engine.formats.losses import losses_of
from engine.formats.read import read_dataset
from engine.formats.write import FORMATS, write_dataset
from tests.engine.formats.samples import write_png

SIZES = {"a.png": (100, 80), "sub/a.png": (640, 481), "ü b.PNG": (333, 77), "c": (4000, 3000)}
PLACES = st.one_of(
    st.integers(0, 400).map(float),
    st.integers(0, 4000).map(lambda value: value / 8),
    st.floats(0, 400).map(lambda value: round(value, 2)),
    st.floats(0, 400).filter(lambda value: value == 0 or value > 1e-30),
)
LONGER = int(os.environ.get("BOXWRIGHT_FUZZ", "1"))
"""How many times longer to look than continuous integration does."""
NAMES = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    for name, (width, height) in SIZES.items():
        write_png(folder / name, width, height)
    return folder


@st.composite
def datasets(draw):
    names = sorted(draw(st.sets(st.sampled_from(list(SIZES)))))
    classes = sorted(draw(st.sets(NAMES.map(str.strip).filter(bool), max_size=4)))
    ids = sorted(draw(st.sets(st.integers(0, 99), min_size=len(classes), max_size=len(classes))))
    first = draw(st.integers(1, 9))
    rows, records = [], {}
    for number in range(1, draw(st.integers(0, 5 if names and classes else 0)) + 1):
        x, y, width, height = (draw(PLACES) for _ in range(4))
        area = draw(st.sampled_from([width * height, 7.0]))
        box = (x, y, x + width, y + height)
        size = draw(st.sampled_from([(width, height), (box[2] - x, box[3] - y)]))
        image, category = draw(st.integers(0, len(names) - 1)), draw(st.integers(0, len(classes) - 1))
        area = size[0] * size[1] if area != 7 else area
        rows.append(Annotation(number, number, image, category, box, size, area, draw(st.booleans())))
        if draw(st.booleans()):
            records[number] = {"segmentation": [[1, 2, 3, 4, 5, 6]], "score": 0.5}
    return Dataset(
        images=Images(
            np.arange(first, first + len(names)),
            tuple(names),
            np.array([SIZES[name] for name in names], np.int64).reshape(-1, 2),
        ),
        categories=Categories(np.array(ids, np.int64), tuple(classes)),
        annotations=Annotations.of_rows(rows),
        image_root=None,
        source=Path("none"),
        format="coco",
        records=records,
    )


def boxes(dataset, *, crowd=True, area=True):
    """Boxes by the name of their image: class, corners and size, and what else is asked for."""
    found = defaultdict(list)
    for row in range(len(dataset.annotations)):
        box = dataset.annotations.at(row)
        told = (box.crowd,) if crowd else ()
        told += (box.area,) if area else ()
        name = dataset.images.file_names[box.image]
        found[name].append((dataset.categories.name(box.category), *box.box_xyxy, *told))
    return {name: sorted(own) for name, own in found.items()}


def compared(one, other):
    """Values flat, for comparing with a tolerance."""
    return [
        value for name in sorted(one) for row in one[name] for value in row if not isinstance(value, str)
    ], [value for name in sorted(other) for row in other[name] for value in row if not isinstance(value, str)]


def round_trip(dataset, name, folder, pictures):
    write_dataset(dataset, dataset.annotations, name, folder)
    back = read_dataset(folder, image_root=pictures)
    assert back.format == name
    return back


def held_against(before, after, losses):
    """Whatever is not the same was told."""
    told = " ".join(loss.problem for loss in losses)
    if "left out, without boxes" not in told:
        assert set(after.images.file_names) == set(before.images.file_names)
    area = "lose their area" not in told
    one = boxes(before, crowd="become plain ones" not in told, area=area)
    other = boxes(after, crowd="become plain ones" not in told, area=area)
    if "half a pixel" in told or "hundredth" in told:
        assert {name: len(own) for name, own in one.items()} == {
            name: len(own) for name, own in other.items()
        }
        return
    if area:
        # The area of a box is the product of sides that may differ in the last bit, or has 32 bits in TFRecord.
        left, right = compared(one, other)
        np.testing.assert_allclose(left, right, rtol=1e-6)
        one, other = boxes(before, crowd=False, area=False), boxes(after, crowd=False, area=False)
    assert one == other
    if "lose their ids" not in told and len(before.images):
        assert dict(zip(before.images.file_names, before.images.ids.tolist(), strict=True)) == dict(
            zip(after.images.file_names, after.images.ids.tolist(), strict=True)
        )
    if "other numbers" not in told and "classes without boxes" not in told:
        assert after.categories.names == before.categories.names
        assert after.categories.ids.tolist() == before.categories.ids.tolist()


@pytest.mark.parametrize("first", FORMATS)
@settings(max_examples=12 * LONGER)
@given(data=st.data())
def test_each_format_through_each_other_loses_what_was_told_and_no_more(
    first, pictures, tmp_path_factory, data
):
    folder = tmp_path_factory.mktemp("trip")
    dataset = data.draw(datasets())
    second = data.draw(st.sampled_from(FORMATS))
    if first == "voc" and not len(dataset.images):
        return
    losses = losses_of(dataset, dataset.annotations, first)
    one = _trip(dataset, first, folder / "one", pictures, losses)
    if one is None:
        return
    losses = losses_of(one, one.annotations, second)
    _trip(one, second, folder / "two", pictures, losses)
    # And once more through itself: nothing at all is lost.
    again = round_trip(one, first, folder / "again", pictures)
    assert losses_of(one, one.annotations, first) == () or first == "tfrecord"
    assert boxes(again) == boxes(one)
    assert again.categories.names == one.categories.names
    assert again.categories.ids.tolist() == one.categories.ids.tolist()
    np.testing.assert_array_equal(again.annotations.sizes_wh, one.annotations.sizes_wh)


def _trip(dataset, name, folder, pictures, losses):
    try:
        back = round_trip(dataset, name, folder, pictures)
    except UserError as error:
        # Where nothing is left, some formats leave nothing that tells them.
        assert not len(dataset.annotations), error
        return None
    held_against(dataset, back, losses)
    return back


@pytest.mark.parametrize("name", FORMATS)
def test_of_plain_labels_little_is_lost(dataset, name):
    """Whole pixels, no fields, every class and image with boxes."""
    count = len(dataset.images)
    names = tuple(f"{number:03}.jpg" for number in range(count))
    plain = replace(dataset, images=replace(dataset.images, ids=np.arange(1, count + 1), file_names=names))
    losses = [loss.problem for loss in losses_of(plain, plain.annotations, name)]
    numbers = [text for text in losses if "get other numbers" in text]
    pixels = [text for text in losses if "records get no image" in text]
    assert losses == numbers + pixels
    assert bool(numbers) == (name not in ("coco", "tfrecord"))


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("yolo", "1 box become plain ones: YOLO knows no crowds"),
        ("cvat", "1 box lose their area: CVAT has that of the box alone"),
        ("voc", "1 box left out, whose class is not known"),
        ("labelme", "1 box left out, without a place"),
        ("coco", "1 box count again: COCO cannot say that they are ignored"),
        ("retinanet", "1 box move by half a pixel at most: RetinaNet's CSV has whole pixels"),
        (
            "openimages",
            "1 box left out, on images of unknown size, of which CSV of Open Images has fractions",
        ),
    ],
)
def test_what_is_lost_is_counted_and_the_first_is_named(dataset, name, problem):
    rows = [dataset.annotations.at(row) for row in range(8)]
    rows[1] = replace(rows[1], crowd=True)
    rows[2] = replace(rows[2], area=7.0)
    rows[3] = replace(rows[3], category=UNKNOWN_CATEGORY)
    rows[4] = replace(rows[4], box_xyxy=(np.nan,) * 4)
    rows[5] = replace(rows[5], ignore=True)
    rows[6] = rows[6].moved((1.5, 2, 8, 9))
    rows[7] = replace(rows[7], image=11)
    sizes = dataset.images.sizes_wh.copy()
    sizes[11] = 0
    changed = replace(dataset, images=replace(dataset.images, sizes_wh=sizes))
    found = {loss.problem: loss for loss in losses_of(changed, Annotations.of_rows(rows), name)}
    assert problem in found
    assert found[problem].record.startswith("annotation 10")
    assert found[problem].remedy


def test_images_that_differ_in_their_suffix_alone_are_told(dataset):
    names = ("a.jpg", "a.png", *dataset.images.file_names[2:])
    changed = replace(dataset, images=replace(dataset.images, file_names=names))
    assert any(
        "cannot be told apart" in loss.problem for loss in losses_of(changed, dataset.annotations, "yolo")
    )
    assert not any("told apart" in loss.problem for loss in losses_of(changed, dataset.annotations, "voc"))


def test_an_unknown_format_is_told(dataset):
    with pytest.raises(UserError, match="Choose one of: coco"):
        losses_of(dataset, dataset.annotations, "none")
