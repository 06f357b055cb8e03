"""Small sources, and what it means for two datasets to be the same."""

import json
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.data.dataset import Annotations, Categories, Dataset, Images, Predictions

IMAGES = [
    {"id": 3, "file_name": "a.jpg", "width": 100, "height": 80},
    {"id": 5, "file_name": "b.jpg", "width": 100, "height": 80},
]
CATEGORIES = [{"id": 1, "name": "cat"}, {"id": 4, "name": "dog"}]


def annotation(**fields: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "image_id": 3,
        "category_id": 1,
        "bbox": [10, 20, 30, 40],
        "area": 1200,
        "iscrowd": 0,
    } | fields


def coco(*annotations: Any, **fields: Any) -> dict[str, Any]:
    return {"images": IMAGES, "annotations": list(annotations), "categories": CATEGORIES} | fields


def write_json(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content), "utf-8")
    return path


def thing(name: str = "cat", box: tuple[Any, ...] = (10, 20, 40, 60), more: str = "") -> str:
    sides = "".join(
        f"<{tag}>{value}</{tag}>" for tag, value in zip(("xmin", "ymin", "xmax", "ymax"), box, strict=True)
    )
    return f"<object><name>{name}</name>{more}<bndbox>{sides}</bndbox></object>"


def write_xml(path: Path, *objects: str, filename: str | None = None, more: str = "") -> Path:
    stated = f"<filename>{path.stem + '.jpg' if filename is None else filename}</filename>"
    size = "<size><width>100</width><height>80</height><depth>3</depth></size>"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<annotation>{stated}{size}{more}{''.join(objects)}</annotation>", "utf-8")
    return path


def problems(dataset: Dataset) -> list[tuple[str, str]]:
    return [(problem.record, problem.problem) for problem in dataset.problems]


def assert_same_arrays(
    one: Images | Categories | Annotations | Predictions,
    other: Images | Categories | Annotations | Predictions,
) -> None:
    assert type(one) is type(other)
    for name in one.__slots__:
        left, right = getattr(one, name), getattr(other, name)
        if isinstance(left, np.ndarray):
            assert left.dtype == right.dtype, name
            np.testing.assert_array_equal(left, right, err_msg=name)
        else:
            assert left == right, name


def assert_same(one: Dataset, other: Dataset) -> None:
    """Everything but where they were read from."""
    assert_same_arrays(one.images, other.images)
    assert_same_arrays(one.categories, other.categories)
    assert_same_arrays(one.annotations, other.annotations)
    for name in ("records", "image_records", "header"):
        assert dict(getattr(one, name)) == dict(getattr(other, name)), name
    assert problems(one) == problems(other)


def with_box(annotations: Annotations, row: int, box: tuple[float, float, float, float]) -> Annotations:
    """The annotations with one box moved."""
    rows = [annotations.at(i) for i in range(len(annotations))]
    rows[row] = rows[row].moved(box)
    return Annotations.of_rows(rows)


def with_category(annotations: Annotations, row: int, category: int) -> Annotations:
    """The annotations with one box relabelled."""
    rows = [annotations.at(i) for i in range(len(annotations))]
    rows[row] = replace(rows[row], category=category)
    return Annotations.of_rows(rows)


def write_png(path: Path, width: int = 100, height: int = 80) -> Path:
    """A PNG as far as its header goes: enough to know its size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    chunk = b"IHDR" + header
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n\0\0\0\r"
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\0\0\0\0IEND\xaeB`\x82"
    )
    return path


def write_text(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
