"""Image files to pixels: upright, 8-bit RGB, whatever they were."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import UserError, WorkFailedError

Pixels = NDArray[np.uint8]

_REDUCED = {
    8: cv2.IMREAD_REDUCED_COLOR_8,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    1: cv2.IMREAD_COLOR,
}
_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"

# What is wrong with a file is told as an error that names it, not on standard error.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


@dataclass(frozen=True, eq=False, slots=True)
class DecodedImage:
    """A decoded image.

    Attributes
    ----------
    pixels : (h, w, 3) uint8
        RGB, upright, contiguous.
    full_size_wh : tuple of 2 int
        Width and height of the whole image, upright; more than those of ``pixels`` where it was reduced.
    problem : str or None
        What is wrong with the file although it could be decoded, for people.
    """

    pixels: Pixels
    full_size_wh: tuple[int, int]
    problem: str | None = None


def read_image(path: Path, *, max_side: int | None = None) -> DecodedImage:
    """Decode an image file.

    EXIF rotation is applied; grey, palettes, alpha and 16 bits are reduced to 8-bit RGB.

    Parameters
    ----------
    path
        Any path, also one that is not ASCII.
    max_side
        Reduce the image so that its longer side has no more than this many pixels; None: do not.

    Raises
    ------
    UserError
        The file is missing, empty, or no image that can be read.
    WorkFailedError
        There is not enough memory for it.
    """
    data = _read(path)
    pixels, problem = _decode(data, 1, path)
    height, width = pixels.shape[:2]
    if max_side is not None and max(width, height) > max_side:
        scale = max_side / max(width, height)
        size = (max(round(width * scale), 1), max(round(height * scale), 1))
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return DecodedImage(np.ascontiguousarray(pixels), (width, height), problem)


def image_size(path: Path) -> tuple[int, int]:
    """Width and height of an image file, upright.

    Raises
    ------
    UserError
        As `read_image`.
    """
    return read_image(path).full_size_wh


def _read(path: Path) -> Pixels:
    try:
        data = np.fromfile(path, np.uint8)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        problem = (
            "the image is missing" if missing else f"the image cannot be read ({error.strerror or error})"
        )
        raise UserError(problem, source=path, remedy="Check the path and its permissions") from error
    if not len(data):
        raise UserError("the image file is empty", source=path, remedy="Copy it again")
    return data


def _decode(data: Pixels, reduction: int, path: Path) -> tuple[Pixels, str | None]:
    try:
        bgr = cv2.imdecode(data, _REDUCED[reduction])
        problem = None
        if bgr is None and data[:2].tobytes() == _JPEG_START:
            bgr = cv2.imdecode(np.append(data, np.frombuffer(_JPEG_END, np.uint8)), _REDUCED[reduction])
            problem = "the file ends early"
        if bgr is not None:
            return cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB).astype(np.uint8, copy=False), problem
    except (cv2.error, MemoryError) as error:
        if isinstance(error, MemoryError) or error.code == cv2.Error.StsNoMem:
            raise WorkFailedError(
                "there is not enough memory for this image", source=path, remedy="Close other programs"
            ) from error
        raise _unreadable(path) from error
    raise _unreadable(path)


def _unreadable(path: Path) -> UserError:
    return UserError(
        "this is no image that can be read, or it is damaged",
        source=path,
        remedy="Copy it again, or save it as JPEG or PNG",
    )
