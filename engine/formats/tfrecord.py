"""TFRecords of the TensorFlow Object Detection API: an image and its boxes a record, in fractions of 32 bits."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.dataset import UNKNOWN_CATEGORY, Annotation, Annotations, Dataset, Float
from engine.data.provenance import Provenance
from engine.formats.assembly import Assembly, Class, numbered_classes
from engine.formats.embedded import (
    ENCODED,
    FILE_NAME,
    SOURCE_ID,
    RecordNames,
    image_features,
    text_of,
)
from engine.formats.example import Feature, example_bytes, parse_example
from engine.formats.image_files import ImageNames, ImageTree
from engine.formats.label_map import read_label_map
from engine.formats.label_map_pbtxt import label_map_text
from engine.formats.output import Steps, new_folder, refuse_source
from engine.formats.problem_list import ProblemList
from engine.formats.protobuf_wire import NotMessageError
from engine.formats.stale import STALE, edited, stale_fields
from engine.formats.text_file import read_text
from engine.formats.tfrecord_file import framed, read_records, shards_of
from engine.remote.reading import is_at_hand

_OBJECT = "image/object/"
_SIDES = tuple(f"{_OBJECT}bbox/{side}" for side in ("xmin", "ymin", "xmax", "ymax"))
_TEXT, _LABEL = f"{_OBJECT}class/text", f"{_OBJECT}class/label"
_CROWD, _AREA = f"{_OBJECT}is_crowd", f"{_OBJECT}area"
_STALE = f"{_OBJECT}{STALE}"
_HEIGHT, _WIDTH = "image/height", "image/width"
SHARD, _KEPT = "boxwright_shard", "boxwright_features"
"""In an image's record: its file among those of the source; the features, each with its kind and values."""
_PLACE, _CLASS = "boxwright_place", "boxwright_class"
"""In a box's record: its fractions where they are no box; its class where there is none of that number or name."""
_RECORDS, _LABEL_MAP = "labels.tfrecord", "label_map.pbtxt"
_KINDS: Mapping[str, Any] = {"float": np.float32, "int": np.int64}
_MEND = "Write the record anew; its image has no boxes until then"


