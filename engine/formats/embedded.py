"""Images that stand in the records of labels: their names, and as files of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath

import cv2
import numpy as np

from engine.errors import UserError
from engine.formats.example import Feature, parse_example
from engine.formats.image_files import SUFFIXES, TakenNames, inside
from engine.formats.output import new_folder
from engine.formats.protobuf_wire import NotMessageError
from engine.formats.tfrecord_file import read_records, shards_of
from engine.images import orientation, read_image
from engine.remote.reading import read_bytes

ENCODED, FORMAT, FILE_NAME, SOURCE_ID = "image/encoded", "image/format", "image/filename", "image/source_id"
_KINDS = ((b"\xff\xd8", ".jpg", b"jpeg"), (b"\x89PNG", ".png", b"png"), (b"BM", ".bmp", b"bmp"))
_EXIF = b"Exif\0\0"


class RecordNames:
    """File names for records, each given once, from what the records say: the same each time they are read."""

    def __init__(self) -> None:
        self._taken = TakenNames()
        self._count = 0

    def name(self, features: Mapping[str, Feature], files: AbstractSet[str] = frozenset()) -> str:
        """The name of the next record's image; one without a suffix is left so where it is among ``files``."""
        self._count += 1
        stated = text_of(features, FILE_NAME) or text_of(features, SOURCE_ID) or f"record-{self._count}"
        path = inside(stated)
        if path.suffix.lower() not in SUFFIXES and path.as_posix() not in files:
            path = PurePosixPath(f"{path}{_suffix(features)}")
        return self._taken.take(path)


def text_of(features: Mapping[str, Feature], name: str) -> str:
    """The text of a feature that is one, else nothing."""
    feature = features.get(name)
    if not isinstance(feature, tuple) or not feature:
        return ""
    return feature[0].decode("utf-8", "replace")


def extract_images(
    source: Path,
    folder: Path,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Write the images of TFRecords into a new folder, whole or not at all; return how many there were.

    They are as TensorFlow decodes them, which knows no EXIF: where it has an image turned it is taken out, so that
    boxes fit. If there are none no folder is made.

    Parameters
    ----------
    source
        A TFRecord, or a folder of them.
    folder
        A new or an empty folder.
    progress
        Told bytes. May raise `engine.errors.CancelledError`; nothing is left behind then.

    Raises
    ------
    UserError
        The source cannot be read, or the folder cannot be written.
    """
    shards, _ = shards_of(source)
    total = sum(shard.stat().st_size for shard in shards)
    if not any(_image(record) for shard in shards for record in _first(shard)):
        return 0
    names = RecordNames()
    done = count = 0
    with new_folder(folder) as partial:
        for shard in shards:
            for record in read_records(shard):
                progress(done, total)
                done += len(record)
                try:
                    features = parse_example(record)
                except NotMessageError:
                    features = {}
                name, data = names.name(features), _encoded(features)
                if data:
                    path = partial / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(as_stored(data))
                    count += 1
    return count


def as_stored(data: bytes) -> bytes:
    """The image without what EXIF says of how it lies, if it says that."""
    if orientation(data) == 1:
        return data
    kept = bytearray(data[:2])
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] not in (b"\xda", b""):
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 4 : at + 4 + len(_EXIF)] != _EXIF:
            kept += data[at : at + length]
        at += length
    return bytes(kept + data[at:])


def image_features(path: Path) -> dict[str, Feature]:
    """An image file as features: its bytes; upright and as PNG where EXIF has it turned, since TensorFlow would not.

    Raises
    ------
    UserError
        It cannot be read.
    """
    try:
        data = read_bytes(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserError(
            f"the image cannot be read ({reason})", source=path, remedy="Check the path"
        ) from error
    if orientation(data) != 1:
        pixels = cv2.cvtColor(read_image(path).pixels, cv2.COLOR_RGB2BGR)
        data = np.asarray(cv2.imencode(".png", pixels)[1]).tobytes()
    kind = next((kind for magic, _, kind in _KINDS if data.startswith(magic)), None)
    told = kind if kind is not None else path.suffix.lower().removeprefix(".").encode()
    return {ENCODED: (data,), FORMAT: (told,)}


def _suffix(features: Mapping[str, Feature]) -> str:
    data = _encoded(features)
    return next((suffix for magic, suffix, _ in _KINDS if data.startswith(magic)), ".jpg")


def _encoded(features: Mapping[str, Feature]) -> bytes:
    feature = features.get(ENCODED)
    return feature[0] if isinstance(feature, tuple) and feature else b""


def _first(shard: Path) -> list[bytes]:
    return [record for record, _ in zip(read_records(shard), range(1), strict=False)]


def _image(record: bytes) -> bytes:
    try:
        return _encoded(parse_example(record))
    except NotMessageError:
        return b""
