"""Image files to pixels: upright RGB of 8 bits, whatever they were; to be looked at, of 16 where they have them."""

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.data.address import place_name
from engine.errors import UserError, WorkFailedError
from engine.remote.reading import Check, go_on, read_bytes

Pixels = NDArray[np.uint8]
DeepPixels = NDArray[np.uint16]
Size = tuple[int, int]

ENDS_EARLY = "the file ends early; the rest of the image is missing"

_REDUCED = {
    8: cv2.IMREAD_REDUCED_COLOR_8,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    2: cv2.IMREAD_REDUCED_COLOR_2,
}
"""How many times smaller a JPEG can be decoded, at a fraction of the work."""

_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_PNG_START, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND"
_BEGINNING = 1 << 16
_MARKER = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _EXIF = 0xDA, 0xE1
_ORIENTATION = 0x0112
_SIDEWAYS = frozenset({5, 6, 7, 8})
"""EXIF orientations that swap width and height."""

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
    sideways : bool
        Whether EXIF had the stored image turned by a quarter.
    animated : bool
        Whether the file has more frames than this first one: GIF, PNG or WebP.
    """

    pixels: Pixels
    full_size_wh: Size
    problem: str | None = None
    sideways: bool = False
    animated: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class DisplayImage:
    """An image decoded to be looked at.

    Attributes
    ----------
    pixels : (h, w, 3) uint8 or uint16
        RGB, upright, contiguous; 16 bits where the file has them.
    full_size_wh : tuple of 2 int
        Width and height of the whole image, upright; more than those of ``pixels`` where it was reduced.
    problem : str or None
        What is wrong with the file although it could be decoded, for people.
    """

    pixels: Pixels | DeepPixels
    full_size_wh: Size
    problem: str | None = None


def read_image(path: Path, *, max_side: int | None = None, check: Check = go_on) -> DecodedImage:
    """Decode an image file.

    EXIF rotation is applied; grey, palettes, CMYK, alpha and 16 bits become 8-bit RGB; of an animation the first frame
    is read.

    Parameters
    ----------
    path
        Any path, also one that is not ASCII.
    max_side
        Reduce the image so that its longer side has no more than this many pixels; None: do not.
    check
        Called again and again while a store is waited for; what it raises ends this.

    Raises
    ------
    UserError
        The file is missing, empty, or no image that can be read.
    WorkFailedError
        There is not enough memory for it.
    """
    data = _read(path, check)
    header = _header(data)
    bgr, size = None, (0, 0)
    if max_side is not None and isinstance(header, _Jpeg):
        bgr, size = _decode_reduced(data, header, max_side, path), header.size_wh
    if bgr is not None:
        pixels = _to_rgb(bgr)
    else:
        pixels = _decode_rgb(data, header, path)
        size = (pixels.shape[1], pixels.shape[0])
    if max_side is not None:
        pixels = _shrunk(pixels, max_side)
    problem, sideways = None, False
    if isinstance(header, _Jpeg):
        problem, sideways = None if header.complete else ENDS_EARLY, header.sideways
    return DecodedImage(pixels, size, problem, sideways, _is_animated(data))


def read_for_display(path: Path, *, max_bytes: int, check: Check = go_on) -> DisplayImage:
    """Decode an image file as deep as it is, halved until its pixels take no more than ``max_bytes``.

    Raises
    ------
    UserError
        The file is missing, empty, or no image that can be read.
    WorkFailedError
        There is not enough memory for it.
    """
    data = _read(path, check)
    header = _header(data)
    pixels: NDArray[Any] | None = None
    size, problem = None, None
    if isinstance(header, _Jpeg):
        size, problem = header.size_wh, None if header.complete else ENDS_EARLY
        halvings = _halvings(size, 3, max_bytes)
        if halvings:
            pixels = _decode_reduced(data, header, -(-max(size) >> halvings), path)
    if pixels is None:
        pixels = _decode_deep(data, path)
    # The file of a large image is large itself: it must not be there while the pixels are copied.
    del data
    size = size or (pixels.shape[1], pixels.shape[0])
    return DisplayImage(_to_rgb(_halved(pixels, max_bytes)), size, problem)


def read_preview(path: Path, *, max_side: int, check: Check = go_on) -> DisplayImage | None:
    """Decode a JPEG reduced, at a fraction of the time and memory; None: decoding all of it takes no longer.

    Raises
    ------
    UserError
        The file is missing, empty, or no image that can be read.
    WorkFailedError
        There is not enough memory for it.
    """
    data = _read(path, check)
    header = _header(data)
    if not isinstance(header, _Jpeg):
        return None
    pixels = _decode_reduced(data, header, max_side, path)
    if pixels is None:
        return None
    return DisplayImage(_to_rgb(pixels), header.size_wh, None if header.complete else ENDS_EARLY)


def image_size(path: Path) -> Size:
    """Width and height of an image file, upright; of JPEG and PNG only the header is decoded.

    Raises
    ------
    UserError
        The file is missing, empty, or no image that can be read.
    """
    data = _read(path)
    header = _header(data)
    if isinstance(header, _Jpeg):
        return header.size_wh
    if header is not None:
        return header
    pixels = _decode(data, cv2.IMREAD_COLOR, path)
    return pixels.shape[1], pixels.shape[0]


def orientation(data: bytes) -> int:
    """How EXIF has an image turned, of the bytes of its file: 1 is not at all, or nothing is said."""
    header = _header(data)
    return header.orientation if isinstance(header, _Jpeg) else 1


def header_size(path: Path, check: Check = go_on) -> Size | None:
    """Width and height, upright, by the beginning of the file alone; None where that does not say."""
    try:
        header = _header(read_bytes(path, check, most=_BEGINNING))
    except (OSError, ValueError, UserError):
        return None
    return header.size_wh if isinstance(header, _Jpeg) else header


def _read(path: Path, check: Check = go_on) -> bytes:
    # cv2.imread knows only paths in the system's own encoding; Python knows all.
    try:
        data = read_bytes(path, check)
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            problem = "the image is missing"
        else:
            problem = f"the image cannot be read ({getattr(error, 'strerror', None) or error})"
        raise UserError(
            problem, source=place_name(path), remedy="Check the path and its permissions"
        ) from error
    if not data:
        raise UserError("the image file is empty", source=place_name(path), remedy="Copy it again")
    return data


def _decode(data: bytes, flags: int, path: Path) -> Pixels:
    """Decode to BGR of 8 bits."""
    return np.asarray(_decode_as(data, flags, path)).astype(np.uint8, copy=False)


def _decode_rgb(data: bytes, header: "_Jpeg | Size | None", path: Path) -> Pixels:
    """Decode to RGB of 8 bits; JPEG and PNG, which nearly all images are, without another copy."""
    if header is not None:
        return np.ascontiguousarray(_decode(data, cv2.IMREAD_COLOR_RGB, path))
    return _to_rgb(_decode(data, cv2.IMREAD_COLOR, path))


def _decode_deep(data: bytes, path: Path) -> Pixels | DeepPixels:
    """Decode to BGR of 16 bits where the file has them, else of 8."""
    try:
        pixels = _decode_as(data, cv2.IMREAD_COLOR | cv2.IMREAD_ANYDEPTH, path)
    except UserError:
        # Of some kinds, such as TIFF of floating point, the decoder makes 8 bits alone.
        return _decode(data, cv2.IMREAD_COLOR, path)
    return pixels if pixels.dtype in (np.uint8, np.uint16) else _decode(data, cv2.IMREAD_COLOR, path)


def _decode_as(data: bytes, flags: int, path: Path) -> NDArray[Any]:
    """Decode to what the flags say."""
    remedy = "Copy it again, or save it as JPEG or PNG"
    if data.startswith(_PNG_START) and _PNG_END not in data:
        # libpng would refuse it too, but not without a word of its own on standard error.
        raise UserError("the image file ends early", source=place_name(path), remedy=remedy)
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
        if pixels is None and data.startswith(_JPEG_START):
            # Once it is told where the image ends, the decoder shows what it has.
            pixels = cv2.imdecode(np.frombuffer(data + _JPEG_END, np.uint8), flags)
    except (cv2.error, MemoryError) as error:
        if isinstance(error, MemoryError) or error.code == cv2.Error.StsNoMem:
            raise WorkFailedError(
                "there is not enough memory for this image",
                source=place_name(path),
                remedy="Close other programs",
            ) from error
        if "CV_IO_MAX_IMAGE" in str(error):
            raise UserError(
                "the image has more pixels than can be read",
                source=place_name(path),
                remedy="Cut it into smaller images",
            ) from error
        pixels = None
    if pixels is None:
        raise UserError(
            "this is no image that can be read, or it is damaged", source=place_name(path), remedy=remedy
        )
    return np.asarray(pixels)


def _decode_reduced(data: bytes, header: "_Jpeg", max_side: int, path: Path) -> Pixels | None:
    """Decode a JPEG a whole number of times smaller but no smaller than asked for; None: do it in full."""
    width, height = header.size_wh
    for factor, flags in _REDUCED.items():
        if -(-max(width, height) // factor) >= max_side:
            pixels = _decode(data, flags, path)
            # Where its header is read in another way here than in the decoder, this does not hold.
            return pixels if pixels.shape[:2] == (-(-height // factor), -(-width // factor)) else None
    return None


def _shrunk(pixels: Pixels, max_side: int) -> Pixels:
    height, width = pixels.shape[:2]
    scale = max_side / max(width, height)
    if scale >= 1:
        return pixels
    size = (max(round(width * scale), 1), max(round(height * scale), 1))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _halvings(size_wh: Size, bytes_per_pixel: int, max_bytes: int) -> int:
    """How often sides must be halved for an image to take no more than so many bytes."""
    halvings, (width, height) = 0, size_wh
    while width * height * bytes_per_pixel > max_bytes and max(width, height) > 1:
        halvings, width, height = halvings + 1, -(-width // 2), -(-height // 2)
    return halvings


def _halved(pixels: NDArray[Any], max_bytes: int) -> NDArray[Any]:
    height, width = pixels.shape[:2]
    halvings = _halvings((width, height), 3 * pixels.itemsize, max_bytes)
    if not halvings:
        return pixels
    size = (-(-width >> halvings), -(-height >> halvings))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))


def _to_rgb(bgr: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))


@dataclass(frozen=True, slots=True)
class _Jpeg:
    """What a JPEG's header says: its size, upright; whether the file reaches the end of the image; and how it lies."""

    size_wh: Size
    complete: bool
    sideways: bool
    orientation: int


