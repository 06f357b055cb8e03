"""Datumaro JSON: ground truth as items with annotations of many kinds, a file for each subset."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, BoxTuple, Dataset
from engine.data.provenance import Provenance
from engine.errors import UserError
from engine.formats.assembly import NO_BOX, Assembly, numbered_classes
from engine.formats.columns import numbers, whole_number
from engine.formats.image_files import ImageNames, ImageTree
from engine.formats.json_file import list_lines, read_json_object, to_line
from engine.formats.output import Steps, refuse_source, write_file
from engine.formats.problem_list import ProblemList
from engine.formats.stale import STALE, edited, stale_fields

_ITEMS, _CATEGORIES, _ANNOTATIONS = "items", "categories", "annotations"
_OTHERS, _STATED = "boxwright_others", "boxwright_path"
"""In an image's record: annotations that are no boxes, each with its place; the path of the image as it is stated."""
_PROVENANCE = "boxwright_provenance"
_REMEDY = "Check that the file is complete, or write it anew"


def read(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read a file of one subset, or a folder with one; parameters and errors are those of `read_dataset`.

    Boxes are annotations of the kind bbox, and polygons that have none in their group, by their bounds; everything else
    is kept with its image. ``label_map`` names the classes only where the file has no list of them.
    """
    progress(0, 0)
    path = _subset_file(source) if source.is_dir() else source
    found = ProblemList(path)
    content = read_json_object(path, progress)
    if not isinstance(content, dict) or not isinstance(content.get(_ITEMS), list):
        raise UserError("this is not Datumaro's: it has no list of items", source=path, remedy=_REMEDY)
    root = image_root if image_root is not None else _images_beside(path)
    tree = None if root is None else ImageTree(root)
    assembly = Assembly(source, found, "label_id")
    names = ImageNames(tree)
    items = content[_ITEMS]
    for done, item in enumerate(items):
        if done % 256 == 0:
            progress(done, len(items))
        if isinstance(item, dict):
            _add_item(item, done, path.stem, names, assembly, found)
        else:
            found.add(f"items[{done}]", "this is no record", "Remove it; it is left out, of exports as well")
    progress(len(items), len(items))
    listed = _labels(content)
    categories, index_of = numbered_classes((label_map or {}) if listed is None else listed)
    header = {key: value for key, value in content.items() if key != _ITEMS}
    return assembly.dataset(
        "datumaro", categories, index_of, image_root=root, tree=tree, split=split, header=header
    )


def write(
    dataset: Dataset,
    annotations: Annotations,
    output: Path,
    *,
    provenance: Provenance | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write a file of one subset, one item a line; parameters and errors are those of `write_dataset`."""
    refuse_source(output, dataset)
    steps = Steps(progress, len(annotations) + len(dataset.images))
    write_file(output, _lines(dataset, annotations, provenance, steps))


def _subset_file(folder: Path) -> Path:
    found = sorted(
        path for place in (folder / "annotations", folder) for path in place.glob("*.[jJ][sS][oO][nN]")
    )
    if len(found) != 1:
        problem = "there is no file of a subset" if not found else f"there are {len(found)} subsets here"
        raise UserError(problem, source=folder, remedy="Choose the JSON file of one subset")
    return found[0]


def _images_beside(path: Path) -> Path | None:
    """The image folder that the format has beside a subset's file."""
    folder = path.parent.parent / "images"
    if path.parent.name != "annotations" or not folder.is_dir():
        return None
    own = folder / path.stem
    return own if own.is_dir() else folder


def _labels(content: Mapping[str, Any]) -> dict[int, str] | None:
    """The class list: what its place in the file numbers; None where there is none."""
    value: Any = content
    for key in (_CATEGORIES, "label", "labels"):
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, list):
        return None
    names = (label.get("name") if isinstance(label, dict) else None for label in value)
    return {
        number: name if isinstance(name, str) and name else f"class {number}"
        for number, name in enumerate(names)
    }


def _add_item(
    item: Mapping[str, Any],
    place: int,
    subset: str,
    names: ImageNames,
    assembly: Assembly,
    found: ProblemList,
) -> None:
    where = f"item {item['id']!r}" if isinstance(item.get("id"), str) else f"items[{place}]"
    media = item.get("image")
    media = media if isinstance(media, dict) else item.get("media")
    media = media if isinstance(media, dict) else {}
    stated = media.get("path")
    id_ = item.get("id")
    if isinstance(stated, str) and stated:
        name = names.name(stated.removeprefix(f"{subset}/"))
    elif isinstance(id_, str) and id_:
        name = names.of_stem(id_)
    else:
        found.add(where, "it has neither id nor path", "Give it one; it cannot be shown until then")
        name = f"item {place}"
    record = {key: value for key, value in item.items() if key != _ANNOTATIONS}
    image = assembly.add_image(name, _size(media), record=record)
    annotations = item.get(_ANNOTATIONS)
    if annotations is not None and not isinstance(annotations, list):
        found.add(where, "its annotations are no list", "Correct them; they are left out until then")
    entries = annotations if isinstance(annotations, list) else []
    boxed = {_group(entry) for entry in entries if isinstance(entry, dict) and entry.get("type") == "bbox"}
    others = []
    for number, entry in enumerate(entries):
        kind = entry.get("type") if isinstance(entry, dict) else None
        alone = kind == "polygon" and (_group(entry) == 0 or _group(entry) not in boxed)
        if kind == "bbox" or alone:
            _add_box(entry, image, f"{where}, annotation {number + 1}", assembly)
        else:
            others.append([number, entry])
    if others:
        record[_OTHERS] = others


