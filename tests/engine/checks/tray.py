"""Small datasets for the checks' tests: a tray of nuts and bolts on two images."""

from __future__ import annotations

import numpy as np

from engine.checks.run import check, gather
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotation, Annotations, Categories, Images, Predictions
from engine.data.flag import Flag, FlagKind

NUT, BOLT = 0, 1
CATEGORIES = Categories(np.array([1, 2]), ("nut", "bolt"))
Box = tuple[float, float, float, float]
Seen = tuple[Box, float, int, int]
"""A prediction: box, score, category, image."""


def images(n: int = 2, size: tuple[int, int] = (200, 100)) -> Images:
    return Images(np.arange(n), tuple(f"{i}.jpg" for i in range(n)), np.tile(size, (n, 1)))


def label(id: int, box: Box, *, image: int = 0, category: int = NUT, **marks: bool) -> Annotation:
    return Annotation(id, id, image, category, (0, 0, 0, 0), (0, 0), 0, **marks).moved(box)


def predictions(*rows: tuple[Box, float, int, int]) -> Predictions:
    """Predictions of (box, score, category, image)."""
    boxes = np.array([row[0] for row in rows], np.float64).reshape(-1, 4)
    return Predictions(
        images=np.array([row[3] for row in rows], np.int64),
        categories=np.array([row[2] for row in rows], np.int64),
        boxes_xyxy=boxes,
        sizes_wh=boxes[:, 2:] - boxes[:, :2],
        scores=np.array([row[1] for row in rows], np.float64),
    )


def flags(
    labels: list[Annotation],
    seen: Predictions | None = None,
    *,
    of: Images | None = None,
    settings: CheckSettings | None = None,
) -> tuple[Flag, ...]:
    annotations = Annotations.of_rows(labels)
    evidence = gather(of or images(), CATEGORIES, annotations, seen, settings=settings or CheckSettings())
    return check(evidence, annotations)


def kinds(found: tuple[Flag, ...]) -> list[tuple[FlagKind, int | None]]:
    return [(flag.kind, flag.annotation_id) for flag in found]


def well_seen(n: int = 60) -> tuple[list[Annotation], list[tuple[Box, float, int, int]]]:
    """Labels on n images from image 2 on, half nuts, half bolts, and a model that finds every one of them."""
    labels, rows = [], []
    for i in range(n):
        box = (20.0, 20.0, 60.0, 60.0)
        labels.append(label(100 + i, box, image=2 + i, category=i % 2))
        rows.append((box, 0.9 + 0.001 * (i % 7), i % 2, 2 + i))
    return labels, rows
