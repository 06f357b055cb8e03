"""Looking at every image file once: what it looks like, and which others show the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.data.address import is_folder, place_name
from engine.data.appearance import PARTS, Appearances, Copies
from engine.data.dataset import Dataset, Float, Int, Problem
from engine.errors import CancelledError, UserError, WorkFailedError
from engine.formats.splits import Splits
from engine.images import DecodedImage, read_image
from engine.remote.allowance import Allowance
from engine.remote.reading import Check
from engine.remote.store import StoreUnreachableError

Progress = Callable[[int, int], None]

LOOKED_AT_PX = 512
"""Longer side at which images are compared in sharpness: that of what most models see."""

_BLANK = 2.0
"""Contrast, in grey levels, below which an image shows nothing that could be compared with another."""

_BITS_APART = 4
"""Bits of 64 in which the fingerprints of two images may differ that show the same: one less than there are bands."""

_ALIKE = 0.98
"""Correlation of the thumbnails of two images that show the same."""

_COMPARED = 8
"""Images with which each is compared of those that share a part of its fingerprint: a fixed camera has thousands."""

_MOST_PAIRS = 2_000
"""Pairs that are compared part by part, the most alike first."""

_THUMBNAIL_SIDE = 32
_SIDE = 256
"""Of the squares in which two images are compared at a glance, and part by part."""

_COMPRESSION_PX = 5
"""Side of the blur that takes the marks of compression away before two images are compared."""


@dataclass(frozen=True, eq=False, slots=True)
class _Look:
    problem: str | None = None
    missing: bool = False
    unreadable: bool = False
    size_wh: tuple[int, int] = (0, 0)
    sideways: bool = False
    brightness: float = np.nan
    contrast: float = np.nan
    sharpness: float = np.nan
    thumbnail: NDArray[np.uint8] | None = None


def survey(
    dataset: Dataset, splits: Splits, *, progress: Progress = lambda done, total: None
) -> Appearances | None:
    """Look at the images of a dataset and at those of its other splits.

    Of a store's, as many as the cache can keep; nothing is known of the others: `Appearances.unseen`.

    Parameters
    ----------
    dataset
    splits
        `engine.formats.splits.find_splits` of the dataset.
    progress
        Told how many files are done, of how many; may raise `engine.errors.CancelledError`.

    Returns
    -------
    Appearances or None
        None where no image folder was given, or where it is gone as a whole.

    Raises
    ------
    StoreUnreachableError
        The images are in a store that does not answer.
    """
    if dataset.image_root is None or not is_folder(dataset.image_root):
        return None
    own = [dataset.image_path(image) for image in range(len(dataset.images))]
    paths = [path for path in own if path is not None]
    paths += [path for _, path in splits.others]
    looks: list[_Look] = []
    allowance = Allowance(dataset.image_root)
    ended = False

    def check() -> None:
        if ended:
            raise CancelledError

    with ThreadPoolExecutor(max(1, min(4, (os.cpu_count() or 2) - 1))) as threads:
        try:
            for look in threads.map(partial(_look_at, allowance=allowance, check=check), paths):
                looks.append(look)
                progress(len(looks), len(paths))
        except BaseException:
            ended = True
            threads.shutdown(cancel_futures=True)
            raise
    blank = np.zeros((_THUMBNAIL_SIDE, _THUMBNAIL_SIDE), np.uint8)
    squares = [blank if look.thumbnail is None else look.thumbnail for look in looks]
    thumbnails = np.array(squares, np.uint8).reshape(-1, _THUMBNAIL_SIDE, _THUMBNAIL_SIDE)
    contrast = np.array([look.contrast for look in looks])
    pairs = find_copies(paths, thumbnails, np.flatnonzero(contrast > _BLANK))
    return Appearances(
        names=(*dataset.images.file_names, *(path.name for _, path in splits.others)),
        problems=tuple(look.problem for look in looks),
        missing=np.array([look.missing for look in looks], np.bool_),
        unreadable=np.array([look.unreadable for look in looks], np.bool_),
        sizes_wh=np.array([look.size_wh for look in looks], np.int64).reshape(-1, 2),
        sideways=np.array([look.sideways for look in looks], np.bool_),
        brightness=np.array([look.brightness for look in looks]),
        contrast=contrast,
        sharpness=np.array([look.sharpness for look in looks]),
        splits=(*splits.own, *((split,) for split, _ in splits.others)),
        pairs=pairs,
    )


def unseen_problems(dataset: Dataset, seen: Appearances | None) -> tuple[Problem, ...]:
    """What a person should know of images that nobody looked at."""
    if seen is None or not seen.unseen or dataset.image_root is None:
        return ()
    wrong = f"{seen.unseen} of {len(seen)} images were not looked at: there is no room for them"
    remedy = "If they are in a store, raise the limit of the cache (boxwright image-cache --limit), else close programs"
    return (Problem(place_name(dataset.image_root), "", wrong, remedy),)


def _look_at(path: Path, allowance: Allowance, check: Check) -> _Look:
    if not allowance.has(path):
        return _Look()
    try:
        with allowance.reading(path):
            image = read_image(path, max_side=LOOKED_AT_PX, check=check)
    except StoreUnreachableError:
        # Nor will the others come: said once, not for every image.
        raise
    except WorkFailedError:
        # Too little memory says nothing of the file.
        return _Look()
    except UserError as error:
        missing = isinstance(error.__cause__, FileNotFoundError)
        return _Look(error.problem, missing=missing, unreadable=not missing)
    grey = grey_of(image)
    variance = _variance(grey)
    return _Look(
        problem=image.problem,
        size_wh=image.full_size_wh,
        sideways=image.sideways,
        brightness=_percentile(grey, 95),
        contrast=variance**0.5,
        sharpness=sharpness_of(grey),
        thumbnail=thumbnail_of(grey),
    )


def grey_of(image: DecodedImage) -> NDArray[np.uint8]:
    """Grey levels of an image, (h, w) uint8."""
    return cv2.cvtColor(image.pixels, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


def sharpness_of(grey: NDArray[np.uint8]) -> float:
    """How much of what is seen is fine detail: `Appearances.sharpness`; NaN of an image that shows nothing."""
    variance, detail = _variance(grey), _variance(cv2.Laplacian(grey, cv2.CV_32F))
    return float(np.log(detail / variance)) if variance > _BLANK**2 and detail > 0 else np.nan


def thumbnail_of(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """What `find_copies` compares, (32, 32) uint8."""
    return _square(grey, _THUMBNAIL_SIDE)


def _variance(values: NDArray[Any]) -> float:
    # NumPy would make numbers of 64 bits of every pixel first.
    return float(cv2.meanStdDev(values)[1].item() ** 2)


def _percentile(grey: NDArray[np.uint8], share: int) -> float:
    """NumPy's percentile, by counting: there are but 256 values."""
    below = np.cumsum(np.bincount(grey.ravel(), minlength=256))
    place = (grey.size - 1) * share / 100
    low, high = (int(np.searchsorted(below, rank, side="right")) for rank in (int(place), -int(-place // 1)))
    return low + (high - low) * (place - int(place))


def _square(grey: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    small: NDArray[np.uint8] = cv2.resize(grey, (side, side), interpolation=cv2.INTER_AREA).astype(np.uint8)
    return small


def find_copies(
    paths: Sequence[Path], thumbnails: NDArray[np.uint8], rows: Int, *, between: int | None = None
) -> Copies:
    """Find images that show the same: by fingerprint, then by thumbnail, then part by part.

    Parameters
    ----------
    paths
        Of n image files.
    thumbnails : (n, 32, 32) uint8
        `thumbnail_of` each.
    rows : (m,) int64
        The images that show anything.
    between
        Only pairs of one image below this row and one from there on; None: all pairs.
    """
    first, second = _candidates(_fingerprints(thumbnails[rows]))
    first, second = rows[first], rows[second]
    if between is not None:
        apart = (first < between) & (second >= between)
        first, second = first[apart], second[apart]
    alike = _correlation(thumbnails, first, second)
    order = np.argsort(-alike, kind="stable")
    order = order[alike[order] >= _ALIKE][:_MOST_PAIRS]
    first, second = first[order], second[order]
    found = [
        (a, b, _difference(paths[a], paths[b])) for a, b in zip(first.tolist(), second.tolist(), strict=True)
    ]
    if not found:
        return Copies.none()
    firsts, seconds, differences = zip(*found, strict=True)
    return Copies(np.array(firsts), np.array(seconds), np.array(differences, np.float32))


def _fingerprints(thumbnails: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """64 bits of each image: which of its 64 lowest frequencies are above their median, (n,) uint64.

    The perceptual hash of the discrete cosine transform (Zauner 2010), which changes little with size and compression.
    """
    side = _THUMBNAIL_SIDE
    wave = np.cos(np.pi / side * np.outer(np.arange(9), np.arange(side) + 0.5)).astype(np.float32)
    spectrum = wave @ thumbnails.astype(np.float32) @ wave.T
    low = spectrum[:, :8, 1:].reshape(len(thumbnails), 64)
    bits = low > np.median(low, axis=1, keepdims=True)
    packed: NDArray[np.uint64] = np.packbits(bits, axis=1).view(np.uint64)[:, 0]
    return packed


def _candidates(fingerprints: NDArray[np.uint64]) -> tuple[Int, Int]:
    """Pairs that differ in few bits: with one band more than that, they agree in one whole band at least."""
    pairs: set[tuple[int, int]] = set()
    edges = np.linspace(0, 64, _BITS_APART + 2).astype(int)
    for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        band = (fingerprints >> np.uint64(low)) & np.uint64((1 << (high - low)) - 1)
        order = np.lexsort((fingerprints, band))
        for step in range(1, min(_COMPARED, len(order) - 1) + 1):
            a, b = order[:-step], order[step:]
            same = band[a] == band[b]
            apart = np.bitwise_count(fingerprints[a[same]] ^ fingerprints[b[same]])
            near = apart <= _BITS_APART
            pairs.update(_ordered(a[same][near], b[same][near]))
    found = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _ordered(a: Int, b: Int) -> Iterator[tuple[int, int]]:
    return zip(np.minimum(a, b).tolist(), np.maximum(a, b).tolist(), strict=True)


def _correlation(thumbnails: NDArray[np.uint8], first: Int, second: Int) -> Float:
    def normed(rows: Int) -> Float:
        flat = thumbnails[rows].reshape(len(rows), _THUMBNAIL_SIDE**2).astype(np.float64)
        flat -= flat.mean(axis=1, keepdims=True)
        unit: Float = flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-9)
        return unit

    result: Float = (normed(first) * normed(second)).sum(axis=1)
    return result


def _difference(first: Path, second: Path) -> NDArray[np.float32]:
    """Largest difference in each part of two images, once the second has the first's brightness and contrast."""
    a, b = (_for_comparison(path) for path in (first, second))
    b = (b - b.mean()) * (a.std() / max(float(b.std()), 1e-6)) + a.mean()
    apart = np.abs(a - b).reshape(PARTS, _SIDE // PARTS, PARTS, _SIDE // PARTS)
    largest: NDArray[np.float32] = apart.max(axis=(1, 3)).astype(np.float32)
    return largest


def _for_comparison(path: Path) -> NDArray[np.float32]:
    grey = grey_of(read_image(path, max_side=LOOKED_AT_PX))
    blurred = cv2.blur(_square(grey, _SIDE), (_COMPRESSION_PX, _COMPRESSION_PX))
    result: NDArray[np.float32] = blurred.astype(np.float32)
    return result
