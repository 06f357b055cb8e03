"""COCO JSON: ground truth as one file of images, categories and annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from engine.data.dataset import UNKNOWN_CATEGORY, Annotations, Bool, Categories, Dataset, Images, path_inside
from engine.data.provenance import Provenance
from engine.errors import UserError
from engine.formats.columns import look_up, number_lists, numbers, whole_number
from engine.formats.image_files import ImageFolder
from engine.formats.json_file import collection_paused, list_lines, read_json_object, to_line
from engine.formats.output import Steps, refuse_source, write_file
from engine.formats.problem_list import ProblemList
from engine.formats.split import read_split, select
from engine.formats.stale import STALE, edited, stale_fields
from engine.formats.unique_ids import unique_ids

Record = Mapping[str, Any]

_LISTS = ("images", "annotations", "categories")
_IMAGE_FIELDS = frozenset({"id", "file_name", "width", "height"})
_CATEGORY_FIELDS = frozenset({"id", "name"})
_ANNOTATION_FIELDS = frozenset({"id", "image_id", "category_id", "bbox", "area", "iscrowd"})

_UNREAD = "boxwright_unread"
"""Header key of annotations that belong to no image; they are written back among the others."""

_PROVENANCE = "boxwright_provenance"
"""Header key of what an export says of itself; that of an earlier export is not said again."""

_NO_IMAGE, _LEFT_OUT = -1, -2
_MOST_PIXELS = 2**31


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
    found = ProblemList(source)
    with collection_paused():
        content = _content(source, progress)
        lists = {name: _objects(content, name, source, found) for name in _LISTS}
        total = sum(map(len, lists.values()))
        progress(0, total)
        images = _read_images(lists["images"], _column(lists["annotations"], "image_id"), split, found)
        if image_root is not None:
            _check_files(images.images, image_root, found)
        categories = _read_categories(lists["categories"], label_map, found)
        progress(total - len(lists["annotations"]), total)
        boxes = _read_annotations(lists["annotations"], images, categories, found)
        progress(total, total)
    header = {key: value for key, value in content.items() if key not in _LISTS}
    header |= {"categories": lists["categories"]} if lists["categories"] else {}
    header |= {_UNREAD: boxes.unread} if boxes.unread else {}
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


def write(
    dataset: Dataset,
    annotations: Annotations,
    output: Path,
    *,
    provenance: Provenance | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write labels as a COCO file, one record a line; parameters and errors are those of `write_dataset`.

    A box that was not moved keeps the numbers of its source. Fields that the program does not understand are
    written as they were; where an edit made them wrong, the field `STALE` names them.
    """
    refuse_source(output, dataset)
    steps = Steps(progress, len(dataset.images) + len(annotations))
    write_file(output, steps.over(_lines(dataset, annotations, provenance)))


def image_id(dataset: Dataset, image: int) -> Any:
    """The id that the source gives this image, also where it is text."""
    record = dataset.image_records.get(image, {}) if dataset.format == "coco" else {}
    return record.get("id", int(dataset.images.ids[image]))


def _content(source: Path, progress: Callable[[int, int], None]) -> dict[str, Any]:
    content = read_json_object(source, progress)
    if isinstance(content, list):
        raise UserError(
            "this is a list, not COCO ground truth",
            source=source,
            remedy="If it holds predictions, give it as such",
        )
    if not isinstance(content, dict) or "images" not in content:
        raise UserError(
            "this is not COCO ground truth: it has no list of images",
            source=source,
            remedy="Choose a COCO instances file, or labels in another format",
        )
    return content


def _objects(content: Record, name: str, source: Path, found: ProblemList) -> list[dict[str, Any]]:
    """The records of one of the file's lists; what is no record is left out."""
    records = content.get(name)
    if records is None:
        return []
    if not isinstance(records, list):
        raise UserError("this is not a list", source=source, record=f"{name!r}", remedy="Write the file anew")
    for position, record in enumerate(records):
        if not isinstance(record, dict):
            found.add(
                f"{name}[{position}]", "this is not a record", "Remove it; it is left out, of exports as well"
            )
    return [record for record in records if isinstance(record, dict)]


@dataclass(frozen=True, eq=False, slots=True)
class _Images:
    """The images, the rest of their records by index, and the index of each of the file's ids."""

    images: Images
    records: dict[int, dict[str, Any]]
    index_of: dict[Any, int]


