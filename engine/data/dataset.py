"""Images, categories, annotations and predictions: frozen structs of arrays."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.data.sentence import sentence

Float = NDArray[np.float64]
Int = NDArray[np.int64]
Bool = NDArray[np.bool_]

BoxTuple = tuple[float, float, float, float]
"""x1, y1, x2, y2 in absolute pixels of the image as displayed upright."""

UNKNOWN_CATEGORY = -1
"""Category index of an annotation whose class the dataset does not define."""

UNKNOWN_CLASS = sentence("Class", "unknown class")
"""Name, for people, of a class that the dataset does not define."""

NEW_ID = 0
"""Id of an annotation in a suggestion that adds one: the review gives it the next free id."""


@dataclass(frozen=True, eq=False, slots=True)
class Images:
    """The images of a dataset, in ascending order of id.

    Attributes
    ----------
    ids : (n,) int64
        The source's image ids; unique.
    file_names : tuple of n str
        Paths relative to the dataset's image folder.
    sizes_wh : (n, 2) int64
        Width and height in pixels, upright; 0 where unknown.
    """

    ids: Int
    file_names: tuple[str, ...]
    sizes_wh: Int

    def __len__(self) -> int:
        return len(self.ids)

    @staticmethod
    def empty() -> Images:
        """No images."""
        return Images(np.zeros(0, np.int64), (), np.zeros((0, 2), np.int64))


@dataclass(frozen=True, eq=False, slots=True)
class Categories:
    """What boxes can be of, in ascending order of id.

    Attributes
    ----------
    ids : (k,) int64
        The source's category ids; unique.
    names : tuple of k str
    """

    ids: Int
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def name(self, category: int) -> str:
        """Name of the category with this index; ``"unknown class"`` for an index outside."""
        return self.names[category] if 0 <= category < len(self.names) else UNKNOWN_CLASS


@dataclass(frozen=True, slots=True)
class Annotation:
    """One labelled object: a row of `Annotations` as a value.

    Attributes
    ----------
    id : int
        The program's own id, from 1, never reused within a project.
    source_id : int
        The id in the source file and in exports.
    image, category : int
        Indices into `Images` and `Categories`; category may be `UNKNOWN_CATEGORY`.
    box_xyxy : tuple of 4 float
    size_wh : tuple of 2 float
        Width and height exactly as the source states them: x2 - x1 but for the last bit.
    area : float
        Square pixels, as the source states it (the mask's area in COCO), else width x height.
    crowd, ignore : bool
        ``crowd``: COCO's iscrowd. ``ignore``: not counted either way (VOC's difficult).
    """

    id: int
    source_id: int
    image: int
    category: int
    box_xyxy: BoxTuple
    size_wh: tuple[float, float]
    area: float
    crowd: bool = False
    ignore: bool = False

    @staticmethod
    def new(image: int, category: int, box_xyxy: BoxTuple) -> Annotation:
        """A box that is to be added: its id is still to come."""
        x1, y1, x2, y2 = (float(v) for v in box_xyxy)
        width, height = x2 - x1, y2 - y1
        return Annotation(NEW_ID, 0, image, category, (x1, y1, x2, y2), (width, height), width * height)

    def moved(self, box_xyxy: BoxTuple) -> Annotation:
        """The same object with another box; its area becomes the box's."""
        x1, y1, x2, y2 = (float(v) for v in box_xyxy)
        width, height = x2 - x1, y2 - y1
        return replace(self, box_xyxy=(x1, y1, x2, y2), size_wh=(width, height), area=width * height)

    def relabelled(self, category: int) -> Annotation:
        """The same object as another category."""
        return replace(self, category=int(category))


