"""CSV of the TensorFlow Object Detection API: a box a row, with the name and size of its image."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engine.data.dataset import UNKNOWN_CATEGORY, Annotations, Dataset
from engine.data.provenance import Provenance
from engine.errors import UserError
from engine.formats.assembly import Assembly, named_classes
from engine.formats.csv_file import number_text, read_rows, row_lines, to_number
from engine.formats.image_files import ImageNames, ImageTree
from engine.formats.output import Steps, refuse_source, write_file
from engine.formats.problem_list import ProblemList
from engine.formats.stale import edited

SIDES = ("xmin", "ymin", "xmax", "ymax")
COLUMNS = ("filename", "width", "height", "class", *SIDES)
_NEEDED = frozenset({"filename", "class", *SIDES})
_STATED = "filename"
"""In an image's record: its path as the file has it, where that is not its name."""


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are the names of the format's columns, in any order and with others among them."""
    return {cell.strip().lower() for cell in cells} >= _NEEDED


def read(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read a CSV file; parameters and errors are those of `engine.formats.read.read_dataset`.

    Images are numbered from 1 as they come, classes as the label map does, or from 1 in the order of their names.
    Columns of other names are kept.
    """
    progress(0, 0)
    found = ProblemList(source)
    tree = None if image_root is None else ImageTree(image_root)
    names = ImageNames(tree)
    assembly = Assembly(source, found, "class")
    images: dict[str, int] = {}
    sizes: dict[int, tuple[int, int]] = {}
    columns: list[str] = []
    for line, cells in read_rows(source, progress):
        if not columns:
            columns = _columns(cells, source)
            continue
        row = dict(zip(columns, cells, strict=False))
        where = f"line {line}"
        stated = row.get("filename", "")
        if not stated or len(cells) > len(columns):
            problem = "it has no file name" if not stated else "it has more cells than the header"
            found.add(where, problem, "Mend the row; it is left out, of exports as well")
            continue
        name = names.name(stated)
        size = _size(row)
        if name not in images:
            record: dict[str, Any] = {} if stated == name else {_STATED: stated}
            images[name] = assembly.add_image(name, size, record=record)
            sizes[images[name]] = size
        image = images[name]
        if sizes[image] != size:
            found.add(where, "another row gives its image another size", "Correct the one or the other")
        _add_box(row, image, where, assembly)
    if not columns:
        raise UserError("the file is empty", source=source, remedy="Check that it is complete")
    categories, index_of = named_classes(assembly.classes, label_map)
    return assembly.dataset(
        "csv",
        categories,
        index_of,
        image_root=image_root,
        tree=tree,
        split=split,
        header={"columns": columns},
    )


def write(
    dataset: Dataset,
    annotations: Annotations,
    output: Path,
    *,
    provenance: Provenance | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write a CSV file; parameters and errors are those of `engine.formats.write.write_dataset`.

    Images without boxes get no row, since readers of the format take each row for a box; there is no room for
    provenance.
    """
    refuse_source(output, dataset)
    steps = Steps(progress, len(annotations))
    write_file(output, steps.over(row_lines(_rows(dataset, annotations))))


def _columns(cells: Sequence[str], source: Path) -> list[str]:
    """Names of the columns: those that are known in lower case."""
    if not is_header(cells):
        raise UserError(
            f"the first line does not name the columns {', '.join(COLUMNS)}",
            source=source,
            record="line 1",
            remedy="Write their names into it",
        )
    known = {name.lower() for name in COLUMNS}
    return [cell.lower() if cell.lower() in known else cell for cell in cells]


def _size(row: Mapping[str, str]) -> tuple[int, int]:
    width, height = (to_number(row.get(side, "")) for side in ("width", "height"))
    whole = 0 < width < 2**31 and 0 < height < 2**31 and width == int(width) and height == int(height)
    return (int(width), int(height)) if whole else (0, 0)


def _add_box(row: Mapping[str, str], image: int, where: str, assembly: Assembly) -> None:
    """Add the row's box, if it has one: a row that has an image alone says that there is nothing on it."""
    stated = {side: row.get(side, "") for side in SIDES}
    name = row.get("class", "")
    if not name and not any(stated.values()):
        return
    x1, y1, x2, y2 = map(to_number, stated.values())
    record: dict[str, Any] = {key: cell for key, cell in row.items() if key not in COLUMNS and cell}
    if not np.isfinite([x1, y1, x2, y2]).all():
        record["box"] = stated
    assembly.add_box(image, name, (x1, y1, x2, y2), where, record=record)


def _rows(dataset: Dataset, annotations: Annotations) -> Iterator[list[str]]:
    own = dataset.format == "csv"
    columns = list(dataset.header.get("columns", COLUMNS)) if own else list(COLUMNS)
    yield columns
    moved, relabelled = (mask.tolist() for mask in edited(dataset.annotations, annotations))
    sizes = dataset.images.sizes_wh.tolist()
    order = range(len(annotations)) if own else np.argsort(annotations.images, kind="stable").tolist()
    for row in order:
        box = annotations.at(row)
        record = dataset.records.get(box.id, {}) if own else {}
        name = dataset.categories.name(box.category)
        if box.category == UNKNOWN_CATEGORY:
            if not own or relabelled[row]:
                continue
            name = record.get("class", "")
        corners = dict(zip(SIDES, map(number_text, box.box_xyxy), strict=True))
        if not np.isfinite(box.box_xyxy).all():
            if "box" not in record or moved[row]:
                continue
            corners = record["box"]
        image_record = dataset.image_records.get(box.image, {}) if own else {}
        width, height = sizes[box.image]
        cells = {
            **{key: value for key, value in record.items() if isinstance(value, str)},
            "filename": image_record.get(_STATED, dataset.images.file_names[box.image]),
            **({"width": str(width), "height": str(height)} if width and height else {}),
            "class": name,
            **corners,
        }
        yield [cells.get(column, "") for column in columns]
