"""Camera and time as the files say them."""

import struct
from datetime import datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.diagnose.exif import Taken, taken


def exif(order: str, entries: dict[int, str], more: dict[int, str]) -> bytes:
    """A TIFF with two directories of texts."""
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    first = 8
    second = first + 2 + 12 * (len(entries) + 1) + 4
    at = second + 2 + 12 * len(more) + 4
    directories, texts = [], b""
    for number, own in enumerate((entries, more)):
        directory = struct.pack(f"{order}H", len(own) + (number == 0))
        for tag, text in own.items():
            directory += struct.pack(f"{order}HHII", tag, 2, len(text) + 1, at + len(texts))
            texts += text.encode() + b"\0"
        if number == 0:
            directory += struct.pack(f"{order}HHII", 0x8769, 4, 1, second)
        directories.append(directory + bytes(4))
    return mark + struct.pack(f"{order}I", first) + b"".join(directories) + texts


BLACK = cv2.imencode(".jpg", np.zeros((8, 8, 3), np.uint8))[1].tobytes()


def jpeg(path: Path, tiff: bytes | None, data: bytes = BLACK) -> Path:
    if tiff is not None:
        block = b"Exif\0\0" + tiff
        data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + data[2:]
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("order", ["<", ">"])
def test_camera_and_time_are_read(tmp_path, order):
    tiff = exif(order, {0x010F: "Nikon", 0x0110: "NIKON D90"}, {0x9003: "2024:05:06 07:08:09"})
    assert taken(jpeg(tmp_path / "a.jpg", tiff)) == Taken("NIKON D90", datetime(2024, 5, 6, 7, 8, 9))
    tiff = exif(order, {0x010F: "Canon", 0x0110: "EOS R5"}, {})
    assert taken(jpeg(tmp_path / "b.jpg", tiff)) == Taken("Canon EOS R5", None)


@pytest.mark.parametrize(
    "tiff",
    [
        None,
        b"",
        b"II*\0",
        b"XX*\0\0\0\0\x08",
        exif("<", {0x010F: "Nikon"}, {})[:30],
        exif("<", {}, {0x9003: "0000:00:00 00:00:00"}),
        b"II*\0" + struct.pack("<IHHHII", 8, 1, 0x8769, 4, 1, 1 << 31),
    ],
)
def test_of_what_cannot_be_read_nothing_is_known(tmp_path, tiff):
    assert taken(jpeg(tmp_path / "a.jpg", tiff)) == Taken()
    assert taken(tmp_path / "missing.jpg") == Taken()
