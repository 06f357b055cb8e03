"""LabelMe: ground truth as a JSON file for each image, with shapes of which rectangles are the plainest."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, BoxTuple, Dataset
from engine.data.provenance import Provenance
from engine.errors import UserError
from engine.formats.assembly import NO_BOX, Assembly, named_classes
from engine.formats.columns import numbers, whole_number
from engine.formats.image_files import ImageNames, ImageTree, given_once
from engine.formats.json_file import read_json, to_line
from engine.formats.output import Steps, new_folder, refuse_source
from engine.formats.problem_list import ProblemList
from engine.formats.stale import STALE, edited, stale_fields
from engine.remote.reading import is_at_hand, read_bytes

SHAPES, POINTS, KIND, LABEL = "shapes", "points", "shape_type", "label"
_OWN = (SHAPES, "imagePath", "imageData", "imageHeight", "imageWidth")
_JSON, _STATED, _OTHERS, _DATA, _SIZE = (
    "boxwright_json",
    "boxwright_path",
    "boxwright_shapes",
    "boxwright_data",
    "boxwright_size",
)
"""In an image's record: its JSON file; its path as stated; the shapes that are no boxes, each with its place; whether
the pixels were in the JSON; and what is said of its size where that is no size."""
_PROVENANCE = "boxwright_provenance"
_AREAS = frozenset({"rectangle", "polygon", "circle", "mask", "oriented_rectangle"})
"""Shapes that enclose something; the others (point, line, linestrip, points) stay as they are."""
_MEND = "Mend the file; its image has no boxes until then"


def read(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read a folder of JSON files; parameters and errors are those of `engine.formats.read.read_dataset`.

    Without ``image_root`` images are looked for in the folder itself. A shape's box is that of its bounds; the shape is
    kept. Classes are numbered as the label map does, or from 1 in the order of their names.
    """
    found = ProblemList(source)
    tree = ImageTree(source if image_root is None else image_root)
    files = sorted(
        name
        for name in (tree if image_root is None else ImageTree(source)).files
        if name.lower().endswith(".json")
    )
    if not files:
        raise UserError(
            "there is no JSON file in this folder",
            source=source,
            remedy="Choose the folder of the annotations",
        )
    assembly = Assembly(source, found, LABEL)
    names = ImageNames(tree)
    taken: set[str] = set()
    for done, name in enumerate(files):
        progress(done, len(files))
        content = _content(source / name, found)
        if content is None:
            continue
        stated = content.get("imagePath")
        stated = stated if isinstance(stated, str) and stated else ""
        image_name = _image_name(stated, name, tree, names)
        if image_name in taken:
            found.add(
                image_name, "another file is about this image", "Remove one of them", source=source / name
            )
        taken.add(image_name)
        _add(content, image_name, name, source / name, assembly, found)
    progress(len(files), len(files))
    categories, index_of = named_classes(assembly.classes, label_map)
    rooted = image_root is not None or any(name in tree.files for name in taken)
    return assembly.dataset(
        "labelme",
        categories,
        index_of,
        image_root=tree.root if rooted else None,
        tree=tree if rooted else None,
        split=split,
    )


