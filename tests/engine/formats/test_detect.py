import json

import pytest

from engine.errors import UserError
from engine.formats.detect import detect, json_keys
from engine.formats.tfrecord_file import framed
from tests.engine.formats.samples import annotation, coco, thing, write_png, write_text, write_xml

COCO = json.dumps(coco(annotation()))
LABELME = json.dumps({"version": "5.5.0", "shapes": [{"points": []}], "imagePath": "a.png"})
DATUMARO = json.dumps({"info": {}, "categories": {"images": 1}, "items": []})


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        (COCO, "coco"),
        (f"\ufeff\n {COCO}", "coco"),
        ("[]", "coco"),
        ("", "coco"),
        (DATUMARO, "datumaro"),
        ('{"dm_format_version": "1.0", "categories": ', "datumaro"),
        ("<?xml version='1.0'?>\n<!-- a --><annotations>", "cvat"),
        ("# a\nnames: [a]", "yolo"),
        ("filename,width,height,class,xmin,ymin,xmax,ymax\n", "csv"),
        ("ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax\n", "openimages"),
        ("a.jpg,1,2,3,4,cat\n", "retinanet"),
        ("a.jpg,,,,,\n", "retinanet"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_is_what_it_holds(tmp_path, text, format_name, encoding):
    path = tmp_path / "labels"
    path.write_bytes(text.encode(encoding) if text else b"")
    assert detect(path) == format_name


def test_a_record_is_one_by_its_checksum(tmp_path):
    (tmp_path / "a.json").write_bytes(framed(b"x"))
    assert detect(tmp_path / "a.json") == "tfrecord"


@pytest.mark.parametrize(
    ("files", "format_name"),
    [
        ({"data.yaml": "names: [a]"}, "yolo"),
        ({"coco.yml": "names: [a]", "x.json": "{}"}, "yolo"),
        ({"classes.txt": "a", "a.txt": ""}, "yolo"),
        ({"labels/a.txt": "", "images/a.txt": ""}, "yolo"),
        ({"deep/a.txt": "0 0.5 0.5 1 1"}, "yolo"),
        ({"a.xml": "<annotation/>"}, "voc"),
        ({"Annotations/a.XML": "broken"}, "voc"),
        ({"annotations.xml": "<annotations/>"}, "cvat"),
        ({"a.json": LABELME, "a.jpg": ""}, "labelme"),
        ({"sub/a.json": LABELME}, "labelme"),
        ({"annotations/train.json": DATUMARO, "images/a.jpg": ""}, "datumaro"),
        ({"a.csv": "a.jpg,1,2,3,4,cat\n", "classes.csv": "cat,0"}, "retinanet"),
        # A file for part of the data beside a folder for all of it.
        ({"test.json": COCO, "Annotations/a.xml": "<annotation/>"}, "voc"),
        ({"a.csv": "ImageID,LabelName,XMin,XMax,YMin,YMax\n"}, "openimages"),
    ],
)
def test_a_folder_is_what_its_files_are(tmp_path, files, format_name):
    for name, text in files.items():
        write_text(tmp_path / name, text)
    assert detect(tmp_path) == format_name


def test_a_folder_of_records(tmp_path):
    (tmp_path / "train-00000-of-00001").write_bytes(framed(b"x"))
    assert detect(tmp_path) == "tfrecord"


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({}, "this folder is empty"),
        ({"a.jpg": "", "b.JPG": "", "c": ""}, r"but files: 2 of \.jpg, 1 of no suffix"),
        ({"a.json": COCO}, r"files of COCO\. Choose a file, as a\.json"),
        ({"a.csv": "filename,class,xmin,ymin,xmax,ymax"}, r"CSV files\. Choose a file, as a\.csv"),
    ],
)
def test_a_folder_without_labels_is_told_what_it_has(tmp_path, files, problem):
    for name, text in files.items():
        write_text(tmp_path / name, text)
    with pytest.raises(UserError, match=problem):
        detect(tmp_path)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xff\xd8\xff\xe0", "this is an image"),
        (b"PK\x03\x04", "this is a ZIP archive"),
        (b"SQLite format 3\0", "this is a database, perhaps a project"),
        (b"\x00\x01\x02\x03" * 9, "it begins with what is no text"),
        (b"hello, world", "it begins with 'hello, world'"),
        (b"<html/>", "XML with the root <html>"),
        (b"0 0.5 0.5 1 1\n", "labels of a single image in YOLO"),
        (LABELME.encode(), "LabelMe's annotation of a single image"),
    ],
)
def test_what_is_no_format_is_told_what_it_is(tmp_path, data, problem):
    (tmp_path / "a").write_bytes(data)
    with pytest.raises(UserError, match=problem) as caught:
        detect(tmp_path / "a")
    assert caught.value.source == str(tmp_path / "a")


def test_only_the_outermost_keys_count():
    assert json_keys('{"a": {"b": 1, "c": [{"d": 2}]}, "e\\"": "f: ", "g": "h') == {"a", 'e\\"', "g"}


def test_images_among_the_labels_are_no_labels(tmp_path):
    write_png(tmp_path / "a.png")
    write_xml(tmp_path / "a.xml", thing())
    assert detect(tmp_path) == "voc"
