"""Reading a JSON file, whatever dialect of it Python wrote."""

import json
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
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the file cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
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
