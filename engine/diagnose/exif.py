"""What EXIF says of how an image was taken: by which camera, and when."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engine.errors import UserError
from engine.remote.reading import read_bytes

_BEGINNING = 1 << 16
"""EXIF stands before the pixels."""

_MARKS = (b"Exif\0\0", b"eXIf")
"""What it begins with in JPEG and WebP, and in PNG."""

_MAKE, _MODEL, _TAKEN, _CHANGED, _MORE = 0x010F, 0x0110, 0x9003, 0x0132, 0x8769
_TEXT, _LONG = 2, 4
_MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """How an image was taken.

    Attributes
    ----------
    camera : str
        Make and model; empty where EXIF says none.
    at : datetime or None
        By the camera's own clock.
    """

    camera: str = ""
    at: datetime | None = None


def taken(path: Path) -> Taken:
    """What the beginning of a file says; nothing of a file without EXIF, or with one that cannot be read."""
    try:
        data = read_bytes(path, most=_BEGINNING)
    except (OSError, ValueError, UserError):
        return Taken()
    for mark in _MARKS:
        at = data.find(mark)
        if at >= 0:
            return _of_tiff(data[at + len(mark) :])
    return Taken()


def _of_tiff(tiff: bytes) -> Taken:
    """Read a TIFF header and its first directory (EXIF 2.32, section 4.5)."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return Taken()
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        found = dict(_entries(tiff, start, order))
        more = found.get(_MORE)
        if isinstance(more, int):
            found.update(_entries(tiff, more, order))
    except struct.error:  # it ends early
        return Taken()
    make, model = (str(found.get(tag, "")).strip() for tag in (_MAKE, _MODEL))
    # Many makers repeat their name in the model.
    camera = model if model.lower().startswith(make.lower()) else f"{make} {model}".strip()
    return Taken(camera, _time(str(found.get(_TAKEN, found.get(_CHANGED, "")))))


def _entries(tiff: bytes, start: int, order: str) -> Iterator[tuple[int, str | int]]:
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for entry in range(start + 2, start + 2 + 12 * min(count, _MOST_ENTRIES), 12):
        tag, kind, length, value = struct.unpack_from(f"{order}HHII", tiff, entry)
        if kind == _LONG:
            yield tag, value
        elif kind == _TEXT:
            at = entry + 8 if length <= 4 else value
            yield tag, tiff[at : at + length].split(b"\0")[0].decode("utf-8", "replace")


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip(), "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