@dataclass(frozen=True, eq=False, slots=True)
class Annotations:
    """Ground truth boxes in ascending order of id, which is the order of the source.

    A row whose box holds NaN or whose category is unknown is kept, so that nothing is lost on
    export, and takes no part in evaluation.

    Attributes
    ----------
    ids, source_ids, images, categories : (n,) int64
        As in `Annotation`.
    boxes_xyxy : (n, 4) float64
    sizes_wh : (n, 2) float64
    areas : (n,) float64
    crowd, ignore : (n,) bool
    """

    ids: Int
    source_ids: Int
    images: Int
    categories: Int
    boxes_xyxy: Float
    sizes_wh: Float
    areas: Float
    crowd: Bool
    ignore: Bool

    def __len__(self) -> int:
        return len(self.ids)

    @staticmethod
    def empty() -> Annotations:
        """No annotations."""
        return Annotations.of_rows(())

    @staticmethod
    def of_rows(rows: tuple[Annotation, ...] | list[Annotation]) -> Annotations:
        """Build the arrays from rows in ascending order of id."""
        n = len(rows)
        return Annotations(
            ids=np.fromiter((r.id for r in rows), np.int64, n),
            source_ids=np.fromiter((r.source_id for r in rows), np.int64, n),
            images=np.fromiter((r.image for r in rows), np.int64, n),
            categories=np.fromiter((r.category for r in rows), np.int64, n),
            boxes_xyxy=np.array([r.box_xyxy for r in rows], np.float64).reshape(n, 4),
            sizes_wh=np.array([r.size_wh for r in rows], np.float64).reshape(n, 2),
            areas=np.fromiter((r.area for r in rows), np.float64, n),
            crowd=np.fromiter((r.crowd for r in rows), np.bool_, n),
            ignore=np.fromiter((r.ignore for r in rows), np.bool_, n),
        )

    def row(self, annotation_id: int) -> int | None:
        """Row of the annotation with this id, or None."""
        i = int(np.searchsorted(self.ids, annotation_id))
        return i if i < len(self.ids) and self.ids[i] == annotation_id else None

    def at(self, row: int) -> Annotation:
        """The annotation in this row."""
        x1, y1, x2, y2 = self.boxes_xyxy[row].tolist()
        width, height = self.sizes_wh[row].tolist()
        return Annotation(
            id=int(self.ids[row]),
            source_id=int(self.source_ids[row]),
            image=int(self.images[row]),
            category=int(self.categories[row]),
            box_xyxy=(x1, y1, x2, y2),
            size_wh=(width, height),
            area=float(self.areas[row]),
            crowd=bool(self.crowd[row]),
            ignore=bool(self.ignore[row]),
        )

    def get(self, annotation_id: int) -> Annotation | None:
        """The annotation with this id, or None."""
        row = self.row(annotation_id)
        return None if row is None else self.at(row)

    def rows_of_image(self, image: int) -> Int:
        """Rows of the boxes on the image with this index, ascending, (m,) int64."""
        return np.flatnonzero(self.images == image)

    def take(self, rows: Int | Bool) -> Annotations:
        """The annotations in these rows, which must be ascending."""
        return Annotations(*(getattr(self, name)[rows] for name in _ANNOTATION_FIELDS))

    def countable(self) -> Bool:
        """Which rows an evaluation can use, (n,) bool: a known category and a box of finite numbers."""
        return (self.categories >= 0) & np.isfinite(self.boxes_xyxy).all(axis=1)


_ANNOTATION_FIELDS = (
    "ids", "source_ids", "images", "categories", "boxes_xyxy", "sizes_wh", "areas", "crowd", "ignore",
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Predictions:
    """Scored boxes from a model, in the order of their file.

    Attributes
    ----------
    images, categories : (n,) int64
        Indices into `Images` and `Categories`.
    boxes_xyxy : (n, 4) float64
    sizes_wh : (n, 2) float64
        As for `Annotation`.
    scores : (n,) float64
        0 to 1 for most models; any finite number is allowed.
    raw : Predictions or None
        What the model said before suppression, one row for each class that an anchor scores more than next to
        nothing; usable boxes of known categories, by image. None where the model does not tell. It is of the
        images, not of these rows, and stays the same whichever of them are taken.
    """

    images: Int
    categories: Int
    boxes_xyxy: Float
    sizes_wh: Float
    scores: Float
    raw: Predictions | None = None

    def __len__(self) -> int:
        return len(self.scores)

    @staticmethod
    def empty() -> Predictions:
        """No predictions."""
        return Predictions(
            np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, 4)), np.zeros((0, 2)), np.zeros(0)
        )

    def rows_of_image(self, image: int) -> Int:
        """Rows of the predictions on the image with this index, ascending, (m,) int64."""
        return np.flatnonzero(self.images == image)

    def take(self, rows: Int | Bool) -> Predictions:
        """The predictions in these rows."""
        return Predictions(
            self.images[rows],
            self.categories[rows],
            self.boxes_xyxy[rows],
            self.sizes_wh[rows],
            self.scores[rows],
            self.raw,
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """A record of a source that could not be used, while the rest could.

    Attributes mirror `engine.errors.UserError`.
    """

    source: str
    record: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.source, self.record) if part)
        return f"{where}: {self.problem}. {self.remedy}."


@dataclass(frozen=True, eq=False, slots=True)
class Dataset:
    """Images and ground truth as a reader found them.

    Attributes
    ----------
    images, categories, annotations
    image_root : Path or None
        The folder that `Images.file_names` are relative to; None where no images were given.
    source : Path
        The annotation file or folder it was read from.
    format : str
        One of `engine.formats.write.FORMATS`.
    records : mapping of int to mapping
        By annotation id: the fields of the source's record that the program does not understand,
        kept for export. Only annotations that have such fields are in it.
    image_records : mapping of int to mapping
        The same by image index.
    header : mapping
        What else the source holds (info, licenses, annotations of no known image, ...), kept for export.
    problems : tuple of Problem
        What was wrong in the source without making the rest unusable.
    """

    images: Images
    categories: Categories
    annotations: Annotations
    image_root: Path | None
    source: Path
    format: str
    records: Mapping[int, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    image_records: Mapping[int, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    header: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()

    def image_path(self, image: int) -> Path | None:
        """Where the image with this index lies; None where no image folder was given, or its name leads out of it."""
        return (
            None if self.image_root is None else path_inside(self.image_root, self.images.file_names[image])
        )


def path_inside(folder: Path, name: str) -> Path | None:
    """The file of this name in a folder, or None where the name leads out of it."""
    path = folder / name
    # By the letters alone: a link inside the folder is its owner's own doing.
    try:
        place, root = (os.path.normcase(os.path.abspath(one)) for one in (path, folder))  # noqa: PTH100
    except ValueError:
        return None
    return path if place.startswith(os.path.join(root, "")) else None  # noqa: PTH118