def _read_images(
    objects: Sequence[Record], image_ids: Sequence[Any], split: Path | None, found: ProblemList
) -> _Images:
    """Read the images; ``image_ids`` are those that annotations mention, whether or not there is such an image."""
    names = [_file_name(record, position, found) for position, record in enumerate(objects)]
    ids, own = unique_ids(_column(objects, "id"), "image", found, reserved=image_ids)
    chosen = set(range(len(objects)))
    if split is not None:
        chosen = select(names, read_split(split), split, found)
    order = [position for position in np.argsort(ids).tolist() if position in chosen]
    records = {}
    sizes = []
    for index, position in enumerate(order):
        record = objects[position]
        size = _size(record)
        rest = {key: value for key, value in record.items() if key not in _IMAGE_FIELDS}
        if size == (0, 0):
            rest |= {key: record[key] for key in ("width", "height") if key in record}
        if isinstance(record.get("id"), str):
            rest["id"] = record["id"]
        if rest:
            records[index] = rest
        sizes.append(size)
    index_of: dict[Any, int] = {}
    index_at = {position: index for index, position in enumerate(order)}
    for position, record in enumerate(objects):
        index = index_at.get(position, _LEFT_OUT)
        if own[position]:
            index_of[int(ids[position])] = index
        elif isinstance(record.get("id"), str):
            index_of.setdefault(record["id"], index)
    file_names = tuple(names[position] for position in order)
    return _Images(
        Images(ids[order], file_names, np.array(sizes, np.int64).reshape(-1, 2)), records, index_of
    )


def _file_name(record: Record, position: int, found: ProblemList) -> str:
    name = record.get("file_name")
    if isinstance(name, str) and name:
        return name
    found.add(
        _named(record, position, "image"), "it has no file name", "Give it one; it cannot be shown until then"
    )
    return str(record.get("id", position))


def _size(record: Record) -> tuple[int, int]:
    width, height = (whole_number(record.get(side)) or 0 for side in ("width", "height"))
    return (width, height) if 0 < width < _MOST_PIXELS and 0 < height < _MOST_PIXELS else (0, 0)


def _check_files(images: Images, root: Path, found: ProblemList) -> None:
    folder = ImageFolder(root)
    for file_name in images.file_names:
        if folder.holds(file_name):
            continue
        if path_inside(root, file_name) is None:
            found.add(file_name, "its name leads out of the image folder", "Give the folder that holds it")
        else:
            found.add(
                file_name, "the image is missing", "Copy it into the image folder", source=root / file_name
            )


def _read_categories(
    objects: Sequence[Record], label_map: Mapping[int, str] | None, found: ProblemList
) -> Categories:
    names: dict[int, str] = {}
    for position, record in enumerate(objects):
        number = whole_number(record.get("id"))
        if number is None or number in names:
            problem = "its id is no whole number" if number is None else "another category has this id"
            remedy = "Correct the id; the category is left out until then"
            found.add(_named(record, position, "category"), problem, remedy)
            continue
        name = record.get("name")
        names[number] = name if isinstance(name, str) and name else f"class {number}"
    if not objects and label_map is not None:
        names = dict(label_map)
    ids = sorted(names)
    return Categories(np.array(ids, np.int64), tuple(names[number] for number in ids))


@dataclass(frozen=True, eq=False, slots=True)
class _Boxes:
    """The annotations, the rest of their records by own id, and those that belong to no image."""

    annotations: Annotations
    records: dict[int, dict[str, Any]]
    unread: list[Record]


def _read_annotations(
    objects: Sequence[Record], images: _Images, categories: Categories, found: ProblemList
) -> _Boxes:
    image_index = look_up(images.index_of, _column(objects, "image_id"), absent=_NO_IMAGE)
    unread = []
    for position in np.flatnonzero(image_index == _NO_IMAGE).tolist():
        record = objects[position]
        unread.append(record)
        found.add(
            _named(record, position, "annotation"),
            f"its image {record.get('image_id')!r} is not in the file",
            "Add the image, or remove the annotation; it is kept for export",
        )
    kept = np.flatnonzero(image_index >= 0)
    if len(kept) < len(objects):
        objects = [objects[position] for position in kept.tolist()]
    category_index = {number: index for index, number in enumerate(categories.ids.tolist())}
    boxes, well_formed = number_lists(_column(objects, "bbox"), 4)
    sizes = boxes[:, 2:].copy()
    with np.errstate(over="ignore", invalid="ignore"):
        corners = boxes[:, :2] + sizes
        products = sizes[:, 0] * sizes[:, 1]
    areas = numbers(_column(objects, "area"))
    source_ids, _ = unique_ids(
        _column(objects, "id"), "annotation", found, reserved=_column(unread, "id"), zero_allowed=False
    )
    annotations = Annotations(
        ids=np.arange(1, len(objects) + 1, dtype=np.int64),
        source_ids=source_ids,
        images=image_index[kept],
        categories=look_up(category_index, _column(objects, "category_id"), absent=UNKNOWN_CATEGORY),
        boxes_xyxy=np.hstack([boxes[:, :2], corners]),
        sizes_wh=sizes,
        areas=np.where(np.isfinite(areas), areas, products),
        crowd=np.array([value in (1, True) for value in _column(objects, "iscrowd")], np.bool_),
        ignore=np.zeros(len(objects), np.bool_),
    )
    finite = np.logical_and.reduce(np.isfinite(annotations.boxes_xyxy), axis=1)
    _report(annotations, objects, finite, well_formed, found)
    return _Boxes(annotations, _rest(annotations, objects, finite), unread)


def _column(objects: Sequence[Record], name: str) -> list[Any]:
    return [record.get(name) for record in objects]


