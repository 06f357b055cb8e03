"""Pascal VOC: ground truth as a folder with one XML file for each image."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

import numpy as np

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, Categories, Dataset, Images
from engine.errors import UserError
from engine.formats import xml_tree
from engine.formats.image_files import SUFFIXES, ImageFolder
from engine.formats.output import new_folder, refuse_source
from engine.formats.problem_list import ProblemList
from engine.formats.split import read_split, select

STALE = "boxwright_stale"
"""Element of an exported object that names those of its elements which an edit left behind."""

_OUTLINE = ("part", "polygon", "segm", "mask", "points", "actions", "point")
_SIDES = ("xmin", "ymin", "xmax", "ymax")
_FOREIGN = ("pose", "truncated", "occluded", "difficult")
"""What an object of another format may bring along."""
_UNREAD = "boxwright_unread"
"""In an image's record: its XML could not be read, so none is written unless it has boxes now."""


@dataclass(frozen=True, slots=True)
class _Object:
    """One object: its class, its box as far as there is one, and the rest of its elements."""

    name: str
    box: tuple[float, float, float, float]
    crowd: bool
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _File:
    """What one XML file says."""

    path: Path
    filename: str
    size_wh: tuple[int, int]
    objects: tuple[_Object, ...]
    record: dict[str, Any]


