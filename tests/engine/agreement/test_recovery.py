"""A second annotator is simulated on BCCD: the figures find the rates again within their intervals."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.agreement.figures import agreement_of
from engine.agreement.reading import own_label_set
from engine.data.agreement import LabelSet, Measure, usable
from engine.data.dataset import Dataset
from engine.evaluation.iou import iou_of_pairs
from engine.formats.read import read_dataset

MISSED, INVENTED, FLIPPED, JITTER = 0.15, 0.10, 0.20, 0.04
"""Shares of boxes, and of a box's sides by which each corner is off (standard deviation)."""
SEEDS = 12


@pytest.fixture(scope="module")
def labels(bccd: Path) -> Dataset:
    dataset = read_dataset(bccd / "test_ground_truth.coco.json", image_root=None, split=None, label_map=None)
    # Without boxes that share their place with another: then each is known to be matched with its own copy.
    boxes = usable(dataset.annotations)
    return replace(dataset, annotations=boxes)


def second_opinion(dataset: Dataset, random: np.random.Generator) -> LabelSet:
    """The same labels with misses, boxes of nothing, flipped classes and jitter."""
    boxes, classes = dataset.annotations, len(dataset.categories)
    kept = boxes.take(random.random(len(boxes)) >= MISSED)
    flipped = random.random(len(kept)) < FLIPPED
    others = (kept.categories + random.integers(1, classes, len(kept))) % classes
    corners = jittered(kept.boxes_xyxy, random)
    # Beside the image, where nothing is matched with them.
    count = int(random.binomial(len(boxes), INVENTED))
    where = random.choice(boxes.images, count)
    invented = np.tile([[-90.0, -90.0, -40.0, -40.0]], (count, 1)) - 100.0 * np.arange(count)[:, None]
    made = replace(
        boxes.take(np.zeros(len(kept) + count, np.int64)),
        ids=np.arange(1, len(kept) + count + 1),
        images=np.concatenate([kept.images, where]),
        categories=np.concatenate(
            [np.where(flipped, others, kept.categories), random.integers(0, classes, count)]
        ),
        boxes_xyxy=np.concatenate([corners, invented]),
    )
    return LabelSet("second", made, np.arange(len(dataset.images)))


def jittered(corners: np.ndarray, random: np.random.Generator) -> np.ndarray:
    sides = np.tile(corners[:, 2:] - corners[:, :2], 2)
    return corners + JITTER * sides * random.standard_normal(corners.shape)


def expected_iou(corners: np.ndarray) -> float:
    """Mean IoU of a box with its jittered copy, of a hundred copies each."""
    random = np.random.default_rng(99)
    many = np.repeat(corners, 100, axis=0)
    found = iou_of_pairs(xywh(many), xywh(jittered(many, random)), np.zeros(len(many), np.bool_))
    return float(found.mean())


def xywh(corners: np.ndarray) -> np.ndarray:
    return np.concatenate([corners[:, :2], corners[:, 2:] - corners[:, :2]], axis=1)


def test_the_rates_are_found_within_their_intervals(labels: Dataset) -> None:
    expected = {
        # Boxes that have a counterpart, of the boxes of both.
        Measure.EXISTENCE: 2 * (1 - MISSED) / (1 + (1 - MISSED) + INVENTED),
        Measure.JACCARD: (1 - MISSED) / (1 + INVENTED),
        Measure.SAME_CLASS: 1 - FLIPPED,
        Measure.IOU: expected_iou(labels.annotations.boxes_xyxy),
    }
    inside = dict.fromkeys(expected, 0)
    for seed in range(SEEDS):
        sets = (own_label_set("first", labels), second_opinion(labels, np.random.default_rng(seed)))
        found = agreement_of(sets, len(labels.categories), resamples=200, seed=seed).together
        for measure, rate in expected.items():
            value, low, high = found.value(measure)
            assert low <= value <= high
            inside[measure] += low <= rate <= high
    # Of twelve intervals of 95 %, fewer than nine hold the rate once in two thousand times.
    assert min(inside.values()) >= 9, inside
