"""TFRecord shards in which images are there several times."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from engine.data.dataset import Annotations, Dataset, Int
from engine.formats import tfrecord
from engine.formats.tfrecord_file import shards_of

_HEADER, _AROUND = 8, 16
"""Bytes of a record's length, and those that stand around its data."""


def write_repeated_records(
    dataset: Dataset,
    annotations: Annotations,
    folder: Path,
    order: Int,
    *,
    shards: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Write ``train-00000-of-0000N.tfrecord`` and a label map into a folder that is there.

    Parameters
    ----------
    dataset
        Images at hand are put into their records.
    annotations
        The labels to write.
    folder
    order : (m,) int64
        Indices of images, each as often as it should be there; records are dealt out to the shards in this order.
    shards
        How many files; 1 at least.
    progress
        May raise `engine.errors.CancelledError`.

    Raises
    ------
    UserError, WorkFailedError
        As `engine.formats.tfrecord.write`.
    """
    once = folder / "once"
    tfrecord.write(dataset, annotations, once)
    for path in once.glob("*.pbtxt"):
        path.rename(folder / path.name)
    if len(dataset.images):
        files, _ = shards_of(once)
        of_image = _places(dataset, files)
        for shard in range(shards):
            with (folder / f"train-{shard:05}-of-{shards:05}.tfrecord").open("wb") as file:
                for done, image in enumerate(order[shard::shards].tolist()):
                    progress(done * shards + shard, len(order))
                    path, start, length = of_image[image]
                    with path.open("rb") as source:
                        source.seek(start)
                        file.write(source.read(length))
    shutil.rmtree(once)


def _places(dataset: Dataset, files: list[Path]) -> dict[int, tuple[Path, int, int]]:
    """File, first byte and number of bytes of each image's record."""
    own = dataset.format == "tfrecord"
    numbers = np.array(
        [
            dataset.image_records.get(image, {}).get(tfrecord.SHARD, 0) if own else 0
            for image in range(len(dataset.images))
        ]
    )
    names = dataset.header.get("shards") if own else None
    places: dict[int, tuple[Path, int, int]] = {}
    for number, path in enumerate(files if names is None else [files[0].parent / name for name in names]):
        images = np.flatnonzero(numbers == number).tolist()
        for image, (start, length) in zip(images, _records(path), strict=True):
            places[image] = path, start, length
    return places


def _records(path: Path) -> Iterator[tuple[int, int]]:
    """First byte and number of bytes of each record."""
    start, total = 0, path.stat().st_size
    with path.open("rb") as file:
        while start < total:
            file.seek(start)
            (length,) = struct.unpack("<Q", file.read(_HEADER))
            yield start, length + _AROUND
            start += length + _AROUND
