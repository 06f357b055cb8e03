"""CVAT for images, XML 1.1: ground truth as one file, with shapes of many kinds under each image."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, BoxTuple, Dataset
from engine.data.provenance import Provenance
from engine.errors import UserError
from engine.formats import xml_tree
from engine.formats.assembly import NO_BOX, Assembly, named_classes
from engine.formats.csv_file import number_text, to_number
from engine.formats.image_files import ImageNames, ImageTree
from engine.formats.output import Steps, refuse_source, write_file
from engine.formats.problem_list import ProblemList
from engine.formats.stale import STALE, edited

_SIDES = ("@xtl", "@ytl", "@xbr", "@ybr")
_SHAPES = ("box", "polygon", "ellipse", "mask")
"""What encloses something; tags, points, polylines, cuboids and skeletons stay as they are."""
_KIND, _LABEL, _NAME, _OTHERS = "boxwright_kind", "@label", "@name", "boxwright_others"
_PROVENANCE = "boxwright"
_PLACES = (
    "@rotation", "@points", "@cx", "@cy", "@rx", "@ry", "@rle", "@left", "@top", "@width", "@height",
)  # fmt: skip
"""Attributes that place the other shapes."""
_USUAL = {"@source": "manual", "@occluded": "0"}
_REMEDY = "Check that the file is complete, or export it anew"


def read(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read a file, or ``annotations.xml`` of a folder; parameters and errors are those of `read_dataset`.

    Classes are numbered as the label map does, else from 1 in the order of the file's labels. The box of a turned box,
    a polygon, an ellipse or a mask is that of its bounds; the shape is kept. ``progress`` is told bytes.
    """
    progress(0, 0)
    path = _file_of(source) if source.is_dir() else source
    found = ProblemList(path)
    root = image_root if image_root is not None else _images_beside(path)
    tree = None if root is None else ImageTree(root)
    names = ImageNames(tree)
    assembly = Assembly(source, found, _LABEL)
    header: dict[str, Any] = {}
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            for element in _parts(file, path):
                progress(min(file.tell(), total), total)
                if element.tag == "image":
                    _add_image(element, names, assembly, found)
                else:
                    header = _header(element, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the file cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
    listed = _labels(header)
    if label_map is None and listed:
        label_map = dict(enumerate(listed, 1))
    categories, index_of = named_classes(assembly.classes, label_map)
    return assembly.dataset(
        "cvat", categories, index_of, image_root=root, tree=tree, split=split, header=header
    )


def write(
    dataset: Dataset,
    annotations: Annotations,
    output: Path,
    *,
    provenance: Provenance | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write a file; parameters and errors are those of `engine.formats.write.write_dataset`.

    A shape whose box was moved becomes a box; the attribute `STALE` says what it was.
    """
    refuse_source(output, dataset)
    steps = Steps(progress, len(dataset.images))
    try:
        write_file(output, steps.over(_lines(dataset, annotations, provenance)))
    except ValueError as error:
        raise UserError(
            f"{error} cannot be written as XML",
            source=dataset.source,
            remedy="Take it out of the names of images and classes, or write COCO",
        ) from error


def _file_of(folder: Path) -> Path:
    found = sorted(folder.glob("*.[xX][mM][lL]"))
    if len(found) == 1:
        return found[0]
    raise UserError(
        "there is no XML file in this folder" if not found else "there are several XML files here",
        source=folder,
        remedy="Choose the file itself",
    )


def _images_beside(path: Path) -> Path | None:
    folder = path.parent / "images"
    return folder if folder.is_dir() else None


def _parts(file: BinaryIO, path: Path) -> Iterator[ET.Element]:
    """The images, then the root with everything else; what is no XML is told."""
    record = None
    try:
        yield from xml_tree.parse_parts(file, "image")
    except ET.ParseError as error:
        line, column = error.position
        record, problem = (
            f"line {line}",
            f"this is not XML ({str(error).split(':')[0]} at column {column + 1})",
        )
        raise UserError(problem, source=path, record=record, remedy=_REMEDY) from error
    except (ValueError, LookupError, RecursionError) as error:
        raise UserError(
            f"this cannot be read as XML ({error})", source=path, record=record, remedy=_REMEDY
        ) from error


def _header(root: ET.Element, path: Path) -> dict[str, Any]:
    """What the file says beside its images."""
    if root.tag != "annotations":
        raise UserError(
            f"this is not CVAT's: its root is <{root.tag}>, not <annotations>", source=path, remedy=_REMEDY
        )
    if root.find("track") is not None:
        raise UserError(
            "this is CVAT for video, with tracks", source=path, remedy="Export it as CVAT for images"
        )
    value = xml_tree.to_value(root)
    return value if isinstance(value, dict) else {}


def _labels(header: Mapping[str, Any]) -> list[str]:
    """The class list: the labels of the task, the job or the project."""
    meta = header.get("meta")
    for key in ("task", "job", "project"):
        part = meta.get(key) if isinstance(meta, dict) else None
        labels = part.get("labels") if isinstance(part, dict) else None
        entries = labels.get("label") if isinstance(labels, dict) else None
        if entries is not None:
            entries = entries if isinstance(entries, list) else [entries]
            names = [entry.get("name") for entry in entries if isinstance(entry, dict)]
            return [name for name in names if isinstance(name, str) and name]
    return []


def _add_image(element: ET.Element, names: ImageNames, assembly: Assembly, found: ProblemList) -> None:
    attributes = {f"@{key}": value for key, value in element.attrib.items()}
    stated = attributes.pop(_NAME, "")
    where = f"image {attributes.get('@id', '')} {stated!r}".replace("  ", " ")
    if not stated:
        found.add(where, "it has no name", "Give it one; it cannot be shown until then")
    name = names.name(stated)
    width, height = (to_number(attributes.get(side, "")) for side in ("@width", "@height"))
    known = all(0 < side < 2**31 and side == int(side) for side in (width, height))
    if known:
        del attributes["@width"], attributes["@height"]
    record: dict[str, Any] = attributes | ({} if stated == name else {_NAME: stated})
    number = attributes.get("@id", "")
    numbered = number.isascii() and number.isdigit() and len(number) < 18
    size = (int(width), int(height)) if known else (0, 0)
    image = assembly.add_image(name, size, number=int(number) if numbered else None, record=record)
    others = []
    for place, child in enumerate(element):
        if child.tag in _SHAPES:
            _add_shape(child, image, f"{where}, {child.tag} {place + 1}", assembly)
        else:
            others.append([place, child.tag, xml_tree.to_value(child)])
    if others:
        record[_OTHERS] = others


def _add_shape(element: ET.Element, image: int, where: str, assembly: Assembly) -> None:
    value = xml_tree.to_value(element)
    rest = dict(value) if isinstance(value, dict) else {"#text": value}
    label = rest.pop(_LABEL, "")
    box = _bounds(element.tag, element.attrib)
    if element.tag != "box":
        rest[_KIND] = element.tag
    elif "@rotation" not in rest and np.isfinite(box).all():
        for side in _SIDES:
            del rest[side]
    assembly.add_box(image, label, box, where, record=rest)


def _bounds(kind: str, attributes: Mapping[str, str]) -> BoxTuple:
    """The box around a shape; NaN where its numbers are none."""

    def values(*names: str) -> list[float]:
        return [to_number(attributes.get(name, "")) for name in names]

    if kind == "box":
        x1, y1, x2, y2 = values("xtl", "ytl", "xbr", "ybr")
        angle = to_number(attributes.get("rotation", "0")) % 360
        if angle in (0, 180) or not math.isfinite(angle):
            return (x1, y1, x2, y2) if math.isfinite(angle) else NO_BOX
        return _turned((x1 + x2) / 2, (y1 + y2) / 2, (x2 - x1) / 2, (y2 - y1) / 2, angle)
    if kind == "ellipse":
        x, y, across, down = values("cx", "cy", "rx", "ry")
        return x - across, y - down, x + across, y + down
    if kind == "mask":
        x, y, width, height = values("left", "top", "width", "height")
        return x, y, x + width, y + height
    points = [pair.split(",") for pair in attributes.get("points", "").split(";")]
    if any(len(pair) != 2 for pair in points):
        return NO_BOX
    xs, ys = ([to_number(pair[axis]) for pair in points] for axis in (0, 1))
    return (min(xs), min(ys), max(xs), max(ys)) if np.isfinite([*xs, *ys]).all() else NO_BOX


def _turned(x: float, y: float, across: float, down: float, angle: float) -> BoxTuple:
    cos, sin = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    wide, high = across * cos + down * sin, across * sin + down * cos
    return x - wide, y - high, x + wide, y + high


def _lines(dataset: Dataset, annotations: Annotations, provenance: Provenance | None) -> Iterator[bytes]:
    own = dataset.format == "cvat"
    header = dict(dataset.header) if own else _new_header(dataset)
    header.pop(_PROVENANCE, None)
    if provenance is not None:
        header[_PROVENANCE] = provenance.fields()
    yield b'<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n'
    for key, value in header.items():
        for element in _elements(key, value):
            yield xml_tree.to_bytes(element)
    rows: list[list[int]] = [[] for _ in dataset.images.file_names]
    for row, image in enumerate(annotations.images.tolist()):
        rows[image].append(row)
    moved, relabelled = (mask.tolist() for mask in edited(dataset.annotations, annotations))
    for image in range(len(rows)):
        shapes = (
            _shape(dataset, annotations.at(row), moved=moved[row], relabelled=relabelled[row])
            for row in rows[image]
        )
        element = _image(dataset, image, [shape for shape in shapes if shape is not None])
        yield xml_tree.to_bytes(element)
    yield b"</annotations>\n"


def _elements(key: str, value: Any) -> Sequence[ET.Element]:
    parent = ET.Element("annotations")
    if not key.startswith(("@", "#")):
        xml_tree.append(parent, key, value)
    return list(parent)


def _new_header(dataset: Dataset) -> dict[str, Any]:
    labels = [{"name": name, "type": "any", "attributes": ""} for name in dataset.categories.names]
    task = {"size": str(len(dataset.images)), "mode": "annotation", "labels": {"label": labels}}
    return {"version": "1.1", "meta": {"task": task}}


def _image(dataset: Dataset, image: int, shapes: list[ET.Element]) -> ET.Element:
    own = dataset.format == "cvat"
    record: dict[str, Any] = {"@id": str(int(dataset.images.ids[image]))}
    if own:
        record = dict(dataset.image_records.get(image, {}))
    for place, tag, value in record.pop(_OTHERS, ()):
        parent = ET.Element("image")
        xml_tree.append(parent, tag, value)
        shapes.insert(place, parent[0])
    width, height = dataset.images.sizes_wh[image].tolist()
    fields = {
        "@id": record.get("@id", ""),
        _NAME: dataset.images.file_names[image],
        **({"@width": str(width), "@height": str(height)} if width and height else {}),
        **record,
    }
    element = ET.Element("image")
    for key, value in fields.items():
        if key != "@id" or "@id" in record:
            xml_tree.append(element, key, value)
    element.extend(shapes)
    return element


def _shape(dataset: Dataset, box: Annotation, *, moved: bool, relabelled: bool) -> ET.Element | None:
    own = dataset.format == "cvat"
    rest = dict(dataset.records.get(box.id, {})) if own else {}
    label = rest.pop(_LABEL, "")
    if box.category != UNKNOWN_CATEGORY:
        label = dataset.categories.name(box.category)
    elif not own:
        return None
    kind = rest.pop(_KIND, "box")
    finite = bool(np.isfinite(box.box_xyxy).all())
    stated = any(side in rest for side in _SIDES) or kind != "box"
    if stated and moved and finite:
        if kind != "box" or "@rotation" in rest:
            rest[f"@{STALE}"] = kind
        for key in (*_SIDES, *_PLACES):
            rest.pop(key, None)
        kind, stated = "box", False
    added = not own or dataset.annotations.row(box.id) is None
    if added and not finite:
        return None
    corners = {} if stated or not finite else dict(zip(_SIDES, map(number_text, box.box_xyxy), strict=True))
    usual = _USUAL if added else {}
    parent = ET.Element("image")
    xml_tree.append(parent, kind, {_LABEL: label, **usual, **corners, **rest})
    if relabelled and own and rest.get("attribute"):
        parent[0].set(STALE, "attribute")
    return parent[0]
