"""YOLO: ground truth as a text file for each image, with a class number and fractions of its sides on each line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, BoxTuple, Dataset
from engine.data.provenance import Provenance
from engine.errors import UserError
from engine.formats.assembly import NO_BOX, Assembly, numbered_classes
from engine.formats.fraction import pixels, span, span_texts
from engine.formats.image_files import given_once, size_of
from engine.formats.output import Steps, new_folder, refuse_source
from engine.formats.problem_list import ProblemList
from engine.formats.splits import named_split
from engine.formats.stale import edited
from engine.formats.text_file import read_text
from engine.formats.yaml_file import quoted
from engine.formats.yolo_layout import find_layout, label_of

SEGMENT, MORE, CLASS, LINE, LABEL = "segment", "more", "class", "line", "boxwright_label"
"""Fields of records: the outline; what follows the box; the class that is not in the list; the whole line where no box
could be made of it; and, of an image, its label file."""

_MARK = "# Written by Boxwright: "
_PLACE = "Mend the line; it is kept, and not counted until then"


def read(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read a folder or its YAML; parameters and errors are those of `engine.formats.read.read_dataset`.

    Without ``image_root`` the images are those of the folder. Fractions are of the upright image, whose size is read
    from its file; where that is missing its boxes are kept without a place. ``label_map`` names the classes only where
    there is no class list.
    """
    progress(0, 0)
    found = ProblemList(source)
    layout = find_layout(source, image_root, found)
    assembly = Assembly(source, found, CLASS)
    for done, pair in enumerate(layout.pairs):
        progress(done, len(layout.pairs))
        size = size_of(layout.images, pair.image, found)
        record = {LABEL: pair.label} if pair.label is not None else {}
        image = assembly.add_image(pair.image, size, record=record)
        if pair.label is not None:
            _read_labels(layout.root / pair.label, image, size, assembly, found)
    progress(len(layout.pairs), len(layout.pairs))
    names = layout.names
    if names is None:
        numbers = (number for number in assembly.classes if isinstance(number, int))
        names = label_map or {number: f"class {number}" for number in numbers}
    categories, index_of = numbered_classes(names)
    return assembly.dataset(
        "yolo",
        categories,
        index_of,
        image_root=layout.images.root,
        tree=layout.images,
        split=split,
        header=layout.header,
    )


