"""Pascal VOC: ground truth as a folder with one XML file for each image."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, Categories, Dataset, Images
from engine.data.provenance import Provenance
from engine.errors import UserError
from engine.formats import xml_tree
from engine.formats.image_files import ImageFolder
from engine.formats.output import Steps, new_folder, refuse_source
from engine.formats.problem_list import ProblemList
from engine.formats.split import read_split, select
from engine.formats.stale import STALE, edited, stale_fields
from engine.formats.voc_names import image_names, xml_names

_SIDES = ("xmin", "ymin", "xmax", "ymax")
_USUAL = {"pose": "Unspecified", "truncated": "0", "difficult": "0"}
"""What an object says beside its name and box where nobody said otherwise."""
FOREIGN = (*_USUAL, "occluded")
"""What an object that comes from another format may say in VOC as well."""

_XML = "boxwright_xml"
"""In an image's record: the path of its XML in the source folder."""
_UNREAD = "boxwright_unread"
"""In an image's record: its XML could not be read. None is written unless it has boxes now."""


@dataclass(frozen=True, slots=True)
class _Object:
    """One object: its class, its box as far as there is one, and the rest of its elements."""

    name: str
    box: tuple[float, float, float, float]
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _File:
    """What one XML file says: its objects, and all its other elements."""

    path: Path
    objects: tuple[_Object, ...]
    record: dict[str, Any]

    @property
    def filename(self) -> str:
        filename = self.record.get("filename")
        return filename.strip() if isinstance(filename, str) else ""

    @property
    def size_wh(self) -> tuple[int, int]:
        size = self.record.get("size")
        sides = [_number(size.get(side)) if isinstance(size, dict) else 0 for side in ("width", "height")]
        width, height = (int(side) if 0 < side < 2**31 and side == int(side) else 0 for side in sides)
        return (width, height) if width and height else (0, 0)


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
        files.append(_read_file(path, folder, found))
    progress(len(paths), len(paths))
    named = _with_images(files, image_root, found)
    files = [file for _, file in named]
    categories = _categories(files, label_map)
    annotations, records = _annotations(files, categories, found)
    return Dataset(
        images=Images(
            np.arange(1, len(named) + 1, dtype=np.int64),
            tuple(name for name, _ in named),
            np.array([file.size_wh for file in files], np.int64).reshape(-1, 2),
        ),
        categories=categories,
        annotations=annotations,
        image_root=image_root,
        source=folder,
        format="voc",
        records=MappingProxyType(records),
        image_records=MappingProxyType({index: file.record for index, file in enumerate(files)}),
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
    """Write labels as XML files into a folder ``Annotations`` in the output folder; there is no room for provenance.

    Parameters and errors are those of `engine.formats.write.write_dataset`. Elements that the program does not
    understand are written as they were; where an edit made them wrong, the element `STALE` names them.
    """
    refuse_source(output, dataset)
    own = dataset.image_records if dataset.format == "voc" else {}
    derived = xml_names(
        [own.get(image, {}).get(_XML, name) for image, name in enumerate(dataset.images.file_names)]
    )
    elements: list[list[ET.Element]] = [[] for _ in derived]
    moved, relabelled = (mask.tolist() for mask in edited(dataset.annotations, annotations))
    steps = Steps(progress, len(annotations) + len(dataset.images))
    for row, image in enumerate(steps.over(annotations.images.tolist())):
        box = annotations.at(row)
        elements[image].append(_object_element(dataset, box, moved=moved[row], relabelled=relabelled[row]))
    with new_folder(output) as partial:
        folder = partial / "Annotations"
        folder.mkdir()
        for image, name in enumerate(steps.over(derived)):
            if elements[image] or _UNREAD not in own.get(image, {}):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(_document(dataset, image, elements[image]))


def _xml_files(source: Path) -> tuple[Path, list[Path]]:
    """The XML files below the folder, but those of its folder ``Annotations`` alone if they are not right in it."""
    right_there = any(path.suffix.lower() == ".xml" for path in source.glob("*"))
    for folder in (source,) if right_there else (source / "Annotations", source):
        if paths := sorted(path for path in folder.glob("**/*") if path.suffix.lower() == ".xml"):
            return folder, paths
    raise UserError(
        "there is no XML file in this folder",
        source=source,
        remedy="Choose the folder of the Pascal VOC annotations, or a COCO JSON file",
    )


def _read_file(path: Path, folder: Path, found: ProblemList) -> _File:
    relative = path.relative_to(folder).as_posix()
    try:
        root = xml_tree.parse(path.read_bytes())
        if root.tag != "annotation":
            message = f"its root is <{root.tag}>, not <annotation>"
            raise ValueError(message)
        nodes = root.findall("object")
        for node in nodes:
            root.remove(node)
        fields = xml_tree.to_value(root)
        objects = tuple(_object(xml_tree.to_value(node), n, path, found) for n, node in enumerate(nodes, 1))
    except (OSError, SyntaxError, ValueError, LookupError, RecursionError) as error:
        record, problem = _broken(error)
        found.add(record, problem, "Mend the file; its image has no boxes until then", source=path)
        return _File(path, (), {_XML: relative, _UNREAD: True})
    return _File(path, objects, {_XML: relative, **(fields if isinstance(fields, dict) else {})})


def _broken(error: Exception) -> tuple[str, str]:
    """The record and the problem of a file that cannot be read."""
    if isinstance(error, ET.ParseError):
        line, column = error.position
        return f"line {line}", f"this is not XML ({str(error).split(':')[0]} at column {column + 1})"
    if isinstance(error, OSError):
        return "", f"the file cannot be read ({error.strerror or error})"
    if isinstance(error, RecursionError):
        return "", "the XML is nested too deeply"
    return "", f"this is no Pascal VOC annotation ({error})"


def _number(text: Any) -> float:
    try:
        return float(text) if isinstance(text, str) and "_" not in text else math.nan
    except ValueError:
        return math.nan


def _object(value: Any, number: int, path: Path, found: ProblemList) -> _Object:
    fields = dict(value) if isinstance(value, dict) else {}
    name = fields.pop("name", "")
    name = name.strip() if isinstance(name, str) else ""
    bndbox = fields.pop("bndbox", None)
    corners = bndbox if isinstance(bndbox, dict) else {}
    x1, y1, x2, y2 = (_number(corners.get(side)) for side in _SIDES)
    if not all(map(math.isfinite, (x1, y1, x2, y2))):
        if bndbox is not None:
            fields["bndbox"] = bndbox
        found.add(
            f"object {number}",
            "its bndbox is not four finite numbers",
            "Correct or delete the box; it is not counted until then",
            source=path,
        )
    return _Object(name, (x1, y1, x2, y2), fields)


def _with_images(
    files: Sequence[_File], image_root: Path | None, found: ProblemList
) -> list[tuple[str, _File]]:
    """The files with the name of their image, in the order of these names.

    A file that could not be read stays only if its image is there.
    """
    folder = None if image_root is None else ImageFolder(image_root)
    names = image_names([(file.path.stem, file.filename) for file in files], folder)
    named = []
    taken: set[str] = set()
    for file, name in zip(files, names, strict=True):
        present = folder is not None and folder.holds(name)
        if _UNREAD in file.record and not present:
            continue
        if folder is not None and not present:
            found.add(name, "the image is missing", "Copy it into the image folder", source=file.path)
        if name in taken:
            found.add(name, "another XML file is about this image", "Remove one of them", source=file.path)
        taken.add(name)
        named.append((name, file))
    return sorted(named, key=lambda pair: (pair[0], pair[1].path))


def _categories(files: Sequence[_File], label_map: Mapping[int, str] | None) -> Categories:
    if label_map is None:
        names = sorted({thing.name for file in files for thing in file.objects if thing.name})
        label_map = dict(enumerate(names, 1))
    ids = sorted(label_map)
    return Categories(np.array(ids, np.int64), tuple(label_map[number] for number in ids))


def _annotations(
    files: Sequence[_File], categories: Categories, found: ProblemList
) -> tuple[Annotations, dict[int, dict[str, Any]]]:
    index_of: dict[str, int] = {}
    for index, name in enumerate(categories.names):
        index_of.setdefault(name, index)
    rows: list[Annotation] = []
    records: dict[int, dict[str, Any]] = {}
    for image, file in enumerate(files):
        for number, thing in enumerate(file.objects, 1):
            id_ = len(rows) + 1
            category = index_of.get(thing.name, UNKNOWN_CATEGORY)
            record = thing.record
            if category == UNKNOWN_CATEGORY:
                record = {"name": thing.name, **record}
                problem = (
                    f"its class {thing.name!r} is not in the label map" if thing.name else "it has no name"
                )
                found.add(
                    f"object {number}",
                    problem,
                    "Give the box a class; it is not counted until then",
                    source=file.path,
                )
            x1, y1, x2, y2 = thing.box
            size = (x2 - x1, y2 - y1)
            crowd = record.get("iscrowd") == "1"
            rows.append(Annotation(id_, id_, image, category, thing.box, size, size[0] * size[1], crowd))
            if record:
                records[id_] = record
    return Annotations.of_rows(rows), records


def _document(dataset: Dataset, image: int, objects: Sequence[ET.Element]) -> bytes:
    record = dataset.image_records.get(image, {}) if dataset.format == "voc" else {}
    fields = {key: value for key, value in record.items() if key not in (_XML, _UNREAD)}
    if not fields:
        width, height = dataset.images.sizes_wh[image].tolist()
        size = {"width": str(width), "height": str(height), "depth": "3"}
        fields = {"filename": dataset.images.file_names[image], "size": size}
    root = ET.Element("annotation")
    for key, value in fields.items():
        xml_tree.append(root, key, value)
    root.extend(objects)
    try:
        return xml_tree.to_bytes(root)
    except ValueError as error:
        raise UserError(
            f"{error} cannot be written as XML",
            source=dataset.source,
            record=f"image {dataset.images.file_names[image]!r}",
            remedy="Take it out of the names of images and classes, or write COCO",
        ) from error


def _object_element(dataset: Dataset, box: Annotation, *, moved: bool, relabelled: bool) -> ET.Element:
    rest = dict(dataset.records.get(box.id, {}))
    if dataset.format != "voc":
        rest = {key: str(rest[key]) for key in FOREIGN if isinstance(rest.get(key), str | int)}
        rest = {**_USUAL, **rest, **({"iscrowd": "1"} if box.crowd else {})}
    name = rest.pop("name", "")
    if box.category != UNKNOWN_CATEGORY:
        name = dataset.categories.name(box.category)
    corners = dict(zip(_SIDES, map(_text, box.box_xyxy), strict=True))
    bndbox = rest.pop("bndbox", corners)
    if stale := stale_fields(rest, moved=moved, relabelled=relabelled):
        earlier = rest.get(STALE)
        rest[STALE] = " ".join(sorted({*stale, *(earlier.split() if isinstance(earlier, str) else ())}))
    simple = {key: value for key, value in rest.items() if isinstance(value, str)}
    nested = {key: value for key, value in rest.items() if key not in simple}
    element = ET.Element("object")
    # The order that annotation tools use.
    for key, value in {"name": name, **simple, "bndbox": corners if moved else bndbox, **nested}.items():
        xml_tree.append(element, key, value)
    return element


def _text(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)