def _rest(annotations: Annotations, objects: Sequence[Record], finite: Bool) -> dict[int, dict[str, Any]]:
    """What of each record the arrays do not hold, by own id."""
    records: dict[int, dict[str, Any]] = {}
    for id_, record in enumerate(objects, 1):
        if rest := {key: value for key, value in record.items() if key not in _ANNOTATION_FIELDS}:
            records[id_] = rest
    for row in np.flatnonzero(~finite).tolist():
        records.setdefault(row + 1, {})["bbox"] = objects[row].get("bbox")
    for row in np.flatnonzero(annotations.categories == UNKNOWN_CATEGORY).tolist():
        records.setdefault(row + 1, {})["category_id"] = objects[row].get("category_id")
    return records


def _report(
    annotations: Annotations,
    objects: Sequence[Record],
    finite: Bool,
    well_formed: Bool,
    found: ProblemList,
) -> None:
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


def _named(record: Record, position: int, what: str) -> str:
    return f"{what} {record['id']}" if record.get("id") is not None else f"{what}[{position}]"


def _lines(dataset: Dataset, annotations: Annotations, provenance: Provenance | None) -> Iterator[bytes]:
    lists: dict[str, Iterator[Record]] = {
        "images": _image_records(dataset),
        "annotations": _annotation_records(dataset, annotations),
        "categories": _category_records(dataset),
    }
    separator = b"{\n"
    header = dataset.header if dataset.format == "coco" else {}
    header = {**header, **({} if provenance is None else {_PROVENANCE: provenance.fields()})}
    for key, value in header.items():
        if key not in (*_LISTS, _UNREAD) and (key != _PROVENANCE or provenance is not None):
            yield separator + to_line(key) + b": " + to_line(value)
            separator = b",\n"
    for name, records in lists.items():
        yield separator + to_line(name) + b": "
        yield from list_lines(records)
        separator = b",\n"
    yield b"\n}\n"


def _image_records(dataset: Dataset) -> Iterator[dict[str, Any]]:
    sizes = dataset.images.sizes_wh.tolist()
    for index, (file_name, (width, height)) in enumerate(zip(dataset.images.file_names, sizes, strict=True)):
        record = {"id": image_id(dataset, index), "file_name": file_name}
        if width and height:
            record |= {"width": width, "height": height}
        # What XML says of an image beside its name and size means nothing to readers of COCO.
        rest = dataset.image_records.get(index, {}) if dataset.format == "coco" else {}
        yield {**record, **rest}


def _category_records(dataset: Dataset) -> Iterator[dict[str, Any]]:
    listed = dataset.header.get("categories", ()) if dataset.format == "coco" else ()
    rest = {whole_number(record.get("id")): record for record in reversed(listed)}
    for number, name in zip(dataset.categories.ids.tolist(), dataset.categories.names, strict=True):
        extra = {key: value for key, value in rest.get(number, {}).items() if key not in _CATEGORY_FIELDS}
        yield {"id": number, "name": name, **extra}


def _annotation_records(dataset: Dataset, annotations: Annotations) -> Iterator[Record]:
    image_ids = [image_id(dataset, index) for index in range(len(dataset.images))]
    category_ids: list[int | None] = [*dataset.categories.ids.tolist(), None]  # at -1: the unknown one
    columns = zip(
        annotations.ids.tolist(),
        annotations.source_ids.tolist(),
        annotations.images.tolist(),
        annotations.categories.tolist(),
        np.hstack([annotations.boxes_xyxy[:, :2], annotations.sizes_wh]).tolist(),
        annotations.areas.tolist(),
        annotations.crowd.tolist(),
        *(mask.tolist() for mask in edited(dataset.annotations, annotations)),
        strict=True,
    )
    for id_, source_id, image, category, bbox, area, crowd, moved, relabelled in columns:
        record = {
            "id": source_id,
            "image_id": image_ids[image],
            "category_id": category_ids[category],
            "bbox": [_plain(value) for value in bbox],
            "area": _plain(area),
            "iscrowd": int(crowd),
        }
        rest = dataset.records.get(id_, {})
        if dataset.format != "coco":
            rest = {key: value for key, value in rest.items() if key not in _ANNOTATION_FIELDS}
        yield _with_rest(record, rest, moved=moved, relabelled=relabelled) if rest else record
    yield from dataset.header.get(_UNREAD, ()) if dataset.format == "coco" else ()


def _with_rest(record: Record, rest: Record, *, moved: bool, relabelled: bool) -> Record:
    """A record with what the program does not understand of it, and what it could not make sense of."""
    outdated = {"bbox"} if moved else set()
    outdated |= {"category_id"} if relabelled else set()
    result = {**record, **{key: value for key, value in rest.items() if key not in outdated}}
    if stale := stale_fields(rest, moved=moved, relabelled=relabelled):
        earlier = rest.get(STALE)
        result[STALE] = sorted({*stale, *(earlier if isinstance(earlier, list) else ())})
    return result


def _plain(value: float) -> float | int:
    """The number as JSON has it: whole numbers without a fraction, as most sources write them."""
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
