"""Every reader on damaged and hostile input: a plain error or a dataset; nothing written, run, or read outside.

Short here; BOXWRIGHT_FUZZ=50 looks fifty times longer. What it found is in docs/formats.md.
"""

import io
import json
import os
import struct
import tracemalloc
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Dataset
from engine.errors import UserError
from engine.formats.assembly import named_classes
from engine.formats.label_map import read_label_map
from engine.formats.npz_file import npz_bytes
from engine.formats.predictions import PREDICTION_FORMATS, read_predictions, write_predictions
from engine.formats.read import read_dataset
from engine.formats.tfrecord_file import framed
from engine.formats.write import FORMATS, write_dataset
from tests.engine.conftest import small_dataset, small_predictions
from tests.engine.formats.hostile import (
    damaged_copies,
    flipped,
    in_records,
    spliced,
    storable,
    told_plainly,
    truncated,
    with_gigantic_number,
)
from tests.engine.formats.samples import annotation, coco, write_png, write_text, write_xml
from tests.engine.formats.test_tfrecord import example, write_records

LONGER = int(os.environ.get("BOXWRIGHT_FUZZ", "1"))
SEED = int(os.environ.get("BOXWRIGHT_FUZZ_SEED", "7"))

DAMAGES = {
    "truncated": (truncated, 200),
    "flipped": (flipped, 40),
    "gigantic": (with_gigantic_number, 40),
    "spliced": (spliced, 40),
}
_LIMIT = 100 * 2**20


@pytest.fixture(scope="module")
def labels(tmp_path_factory) -> tuple[Dataset, Path]:
    """A small dataset with a bit of everything, and its images."""
    folder = tmp_path_factory.mktemp("hostile")
    dataset = small_dataset(folder / "images")
    for name in dataset.images.file_names:
        write_png(folder / "images" / name)
    rows = [dataset.annotations.at(row) for row in range(6)]
    rows[1] = replace(rows[1], crowd=True)
    rows[2] = rows[2].moved((1.25, 2.5, 9.75, 12.5))
    records = {101: {"segmentation": [[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]], "attributes": {"a": [1]}}}
    annotations = type(dataset.annotations).of_rows(rows)
    return replace(dataset, annotations=annotations, records=records), folder


@pytest.fixture(scope="module")
def source_of(labels):
    """The dataset in each format, written once."""
    dataset, folder = labels
    written: dict[str, Path] = {}

    def source(name: str) -> Path:
        if name not in written:
            written[name] = folder / f"{name}.labels"
            write_dataset(dataset, dataset.annotations, name, written[name], images=range(2))
        return written[name]

    return source


def survives(source: Path, folder: Path, format_name: str, *, export: bool) -> None:
    """Read a source, which tells what is wrong or gives a dataset that can be kept and written again."""
    before = sorted(folder.rglob("*"))
    try:
        dataset = read_dataset(source, image_root=None if format_name == "yolo" else folder)
        storable(dataset)
        if export:
            write_dataset(dataset, dataset.annotations, dataset.format, folder.parent / "again")
    except UserError as error:
        told_plainly(error)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("format_name", [*FORMATS, "tfrecord inside"])
