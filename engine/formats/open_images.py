"""CSV of Open Images: a box a row in fractions of its image's sides, classes by code, their names in a second file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, BoxTuple, Dataset
from engine.data.provenance import Provenance
from engine.errors import UserError
from engine.formats.assembly import NO_BOX, Assembly, Class, named_classes
from engine.formats.csv_file import read_rows, row_lines
from engine.formats.fraction import fraction_text, pixels
from engine.formats.image_files import ImageNames, ImageTree, size_of
from engine.formats.output import Steps, new_folder, refuse_source
from engine.formats.problem_list import ProblemList
from engine.formats.stale import edited

SIDES = ("XMin", "XMax", "YMin", "YMax")
_MARKS = ("IsOccluded", "IsTruncated", "IsGroupOf", "IsDepiction", "IsInside")
COLUMNS = ("ImageID", "Source", "LabelName", "Confidence", *SIDES, *_MARKS)
_NEEDED = frozenset({"ImageID", "LabelName", *SIDES})
_GROUP = "IsGroupOf"
_ANNOTATIONS, _DESCRIPTIONS = "annotations-bbox.csv", "class-descriptions-boxable.csv"
_STATED, _BOX = "ImageID", "box"
_USUAL = {"Source": "boxwright", "Confidence": "1", **dict.fromkeys(_MARKS, "-1"), _GROUP: "0"}
"""What a row says beside class and place where nobody said otherwise; -1 is not known."""


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are the names of the format's columns."""
    return {cell.strip() for cell in cells} >= _NEEDED


