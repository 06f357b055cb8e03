"""NPZ files of other programs: arrays in a ZIP archive, none larger than what the archive has of it, and no objects."""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from engine.errors import UserError

_MOST_BYTES = 1 << 30
"""Of all arrays together: ten times what a thousand detections on each of a thousand images take."""
_MOST_HEADER = 10_000
_HEADER = re.compile(
    r"\{'descr': '(?P<kind>[<>|=]?[a-zA-Z]\d{0,9})', 'fortran_order': (?P<order>True|False), "
    r"'shape': \((?P<shape>(?:\d{1,19}, ?){0,9}(?:\d{1,19})?)\),? ?\}\s*"
)
_DATE = (1980, 1, 1, 0, 0, 0)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, SyntaxError)
"""What the archive's and the array's own readers raise; RuntimeError also where a password or a method is missing."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, SyntaxError)
"""What the archive's and the array's own readers raise; RuntimeError also where a password or a method is missing."""
_REMEDY = "Write it anew with numpy.savez"


def read_arrays(path: Path, names: Collection[str]) -> dict[str, NDArray[Any]]:
    """Read those of these arrays that a file has; nothing is run, and no claim is believed that the file does not bear.

    Raises
    ------
    UserError
        The file cannot be read, is no NPZ, or an array is of objects, damaged or too large.
    """
    arrays: dict[str, NDArray[Any]] = {}
    left = _MOST_BYTES
    name = ""
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                name = info.filename.removesuffix(".npy")
                if name in names and name not in arrays:
                    left -= info.file_size
                    if left < 0:
                        message = f"the arrays are larger than {_MOST_BYTES >> 20} MB"
                        raise ValueError(message)
                    with archive.open(info) as file:
                        arrays[name] = _array(file, info.file_size)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"the file cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
    except _BROKEN as error:
        raise UserError(
            f"this is no NPZ that can be read ({' '.join(str(error).split())[:200]})",
            source=path,
            record=f"array {name}" if name else None,
            remedy=_REMEDY,
        ) from error
    return arrays


def npz_bytes(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """An NPZ of these arrays: the same ones are the same bytes, whenever they are written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            data = io.BytesIO()
            npy.write_array(data, np.ascontiguousarray(array), allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data.getvalue())
    return buffer.getvalue()


def _array(file: Any, size: int) -> NDArray[Any]:
    shape, fortran, dtype = _header(file)
    count = math.prod(shape)
    if count * dtype.itemsize != size - file.tell():
        message = f"it claims {count} values of {dtype}, which is not what it has"
        raise ValueError(message)
    data = file.read(count * dtype.itemsize)
    if len(data) < count * dtype.itemsize:
        message = "it ends early"
        raise ValueError(message)
    return np.frombuffer(data, dtype, count).reshape(shape, order="F" if fortran else "C")


def _header(file: Any) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Shape, order and kind of an array: of headers that NumPy writes for plain arrays, and of no others.

    NumPy's own reader takes them for Python, and on damaged ones raises whatever Python's parser does.
    """
    start = file.read(8)
    if start[:6] != b"\x93NUMPY" or start[6:] not in (b"\1\0", b"\2\0", b"\3\0"):
        message = "it does not begin as an array does"
        raise ValueError(message)
    length = int.from_bytes(file.read(2 if start[6] == 1 else 4), "little")
    match = _HEADER.fullmatch(file.read(min(length, _MOST_HEADER)).decode("latin-1"))
    if match is None:
        message = "it is no array of plain numbers or texts"
        raise ValueError(message)
    kind = match["kind"]
    if "O" in kind:
        message = "it holds objects, which could run anything when they are read"
        raise ValueError(message)
    try:
        dtype = np.dtype(kind)
    except TypeError as error:
        message = f"its kind {kind!r} is not known"
        raise ValueError(message) from error
    return tuple(int(side) for side in re.findall(r"\d+", match["shape"])), match["order"] == "True", dtype
