"""TensorBoard's event files: the scalars in them, read without TensorFlow and as far as a file goes."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from engine.data.sentence import sentence
from engine.data.training import EventFile, EventLog
from engine.errors import UserError
from engine.formats.protobuf_wire import NotMessageError, as_message, fields, varint
from engine.formats.tfrecord_file import masked_crc

_NAME = "tfevents"
_HEADER, _FOOTER = 12, 4
_LARGEST = 1 << 30
_MOST_TAGS = 10_000
_BYTES_BETWEEN_REPORTS = 1 << 18
_DTYPES: dict[int, np.dtype[Any]] = {
    1: np.dtype("<f4"),
    2: np.dtype("<f8"),
    3: np.dtype("<i4"),
    9: np.dtype("<i8"),
    19: np.dtype("<f2"),
}
"""Types of numbers by tensorflow.DataType."""
_TYPED: dict[int, np.dtype[Any]] = {5: np.dtype("<f4"), 6: np.dtype("<f8")}
"""Fields of a TensorProto that hold packed floats, by number."""
_VARINTS = (7, 10)
"""Those that hold whole numbers: int_val and int64_val."""


Progress = Callable[[int, int], None]


def read_events(
    folder: Path, before: EventLog | None = None, *, progress: Progress = lambda done, total: None
) -> EventLog:
    """Read the scalars of every event file under a folder.

    Parameters
    ----------
    folder
        Or a single event file.
    before
        What was read the last time: files are read on from where they ended then. A file that has become shorter is
        another one and is read from its start.
    progress
        Told how many bytes are read, of how many. May raise `engine.errors.CancelledError`.

    Returns
    -------
    EventLog
        A file that ends in the middle of a record, or bears a wrong checksum, is read as far as it goes.

    Raises
    ------
    UserError
        There is no event file, or the folder cannot be read.
    """
    known = {} if before is None else before.files
    files: dict[str, EventFile] = {}
    paths = _event_files(folder)
    sizes = [_size(path) for path in paths]
    for number, path in enumerate(paths):
        name = path.relative_to(folder).as_posix() if path != folder else path.name
        done, total = sum(sizes[:number]), sum(sizes)
        files[name] = _read_on(
            path, known.get(name, EventFile()), partial(_further, progress, done, max(total, 1))
        )
    if not files:
        raise UserError(
            "there is no event file of TensorBoard in this folder",
            source=folder,
            remedy="Choose the folder that was given to TensorBoard as --logdir",
        )
    return EventLog(files)


def _event_files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise UserError("there is no such folder", source=folder, remedy="Check the path")
    # Names begin with the time at which a file was opened, within a folder.
    found = [Path(parent) / name for parent, _, names in os.walk(folder) for name in names if _NAME in name]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _size(path: Path) -> int:
    """Its bytes; 0 where nobody may ask: reading it says why."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _further(progress: Progress, done: int, total: int, here: int) -> None:
    # A file that grows while it is read may have more than it had.
    progress(min(done + here, total), total)


def _read_on(path: Path, before: EventFile, tell: Callable[[int], None]) -> EventFile:
    try:
        total = path.stat().st_size
        if total < before.end:
            before = EventFile()
        with path.open("rb") as file:
            file.seek(before.end)
            return _read(file, total, before, tell)
    except OSError as error:
        reason = error.strerror or str(error)
        said = sentence("Events", "it cannot be read ({reason})", reason=reason)
        return EventFile(before.end, before.last_time, before.points, said, before.damaged)


def _read(file: BinaryIO, total: int, before: EventFile, tell: Callable[[int], None]) -> EventFile:
    points = {tag: list(own) for tag, own in before.points.items()}
    end, time, damaged, problem = before.end, before.last_time, before.damaged, ""
    told = -_BYTES_BETWEEN_REPORTS
    while end < total and not problem:
        if end - told >= _BYTES_BETWEEN_REPORTS:
            told = end
            tell(end)
        record, problem = _record(file, total - end)
        if problem:
            break
        end = file.tell()
        try:
            if record is None:
                damaged += 1
                continue
            time, step, values = _event(memoryview(record))
        except (NotMessageError, struct.error, OverflowError):
            damaged += 1
            continue
        for tag, value in values:
            if tag in points or len(points) < _MOST_TAGS:
                points.setdefault(tag, []).append((step, value))
    return EventFile(end, time, {tag: tuple(own) for tag, own in points.items()}, problem, damaged)


def _record(file: BinaryIO, left: int) -> tuple[bytes | None, str]:
    """The next record, None where its bytes bear a wrong checksum; or why there is none."""
    incomplete = sentence("Events", "it ends in the middle of a record: it is being written, or was cut off")
    header = file.read(_HEADER)
    if len(header) < _HEADER:
        return None, incomplete
    length, crc = struct.unpack("<QI", header)
    if masked_crc(header[:8]) != crc or length > _LARGEST:
        return None, sentence(
            "Events", "a record's length bears a wrong checksum: what follows cannot be read"
        )
    if length + _HEADER + _FOOTER > left:
        return None, incomplete
    data = file.read(length)
    footer = file.read(_FOOTER)
    return (data if footer == struct.pack("<I", masked_crc(data)) else None), ""


def _event(data: memoryview) -> tuple[float, int, list[tuple[str, float]]]:
    """Time, step and scalars of a tensorflow.Event."""
    time, step = 0.0, 0
    values: list[tuple[str, float]] = []
    for number, value in fields(data):
        if number == 1 and isinstance(value, int):
            (time,) = struct.unpack("<d", value.to_bytes(8, "little"))
        elif number == 2 and isinstance(value, int):
            step = value - 2**64 if value >= 2**63 else value
        elif number == 5:
            values += _scalars(as_message(value))
    return time, step, values


def _scalars(data: memoryview) -> Iterator[tuple[str, float]]:
    """Tag and value of each scalar of a tensorflow.Summary: a simple value, or a tensor of one number."""
    for number, entry in fields(data):
        if number != 1:
            continue
        tag, scalar = "", None
        for inner, value in fields(as_message(entry)):
            if inner == 1:
                tag = bytes(as_message(value)).decode("utf-8", "replace")
            elif inner == 2 and isinstance(value, int):
                (scalar,) = struct.unpack("<f", value.to_bytes(4, "little"))
            elif inner == 8:
                scalar = _number(as_message(value))
        if tag and scalar is not None:
            yield tag, float(scalar)


def _number(data: memoryview) -> float | None:
    """The number in a tensorflow.TensorProto of one; None where it is anything else."""
    found: list[float] = []
    dtype: np.dtype[Any] | None = None
    content = b""
    for number, value in fields(data):
        if number == 1 and isinstance(value, int):
            dtype = _DTYPES.get(value)
        elif number == 4:
            content = bytes(as_message(value))
        elif number in _TYPED:
            own = _TYPED[number]
            packed = value.to_bytes(own.itemsize, "little") if isinstance(value, int) else bytes(value)
            if len(packed) != own.itemsize:
                return None
            found.append(float(np.frombuffer(packed, own)[0]))
        elif number in _VARINTS:
            found += _whole(value)
    if dtype is None:
        return None
    if content:
        found = [float(np.frombuffer(content, dtype)[0])] if len(content) == dtype.itemsize else []
    return found[0] if len(found) == 1 else None


def _whole(value: int | memoryview) -> list[float]:
    if not isinstance(value, int):
        from_packed, at = [], 0
        while at < len(value):
            item, at = varint(value, at)
            from_packed.append(item)
    else:
        from_packed = [value]
    return [float(item - 2**64 if item >= 2**63 else item) for item in from_packed]
