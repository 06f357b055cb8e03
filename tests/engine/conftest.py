"""A small dataset built by hand, with one wrong class and one missing label."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import NEW_ID, Annotation, Annotations, Categories, Dataset, Images, Predictions
from tests.engine.boxes import new_box

IMAGES = 12
RELABELLED = 3
"""Id of the box whose class contradicts the predictions; on the second image."""


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """Twelve images with two boxes each; image files are not there."""
    return small_dataset(tmp_path)


@pytest.fixture
def predictions() -> Predictions:
    """A good prediction for each box, and one more on the last image where nothing is labelled."""
    return small_predictions()


def small_dataset(folder: Path) -> Dataset:
    rows: list[Annotation] = []
    for box in _boxes():
        number = len(rows) + 1
        category = 1 - box.category if number == RELABELLED else box.category
        rows.append(replace(box, id=number, source_id=100 + number, category=category))
    return Dataset(
        images=Images(
            np.arange(IMAGES) * 2 + 3,
            tuple(f"{i}.jpg" for i in range(IMAGES)),
            np.tile([100, 80], (IMAGES, 1)),
        ),
        categories=Categories(np.array([1, 4]), ("cat", "dog")),
        annotations=Annotations.of_rows(rows),
        image_root=folder,
        source=folder / "labels.json",
        format="coco",
    )


def small_predictions() -> Predictions:
    boxes = [*_boxes(), new_box(IMAGES - 1, 0, 62, 3, 25)]
    assert all(box.id == NEW_ID for box in boxes)
    corners = np.array([box.box_xyxy for box in boxes]) + 0.5
    return Predictions(
        images=np.array([box.image for box in boxes]),
        categories=np.array([box.category for box in boxes]),
        boxes_xyxy=corners,
        sizes_wh=corners[:, 2:] - corners[:, :2],
        scores=np.append(0.95 - 0.01 * np.arange(len(boxes) - 1), 0.93),
    )


def _boxes() -> list[Annotation]:
    return [
        new_box(image, category, 5 + 30 * category + image, 8 + image, 24 + image)
        for image in range(IMAGES)
        for category in (0, 1)
    ]