def read(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read a CSV file; parameters and errors are those of `engine.formats.read.read_dataset`.

    Fractions are of the upright image, whose size is read from its file; where that is missing its boxes are kept
    without a place. ``IsGroupOf`` is a crowd. Classes are those of a file of descriptions beside it, in its order.
    """
    progress(0, 0)
    found = ProblemList(source)
    path = _annotation_file(source) if source.is_dir() else source
    tree = None if image_root is None else ImageTree(image_root)
    names = ImageNames(tree)
    assembly = Assembly(source, found, "LabelName")
    images: dict[str, tuple[int, tuple[int, int]]] = {}
    columns: list[str] = []
    for line, cells in read_rows(path, progress):
        if not columns:
            columns = _columns(cells, path)
            continue
        row = dict(zip(columns, cells, strict=False))
        where, stated = f"line {line}", row["ImageID"]
        if not stated or len(cells) != len(columns):
            problem = "it has no ImageID" if not stated else f"it has {len(cells)} cells, not {len(columns)}"
            found.add(where, problem, "Mend the row; it is left out, of exports as well", source=path)
            continue
        if stated not in images:
            name = names.of_stem(stated)
            size = (0, 0) if tree is None else size_of(tree, name, found)
            record = {} if PurePosixPath(name).stem == stated else {_STATED: stated}
            images[stated] = assembly.add_image(name, size, record=record), size
        image, size = images[stated]
        box, record = _box(row, size)
        assembly.add_box(
            image, row["LabelName"], box, where, source=path, crowd=row.get(_GROUP) == "1", record=record
        )
    if not columns:
        raise UserError("the file is empty", source=path, remedy="Check that it is complete")
    descriptions = _descriptions(path)
    categories, index_of = _classes(assembly.classes, descriptions, label_map)
    header: dict[str, Any] = {"file": path.name, "columns": columns}
    if descriptions is not None:
        header["descriptions"] = {descriptions[0]: [list(pair) for pair in descriptions[1].items()]}
    return assembly.dataset(
        "openimages", categories, index_of, image_root=image_root, tree=tree, split=split, header=header
    )


def write(
    dataset: Dataset,
    annotations: Annotations,
    output: Path,
    *,
    provenance: Provenance | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write the boxes and the names of the classes as CSV files into a folder.

    Parameters and errors are those of `engine.formats.write.write_dataset`. Images without boxes get no row;
    there is no room for provenance.
    """
    refuse_source(output, dataset)
    header = dataset.header if dataset.format == "openimages" else {}
    names = dataset.categories.names
    described: Mapping[str, Any] = header.get(
        "descriptions", {_DESCRIPTIONS: [[name, name] for name in names]}
    )
    steps = Steps(progress, len(annotations))
    with new_folder(output) as partial:
        (partial / header.get("file", _ANNOTATIONS)).write_bytes(
            b"".join(row_lines(_rows(dataset, annotations, steps)))
        )
        for name, pairs in described.items():
            (partial / name).write_bytes(b"".join(row_lines(pairs)))


def _annotation_file(folder: Path) -> Path:
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".csv" and is_header(next((cells for _, cells in read_rows(path)), [])):
            return path
    raise UserError("there is no CSV of boxes in this folder", source=folder, remedy="Choose the file itself")


def _columns(cells: Sequence[str], source: Path) -> list[str]:
    if not is_header(cells):
        raise UserError(
            f"the first line does not name the columns {', '.join(COLUMNS[:8])}",
            source=source,
            record="line 1",
            remedy="Write their names into it",
        )
    return list(cells)


def _box(row: Mapping[str, str], size_wh: tuple[int, int]) -> tuple[BoxTuple, dict[str, Any]]:
    """The box in pixels, and what else the row says; of a box without a place, where it says that it is."""
    record: dict[str, Any] = {
        key: cell for key, cell in row.items() if key not in _NEEDED and _USUAL.get(key) != cell
    }
    stated = {side: row[side] for side in SIDES}
    width, height = size_wh
    if width and height:
        box = (
            pixels(stated["XMin"], width),
            pixels(stated["YMin"], height),
            pixels(stated["XMax"], width),
            pixels(stated["YMax"], height),
        )
        if np.isfinite(box).all():
            return box, record
    return NO_BOX, {**record, _BOX: stated}


def _descriptions(path: Path) -> tuple[str, dict[str, str]] | None:
    """The file beside this one that names the classes, and the name of each code; None where there is none."""
    for other in sorted(path.parent.glob("*class-descriptions*.csv")):
        names: dict[str, str] = {}
        for _, cells in read_rows(other):
            if len(cells) == 2 and cells != ["LabelName", "DisplayName"]:
                names.setdefault(cells[0], cells[1])
        if names:
            return other.name, names
    return None


def _classes(
    codes: set[Class], descriptions: tuple[str, dict[str, str]] | None, label_map: Mapping[int, str] | None
) -> tuple[Any, dict[Class, int]]:
    if descriptions is None:
        return named_classes(codes, label_map)
    names = descriptions[1]
    if label_map is None:
        label_map = dict(enumerate(names.values(), 1))
        categories, _ = named_classes(set(), label_map)
        return categories, {code: index for index, code in enumerate(names)}
    categories, index_of = named_classes(set(), label_map)
    by_code: dict[Class, int] = {code: index_of[name] for code, name in names.items() if name in index_of}
    return categories, {**index_of, **by_code}


def _rows(dataset: Dataset, annotations: Annotations, steps: Steps) -> Iterator[list[str]]:
    own = dataset.format == "openimages"
    columns = list(dataset.header["columns"]) if own else list(COLUMNS)
    yield columns
    code_of: dict[str, str] = {}
    for pairs in dataset.header.get("descriptions", {}).values() if own else ():
        for code, name in pairs:
            code_of.setdefault(name, code)
    order = range(len(annotations)) if own else np.argsort(annotations.images, kind="stable").tolist()
    moved = edited(dataset.annotations, annotations)[0].tolist()
    for row in steps.over(order):
        box = annotations.at(row)
        record = dataset.records.get(box.id, {}) if own else {}
        name = dataset.categories.name(box.category)
        name = code_of.get(name, name)
        if box.category == UNKNOWN_CATEGORY:
            if "LabelName" not in record:
                continue
            name = record["LabelName"]
        sides = _fractions(dataset, box) if moved[row] or _BOX not in record else record[_BOX]
        if sides is None:
            continue
        image_record = dataset.image_records.get(box.image, {}) if own else {}
        stem = PurePosixPath(dataset.images.file_names[box.image]).with_suffix("")
        kept = {key: value for key, value in record.items() if isinstance(value, str)}
        group = {_GROUP: "1"} if box.crowd else {}
        cells = {
            **_USUAL,
            **kept,
            **group,
            "ImageID": image_record.get(_STATED, stem.name if own else stem.as_posix()),
            "LabelName": name,
            **sides,
        }
        yield [cells.get(column, "") for column in columns]


def _fractions(dataset: Dataset, box: Annotation) -> dict[str, str] | None:
    """The sides of a box as cells; None where it has no place, or its image no size."""
    width, height = dataset.images.sizes_wh[box.image].tolist()
    if not width or not height or not np.isfinite(box.box_xyxy).all():
        return None
    x1, y1, x2, y2 = box.box_xyxy
    values = ((x1, width), (x2, width), (y1, height), (y2, height))
    return {name: fraction_text(value, side) for name, (value, side) in zip(SIDES, values, strict=True)}