def test_damaged_labels_are_told_or_read(source_of, tmp_path, format_name, damage):
    change, count = DAMAGES[damage]
    name = format_name.removesuffix(" inside")
    if format_name != name:
        change = in_records(change)
    folder = tmp_path / "in"
    folder.mkdir()
    copies = damaged_copies(source_of(name), folder, change, count * LONGER, SEED)
    for number, source in enumerate(copies):
        survives(source, folder, name, export=number % 20 == 0)
        again = tmp_path / "again"
        if again.is_dir():
            again.rename(tmp_path / f"again{number}")


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("format_name", [*PREDICTION_FORMATS, "tfrecord inside", "npz inside"])
def test_damaged_predictions_are_told_or_read(labels, tmp_path, format_name, damage):
    dataset, _ = labels
    change, count = DAMAGES[damage]
    name = format_name.removesuffix(" inside")
    source = tmp_path / "source"
    write_predictions(dataset, small_predictions().take(np.arange(9)), name, source)
    if format_name == "tfrecord inside":
        change = in_records(change)
    elif format_name == "npz inside":
        change = _in_arrays(change)
    folder = tmp_path / "in"
    folder.mkdir()
    for path in damaged_copies(source, folder, change, count * LONGER // 2, SEED):
        try:
            predictions, _ = read_predictions(path, dataset)
            assert np.isfinite(predictions.boxes_xyxy).all()
            assert np.isfinite(predictions.scores).all()
        except UserError as error:
            told_plainly(error)


def _in_arrays(damage):
    """The same damage behind good checksums: to the bytes of one array in the archive."""

    def damaged(data, draw):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = draw.choice(sorted(members))
        members[name] = damage(members[name], draw)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return out.getvalue()

    return damaged


def bounded(read) -> None:
    """Run it, which takes no more than 100 MB."""
    tracemalloc.start()
    try:
        read()
    except UserError as error:
        told_plainly(error)
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < _LIMIT


DEEP = 100_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "[" * DEEP),
        ("a.json", '{"images": ' + "[" * DEEP + "]" * DEEP + "}"),
        ("a.json", '{"items": ' + '{"a":' * DEEP),
        ("a.json", '{"images": [], "annotations": [' + '{"a":' * 900 + "1" + "}" * 900 + "]}"),
        ("a.xml", "<annotations>" + "<a>" * DEEP),
        ("in/a.xml", "<annotation>" + "<a>" * DEEP + "</a>" * DEEP + "</annotation>"),
        ("in/a.json", '{"shapes": [' + "[" * DEEP + "]" * DEEP + "]}"),
        ("in/data.yaml", "names: " + "[" * DEEP),
        ("in/data.yaml", "names:\n" + "".join(f"{' ' * depth}-\n" for depth in range(400))),
        ("in/label_map.pbtxt", "item {" * DEEP),
    ],
)
def test_deep_nesting_is_told(tmp_path, name, text):
    path = write_text(tmp_path / name, text)
    if name.endswith("pbtxt"):
        write_records(tmp_path / "in" / "a.record", example())
    bounded(lambda: read_dataset(path if path.parent == tmp_path else path.parent))


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n else str()};" * 10}">' for n in range(12))
    + "]>"
)


@pytest.mark.parametrize("root", ["annotations", "annotation"])
def test_an_entity_bomb_does_not_go_off(tmp_path, root):
    text = f"{BOMB}<{root}><object><name>&a11;</name></object></{root}>"
    write_text(tmp_path / "in" / "a.xml", text)
    bounded(lambda: read_dataset(tmp_path / "in"))
    outside = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><{root}><name>&b;</name></{root}>'
    write_text(tmp_path / "in" / "a.xml", outside)
    bounded(lambda: read_dataset(tmp_path / "in"))


CLIMBING = [
    "../outside/secret.png",
    "..\\outside\\secret.png",
    "/etc/passwd",
    "sub/../../outside/secret.png",
    "C:\\secret.png",
]


def _climbing(folder: Path, name: str) -> dict[str, Path]:
    """A source of each format about an image of this name."""
    record = {"id": 3, "file_name": name, "width": 100, "height": 80}
    box = "100,80,cat,1,2,4,8"
    sources = {
        "coco": write_text(folder / "coco.json", json.dumps(coco(annotation(), images=[record]))),
        "voc": write_xml(folder / "voc" / "a.xml", filename=name).parent,
        "yolo": write_text(
            folder / "yolo" / "data.yaml", f"names: [cat]\ntrain: train.txt\npath: {folder}/..\n"
        ),
        "csv": write_text(
            folder / "a.csv", f"filename,width,height,class,xmin,ymin,xmax,ymax\n{name},{box}\n"
        ),
        "retinanet": write_text(folder / "r.csv", f"{name},1,2,4,8,cat\n"),
        "openimages": write_text(
            folder / "o.csv", f"ImageID,LabelName,XMin,XMax,YMin,YMax\n{name},cat,0,1,0,1\n"
        ),
        "labelme": write_text(
            folder / "labelme" / "a.json",
            json.dumps({"shapes": [], "imagePath": name, "imageWidth": 9, "imageHeight": 9}),
        ).parent,
        "datumaro": write_text(
            folder / "d.json",
            json.dumps(
                {"items": [{"id": name, "image": {"path": name}, "annotations": []}], "categories": {}}
            ),
        ),
        "cvat": write_text(
            folder / "cvat.xml",
            f'<annotations><image id="0" name="{name}" width="9" height="9"/></annotations>',
        ),
        "tfrecord": write_records(folder / "a.record", example(name=name.encode())),
    }
    write_text(folder / "yolo" / "train.txt", f"{name}\n")
    write_text(folder / "yolo" / "labels" / "x.txt", "")
    return sources


