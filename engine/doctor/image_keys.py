"""Which image a prediction means by the name or number it gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

import numpy as np

from engine.data.dataset import Dataset, Int
from engine.data.raw_predictions import Key
from engine.data.reading import ImageKey
from engine.formats.results import image_table

UNKNOWN = -1

_DIGITS = re.compile(r"(\d+)\D*$")


def image_indices(dataset: Dataset, keys: tuple[Key | None, ...], kind: ImageKey) -> Int:
    """Index of the image that each name means, (k,) int64; `UNKNOWN` where it means none.

    Parameters
    ----------
    dataset
    keys
        As `engine.data.raw_predictions.RawPredictions.image_keys`.
    kind
    """
    table, asked = _lookup(dataset, kind)
    return np.array([table.get(asked(key), UNKNOWN) for key in keys], np.int64)


def _lookup(
    dataset: Dataset, kind: ImageKey
) -> tuple[Mapping[Key | None, int], Callable[[Key | None], Key | None]]:
    """A table of images, and under what to look a name up in it."""
    names = dataset.images.file_names
    places = range(len(names))
    match kind:
        case ImageKey.AS_READ:
            return image_table(dataset), _same
        case ImageKey.TEXT:
            return {
                str(id_): place for id_, place in zip(dataset.images.ids.tolist(), places, strict=True)
            }, _text
        case ImageKey.NAME:
            return _unique((_stem(name), place) for name, place in zip(names, places, strict=True)), _stem
        case ImageKey.NUMBER_IN_NAME:
            return _unique((_number(name), place) for name, place in zip(names, places, strict=True)), _number
        case ImageKey.FROM_0 | ImageKey.FROM_1:
            first = int(kind is ImageKey.FROM_1)
            return {first + place: place for place in places}, _same
        case ImageKey.NAMES_FROM_0 | ImageKey.NAMES_FROM_1:
            first = int(kind is ImageKey.NAMES_FROM_1)
            return {first + n: place for n, place in enumerate(sorted(places, key=names.__getitem__))}, _same


def _unique(pairs: Iterable[tuple[Key | None, int]]) -> dict[Key | None, int]:
    """A table without the names that two images share."""
    table: dict[Key | None, int] = {}
    shared: set[Key | None] = {None}
    for key, place in pairs:
        if key in table:
            shared.add(key)
        table[key] = place
    return {key: place for key, place in table.items() if key not in shared}


def _same(key: Key | None) -> Key | None:
    return key


def _text(key: Key | None) -> str | None:
    """The id as text, without zeros before it."""
    return key.strip().lstrip("0") or "0" if isinstance(key, str) else None


def _stem(key: Key | None) -> str | None:
    if not isinstance(key, str):
        return None
    name = PurePosixPath(key.strip().replace("\\", "/")).name.casefold()
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and stem and len(suffix) <= 4 and not suffix.isdigit() else name


def _number(key: Key | None) -> int | None:
    if isinstance(key, int):
        return key
    stem = _stem(key)
    found = None if stem is None else _DIGITS.search(stem)
    return int(found[1]) if found and len(found[1]) < 19 else None
