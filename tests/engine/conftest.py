"""Small datasets built by hand."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Annotation, Annotations, Categories, Dataset, Images, Predictions

MakeDataset = Callable[..., Dataset]


def box(
    id_: int, image: int, category: int, x1: float, y1: float, x2: float, y2: float, *, crowd: bool = False
) -> Annotation:
    return Annotation(
        id_, 100 + id_, image, category, (x1, y1, x2, y2), (x2 - x1, y2 - y1), (x2 - x1) * (y2 - y1), crowd
    )


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    """Three images, two classes, four boxes; image files are not there."""
    return Dataset(
        images=Images(
            np.array([3, 5, 9]), ("a.jpg", "b.jpg", "c.jpg"), np.array([[100, 80], [100, 80], [100, 80]])
        ),
        categories=Categories(np.array([1, 4]), ("cat", "dog")),
        annotations=Annotations.of_rows(
            [
                box(1, 0, 0, 10, 10, 30, 30),
                box(2, 0, 1, 40, 20, 70, 60),
                box(3, 1, 0, 5, 5, 45, 50),
                box(4, 2, 1, 20, 20, 60, 70),
            ]
        ),
        image_root=tmp_path,
        source=tmp_path / "labels.json",
        format="coco",
    )


@pytest.fixture
def predictions() -> Predictions:
    """One good prediction for each box, one of another class, and one where nothing is labelled."""
    boxes = np.array(
        [
            [11, 10, 30, 31],
            [40, 22, 71, 60],
            [5, 5, 44, 50],
            [20, 20, 60, 69],
            [60, 5, 90, 30],
        ],
        np.float64,
    )
    return Predictions(
        images=np.array([0, 0, 1, 2, 2]),
        categories=np.array([0, 1, 1, 1, 0]),
        boxes_xyxy=boxes,
        sizes_wh=boxes[:, 2:] - boxes[:, :2],
        scores=np.array([0.9, 0.8, 0.95, 0.7, 0.85]),
    )