def read(
    source: Path,
    *,
    image_root: Path | None = None,
    split: Path | None = None,
    label_map: Mapping[int, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Dataset:
    """Read TFRecords, all shards of them; parameters and errors are those of `engine.formats.read.read_dataset`.

    Images stay in their records: without ``image_root`` there are none to show, until
    `engine.formats.embedded.extract_images` makes files of them. Classes are those of the
    label map, given or beside, else what the records call them.
    ``progress`` is told bytes.
    """
    progress(0, 0)
    found = ProblemList(source)
    shards, missing = shards_of(source)
    for name in missing:
        found.add(
            name, "this part is missing", "Copy it beside the others; its images are not there until then"
        )
    tree = None if image_root is None else ImageTree(image_root)
    assembly = Assembly(source, found, _CLASS)
    reader = _Reader(assembly, found, tree)
    total = sum(shard.stat().st_size for shard in shards)
    done = 0
    for number, shard in enumerate(shards):
        for place, record in enumerate(read_records(shard), 1):
            progress(min(done, total), total)
            done += len(record) + 16
            reader.add(record, shard, number, f"record {place}")
    texts = {str(label): text for label, text in reader.texts.items() if text}
    header: dict[str, Any] = {"shards": [shard.name for shard in shards], "texts": texts}
    beside = _label_map_beside(source)
    if beside is not None:
        header["label_map"] = {beside.name: read_text(beside)}
        label_map = read_label_map(beside) if label_map is None else label_map
    categories, index_of = numbered_classes(reader.names() if label_map is None else label_map)
    table: dict[Class, int] = dict(index_of)
    for index, name in enumerate(categories.names):
        table.setdefault(name, index)
    return assembly.dataset(
        "tfrecord", categories, table, image_root=image_root, tree=tree, split=split, header=header
    )


def write(
    dataset: Dataset,
    annotations: Annotations,
    output: Path,
    *,
    provenance: Provenance | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write TFRecords and their label map into a folder; parameters and errors are those of `write_dataset`.

    Images at hand are put into their records. Class numbers are those of the dataset, or from 1 where one of them is 0,
    which means the background here. There is no room for provenance.
    """
    refuse_source(output, dataset)
    own = dataset.format == "tfrecord"
    header = dataset.header if own else {}
    numbers = class_numbers(dataset)
    names = dict(zip(numbers, dataset.categories.names, strict=True))
    maps: Mapping[str, str] = header.get("label_map", {_LABEL_MAP: label_map_text(names)})
    shards: list[str] = header.get("shards", [_RECORDS])
    rows: list[list[int]] = [[] for _ in dataset.images.file_names]
    for row, image in enumerate(annotations.images.tolist()):
        rows[image].append(row)
    changed = edited(dataset.annotations, annotations)
    steps = Steps(progress, len(rows) * len(shards))
    with new_folder(output) as partial:
        for name, text in maps.items():
            (partial / name).write_bytes(text.encode())
        for number, shard in enumerate(shards):
            with (partial / shard).open("wb") as file:
                for image in steps.over(range(len(rows))):
                    record = dataset.image_records.get(image, {}) if own else {}
                    if record.get(SHARD, 0) == number:
                        boxes = [annotations.at(row) for row in rows[image]]
                        marks = [(bool(changed[0][row]), bool(changed[1][row])) for row in rows[image]]
                        file.write(framed(example_bytes(_features(dataset, image, boxes, marks, numbers))))


def class_numbers(dataset: Dataset) -> list[int]:
    """The number of each class: its own, or its place from 1 where one has none that a label map can hold."""
    ids: list[int] = dataset.categories.ids.tolist()
    if all(0 < number < 2**31 for number in ids):
        return ids
    return list(range(1, len(ids) + 1))


def fractions(values: Float, sides: Float, kind: Any = np.float32) -> NDArray[Any]:
    """Pixels as fractions, of 32 bits where nothing else is said."""
    with np.errstate(over="ignore", invalid="ignore"):
        return (values / sides).astype(kind)


def to_pixels(stated: NDArray[Any], sides: Float) -> Float:
    """The pixels of fractions: of all numbers that round to the same fraction, the one with the fewest decimals.

    So whole pixels are whole again, and what is written back is the same fraction.
    """
    exact = stated.astype(np.float64) * sides
    result = exact.copy()
    left = np.isfinite(exact)
    for decimals in range(9 if stated.dtype == np.float32 else 14):
        rounded = np.round(exact, decimals)
        good = left & (fractions(rounded, sides, stated.dtype) == stated)
        result[good] = rounded[good]
        left &= ~good
    return result


class _Reader:
    """Adds records to an assembly, and remembers what they call their classes."""

    def __init__(self, assembly: Assembly, found: ProblemList, tree: ImageTree | None) -> None:
        self._assembly = assembly
        self._found = found
        self._given = RecordNames()
        self._files = frozenset[str]() if tree is None else tree.files
        self._names = ImageNames(tree)
        self.texts: dict[int, str] = {}
        self._unnumbered: set[str] = set()

    def names(self) -> dict[int, str]:
        """Names by number as the records have them; what has none is numbered after all others."""
        names = {number: text or f"class {number}" for number, text in self.texts.items()}
        free = max(names, default=0) + 1
        unknown = sorted(self._unnumbered - set(names.values()))
        return names | dict(enumerate(unknown, free))

    def add(self, record: bytes, shard: Path, number: int, where: str) -> None:
        """Add one record."""
        try:
            features = parse_example(record)
        except NotMessageError as error:
            self._found.add(where, f"this is no tf.train.Example ({error})", _MEND, source=shard)
            features = {}
        name = self._names.name(self._given.name(features, self._files))
        width, height = (_int(features, side) for side in (_WIDTH, _HEIGHT))
        count = max((len(features.get(side, ())) for side in (*_SIDES, _TEXT, _LABEL)), default=0)
        own = {key: feature for key, feature in features.items() if _of_boxes(key, feature, count)}
        rest = {key: _kept(value) for key, value in features.items() if key not in own and key != ENCODED}
        kinds = {key: _kind(feature) for key, feature in own.items()}
        image = self._assembly.add_image(
            name, (width, height), number=_number(features), record={SHARD: number, _KEPT: [rest, kinds]}
        )
        if count:
            self._add_boxes(own, image, (width, height), count, where, shard)

    def _add_boxes(
        self,
        own: Mapping[str, Feature],
        image: int,
        size_wh: tuple[int, int],
        count: int,
        where: str,
        shard: Path,
    ) -> None:
        stated = np.full((count, 4), np.nan, np.float32)
        for column, side in enumerate(_SIDES):
            values = own.get(side)
            if isinstance(values, np.ndarray) and values.dtype == np.float32:
                stated[:, column] = values
        known = min(size_wh) > 0
        sides = np.array([*size_wh, *size_wh], np.float64)
        boxes = to_pixels(stated, sides) if known else np.full((count, 4), np.nan)
        crowd, areas = own.get(_CROWD), own.get(_AREA)
        for row, box in enumerate(boxes.tolist()):
            record = {
                key: _value(feature, row)
                for key, feature in own.items()
                if key not in (*_SIDES, _TEXT, _LABEL, _CROWD, _AREA)
            }
            name, told = self._class(own, row)
            record |= told
            if not np.isfinite(box).all():
                record[_PLACE] = [_value(own[side], row) if side in own else None for side in _SIDES]
            self._assembly.add_box(
                image,
                name,
                (box[0], box[1], box[2], box[3]),
                f"{where}, object {row + 1}",
                source=shard,
                area=_area(areas, row, box),
                crowd=isinstance(crowd, np.ndarray) and bool(crowd[row] == 1),
                record=record,
            )

    def _class(self, own: Mapping[str, Feature], row: int) -> tuple[Class, dict[str, Any]]:
        """The number of a box's class, else its name; and what of both does not follow from that."""
        texts, labels = own.get(_TEXT), own.get(_LABEL)
        text = texts[row].decode("utf-8", "replace") if isinstance(texts, tuple) else ""
        if isinstance(labels, np.ndarray) and labels.dtype == np.int64:
            number = int(labels[row])
            if number > 0 or not text:
                if 0 <= number < 2**31:
                    self.texts[number] = self.texts.get(number) or text
                return number, {_TEXT: text} if text != self.texts.get(number, "") else {}
            self._unnumbered.add(text)
            return text, {_LABEL: number}
        if text:
            self._unnumbered.add(text)
        return text, {}


def _of_boxes(name: str, feature: Feature, count: int) -> bool:
    """Whether a feature has a value for each box."""
    return bool(count) and name.startswith(_OBJECT) and len(feature) == count


def _area(areas: Feature | None, row: int, box: Sequence[float]) -> float | None:
    """What is said of a box's area; None where that is what its sides make, but for the 32 bits."""
    if not isinstance(areas, np.ndarray):
        return None
    with np.errstate(over="ignore"):
        product = np.float64((box[2] - box[0]) * (box[3] - box[1])).astype(np.float32)
    return None if product == areas[row] else float(areas[row])


def _int(features: Mapping[str, Feature], name: str) -> int:
    feature = features.get(name)
    if not isinstance(feature, np.ndarray) or feature.dtype != np.int64 or len(feature) != 1:
        return 0
    return int(feature[0]) if 0 < feature[0] < 2**31 else 0


def _number(features: Mapping[str, Feature]) -> int | None:
    """The id of the image, where it is a number."""
    text = text_of(features, SOURCE_ID)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _kind(feature: Feature) -> str:
    if isinstance(feature, tuple):
        return "bytes"
    return "float" if feature.dtype == np.float32 else "int"


def _value(feature: Feature, row: int) -> Any:
    """A value as JSON has it: text where bytes are some."""
    if not isinstance(feature, tuple):
        value = feature[row].item()
        return value if np.isfinite(value) else repr(value)
    try:
        return feature[row].decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(feature[row]).decode()}


def _kept(feature: Feature) -> list[Any]:
    return [_kind(feature), [_value(feature, row) for row in range(len(feature))]]


def _feature(kind: str, values: Sequence[Any]) -> Feature:
    """Inverse of `_kept`."""
    if kind in _KINDS:
        plain = [float(value) if isinstance(value, str) else value for value in values]
        with np.errstate(over="ignore"):
            return np.array(plain, np.float64 if kind == "float" else np.int64).astype(_KINDS[kind])
    return tuple(
        base64.b64decode(value["base64"]) if isinstance(value, dict) else str(value).encode()
        for value in values
    )


def _label_map_beside(source: Path) -> Path | None:
    folder = source if source.is_dir() else source.parent
    found = sorted(folder.glob("*.pbtxt"))
    return found[0] if len(found) == 1 else next((path for path in found if path.name == _LABEL_MAP), None)


def _features(
    dataset: Dataset,
    image: int,
    boxes: Sequence[Annotation],
    marks: Sequence[tuple[bool, bool]],
    numbers: Sequence[int],
) -> dict[str, Feature]:
    own = dataset.format == "tfrecord"
    kept, kinds = dataset.image_records.get(image, {}).get(_KEPT, ({}, {})) if own else ({}, {})
    features: dict[str, Feature] = {name: _feature(*value) for name, value in kept.items()}
    width, height = dataset.images.sizes_wh[image].tolist()
    if not own:
        name = dataset.images.file_names[image].encode()
        features = {FILE_NAME: (name,), SOURCE_ID: (str(int(dataset.images.ids[image])).encode(),)}
        if width and height:
            features |= {_HEIGHT: np.array([height]), _WIDTH: np.array([width])}
    path = dataset.image_path(image)
    if path is not None and is_at_hand(path):
        pixels = image_features(path)
        features = {**pixels, **features, ENCODED: pixels[ENCODED]} if own else {**features, **pixels}
    kinds = kinds or (
        {} if own and not boxes else {_TEXT: "bytes", _LABEL: "int", **dict.fromkeys(_SIDES, "float")}
    )
    rows = [
        row
        for row in (
            _row(dataset, box, numbers, moved=moved, relabelled=relabelled)
            for box, (moved, relabelled) in zip(boxes, marks, strict=True)
        )
        if row is not None
    ]
    if any(row.get(_CROWD) for row in rows):
        kinds = {**kinds, _CROWD: "int"}
    if any(row.get(_STALE) for row in rows):
        kinds = {**kinds, _STALE: "bytes"}
    if not own and any(box.area != box.size_wh[0] * box.size_wh[1] for box in boxes):
        kinds = {**kinds, _AREA: "float"}
    blank: Mapping[str, Any] = {"bytes": "", "float": 0.0, "int": 0}
    for name, kind in kinds.items():
        column = [row.get(name) for row in rows]
        features[name] = _feature(kind, [blank[kind] if value is None else value for value in column])
    return features


def _row(
    dataset: Dataset, box: Annotation, numbers: Sequence[int], *, moved: bool, relabelled: bool
) -> dict[str, Any] | None:
    """The values of one box by feature; None where a record cannot say it."""
    own = dataset.format == "tfrecord"
    record = dict(dataset.records.get(box.id, {})) if own else {}
    label = record.pop(_CLASS, None)
    place = record.pop(_PLACE, None)
    if box.category == UNKNOWN_CATEGORY:
        if label is None:
            return None
        told = {_LABEL: label} if isinstance(label, int) else {_TEXT: label}
    else:
        label = numbers[box.category]
        told = {_LABEL: label, _TEXT: dataset.categories.name(box.category)}
    if own and str(label) in dataset.header.get("texts", {}):
        told[_TEXT] = dataset.header["texts"][str(label)]
    if not relabelled:
        told |= {name: record[name] for name in (_TEXT, _LABEL) if name in record}
    width, height = dataset.images.sizes_wh[box.image].tolist()
    if np.isfinite(box.box_xyxy).all() and width and height:
        values = fractions(np.array(box.box_xyxy), np.array([width, height, width, height], np.float64))
        place = values.tolist()
    if place is None:
        return None
    plain = {key.removeprefix(_OBJECT): value for key, value in record.items()}
    stale = {*stale_fields(plain, moved=moved, relabelled=relabelled), *str(record.get(_STALE, "")).split()}
    sides = {side: value for side, value in zip(_SIDES, place, strict=True) if value is not None}
    return {
        **record,
        **told,
        **sides,
        _CROWD: int(box.crowd),
        _AREA: box.area,
        **({_STALE: " ".join(sorted(stale))} if stale else {}),
    }
