"""Image files of kinds that cv2 reads but does not write, or writes in a way of its own."""

import base64
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np

CMYK_JPEG = base64.b64decode(
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUV"
    "FQwPFxgWFBgSFBUU/8AAFAgAIAAwBEMRAE0RAFkRAEsRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAAJCAX/xAAUEAEAAAAAAAAAAAAA"
    "AAAAAAAA/9oADgRDAE0AWQBLAAA/AJvuU3qqmAAC8DB6KoAACD7eC1QAAC8DB6KoAACD7eC1QAAC8DB6KoAACD7eC1QAAC8DB6Ko"
    "AAD/2Q=="
)
"""48 x 32, its inks (20, 120, 220) on the left and (200, 30, 60) on the right."""


def palette_png() -> bytes:
    """The same two colours, without loss."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" + bytes(24) + b"\1" * 24
    parts = (
        chunk(b"IHDR", struct.pack(">IIBBBBB", 48, 32, 8, 3, 0, 0, 0)),
        chunk(b"PLTE", bytes([20, 120, 220, 200, 30, 60])),
        chunk(b"IDAT", zlib.compress(row * 32)),
        chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def write_animation(path: Path, frames: int) -> None:
    """Of 48 x 32: white, then ever darker."""
    animation = cv2.Animation()
    animation.frames = [np.full((32, 48, 4), 255 - 80 * number, np.uint8) for number in range(frames)]
    animation.durations = [100] * frames
    assert cv2.imwriteanimation(str(path), animation)
