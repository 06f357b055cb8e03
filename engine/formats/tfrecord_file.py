"""TFRecord files: records of bytes, each with its length and two checksums (TensorFlow's tfrecord_writer)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

from engine.errors import UserError

_HEADER, _FOOTER = 12, 4
_REMEDY = "Copy it again, or write it anew"
_LANES = 1 << 10
_MASK = 0xA282EAD8


def is_tfrecord(head: bytes) -> bool:
    """Whether a file that begins so is made of records: its first length bears its checksum."""
    if len(head) < _HEADER:
        return False
    (stated,) = struct.unpack_from("<I", head, 8)
    return bool(stated == masked_crc(head[:8]))


def read_records(path: Path) -> Iterator[bytes]:
    """Read a file a record at a time.

    Raises
    ------
    UserError
        The file cannot be read, ends early, or a checksum is wrong; the record is named, numbered from 1.
    """
    number = 0
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            while file.tell() < total:
                number += 1
                yield _record(file, total, path, number)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the file cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error


def framed(record: bytes) -> bytes:
    """A record as it stands in a file."""
    length = struct.pack("<Q", len(record))
    return b"".join(
        (length, struct.pack("<I", masked_crc(length)), record, struct.pack("<I", masked_crc(record)))
    )


def masked_crc(data: bytes) -> int:
    """CRC-32C, rotated and shifted as TensorFlow does, so that the checksum of a checksum is none."""
    crc = crc32c(data)
    return (((crc >> 15) | (crc << 17)) + _MASK) & 0xFFFFFFFF


def crc32c(data: bytes) -> int:
    """CRC-32C (Castagnoli)."""
    bits = 0xFFFFFFFF
    whole = len(data) // _LANES * _LANES if len(data) >= 16 * _LANES else 0
    if whole:
        bits = _crc_of_lanes(np.frombuffer(data, np.uint8, whole), bits)
    for byte in data[whole:]:
        bits = (bits >> 8) ^ _BYTES[(bits ^ byte) & 0xFF]
    return bits ^ 0xFFFFFFFF


def _record(file: BinaryIO, total: int, path: Path, number: int) -> bytes:
    header = file.read(_HEADER)
    problem = ""
    data = b""
    if len(header) < _HEADER:
        problem = "the file ends early"
    else:
        length, crc = struct.unpack("<QI", header)
        if masked_crc(header[:8]) != crc:
            problem = "its length bears a wrong checksum"
        elif length > total - file.tell() - _FOOTER:
            problem = f"it claims {length} bytes, more than the file has"
        else:
            data = file.read(length)
            footer = file.read(_FOOTER)
            if len(footer) < _FOOTER or struct.unpack("<I", footer) != (masked_crc(data),):
                problem = "its bytes bear a wrong checksum"
    if problem:
        raise UserError(problem, source=path, record=f"record {number}", remedy=_REMEDY)
    return data


def _byte_table() -> list[int]:
    table = []
    for byte in range(256):
        bits = byte
        for _ in range(8):
            bits = (bits >> 1) ^ (0x82F63B78 if bits & 1 else 0)
        table.append(bits)
    return table


_BYTES = _byte_table()


def _shifted(columns: list[int], times: int) -> list[int]:
    """The linear map of a checksum that so many zero bytes make, as 32 columns, from that of one."""
    result = [1 << bit for bit in range(32)]
    while times:
        if times & 1:
            result = [_applied(columns, column) for column in result]
        columns = [_applied(columns, column) for column in columns]
        times >>= 1
    return result


def _applied(columns: list[int], bits: int) -> int:
    total = 0
    for bit in range(32):
        if bits >> bit & 1:
            total ^= columns[bit]
    return total


def _crc_of_lanes(data: np.ndarray[tuple[int], np.dtype[np.uint8]], bits: int) -> int:
    """The checksum of many bytes: of lanes side by side, which are then put one after the other."""
    length = len(data) // _LANES
    lanes = data.reshape(_LANES, length)
    table = np.array(_BYTES, np.uint32)
    states = np.zeros(_LANES, np.uint32)
    states[0] = bits
    for position in range(length):
        states = (states >> np.uint32(8)) ^ table[(states ^ lanes[:, position]) & np.uint32(0xFF)]
    one = [(1 << bit >> 8) ^ _BYTES[1 << bit & 0xFF] for bit in range(32)]
    columns = _shifted(one, length)
    total = 0
    for state in states.tolist():
        total = _applied(columns, total) ^ state
    return total


_SHARD = re.compile(r"(?P<name>.*-)(?P<number>\d{5,})-of-(?P<count>\d{5,})(?P<end>\.\w+)?")


def shards_of(source: Path) -> tuple[list[Path], list[str]]:
    """The files that make up a source: all shards where it is one of several, all TFRecords of a folder.

    Returns
    -------
    list of Path, list of str
        Those there are, in the order of their names; and the names of shards that are missing.

    Raises
    ------
    UserError
        There is none in the folder, or it cannot be read.
    """
    try:
        found = sorted(path for path in _candidates(source) if path.is_file() and is_tfrecord(_start(path)))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"this cannot be read ({reason})", source=source, remedy="Check the path") from error
    if not found:
        raise UserError(
            "this is no TFRecord" if source.is_file() else "there is no TFRecord in this folder",
            source=source,
            remedy="Choose a TFRecord, or a folder with some",
        )
    return found, _missing(found)


def _candidates(source: Path) -> list[Path]:
    if source.is_dir():
        return list(source.iterdir())
    own = _SHARD.fullmatch(source.name)
    if own is None:
        return [source]
    siblings = ((path, _SHARD.fullmatch(path.name)) for path in source.parent.iterdir())
    keys = ("name", "count", "end")
    return [path for path, match in siblings if match and all(match[key] == own[key] for key in keys)]


def _missing(found: list[Path]) -> list[str]:
    names = {path.name for path in found}
    missing = []
    for match in filter(None, map(_SHARD.fullmatch, sorted(names))):
        digits = len(match["number"])
        # Of a count that nobody could mean only as many are named as anybody reads.
        for number in range(min(int(match["count"]), 100_000)):
            name = f"{match['name']}{number:0{digits}}-of-{match['count']}{match['end'] or ''}"
            if name not in names:
                names.add(name)
                missing.append(name)
    return missing[:1000]


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADER)
