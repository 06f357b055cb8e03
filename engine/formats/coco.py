"""COCO JSON: ground truth as one file of images, categories and annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import orjson

from engine.data.dataset import UNKNOWN_CATEGORY, Annotations, Bool, Categories, Dataset, Images, Int
from engine.errors import UserError
from engine.formats.columns import look_up, number_lists, numbers, whole_number, whole_numbers
from engine.formats.image_files import ImageFolder
from engine.formats.json_file import read_json
from engine.formats.output import refuse_source, write_file
from engine.formats.problem_list import ProblemList
from engine.formats.split import read_split, select

Record = Mapping[str, Any]

STALE = "boxwright_stale"
"""Field of an exported annotation that names those of its fields which an edit left behind."""

_OUTLINE = ("segmentation", "keypoints", "num_keypoints")
"""Fields that say the same as the box, more closely: wrong once the box has moved."""

_UNREAD = "boxwright_unread"
"""Header key of annotations that belong to no image; they are written back among the others."""

_IMAGE_FIELDS = frozenset({"id", "file_name", "width", "height"})
_CATEGORY_FIELDS = frozenset({"id", "name"})
_ANNOTATION_FIELDS = frozenset({"id", "image_id", "category_id", "bbox", "area", "iscrowd"})
_LISTS = ("images", "annotations", "categories")

_NO_IMAGE = -1
_LEFT_OUT = -2


def read(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read a COCO file; parameters and errors are those of `engine.formats.read.read_dataset`.

    ``label_map`` names the categories only where the file has no list of them.
    """
    progress(0, 0)
    content = _content(source)
    found = ProblemList(source)
    lists = {name: _objects(content, name, source, found) for name in _LISTS}
    total = sum(map(len, lists.values()))
    progress(0, total)
    images = _read_images(lists["images"], split, found)
    if image_root is not None:
        _check_files(images.images, image_root, found)
    progress(len(lists["images"]), total)
    categories, category_index = _read_categories(lists["categories"], label_map, found)
    boxes = _read_annotations(lists["annotations"], images.index_of, category_index, found)
    progress(total, total)
    header = {key: value for key, value in content.items() if key not in _LISTS}
    extras = [record for record in lists["categories"] if not record.keys() <= _CATEGORY_FIELDS]
    if extras:
        header["categories"] = extras
    if boxes.unread:
        header[_UNREAD] = boxes.unread
    return Dataset(
        images=images.images,
        categories=categories,
        annotations=boxes.annotations,
        image_root=image_root,
        source=source,
        format="coco",
        records=MappingProxyType(boxes.records),
        image_records=MappingProxyType(images.records),
        header=MappingProxyType(header),
        problems=found.all(),
    )


def write(dataset: Dataset, annotations: Annotations, output: Path) -> None:
    """Write labels as a COCO file, one record a line; parameters and errors are those of `write_dataset`.

    A box that was not moved keeps the numbers of its source. Fields that the program does not understand are
    written as they were; where an edit made them wrong, the field `STALE` names them. NaN, which JSON does
    not have, becomes null.
    """
    refuse_source(output, dataset)
    header = {key: value for key, value in dataset.header.items() if key not in (*_LISTS, _UNREAD)}
    unread = dataset.header.get(_UNREAD, ())
    write_file(
        output,
        _lines(
            header,
            {
                "images": _image_records(dataset),
                "annotations": [*_annotation_records(dataset, annotations), *unread],
                "categories": _category_records(dataset),
            },
        ),
    )


def image_id(dataset: Dataset, image: int) -> Any:
    """The id that the source gives this image, also where it is no whole number."""
    record = dataset.image_records.get(image, {}) if dataset.format == "coco" else {}
    return record.get("id", int(dataset.images.ids[image]))


def plain_number(value: float) -> float | int:
    """The number as JSON has it: whole numbers without a fraction, as most sources write them."""
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _content(source: Path) -> dict[str, Any]:
    content = read_json(source)
    if isinstance(content, list):
        raise UserError(
            "this is a list, not COCO ground truth",
            source=source,
            remedy="Give it with --predictions if it holds predictions",
        )
    if not isinstance(content, dict) or "images" not in content:
        raise UserError(
            "this is not COCO ground truth: there is no list of images",
            source=source,
            remedy="Choose a COCO instances file, or a folder of Pascal VOC XML",
        )
    return content


def _objects(content: Record, name: str, source: Path, found: ProblemList) -> list[dict[str, Any]]:
    records = content.get(name)
    if records is None:
        return []
    if not isinstance(records, list):
        raise UserError(f"{name!r} is not a list", source=source, record=name, remedy="Write the file anew")
    objects = [record for record in records if isinstance(record, dict)]
    if len(objects) < len(records):
        for position, record in enumerate(records):
            if not isinstance(record, dict):
                found.add(
                    f"{name}[{position}]",
                    "this is not a record",
                    "Remove it; it is left out, of exports as well",
                )
    return objects


@dataclass(frozen=True, eq=False, slots=True)
class _Images:
    """The images, the rest of their records by index, and the index of each of the file's ids."""

    images: Images
    records: dict[int, dict[str, Any]]
    index_of: dict[Any, int]


