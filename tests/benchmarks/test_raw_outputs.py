"""Whether raw outputs help the ranking of flags; docs/flagging.md quotes the figures.

    BOXWRIGHT_BENCHMARK=full pytest -s -n 0 tests/benchmarks/test_raw_outputs.py

runs three detectors and two shares of errors on each set; without the variable one detector alone.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.checks.run import check, gather
from engine.data.check_settings import CheckSettings
from engine.data.dataset import Annotations, Categories, Images, Predictions
from engine.evaluation.iou import iou
from engine.formats.read import read_dataset
from tests.benchmarks.planted import coco_like, detector, plant
from tests.benchmarks.scores import figures

FULL = os.environ.get("BOXWRIGHT_BENCHMARK") == "full"
SEED = 1


def with_raw_outputs(
    rng: np.random.Generator, images: Images, categories: int, truth: Annotations, found: Predictions
) -> Predictions:
    """The same predictions, with what the detector may have said before suppression.

    Around each prediction four anchors that know no better: less well placed, less sure, and with a share for another
    class. Half of the objects without a prediction have a faint one, nine in ten times of the right class.
    """
    copies = np.repeat(np.arange(len(found)), 4)
    seen = np.zeros(len(truth), np.bool_)
    for image in np.unique(found.images).tolist():
        own, theirs = truth.rows_of_image(image), found.rows_of_image(image)
        seen[own] = iou(truth.boxes_xyxy[own], found.boxes_xyxy[theirs]).max(axis=1, initial=0) >= 0.5
    faint = np.flatnonzero(~seen & (rng.random(len(truth)) < 0.5))
    confused = rng.random(len(faint)) < 0.1
    strength = found.scores[copies] * rng.uniform(0.3, 1.0, len(copies))
    parts = (
        (found.images[copies], found.categories[copies], found.boxes_xyxy[copies], strength),
        (
            found.images[copies],
            rng.integers(0, categories, len(copies)),
            found.boxes_xyxy[copies],
            strength * rng.beta(1.0, 9.0, len(copies)),
        ),
        (
            truth.images[faint],
            np.where(confused, rng.integers(0, categories, len(faint)), truth.categories[faint]),
            truth.boxes_xyxy[faint],
            rng.beta(1.0, 9.0, len(faint)),
        ),
    )
    image, category, boxes, scores = (np.concatenate(column) for column in zip(*parts, strict=True))
    boxes = boxes + rng.normal(0, 0.06, boxes.shape) * np.tile(boxes[:, 2:] - boxes[:, :2], 2)
    kept = np.flatnonzero((scores >= 0.02) & (boxes[:, 2:] > boxes[:, :2]).all(axis=1))
    kept = kept[np.argsort(image[kept], kind="stable")]
    sizes = boxes[:, 2:] - boxes[:, :2]
    raw = Predictions(image[kept], category[kept], boxes[kept], sizes[kept], scores[kept])
    return replace(found, raw=raw)


def sets(bccd: Path) -> dict[str, tuple[Images, Categories, Annotations]]:
    dataset = read_dataset(bccd / "Annotations")
    usable = dataset.annotations.take(np.flatnonzero((dataset.annotations.sizes_wh > 0).all(axis=1)))
    return {
        "BCCD": (dataset.images, dataset.categories, usable),
        "COCO-like": coco_like(np.random.default_rng(0)),
    }


@pytest.mark.parametrize("quality", [0.3, 0.5, 0.7] if FULL else [0.5])
@pytest.mark.parametrize("rate", [0.05, 0.20])
def test_raw_outputs_do_not_make_the_ranking_worse(bccd: Path, quality: float, rate: float) -> None:
    for name, (images, categories, truth) in sets(bccd).items():
        survivors = detector(np.random.default_rng(SEED), images, len(categories), truth, quality)
        told = with_raw_outputs(np.random.default_rng(SEED), images, len(categories), truth, survivors)
        planted = plant(np.random.default_rng(SEED), images, len(categories), truth, rate)
        ap = []
        for predictions in (survivors, told):
            settings = CheckSettings(min_score=0.0)
            evidence = gather(images, categories, planted.annotations, predictions, settings=settings)
            ap.append(figures(truth, planted, check(evidence, planted.annotations)).ap)
        sys.stdout.write(f"\n{name:10} {quality} {rate:.0%}: AP {ap[0]:.3f}, with raw outputs {ap[1]:.3f}")
        assert ap[1] >= ap[0]