def write(
    dataset: Dataset,
    annotations: Annotations,
    output: Path,
    *,
    provenance: Provenance | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write labels, class list and lists of images into a folder; images are not copied.

    Parameters and errors are those of `engine.formats.write.write_dataset`. Class numbers are those of a YOLO source,
    else the places in the class list.
    """
    refuse_source(output, dataset)
    own = dataset.format == "yolo"
    images = list(dataset.images.file_names) if own else given_once(dataset.images.file_names)
    if not own:
        images = [name if _in_images(name) else f"images/{name}" for name in images]
    stated = [
        dataset.image_records.get(index, {}).get(LABEL) if own else None for index in range(len(images))
    ]
    labels = given_once(stated[index] or label_of(name) for index, name in enumerate(images))
    lines: list[list[str]] = [[] for _ in images]
    moved, relabelled = (mask.tolist() for mask in edited(dataset.annotations, annotations))
    steps = Steps(progress, len(annotations) + len(dataset.images))
    for row, image in enumerate(steps.over(annotations.images.tolist())):
        box = annotations.at(row)
        line = _line(dataset, box, moved=moved[row], relabelled=relabelled[row])
        if line is not None:
            lines[image].append(f"{line}\n")
    texts = {
        label: "".join(lines[image])
        for image, label in enumerate(labels)
        if lines[image] or not own or stated[image] is not None
    }
    with new_folder(output) as partial:
        for name, text in steps.over((*_described(dataset, images, provenance), *texts.items())):
            path = partial / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())


def _read_labels(
    path: Path, image: int, size_wh: tuple[int, int], assembly: Assembly, found: ProblemList
) -> None:
    try:
        text = read_text(path)
    except UserError as error:
        found.add("", error.problem, "Mend the file; its image has no boxes until then", source=path)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            _read_line(line.split(), image, size_wh, f"line {number}", path, assembly)


def _read_line(
    parts: list[str], image: int, size_wh: tuple[int, int], where: str, path: Path, assembly: Assembly
) -> None:
    """Add the box of a line: four fractions, perhaps with more behind them, or an outline of three points or more."""
    name: str | int = parts[0]
    # Some tools write class numbers as floats.
    if re.fullmatch(r"\d{1,9}(\.0*)?", parts[0], re.ASCII):
        name = int(float(parts[0]))
    record: dict[str, Any] = {}
    box: BoxTuple | None = None
    size: tuple[float, float] | None = None
    fractions = parts[1:]
    if all(size_wh) and len(fractions) >= 6 and len(fractions) % 2 == 0:
        width, height = size_wh
        xs = [pixels(text, width) for text in fractions[::2]]
        ys = [pixels(text, height) for text in fractions[1::2]]
        # Of a NaN, min and max would depend on its place.
        box = (min(xs), min(ys), max(xs), max(ys)) if all(map(_finite, xs + ys)) else NO_BOX
        record[SEGMENT] = " ".join(fractions)
    elif all(size_wh) and len(fractions) >= 4:
        x, y, w, h = fractions[:4]
        x1, x2, width_ = span(x, w, size_wh[0])
        y1, y2, height_ = span(y, h, size_wh[1])
        box, size = (x1, y1, x2, y2), (width_, height_)
        if len(fractions) > 4:
            record[MORE] = " ".join(fractions[4:])
    if box is None or not all(map(_finite, (*box, *(size or ())))):
        box, size, record = NO_BOX, None, {LINE: " ".join(fractions)}
    assembly.add_box(image, name, box, where, source=path, size_wh=size, record=record)


def _finite(value: float) -> bool:
    return abs(value) < float("inf")


def _in_images(name: str) -> bool:
    return "images" in (part.lower() for part in name.split("/")[:-1])


def _line(dataset: Dataset, box: Annotation, *, moved: bool, relabelled: bool) -> str | None:
    """The line of a box; None where YOLO cannot say it."""
    own = dataset.format == "yolo"
    record = dataset.records.get(box.id, {}) if own else {}
    if box.category == UNKNOWN_CATEGORY:
        name = record.get(CLASS)
    else:
        name = int(dataset.categories.ids[box.category]) if own else box.category
    if name is None:
        return None
    if not moved:
        for kept in (LINE, SEGMENT):
            if kept in record:
                return f"{name} {record[kept]}"
    width, height = dataset.images.sizes_wh[box.image].tolist()
    x1, y1, x2, y2 = box.box_xyxy
    if not width or not height or not all(map(_finite, box.box_xyxy)):
        return None
    x, w = span_texts(x1, x2, box.size_wh[0], width)
    y, h = span_texts(y1, y2, box.size_wh[1], height)
    return " ".join((str(name), x, y, w, h, *((record[MORE],) if MORE in record else ())))


def _described(
    dataset: Dataset, images: list[str], provenance: Provenance | None
) -> Iterator[tuple[str, str]]:
    """Names and texts of class list and lists of images: as they were, else made anew."""
    told = () if provenance is None else provenance.fields().items()
    marks = "".join(f"{_MARK}{name} {quoted(value)}\n" for name, value in told)
    header = dataset.header if dataset.format == "yolo" else {}
    texts = {name: text for key in ("yaml", "classes", "lists") for name, text in header.get(key, {}).items()}
    if "yaml" in header or "classes" in header:
        for name, text in texts.items():
            yield name, _marked(text, marks) if name in header.get("yaml", {}) else text
        return
    lists: dict[str, list[str]] = {"train": []}
    for name in images:
        split = named_split(name) or "train"
        lists.setdefault(split if split in ("train", "val", "test") else "train", []).append(name)
    for split, names in lists.items():
        yield f"{split}.txt", "".join(f"./{name}\n" for name in names)
    lists.setdefault("val", [])
    places = "".join(
        f"{split}: {split if lists[split] else 'train'}.txt\n"
        for split in ("train", "val", "test")
        if split in lists
    )
    ids = dataset.categories.ids.tolist() if dataset.format == "yolo" else range(len(dataset.categories))
    classes = "".join(
        f"  {number}: {quoted(name)}\n" for number, name in zip(ids, dataset.categories.names, strict=True)
    )
    listed = f"\n{classes}" if classes else " []\n"
    yield "data.yaml", _marked(f"{places}nc: {len(dataset.categories)}\nnames:{listed}", marks)


def _marked(text: str, marks: str) -> str:
    """A YAML with what is told of its provenance, instead of what it told before."""
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith(_MARK)]
    if marks and lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join(lines) + marks