def _group(entry: Mapping[str, Any]) -> int:
    """The group of annotations that are of one object; 0 where it is in none."""
    return whole_number(entry.get("group")) or 0


def _size(media: Mapping[str, Any]) -> tuple[int, int]:
    """Width and height, which stand the other way round."""
    size = media.get("size")
    if not isinstance(size, list) or len(size) != 2:
        return 0, 0
    return whole_number(size[1]) or 0, whole_number(size[0]) or 0


def _add_box(entry: Mapping[str, Any], image: int, where: str, assembly: Assembly) -> None:
    rest = {key: value for key, value in entry.items() if key not in ("label_id", "bbox")}
    size: tuple[float, float] | None = None
    if entry.get("type") == "bbox":
        box, size = _of_bbox(entry.get("bbox"))
        if size is None:
            rest["bbox"] = entry.get("bbox")
    else:
        box = _of_points(entry.get("points"))
    number = whole_number(entry.get("label_id"))
    if number is None:
        rest["label_id"] = entry.get("label_id")
    attributes = entry.get("attributes")
    crowd = isinstance(attributes, dict) and attributes.get("is_crowd") is True
    assembly.add_box(
        image, "" if number is None else number, box, where, size_wh=size, crowd=crowd, record=rest
    )


def _of_bbox(bbox: Any) -> tuple[BoxTuple, tuple[float, float] | None]:
    values = numbers(bbox).tolist() if isinstance(bbox, list) and len(bbox) == 4 else []
    if not values or not all(map(math.isfinite, values)):
        return NO_BOX, None
    x, y, width, height = values
    if not math.isfinite(x + width) or not math.isfinite(y + height):
        return NO_BOX, None
    return (x, y, x + width, y + height), (width, height)


def _of_points(points: Any) -> BoxTuple:
    values = numbers(points).tolist() if isinstance(points, list) else []
    if len(values) < 4 or len(values) % 2 or not all(map(math.isfinite, values)):
        return NO_BOX
    xs, ys = values[::2], values[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def _lines(
    dataset: Dataset, annotations: Annotations, provenance: Provenance | None, steps: Steps
) -> Iterator[bytes]:
    own = dataset.format == "datumaro"
    if own:
        header = dict(dataset.header)
    else:
        labels = [{"name": name, "parent": "", "attributes": []} for name in dataset.categories.names]
        header = {
            "dm_format_version": "1.0",
            "media_type": 2,
            "infos": {},
            _CATEGORIES: {"label": {"label_groups": [], "labels": labels, "attributes": []}},
        }
    header.pop(_PROVENANCE, None)
    if provenance is not None:
        header[_PROVENANCE] = provenance.fields()
    yield b"{\n"
    for key, value in header.items():
        yield to_line(key) + b": " + to_line(value) + b",\n"
    yield to_line(_ITEMS) + b": "
    yield from list_lines(_items(dataset, annotations, steps))
    yield b"\n}\n"


def _items(dataset: Dataset, annotations: Annotations, steps: Steps) -> Iterator[dict[str, Any]]:
    own = dataset.format == "datumaro"
    entries: list[list[Any]] = [[] for _ in dataset.images.file_names]
    moved, relabelled = (mask.tolist() for mask in edited(dataset.annotations, annotations))
    for row, image in enumerate(steps.over(annotations.images.tolist())):
        entry = _entry(dataset, annotations.at(row), moved=moved[row], relabelled=relabelled[row])
        if entry is not None:
            entries[image].append(entry)
    sizes: Sequence[list[int]] = dataset.images.sizes_wh.tolist()
    for image, name in enumerate(steps.over(dataset.images.file_names)):
        record = dict(dataset.image_records.get(image, {})) if own else {}
        for place, other in record.pop(_OTHERS, ()):
            entries[image].insert(place, other)
        if not own:
            width, height = sizes[image]
            size = {"size": [height, width]} if width and height else {}
            record = {
                "id": PurePosixPath(name).with_suffix("").as_posix(),
                "attr": {"frame": image},
                "image": {"path": name, **size},
            }
        yield {**record, _ANNOTATIONS: entries[image]}


def _entry(dataset: Dataset, box: Annotation, *, moved: bool, relabelled: bool) -> dict[str, Any] | None:
    own = dataset.format == "datumaro"
    rest = dict(dataset.records.get(box.id, {})) if own else {}
    label: Any = rest.pop("label_id", None)
    if box.category != UNKNOWN_CATEGORY:
        label = int(dataset.categories.ids[box.category]) if own else box.category
    elif not own:
        return None
    placed = "bbox" in rest or rest.get("type") == "polygon"
    place = rest.pop("bbox", None)
    earlier: dict[str, Any] = {}
    if rest.get("type") == "polygon" and moved:
        earlier = {key: rest.pop(key) for key in ("type", "points") if key in rest}
    if rest.get("type", "bbox") == "bbox" and np.isfinite(box.box_xyxy).all():
        x, y = box.box_xyxy[:2]
        placed = True
        place = [int(v) if v.is_integer() else v for v in (x, y, *box.size_wh)]
    if not placed:
        return None
    usual = {"id": box.source_id, "type": "bbox", "attributes": {}, "group": 0, "z_order": 0}
    entry = {**({} if rest or earlier else usual), **rest, "label_id": label}
    if rest.get("type") != "polygon":
        entry |= {"type": "bbox", "bbox": place}
    if box.crowd and not own:
        entry["attributes"] = {"is_crowd": True}
    stale = stale_fields(rest, moved=moved, relabelled=relabelled)
    if earlier:
        entry[STALE] = earlier
    elif stale:
        kept = rest.get(STALE)
        entry[STALE] = sorted({*stale, *(kept if isinstance(kept, list) else ())})
    return entry
