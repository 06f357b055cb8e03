"""JSON files: read in whatever dialect Python wrote, written one record a line."""

import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from engine.errors import UserError

Progress = Callable[[int, int], None]

_REMEDY = "Check that the file is complete, or write it anew"
_DECODER = json.JSONDecoder()
_SPACE = rb"[ \t\r\n]*"
_OPENED = re.compile(_SPACE + rb"\{")
_KEY = re.compile(_SPACE + rb'("(?:[^"\\]|\\.)*+")' + _SPACE + rb":" + _SPACE)
_EMPTY = re.compile(rb"\[" + _SPACE + rb"\]")
_SEPARATOR = re.compile(_SPACE + rb"([,}])")
_BETWEEN = re.compile(rb"\}" + _SPACE + rb"," + _SPACE + rb"\{")
_END = re.compile(rb"\}" + _SPACE + rb"\]")
_FIRST_WINDOW = 1 << 11
_MOST_VALUE = 1 << 24


def _ignored(done: int, total: int) -> None:
    """Nobody wants to be told."""


class _UnusualError(ValueError):
    """It is not put together as files of records are."""


def read_json(path: Path) -> Any:
    """Read a JSON file; NaN and Infinity, which JSON does not have but Python writes, are taken as well.

    Raises
    ------
    UserError
        The file cannot be read or is not JSON; the line is named.
    """
    return _parsed(_bytes(path), path)


def read_json_object(path: Path, progress: Progress = _ignored, size: int = 1 << 20) -> Any:
    """Read a JSON file as `read_json` does, an object of long lists of records part by part.

    In one, half a gigabyte would keep every other thread waiting for seconds, and nobody could be told how far it is.

    Parameters
    ----------
    path
    progress
        Told how many bytes are done, of how many. May raise `engine.errors.CancelledError`.
    size
        Length of a part in bytes; a file that is no longer is read in one.

    Raises
    ------
    UserError
        As `read_json`.
    """
    data = _bytes(path)
    if len(data) > size:
        try:
            return _object_in_parts(data, size, progress)
        except ValueError:
            pass  # What is put together in another way, or is wrong, is read in one: that says where it is wrong.
    return _parsed(data, path)


def _object_in_parts(data: bytes, size: int, progress: Progress) -> dict[str, Any]:
    content: dict[str, Any] = {}
    at = _after(_OPENED, data, 0)
    while True:
        key = _KEY.match(data, at)
        if key is None:
            raise _UnusualError
        name = orjson.loads(key[1])
        at = key.end()
        if data[at : at + 1] == b"[" and not _EMPTY.match(data, at):
            content[name], at = _list_in_parts(data, at + 1, size, progress)
        else:
            content[name], at = _value(data, at)
        separator = _SEPARATOR.match(data, at)
        if separator is None:
            raise _UnusualError
        at = separator.end()
        if separator[1] == b"}":
            if data[at:].strip():
                raise _UnusualError
            return content


def _list_in_parts(data: bytes, at: int, size: int, progress: Progress) -> tuple[list[Any], int]:
    """The records of a list whose first begins here, and where what follows the list begins."""
    records: list[Any] = []
    while True:
        progress(at, len(data))
        cut = _closed(_BETWEEN, data, at, at + size, at + 2 * size)
        part = None if cut is None else _records(data, at, cut.start() + 1)
        if cut is not None and part is not None:
            records += part
            at = cut.end() - 1
            continue
        # The cut is beyond the end of the list, or there is none any more.
        end = _closed(_END, data, at, at, at + 3 * size)
        part = None if end is None else _records(data, at, end.start() + 1)
        if end is None or part is None:
            raise _UnusualError
        return records + part, end.end()


def _closed(
    pattern: re.Pattern[bytes], data: bytes, at: int, start: int, stop: int
) -> re.Match[bytes] | None:
    """The first match where every brace since ``at`` is closed; those in strings count too, which parsing shows."""
    depth = 0
    for found in pattern.finditer(data, start, stop):
        here = found.start() + 1
        depth += data.count(b"{", at, here) - data.count(b"}", at, here)
        if not depth:
            return found
        at = here
    return None


def _records(data: bytes, start: int, stop: int) -> list[Any] | None:
    """What is between, if these are whole records: a cut inside one leaves what is no JSON."""
    try:
        found: list[Any] = orjson.loads(b"[" + data[start:stop] + b"]")
    except orjson.JSONDecodeError:
        return None
    return found


def _value(data: bytes, at: int) -> tuple[Any, int]:
    """A value that is no list of records, and where what follows it begins."""
    window = _FIRST_WINDOW
    while True:
        text = data[at : at + window].decode("utf-8", "ignore")
        try:
            _, length = _DECODER.raw_decode(text)
        except (json.JSONDecodeError, RecursionError) as error:
            if isinstance(error, RecursionError) or at + window >= len(data) or window > _MOST_VALUE:
                raise _UnusualError from error
            window *= 8
            continue
        stop = at + len(text[:length].encode())
        if stop == at + window:  # a number may go on
            window *= 8
            continue
        return orjson.loads(data[at:stop]), stop


def _after(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    found = pattern.match(data, at)
    if found is None:
        raise _UnusualError
    return found.end()


def read_json_parts(path: Path, progress: Progress = _ignored, size: int = 1 << 17) -> Iterator[Any]:
    """Read a JSON file as `read_json` does, a list of records in parts: of several lists, each with the next records.

    They never are in memory all at once, which takes less of it, and less time. What is no list comes as it is.

    Parameters
    ----------
    progress
        Told how many bytes are done, of how many. May raise `engine.errors.CancelledError`.
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
        progress(stop, len(data))
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