def _read_images(objects: list[dict[str, Any]], split: Path | None, found: ProblemList) -> _Images:
    names = [_file_name(record, position, found) for position, record in enumerate(objects)]
    chosen = set(range(len(objects)))
    if split is not None:
        chosen = select(names, read_split(split), split, found)
    ids = _unique_ids([record.get("id") for record in objects], "image", found)
    order = [int(i) for i in np.argsort(ids, kind="stable") if int(i) in chosen]
    index_of: dict[Any, int] = {}
    records: dict[int, dict[str, Any]] = {}
    sizes = []
    for index, i in enumerate(order):
        record = objects[i]
        rest = {key: value for key, value in record.items() if key not in _IMAGE_FIELDS}
        raw_id = record.get("id")
        if isinstance(raw_id, str):
            rest["id"] = raw_id
        size = [whole_number(record.get(side)) or 0 for side in ("width", "height")]
        sizes.append([max(side, 0) if side < 2**31 else 0 for side in size])
        if rest:
            records[index] = rest
        index_of.setdefault(raw_id if isinstance(raw_id, str) else int(ids[i]), index)
    for i, record in enumerate(objects):
        if i not in chosen:
            raw_id = record.get("id")
            index_of.setdefault(raw_id if isinstance(raw_id, str) else int(ids[i]), _LEFT_OUT)
    images = Images(
        ids[order].astype(np.int64),
        tuple(names[i] for i in order),
        np.array(sizes, np.int64).reshape(len(order), 2),
    )
    return _Images(images, records, index_of)


def _file_name(record: Record, position: int, found: ProblemList) -> str:
    name = record.get("file_name")
    if isinstance(name, str) and name:
        return name
    found.add(
        _named(record, position, "image"), "it has no file name", "Give it one; its picture cannot be shown"
    )
    return str(record.get("id", position))


def _check_files(images: Images, root: Path, found: ProblemList) -> None:
    folder = ImageFolder(root)
    for file_name in images.file_names:
        if not folder.holds(file_name):
            found.add(
                file_name, "the image is missing", "Copy it into the image folder", source=root / file_name
            )


def _read_categories(
    objects: list[dict[str, Any]], label_map: Mapping[int, str] | None, found: ProblemList
) -> tuple[Categories, dict[int, int]]:
    names: dict[int, str] = {}
    for position, record in enumerate(objects):
        number = whole_number(record.get("id"))
        if number is None or number in names:
            problem = "its id is no whole number" if number is None else "its id was given before"
            found.add(
                _named(record, position, "category"), problem, "Correct the id; the category is left out"
            )
            continue
        name = record.get("name")
        names[number] = name if isinstance(name, str) and name else f"class {number}"
    if not objects and label_map is not None:
        names = dict(label_map)
    ids = sorted(names)
    categories = Categories(np.array(ids, np.int64), tuple(names[i] for i in ids))
    return categories, {number: index for index, number in enumerate(ids)}


@dataclass(frozen=True, eq=False, slots=True)
class _Boxes:
    """The annotations, the rest of their records by own id, and those that belong to no image."""

    annotations: Annotations
    records: dict[int, dict[str, Any]]
    unread: list[dict[str, Any]]


def _read_annotations(
    objects: list[dict[str, Any]],
    image_index: Mapping[Any, int],
    category_index: Mapping[Any, int],
    found: ProblemList,
) -> _Boxes:
    images = look_up(image_index, [record.get("image_id") for record in objects], absent=_NO_IMAGE)
    unread = []
    for position in np.flatnonzero(images == _NO_IMAGE).tolist():
        record = objects[position]
        unread.append(record)
        found.add(
            _named(record, position, "annotation"),
            f"its image {record.get('image_id')!r} is not in the file",
            "Add the image, or remove the annotation; it is kept for export",
        )
    objects = [record for record, image in zip(objects, images.tolist(), strict=True) if image >= 0]
    images = images[images >= 0]
    n = len(objects)
    categories = look_up(category_index, [r.get("category_id") for r in objects], absent=UNKNOWN_CATEGORY)
    boxes, well_formed = number_lists([r.get("bbox") for r in objects], 4)
    sizes = boxes[:, 2:]
    with np.errstate(over="ignore", invalid="ignore"):
        corners = boxes[:, :2] + sizes
        products = sizes[:, 0] * sizes[:, 1]
    areas = numbers([r.get("area") for r in objects])
    annotations = Annotations(
        ids=np.arange(1, n + 1, dtype=np.int64),
        source_ids=_unique_ids([r.get("id") for r in objects], "annotation", found),
        images=images,
        categories=categories,
        boxes_xyxy=np.hstack([boxes[:, :2], corners]),
        sizes_wh=sizes.copy(),
        areas=np.where(np.isfinite(areas), areas, products),
        crowd=np.array([r.get("iscrowd") in (1, True) for r in objects], np.bool_),
        ignore=np.zeros(n, np.bool_),
    )
    _report(annotations, objects, well_formed, found)
    records = {}
    for row, record in enumerate(objects):
        rest = {key: value for key, value in record.items() if key not in _ANNOTATION_FIELDS}
        if not well_formed[row]:
            rest["bbox"] = record.get("bbox")
        if categories[row] == UNKNOWN_CATEGORY:
            rest["category_id"] = record.get("category_id")
        if rest:
            records[row + 1] = rest
    return _Boxes(annotations, records, unread)


