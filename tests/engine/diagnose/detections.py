"""Patients drawn by chance: boxes, and a detector that finds each with a chance of its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.assessment import assess
from engine.data.dataset import Annotation, Annotations, Categories, Dataset, Images, Predictions
from engine.diagnose.patient import Patient

WIDTH, HEIGHT = 640, 480
FALSE_ALARMS = 4

Chance = Callable[[Annotation], float]


def scattered(counts: Sequence[int], images: int, rng: np.random.Generator) -> list[Annotation]:
    """So many boxes of each class, on images by chance; 40 to 120 pixels, in a grid where none overlap."""
    places = [(image, column, row) for image in range(images) for column in range(4) for row in range(3)]
    chosen = rng.permutation(len(places))[: sum(counts)]
    boxes = []
    for number, category in enumerate(np.repeat(np.arange(len(counts)), counts).tolist()):
        image, column, row = places[chosen[number]]
        width, height = rng.uniform(40, 120, 2)
        x, y = column * 160 + rng.uniform(5, 35), row * 160 + rng.uniform(5, 35)
        boxes.append(new(image, category, x, y, width, height))
    return boxes


def new(image: int, category: int, x: float, y: float, width: float, height: float) -> Annotation:
    return Annotation.new(image, category, (x, y, x + width, y + height))


def patient(
    boxes: Sequence[Annotation],
    chance: Chance,
    *,
    images: int,
    classes: int,
    size_wh: tuple[int, int] = (WIDTH, HEIGHT),
    cut: float = 0.0,
    most: int = 100,
    seed: int = 0,
    configuration: Path | None = None,
) -> Patient:
    """The boxes as labels, and what a detector says: right predictions, and false alarms that score less."""
    rng = np.random.default_rng(seed)
    rows = [replace(box, id=number, source_id=number) for number, box in enumerate(boxes, 1)]
    found = [box for box in rows if rng.random() < chance(box)]
    right = np.array([box.box_xyxy for box in found]).reshape(-1, 4)
    sides = np.tile(right[:, 2:] - right[:, :2], 2)
    right = right + rng.normal(0, 0.03, right.shape) * sides
    corners = rng.uniform(0, 0.8, (FALSE_ALARMS * images, 2)) * size_wh
    wrong = np.hstack([corners, corners + rng.uniform(40, 120, corners.shape)])
    corners_xyxy = np.concatenate([right, wrong])
    predictions = Predictions(
        images=np.concatenate(
            [[box.image for box in found], np.repeat(np.arange(images), FALSE_ALARMS)]
        ).astype(np.int64),
        categories=np.concatenate(
            [[box.category for box in found], rng.integers(classes, size=len(wrong))]
        ).astype(np.int64),
        boxes_xyxy=corners_xyxy,
        sizes_wh=corners_xyxy[:, 2:] - corners_xyxy[:, :2],
        scores=np.concatenate([rng.beta(4, 1.5, len(right)), rng.beta(1, 6, len(wrong))]),
    )
    kept = predictions.scores >= cut
    order = np.lexsort([-predictions.scores, predictions.images])
    place = np.arange(len(order)) - np.searchsorted(predictions.images[order], predictions.images[order])
    kept[order[place >= most]] = False
    dataset = Dataset(
        images=Images(
            np.arange(1, images + 1),
            tuple(f"{image}.jpg" for image in range(images)),
            np.tile(np.array(size_wh, np.int64), (images, 1)),
        ),
        categories=Categories(
            np.arange(1, classes + 1), tuple(f"class {'abcdefghijklmnop'[index]}" for index in range(classes))
        ),
        annotations=Annotations.of_rows(rows),
        image_root=None,
        source=Path("labels.json"),
        format="coco",
    )
    assessment = assess(dataset, dataset.annotations, predictions.take(kept))
    return Patient(dataset, assessment, configuration=configuration)


def config(folder: Path, **changed: str) -> Path:
    """A pipeline.config of an SSD whose parts can be replaced."""
    parts = {
        "resizer": "fixed_shape_resizer { height: 300 width: 300 }",
        "anchors": "multiscale_anchor_generator { min_level: 3 max_level: 7 aspect_ratios: [1.0, 2.0, 0.5] }",
        "suppression": "iou_threshold: 0.6 max_detections_per_class: 100 max_total_detections: 100",
    } | changed
    path = folder / "pipeline.config"
    path.write_text(
        f"""
        model {{  # of a test
          ssd {{
            image_resizer {{ {parts["resizer"]} }}
            anchor_generator {{ {parts["anchors"]} }}
            post_processing {{ batch_non_max_suppression {{ {parts["suppression"]} }} }}
          }}
        }}
        """
    )
    return path
