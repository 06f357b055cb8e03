"""Photographs made here, and datasets of them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from engine.appearance import survey
from engine.checks.run import check, gather
from engine.data.dataset import Annotation, Annotations, Categories, Dataset, Images, Predictions
from engine.data.flag import Flag
from engine.formats.splits import find_splits

WIDTH, HEIGHT = 160, 120


def photo(seed: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> np.ndarray:
    """Something to see: soft shapes of many sizes, and a little grain."""
    rng = np.random.default_rng(seed)
    picture = np.full((HEIGHT, WIDTH), 90.0)
    for scale in (3, 6, 12, 24):
        coarse = rng.normal(0, 22, (scale, scale)).astype(np.float32)
        picture += cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    picture = np.clip(picture + rng.normal(0, 4, picture.shape), 0, 255).astype(np.uint8)
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def save(folder: Path, name: str, picture: np.ndarray, quality: int = 92) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(folder / name), picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return name


def dataset(
    root: Path | None,
    names: list[str],
    labels: list[Annotation] | None = None,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Dataset:
    images = Images(np.arange(len(names)), tuple(names), np.tile(size, (len(names), 1)))
    categories = Categories(np.array([1, 2]), ("nut", "bolt"))
    return Dataset(images, categories, Annotations.of_rows(labels or []), root, Path("labels.json"), "coco")


def flags(data: Dataset, seen: Predictions | None = None) -> tuple[Flag, ...]:
    appearances = survey(data, find_splits(data))
    evidence = gather(data.images, data.categories, data.annotations, seen, appearances=appearances)
    found = check(evidence, data.annotations)
    for image in range(len(data.images)):
        alone = check(evidence, data.annotations, image=image)
        assert alone == tuple(flag for flag in found if flag.image == image)
    return found