def read(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read a folder of XML files; parameters and errors are those of `engine.formats.read.read_dataset`.

    Images are numbered from 1 in the order of their names, categories as the label map does, or from 1 in the
    order of their names. A box is as wide as xmax - xmin: corners are points, not pixels.
    """
    found = ProblemList(source)
    folder, paths = _xml_files(source)
    if split is not None:
        names = [path.relative_to(folder).as_posix() for path in paths]
        chosen = select(names, read_split(split), split, found)
        paths = [path for index, path in enumerate(paths) if index in chosen]
    files = []
    for done, path in enumerate(paths):
        progress(done, len(paths))
        files.append(_read_file(path, found))
    progress(len(paths), len(paths))
    named = _named_images(files, folder, image_root, found)
    categories = _categories(files, label_map)
    annotations, records = _annotations([file for _, file in named], categories, found)
    return Dataset(
        images=Images(
            np.arange(1, len(named) + 1, dtype=np.int64),
            tuple(name for name, _ in named),
            np.array([file.size_wh for _, file in named], np.int64).reshape(len(named), 2),
        ),
        categories=categories,
        annotations=annotations,
        image_root=image_root,
        source=folder,
        format="voc",
        records=MappingProxyType(records),
        image_records=MappingProxyType({i: file.record for i, (_, file) in enumerate(named) if file.record}),
        problems=found.all(),
    )


def write(dataset: Dataset, annotations: Annotations, output: Path) -> None:
    """Write labels as XML files into a folder ``Annotations`` in the output folder.

    Parameters and errors are those of `engine.formats.write.write_dataset`. Elements that the program does not
    understand are written as they were; where an edit made them wrong, the element `STALE` names them.
    """
    refuse_source(output, dataset)
    with new_folder(output) as folder:
        for image, name in enumerate(_xml_names(dataset.images.file_names)):
            boxes = annotations.take(annotations.rows_of_image(image))
            if _UNREAD in dataset.image_records.get(image, {}) and not len(boxes):
                continue
            root = _document(dataset, image, boxes)
            ET.indent(root, "\t")
            path = folder / "Annotations" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(ET.tostring(root, "utf-8") + b"\n")
        (folder / "Annotations").mkdir(exist_ok=True)


def _xml_files(source: Path) -> tuple[Path, list[Path]]:
    for folder in (source, source / "Annotations"):
        paths = sorted(path for path in folder.glob("*") if path.suffix.lower() == ".xml")
        if paths:
            return folder, paths
    paths = sorted(path for path in source.rglob("*") if path.suffix.lower() == ".xml")
    if not paths:
        raise UserError(
            "there is no XML file in this folder",
            source=source,
            remedy="Choose the folder of the Pascal VOC annotations, or a COCO JSON file",
        )
    return source, paths


def _read_file(path: Path, found: ProblemList) -> _File:
    try:
        root = xml_tree.parse(path.read_bytes())
        content = xml_tree.to_value(root)
    except (
        OSError,
        ET.ParseError,
        xml_tree.UnsafeXmlError,
        RecursionError,
        ValueError,
        LookupError,
    ) as error:
        record, problem = _parse_problem(error)
        found.add(record, problem, "Mend the file; its image has no boxes until then", source=path)
        return _File(path, "", (0, 0), (), {_UNREAD: True})
    fields = dict(content) if isinstance(content, dict) else {}
    fields.pop("object", None)
    filename = fields.pop("filename", "")
    size = fields.get("size")
    width, height = (_pixels(size.get(side)) if isinstance(size, dict) else 0 for side in ("width", "height"))
    objects = tuple(
        _object(node, number, path, found) for number, node in enumerate(root.findall("object"), 1)
    )
    return _File(
        path, filename.strip() if isinstance(filename, str) else "", (width, height), objects, fields
    )


def _parse_problem(error: Exception) -> tuple[str, str]:
    if isinstance(error, ET.ParseError):
        line, column = error.position
        return f"line {line}", f"this is not XML ({str(error).split(':')[0]} at column {column + 1})"
    if isinstance(error, xml_tree.UnsafeXmlError):
        return "", "it declares a document type, which annotations never need and which is not safe to read"
    if isinstance(error, OSError):
        return "", f"the file cannot be read ({error.strerror or error})"
    return "", "this is not XML that can be read"


def _pixels(text: Any) -> int:
    number = _number(text)
    return int(number) if number.is_integer() and 0 < number < 2**31 else 0


def _number(text: Any) -> float:
    try:
        return float(text) if isinstance(text, str) and "_" not in text else math.nan
    except ValueError:
        return math.nan


def _object(node: ET.Element, number: int, path: Path, found: ProblemList) -> _Object:
    value = xml_tree.to_value(node)
    fields = dict(value) if isinstance(value, dict) else {}
    name = fields.pop("name", "")
    name = name.strip() if isinstance(name, str) else ""
    corners = fields.pop("bndbox", None)
    texts = [corners.get(side) if isinstance(corners, dict) else None for side in _SIDES]
    x1, y1, x2, y2 = (_number(text) for text in texts)
    if not all(map(math.isfinite, (x1, y1, x2, y2))):
        if corners is not None:
            fields["bndbox"] = corners
        found.add(
            f"object {number}",
            "its bndbox is not four finite numbers",
            "Correct or delete the box; it is not counted until then",
            source=path,
        )
    if not name:
        found.add(f"object {number}", "it has no name", "Give the box a class", source=path)
    crowd = fields.get("iscrowd") == "1"
    return _Object(name, (x1, y1, x2, y2), crowd, fields)


def _named_images(
    files: Sequence[_File], folder: Path, image_root: Path | None, found: ProblemList
) -> list[tuple[str, _File]]:
    """The files with the name of their image, in the order of these names."""
    images = None if image_root is None else ImageFolder(image_root)
    claims = Counter(file.filename for file in files)
    named = []
    for file in files:
        name = _image_name(file, images, claimed_once=claims[file.filename] == 1)
        if images is not None and not images.holds(name):
            if _UNREAD in file.record:
                continue
            found.add(name, "the image is missing", "Copy it into the image folder", source=file.path)
        elif images is None and _UNREAD in file.record:
            continue
        if name != file.filename and file.filename:
            file.record["filename"] = file.filename
        named.append((name, file))
    return sorted(named, key=lambda pair: (pair[0], pair[1].path))


def _image_name(file: _File, images: ImageFolder | None, *, claimed_once: bool) -> str:
    """The file's ``filename`` where that can be believed, else the image of the XML file's own stem."""
    stem = file.path.stem
    said = PurePosixPath(file.filename.replace("\\", "/"))
    name = said.name if said.is_absolute() or ".." in said.parts else str(said)
    believed = bool(file.filename) and (claimed_once or said.stem == stem)
    if believed and (images is None or images.holds(name)):
        return name
    suffix = said.suffix if said.suffix.lower() in SUFFIXES else ".jpg"
    if images is not None:
        return images.of_stem(stem) or (images.of_stem(said.stem) if believed else None) or f"{stem}{suffix}"
    return f"{stem}{suffix}"


def _categories(files: Sequence[_File], label_map: Mapping[int, str] | None) -> Categories:
    if label_map is None:
        names = sorted({thing.name for file in files for thing in file.objects if thing.name})
        label_map = dict(enumerate(names, 1))
    ids = sorted(label_map)
    return Categories(np.array(ids, np.int64), tuple(label_map[i] for i in ids))


def _annotations(
    files: Sequence[_File], categories: Categories, found: ProblemList
) -> tuple[Annotations, dict[int, dict[str, Any]]]:
    index = {name: i for i, name in reversed(list(enumerate(categories.names)))}
    rows: list[Annotation] = []
    records: dict[int, dict[str, Any]] = {}
    for image, file in enumerate(files):
        for number, thing in enumerate(file.objects, 1):
            id_ = len(rows) + 1
            category = index.get(thing.name, UNKNOWN_CATEGORY)
            if category == UNKNOWN_CATEGORY and thing.name:
                thing.record["name"] = thing.name
                found.add(
                    f"object {number}",
                    f"its class {thing.name!r} is not in the label map",
                    "Give the box another class, or add this one to the label map; it is not counted until then",
                    source=file.path,
                )
            x1, y1, x2, y2 = thing.box
            size = (x2 - x1, y2 - y1)
            rows.append(
                Annotation(id_, id_, image, category, thing.box, size, size[0] * size[1], thing.crowd)
            )
            if thing.record:
                records[id_] = thing.record
    return Annotations.of_rows(rows), records


def _xml_names(file_names: Sequence[str]) -> list[str]:
    """A name for each image's XML file: its stem, or its whole name where two images share a stem."""
    stems = Counter(_safe(name).with_suffix("").as_posix().lower() for name in file_names)
    names = []
    for name in file_names:
        path = _safe(name)
        stem = path.with_suffix("").as_posix()
        names.append(f"{path.as_posix() if stems[stem.lower()] > 1 else stem}.xml")
    return names


def _safe(name: str) -> PurePosixPath:
    """The path inside the output folder that an image's name stands for, wherever it points."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..")]
    return PurePosixPath(*parts) if parts else PurePosixPath("image")


def _document(dataset: Dataset, image: int, boxes: Annotations) -> ET.Element:
    rest = dict(dataset.image_records.get(image, {})) if dataset.format == "voc" else {}
    rest.pop(_UNREAD, None)
    root = ET.Element("annotation")
    if "folder" in rest:
        xml_tree.append(root, "folder", rest.pop("folder"))
    xml_tree.append(root, "filename", rest.pop("filename", dataset.images.file_names[image]))
    for tag in [tag for tag in ("path", "source") if tag in rest]:
        xml_tree.append(root, tag, rest.pop(tag))
    width, height = dataset.images.sizes_wh[image].tolist()
    size = rest.pop("size", {"depth": "3"})
    if width and height and isinstance(size, dict):
        size = {"width": width, "height": height} | {
            k: v for k, v in size.items() if k not in ("width", "height")
        }
    xml_tree.append(root, "size", size)
    for key, value in rest.items():
        xml_tree.append(root, key, value)
    for row in range(len(boxes)):
        root.append(_object_element(dataset, boxes.at(row)))
    return root


def _object_element(dataset: Dataset, box: Annotation) -> ET.Element:
    before = dataset.annotations.get(box.id)
    moved = before is None or repr(before.box_xyxy) != repr(box.box_xyxy)
    rest = _rest(dataset, box)
    element = ET.Element("object")
    corners = rest.pop("bndbox", None)
    name = rest.pop("name", "")
    known = box.category != UNKNOWN_CATEGORY
    xml_tree.append(element, "name", dataset.categories.name(box.category) if known else name)
    for key, value in rest.items():
        xml_tree.append(element, key, value)
    if moved or corners is None:
        corners = dict(zip(_SIDES, map(_text, box.box_xyxy), strict=True))
    xml_tree.append(element, "bndbox", corners)
    if moved and (stale := [key for key in _OUTLINE if rest.get(key)]):
        xml_tree.append(element, STALE, " ".join(stale))
    return element


def _rest(dataset: Dataset, box: Annotation) -> dict[str, Any]:
    record = dict(dataset.records.get(box.id, {}))
    if dataset.format != "voc":
        record = {"pose": "Unspecified", "truncated": 0, "difficult": 0} | {
            key: record[key] for key in _FOREIGN if isinstance(record.get(key), str | int)
        }
        if box.crowd:
            record["iscrowd"] = 1
    elif not record:
        record = {"pose": "Unspecified", "truncated": "0", "difficult": "0"}
    return record


def _text(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
