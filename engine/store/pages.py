"""The pages of a project file as they lie on disk, with those of the log beside it, without SQLite.

SQLite takes a log that is left over into the file when it is opened; where one of the two is damaged, that would be the
end of what could still be read. The formats are those of https://www.sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HEADER = b"SQLite format 3\0"
_PAGE_SIZE = 4096
"""What SQLite gives a new file; that of a file whose header cannot be read."""
_LOG_HEADER, _FRAME_HEADER = 32, 24
_MAGIC = 0x377F0682
_SIZES = tuple(2**power for power in range(9, 17))

Words = np.ndarray[Any, np.dtype[np.uint32]]


@dataclass(frozen=True, slots=True)
class Log:
    """The log beside a file.

    Attributes
    ----------
    pages : mapping of int to bytes
        By number: those of whole transactions, up to the first frame that is not as it was written.
    size : int or None
        Pages of the file after the last whole transaction; None: there is none.
    damaged : bool
        A frame that was on disk for certain is not as it was written. A last transaction that was never finished is no
        damage: that is what a log is for.
    """

    pages: Mapping[int, bytes]
    size: int | None
    damaged: bool


@dataclass(frozen=True, slots=True)
class Image:
    """A file with its log taken in.

    Attributes
    ----------
    content : bytes
    page_size : int
    log_damaged : bool
    """

    content: bytes
    page_size: int
    log_damaged: bool

    def page(self, number: int) -> bytes:
        """A page, the first is 1; shorter or empty where the file ends."""
        return self.content[(number - 1) * self.page_size : number * self.page_size]

    @property
    def pages(self) -> int:
        """How many pages there are, begun ones as well."""
        return -(-len(self.content) // self.page_size)


def log_of(path: Path) -> Path:
    """The log beside a project file."""
    return path.with_name(f"{path.name}-wal")


def read_image(path: Path) -> Image:
    """Read a file, and what is in the log beside it.

    Raises
    ------
    OSError
        One of them cannot be read.
    """
    content = path.read_bytes()
    beside = log_of(path)
    log = read_log(beside.read_bytes() if beside.exists() else b"")
    size = next((len(page) for page in log.pages.values()), 0) or _page_size(content)
    if log.size is not None:
        merged = bytearray(content)
        merged.extend(bytes(max(0, log.size * size - len(merged))))
        del merged[log.size * size :]
        for number, page in log.pages.items():
            if number <= log.size:
                merged[(number - 1) * size : number * size] = page
        content = bytes(merged)
    return Image(content, size, log.damaged)


def read_log(content: bytes) -> Log:
    """Read a log, by the checksums in it."""
    nothing = Log({}, None, damaged=False)
    if len(content) < _LOG_HEADER + _FRAME_HEADER:
        return nothing
    magic, _version, size, _sequence = struct.unpack_from(">4I", content)
    order = ">u4" if magic & 1 else "<u4"
    state = _checksums(np.frombuffer(content, order, 6).reshape(1, -1))[0]
    if magic & ~1 != _MAGIC or size not in _SIZES or tuple(state) != struct.unpack_from(">2I", content, 24):
        return Log({}, None, damaged=True)
    whole = (len(content) - _LOG_HEADER) // (_FRAME_HEADER + size)
    if not whole:
        return nothing
    frames = np.frombuffer(content, np.uint8, whole * (_FRAME_HEADER + size), _LOG_HEADER).reshape(whole, -1)
    heads = frames[:, :_FRAME_HEADER].copy().view(">u4").astype(np.uint32)
    current = (heads[:, 2:4] == np.frombuffer(content, ">u4", 2, 16)).all(axis=1)
    words = np.hstack([frames[:, :8], frames[:, _FRAME_HEADER:]]).view(order).astype(np.uint32)
    good = _good_frames(state, words, heads[:, 4:6], current)
    commits = heads[:, 1] != 0
    # Of a transaction whose log was synced, nothing can be missing once there is a frame after it.
    later = np.flatnonzero(current[good:]) + good
    damaged = bool(len(later)) and bool(commits[later[:-1]].any())
    finished = np.flatnonzero(commits[:good])
    if not len(finished):
        return Log({}, None, damaged)
    last = int(finished[-1])
    pages = {int(heads[i, 0]): frames[i, _FRAME_HEADER:].tobytes() for i in range(last + 1)}
    return Log(pages, int(heads[last, 1]), damaged)


def _good_frames(
    state: Words, words: Words, stored: Words, current: np.ndarray[Any, np.dtype[np.bool_]]
) -> int:
    """How many frames from the first on are as they were written: each carries the checksum of all before it."""
    own = _checksums(words)
    step = _powers(words.shape[1] // 2)[0]
    for i in range(len(words)):
        state = step @ state + own[i]
        if not current[i] or tuple(state) != tuple(stored[i]):
            return i
    return len(words)


def _checksums(words: Words) -> Words:
    """SQLite's checksum of each row, begun at nought; rows (n, even), result (n, 2), modulo 2**32.

    For each pair of words: ``s0 += x0 + s1; s1 += x1 + s0``, a linear map, so that it is a sum weighted by its powers.
    """
    pairs = words.shape[1] // 2
    into = np.array([[1, 0], [1, 1]], np.uint32)
    weights = np.array(_powers(pairs)[1:], np.uint32) @ into
    # (pairs, 2, 2) to one row of weights for each of both sums.
    flat = weights.transpose(1, 0, 2).reshape(2, -1)
    return (words.astype(np.uint32) @ flat.T).astype(np.uint32)


def _powers(count: int) -> list[Words]:
    """Powers of the map, from that of the count down to 0."""
    once = np.array([[1, 1], [1, 2]], np.uint32)
    powers = [np.eye(2, dtype=np.uint32)]
    for _ in range(count):
        powers.append(powers[-1] @ once)
    return powers[::-1]


def _page_size(content: bytes) -> int:
    if content.startswith(HEADER):
        (size,) = struct.unpack_from(">H", content, 16) if len(content) >= 18 else (0,)
        size = 65536 if size == 1 else size
        if size in _SIZES:
            return int(size)
    return _PAGE_SIZE
