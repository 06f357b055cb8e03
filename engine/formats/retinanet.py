"""CSV of RetinaNet: path, corners and class of a box a row, and a second file that numbers the classes."""

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
from engine.formats.image_files import ImageNames, ImageTree, size_of
from engine.formats.output import Steps, new_folder, refuse_source
from engine.formats.problem_list import ProblemList

_CELLS = 6
_CLASSES, _ANNOTATIONS = "classes.csv", "annotations.csv"
_STATED, _BOX, _CLASS = "path", "box", "class"


def is_row(cells: Sequence[str]) -> bool:
    """Whether these are a path, four numbers and a class, or a path alone."""
    if len(cells) != _CELLS or not cells[0]:
        return False
    return not any(cells[1:]) or bool(np.isfinite([to_number(cell) for cell in cells[1:5]]).all())


def read(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read a CSV file, or a folder with one; parameters and errors are those of `engine.formats.read.read_dataset`.

    Classes are numbered as a CSV beside it does, else as the label map, else from 1 in the order of their names. Sizes
    of images are read from their files.
    """
    progress(0, 0)
    path = _annotation_file(source) if source.is_dir() else source
    found = ProblemList(path)
    tree = None if image_root is None else ImageTree(image_root)
    names = ImageNames(tree)
    assembly = Assembly(source, found, _CLASS)
    images: dict[str, int] = {}
    fractions = False
    for line, cells in read_rows(path, progress):
        where = f"line {line}"
        cells += [""] * (_CELLS - len(cells))
        if not cells[0] or len(cells) > _CELLS:
            problem = "it has no path" if not cells[0] else f"it has more than {_CELLS} cells"
            found.add(where, problem, "Mend the row; it is left out, of exports as well")
            continue
        name = names.name(cells[0])
        if name not in images:
            # To know them of a store's, all images would have to be fetched.
            size = (0, 0) if tree is None or tree.in_store else size_of(tree, name, found)
            record: dict[str, Any] = {} if cells[0] == name else {_STATED: cells[0]}
            images[name] = assembly.add_image(name, size, record=record)
        if any(cells[1:]):
            x1, y1, x2, y2 = map(to_number, cells[1:5])
            finite = bool(np.isfinite([x1, y1, x2, y2]).all())
            fractions |= any("." in cell for cell in cells[1:5])
            kept = {} if finite else {_BOX: cells[1:5]}
            assembly.add_box(images[name], cells[5], (x1, y1, x2, y2), where, record=kept)
    listed = _class_list(path)
    header: dict[str, Any] = {"file": path.name, "fractions": fractions}
    if listed is not None:
        header["classes"] = listed[0]
        label_map = listed[1]
    categories, index_of = named_classes(assembly.classes, label_map)
    return assembly.dataset(
        "retinanet", categories, index_of, image_root=image_root, tree=tree, split=split, header=header
    )


def write(
    dataset: Dataset,
    annotations: Annotations,
    output: Path,
    *,
    provenance: Provenance | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write two CSV files into a folder; parameters and errors are those of `engine.formats.write.write_dataset`.

    Corners are rounded to whole pixels, since readers of the format take nothing else, unless the source had fractions.
    There is no room for provenance.
    """
    refuse_source(output, dataset)
    own = dataset.format == "retinanet"
    ids = dataset.categories.ids.tolist()
    if not own:
        ids = list(range(len(ids)))
    header = dataset.header if own else {}
    classes = ([name, str(number)] for number, name in zip(ids, dataset.categories.names, strict=True))
    steps = Steps(progress, len(annotations))
    with new_folder(output) as partial:
        (partial / header.get("file", _ANNOTATIONS)).write_bytes(
            b"".join(row_lines(_rows(dataset, annotations, steps)))
        )
        (partial / header.get("classes", _CLASSES)).write_bytes(b"".join(row_lines(classes)))


def _annotation_file(folder: Path) -> Path:
    """The file of boxes in a folder: the only CSV whose rows are of that kind."""
    found = [
        path for path in sorted(folder.iterdir()) if path.suffix.lower() == ".csv" and is_row(_first(path))
    ]
    if len(found) != 1:
        problem = (
            "there is no CSV of boxes in this folder" if not found else "there are several CSVs of boxes here"
        )
        raise UserError(problem, source=folder, remedy="Choose the file itself")
    return found[0]


def _first(path: Path) -> list[str]:
    try:
        return next((cells for _, cells in read_rows(path)), [])
    except UserError:
        return []


def _class_list(path: Path) -> tuple[str, dict[int, str]] | None:
    """The file beside this one that numbers classes, and what it says; None where there is none."""
    for other in sorted(path.parent.glob("*.[cC][sS][vV]")):
        if other == path or len(_first(other)) != 2:
            continue
        names: dict[int, str] = {}
        for line, cells in read_rows(other):
            if len(cells) != 2 or not cells[1].isascii() or not cells[1].isdigit() or len(cells[1]) > 9:
                break
            if int(cells[1]) in names:
                raise UserError(
                    f"class {cells[1]} is named twice",
                    source=other,
                    record=f"line {line}",
                    remedy="Remove one of them",
                )
            names[int(cells[1])] = cells[0]
        else:
            return other.name, names
    return None


def _rows(dataset: Dataset, annotations: Annotations, steps: Steps) -> Iterator[list[str]]:
    own = dataset.format == "retinanet"
    rows: list[tuple[int, list[str]]] = []
    nothing = [""] * (_CELLS - 1)
    order = range(len(annotations)) if own else np.argsort(annotations.images, kind="stable").tolist()
    exact = own and dataset.header.get("fractions")
    for row in steps.over(order):
        box = annotations.at(row)
        record = dataset.records.get(box.id, {}) if own else {}
        name = dataset.categories.name(box.category)
        if box.category == UNKNOWN_CATEGORY:
            if _CLASS not in record:
                continue
            name = record[_CLASS]
        if not np.isfinite(box.box_xyxy).all():
            if _BOX not in record:
                continue
            corners = record[_BOX]
        elif exact:
            corners = [number_text(value) for value in box.box_xyxy]
        else:
            corners = [str(round(value)) for value in box.box_xyxy]
        rows.append((box.image, [*corners, name]))
    # An image alone goes before those that follow it, so that reading finds all in the same order again.
    bare = np.setdiff1d(np.arange(len(dataset.images)), [image for image, _ in rows]).tolist()[::-1]
    for image, cells in rows:
        while bare and bare[-1] < image:
            yield [_path(dataset, bare.pop()), *nothing]
        yield [_path(dataset, image), *cells]
    while bare:
        yield [_path(dataset, bare.pop()), *nothing]


def _path(dataset: Dataset, image: int) -> str:
    record = dataset.image_records.get(image, {}) if dataset.format == "retinanet" else {}
    return str(record.get(_STATED, dataset.images.file_names[image]))
