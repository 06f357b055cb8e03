"""The numbers of a real dataset, computed once by pycocotools 2.0.11."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.data.dataset import Annotation, Annotations, Categories, Images, Predictions
from engine.data.metrics import METRIC_NAMES
from engine.evaluation.incremental import evaluate


def read(bccd: Path) -> tuple[Images, Categories, Annotations, Predictions]:
    truth = json.loads((bccd / "test_ground_truth.coco.json").read_text())
    results = json.loads((bccd / "test_predictions.coco.json").read_text())
    image_ids = np.array(sorted(i["id"] for i in truth["images"]), np.int64)
    category_ids = np.array(sorted(c["id"] for c in truth["categories"]), np.int64)
    names = {c["id"]: c["name"] for c in truth["categories"]}
    rows = [
        Annotation(
            id=n,
            source_id=a["id"],
            image=int(np.searchsorted(image_ids, a["image_id"])),
            category=int(np.searchsorted(category_ids, a["category_id"])),
            box_xyxy=corners(a["bbox"]),
            size_wh=tuple(a["bbox"][2:]),
            area=a["area"],
            crowd=bool(a["iscrowd"]),
        )
        for n, a in enumerate(truth["annotations"], 1)
    ]
    predictions = Predictions(
        images=np.searchsorted(image_ids, [r["image_id"] for r in results]),
        categories=np.searchsorted(category_ids, [r["category_id"] for r in results]),
        boxes_xyxy=np.array([corners(r["bbox"]) for r in results]),
        sizes_wh=np.array([r["bbox"][2:] for r in results], np.float64),
        scores=np.array([r["score"] for r in results], np.float64),
    )
    images = Images(image_ids, ("",) * len(image_ids), np.zeros((len(image_ids), 2), np.int64))
    categories = Categories(category_ids, tuple(names[i] for i in category_ids.tolist()))
    return images, categories, Annotations.of_rows(rows), predictions


def corners(bbox: list[float]) -> tuple[float, float, float, float]:
    x, y, width, height = bbox
    return x, y, x + width, y + height


def test_the_metrics_of_bccd_are_those_of_pycocotools(bccd: Path) -> None:
    images, categories, annotations, predictions = read(bccd)
    metrics = evaluate(images, categories, annotations, predictions).metrics
    reference = json.loads((bccd / "test_reference_metrics.json").read_text())
    expected = [reference["metrics"][name] for name in METRIC_NAMES]
    np.testing.assert_allclose(metrics.summary, expected, rtol=0, atol=1e-12)
    per_class = dict(zip(categories.names, metrics.per_class_ap.tolist(), strict=True))
    assert per_class == pytest.approx(reference["per_class_AP"], abs=1e-12)
