"""Hashes that are the same wherever and in whatever order the same labels, predictions and journals are held."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import orjson

from engine.data.dataset import Annotations, Dataset, Int, Predictions
from engine.data.journal import JournalEntry
from engine.data.sign_off import JournalMark
from engine.store.rows import journal_row

STEP_DIGITS = 16
"""Of the hash after each journal entry."""


def canonical(value: Any) -> bytes:
    """JSON of a value that has one form alone: keys in order, no spaces, numbers with as few digits as say them."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def sha256(data: bytes) -> str:
    """Hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def labels_by_image(dataset: Dataset, annotations: Annotations) -> tuple[tuple[str, int], ...]:
    """Hash and number of the boxes of each image, by index.

    What counts of a box is its class by name, corner, size, area and marks; neither ids nor the order.
    """
    lines: list[list[str]] = [[] for _ in range(len(dataset.images))]
    names = dataset.categories
    # Adding 0 makes one of the two zeros.
    numbers = np.column_stack([annotations.boxes_xyxy[:, :2], annotations.sizes_wh, annotations.areas]) + 0.0
    rows = zip(
        annotations.images.tolist(),
        annotations.categories.tolist(),
        numbers.tolist(),
        annotations.crowd.tolist(),
        annotations.ignore.tolist(),
        strict=True,
    )
    for image, category, values, crowd, ignore in rows:
        lines[image].append(f"{names.name(category)}\0{values!r}{crowd:d}{ignore:d}")
    return tuple((sha256("\n".join(sorted(own)).encode()), len(own)) for own in lines)


def labels_hash(by_name: Iterable[tuple[str, str]]) -> str:
    """One hash over the names of images and the hashes of their labels."""
    return sha256(canonical(sorted(by_name)))


def predictions_hash(dataset: Dataset, predictions: Predictions) -> str:
    """Of predictions by names of images and classes, raw outputs included, whatever their order."""
    digest = hashlib.sha256()
    for names in (dataset.images.file_names, dataset.categories.names):
        digest.update(canonical(sorted(names)))
    images, categories = _ranks(dataset.images.file_names), _ranks(dataset.categories.names)
    for own in (predictions, predictions.raw):
        if own is not None:
            boxes = (own.boxes_xyxy[:, :2], own.sizes_wh, own.scores)
            places = (images[own.images], categories[own.categories])
            table = np.column_stack([*places, *boxes]) + 0.0
            ordered = table[np.lexsort(table.T[::-1])]
            digest.update(f"{len(own)}\n".encode() + np.ascontiguousarray(ordered, "<f8").tobytes())
    return digest.hexdigest()


def journal_mark(entries: Sequence[JournalEntry]) -> JournalMark:
    """A chain of hashes over a journal: that of each entry is also over the one before."""
    heads = tuple(_heads(entries))
    return JournalMark(
        length=len(entries),
        head=heads[-1] if heads else "",
        steps=tuple(head[:STEP_DIGITS] for head in heads),
        first_at=entries[0].at.isoformat() if entries else "",
        last_at=entries[-1].at.isoformat() if entries else "",
    )


def _heads(entries: Iterable[JournalEntry]) -> Iterator[str]:
    head = ""
    for entry in entries:
        head = sha256(head.encode() + canonical(journal_row(entry)))
        yield head


def _ranks(names: Sequence[str]) -> Int:
    """Where each name is among all in order; -1 at the end is the unknown one."""
    place = {name: rank for rank, name in enumerate(sorted(names))}
    return np.array([*(place[name] for name in names), -1], np.int64)
