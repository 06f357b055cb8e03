"""NPZ files of other programs: arrays in a ZIP archive, none larger than what the archive has of it, and no objects."""

from __future__ import annotations

import io
import math
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
    version = npy.read_magic(file)
    if version == (1, 0):
        shape, fortran, dtype = npy.read_array_header_1_0(file)
    elif version == (2, 0):
        shape, fortran, dtype = npy.read_array_header_2_0(file)
    else:
        message = f"its version {version} is not known"
        raise ValueError(message)
    if dtype.hasobject:
        message = "it holds objects, which could run anything when they are read"
        raise ValueError(message)
    count = math.prod(shape)
    if min(shape, default=0) < 0 or count * dtype.itemsize != size - file.tell():
        message = f"it claims {count} values of {dtype}, which is not what it has"
        raise ValueError(message)
    data = file.read(count * dtype.itemsize)
    if len(data) < count * dtype.itemsize:
        message = "it ends early"
        raise ValueError(message)
    return np.frombuffer(data, dtype, count).reshape(shape, order="F" if fortran else "C")