def _header(data: bytes) -> _Jpeg | Size | None:
    """What the header says, or None where the file must be decoded to know."""
    try:
        if data.startswith(_JPEG_START):
            return _jpeg_header(data)
        if data.startswith(_PNG_START) and data[12:16] == b"IHDR" and b"eXIf" not in data:
            width, height = struct.unpack_from(">II", data, 16)
            return (width, height) if width and height else None
    except struct.error:
        pass
    return None


def _jpeg_header(data: bytes) -> _Jpeg | None:
    """Walk the segments up to the first scan (ITU T.81, annex B)."""
    size: Size | None = None
    orientation = 1
    at = len(_JPEG_START)
    while marker := _MARKER.match(data, at):
        code, at = marker[1][0], marker.end()
        (length,) = struct.unpack_from(">H", data, at)
        if code in _FRAME_HEADERS:
            height, width = struct.unpack_from(">HH", data, at + 3)
            size = (width, height)
        elif code == _EXIF and data[at + 2 : at + 8] == b"Exif\0\0":
            orientation = _exif_orientation(data[at + 8 : at + length])
        elif code == _SCAN:
            break
        at += length
    if size is None or 0 in size:
        return None
    sideways = orientation in _SIDEWAYS
    return _Jpeg(size[::-1] if sideways else size, data.find(_JPEG_END, at) >= 0, sideways, orientation)


def _exif_orientation(tiff: bytes) -> int:
    """The orientation that the first directory of an EXIF block gives, 1 where it gives none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(start + 2, start + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        pass
    return 1


def _is_animated(data: bytes) -> bool:
    if data.startswith(_PNG_START):
        return b"acTL" in data[: data.find(b"IDAT")]
    if data.startswith(b"RIFF"):
        return data[8:16] == b"WEBPVP8X" and bool(data[20:21]) and bool(data[20] & 2)
    if data.startswith((b"GIF87a", b"GIF89a")):
        try:
            return _frames_of_gif(data, 2) == 2
        except IndexError:  # it ends early
            return False
    return False


def _frames_of_gif(data: bytes, most: int) -> int:
    """Count frames by walking the blocks, up to so many; colour tables and the blocks' parts are passed over."""
    at, frames = 13 + _color_table(data[10]), 0
    while frames < most and data[at] in (0x21, 0x2C):
        if data[at] == 0x2C:
            frames += 1
            at += 11 + _color_table(data[at + 9])
        else:
            at += 2
        while data[at]:
            at += 1 + data[at]
        at += 1
    return frames


def _color_table(flags: int) -> int:
    """Bytes of the table that such flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0
