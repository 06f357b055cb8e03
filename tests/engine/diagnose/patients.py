"""Datasets with a known cause of a low mAP, and one without."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.assessment import assess
from engine.data.dataset import Annotation, Annotations, Categories, Dataset, Images, Predictions
from engine.diagnose.patient import Patient
from tests.engine.boxes import new_box
from tests.engine.checks.photos import HEIGHT, WIDTH, photo, save

NAMES = ("nut", "bolt")


def photographs(folder: Path, seeds: range, darken: float = 1.0) -> Dataset:
    """Photographs with two boxes each, of any size and place."""
    rng = np.random.default_rng(seeds.start)
    names, boxes = [], []
    for image, seed in enumerate(seeds):
        names.append(save(folder, f"{seed}.jpg", (photo(seed) * darken).astype(np.uint8)))
        for category in (0, 1):
            x, y = rng.uniform(0, WIDTH - 60), rng.uniform(0, HEIGHT - 60)
            boxes.append(new_box(image, category, float(x), float(y), float(rng.uniform(20, 55))))
    return of_boxes(folder, names, boxes)


def of_boxes(folder: Path | None, names: list[str], boxes: list[Annotation]) -> Dataset:
    numbered = [replace(box, id=number, source_id=number) for number, box in enumerate(boxes, 1)]
    images = Images(np.arange(len(names)), tuple(names), np.tile([WIDTH, HEIGHT], (len(names), 1)))
    categories = Categories(np.array([1, 2]), NAMES)
    return Dataset(images, categories, Annotations.of_rows(numbered), folder, Path("labels.json"), "coco")


def predicted(dataset: Dataset, badly: np.ndarray | None = None, seed: int = 0) -> Predictions:
    """A prediction for each box, a little off; of those that are found badly, far off."""
    own = dataset.annotations
    rng = np.random.default_rng(seed)
    off = rng.normal(0, 0.03, (len(own), 4)) * np.tile(own.sizes_wh, 2)
    if badly is not None:
        off[badly] += 0.3 * np.tile(own.sizes_wh[badly], 2)
    boxes = own.boxes_xyxy + off
    return Predictions(
        own.images, own.categories, boxes, boxes[:, 2:] - boxes[:, :2], rng.uniform(0.5, 1.0, len(own))
    )


def patient(dataset: Dataset, predictions: Predictions, training: Dataset | None = None) -> Patient:
    return Patient(dataset, assess(dataset, dataset.annotations, predictions), training=training)