def write(
    dataset: Dataset,
    annotations: Annotations,
    output: Path,
    *,
    provenance: Provenance | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write JSON files into a folder; parameters and errors are those of `engine.formats.write.write_dataset`.

    A shape whose box was moved becomes a rectangle; what it was stands in its field `STALE`. Pixels are in the JSON
    where they were before, if the image is at hand.
    """
    refuse_source(output, dataset)
    own = dataset.format == "labelme"
    images = dataset.images.file_names
    stated = [
        dataset.image_records.get(index, {}).get(_JSON) if own else None for index in range(len(images))
    ]
    files = given_once(
        stated[index] or PurePosixPath(name).with_suffix(".json").as_posix()
        for index, name in enumerate(images)
    )
    shapes: list[list[dict[str, Any]]] = [[] for _ in images]
    moved, relabelled = (mask.tolist() for mask in edited(dataset.annotations, annotations))
    steps = Steps(progress, len(annotations) + len(dataset.images))
    for row, image in enumerate(steps.over(annotations.images.tolist())):
        shape = _shape(dataset, annotations.at(row), moved=moved[row], relabelled=relabelled[row])
        if shape is not None:
            shapes[image].append(shape)
    with new_folder(output) as partial:
        for image, name in enumerate(steps.over(files)):
            path = partial / name
            path.parent.mkdir(parents=True, exist_ok=True)
            document = _document(dataset, image, name, shapes[image], provenance)
            path.write_bytes(to_line(document) + b"\n")


def bounds(points: Any, kind: str) -> BoxTuple:
    """The box around a shape's points; NaN where they are no points."""
    if not isinstance(points, list) or not all(
        isinstance(point, list) and len(point) == 2 for point in points
    ):
        return NO_BOX
    xs, ys = (numbers([point[axis] for point in points]).tolist() for axis in (0, 1))
    if len(points) < 2 or not all(map(math.isfinite, (*xs, *ys))):
        return NO_BOX
    if kind == "circle":
        radius = math.hypot(xs[1] - xs[0], ys[1] - ys[0])
        return xs[0] - radius, ys[0] - radius, xs[0] + radius, ys[0] + radius
    return min(xs), min(ys), max(xs), max(ys)


def _content(path: Path, found: ProblemList) -> dict[str, Any] | None:
    """What a file says; None, and told, where it is none of LabelMe's."""
    try:
        content = read_json(path)
    except UserError as error:
        found.add(error.record or "", error.problem, _MEND, source=path)
        return None
    if not isinstance(content, dict) or not isinstance(content.get(SHAPES), list):
        found.add("", "this is no annotation of LabelMe: it has no list of shapes", _MEND, source=path)
        return None
    return content


def _image_name(stated: str, name: str, tree: ImageTree, names: ImageNames) -> str:
    """The image of a JSON file: where its path leads from the file, else what else it could mean."""
    folder, _, last = name.rpartition("/")
    if stated:
        joined = PurePosixPath(folder, stated.replace("\\", "/")).as_posix()
        if joined in tree.files:
            return joined
        return names.name(joined if ".." not in PurePosixPath(joined).parts else _climbed(joined))
    stem = PurePosixPath(folder, PurePosixPath(last).stem).as_posix()
    return names.of_stem(stem)


def _climbed(path: str) -> str:
    """A path with its steps upwards taken, as far as they stay inside."""
    parts: list[str] = []
    for part in PurePosixPath(path).parts:
        if part == "..":
            del parts[-1:]
        else:
            parts.append(part)
    return "/".join(parts)


def _add(
    content: Mapping[str, Any], image_name: str, name: str, path: Path, assembly: Assembly, found: ProblemList
) -> None:
    record = {key: value for key, value in content.items() if key not in _OWN}
    record[_JSON] = name
    if content.get("imagePath") != _path_from(name, image_name):
        record[_STATED] = content.get("imagePath")
    if content.get("imageData"):
        record[_DATA] = True
    width, height = (whole_number(content.get(side)) or 0 for side in ("imageWidth", "imageHeight"))
    if width <= 0 or height <= 0:
        record[_SIZE] = [content.get("imageWidth"), content.get("imageHeight")]
    others = []
    image = assembly.add_image(image_name, (width, height), record=record)
    for place, shape in enumerate(content[SHAPES]):
        where = f"shape {place + 1}"
        if not isinstance(shape, dict):
            found.add(
                where, "this is no record", "Remove it; it is left out, of exports as well", source=path
            )
        elif str(shape.get(KIND, "polygon")) not in _AREAS:
            others.append([place, shape])
        else:
            _add_shape(shape, image, where, path, assembly)
    if others:
        record[_OTHERS] = others


def _add_shape(shape: Mapping[str, Any], image: int, where: str, path: Path, assembly: Assembly) -> None:
    kind = str(shape.get(KIND, "polygon"))
    box = bounds(shape.get(POINTS), kind)
    rest = {key: value for key, value in shape.items() if key != LABEL}
    if kind == "rectangle" and np.isfinite(box).all():
        x1, y1, x2, y2 = box
        if _values(rest[POINTS]) == [[x1, y1], [x2, y2]]:
            del rest[POINTS], rest[KIND]
    label = shape.get(LABEL)
    if not isinstance(label, str):
        rest[LABEL] = label
        label = ""
    assembly.add_box(image, label, box, where, source=path, record=rest)


def _values(points: Sequence[Sequence[Any]]) -> list[list[float]]:
    return [[float(value) for value in point] for point in points]


def _shape(dataset: Dataset, box: Annotation, *, moved: bool, relabelled: bool) -> dict[str, Any] | None:
    own = dataset.format == "labelme"
    rest = dict(dataset.records.get(box.id, {})) if own else {"group_id": None, "flags": {}}
    label = rest.pop(LABEL, None)
    if box.category != UNKNOWN_CATEGORY:
        label = dataset.categories.name(box.category)
    elif not own:
        return None
    if not moved and POINTS in rest:
        return _with_stale({LABEL: label, **rest}, rest, moved=False, relabelled=relabelled)
    if not np.isfinite(box.box_xyxy).all():
        return {LABEL: label, **rest} if own else None
    earlier = {key: rest.pop(key) for key in (KIND, POINTS, "mask") if rest.get(key) is not None}
    x1, y1, x2, y2 = (int(value) if value.is_integer() else value for value in box.box_xyxy)
    shape = {LABEL: label, POINTS: [[x1, y1], [x2, y2]], KIND: "rectangle", **rest}
    if earlier and earlier.get(KIND) != "rectangle":
        shape[STALE] = earlier
    return _with_stale(shape, rest, moved=False, relabelled=relabelled)


def _with_stale(
    shape: dict[str, Any], rest: Mapping[str, Any], *, moved: bool, relabelled: bool
) -> dict[str, Any]:
    stale = stale_fields(rest, moved=moved, relabelled=relabelled)
    earlier = shape.get(STALE)
    if stale and not isinstance(earlier, dict):
        shape[STALE] = sorted({*stale, *(earlier if isinstance(earlier, list) else ())})
    return shape


def _path_from(name: str, image_name: str) -> str:
    """The path of an image from the folder of a JSON file."""
    ups = "../" * name.count("/")
    folder = name.rpartition("/")[0]
    if folder and image_name.startswith(f"{folder}/"):
        return image_name[len(folder) + 1 :]
    return ups + image_name


def _document(
    dataset: Dataset,
    image: int,
    name: str,
    shapes: list[dict[str, Any]],
    provenance: Provenance | None,
) -> dict[str, Any]:
    record = dict(dataset.image_records.get(image, {})) if dataset.format == "labelme" else {}
    for place, shape in record.pop(_OTHERS, ()):
        shapes.insert(place, shape)
    width, height = dataset.images.sizes_wh[image].tolist()
    width, height = record.pop(_SIZE, (width or None, height or None))
    stated = record.pop(_STATED, _path_from(name, dataset.images.file_names[image]))
    data = _pixels(dataset, image) if record.pop(_DATA, False) else None
    record.pop(_JSON, None)
    record.pop(_PROVENANCE, None)
    told = {} if provenance is None else {_PROVENANCE: provenance.fields()}
    usual = {} if dataset.format == "labelme" else {"version": "5.5.0", "flags": {}}
    return {
        **usual,
        **record,
        SHAPES: shapes,
        "imagePath": stated,
        "imageData": data,
        "imageHeight": height,
        "imageWidth": width,
        **told,
    }


def _pixels(dataset: Dataset, image: int) -> str | None:
    path = dataset.image_path(image)
    if path is None or not is_at_hand(path):
        return None
    return base64.b64encode(read_bytes(path)).decode()
