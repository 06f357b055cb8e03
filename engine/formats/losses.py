"""What an export would lose: what a format cannot say of these labels, told before it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from pathlib import PurePosixPath
from types import MappingProxyType

import numpy as np

from engine.data.dataset import Annotations, Bool, Dataset, Float, Problem
from engine.data.sentence import joined, sentence
from engine.errors import UserError
from engine.formats import voc, yolo
from engine.formats.stale import edited
from engine.formats.tfrecord import class_numbers, fractions, to_pixels
from engine.remote.reading import is_at_hand

_OWN_FIELDS = "boxwright_"
_KEEP = sentence("Loss", "Write COCO to keep it")
_MOST_NAMES = 6


class _Says(StrEnum):
    """What a format may have room for."""

    CROWDS = auto()
    AREAS = auto()
    IMAGE_IDS = auto()
    BARE_IMAGES = auto()
    BARE_CLASSES = auto()
    DOUBLE_CLASSES = auto()
    DOUBLE_STEMS = auto()
    PIXELS = auto()


@dataclass(frozen=True, slots=True)
class _Format:
    """A format.

    Attributes
    ----------
    title : str
        Its name for people.
    says : frozenset of _Says
        Crowds; areas that are not the box's; ids of images; images and classes without boxes; classes of one name;
        images whose names differ in their suffix alone; and boxes without the sizes of their images.
    numbers : function
        From a dataset to the numbers that its classes get.
    fields : frozenset of str or None
        Fields of other formats' boxes that it takes over; None: all.
    """

    title: str
    says: frozenset[_Says]
    numbers: Callable[[Dataset], list[int]]
    fields: frozenset[str] | None = frozenset()


def _kept(dataset: Dataset) -> list[int]:
    numbers: list[int] = dataset.categories.ids.tolist()
    return numbers


def _from_0(dataset: Dataset) -> list[int]:
    return list(range(len(dataset.categories)))


def _from_1(dataset: Dataset) -> list[int]:
    return list(range(1, len(dataset.categories) + 1))


def _by_name(dataset: Dataset) -> list[int]:
    places = {name: place for place, name in enumerate(sorted(set(dataset.categories.names)), 1)}
    return [places[name] for name in dataset.categories.names]


_ALL = frozenset(_Says)
_LISTS = frozenset({_Says.BARE_IMAGES, _Says.BARE_CLASSES, _Says.DOUBLE_STEMS, _Says.PIXELS})
_NAMES = _LISTS - {_Says.BARE_CLASSES}
_FORMATS: Mapping[str, _Format] = MappingProxyType(
    {
        "coco": _Format("COCO", _ALL, _kept, None),
        "voc": _Format("Pascal VOC", _NAMES | {_Says.CROWDS}, _by_name, frozenset(voc.FOREIGN)),
        "yolo": _Format(
            "YOLO", frozenset({_Says.BARE_IMAGES, _Says.BARE_CLASSES, _Says.DOUBLE_CLASSES}), _from_0
        ),
        "csv": _Format("CSV", _NAMES - {_Says.BARE_IMAGES}, _by_name),
        "retinanet": _Format("RetinaNet's CSV", _LISTS, _from_0),
        "openimages": _Format("CSV of Open Images", frozenset({_Says.CROWDS, _Says.BARE_CLASSES}), _from_1),
        "labelme": _Format("LabelMe", _NAMES, _by_name),
        "datumaro": _Format("Datumaro", _LISTS | {_Says.CROWDS, _Says.DOUBLE_CLASSES}, _from_0),
        "cvat": _Format("CVAT", _LISTS | {_Says.IMAGE_IDS}, _from_1),
        "tfrecord": _Format("TFRecord", _ALL - {_Says.PIXELS}, class_numbers),
    }
)


def losses_of(dataset: Dataset, annotations: Annotations, format_name: str) -> tuple[Problem, ...]:
    """List what a format cannot say of labels; nothing where it can say everything.

    Parameters
    ----------
    dataset, annotations, format_name
        As for `engine.formats.write.write_dataset`.

    Returns
    -------
    tuple of Problem
        One for each kind of loss, with how many there are and the first of them.

    Raises
    ------
    UserError
        There is no such format.
    """
    target = _FORMATS.get(format_name)
    if target is None:
        raise UserError(f"there is no format {format_name!r}", remedy=f"Choose one of: {', '.join(_FORMATS)}")
    own = dataset.format == format_name
    boxes = _Boxes(dataset, annotations, own)
    found = [*_left_out(boxes, format_name, target), *_unmarked(boxes, target)]
    found += _moved(boxes, format_name, target)
    if not own:
        found += [*_of_images(dataset, annotations, target), *_of_classes(dataset, annotations, target)]
        found += _of_fields(dataset, annotations, target)
    if format_name == "tfrecord":
        found += _of_pixels(dataset)
    return tuple(found)


@dataclass(frozen=True, eq=False, slots=True)
class _Boxes:
    """The labels, and what becomes of some of them.

    Attributes
    ----------
    dataset : Dataset
    annotations : Annotations
    own : bool
        Whether they are written in the format that they came from.
    """

    dataset: Dataset
    annotations: Annotations
    own: bool

    @property
    def finite(self) -> Bool:
        """Which have a place, (n,) bool."""
        found: Bool = np.logical_and.reduce(np.isfinite(self.annotations.boxes_xyxy), axis=1)
        return found

    @property
    def sides(self) -> Float:
        """Width and height of their images, twice, (n, 4) float64; 0 where it is not known."""
        return np.tile(self.dataset.images.sizes_wh[self.annotations.images].astype(np.float64), (1, 2))

    @property
    def moved(self) -> Bool:
        """Which were moved since they were opened, (n,) bool."""
        return edited(self.dataset.annotations, self.annotations)[0]

    def told(self, which: Bool, what: str, remedy: str = _KEEP) -> Iterator[Problem]:
        """What becomes of these, if there are any."""
        if which.any():
            first = int(self.annotations.source_ids[np.argmax(which)])
            count = int(np.count_nonzero(which))
            boxes = sentence("Loss", "{count} boxes", count=count)
            text = joined(" ", (sentence("Loss", "1 box") if count == 1 else boxes, what))
            yield Problem(str(self.dataset.source), f"annotation {first}", text, remedy)


def _left_out(boxes: _Boxes, name: str, target: _Format) -> Iterator[Problem]:
    if _Says.PIXELS not in target.says:
        lost: Bool = boxes.finite & np.logical_or.reduce(boxes.sides == 0, axis=1)
        yield from boxes.told(
            lost & boxes.moved if boxes.own else lost,
            sentence(
                "Loss",
                "left out, on images of unknown size, of which {title} has fractions",
                title=target.title,
            ),
            sentence("Loss", "Open the images with them"),
        )
    if not boxes.own and name != "coco":
        yield from boxes.told(
            boxes.annotations.categories < 0,
            sentence("Loss", "left out, whose class is not known"),
            sentence("Loss", "Give them a class"),
        )
        yield from boxes.told(
            ~boxes.finite,
            sentence("Loss", "left out, without a place"),
            sentence("Loss", "Correct or delete them"),
        )


def _unmarked(boxes: _Boxes, target: _Format) -> Iterator[Problem]:
    annotations, title = boxes.annotations, target.title
    if not boxes.own and _Says.CROWDS not in target.says:
        yield from boxes.told(
            annotations.crowd, sentence("Loss", "become plain ones: {title} knows no crowds", title=title)
        )
    if not boxes.own and _Says.AREAS not in target.says:
        yield from boxes.told(
            boxes.finite & (annotations.areas != annotations.sizes_wh.prod(axis=1)),
            sentence("Loss", "lose their area: {title} has that of the box alone", title=title),
        )
    yield from boxes.told(
        annotations.ignore,
        sentence("Loss", "count again: {title} cannot say that they are ignored", title=title),
    )


def _moved(boxes: _Boxes, name: str, target: _Format) -> Iterator[Problem]:
    corners, sides, title = boxes.annotations.boxes_xyxy, boxes.sides, target.title
    if name == "retinanet" and not (boxes.own and boxes.dataset.header.get("fractions")):
        yield from boxes.told(
            boxes.finite & np.logical_or.reduce(np.rint(corners) != corners, axis=1),
            sentence("Loss", "move by half a pixel at most: {title} has whole pixels", title=title),
        )
    if name == "tfrecord":
        placed = boxes.finite & ~np.logical_or.reduce(sides == 0, axis=1)
        yield from boxes.told(
            placed & ~_told_in_32_bits(corners, sides, placed),
            sentence(
                "Loss",
                "move by less than a hundredth of a pixel: {title} has fractions of 32 bits",
                title=title,
            ),
        )
    if name == "yolo" and boxes.own:
        outlined = _with_field(boxes.dataset, boxes.annotations, yolo.SEGMENT)
        yield from boxes.told(
            outlined & boxes.moved, sentence("Loss", "lose their outlines, from which they were moved")
        )


def _told_in_32_bits(boxes: Float, sides: Float, placed: Bool) -> Bool:
    """Which boxes come back the same from fractions of 32 bits, (n,) bool."""
    same = np.zeros(len(boxes), np.bool_)
    back = to_pixels(fractions(boxes[placed], sides[placed]), sides[placed])
    same[placed] = (back == boxes[placed]).all(axis=1)
    return same


def _with_field(dataset: Dataset, annotations: Annotations, name: str) -> Bool:
    return np.array([name in dataset.records.get(id_, {}) for id_ in annotations.ids.tolist()], np.bool_)


def _of_images(dataset: Dataset, annotations: Annotations, target: _Format) -> Iterator[Problem]:
    source, names = str(dataset.source), dataset.images.file_names
    bare = np.setdiff1d(np.arange(len(names)), annotations.images)
    if len(bare) and _Says.BARE_IMAGES not in target.says:
        text = sentence(
            "Loss",
            "{count} images left out, without boxes: {title} has a row for each box alone",
            count=len(bare),
            title=target.title,
        )
        yield Problem(source, f"image {names[int(bare[0])]!r}", text, _KEEP)
    stems = Counter(PurePosixPath(name).with_suffix("").as_posix().casefold() for name in names)
    double = [name for name in names if stems[PurePosixPath(name).with_suffix("").as_posix().casefold()] > 1]
    if double and _Says.DOUBLE_STEMS not in target.says:
        text = sentence(
            "Loss",
            "{count} images cannot be told apart: {title} names them without what is behind the point",
            count=len(double),
            title=target.title,
        )
        yield Problem(source, f"image {double[0]!r}", text, sentence("Loss", "Give each a name of its own"))
    ids = dataset.images.ids
    counted = np.array_equal(ids, np.arange(1, len(ids) + 1)) and list(names) == sorted(names)
    counted &= not len(bare) or _Says.BARE_IMAGES in target.says
    if _Says.IMAGE_IDS not in target.says and not counted:
        text = sentence(
            "Loss",
            "images lose their ids, by which predictions may know them: {title} has names alone",
            title=target.title,
        )
        yield Problem(source, f"image {int(ids[0])}", text, _KEEP)


def _of_classes(dataset: Dataset, annotations: Annotations, target: _Format) -> Iterator[Problem]:
    source, categories = str(dataset.source), dataset.categories
    bare = np.setdiff1d(np.arange(len(categories)), annotations.categories)
    if len(bare) and _Says.BARE_CLASSES not in target.says:
        names = _listed([categories.names[index] for index in bare.tolist()])
        text = sentence(
            "Loss",
            "classes without boxes are lost: {title} has no list of classes ({names})",
            title=target.title,
            names=names,
        )
        yield Problem(source, "", text, sentence("Loss", "Open it with a label map that names them"))
    doubles = [name for name, count in Counter(categories.names).items() if count > 1]
    if doubles and _Says.DOUBLE_CLASSES not in target.says:
        text = sentence("Loss", "classes of the same name become one ({names})", names=_listed(doubles))
        yield Problem(source, "", text, sentence("Loss", "Give each its own name"))
    numbers = target.numbers(dataset)
    changed = [place for place, number in enumerate(_kept(dataset)) if numbers[place] != number]
    if changed:
        place = changed[0]
        text = sentence(
            "Loss",
            "{count} classes get other numbers: {name}, {before}, is {after} in {title}",
            count=len(changed),
            name=repr(categories.names[place]),
            before=int(categories.ids[place]),
            after=numbers[place],
            title=target.title,
        )
        remedy = sentence("Loss", "Use the label map or class list that belongs to these labels")
        yield Problem(source, "", text, remedy)


def _of_fields(dataset: Dataset, annotations: Annotations, target: _Format) -> Iterator[Problem]:
    source, own = str(dataset.source), _FORMATS[dataset.format].title
    counts: Counter[str] = Counter()
    for id_ in annotations.ids.tolist():
        counts.update(name for name, value in dataset.records.get(id_, {}).items() if value is not None)
    kept = target.fields
    lost = [
        name for name in counts if kept is not None and name not in kept and not name.startswith(_OWN_FIELDS)
    ]
    if lost:
        told = _listed([f"{name} of {counts[name]}" for name in sorted(lost, key=lambda name: -counts[name])])
        text = sentence("Loss", "fields of boxes are lost: {fields}", fields=told)
        yield Problem(source, "", text, sentence("Loss", "Write {format} again to keep them", format=own))
    others = {name for record in dataset.image_records.values() for name in record} | set(dataset.header)
    others = {name.lstrip("@") for name in others if not name.startswith(_OWN_FIELDS)} - {"categories", "id"}
    if others:
        text = sentence(
            "Loss",
            "what else is said of images and dataset is lost: {fields}",
            fields=_listed(sorted(others)),
        )
        yield Problem(source, "", text, sentence("Loss", "Write {format} again to keep it", format=own))


def _of_pixels(dataset: Dataset) -> Iterator[Problem]:
    paths = (dataset.image_path(index) for index in range(len(dataset.images)))
    absent = [index for index, path in enumerate(paths) if path is None or not is_at_hand(path)]
    if absent:
        name = dataset.images.file_names[absent[0]]
        text = sentence("Loss", "{count} records get no image, which is not at hand", count=len(absent))
        remedy = sentence("Loss", "Open the labels with their images")
        yield Problem(str(dataset.source), f"image {name!r}", text, remedy)


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    return f"{shown} and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else shown