@pytest.mark.parametrize("name", CLIMBING)
@pytest.mark.parametrize("format_name", FORMATS)
def test_no_name_leads_out_of_the_image_folder(tmp_path, format_name, name):
    write_png(tmp_path / "outside" / "secret.png", 7, 7)
    source = _climbing(tmp_path / "in", name)[format_name]
    write_png(tmp_path / "in" / "images" / "other.png")
    root = None if format_name == "yolo" else tmp_path / "in" / "images"
    dataset = read_dataset(source, image_root=root)
    assert dataset.problems
    for image in range(len(dataset.images)):
        path = dataset.image_path(image)
        assert path is None or (tmp_path / "in").resolve() in path.resolve().parents
    assert [7, 7] not in dataset.images.sizes_wh.tolist()
    write_dataset(dataset, dataset.annotations, format_name, tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out", "outside"]
    assert [path.name for path in (tmp_path / "outside").iterdir()] == ["secret.png"]


def test_an_image_that_claims_to_be_gigantic_is_not_decoded_for_its_size(tmp_path):
    write_text(tmp_path / "data.yaml", "names: [cat]")
    write_text(tmp_path / "labels" / "a.txt", "0 0.5 0.5 1 1\n")
    for width, height in ((2**31 - 1, 2**31 - 1), (2**32 - 1, 1), (0, 0)):
        write_png(tmp_path / "images" / "a.png", width, height)
        bounded(lambda: storable(read_dataset(tmp_path)))
    path = write_png(tmp_path / "images" / "a.png", 60_000, 60_000)
    data = path.read_bytes()
    packed = zlib.compress(bytes(1 << 20))
    chunk = b"IDAT" + packed
    bomb = struct.pack(">I", len(packed)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    path.write_bytes(data[:33] + bomb * 4 + data[33:])
    bounded(lambda: storable(read_dataset(tmp_path)))


MANY = 10_000_000


@pytest.mark.parametrize(
    "files",
    [
        {"a.record-00000-of-10000000": framed(b"")},
        {"a.record": struct.pack("<Q", MANY) + b"xxxx"},
        {"data.yaml": f"nc: {MANY}\nnames: [a]".encode(), "labels/a.txt": b"0 0.5 0.5 1 1"},
        {"data.yaml": f"names: {{{MANY}: a}}".encode(), "labels/a.txt": f"{MANY} 0.5 0.5 1 1".encode()},
        {"data.yaml": b"names: [" + b"a, " * 2_000_000 + b"]", "labels/a.txt": b""},
        {"a.json": f'{{"shapes": [], "imageWidth": {MANY}, "imageHeight": {MANY}}}'.encode()},
        {"classes.txt": b"a", "a.txt": b"0 " + b"0.5 " * 1_000_000},
    ],
)
def test_what_is_claimed_and_not_there_takes_neither_time_nor_memory(tmp_path, files):
    for name, data in files.items():
        write_text(tmp_path / name, "")
        (tmp_path / name).write_bytes(data)
    bounded(lambda: storable(read_dataset(tmp_path)))


@pytest.mark.parametrize("count", [2_000])
def test_a_thousand_records_of_one_name_take_no_million_steps(tmp_path, count):
    path = write_records(tmp_path / "a.record", *[example(boxes=(), image__encoded=None)] * count)
    dataset = read_dataset(path)
    assert len(set(dataset.images.file_names)) == count


def test_predictions_that_claim_gigantic_arrays_take_none(labels, tmp_path):
    dataset, _ = labels
    claims = {
        "detection_boxes": np.zeros((12, 1, 4), np.float32),
        "detection_scores": np.zeros((12, 1), np.float32),
        "detection_classes": np.zeros((12, 1), np.float32),
        "num_detections": np.full(12, MANY, np.float64),
    }
    (tmp_path / "a.npz").write_bytes(npz_bytes(claims))
    bounded(lambda: read_predictions(tmp_path / "a.npz", dataset))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "[" * 2000),
        ("a.yaml", "a: &b [1]\nc: *b"),
        ("a.yaml", f"{'9' * 5000}: a"),
        ("a.yaml", f"a: {'9' * 5000}"),
        ("a.json", "[" * DEEP),
        ("a.json", '{"categories": [{"id": 99999999999999999999999, "name": "a"}]}'),
        ("a.json", '{"a": 18446744073709551615}'),
        ("a.txt", f"{'9' * 5000} a"),
        ("a.pbtxt", "item {" * DEEP),
        ("a.pbtxt", "item { id: 18446744073709551616 name: 'a' }"),
        ("a.pbtxt", f"item {{ id: {'9' * 5000} name: 'a' }}"),
    ],
)
def test_a_hostile_label_map_is_told_or_read(tmp_path, name, text):
    path = write_text(tmp_path / name, text)
    bounded(lambda: named_classes(set(), read_label_map(path)))
