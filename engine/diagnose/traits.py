"""What the images of a dataset look like, and how they were taken: numbers that two datasets can be compared by."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial, reduce
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.appearance import LOOKED_AT_PX, grey_of, sharpness_of, thumbnail_of
from engine.data.address import is_folder
from engine.data.dataset import Dataset, Float, Int
from engine.diagnose.exif import Taken, taken
from engine.errors import CancelledError, UserError
from engine.images import read_image
from engine.remote.reading import Check
from engine.remote.store import StoreUnreachableError

MOST = 2_000
"""Images of a dataset that are looked at: more would tell hardly more, and take minutes."""

_TRAITS = 5


@dataclass(frozen=True, eq=False, slots=True)
class Traits:
    """What was seen of some images.

    Attributes
    ----------
    rows : (n,) int64
        Which images of the dataset, ascending; those that could not be read are not among them.
    paths : tuple of n Path
    brightness : (n,) float64
        Mean grey level, 0 to 255.
    contrast : (n,) float64
        Standard deviation of the grey levels by their mean: it stays when light alone changes.
    sharpness : (n,) float64
        As in `engine.data.appearance.Appearances`.
    saturation : (n,) float64
        0 (grey) to 1: by how much the strongest channel exceeds the weakest, by the strongest.
    warmth : (n,) float64
        Log of red by blue: above 0 where the image is reddish.
    thumbnails : (n, 32, 32) uint8
    cameras : tuple of n str
        Empty where not known.
    times : tuple of n datetime or None
    """

    rows: Int
    paths: tuple[Path, ...]
    brightness: Float
    contrast: Float
    sharpness: Float
    saturation: Float
    warmth: Float
    thumbnails: NDArray[np.uint8]
    cameras: tuple[str, ...]
    times: tuple[datetime | None, ...]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, eq=False, slots=True)
class _Seen:
    values: tuple[float, ...]
    thumbnail: NDArray[np.uint8]
    taken: Taken


def sampled(count: int, most: int, seed: int) -> Int:
    """Some of so many images, ascending; all where they are few."""
    if count <= most:
        return np.arange(count)
    return np.sort(np.random.default_rng(seed).choice(count, most, replace=False))


def look_at(
    dataset: Dataset, rows: Int, *, progress: Callable[[int, int], None] = lambda done, total: None
) -> Traits | None:
    """Look at these images of a dataset.

    Parameters
    ----------
    dataset
    rows : (m,) int64
    progress
        Told how many are done, of how many. May raise `engine.errors.CancelledError`.

    Returns
    -------
    Traits or None
        None where there is no image folder, or nothing in it can be read.
    """
    if dataset.image_root is None or not is_folder(dataset.image_root):
        return None
    paths = [(row, path) for row in rows.tolist() if (path := dataset.image_path(row)) is not None]
    found: list[tuple[int, Path, _Seen]] = []
    ended = False

    def check() -> None:
        if ended:
            raise CancelledError

    with ThreadPoolExecutor(max(1, min(4, (os.cpu_count() or 2) - 1))) as threads:
        try:
            seen = threads.map(partial(_look, check=check), (path for _, path in paths))
            for done, ((row, path), own) in enumerate(zip(paths, seen, strict=True)):
                progress(done, len(paths))
                if own is not None:
                    found.append((row, path, own))
        except BaseException:
            ended = True
            threads.shutdown(cancel_futures=True)
            raise
    if not found:
        return None
    values = np.array([own.values for _, _, own in found], np.float64).reshape(-1, _TRAITS)
    return Traits(
        np.array([row for row, _, _ in found], np.int64),
        tuple(path for _, path, _ in found),
        values[:, 0],
        values[:, 1],
        values[:, 2],
        values[:, 3],
        values[:, 4],
        np.array([own.thumbnail for _, _, own in found]),
        tuple(own.taken.camera for _, _, own in found),
        tuple(own.taken.at for _, _, own in found),
    )


def _look(path: Path, check: Check) -> _Seen | None:
    try:
        image = read_image(path, max_side=LOOKED_AT_PX, check=check)
    except StoreUnreachableError:
        # Nor will the others come: said once.
        raise
    except UserError:
        # What is wrong with a file is told by the flags.
        return None
    grey = grey_of(image)
    channels = cv2.split(image.pixels)
    red, _, blue = (cv2.mean(own)[0] for own in channels)
    # NumPy takes ten times as long along so short an axis.
    most, least = (cv2.mean(reduce(own, channels))[0] for own in (cv2.max, cv2.min))
    brightness, deviation = (float(own.item()) for own in cv2.meanStdDev(grey))
    values = (
        brightness,
        deviation / max(brightness, 1.0),
        sharpness_of(grey),
        (most - least) / max(most, 1.0),
        float(np.log((red + 1) / (blue + 1))),
    )
    return _Seen(values, thumbnail_of(grey), taken(path))
