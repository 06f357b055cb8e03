"""Rows as they lie in the pages of a file, found without the tree above them, which may be damaged.

The formats are those of https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.store.pages import Image

Values = tuple[Any, ...]

_INDEX_INTERIOR, _INDEX_LEAF, _TABLE_LEAF = 2, 10, 13
_FIRST_PAGE_AT = 100
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)
_FLOAT, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12


@dataclass(frozen=True, slots=True)
class Record:
    """One row.

    Attributes
    ----------
    key : int or None
        Its number in the table; None: the table has none.
    values : tuple
        None stands for the number as well, where it is a column of the table.
    """

    key: int | None
    values: Values


def records_of(image: Image) -> Iterator[Record]:
    """Every row that can be read, wherever it lies; some twice, where a page was freed."""
    for number in range(1, image.pages + 1):
        page = image.page(number)
        start = _FIRST_PAGE_AT if number == 1 else 0
        if len(page) < image.page_size or page[start] not in (_INDEX_INTERIOR, _INDEX_LEAF, _TABLE_LEAF):
            continue
        (cells,) = struct.unpack_from(">H", page, start + 3)
        first = start + (12 if page[start] == _INDEX_INTERIOR else 8)
        for at in range(first, min(first + 2 * cells, len(page) - 1), 2):
            (cell,) = struct.unpack_from(">H", page, at)
            try:
                yield _record(image, page, page[start], cell)
            except (IndexError, ValueError, struct.error):
                # What was here is no row any more; its neighbours may be.
                continue


def _record(image: Image, page: bytes, kind: int, at: int) -> Record:
    if kind == _INDEX_INTERIOR:
        at += 4
    length, at = _varint(page, at)
    key = None
    if kind == _TABLE_LEAF:
        key, at = _varint(page, at)
    return Record(key, _values(_payload(image, page, kind, at, length)))


def _payload(image: Image, page: bytes, kind: int, at: int, length: int) -> bytes:
    """The bytes of a row: as far as they fit on its page, and those on the pages that it flows over to."""
    usable = image.page_size
    most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return _taken(page, at, length)
    if length > len(image.content):
        raise ValueError(length)
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    here = here if here <= most else least
    parts = [_taken(page, at, here)]
    (following,) = struct.unpack_from(">I", page, at + here)
    left = length - here
    while left > 0:
        if following == 0:
            raise ValueError(following)
        over = image.page(following)
        part = min(left, usable - 4)
        parts.append(_taken(over, 4, part))
        (following,) = struct.unpack_from(">I", over)
        left -= part
    return b"".join(parts)


def _values(payload: bytes) -> Values:
    size, at = _varint(payload, 0)
    body = size
    values: list[Any] = []
    while at < size:
        kind, at = _varint(payload, at)
        value, body = _value(payload, kind, body)
        values.append(value)
    if body != len(payload):
        raise ValueError(body)
    return tuple(values)


def _value(payload: bytes, kind: int, at: int) -> tuple[Any, int]:
    if kind < len(_INTEGER_BYTES):
        length = _INTEGER_BYTES[kind]
        return (
            None if kind == 0 else int.from_bytes(_taken(payload, at, length), "big", signed=True)
        ), at + length
    if kind == _FLOAT:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, at
    if kind < _FIRST_BLOB:
        raise ValueError(kind)
    length = (kind - _FIRST_BLOB) // 2
    content = _taken(payload, at, length)
    return (content.decode() if kind % 2 else content), at + length


def _taken(content: bytes, at: int, length: int) -> bytes:
    if at + length > len(content):
        raise IndexError(at)
    return content[at : at + length]


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for taken in range(8):
        byte = content[at + taken]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + taken + 1
    value = value << 8 | content[at + 8]
    return (value - (1 << 64) if value >= 1 << 63 else value), at + 9
