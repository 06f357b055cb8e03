"""JSON files: read in whatever dialect Python wrote, written one record a line."""

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from engine.errors import UserError

_REMEDY = "Check that the file is complete, or write it anew"


def read_json(path: Path) -> Any:
    """Read a JSON file; NaN and Infinity, which JSON does not have but Python writes, are taken as well.

    Raises
    ------
    UserError
        The file cannot be read or is not JSON; the line is named.
    """
    return _parsed(_bytes(path), path)


def read_json_parts(path: Path, size: int = 1 << 17) -> Iterator[Any]:
    """Read a JSON file as `read_json` does, a list of records in parts: of several lists, each with the next records.

    They never are in memory all at once, which takes less of it, and less time. What is no list comes as it is.

    Parameters
    ----------
    size
        Smallest length of a part in bytes.

    Raises
    ------
    UserError
        As `read_json`, perhaps after some parts.
    """
    data = _bytes(path)
    start, read = data.find(b"[") + 1, 0
    if not start or data[: start - 1].strip():
        yield _parsed(data, path)
        return
    while True:
        # A cut inside a record leaves what is no JSON; the rest is then read in one.
        stop = data.find(b"},", start + size) + 1 or len(data)
        last = stop == len(data)
        try:
            part = orjson.loads(b"[" + data[start:stop] + (b"" if last else b"]"))
        except orjson.JSONDecodeError:
            part = None
        if part is None or (read and not part):
            part, last = _parsed(data, path)[read:], True
        yield part
        if last:
            return
        read += len(part)
        start = stop + 1


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the file cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error


def _parsed(data: bytes, path: Path) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return _read_leniently(data, path)


def _read_leniently(data: bytes, path: Path) -> Any:
    """Python's own reader: slower, but it knows NaN, byte order marks, and where exactly it stopped."""
    if not data.strip():
        raise UserError("the file is empty", source=path, remedy=_REMEDY)
    try:
        content = json.loads(data, parse_int=_int)
        json.dumps(content, ensure_ascii=False).encode()  # a lone surrogate could be stored nowhere
    except json.JSONDecodeError as error:
        raise UserError(
            f"this is not JSON ({error.msg} at column {error.colno})",
            source=path,
            record=f"line {error.lineno}",
            remedy=_REMEDY,
        ) from error
    except UnicodeError as error:
        raise UserError("the text is not Unicode", source=path, remedy="Save it as UTF-8") from error
    except RecursionError as error:
        raise UserError("the JSON is nested too deeply", source=path, remedy=_REMEDY) from error
    return content


def _int(digits: str) -> int | float:
    # As orjson does: what does not fit into 64 bits is read as a float.
    return int(digits) if len(digits) < 19 else float(digits)


def to_line(value: Any) -> bytes:
    """Write a value without line breaks; NaN, which JSON does not have, becomes null."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:  # nested more deeply than orjson goes
        return json.dumps(value).encode()


def list_lines(records: Iterable[Any]) -> Iterator[bytes]:
    """Write a list one record a line, so that two versions of a file can be compared line by line."""
    separator = b"[\n"
    for record in records:
        yield separator + to_line(record)
        separator = b",\n"
    yield b"[]" if separator == b"[\n" else b"\n]"


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause Python's search for reference cycles while many records are made, none of which has any.

    Of 300,000 records it would otherwise take two thirds of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
