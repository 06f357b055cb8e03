"""What ground truth says and evaluation does not hear: that boxes are not to count; and ids that it mishears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.data.dataset import Bool, Dataset
from engine.errors import UserError
from engine.formats.columns import whole_numbers
from engine.formats.json_file import read_json

FIELDS = (
    "difficult",
    "ignore",
    "ignored",
    "iscrowd",
    "is_crowd",
    "crowd",
    "group_of",
    "is_group_of",
    "isgroupof",
)
"""By which formats mark boxes that are not to count; compared without regard to case."""

_TRUE = ("1", "1.0", "true", "yes")
_MOST_RUNS = 0.2
"""COCO states masks of crowds as run lengths and all others as polygons; some programs state all as run lengths."""


@dataclass(frozen=True, slots=True)
class WrongIds:
    """Annotation ids that pycocotools counts wrong.

    Attributes
    ----------
    repeated : int
        How many annotations have the id of one before them.
    zero : int
        How many have the id 0.
    """

    repeated: int
    zero: int


def marked(dataset: Dataset) -> Bool:
    """Which annotations count though they are marked as not to be counted, (n,) bool."""
    return named_marks(dataset) | crowd_masks(dataset)


def named_marks(dataset: Dataset) -> Bool:
    """Which annotations have a mark in a field that evaluation knows nothing of, (n,) bool."""
    return _where(dataset, lambda record: _mark(record) is not None)


def mark_name(dataset: Dataset) -> str | None:
    """The name of such a field, of the first annotation that has one."""
    found = (_mark(record) for _, record in sorted(dataset.records.items()))
    return next((name for name in found if name is not None), None)


def crowd_masks(dataset: Dataset) -> Bool:
    """Which annotations have a mask as only crowds have it and are no crowd, (n,) bool."""
    masked = sum("segmentation" in record for record in dataset.records.values())
    runs = _where(dataset, lambda record: _is_runs(record.get("segmentation")))
    return runs if np.count_nonzero(runs) <= _MOST_RUNS * masked else np.zeros_like(runs)


def wrong_ids(dataset: Dataset) -> WrongIds | None:
    """Annotation ids of a COCO file that are given twice or 0, or None where none are.

    The reader numbers them anew and has said so; how many there are is in the file alone.
    """
    told = any(
        problem.record.startswith("annotation ")
        and (" id 0 " in problem.problem or "has this id" in problem.problem)
        for problem in dataset.problems
    )
    if not told or dataset.format != "coco" or not dataset.source.is_file():
        return None
    try:
        content = read_json(dataset.source)
    except UserError:
        return None
    annotations = content.get("annotations") if isinstance(content, dict) else None
    if not isinstance(annotations, list):
        return None
    ids, known = whole_numbers([own.get("id") for own in annotations if isinstance(own, dict)])
    ids = ids[known]
    zero = int(np.count_nonzero(ids == 0))
    repeated = len(ids) - zero - len(np.unique(ids[ids != 0]))
    return WrongIds(repeated, zero) if repeated or zero else None


def _where(dataset: Dataset, holds: Any) -> Bool:
    own = dataset.annotations
    found = np.zeros(len(own), np.bool_)
    for id_, record in dataset.records.items():
        if holds(record):
            row = own.row(id_)
            if row is not None:
                found[row] = True
    return found & ~own.crowd & ~own.ignore


def _mark(record: Mapping[str, Any]) -> str | None:
    attributes = record.get("attributes")
    for own in (record, attributes) if isinstance(attributes, Mapping) else (record,):
        for name, value in own.items():
            if name.casefold().replace("-", "_") in FIELDS and str(value).casefold() in _TRUE:
                return name
    return None


def _is_runs(mask: Any) -> bool:
    return isinstance(mask, Mapping) and "counts" in mask