def _report(
    annotations: Annotations, objects: Sequence[Record], well_formed: Bool, found: ProblemList
) -> None:
    finite = np.isfinite(annotations.boxes_xyxy).all(axis=1)
    for row in np.flatnonzero(~finite).tolist():
        what = "holds a number that is not finite" if well_formed[row] else "is not a list of four numbers"
        found.add(
            f"annotation {annotations.source_ids[row]}",
            f"its bbox {what}",
            "Correct or delete the box; it is not counted until then",
        )
    for row in np.flatnonzero(annotations.categories == UNKNOWN_CATEGORY).tolist():
        found.add(
            f"annotation {annotations.source_ids[row]}",
            f"its category {objects[row].get('category_id')!r} is not in the file",
            "Give the box a class; it is not counted until then",
        )


def _unique_ids(values: list[Any], what: str, found: ProblemList) -> Int:
    """The ids as they are; where one is no whole number or was given before, the next free one."""
    ids, known = whole_numbers(values)
    _, first = np.unique(ids, return_index=True)
    unique = np.zeros(len(ids), np.bool_)
    unique[first] = True
    if known.all() and unique.all():
        return ids
    free = int(ids.max(initial=0))
    taken: set[int] = set()
    for position, value in enumerate(values):
        if known[position] and int(ids[position]) not in taken:
            taken.add(int(ids[position]))
            continue
        free += 1
        ids[position] = free
        if known[position]:
            found.add(
                f"{what} {value}", f"another {what} has this id", f"Give each its own; {free} is used here"
            )
        elif not isinstance(value, str) or what != "image":
            found.add(
                f"{what}s[{position}]",
                f"its id {value!r} is no whole number",
                f"Give it one; {free} is used here",
            )
    return ids


def _named(record: Record, position: int, what: str) -> str:
    return f"{what} {record['id']}" if record.get("id") is not None else f"{what}s[{position}]"


def _image_records(dataset: Dataset) -> list[dict[str, Any]]:
    records = []
    images = dataset.images
    for index, (file_name, (width, height)) in enumerate(
        zip(images.file_names, images.sizes_wh.tolist(), strict=True)
    ):
        record: dict[str, Any] = {"id": image_id(dataset, index), "file_name": file_name}
        if width and height:
            record |= {"width": width, "height": height}
        rest = dataset.image_records.get(index, {})
        records.append(record | {key: value for key, value in rest.items() if key not in record})
    return records


def _category_records(dataset: Dataset) -> list[dict[str, Any]]:
    rest = {record.get("id"): record for record in dataset.header.get("categories", ())}
    return [
        {"id": number, "name": name}
        | {k: v for k, v in rest.get(number, {}).items() if k not in _CATEGORY_FIELDS}
        for number, name in zip(dataset.categories.ids.tolist(), dataset.categories.names, strict=True)
    ]


def _annotation_records(dataset: Dataset, annotations: Annotations) -> list[dict[str, Any]]:
    image_ids = [image_id(dataset, index) for index in range(len(dataset.images))]
    category_ids: list[int | None] = [*dataset.categories.ids.tolist(), None]  # None: unknown
    baseline = dataset.annotations
    records = []
    for row in range(len(annotations)):
        box = annotations.at(row)
        before = baseline.get(box.id)
        moved = before is None or repr(before.box_xyxy) != repr(box.box_xyxy)
        record: dict[str, Any] = {
            "id": box.source_id,
            "image_id": image_ids[box.image],
            "category_id": category_ids[box.category],
            "bbox": [plain_number(v) for v in (*box.box_xyxy[:2], *box.size_wh)],
            "area": plain_number(box.area),
            "iscrowd": int(box.crowd),
        }
        rest = dataset.records.get(box.id, {})
        for key, value in rest.items():
            if key not in record:
                record[key] = value
        if dataset.format == "coco":
            if not moved and "bbox" in rest:
                record["bbox"] = rest["bbox"]
            if box.category == UNKNOWN_CATEGORY and "category_id" in rest:
                record["category_id"] = rest["category_id"]
        if moved and (stale := [key for key in _OUTLINE if rest.get(key)]):
            record[STALE] = stale
        records.append(record)
    return records


def _lines(header: Record, lists: Mapping[str, Iterable[Record]]) -> Iterator[bytes]:
    """The file, one record a line, so that two versions of it can be compared line by line."""
    yield b"{"
    for key, value in header.items():
        yield orjson.dumps(key) + b": " + orjson.dumps(value) + b",\n"
    for number, (name, records) in enumerate(lists.items()):
        yield b",\n" if number else b""
        yield orjson.dumps(name) + b": ["
        for position, record in enumerate(records):
            yield (b",\n" if position else b"\n") + orjson.dumps(record)
        yield b"\n]"
    yield b"}\n"
